"""The reporting tree behind a layout: one boss each, no cycle, rows by rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graphcrm.dataclass import dataclass
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.people import MapPerson

__all__ = ["FormalTree", "Row", "formal_tree", "grade_of"]

Row = tuple[int, int]
"""Where a person stands: (lane from the top, steps below the first boss of the same lane).

Lanes of grades are even: 2 · (5 − grade), 10 for people without one. The odd one above a grade is for people without one who lead
people of that grade and none of a higher one.
"""


@dataclass(frozen=True, slots=True)
class FormalTree:
    """A forest over the people of one map.

    boss
        At most one per person; the bosses left out (dotted line, second boss, the line that would close a cycle) are still
        drawn, they only do not decide where somebody stands.
    reports
        Direct reports in drawing order (unit, id).
    roots
        People without boss: heads of trees first, by rank; then people without any line, by rank and unit.
    row
        Row of each person.
    """

    boss: Mapping[str, str]
    reports: Mapping[str, tuple[str, ...]]
    roots: tuple[str, ...]
    row: Mapping[str, Row]

    def descendants(self, person: str) -> list[str]:
        """Everybody below a person, nearest first."""
        found: list[str] = []
        level = list(self.reports.get(person, ()))
        while level:
            found += level
            level = [r for p in level for r in self.reports.get(p, ())]
        return found


def formal_tree(people: Sequence[MapPerson], edges: Iterable[MapEdge]) -> FormalTree:
    """Choose one boss per person (solid before dotted, then by id) such that no cycle remains.

    Only lines between two of `people` count that are not gone. Somebody of a higher grade than the boss keeps the row of the
    own grade; nobody without a grade stands below those who report to them.
    """
    by_id = {p.id: p for p in people}
    bosses: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for e in edges:
        if e.kind is not LineKind.REPORTS_TO or e.gone:
            continue
        if e.source in by_id and e.target in by_id and e.source != e.target:
            bosses[e.source].append((e.dotted, e.target))

    boss: dict[str, str] = {}
    for person in sorted(bosses):
        for _, candidate in sorted(bosses[person]):
            above: str | None = candidate
            while above is not None and above != person:
                above = boss.get(above)
            if above is None:
                boss[person] = candidate
                break

    below: dict[str, list[str]] = defaultdict(list)
    for person, chief in boss.items():
        below[chief].append(person)
    reports = {b: tuple(sorted(ids, key=lambda i: (by_id[i].unit, i))) for b, ids in below.items()}
    roots = sorted(
        (p.id for p in people if p.id not in boss),
        key=lambda i: (i not in reports, -by_id[i].grade, by_id[i].unit, i),
    )
    lane = _lanes(by_id, boss)
    row: dict[str, Row] = {}
    todo = list(roots)
    while todo:
        person = todo.pop()
        over = row.get(boss.get(person, ""), (-1, 0))
        row[person] = (lane[person], over[1] + 1 if over[0] == lane[person] else 0)
        todo.extend(reports.get(person, ()))
    return FormalTree(boss, reports, tuple(roots), row)


def grade_of(lane: int) -> int:
    """The grade of everybody in a lane, 0 where none is recorded."""
    return 0 if lane % 2 else 5 - lane // 2


def _lanes(by_id: Mapping[str, MapPerson], boss: Mapping[str, str]) -> dict[str, int]:
    """The lane of everybody, as in `Row`."""
    lane = {i: 2 * (5 - p.grade) for i, p in by_id.items()}
    for person in by_id:
        place, above = (lane[person] - 1 if by_id[person].grade else lane[person]), boss.get(person)
        while above is not None and not by_id[above].grade and lane[above] > place:
            lane[above] = place
            above = boss.get(above)
    return lane
