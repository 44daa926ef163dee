"""Days as people and programs write them; the order of day and month is never guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from graphcrm.model.normal import folded

__all__ = [
    "MONTHS",
    "ORDERS",
    "REPUBLIC",
    "YEARS",
    "YEAR_FIRST",
    "day_of",
    "months_later",
    "needs_order",
    "recounted",
    "year_beyond",
    "year_first",
]


#: What ``--date-order`` can say of 03/05/2026.
ORDERS = ("dmy", "mdy")
#: How “26/10/9” is meant where its year of two digits stands first, and “115/10/9” where years count from 1912 (民國).
YEAR_FIRST, REPUBLIC = "ymd", "roc"
#: A time of day and a zone after the day, as other systems write them, are passed over: what counts is the day as written.
#: What looks like a zone may be the end of a meeting (14:00-16:00).
_TIME = (
    r"(?:[T ,]\s*(?:[01]?\d|2[0-4])[:.点时][0-5]\d(?:[:.分][0-5]\d(?:[.,]\d{1,9})?)?秒?"
    r"(?: ?[ap]\.?m\.?)?(?: ?(?:Z|UTC|GMT|[+-](?:[01]\d|2[0-3]):?[0-5]\d))?)?"
)
_YEAR_FIRST = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME
_CHINESE = r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]" + _TIME
_COMPACT = r"(\d{4})(\d{2})(\d{2})"
_SHORT_FIRST = r"(\d{2})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME
_REPUBLIC = r"(\d{3})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME
_REPUBLIC_SAID = r"(?:中[華华])?民[國国] ?(\d{1,3})年(\d{1,2})月(\d{1,2})[日号號]" + _TIME
_ERA = r"(令和|平成|昭和|[RHS]) ?(\d{1,2}|元)(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?" + _TIME
_YEAR_LAST = r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})" + _TIME
#: The number of each month by its first letters, in English and German.
MONTHS = {"jan": 1, "feb": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7, "aug": 8}
MONTHS |= {"sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12}
_NAMED = r"(?:(\d{1,2})\.?[ -])?([a-zäÄ]{3,9})\.?[ -](?:(\d{1,2}),? )?(\d{4}|(?<=-)\d{2})" + _TIME
#: “Thu, 05 Mar 2026 09:14:00 +0100”: the day as mails have it.
_WEEKDAY = r"^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-z]*\.?,? (?=\d)"
#: A date cell that lost its format: days since the end of 1899 (1954 to 2173).
_SERIAL = r"([2-9]\d{4})(?:\.\d+)?"
_EXCEL = date(1899, 12, 30)
#: By how much a workbook that counts days from 1904 is behind one that counts them from 1900.
_FROM_1904 = 1462
#: The year before the first of the Republic of China.
_BEFORE_REPUBLIC = 1911
#: The years before the first of each era of Japan, “令和8年10月7日” or “R8.10.7”.
_BEFORE_ERA = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
#: The first and the last year of which anything is recorded.
YEARS = (1900, 2200)
#: What a year of two digits is counted from.
_CENTURY, _SHORT = 2000, 2


@cache
def _shape(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when the first day is read: most commands read none."""
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


