"""Who does something and until when in one column, “责任人/时间”, “Owner, date”, perhaps behind what: a column for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, own_column, texts
from graphcrm.ingest.guessing.texts.day_reading import as_term, is_term, whole_day
from graphcrm.ingest.guessing.texts.somebody import is_named
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.model.dates import day_of, needs_order
from graphcrm.model.fields import shown
from graphcrm.model.periods import with_year

__all__ = ["takers"]

_AND = re.compile(r"\s*[/\uff0f,\uff0c、&+(\uff08)\uff09]\s*|及|和|与| and | und | et | y ", re.IGNORECASE)
_DAY = re.compile(
    r"时间|日期|期限|截止.*|date|day|due|deadline|when|by when|datum|termin|frist|fecha|échéance", re.IGNORECASE
)
_SIGN = re.compile(r"\s*[/\uff0f,\uff0c、;\uff1b(\uff08–—]\s*|\s+-\s+|\s+")
#: What stands between the three: a blank may be within what is to be done.
_STROKE = re.compile(r"\s*[/\uff0f;\uff1b|\n–—]\s*|\s+-\s+")
_PAIR, _THREE = 2, 3
#: Share of the cells that have to name both.
_MANY = 0.7


def takers(headings: Sequence[str], body: Body) -> Laid | None:
    """A table with such a column, with one for who and one for until when in its place; None for any other.

    A cell that does not name both stays with whoever it names, or is told.
    """
    place = next((n for n, h in enumerate(headings) if _names_both(h)), None)
    if place is None:
        return None
    parts = _named(headings[place])
    whole = len(parts) == _THREE
    rows = [[*texts(cells), *[""] * (len(headings) - len(cells))] for _, cells in body]
    apart = {said: _step_apart(said) if whole else ("", *_apart(said)) for said in (row[place] for row in rows) if said}
    if not apart or sum(all(one[not whole :]) for one in apart.values()) < _MANY * len(apart):
        return None
    han = bool(HAN.search(headings[place]))
    who, day = (own_column(one, headings) for one in (("责任人", "下一步时间") if han else ("Owner", "Next step date")))
    made: list[list[Cell]] = []
    for row in rows:
        step, *rest = apart.get(row[place], ("", "", ""))
        made.append([*row[:place], step, *row[place + 1 :], *rest])
    heads = (*(h if n != place else parts[0] if whole else "" for n, h in enumerate(headings)), who, day)
    why = Text(
        f"“{shown(headings[place])}”一列写了{'三' if whole else '两'}项",
        f"“{shown(headings[place])}” holds {'three' if whole else 'two'} things in one column",
    )
    return Laid("takers", why, heads, made, [line for line, _ in body])


def _named(heading: str) -> list[str]:
    return [part for part in _AND.split(heading.strip()) if part]


def _names_both(heading: str) -> bool:
    """Whether a heading names who does something and until when, and nothing else but what.

    >>> _names_both("责任人/时间"), _names_both("Owner, date"), _names_both("下一步/责任人/时间"), _names_both("Owner")
    (True, True, True, False)
    """
    parts = _named(heading)
    if len(parts) not in (_PAIR, _THREE):
        return False
    *what, who, day = parts
    steps = all("next_step" in meanings_of(heading_key(one)) for one in what)
    return steps and "owner" in meanings_of(heading_key(who)) and bool(_DAY.fullmatch(day))


def _step_apart(said: str) -> tuple[str, str, str]:
    """What is to be done, by whom and until when, as a cell says it; what it does not name is "".

    >>> _step_apart("提交方案/张工/7月20日"), _step_apart("Send the price list / Ana Ruiz / 4 Dec 2026"), _step_apart("待定")
    (('提交方案', '张工', '7月20日'), ('Send the price list', 'Ana Ruiz', '4 Dec 2026'), ('待定', '', ''))
    """
    for found in _STROKE.finditer(said):
        who, day = _apart(said[found.end() :])
        if who and day:
            return said[: found.start()].strip(), who, day
    return said, "", ""


def _apart(said: str) -> tuple[str, str]:
    """Who and until when a cell says: both, or one of them.

    >>> _apart("王海 7/15"), _apart("Ana Ruiz, 4 Dec 2026"), _apart("刘芳 8月底"), _apart("王海")
    (('王海', '7/15'), ('Ana Ruiz', '4 Dec 2026'), ('刘芳', '8月底'), ('王海', ''))
    """
    for found in _SIGN.finditer(said):
        who, day = said[: found.start()].strip(), said[found.end() :].strip(" )\uff09")
        if is_named(who) and _is_day(day):
            return who, day
    return ("", said) if _is_day(said) else (said, "")


def _is_day(said: str) -> bool:
    plain = as_term(whole_day(said))
    return is_term(plain) or bool(day_of(with_year(plain, "2000"), "dmy")) or needs_order(with_year(plain, "2000"))
