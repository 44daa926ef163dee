"""Reading days of a foreign sheet: which part is the month, of which year they are, what “3.9” stands for; the rest is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import field

from graphcrm.dataclass import dataclass
from graphcrm.folding import HAN, simplified
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import ASK, Sheet
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.texts.short_days import is_short_day, short_days
from graphcrm.ingest.guessing.texts.titles import titles
from graphcrm.ingest.guessing.texts.weeks import day_of_week
from graphcrm.ingest.guessing.values import is_date, text
from graphcrm.ingest.guessing.words import vocabulary, word_key
from graphcrm.model.dates import ORDERS, REPUBLIC, YEAR_FIRST, day_of, needs_order, recounted, year_beyond, year_first
from graphcrm.model.fields import shown
from graphcrm.model.periods import span_of, with_year, years_in

__all__ = ["DUE", "DayReader", "as_term", "is_month_or_day", "is_open", "is_term", "whole_day"]

#: Meanings of days by which something is to be, which people name by a month or a quarter, too.
DUE = frozenset({"due", "next_due", "deal_due", "contract_end"})
#: What says of a day, a month, a quarter or a year that its end is meant, as of a term it is anyhow: “end of Aug”, “7月底前”.
_END_OF = re.compile(
    r"^(?:by )?(?:the )?(?:end|late|ende)(?: of)? (?=\S)|^(?:by|until|bis) (?=\S)|(?<=[月度年日号])(?:底|末|内)?(?:以?前|之前)?$",
    re.IGNORECASE,
)
#: A day in brackets behind a term, which it says exactly: “end of Q1 FY27 (30 Jun 2027)”.
_EXACTLY = re.compile(r"(?P<term>[^()\uff08\uff09]+)[(\uff08](?P<day>[^()\uff08\uff09]{6,20})[)\uff09]")
#: What part of a day a text ends with: “11月5日下午”.
_PART_OF_DAY = re.compile(
    r"(?<=[\d日号])\s*(?:上午|下午|晚上?|中午|早上|全天|傍晚|morning|afternoon|evening)$", re.IGNORECASE
)
_YEAR = re.compile(r"(20\d\d)年?")
#: Of “26.3.12” not even the place of the year is certain.
_FULL_YEAR = re.compile(r"\d{4}")
_NUMBERS = re.compile(r"\d+")
#: What the number behind the name of a month may be.
_YEAR_BEHIND, _DAY = "year", "day"
#: That number, and what a year of two digits is counted from.
_BEHIND, _CENTURY = re.compile(r"\d{1,2}$"), 2000
#: How many years before or after today one of two digits may be.
_NEAR_YEARS = 3
#: Rows in which the year of days is looked for.
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads the days of a column of a sheet.

    order
        Whether day or month stands first, as the mapping says; ``ymd`` if it does not.
    cells
        Gives the cells of the column.
    today
        The day of the import, near which years of two digits are; "" if it says nothing.
    """

    sheet: Sheet
    order: str
    cells: Callable[[], Sequence[str]]
    asked: Asked
    today: str = ""
    #: The orders that :func:`year_first` finds in the column, found once; [""] for none.
    firsts: list[str] = field(default_factory=list)
    #: Whether days of two digits a part may begin with the year, found once; empty before.
    short_years: list[bool] = field(default_factory=list)
    #: The year of days without one as the sheet tells it, found once; [""] if it does not.
    years: list[str] = field(default_factory=list)

    def day(self, said: str) -> str:
        """A day as year, month and day; what is none is asked about, and nothing is refused for it."""
        made = self.day_or_text(said)
        return made if not made or day_of(made) or year_beyond(made) else self._free_text(said)

    def day_or_text(self, said: str) -> str:
        """A day as year, month and day, "" for one about which something is asked; what is none as it stands."""
        said = whole_day(said)
        if day := day_of_week(said, titles(self.sheet)):
            return day
        counted = recounted(said) if self.sheet.from_1904 else said
        if is_short_day(said):
            return self._short(said)
        if (means := self._month_or_day(said)) != _DAY:
            return said if means == _YEAR_BEHIND else ""  # asked, and nothing is refused for it
        without_year = with_year(said, "2000") != said
        if without_year:
            if not (year := self._year(said)):
                return ""  # asked, and nothing is refused for it
            counted = with_year(said, year)
        order = self._order(counted, without_year=without_year)
        if made := day_of(counted, order):
            return made
        if not order and (needs_order(counted) or self._year_first(counted)):
            return ""  # asked, and nothing is refused for it
        return said

    def term(self, said: str) -> str:
        """A day by which something is to be: of a month, a quarter or a year its last."""
        plain = as_term(said)
        if is_month_or_day(plain) and (means := self._month_or_day(plain)) != _DAY:
            return (span_of(plain) or ("", ""))[1] if means else ""
        if not is_term(plain):
            return self.day(plain)
        if year := _YEAR.fullmatch(plain):
            return f"{year[1]}-12-31"
        span = span_of(plain, "" if span_of(plain) else self._year(said))
        return span[1] if span else ""

    def _month_or_day(self, said: str) -> str:
        """Whether the number behind a month is a day of it or its year, as all such texts of the column tell, else as was answered.

        It may be a year only within a few years of today; one number that is none says that all are days.
        """
        if not is_month_or_day(said) or not self.today:
            return _DAY
        column = [one for cell in self.cells() if (one := as_term(whole_day(cell)))[:1].isalpha()]
        behind = [found for one in (said, *column) if with_year(one, "2000") != one for found in [_BEHIND.search(one)]]
        apart = (abs(_CENTURY + int(found[0]) - int(self.today[:4])) for found in behind if found)
        if any(years > _NEAR_YEARS for years in apart):
            return _DAY
        words = Text(
            f"“{shown(self.name)}”里“{shown(said)}”这样的日期，后面的数字是年（year）还是日（day）？",
            f"In dates such as “{shown(said)}” in “{shown(self.name)}”, is the number behind the month the year or the day?",
        )
        question = Question(f"month_or_day:{self.name}", words, (_YEAR_BEHIND, _DAY, LEAVE_OUT), open=False)
        answer = self.asked.ask(question)
        return "" if answer == LEAVE_OUT else answer

    def _free_text(self, said: str) -> str:
        """What stands in place of a term: asked, and without an answer the row stays without one."""
        words = Text(
            f"“{shown(self.name)}”里的“{shown(said)}”是哪一天？请写 2026-03-05 这样的日期",
            f"Which day is “{shown(said)}” in “{shown(self.name)}”? Write a day such as 2026-03-05",
        )
        answer = self.asked.ask(Question(f"day:{self.name}:{said}", words, (LEAVE_OUT,)))
        return "" if answer == LEAVE_OUT else answer

    def period(self, said: str) -> str:
        """The first and last day of a period, as “first..last”; what is none is asked about."""
        year = "" if span_of(said, order=ORDERS[0]) else self._year(said)
        return "..".join(span_of(said, year, self._order(with_year(said, year))) or ()) or ASK

    def _year_first(self, said: str) -> str:
        """How days of this column are written whose year stands first in two digits or counts from 1912; "" for any other day."""
        if day_of(said) or not any(day_of(said, order) for order in (YEAR_FIRST, REPUBLIC)):
            return ""
        if not self.firsts:
            self.firsts.extend(dict.fromkeys(filter(None, map(year_first, self.cells()))) or ("",))
        return next((order for order in self.firsts if order and day_of(said, order)), "")

    def _order(self, said: str, *, without_year: bool = False) -> str:
        """Whether day or month stands first: as the mapping says, as the number itself tells, else as was answered.

        In Chinese lists the month does, in days `without_year`.
        """
        if without_year and needs_order(said) and any(map(HAN.search, (*self.sheet.headings, *self.sheet.above))):
            return "mdy"
        if first := self._year_first(said):
            answer = self.asked.ask(_about_years(first, said, self._usual(first)))
            return "" if answer == LEAVE_OUT else answer
        if self.order != "ymd" or not needs_order(said):
            return "" if self.order == "ymd" else self.order
        if day_of(said, YEAR_FIRST) and self._short_years():
            return self.asked.ask(_about_short_years(said))
        certain = [order for order in ORDERS if day_of(said, order)]
        if len(certain) == 1 and _FULL_YEAR.search(said):
            return certain[0]
        words = Text(
            f"“{shown(said)}”这样的日期，日在前（dmy）还是月在前（mdy）？",
            f"In days such as “{shown(said)}”, does the day stand first (dmy) or the month (mdy)?",
        )
        return self.asked.ask(Question("date_order", words, ORDERS, open=False))

    def _usual(self, first: str) -> str:
        """The order that is proposed: where people write traditional characters, years of three digits count from 1912."""
        written = (*self.sheet.headings, *titles(self.sheet))
        return first if first == REPUBLIC and any(simplified(one) != one for one in written) else ""

    def _short_years(self) -> bool:
        """Whether the years of all days of two digits may stand first: they are read so, and no more of them than of last numbers."""
        if not self.short_years:
            short = [one for one in self.cells() if not day_of(one)]
            parts = [_NUMBERS.findall(one) for one in short]
            first, last = ({part[n] for part in parts if part} for n in (0, -1))
            self.short_years.append(len(first) <= len(last) and all(day_of(one, YEAR_FIRST) for one in short))
        return self.short_years[0]

    def _short(self, said: str) -> str:
        """A day such as “3.9”; whether “4.2” is the 2nd or the 20th is asked where nothing tells."""
        year = self._year(said)
        days = []
        for one in short_days(said, self.cells()):
            full = f"{one}.{year}"
            days.append(day_of(full, self._order(full, without_year=True)) or "" if year else "")
        if len(days) == 1 or not all(days):
            return days[0]
        words = Text(
            f"“{shown(self.name)}”里的“{shown(said)}”是哪一天？",
            f"Which day is “{shown(said)}” in “{shown(self.name)}”?",
        )
        answer = self.asked.ask(Question(f"day:{self.name}:{said}", words, (*days, LEAVE_OUT)))
        return "" if answer == LEAVE_OUT else answer

    @property
    def name(self) -> str:
        """What the table is called in questions: those of a table that was found in its rows are the same."""
        return self.sheet.beside or self.sheet.name

    def _year(self, said: str) -> str:
        """The year of days that are written without one: as was answered, else that of all others in the column, of titles, of all days."""
        if not self.years:
            whole = [made for made in map(day_of, self.cells()) if made]
            # whoever writes the year of a few alone does it where it is another
            named = {made[:4] for made in whole if 2 * len(whole) >= sum(map(bool, self.cells()))}
            named = named or set().union(*map(years_in, (*titles(self.sheet), *self.sheet.headings)))
            every = (text(cell) for row in self.sheet.rows[:_SAMPLE] for cell in row)
            named = named or {made[:4] for said in every if is_date(said) and (made := day_of(said))}
            self.years.append(named.pop() if len(named) == 1 else "")
        words = Text(
            f"“{shown(self.name)}”里“{shown(said)}”这样的日期是哪一年的？",
            f"Of which year are days such as “{shown(said)}” in “{shown(self.name)}”?",
        )
        return self.asked.ask(Question(f"year:{self.name}", words, (), self.years[0]))


