"""When a line is stale, and when it is an inversion."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from graphcrm.maps.building.edges import map_edges
from graphcrm.maps.records.edges import LineKind, MapEdge
from tests.analysis.golden import AS_OF, edge, golden_situation


def lines(**changes: object) -> dict[tuple[str, str], MapEdge]:
    s = golden_situation(**changes)
    known = set(s.graph.people)
    return {(e.source, e.target): e for e in map_edges(s, known) if e.kind is LineKind.INFLUENCES}


def seen(days: int) -> str:
    return (AS_OF - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(("days", "stale"), [(0, False), (365, False), (366, True), (900, True)])
def test_an_influence_is_stale_after_a_year(days: int, stale: bool) -> None:
    """A relation that nobody confirmed for more than 365 days is flagged, as a reporting line is."""
    told = edge("INFLUENCES", "c8", "c3", level=3, observed_at=seen(days))
    found = lines(edges=[told])["c8", "c3"]
    assert found.stale is stale
    assert date.fromisoformat(found.observed_at) == AS_OF - timedelta(days=days)


def test_the_newest_report_counts() -> None:
    old, new = (
        edge("INFLUENCES", "c8", "c3", level=3, observed_at=seen(d), reported_by=by)
        for d, by in ((900, "u1"), (10, "u2"))
    )
    assert not lines(edges=[old, new])["c8", "c3"].stale


@pytest.mark.parametrize(("level", "confidence", "raised"), [(2, "A", False), (3, "B", True), (3, "C", False)])
def test_an_inversion_is_a_lower_grade_with_a_weight_of_thirty_per_cent(
    level: int, confidence: str, raised: bool
) -> None:
    """ŵ = p·q ≥ .30; .25·.95 and .45·.50 are below, .45·.80 = .36 is not."""
    found = lines(influences={("c10", "c5"): (level, confidence)})
    assert found["c10", "c5"].inversion is raised
    assert not lines(influences={("c5", "c10"): (5, "A")})["c5", "c10"].inversion
