"""Days as spreadsheets keep them that were typed as “3.9”: a month and a day without a year, whose last nought may be lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["is_short_day", "short_days"]

_SHORT = re.compile(r"(\d{1,2})\.(\d{1,2})")
_MONTHS, _DAYS = 12, 31
#: “4.2” may have been typed as “4.20”, a number that lost its nought.
_LOSES = 3
#: Certain days from which on they have an order.
_FEWEST = 2


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
    days = [_certain(one) for one in column]
    sure = [one for one in days if one]
    up = (sure == sorted(sure)) - (sure == sorted(sure, reverse=True)) if len(sure) >= _FEWEST else 0
    if not up:
        return both
    places = [n for n, one in enumerate(column) if one == said]
    return [one for one in both if all(_in_order(_number(one), n, days, up) for n in places)] or both


def _in_order(day: tuple[int, int], place: int, days: Sequence[tuple[int, int] | None], up: int) -> bool:
    """Whether a day stands between the certain days before and after it, in a column that goes up (1) or down (−1)."""
    before = next((one for n in range(place - 1, -1, -1) if (one := days[n])), None)
    after = next((one for n in range(place + 1, len(days)) if (one := days[n])), None)
    first, last = (before, after) if up > 0 else (after, before)
    return (first is None or first <= day) and (last is None or day <= last)


def _certain(said: str) -> tuple[int, int] | None:
    """A day that has lost no nought; None for any other text."""
    if not is_short_day(said):
        return None
    day = said.split(".")[1]
    return None if len(day) == 1 and int(day) <= _LOSES else _number(said)


def _number(said: str) -> tuple[int, int]:
    month, day = said.split(".")
    return int(month), int(day)
