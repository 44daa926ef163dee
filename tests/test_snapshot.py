"""A snapshot: one day of a store, and nothing that came later."""

from datetime import date

import pytest

from graphcrm.errors import UsageError
from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import Batch, Fact
from graphcrm.settings import DEFAULTS
from graphcrm.snapshot.made import Made
from graphcrm.snapshot.taking import from_batches
from tests.analysis.golden import edge, golden_snapshot, meeting
from tests.oracle.imported import snapshots_of
from tests.oracle.writing import write_table


def test_what_happened_later_is_not_there():
    rows = {
        "assessment": [
            {"person": "c6", "date": day, "assessor": "u1", "acceptance": 2} for day in ("2026-03-01", "2026-08-01")
        ],
        "supplier_evaluation": [{"org": "SUP", "date": day} for day in ("2026-03-01", "2026-08-01")],
        "promise": [
            {"id": day, "from": "u1", "to": "c6", "statement": "x", "made_on": day}
            for day in ("2026-03-01", "2026-08-01")
        ],
        "accepted": [
            {"key": f"gap:{day}", "by": "u1", "reason": "x", "date": day} for day in ("2026-03-01", "2026-08-01")
        ],
    }
    events = [meeting(day, "u1", "c7") for day in ("2026-03-01", "2026-08-01")]
    found = golden_snapshot(interactions=events, rows=rows)
    assert [a.date for a in found.assessments] == ["2026-03-01"]
    assert [e.date for e in found.interactions] == ["2026-03-01"]
    assert [e.date for e in found.evaluations] == ["2026-03-01"]
    assert list(found.promises) == ["2026-03-01"]
    assert [a.date for a in found.accepted.values()] == ["2026-03-01"]
    later = golden_snapshot(interactions=events, rows=rows, as_of=date(2026, 9, 1))
    assert len(later.assessments) == len(later.interactions) == 2


def test_line_managers_and_owners_of_a_person_are_edges():
    found = golden_snapshot(people={"c6": {"reports_to": "c5", "owner": "u2"}})
    assert found.superiors("c6") == {"c5"}
    assert found.owners["c6"] == "u2"
    assert golden_snapshot(people={"c6": {"owner": "u2"}, "u2": {"flags": ["left"]}}).owners.get("c6") is None


def test_a_primary_membership_moves_a_person():
    rows = {"unit": [{"id": "IT", "name": "IT", "org": "HY", "function": "it"}]}
    found = golden_snapshot(edges=[edge("MEMBER_OF", "t1", "IT", primary=True)], rows=rows)
    assert (found.people["t1"].org, found.people["t1"].unit, found.people["t1"].function) == ("HY", "IT", "it")


def test_a_unit_of_the_own_organisation_is_known_by_a_membership_alone():
    units = [{"id": u, "name": u, "org": "HY", "function": "it"} for u in ("IT", "LAB")]
    edges = [edge("MEMBER_OF", person, unit) for unit in ("IT", "LAB") for person in ("c6", "t1")]
    found = golden_snapshot(
        edges=[*edges, edge("MEMBER_OF", "c3", "IT")], rows={"unit": units}, people={"c3": {"unit": "LAB"}}
    )
    assert [found.people[p].unit for p in ("c6", "c3", "t1")] == ["IT", "LAB", None]


def test_a_relation_holds_from_its_start_to_its_end_but_a_contract_stays_on_record(tmp_path):
    write_table(
        tmp_path, "orgs", [{"id": o, "name": o, "category": c} for o, c in (("US", "our_company"), ("A", "customer"))]
    )
    write_table(tmp_path, "people", [{"id": p, "name": p, "org": o} for p, o in (("u", "US"), ("a", "A"))])
    ends = {"SPONSORS": ("u", "a"), "OWNS": ("u", "a"), "CONTRACT": ("A", "US"), "MEMBER_OF": ("a", "A")}
    period = {"start": "2025-01-01", "end": "2026-01-01", "reported_by": "u"}
    write_table(tmp_path, "edges", [{"kind": k, "from": a, "to": b, **period} for k, (a, b) in ends.items()])
    days = snapshots_of(tmp_path, *(date.fromisoformat(day) for day in ("2024-12-31", "2025-01-01", "2026-01-01")))
    held = [{str(kind) for kind in ends if day.of(EdgeKind(kind))} for day in days]
    assert held == [{"CONTRACT"}, set(ends), {"CONTRACT"}]


def test_every_post_makes_somebody_one_of_the_people_but_ours_and_a_rivals():
    rows = {"unit": [{"id": "IT", "name": "IT", "org": "HY", "function": "it"}]}
    posts = [edge("MEMBER_OF", person, "IT", primary=False) for person in ("t1", "u1")]
    found, before = golden_snapshot(edges=posts, rows=rows), golden_snapshot()
    assert set(found.index.people(["HY"])) - set(before.index.people(["HY"])) == {"t1"}
    assert found.index.belongs("t1", {"HY"})
    assert not found.index.belongs("u1", {"HY"})
    assert found.people["t1"].org == before.people["t1"].org
    assert "t1" in found.index.people([found.people["t1"].org])


def test_a_unit_is_part_of_what_an_edge_says_unless_its_own_row_says_it():
    units = [{"id": u, "name": u, "org": "HY"} for u in ("IT", "ARCH", "LAB")]
    units[2]["parent"] = "ARCH"
    edges = [edge("PART_OF", "ARCH", "IT"), edge("PART_OF", "LAB", "IT"), edge("PART_OF", "IT", "HY")]
    found = golden_snapshot(rows={"unit": units}, edges=edges).units
    assert {u: found[u].parent for u in found} == {"IT": "HY", "ARCH": "IT", "LAB": "ARCH"}


