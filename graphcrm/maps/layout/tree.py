"""The reporting tree behind a layout: one boss each, no cycle, rows by rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.people import MapPerson

__all__ = ["FormalTree", "Row", "formal_tree"]

Row = tuple[int, int]
"""Where a person stands: (5 - grade, steps below the first boss of the same grade)."""


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

    Only lines between two of `people` count. Somebody of a higher grade than the boss keeps the row of the own grade.
    """
    by_id = {p.id: p for p in people}
    bosses: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for e in edges:
        if e.kind is LineKind.REPORTS_TO and e.source in by_id and e.target in by_id and e.source != e.target:
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
    row: dict[str, Row] = {}
    todo = list(roots)
    while todo:
        person = todo.pop()
        rank = 5 - by_id[person].grade
        chief_row = row.get(boss.get(person, ""), (-1, 0))
        row[person] = (rank, chief_row[1] + 1 if chief_row[0] == rank else 0)
        todo.extend(reports.get(person, ()))
    return FormalTree(boss, reports, tuple(roots), row)
