"""Lists without a heading: columns that their cells alone tell, named as a spreadsheet names them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import ASK, Body, Laid, known_label, level_code, texts
from graphcrm.ingest.guessing.sheets.layouts.chart_lines import is_unit
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.texts.names import is_person
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.values import MANY, is_date, is_email, is_number
from graphcrm.ingest.guessing.words import vocabulary
from graphcrm.ingest.sheet import letters

__all__ = ["unheaded"]

_FEWEST, _SAMPLE = 2, 400
_PHONE = re.compile(r"\+?[\d\s()/.-]{7,20}")


def unheaded(rows: Body) -> Laid | None:
    """A list of people whose first line is a person already; None where that is not certain."""
    lines = [(line, texts(cells)) for line, cells in rows]
    width = max((len(cells) for _, cells in lines), default=0)
    sample = [cells + [""] * (width - len(cells)) for _, cells in lines[:_SAMPLE]]
    if len(sample) < _FEWEST or any(known_label(t) for t in sample[0] if t):
        return None
    kinds = [_kind([row[n] for row in sample]) for n in range(width)]
    if kinds.count("name") != 1:
        return None
    place = kinds.index("name")
    others = [n for n in range(width) if any(row[n] for row in sample) and n != place]
    told = [n for n in others if kinds[n]]
    if (others and not told) or len({row[place] for row in sample}) < MANY * len(sample):
        return None
    heads = [letters(n) for n in range(width)]
    meant = {heads[n]: kinds[n] for n in told} | {heads[place]: "name"}
    meant |= {heads[n]: ASK for n in others if n not in told and not _is_no_use([row[n] for row in sample])}
    why = Text("没有标题行，各列按内容判断", "there is no heading; the columns are told by their cells")
    made: list[list[Cell]] = [[*cells, *[""] * (width - len(cells))] for _, cells in lines]
    return Laid("no heading", why, tuple(heads), made, [line for line, _ in lines], meant)


def _kind(cells: Sequence[str]) -> str:
    """What a column holds, its first cell included; "" for what its cells do not tell."""
    filled = [t for t in cells if t]
    if not filled or not cells[0]:
        return ""
    tests: dict[str, Callable[[str], bool]] = {
        "email": is_email,
        "unit": is_unit,
        "title": is_office,
        "org": is_company,
    }
    tests |= {"name": is_person, "stance": _is_attitude}
    return next((m for m, test in tests.items() if test(cells[0]) and sum(map(test, filled)) >= MANY * len(filled)), "")


def _is_attitude(said: str) -> bool:
    return not is_number(said) and level_code(said, vocabulary("people", "stance")) is not None


def _is_no_use(cells: Sequence[str]) -> bool:
    """Numbers, days and telephone numbers of which nobody knows what they say."""
    return all(is_number(t) or is_date(t) or bool(_PHONE.fullmatch(t)) for t in cells if t)
