"""Days as spreadsheets keep them that were typed as “3.9”: a month and a day without a year, whose last nought may be lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

__all__ = ["is_short_day", "short_days"]

_SHORT = re.compile(r"(\d{1,2})\.(\d{1,2})")
_MONTHS, _DAYS = 12, 31
#: “4.2” may have been typed as “4.20”, a number that lost its nought.
_LOSES = 3


def is_short_day(said: str) -> bool:
    """Whether a text may be a month and a day, in whatever order.

    >>> is_short_day("3.16"), is_short_day("31.12"), is_short_day("3.95"), is_short_day("3.9.")
    (True, True, False, False)
    """
    found = _SHORT.fullmatch(said)
    numbers = sorted(int(n) for n in found.groups()) if found else [0, 0]
    return 1 <= numbers[0] <= _MONTHS and 1 <= numbers[1] <= _DAYS


def short_days(said: str, column: Sequence[str]) -> list[str]:
    """What a text in a column may stand for: itself, and with a nought behind it unless the column tells that none is lost.

    Texts keep their noughts, so one “3.10” or “3.09” says that all are texts; days in order leave one of both.

    >>> short_days("4.2", ["3.16", "4.2", "4.11"]), short_days("4.2", ["4.2", "3.20"]), short_days("4.2", ["4.2"])
    (['4.2'], ['4.2'], ['4.2', '4.20'])
    """
    month, day = said.split(".")
    if len(day) > 1 or int(day) > _LOSES or any(one[-1:] == "0" or ".0" in one for one in column):
        return [said]
    both = [said, f"{month}.{day}0"]
    places = [n for n, one in enumerate(column) if one == said]
    return [one for one in both if all(_in_order(one, n, tuple(column)) for n in places)] or both


def _in_order(said: str, place: int, column: tuple[str, ...]) -> bool:
    """Whether a day stands between the days before and after it that are certain, in a column that goes up or down."""
    up = _direction(column)
    if not up:
        return True
    before = [day for one in column[:place] if (day := _certain(one))]
    after = [day for one in column[place + 1 :] if (day := _certain(one))]
    own = _number(said)
    ends = (before[-1:], after[:1]) if up > 0 else (after[:1], before[-1:])
    return all(one <= own for one in ends[0]) and all(own <= one for one in ends[1])


@lru_cache(maxsize=64)
def _direction(column: tuple[str, ...]) -> int:
    """1 where the certain days of a column go up, −1 where they go down, 0 where they do neither, or are too few to tell."""
    days = [day for one in column if (day := _certain(one))]
    if len(days) < 2:
        return 0
    return (days == sorted(days)) - (days == sorted(days, reverse=True))


def _certain(said: str) -> tuple[int, int] | None:
    """A day that has lost no nought; None for any other text."""
    if not is_short_day(said):
        return None
    day = said.split(".")[1]
    return None if len(day) == 1 and int(day) <= _LOSES else _number(said)


def _number(said: str) -> tuple[int, int]:
    month, day = said.split(".")
    return int(month), int(day)
