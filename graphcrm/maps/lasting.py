"""Which ties decide who stands near whom: few new ones move nobody, so that people are found again at the next meeting."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from graphcrm.snapshot.ever import EverTied

__all__ = ["lasting"]

#: Places are found anew when there are so many times as many ties as when they were found last.
_GROWN = 1.5


def lasting(ties: Sequence[EverTied], people: Collection[str]) -> tuple[tuple[str, str, bool], ...]:
    """The pairs among `people` that were tied on the last day on which their number had grown by half, and all reporting lines.

    Parameters
    ----------
    ties
        Of all days, the oldest first. The places follow from them whatever day a map is of.

    Examples
    --------
    >>> days = [("2026-01-05", "b"), ("2026-01-05", "c"), ("2026-02-01", "d"), ("2026-03-01", "e")]
    >>> lasting([EverTied(day, "a", other) for day, other in days], {*"abcde"})
    (('a', 'b', False), ('a', 'c', False), ('a', 'd', False))
    """
    here = [t for t in ties if t.one in people and t.other in people]
    found = [t for t in here if not t.reports]
    reached = counted = 0
    for _, day in groupby(found, key=lambda t: t.first):
        reached += sum(1 for _ in day)
        if reached >= _GROWN * counted:
            counted = reached
    return tuple((t.one, t.other, t.reports) for t in (*(t for t in here if t.reports), *found[:counted]))
