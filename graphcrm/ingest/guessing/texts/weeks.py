"""Days of the week in the report of a week, “周四”, “Thursday”, whose days a title names: “周期：2026.11.9-11.13”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

__all__ = ["day_of_week", "is_day_of_week"]

_SPAN = re.compile(
    r"(?P<y1>20\d\d)[-./年](?P<m1>\d{1,2})[-./月](?P<d1>\d{1,2})[日号]?\s*(?:[-–—~至到]|to|bis)\s*"
    r"(?:(?P<y2>20\d\d)[-./年])?(?:(?P<m2>\d{1,2})[-./月])?(?P<d2>\d{1,2})[日号]?(?!\d)",
    re.IGNORECASE,
)
_DAYS = (
    r"(?:周|星期|礼拜)一|mon(?:day)?|montag|lundi|lunes",
    r"(?:周|星期|礼拜)二|tue(?:s(?:day)?)?|dienstag|mardi|martes",
    r"(?:周|星期|礼拜)三|wed(?:nesday)?|mittwoch|mercredi|miércoles",
    r"(?:周|星期|礼拜)四|thu(?:rs(?:day)?)?|donnerstag|jeudi|jueves",
    r"(?:周|星期|礼拜)五|fri(?:day)?|freitag|vendredi|viernes",
    r"(?:周|星期|礼拜)六|sat(?:urday)?|samstag|samedi|sábado",
    r"(?:周|星期|礼拜)[日天]|sun(?:day)?|sonntag|dimanche|domingo",
)
_NUMBER = tuple(re.compile(words, re.IGNORECASE) for words in _DAYS)
_WEEK = 7


def is_day_of_week(said: str) -> bool:
    """Whether a text names a day of the week and nothing else.

    >>> is_day_of_week("周四"), is_day_of_week("Thu."), is_day_of_week("Thursday call")
    (True, True, False)
    """
    return any(words.fullmatch(said.strip().rstrip(".")) for words in _NUMBER)


def day_of_week(said: str, titles: Sequence[str]) -> str:
    """The day, ISO, that a day of the week is in the only week that titles name; "" for any other text, and without such a week.

    >>> day_of_week("周四", ["周期:2026.11.9-11.13"]), day_of_week("Monday", ["Week 2026-11-09 to 2026-11-13"])
    ('2026-11-12', '2026-11-09')
    >>> day_of_week("周六", ["周期:2026.11.9-11.13"]), day_of_week("周四", ["周报"]), day_of_week("周四", ["2026.11.1-11.30"])
    ('', '', '')
    """
    number = next((n for n, words in enumerate(_NUMBER) if words.fullmatch(said.strip().rstrip("."))), None)
    weeks = {week for title in titles for week in _weeks(title)} if number is not None else set()
    if len(weeks) != 1:
        return ""
    first, last = weeks.pop()
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return next((day.isoformat() for day in days if day.weekday() == number), "")


def _weeks(title: str) -> list[tuple[date, date]]:
    found = []
    for one in _SPAN.finditer(title):
        y1, m1, d1, y2, m2, d2 = (int(part) if part else 0 for part in one.groups())
        try:
            first, last = date(y1, m1, d1), date(y2 or y1, m2 or m1, d2)
        except ValueError:
            continue
        if timedelta(0) < last - first < timedelta(days=_WEEK):
            found.append((first, last))
    return found
