"""Several people in a row, each in columns of the same names with a number, become a row for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, own_column
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import heading_key

__all__ = ["labelled", "repeated"]

#: “Contact 2 Title”, “联系人2职务”, “Ansprechpartner 2”: what stands before and behind the number.
_NUMBERED = re.compile(r"(\D*?)[\s_#-]*([1-9])[\s_.:-]*(\D*)")
_FEWEST, _LONGEST = 2, 80
#: “Relation 1 - Label” beside “Relation 1 - Value”, as address books give out what somebody called by a word of their own.
_LABEL = re.compile(r"(.+?)[\s-]*(?:label|type|标签|类型)", re.IGNORECASE)
_VALUE = re.compile(r"(.+?)[\s-]*(?:value|值|name)", re.IGNORECASE)
_LABELS = frozenset({"reports_to", "dotted_to"})


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
        "一行里有几个人（列名带编号），每人读作一行",
        "several people in a row, in numbered columns; each is read as a row",
    )
    return Laid("repeated", why, tuple(own_column(h, heads[:n]) for n, h in enumerate(heads)), rows, lines)


def _names_a_person(heading: str) -> bool:
    found = meanings_of(heading_key(heading))
    return "name" in found and "org" not in found


def labelled(headings: Sequence[str], body: Body) -> Laid | None:
    """A column for each relation that a column of labels names beside one of values, such as “Manager”; None without any."""
    made: dict[str, dict[int, str]] = {}
    named = [(place, h) for place, h in enumerate(headings) if len(h) <= _LONGEST]
    valued = {found[1].casefold(): place for place, h in reversed(named) if (found := _VALUE.fullmatch(h))}
    for place, heading in named:
        called = _LABEL.fullmatch(heading)
        if called is None or (value := valued.get(called[1].casefold())) is None:
            continue
        for row, (_, cells) in enumerate(body):
            label = text(cells[place]).lstrip("* ")
            if text(cells[value]) and meanings_of(heading_key(label)) & _LABELS:
                made.setdefault(label, {}).setdefault(row, text(cells[value]))
    if not made:
        return None
    rows: list[list[Cell]] = [
        [*cells, *(said.get(n, "") for said in made.values())] for n, (_, cells) in enumerate(body)
    ]
    why = Text("一列写是什么关系，旁边一列写是谁", "one column says in what way, the next one who it is")
    heads = [*headings]
    for label in made:
        heads.append(own_column(label, heads))
    return Laid("labelled", why, tuple(heads), rows, [line for line, _ in body])
