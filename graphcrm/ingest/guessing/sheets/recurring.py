"""The days on which an event of a calendar recurs, where its rule is each so many days, or on days of each so many weeks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

__all__ = ["MOST_DAYS", "days_of"]

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: So often an event is read at the most.
MOST_DAYS = 500
#: For so long is read one that has no end, and does not say when it was written.
_A_YEAR = 366


def days_of(start: str, rules: Mapping[str, str]) -> list[str] | None:
    """Day and time of each time that an event takes place, of a start and its ``RRULE``, ``EXDATE`` and ``DTSTAMP``.

    An event without an end is read up to the day on which it was written (``DTSTAMP``); one more than `MOST_DAYS` stands for all
    that are too many. None for any other rule, one that recurs never (INTERVAL or COUNT below 1), and a start that is no day.

    >>> days_of("2026-05-05 09:00", {"RRULE": "FREQ=WEEKLY;COUNT=3;BYDAY=TU", "EXDATE": "20260512T090000"})
    ['2026-05-05 09:00', '2026-05-19 09:00']
    """
    rule = dict(part.split("=", 1) for part in rules.get("RRULE", "").upper().split(";") if "=" in part)
    by = [day for day in rule.get("BYDAY", "").split(",") if day]
    weekly = rule.get("FREQ") == "WEEKLY" and set(by) <= set(_WEEKDAYS)
    if not rule:
        return [start]
    if not weekly and (rule.get("FREQ") != "DAILY" or by):
        return None
    try:
        first, time = date.fromisoformat(start[:10]), start[10:]
        every, most = int(rule.get("INTERVAL", "1")), min(int(rule.get("COUNT", MOST_DAYS + 1)), MOST_DAYS + 1)
        if every < 1 or most < 1:
            return None
        written = _day(rules.get("DTSTAMP", "")) or first + timedelta(days=_A_YEAR)
        last = _day(rule.get("UNTIL", "")) or (date.max if "COUNT" in rule else max(written, first))
        out = {_day(one) for one in rules.get("EXDATE", "").split(",") if one}
        monday = first - timedelta(days=first.weekday())
        offsets = sorted(map(_WEEKDAYS.index, by)) or [first.weekday()]
        if weekly:
            days = [monday + timedelta(weeks=n * every, days=d) for n in range(most + 1) for d in offsets]
        else:
            days = [first + timedelta(days=n * every) for n in range(most)]
    except (ValueError, OverflowError):
        return None
    kept = [day for day in days if first <= day <= last][:most]
    return [f"{day.isoformat()}{time}" for day in kept if day not in out]


def _day(stamp: str) -> date | None:
    return date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8])) if stamp else None
