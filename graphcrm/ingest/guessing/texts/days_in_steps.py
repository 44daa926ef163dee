"""The day that stands in the words for a next step: “12/4 pricing call”, “send the FAQ by 11/20/2026”, “11月20日前报价”."""

from __future__ import annotations

import datetime
import re

from graphcrm.folding import HAN
from graphcrm.model.dates import day_of, needs_order
from graphcrm.model.periods import with_year

__all__ = ["day_in_step"]

_MONTHS = 12
_MONTH = r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?|März|Mai|Oktober|Dezember|mars)"
_DAY = re.compile(
    rf"(?<![0-9A-Za-z/.])(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}[日号]?"
    rf"|(?:(?<=bis )|(?<=am )|(?<=vor )|(?<=zum ))\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}})?"
    rf"|\d{{1,2}}\.? {_MONTH}(?: \d{{4}})?|{_MONTH} \d{{1,2}}(?:, ?\d{{4}})?)(?![0-9A-Za-z/%]|\.\d)"
)
#: A day behind a word for when, of which one number alone can be the month: “le 26/03”, and never “24/7”.
_BEHIND_WHEN = re.compile(
    r"\b(?:by|on|before|until|le|du|au|el|del|al|il|dal|entro|bis|am|vor|zum) (?P<one>\d{1,2})/(?P<two>\d{1,2})"
)
#: The half of a year within which a day without its year is that of today.
_NEAR = 183


def day_in_step(said: str, order: str, today: str, until: str = "") -> str:
    """The only day that a text names, ISO; "" for none, for several, or where nothing tells day from month, or the year.

    `order` is that of the sheet (``ymd`` where it has none); in Chinese the month stands first. The year is that of the last such day
    up to `until`, when an opportunity closes, if it is the one nearest to `today`, too.

    >>> day_in_step("12/4 pricing call", "mdy", "2026-11-05", "2026-12-18"), day_in_step("12/4 call", "dmy", "2026-11-05", "2026-12-18")
    ('2026-12-04', '')
    >>> day_in_step("Intro 11/17", "mdy", "2026-11-05", "2027-03-31"), day_in_step("Intro 11/17", "mdy", "2026-11-05")
    ('2026-11-17', '')
    >>> day_in_step("FAQ by 2026-11-20", "ymd", "2026-11-05"), day_in_step("3/4 of it by 20 Nov 2026", "ymd", "2026-11-05")
    ('2026-11-20', '')
    >>> day_in_step("11月20日前报价", "ymd", "2026-11-05", "2026-12-31"), day_in_step("24/7 line", "ymd", "2026-11-05", "2026-12-31")
    ('2026-11-20', '')
    >>> day_in_step("刘洋补充报告,11/9", "ymd", "2026-10-20", "2027-04-20"), day_in_step("send it 11/9", "ymd", "2026-10-20", "2027-04-20")
    ('2026-11-09', '')
    >>> said = ("Angebot bis 13.3.", "CODIR le 26/03", "antes del 13/3", "bis 16. März", "w/c 9 March", "v 2.1.")
    >>> [day_in_step(one, "ymd", "2026-03-05", "2026-06-30")[5:] for one in said]
    ['03-13', '03-26', '03-13', '03-16', '03-09', '']
    """
    found = _DAY.findall(said)
    if len(found) != 1:
        return ""
    day = found[0]
    order = "dmy" if "." in day else _order(said) or order if order == "ymd" else order
    if with_year(day, "2000") == day:
        return _read(day, order)
    if not until:
        return ""
    days = [
        one
        for year in range(int(until[:4]) - 1, int(until[:4]) + 1)
        if (one := _read(with_year(day, str(year)), order))
    ]
    last = max((one for one in days if one <= until), default="")
    apart = abs(datetime.date.fromisoformat(last) - datetime.date.fromisoformat(today)).days if last else _NEAR
    return last if apart < _NEAR else ""


def _order(said: str) -> str:
    """In which order a text without any has day and month; "" where it does not tell."""
    if HAN.search(said):
        return "mdy"
    if not (found := _BEHIND_WHEN.search(said)):
        return ""
    return "dmy" if int(found["one"]) > _MONTHS else "mdy" if int(found["two"]) > _MONTHS else ""


def _read(said: str, order: str) -> str:
    """A day with its year; "" where nothing says which part is the month."""
    return (
        ""
        if order == "ymd" and needs_order(said)
        else day_of(said, "" if order == "ymd" else order) or day_of(said) or ""
    )
