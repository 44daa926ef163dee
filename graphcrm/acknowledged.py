"""What counts already, for whoever is interrupted: before a commit nothing does, after it everything, and in it somebody has to look.

A store says by :class:`Counting` what is about to count. What it has acknowledged is remembered for the rest of the command, since an
interruption may also come while the command closes the store or says what it did.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from types import TracebackType
from typing import Self

from graphcrm.errors import InterruptedAfter
from graphcrm.i18n import Text

__all__ = ["UPGRADE", "Counting", "acknowledged", "begin", "change_named", "interruption"]


_STORED = Text("已中断；{what}已写入{then}。", "interrupted; {what} is stored{then}.")
_UNKNOWN = Text(
    "已中断；未能查明{what}是否已写入：请先看 graphcrm history，再决定是否重新运行。",
    "interrupted; whether {what} is stored could not be found out: look at `graphcrm history` before you run the command again.",
)
#: What bringing a workspace up to the present format is called.
UPGRADE = Text("格式升级", "the upgrade")
_NOTHING = Text("", "")
_last: ContextVar[Text | None] = ContextVar("acknowledged", default=None)


def begin() -> None:
    """A command begins, in which nothing counts yet."""
    _last.set(None)


def acknowledged() -> Text | None:
    """What an interruption is to be told of the last thing that a store acknowledged in this command; None if there is none."""
    what = _last.get()
    return None if what is None else _STORED.format(what=what, then=_NOTHING)


def change_named(number: int, where: str) -> Text:
    """A change as an interruption speaks of it."""
    return Text("{where} 的改动 {number} ", "change {number} of {where}").format(number=number, where=where)


def interruption(error: BaseException | None) -> KeyboardInterrupt | None:
    """The Ctrl-C behind an error that came of it: while a class was made, or while what was interrupted was let go; None without one."""
    seen: set[int] = set()
    behind = [error]
    while behind:
        error = behind.pop()
        if isinstance(error, KeyboardInterrupt):
            return error
        if error is not None and id(error) not in seen:
            seen.add(id(error))
            behind += [error.__context__, error.__cause__]  # errors of servers come with causes of their own
    return None


class Counting:
    """A block in which something begins to count: whoever interrupts it is told whether it did.

    what
        What is about to count; None, as at first, while nothing is.
    counts
        Finds out, after an interruption, whether it does; where a block within says that something does, it does here as well.
    then
        What would still follow from it, a clause.

    >>> with Counting() as commit:
    ...     commit.what = Text("改动 2 ", "change 2")
    >>> acknowledged().en
    'interrupted; change 2 is stored.'
    >>> begin()
    """

    def __init__(self, counts: Callable[[], bool] = lambda: True) -> None:
        self.what: Text | None = None
        self.counts = counts
        self.then = _NOTHING

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.what is None:
            return
        if error is None:
            _last.set(self.what)
        elif isinstance(error, KeyboardInterrupt):
            try:
                if not (isinstance(error, InterruptedAfter) or self.counts()):
                    return
                said = _STORED.format(what=self.what, then=self.then)
            except BaseException:  # interrupted again, or nobody answers
                said = _UNKNOWN.format(what=self.what)
            raise InterruptedAfter(said) from error
