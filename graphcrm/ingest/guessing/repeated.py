"""Several people in a row, each in columns of the same names with a number, become a row for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, own_column
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import heading_key

__all__ = ["repeated"]

#: “Contact 2 Title”, “联系人2职务”, “Ansprechpartner 2”: what stands before and behind the number.
_NUMBERED = re.compile(r"(\D*?)[\s_#-]*([1-9])[\s_.:-]*(\D*)")
_FEWEST, _LONGEST = 2, 80


def repeated(headings: Sequence[str], body: Body) -> Laid | None:
    """A row for each person of a row that names several, beside what holds for all of them; None if no columns do."""
    numbered = {
        place: found.groups()
        for place, h in enumerate(headings)
        if len(h) <= _LONGEST and (found := _NUMBERED.fullmatch(h))
    }
    labels = {place: f"{before} {behind}".strip() for place, (before, _, behind) in numbered.items()}
    named = {place for place, label in labels.items() if _names_a_person(label)}
    starts = {numbered[place][0] for place in named}
    places = [place for place in numbered if numbered[place][0] in starts]
    numbers = sorted({numbered[place][1] for place in named})
    common = [place for place, h in enumerate(headings) if h and place not in places]
    if len(numbers) < _FEWEST or any(_names_a_person(headings[place]) for place in common):
        return None
    heads = [headings[place] for place in common]
    for place in places:
        if labels[place] not in heads:
            heads.append(labels[place])
    rows: list[list[Cell]] = []
    lines: list[int] = []
    for line, cells in body:
        shared: list[Cell] = [cells[place] for place in common]
        before = len(rows)
        for number in numbers:
            own = {labels[place]: cells[place] for place in places if numbered[place][1] == number}
            if any(map(text, own.values())) or (number == numbers[-1] and len(rows) == before):
                rows.append([*shared, *(own.get(head, "") for head in heads[len(common) :])])
                lines.append(line)
    why = Text(
        "一行里有几个人(列名带编号),每人读作一行", "several people in a row, in numbered columns; each is read as a row"
    )
    return Laid("repeated", why, tuple(own_column(h, heads[:n]) for n, h in enumerate(heads)), rows, lines)


def _names_a_person(heading: str) -> bool:
    found = meanings_of(heading_key(heading))
    return "name" in found and "org" not in found
