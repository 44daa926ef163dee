"""Tables of people with columns for each opportunity: “数据平台 | 排产系统” over “角色 | 态度” and again “角色 | 态度”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, known_label, meanings_of, own_column
from graphcrm.ingest.guessing.texts.names import is_person
from graphcrm.ingest.guessing.texts.offices import is_department
from graphcrm.ingest.guessing.texts.sides import side_named
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.model.periods import period_in
from graphcrm.spoken import joined

__all__ = ["PER_DEAL", "per_deal"]

PER_DEAL: Final = "columns of opportunities"
_FEWEST = 2
#: Groups that are opportunities by name, whatever is said in them; other groups with attitudes may be vendors or months.
_OPPORTUNITY = re.compile(r"\b(?:opp|opportunity|deal|project|projekt|tender|bid)\b|商机|项目|标段", re.IGNORECASE)


def per_deal(parts: Sequence[tuple[str, str]], body: Body) -> Laid | None:
    """A row for each person and each opportunity in which somebody has anything said of them; None for any other table.

    `parts` is each heading as (the group above it, its own text). Roles are had in opportunities: a group of columns with one of
    roles, repeated below another group, is an opportunity, unless it is a side, a period, a department or somebody.
    """
    groups: dict[str, dict[str, int]] = {}
    for place, (group, name) in enumerate(parts):
        if group and name and group != name:
            groups.setdefault(group, {})[name] = place
    deals = {group: own for group, own in groups.items() if any("roles" in meanings_of(heading_key(n)) for n in own)}
    if not deals and all(map(_OPPORTUNITY.search, groups)):
        deals = {g: own for g, own in groups.items() if any("stance" in meanings_of(heading_key(n)) for n in own)}
    names = list(dict.fromkeys(name for own in deals.values() for name in own))
    if len(deals) < _FEWEST or any(set(own) != set(names) for own in deals.values()) or not all(map(_is_deal, deals)):
        return None
    taken = {place for own in deals.values() for place in own.values()}
    common = [n for n, (group, name) in enumerate(parts) if n not in taken and (name or group)]
    heads = [_called(*parts[n]) for n in common]
    if not any("name" in meanings_of(heading_key(h)) for h in heads):
        return None
    column = own_column("opportunity", (*heads, *names))
    made: list[list[Cell]] = []
    lines: list[int] = []
    for line, cells in body:
        padded: list[Cell] = [*cells, *[""] * (len(parts) - len(cells))]
        said = {deal: [padded[own[name]] for name in names] for deal, own in deals.items()}
        filled = [deal for deal, some in said.items() if any(map(text, some))] or [""]
        for deal in filled:
            made.append([*(padded[n] for n in common), deal, *said.get(deal, [""] * len(names))])
            lines.append(line)
    why = Text("每个商机各占几列：", "columns for each opportunity: ") + joined(list(deals))
    return Laid(PER_DEAL, why, (*heads, column, *names), made, lines, {column: "opportunity"})


def _called(group: str, name: str) -> str:
    return name if not group or group == name or known_label(name) else f"{group} {name}".strip()


def _is_deal(group: str) -> bool:
    return not (
        known_label(group) or side_named(group) or period_in(group)[0] or is_person(group) or is_department(group)
    )
