"""A progress bar for long work with an estimate of its end; silent in a pipe and for work that is over at once."""

from __future__ import annotations

import math
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from graphcrm.commands.language import language
from graphcrm.i18n import Text
from graphcrm.steps import watched

__all__ = ["progress_bar", "progress_shown", "remaining"]


_PATIENCE = 0.7
_WIDTH = 30
#: Seconds between the points by which the pace is told, and how far it looks back.
_STEP, _LATE = 0.5, 20.0
#: Room for the words of the estimate.
_SAID = 32


def remaining(seconds: float) -> Text:
    """How long it will still take, rounded up as people say it.

    >>> remaining(8.2).en, remaining(61).en, remaining(7300).zh
    ('about 10 s left', 'about 2 min left', '约剩 3 小时')
    """
    if seconds <= 55:
        n = max(5, 5 * math.ceil(seconds / 5))
        return Text(f"约剩 {n} 秒", f"about {n} s left")
    if seconds <= 5400:
        n = math.ceil(seconds / 60)
        return Text(f"约剩 {n} 分钟", f"about {n} min left")
    n = math.ceil(seconds / 3600)
    return Text(f"约剩 {n} 小时", f"about {n} h left")


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None]]:
    """Gives a function (done, total) to call while working."""
    started = monotonic()
    drawn = False
    recent: deque[tuple[float, int]] = deque()

    def left(done: int, total: int) -> str:
        """The estimate by the pace of late: what an earlier run had done went by in no time, and says nothing of the rest."""
        now = monotonic()
        if not recent or now - recent[-1][0] > _STEP:
            recent.append((now, done))
        while now - recent[0][0] > _LATE and len(recent) > 1:
            recent.popleft()
        since, before = recent[0]
        if done <= before or now - since < _PATIENCE:
            return ""
        return remaining((total - done) * (now - since) / (done - before)).say(language())

    def draw(done: int, total: int) -> None:
        nonlocal drawn
        if not sys.stderr.isatty() or total <= 0 or monotonic() - started < _PATIENCE:
            return
        estimate = left(done, total)
        filled = int(_WIDTH * min(1.0, done / total))
        sys.stderr.write(
            f"\r{'█' * filled}{'░' * (_WIDTH - filled)} {min(100, 100 * done // total):3d}% {estimate}\033[K"
        )
        sys.stderr.flush()
        drawn = True

    try:
        yield draw
    finally:
        if drawn:
            sys.stderr.write("\r" + " " * (_WIDTH + 8 + _SAID) + "\r")
            sys.stderr.flush()


@contextmanager
def progress_shown() -> Iterator[None]:
    """Show how far the work inside is, as it says by :func:`graphcrm.steps.steps`."""
    with progress_bar() as draw, watched(draw):
        yield
