"""Hundreds of questions about the same days."""

import pytest


@pytest.fixture(autouse=True)
def _days_are_read_once(read_once: None) -> None:
    pass