def day_of(raw: str, order: str = "") -> str | None:
    """The day that a text names, ISO; None if it names none, or if it takes an `order` to tell (``dmy``, ``mdy``, ``ymd``, ``roc``).

    >>> day_of("2026年3月5日"), day_of("2026-03-05T23:30:00+08:00"), day_of("5 Mar 2026"), day_of("45999")
    ('2026-03-05', '2026-03-05', '2026-03-05', '2025-12-08')
    >>> day_of("31.12.2025"), day_of("31.12.2025", "dmy"), day_of("31.12.2025", "mdy")
    (None, '2025-12-31', None)
    >>> day_of("Thu, 05 Mar 2026 09:14:00 +0100"), day_of("Do, 5. März 2026")
    ('2026-03-05', '2026-03-05')
    >>> day_of("31.12.25", "dmy"), day_of("20-Apr-26", "dmy"), day_of("20-Apr-26"), day_of("12. März 2026")
    ('2025-12-31', '2026-04-20', None, '2026-03-12')
    >>> day_of("26/10/9"), day_of("26/10/9", "ymd"), day_of("115/10/9"), day_of("115/10/9", "roc"), day_of("民國115年10月9日")
    (None, '2026-10-09', None, '2026-10-09', '2026-10-09')
    >>> day_of("令和8年10月7日"), day_of("R8.10.7"), day_of("平成元年1月8日"), day_of("r 8")
    ('2026-10-07', '2026-10-07', '1989-01-08', None)
    """
    text = " ".join(folded(raw).split())
    if found := _shape(_YEAR_FIRST).fullmatch(text):
        return _day(found[1], found[3], found[4])
    if found := _shape(_CHINESE).fullmatch(text) or _shape(_COMPACT).fullmatch(text):
        return _day(*found.groups())
    if found := _shape(_REPUBLIC_SAID).fullmatch(text):
        return _day(str(int(found[1]) + _BEFORE_REPUBLIC), found[2], found[3])
    if found := _shape(_ERA).fullmatch(text):
        nth = 1 if found[2] == "元" else int(found[2])
        return _day(str(_BEFORE_ERA[found[1].upper()] + nth), found[3], found[4])
    if order == REPUBLIC and (found := _shape(_REPUBLIC).fullmatch(text)):
        return _day(str(int(found[1]) + _BEFORE_REPUBLIC), found[3], found[4])
    if order == YEAR_FIRST and (found := _shape(_SHORT_FIRST).fullmatch(text)):
        return _day(found[1], found[3], found[4])
    if found := _shape(_YEAR_LAST).fullmatch(text):
        if order not in ORDERS:
            return None
        day, month = (found[1], found[3]) if order == "dmy" else (found[3], found[1])
        return _day(found[4], month, day)
    if found := _shape(_NAMED).fullmatch(_shape(_WEEKDAY).sub("", text)):
        if len(found[4]) == _SHORT and order not in ORDERS:
            return None
        day = found[1] or found[3]
        month = MONTHS.get(found[2][:3].lower())
        return _day(found[4], str(month), day) if month and day and not (found[1] and found[3]) else None
    if found := _shape(_SERIAL).fullmatch(text):
        return (_EXCEL + timedelta(days=int(found[1]))).isoformat()
    return None


def recounted(raw: str) -> str:
    """The serial number of a day in a workbook that counts from 1904 as those count that begin in 1900; other text as it is.

    >>> recounted("44537"), recounted("44537.6"), recounted("2026-03-05"), recounted("2026")
    ('45999', '45999.6', '2026-03-05', '2026')
    """
    whole, point, rest = raw.strip().partition(".")
    if not (whole.isascii() and whole.isdigit()):
        return raw
    moved = f"{int(whole) + _FROM_1904}{point}{rest}"
    return moved if len(whole) == 5 and _shape(_SERIAL).fullmatch(moved) else raw


def needs_order(raw: str) -> bool:
    """Whether a text is a day of which it must be said what comes first: 20-Apr-26 may be of 2020."""
    text = " ".join(folded(raw).split())
    named = _shape(_NAMED).fullmatch(text)
    return _shape(_YEAR_LAST).fullmatch(text) is not None or (named is not None and len(named[4]) == _SHORT)


def year_first(raw: str) -> str:
    """The one order in which a text is a day, if its year stands first in two digits or counts from 1912; "" for any other.

    >>> year_first("26/10/9"), year_first("115.10.09"), year_first("26/10/12"), year_first("2026/10/9")
    ('ymd', 'roc', '', '')
    """
    found = [order for order in (*ORDERS, YEAR_FIRST, REPUBLIC) if day_of(raw, order)]
    return found[0] if len(found) == 1 and found[0] not in ORDERS else ""


def year_beyond(raw: str) -> bool:
    """Whether a text is a day of a year that nothing is recorded of, such as the 9999-12-31 by which programs say “open”."""
    found = _shape(_YEAR_FIRST).fullmatch(" ".join(folded(raw).split()))
    return found is not None and not YEARS[0] <= int(found[1]) <= YEARS[1]


def _day(year: str, month: str, day: str) -> str | None:
    try:
        made = date(int(year) + _CENTURY * (len(year) == _SHORT), int(month), int(day))
    except ValueError:
        return None
    return made.isoformat() if YEARS[0] <= made.year <= YEARS[1] else None


def months_later(day: str, months: int) -> str:
    """The same day some months later (fewer than none: earlier), or that month's last.

    >>> months_later("2026-08-31", 6), months_later("2026-06-30", -36)
    ('2027-02-28', '2023-06-30')
    """
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).isoformat()