def _about_years(order: str, said: str, usual: str) -> Question:
    """Whether a day such as “26/10/9” or “115/10/9” is that which it is if its year stands first."""
    day = day_of(said, order)
    words = Text(
        f"“{shown(said)}”这样的日期，年在前（“{shown(said)}”即 {day}）吗？是则填 {order}",
        f"Do days such as “{shown(said)}” begin with the year (this one is {day})? If so, write {order}",
    )
    return Question(f"date_order:{order}", words, (order, LEAVE_OUT), usual, open=False)


def _about_short_years(said: str) -> Question:
    """What stands first in a day such as “26.10.09”, which its year may, too."""
    words = Text(
        f"“{shown(said)}”这样的日期，年在前（ymd）、日在前（dmy）还是月在前（mdy）？",
        f"In days such as “{shown(said)}”, does the year stand first (ymd), the day (dmy) or the month (mdy)?",
    )
    possible = tuple(order for order in (YEAR_FIRST, *ORDERS) if day_of(said, order))
    return Question("date_order:short", words, possible, open=False)


def whole_day(said: str) -> str:
    """A text that names a day without the part of it at its end.

    >>> whole_day("11月5日下午"), whole_day("5 Mar 2026 morning"), whole_day("下午")
    ('11月5日', '5 Mar 2026', '下午')
    """
    return _PART_OF_DAY.sub("", said)


