"""Property tests judge results, not the speed of a busy machine; in CI they draw the same examples every time."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "graphcrm",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("graphcrm")
