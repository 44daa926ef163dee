"""The Chromium of this machine: a reasoned skip where there is none, a failure where one is required."""

from __future__ import annotations

import os

import pytest

from graphcrm.errors import UsageError
from graphcrm.pages.browser import find_chromium

__all__ = ["chromium"]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Its path, which the commands of a test find as well."""
    try:
        return find_chromium()
    except UsageError as why:
        if os.environ.get("GRAPHCRM_REQUIRE_BROWSER") == "1":
            pytest.fail(f"GRAPHCRM_REQUIRE_BROWSER=1 but there is no browser: {why}")
        pytest.skip(str(why))
