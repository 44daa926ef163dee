"""The coverage matrix as a heat map: units by level, then key people, with what is required of each role of ours."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from graphcrm.analysis.coverage.coverage_matrix import CoverageCell, MatrixRow, coverage_by_person, coverage_by_unit
from graphcrm.analysis.coverage.coverage_rules import DIRECTOR
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.numbers import is_active
from graphcrm.analysis.situation import Situation
from graphcrm.charts.heat import HeatCell, HeatPart, HeatRow, Missing, heat_map, heat_map_slim
from graphcrm.drawing.shapes import Drawing
from graphcrm.i18n import Text
from graphcrm.maps.building.charted import Key, name_of
from graphcrm.maps.building.posts import post_of, unit_of
from graphcrm.maps.layout.bands import ASPECT
from graphcrm.model.choices import OurRole
from graphcrm.settings import CoverageRule
from graphcrm.snapshot import days_between

__all__ = ["coverage_drawing", "lacking", "without_coverage"]


_TITLE = Text("覆盖热图", "Coverage heat map")
_NO_UNIT = Text("未分配部门", "Without a unit")
_NO_LEVEL = Text("层级未知", "level unknown")
_NO_ROWS = Text("尚无关键人，也无有覆盖要求的部门。", "No key person and no unit with a requirement is known yet.")
_NO_COVERAGE = Text(
    "尚无可看的覆盖：未录入我方与任何人的往来，也没有覆盖要求。请录入往来或谁认识谁，以及客户级别和各人职级。",
    "There is no coverage to show: no contact of ours with anybody is recorded, and no role is required. "
    "Record contacts or who knows whom, the tier of the customer and people's grades.",
)

#: Rows of one stack at most: on a screen, and on slides and sheets, which are wider.
_STACK, _WIDER = 15, 14
#: What a role may be that has no active tie.
_REQUIRED: tuple[Missing, ...] = ("must", "either")
#: Width to height of what a slide has room for below its heading.
_SLIDE = 2.4


def coverage_drawing(s: Situation, key: Key, slim: bool = False, most: int | None = None) -> Drawing:
    """The picture, or the one as wide as a phone; `key` gives by what a page finds a row.

    With `most`, so many rows a part and only units with a requirement or a gap. Columns are the roles that are or were in touch
    anywhere, or are required: of the wide one with `most` alone, else also as one of several.
    """
    roles = list(OurRole)
    parts = [HeatPart(part.heading, part.rows[:most]) for part in _parts(s, key, roles, required=most is not None)]
    if slim:
        roles, parts = _concerned(roles, parts, _REQUIRED)
        return heat_map_slim([r.label for r in roles], parts, _TITLE)
    across = 2 if sum(len(part.rows) for part in parts) > (_STACK if most is None else _WIDER) else 1
    roles, parts = _concerned(roles, parts, _REQUIRED[: None if most is None else 1])
    return heat_map([r.label for r in roles], parts, _TITLE, across, ASPECT if most is None else _SLIDE)


def _parts(s: Situation, key: Key, roles: Sequence[OurRole], *, required: bool) -> list[HeatPart]:
    units = [
        HeatRow(
            name_of(s, row.row) if row.row else _NO_UNIT,
            _level(row),
            _cells(s, row, roles),
            key(row.row or ""),
        )
        for row in coverage_by_unit(s)
        if row.required or row.gap or not required
    ]
    people = [
        HeatRow(name_of(s, row.row), _post(s, row.row), _cells(s, row, roles), key(row.row))
        for row in coverage_by_person(s, key_persons(s))
        if row.row
    ]
    return [
        HeatPart(Text("关键人与决策者", "Key people and deciders"), people),
        HeatPart(Text("部门与层级", "Units and levels"), units),
    ]


def _concerned(
    roles: Sequence[OurRole], parts: Sequence[HeatPart], missing: Collection[Missing]
) -> tuple[list[OurRole], list[HeatPart]]:
    """Only the roles that are so missing, or are or were in touch anywhere, and their cells; all of them where none is."""
    rows = [row.cells for part in parts for row in part.rows]
    every = range(len(roles))

    def concerns(cell: HeatCell) -> bool:
        return cell.missing in missing or cell.band != "none" or cell.days is not None

    kept = [i for i in every if any(concerns(row[i]) for row in rows)] or [*every]
    return [roles[i] for i in kept], [
        HeatPart(part.heading, [replace(row, cells=[row.cells[i] for i in kept]) for row in part.rows])
        for part in parts
    ]


def without_coverage(s: Situation) -> Text | None:
    """Why the picture shows nothing, and what to record; None where a role is in touch or required."""
    people, units = [row for row in coverage_by_person(s, key_persons(s)) if row.row], coverage_by_unit(s)
    if not people and not any(row.required for row in units):
        return _NO_ROWS
    seen = any(row.required or any(cell.last or cell.tie for cell in row.cells.values()) for row in (*people, *units))
    return None if seen else _NO_COVERAGE


def _level(row: MatrixRow) -> Text:
    """The level of a unit's row, and of how many who matter nobody is in touch with where no missing role marks it as a gap."""
    level = row.level.label if row.level else _NO_LEVEL
    if row.missing or not row.unreached:
        return level
    return Text("{level}·{n} 人未触达", "{level}, {n} not reached").format(level=level, n=len(row.unreached))


def _post(s: Situation, person: str) -> Text:
    who = s.snapshot.people[person]
    return post_of(s, who) if who.title else unit_of(s.snapshot.units.get(who.unit or ""))


def _cells(s: Situation, row: MatrixRow, roles: Collection[OurRole]) -> list[HeatCell]:
    wanted = lacking(row.missing)
    return [_cell(s, row.cells[role], wanted.get(role.value, "")) for role in roles]


def _cell(s: Situation, cell: CoverageCell, wanted: Missing) -> HeatCell:
    days = days_between(cell.last, s.snapshot.as_of) if cell.last else None
    return HeatCell(cell.band, days, cell.pairs, "" if is_active(cell.tie, s.snapshot.settings) else wanted)


def lacking(missing: CoverageRule) -> Mapping[str, Missing]:
    """Our roles that could meet what is missing, by code: alone, or as one of several. A director is an account manager.

    >>> lacking(("ar", "exec|director"))
    {'ar': 'must', 'exec': 'either'}
    """
    found: dict[str, Missing] = {}
    for item in missing:
        names = [OurRole.AR.value if n == DIRECTOR else n for n in item.rpartition(" of ")[2].split("|")]
        for name in names:
            if found.get(name) != "must":
                found[name] = "must" if len(names) == 1 else "either"
    return found
