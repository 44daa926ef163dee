"""Long work says how far it is to whoever watches, however deep in it the steps are; without a watcher it costs nothing.

>>> said = []
>>> with watched(lambda done, total: said.append(f"{done}/{total}")):
...     for _ in steps("ab"):
...         for _ in steps([1, 2]):
...             pass
>>> said
['0/1000', '0/1000', '250/1000', '500/1000', '500/1000', '750/1000']
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple, TypeVar

__all__ = ["stage", "steps", "watched"]

T = TypeVar("T")

#: Of what the work takes a step is told in so many parts.
_PARTS = 1000


class _Watched(NamedTuple):
    """Who is told, and which part of the whole work is being done, from 0 to 1."""

    tell: Callable[[int, int], None]
    start: float
    end: float


_watching: ContextVar[_Watched | None] = ContextVar("watching", default=None)


@contextmanager
def watched(tell: Callable[[int, int], None]) -> Iterator[None]:
    """Tell a function (done, total) how far the work inside is."""
    token = _watching.set(_Watched(tell, 0.0, 1.0))
    try:
        yield
    finally:
        _watching.reset(token)


@contextmanager
def stage(number: int, of: int) -> Iterator[None]:
    """The work inside is one of some stages that take about as long, counted from 0."""
    whole = _watching.get()
    if whole is None:
        yield
        return
    width = (whole.end - whole.start) / of
    start = whole.start + number * width
    whole.tell(round(_PARTS * start), _PARTS)
    _watching.set(whole._replace(start=start, end=start + width))
    try:
        yield
    finally:
        _watching.set(whole)


def steps(things: Collection[T]) -> Iterator[T]:
    """Some things one after another, each a stage of the work."""
    for number, thing in enumerate(things):
        with stage(number, len(things)):
            yield thing
