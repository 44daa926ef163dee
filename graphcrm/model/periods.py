"""Days and periods as headings have them: “2026-05-02 Workshop”, “Q1/26”, “2026年一季度”, “4月20日”; a year that is missing is asked."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from graphcrm.model.dates import MONTHS, day_of

__all__ = ["day_in", "period_in", "span_of", "with_year", "years_in"]


_YEAR = r"(?P<{}>20\d\d|['’]?\d\d(?!\d))"
_MONTHS = "|".join(MONTHS)
_HAN = {"一": 1, "二": 2, "三": 3, "四": 4}
_DAY = re.compile(
    r"(?<![\dA-Za-z])(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d)|\d{1,2}月\d{1,2}[日号]"
    rf"|\d{{1,2}}\.\d{{1,2}}\.|\d{{1,2}}/\d{{1,2}}|\d{{1,2}}[. -]+(?:{_MONTHS})[a-zä]*\.?(?:[ -]\d{{4}})?"
    rf"|(?:{_MONTHS})[a-zä]*\.? \d{{1,2}}(?:, ?\d{{4}})?)(?![\d/.-])",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"(?<![\w])(?:q(?P<q1>[1-4])[ /’'-]*{_YEAR.format('y1')}?|{_YEAR.format('y2')}[ /-]?q(?P<q2>[1-4])"
    rf"|(?P<name>{_MONTHS})[a-zä]*\.?[ /-]*{_YEAR.format('y5')}?|(?P<y6>20\d\d)[-/.](?P<m1>\d{{1,2}})"
    r"|(?P<m3>\d{1,2})[/.](?P<y8>20\d\d))(?!\w)"
    r"|(?:(?P<y7>20\d\d)年?)?(?:第?(?P<q3>[一二三四1-4])季度?|(?P<m2>\d{1,2})月份?)(?!\d)",
    re.IGNORECASE,
)
#: Days without their year, and how they are written with one.
_YEARLESS = (
    (re.compile(r"\d{1,2}月\d{1,2}[日号]"), "{1}年{0}"),
    (re.compile(r"\d{1,2}\.\d{1,2}\."), "{0}{1}"),
    (re.compile(r"\d{1,2}/\d{1,2}"), "{0}/{1}"),
    (
        re.compile(rf"\d{{1,2}}[. -]+(?:{_MONTHS})[a-zä]*\.?|(?:{_MONTHS})[a-zä]*\.? \d{{1,2}}", re.IGNORECASE),
        "{0} {1}",
    ),
)
_YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")
#: Years of the era of Japan that began in 2019.
_REIWA = re.compile(r"令和(\d{1,2})年")
_BEFORE_REIWA = 2018


def day_in(heading: str) -> tuple[str, str]:
    """The day that a heading names, as it is written, and what else it says; "" if it names none.

    >>> day_in("2026-05-02 Workshop"), day_in("例会(4月20日)"), day_in("Company")
    (('2026-05-02', 'Workshop'), ('4月20日', '例会'), ('', 'Company'))
    """
    return _apart(_DAY, heading)


def period_in(heading: str) -> tuple[str, str]:
    """The period that a heading names, as it is written, and what else it says; a day is one of its own.

    >>> period_in("Attitude Q1/26"), period_in("态度(2026年一季度)"), period_in("Stance Jan 2026"), period_in("Support May help")
    (('Q1/26', 'Attitude'), ('2026年一季度', '态度'), ('Jan 2026', 'Stance'), ('', 'Support May help'))
    """
    day, rest = day_in(heading)
    return (day, rest) if day else _apart(_PERIOD, heading)


def _apart(pattern: re.Pattern[str], heading: str) -> tuple[str, str]:
    found = pattern.search(heading[:80])
    rest = (heading[: found.start()], heading[found.end() :]) if found else ()
    if found is None or (all(map(str.strip, rest)) and found[0].isalpha()):
        return "", heading  # a month amid other words may be none
    return found[0], " ".join(" ".join(rest).split()).strip(" ()（）[]-–—_/|:：,，")


def years_in(text: str) -> set[str]:
    """The years that a text names.

    >>> sorted(years_in("Plan 2026/27, as of 2025-11")), years_in("更新日:令和8年11月27日")
    (['2025', '2026'], {'2026'})
    """
    return {*_YEARS.findall(text), *(str(int(year) + _BEFORE_REIWA) for year in _REIWA.findall(text))}


def with_year(said: str, year: str) -> str:
    """A day without a year, with one, so that it can be read as a day; any other text as it is.

    >>> with_year("4月20日", "2026"), with_year("20.04.", "2026"), with_year("4/20", "2026"), with_year("Apr 20", "2026")
    ('2026年4月20日', '20.04.2026', '4/20/2026', 'Apr 20 2026')
    """
    plain = said.strip()
    return next((form.format(plain, year) for days, form in _YEARLESS if days.fullmatch(plain)), said)


def span_of(said: str, year: str = "", order: str = "") -> tuple[str, str] | None:
    """The first and the last day of a period, ISO; None for what is none, or where `year` or `order` has to say it.

    >>> span_of("Q1/26"), span_of("2026年一季度"), span_of("Q3", "2025"), span_of("5月")
    (('2026-01-01', '2026-03-31'), ('2026-01-01', '2026-03-31'), ('2025-07-01', '2025-09-30'), None)
    """
    if day := day_of(with_year(said, year), order):
        return day, day
    found = _PERIOD.fullmatch(said.strip())
    if found is None:
        return None
    groups = {k: v for k, v in found.groupdict().items() if v}
    written = next((v.strip("'’") for k, v in groups.items() if k[0] == "y"), year)
    (kind, value), *_ = ((k[0], v) for k, v in groups.items() if k[0] != "y")
    number = MONTHS[value.casefold()] if kind == "n" else _HAN.get(value) or int(value)
    months = 3 if kind == "q" else 1
    last = number * months
    if not written or not 0 < last <= 12:
        return None
    whole = int(written) + 2000 * (len(written) == 2)
    return date(whole, last - months + 1, 1).isoformat(), date(whole, last, monthrange(whole, last)[1]).isoformat()
