"""Whether the day or the month stands first in the days of a sheet, as far as they tell: one number beyond 12 settles it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.laid import Sheet
from graphcrm.ingest.guessing.meanings import is_people, meaning
from graphcrm.model.fields import DateOf

__all__ = ["date_order_of", "order_of_all"]

#: “12 Jan 2026”: so that “30-Apr-26” beside it begins with the day, too.
_DAY_FIRST = re.compile(r"\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{4}")
#: “14-Mar-26”, of which nothing but the others tells what is the day and what the year.
_SHORT_YEAR = re.compile(r"(\d{1,2})[ -][A-Za-z]{3,9}\.?[ -](\d{2})")
_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}(?:[T ].*)?")
#: A day in a title, and one whose second number can only be a day: “8/19/26”.
_DAY_IN_TITLE = re.compile(r"(?<![\d/])\d{1,2}([/.])\d{1,2}\1\d{4}(?!\d)")
_MONTH_FIRST = re.compile(r"(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/\d{2}")


def date_order_of(one: Recognised) -> str:
    """Whether the day or the month comes first, if the days of the sheet tell: one number beyond 12 settles it."""
    cells: list[str] = []
    for guess in one.guesses:
        found = meaning(one.of, guess.meaning) if one.of and guess.meaning and guess.meaning != "?" else None
        if one.of is None or found is None or is_people(one.of, guess.meaning):
            continue
        if guess.meaning != "last_met" and (found.field is None or not isinstance(found.field.parse, DateOf)):
            continue
        cells += one.sheet.said(guess.place)
    return _order_of(cells)


def order_of_all(sheet: Sheet) -> str:
    """The order that all days of a sheet tell, of whatever columns, and those of its titles."""
    in_titles = [found[0] for title in sheet.above for found in _DAY_IN_TITLE.finditer(title)]
    return _order_of([*in_titles, *(cell for n in range(len(sheet.headings)) for cell in sheet.said(n))])


def _order_of(cells: Sequence[str]) -> str:
    first = second = words = 0
    for cell in cells:
        if day := _DAY.fullmatch(cell):
            first, second = max(first, int(day[1])), max(second, int(day[2]))
        words += bool(_DAY_FIRST.fullmatch(cell))
        second = max(second, 13 * bool(_MONTH_FIRST.fullmatch(cell)))
    words = words or _of_one_year([found for cell in cells if (found := _SHORT_YEAR.fullmatch(cell))])
    if first > 12 >= second or (words and not first):
        return "dmy"
    return "mdy" if second > 12 >= first else "ymd"


def _of_one_year(days: Sequence[re.Match[str]]) -> bool:
    """Whether several days of named months end with the same year, or two that follow, and begin with more different numbers."""
    first, last = {int(one[1]) for one in days}, {int(one[2]) for one in days}
    return len(first) > len(last) > 0 and max(last) - min(last) <= 1
