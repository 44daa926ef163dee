"""Where the shipped data sets are."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def datasets() -> Path:
    return Path(__file__).resolve().parents[2] / "datasets"
