"""The Chromium of this machine: a reasoned skip where there is none, a failure where one is required."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

__all__ = ["chromium"]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Its path, ``$GRAPHCRM_CHROMIUM`` or where Debian puts it."""
    path = Path(os.environ.get("GRAPHCRM_CHROMIUM", "/usr/bin/chromium"))
    if not path.exists():
        if os.environ.get("GRAPHCRM_REQUIRE_BROWSER") == "1":
            pytest.fail(f"GRAPHCRM_REQUIRE_BROWSER=1 but there is no Chromium at {path}")
        pytest.skip(f"no Chromium at {path}; set GRAPHCRM_CHROMIUM to its path")
    return str(path)
