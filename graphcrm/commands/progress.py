"""A progress bar for long work; silent in a pipe and for work that is over at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

__all__ = ["progress_bar"]

_PATIENCE = 0.7
_WIDTH = 30


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None]]:
    """Gives a function (done, total) to call while working."""
    started = monotonic()
    drawn = False

    def draw(done: int, total: int) -> None:
        nonlocal drawn
        if not sys.stderr.isatty() or total <= 0 or monotonic() - started < _PATIENCE:
            return
        filled = int(_WIDTH * min(1.0, done / total))
        sys.stderr.write(f"\r{'█' * filled}{'░' * (_WIDTH - filled)} {min(100, 100 * done // total):3d}% ")
        sys.stderr.flush()
        drawn = True

    try:
        yield draw
    finally:
        if drawn:
            sys.stderr.write("\r" + " " * (_WIDTH + 8) + "\r")
            sys.stderr.flush()
