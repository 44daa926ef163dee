"""What libraries say into Python's log, for the few tests that look at it.

pytest would attach its own handlers to every step of every test, which takes a third of what an empty one does.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything of any level that is said meanwhile."""
    said = io.StringIO()
    root, handler = logging.getLogger(), logging.StreamHandler(said)
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield said
    root.setLevel(before)
    root.removeHandler(handler)