def test_edges_are_sorted_and_found_by_kind():
    pairs = [(e.source, e.target) for e in golden_snapshot().of(EdgeKind.INFLUENCES)]
    assert pairs == sorted(pairs)
    assert golden_snapshot().of(EdgeKind.SUPPLIES) == ()


PEOPLE = {
    "ozt": {"name": "Öztürk", "org": "HY"},
    "Lee-1": {"name": "李雷", "name_en": "Lei Lee", "org": "HY"},
    "nun": {"name": "Núñez, José", "org": "HY"},
}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Ozturk", "The id is ozt"),
        ("ÖZTÜRK", "The id is ozt"),
        ("O\u0308ztu\u0308rk", "The id is ozt"),
        ("nunez, jose", "The id is nun"),
        (" C6 ", "The id is c6"),
        ("lee-1", "The id is Lee-1"),
        ("\uff4c\uff45\uff49 lee", "The id is Lee-1"),
        ("Özturg", "Near: ozt (Öztürk)"),
        ("Nunes, Jose", "Near: nun (Núñez, José)"),
        ("Lai Lee", "Near: Lee-1 (Lei Lee)"),
    ],
)
def test_whoever_is_meant_is_named(typed, said):
    """By case, accents and width of ids and names alike, and by near misses over both."""
    with pytest.raises(UsageError) as caught:
        golden_snapshot(people=PEOPLE).person(typed)
    assert caught.value.text.en.split(". ")[-1] == said


def test_the_same_holds_for_organisations_and_opportunities():
    snapshot = golden_snapshot(orgs={"KOR": {"name": "Köröslaňa", "category": "customer"}})
    for ask, said in ((snapshot.org, "The id is KOR"), (snapshot.opportunity, "The only one is HY-CORE")):
        with pytest.raises(UsageError) as caught:
            ask("koroslana")
        assert said in caught.value.text.en


def test_ties_against_somebody_are_conflicts_and_influence_the_other_way():
    ties = [
        ("likes", "affiliates", "a", "b", 1.0, -1),
        ("likes", "affiliates", "b", "a", 3.0, -1),
        ("likes", "affiliates", "c", "a", 2.0, -1),
        ("likes", "affiliates", "b", "c", 2.0, None),
        ("moves", "influences", "a", "c", 2.0, -1),
    ]
    facts = [
        Fact("tie", f"{name}\t{a}\t{b}", {"type": name, "tie": kind, "from": a, "to": b, "weight": w, "sign": sign})
        for name, kind, a, b, w, sign in ties
    ]
    day = from_batches({"tie": Batch.of("tie", facts, dated=False)}, date(2026, 6, 30))
    assert [(t.source, t.target) for t in day.ties] == [("b", "c")]
    assert [(e.source, e.target, e.level) for e in day.of(EdgeKind.CONFLICTS_WITH)] == [("a", "b", 3), ("a", "c", 2)]
    assert [(e.source, e.target, e.level, e.polarity) for e in day.of(EdgeKind.INFLUENCES)] == [("a", "c", 3, -1)]


def test_the_facts_of_a_kind_are_read_once(monkeypatch):
    read, decoded = [], Batch.decoded
    monkeypatch.setattr(Batch, "decoded", lambda batch: read.append(batch.kind) or decoded(batch))
    stance = {"from": "c1", "to": "OUR", "level": 1, "reported_by": "u1"}
    deals = [Fact("stance", at, {**stance, "opportunity": at}) for at in ("O2", "O1")]
    position = Fact("position", "k\tc1", {"criterion": "k", "person": "c1", "importance": 3, "reported_by": "u1"})
    given = [Fact("stance", "", stance), *deals]
    day = from_batches(
        {"stance": Batch.of("stance", given), "position": Batch.of("position", [position])}, date(2026, 6, 30)
    )
    assert sorted(read) == ["position", "stance"]
    assert [e.opportunity for e in day.of(EdgeKind.STANCE)] == [None, "O1", "O2"]


def test_days_that_share_facts_share_their_edges_and_nothing_that_another_day_changes(monkeypatch):
    read, decoded = [], Batch.decoded
    monkeypatch.setattr(Batch, "decoded", lambda batch: read.append(batch.kind) or decoded(batch))
    people = [Fact("person", "p", {"name": "P", "org": "A", "unit": "x"})]
    units = [Fact("unit", at, {"name": at, "org": "A"}) for at in ("x", "y")]
    met = {"kind": "call", "participants": ["p", "u"]}
    meetings = [Fact("interaction", f"i{m}", {**met, "date": f"2026-0{m}-10"}) for m in (1, 3)]
    moves = [Fact("member_of", "", {"from": "p", "to": "y", "primary": True})]
    facts = {"person": people, "unit": units, "interaction": meetings}
    always = {kind: Batch.of(kind, those, dated=False) for kind, those in facts.items()}
    made = Made()
    moved = from_batches({**always, "member_of": Batch.of("member_of", moves)}, date(2026, 6, 30), DEFAULTS, made)
    before = from_batches(always, date(2026, 2, 1), DEFAULTS, made)
    assert sorted(read) == ["interaction", "member_of", "person", "unit"]
    assert (moved.people["p"].unit, before.people["p"].unit) == ("y", "x")
    assert [[one.id for one in day.interactions] for day in (before, moved)] == [["i1"], ["i1", "i3"]]
    assert moved.interactions[0] is before.interactions[0]
