"""Who looks after whom is what the analysis of sponsors says."""

from __future__ import annotations

from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.sponsors.sponsors import current_sponsors
from graphcrm.maps.building.people import map_people
from graphcrm.maps.records.people import MapName
from tests.analysis.golden import edge, golden_situation


def sponsor(*edges: dict[str, object], **people: dict[str, object]) -> MapName | None:
    s = golden_situation(edges=edges, people=people)
    found = {p.id: p for p in map_people(s, draw(s, draws=10))}["c2"].sponsor
    names = "、".join(s.snapshot.people[p].name for p in current_sponsors(s, "c2"))
    assert (found.name if found else "") == names
    return found


def test_active_is_what_is_not_ended() -> None:
    assert sponsor(edge("SPONSORS", "u3", "c2")) == MapName("高副总")
    assert sponsor(edge("SPONSORS", "u3", "c2", status="ended")) is None
    assert sponsor(edge("SPONSORS", "u3", "c2", status="proposed")) is None


def test_a_sponsor_who_left_is_none() -> None:
    assert sponsor(edge("SPONSORS", "u3", "c2"), u3={"left_on": "2026-01-31"}) is None


def test_two_sponsors_are_both_named() -> None:
    both = [edge("SPONSORS", "u3", "c2"), edge("SPONSORS", "u5", "c2")]
    assert sponsor(*both) == MapName("高副总、CTO")
    assert sponsor(*both, u5={"name_en": "Ada"}) == MapName("高副总、CTO", "高副总, Ada")
