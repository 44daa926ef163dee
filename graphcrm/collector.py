"""The cycle collector of Python, seldom at work in commands and kept still during bulk work."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collect_seldom", "collector_paused"]


def collect_seldom() -> None:
    """For a process nearly all of whose objects live as long as it does: there is little to find among them."""
    gc.set_threshold(500_000, 20, 20)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without the cycle collector, which finds nothing in rows and records but looks at each again and again."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
