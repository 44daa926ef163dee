"""Property tests judge results, not the speed of a busy machine; in CI they draw the same examples every time.

The folders that take longest come first, so that at the end no worker is alone with one of them.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.neo4j.shared import is_of_other_line

TESTS = Path(__file__).parent
#: Those that wait for servers and browsers, and use both cores best if they begin together.
LONGEST = ("neo4j", "cypher", "contract", "store", "browser", "maps", "oracle", "ingest")

settings.register_profile(
    "graphcrm",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("graphcrm")


def pytest_configure(config: pytest.Config) -> None:
    """Workers take the files in our order, not by how many tests they hold."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    elsewhere = [item for item in items if is_of_other_line(item.nodeid)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if not is_of_other_line(item.nodeid)]
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    folder = item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
    return LONGEST.index(folder) if folder in LONGEST else len(LONGEST)