def as_term(said: str) -> str:
    """What a text says of a term without the words for its end; of one with a day in brackets behind that day.

    >>> as_term("end of Aug"), as_term("7月底前"), as_term("7月10日前"), as_term("TBC")
    ('Aug', '7月', '7月10日', 'TBC')
    >>> as_term("end of Q1 FY27 (30 Jun 2027)"), as_term("30 Jun 2027 (31 May 2027)")
    ('30 Jun 2027', '30 Jun 2027 (31 May 2027)')
    """
    exact = _EXACTLY.fullmatch(said.strip())
    if exact and day_of(exact["day"]) and not day_of(exact["term"].strip()):
        return exact["day"]
    return _END_OF.sub("", said.strip())


def is_month_or_day(said: str) -> bool:
    """Whether a text is a month with a number that may be its year or a day of it.

    >>> [is_month_or_day(said) for said in ("Oct 25", "Okt. 26", "Oct 2025", "Oct '25", "25 Oct", "Oct")]
    [True, True, False, False, False, False]
    """
    first, last = span_of(said) or ("", "")
    return first != last and with_year(said, "2000") != said


def is_open(said: str) -> bool:
    """Whether a text stands in place of a day that nobody knows yet, or not for sure: “soon”, “待定”, “Q3?”.

    >>> [is_open(said) for said in ("Soon", "Q3?", "待定", "Q3", "Ana Ruiz")]
    [True, True, True, False, False]
    """
    plain = said.strip().rstrip(" ?\uff1f")
    return word_key(plain) in vocabulary("", "open_day") or (plain != said.strip() and is_term(as_term(plain)))


def is_term(said: str) -> bool:
    """Whether a text names a month, a quarter or a year, and no day.

    >>> [is_term(said) for said in ("Q4 2026", "2026年10月", "Aug", "2027年", "2026-10-31", "10月31日", "TBC")]
    [True, True, True, True, False, False, False]
    """
    first, last = span_of(said, "2000", ORDERS[0]) or ("", "")
    return first != last or bool(_YEAR.fullmatch(said))
