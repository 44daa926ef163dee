"""Rows of the formal tree: everybody stands below a chief of the same grade."""

from __future__ import annotations

from graphcrm.maps.layout.tree import formal_tree
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.people import MapPerson


def test_a_report_of_the_same_grade_stands_a_row_lower() -> None:
    people = [MapPerson(one, "x", grade=grade) for one, grade in (("a", 4), ("b", 4), ("c", 4), ("d", 2))]
    edges = [MapEdge(LineKind.REPORTS_TO, low, high) for low, high in (("b", "a"), ("c", "b"), ("d", "c"))]
    assert formal_tree(people, edges).row == {"a": (2, 0), "b": (2, 1), "c": (2, 2), "d": (6, 0)}
