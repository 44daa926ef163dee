"""How much of a person a page carries."""

from __future__ import annotations

from typing import Any

import pytest

from graphcrm.i18n import Text
from graphcrm.maps.payload.people import person_entry
from graphcrm.maps.records.edges import MapEvidence
from graphcrm.maps.records.people import MapContact, MapName, MapNeed, MapPerson, MapReason


def entry(**more: Any) -> dict[str, Any]:
    person = MapPerson(**{"id": "a", "name": "甲", "grade": 3, **more})
    return person_entry(person, {"a": 0, "boss": 7}, 1, "boss", gap=False)


@pytest.mark.parametrize(("there", "told"), [(0, 0), (6, 6), (7, 6)])
def test_six_reports_stand_in_a_page(there: int, told: int) -> None:
    evidence = tuple(MapEvidence(text=f"t{k}") for k in range(there))
    assert [one["text"] for one in entry(support_evidence=evidence).get("why", [])] == [f"t{k}" for k in range(told)]


def test_a_report_of_which_nothing_may_be_said_is_left_out_and_a_long_one_is_cut() -> None:
    evidence = (MapEvidence(), MapEvidence(text="a" * 600), MapEvidence(text="a" * 601))
    assert [len(one["text"]) for one in entry(support_evidence=evidence)["why"]] == [600, 600]
    assert entry(support_evidence=evidence)["why"][1]["text"].endswith("a…")


@pytest.mark.parametrize(("there", "told"), [(4, 4), (5, 4)])
def test_four_ways_by_which_a_share_arrives_stand_in_a_page(there: int, told: int) -> None:
    paths = tuple(MapReason(Text.of(f"r{k}"), 0.2) for k in range(there))
    assert entry(top_paths=paths)["paths"] == [[f"r{k}", "20%"] for k in range(told)]


@pytest.mark.parametrize(("there", "told"), [(20, 20), (21, 20)])
def test_twenty_needs_stand_in_a_page(there: int, told: int) -> None:
    assert len(entry(needs=tuple(MapNeed(f"n{k}") for k in range(there)))["needs"]) == told


@pytest.mark.parametrize(("letters", "cut"), [(44, False), (45, True)])
def test_a_name_on_a_card_is_44_wide_and_whole_elsewhere(letters: int, cut: bool) -> None:
    name = "n" * letters
    found = entry(name=name, name_en=name.upper())
    assert (found["name"], found["name_en"]) == (name, name.upper())
    short = name if not cut else "n" * 43 + "…"
    assert (found["short"], found["short_en"]) == (short, short.upper())


def test_the_strongest_tie_of_ours_stands_first_and_the_last_contact_is_that_of_any() -> None:
    ours = [("b", 0.2, "2026-03-01"), ("c", 0.7, "2026-01-01"), ("a", 0.2, "")]
    found = entry(contacts=tuple(MapContact(name, tie, last_contact=day) for name, tie, day in ours))
    assert [(one["name"], one["band"]) for one in found["contacts"]] == [("c", 3), ("a", 1), ("b", 1)]
    assert found["last"] == "2026-03-01"
    assert "last" not in entry()


def test_what_is_not_known_has_no_key_and_nothing_is_not_unknown() -> None:
    bare = entry()
    assert {"share", "share_order", "power", "weight", "tie", "category", "owner", "flags", "summary"}.isdisjoint(bare)
    told = entry(
        share=0.0, tie=0.0, support=0, decision_weight=0.0, flags=frozenset({"objected"}), left_on="2026-01-01"
    )
    assert (told["share"], told["share_order"], told["power"], told["tie"], told["support"]) == ("0%", 1, 1, 0, 0)
    assert told["flags"] == ["left", "objected"]
    assert "weight" not in told
    assert entry(decision_weight=0.3, owner=MapName("刘", "Liu"))["weight"] == "30%"


@pytest.mark.parametrize(
    ("kind", "category"), [({}, None), ({"outside": True}, "supplier"), ({"firm": True}, "supplier")]
)
def test_what_an_organisation_is_is_said_of_those_outside_and_of_its_card(
    kind: dict[str, bool], category: str | None
) -> None:
    assert entry(org_category="supplier", **kind).get("category") == category
