"""People of several companies, or units, beside each other: the same columns below the name of each become a row for each person."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import OURS as OUR_COMPANY
from graphcrm.ingest.guessing.laid import Body, Laid, known_label, meanings_of, own_column
from graphcrm.ingest.guessing.sheets.layouts.chart_lines import is_unit
from graphcrm.ingest.guessing.texts.brackets import IN_BRACKETS
from graphcrm.ingest.guessing.texts.sides import OURS, THEIRS, names_people, side_named
from graphcrm.ingest.guessing.values import is_number, text
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.spoken import joined

__all__ = ["sides_beside"]

_FEWEST = 2
_WHOSE = "whose"


def sides_beside(parts: Sequence[tuple[str, str]], body: Body) -> Laid | None:
    """A row for each person that a row names below another company; None for a table without such groups of columns.

    `parts` is each heading as (the group above it, its own text). A group called by a role, or by a number, is none: those are
    several people of one company.
    """
    names = {n: group for n, (group, name) in enumerate(parts) if group and _names_a_person(name)}
    groups = tuple(dict.fromkeys(names.values()))
    if len(groups) < _FEWEST or len(names) > len(groups) or not all(map(_has_people, groups)):
        return None
    common = [n for n, (group, name) in enumerate(parts) if (group or name) and group not in groups]
    if any(_names_a_person(parts[n][1]) for n in common):
        return None
    heads = [parts[n][1] or parts[n][0] for n in common]
    for group, name in parts:
        if group in groups and name and name not in heads:
            heads.append(name)
    whose = own_column(_WHOSE, heads)
    rows: list[list[Cell]] = []
    lines: list[int] = []
    for line, cells in body:
        for place, group in names.items():
            if text(cells[place]):
                own = {name: cells[n] for n, (of, name) in enumerate(parts) if of == group and name}
                rows.append([*(cells[n] for n in common), *(own.get(h, "") for h in heads[len(common) :]), _org(group)])
                lines.append(line)
    why = Text("几方的人员左右并列，每人读作一行：", "people of several sides beside each other, each read as a row: ")
    meaning = "roles" if all(map(_is_role, groups)) else "unit" if all(map(is_unit, groups)) else "org"
    return Laid("sides", why + joined(list(groups)), (*heads, whose), rows, lines, {whose: meaning})


def _names_a_person(heading: str) -> bool:
    return bool(meanings_of(heading_key(heading)) & {"name", "last_name"}) and heading != ""


def _has_people(group: str) -> bool:
    """Whether a group may be a company, a unit or a side, and is neither a number nor what somebody is called or does."""
    named = is_number(group) or known_label(group) or names_people(group)
    return bool(side_named(group)) or _is_role(group) or not named


def _is_role(group: str) -> bool:
    return bool(vocabulary("people", "roles").get(word_key(group)))


def _org(group: str) -> str:
    """The company of a group: ours by a word of ours, the customer, who is asked about, by another; else as it is called.

    The customer may be called in brackets: “甲方（华岳银行）”.
    """
    named = IN_BRACKETS.search(group)
    return {OURS: OUR_COMPANY, THEIRS: named[0][1:-1] if named else ""}.get(side_named(group), group)
