"""Waiting for one's turn to write: told after a moment and then now and then, and over when nobody gets on any more."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Generator

__all__ = ["LONGEST", "MESSAGE_AFTER", "PATIENCE", "OnWait", "Patience", "telling"]


#: Told how many seconds have been waited, whoever waits.
OnWait = Callable[[int], None]

#: Seconds without a sign of anybody getting on, and in all, after which a wait is given up.
PATIENCE, LONGEST = 30.0, 300.0
#: Seconds until whoever waits is told, and until they are told again.
MESSAGE_AFTER, MESSAGE_EVERY = 1.0, 10.0


class Patience:
    """How long a wait lasts: as long as others get on, but not for ever.

    >>> patience = Patience(quiet=0.0)
    >>> patience.lasts("change 7"), patience.lasts("change 7"), patience.lasts("change 8")
    (True, False, True)
    """

    def __init__(self, *, quiet: float | None = None) -> None:
        self._quiet = PATIENCE if quiet is None else quiet
        self._end = time.monotonic() + LONGEST
        self._until = 0.0
        self._sign: object = self

    def lasts(self, sign: object) -> bool:
        """Whether to go on waiting; `sign` is another one whenever somebody got on."""
        now = time.monotonic()
        if sign != self._sign:
            self._sign, self._until = sign, now + self._quiet
            return now < self._end
        return now < min(self._until, self._end)


@contextlib.contextmanager
def telling(on_wait: OnWait | None) -> Generator[None]:
    """Tell whoever waits if what is done within takes longer than a moment, and again as it goes on."""
    if on_wait is None:
        yield
        return
    over, began = threading.Event(), time.monotonic()

    def tell() -> None:
        pause = MESSAGE_AFTER
        while not over.wait(pause):
            on_wait(round(time.monotonic() - began))
            pause = MESSAGE_EVERY

    teller = threading.Thread(target=tell, name="graphcrm-waiting", daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
