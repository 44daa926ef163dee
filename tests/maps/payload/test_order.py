"""The order of lines in a page."""

from __future__ import annotations

from itertools import permutations

from graphcrm.i18n import Text
from graphcrm.maps.payload.values import in_order
from graphcrm.maps.records.edges import LineKind, MapEdge, MapEvidence
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapName, MapPerson


def test_lines_that_differ_only_in_their_evidence_leave_no_trace_of_the_order_of_the_input() -> None:
    told = (MapEvidence(source=Text("会议纪要", "meeting note")), MapEvidence(source=Text("调查", "survey")))
    lines = [MapEdge(LineKind.INFLUENCES, "b", "a", evidence=(one,)) for one in told]
    lines.append(MapEdge(LineKind.INFLUENCES, "a", "b", weight=0.5))
    people = tuple(MapPerson(i, i, 3) for i in "ba")
    found = {
        in_order(MapModel("influence", MapName("A"), "2026-06-30", people, tuple(order)))
        for order in permutations(lines)
    }
    assert len(found) == 1
    assert [e.source for e in found.pop().edges] == ["a", "b", "b"]
