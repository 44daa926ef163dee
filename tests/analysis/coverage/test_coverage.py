"""Coverage matrix and gaps: rules, published order of the gaps, people nobody may be sent to."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.coverage.coverage_gaps import coverage_gaps
from graphcrm.analysis.coverage.coverage_matrix import coverage_by_person, coverage_by_unit
from graphcrm.analysis.coverage.coverage_rules import missing_items, person_rule, unit_rule
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.model.choices import CommLevel, OurRole
from tests.analysis.golden import OURS, THEIRS, Row, edge, golden_situation, meeting

KEYS = ("c1", "c2", "c3", "c4", "c6", "c8", "t1")
UNITS = {
    "GM": ("general", ["c1", "c2", "c8"]),
    "IT": ("it", ["c3", "c5", "c6"]),
    "FIN": ("finance", ["c4"]),
    "PROC": ("procurement", ["c7"]),
    "OPS": ("operations", ["c9", "c10"]),
    "RISK": ("risk", ["c11"]),
}


def with_units(extra: list[dict[str, Any]] | None = None, **changes: Any) -> Any:
    rows = [{"id": u, "name": u, "org": "HY", "function": f} for u, (f, _) in UNITS.items()] + (extra or [])
    people: dict[str, Row | None] = {p: {"unit": u} for u, (_, members) in UNITS.items() for p in members}
    for person, props in changes.pop("people", {}).items():
        people[person] = None if props is None else {**(people.get(person) or {}), **props}
    return golden_situation(people=people, rows={"unit": rows}, **changes)


def test_published_gaps_in_order() -> None:
    gaps = coverage_gaps(golden_situation(), KEYS)
    assert [g.id_or_unit for g in gaps] == ["c4", "t1", "c8", "c1", "c11", "s1"]
    assert [g.id_or_unit for g in coverage_gaps(with_units(), KEYS)] == ["c4", "t1", "c8", "c1", "c11", "s1"]
    assert gaps[0].severity == pytest.approx(0.1525, abs=5e-5)
    assert gaps[0].required == ("exec|director", "ar")
    assert gaps[1].required == ("ar", "1 of sr|fr|service|exec|finance|legal|other")
    assert not gaps[4].required


def test_severity_falls_with_the_best_tie_and_vanishes_at_an_active_one() -> None:
    weak = coverage_gaps(golden_situation(ties={("u1", "c4"): 0.2}), KEYS)
    c4 = next(g for g in weak if g.id_or_unit == "c4")
    assert c4.severity == pytest.approx(c4.share * 0.8)
    assert c4.suggested_owner == "u1"
    assert "c4" not in [g.id_or_unit for g in coverage_gaps(golden_situation(ties={("u1", "c4"): 0.3}), KEYS)]


def test_owner_goes_before_the_best_tie_and_the_route() -> None:
    def owner(route: tuple[str, ...] | None, **changes: Any) -> str | None:
        gaps = coverage_gaps(golden_situation(**changes), KEYS, lambda _: route)
        return next(g.suggested_owner for g in gaps if g.id_or_unit == "c4")

    route = ("u2", "c6", "c4")
    assert owner(None) is None
    assert owner(route) == "u2"
    assert owner(route, ties={("u5", "c4"): 0.1}) == "u5"
    assert owner(route, ties={("u5", "c4"): 0.1}, people={"c4": {"owner": "u1"}}) == "u1"


@pytest.mark.parametrize("flag", ["no_contact", "objected"])
def test_no_contact_is_suggested_with_those_who_refuse_it(flag: str) -> None:
    asked: list[str] = []
    situation = golden_situation(people={"c4": {"flags": [flag], "owner": "u1"}})
    gaps = coverage_gaps(situation, KEYS, lambda p: asked.append(p))
    c4 = gaps[0]
    assert (c4.id_or_unit, c4.suggested_owner, c4.route) == ("c4", None, None)
    assert c4.barrier is not None
    assert c4.barrier.en in c4.sentence(situation.snapshot).en
    assert "c4" not in asked
    assert "t1" in asked


@pytest.mark.parametrize("flag", ["independence_required", "public_official"])
@pytest.mark.parametrize("tender", [True, False])
def test_evaluators_are_left_alone_while_the_tender_is_open(flag: str, tender: bool) -> None:
    situation = golden_situation(
        people={"c4": {"flags": [flag], "owner": "u1"}}, opportunities={"HY-CORE": {"tender_open": tender}}
    )
    assert coverage_gaps(situation, KEYS)[0].suggested_owner == (None if tender else "u1")


def test_a_required_unit_without_anybody_known_is_a_gap() -> None:
    empty = [
        {"id": "LEG", "name": "法务部", "org": "HY", "function": "legal"},
        {"id": "MKT", "name": "市场部", "org": "HY", "function": "marketing"},
        {"id": "X", "name": "别人的", "org": "ADV", "function": "legal"},
    ]
    situation = with_units(empty)
    gaps = coverage_gaps(situation, KEYS)
    units = [g for g in gaps if g.is_unit]
    assert [(g.id_or_unit, g.required, g.severity) for g in units] == [("LEG", ("ar",), 0)]
    assert "法务部" in units[0].sentence(situation.snapshot).zh


def test_a_unit_is_listed_only_if_none_of_its_people_is() -> None:
    cut_off = dict.fromkeys((("c10", "c9"), ("c10", "c6"), ("c9", "c5")))
    situation = with_units(influences=cut_off, ties=dict.fromkeys([("u1", "c9"), ("u4", "c9"), ("u2", "c10")]))
    units = [g for g in coverage_gaps(situation, KEYS) if g.is_unit]
    assert [(g.id_or_unit, g.required) for g in units] == [("OPS", ("fr|service",))]


def test_people_below_a_thousandth_are_listed_only_if_required() -> None:
    stranger = {"x": {"name": "新人", "org": "HY", "grade": 3}}
    assert "x" not in [g.id_or_unit for g in coverage_gaps(golden_situation(people=stranger), KEYS)]
    assert "x" in [g.id_or_unit for g in coverage_gaps(golden_situation(people=stranger), [*KEYS, "x"])]


def test_matrix_by_unit() -> None:
    situation = with_units(interactions=[meeting("2026-05-01", "u2", "c6"), meeting("2026-06-01", "u2", "c5", "c6")])
    rows = {(r.row, r.level): r for r in coverage_by_unit(situation)}
    assert list(rows) == [
        ("FIN", CommLevel.MANAGEMENT),
        ("GM", CommLevel.SHAREHOLDER),
        ("GM", CommLevel.MANAGEMENT),
        ("GM", CommLevel.OPERATIONAL),
        ("IT", CommLevel.MANAGEMENT),
        ("IT", CommLevel.OPERATIONAL),
        ("OPS", CommLevel.OPERATIONAL),
        ("PROC", CommLevel.MANAGEMENT),
        ("RISK", CommLevel.MANAGEMENT),
    ]
    it = rows["IT", CommLevel.MANAGEMENT]
    assert it.people == ("c3", "c5")
    assert it.cells[OurRole.AR].tie == pytest.approx(0.62)
    assert it.cells[OurRole.EXEC].tie == pytest.approx(0.45)
    assert it.cells[OurRole.EXEC].pairs == 2
    assert it.cells[OurRole.SR].last == "2026-06-01"
    assert it.cells[OurRole.LEGAL].band == "none"
    assert not it.gap
    below = rows["IT", CommLevel.OPERATIONAL]
    assert (below.required, below.missing) == (("ar", "sr"), ("ar",))
    assert rows["OPS", CommLevel.OPERATIONAL].missing == ()
    risk = rows["RISK", CommLevel.MANAGEMENT]
    assert risk.required == ()
    assert risk.gap  # 1.9 % of influence and no tie
    assert risk.sentence(situation.snapshot).en.endswith(
        "no role is required; nobody of ours is in active contact with 冯风控."
    )
    assert (
        "missing account manager (required: account manager + solution lead)" in below.sentence(situation.snapshot).en
    )


def test_outsiders_are_no_unit_of_the_customer() -> None:
    rows = coverage_by_unit(golden_situation())
    assert all(r.row is None for r in rows)
    assert sorted(p for r in rows for p in r.people) == sorted(p for p in THEIRS if p.startswith("c"))


def test_matrix_by_person() -> None:
    rows = {r.row: r for r in coverage_by_person(golden_situation(), KEYS)}
    assert list(rows) == ["c2", "c4", "c3", "c6", "t1", "c8", "c1"]
    assert rows["c2"].missing == ("ar",)
    assert rows["c6"].missing == ("ar",)
    assert rows["c4"].missing == ("exec|director", "ar")


def test_a_recorded_decider_has_a_row_however_little_he_decides() -> None:
    """The requirements have a row of their own for deciders and approvers, key person or not."""
    situation = golden_situation(weights={"c10": 0.01})
    assert "c10" not in key_persons(situation)
    rows = {r.row: r for r in coverage_by_person(situation, list(key_persons(situation)))}
    assert rows["c10"].required == ("exec|director", "ar")


def test_a_director_of_the_account_team_stands_in_for_an_executive() -> None:
    plain = golden_situation(ties={("u1", "c4"): 0.5})
    director = golden_situation(ties={("u1", "c4"): 0.5}, people={"u1": {"grade": 3}})
    assert {r.row: r for r in coverage_by_person(plain, KEYS)}["c4"].missing == ("exec|director",)
    assert {r.row: r for r in coverage_by_person(director, KEYS)}["c4"].missing == ()


@pytest.mark.parametrize(
    ("tier", "decider", "key", "it", "ops", "proc", "top"),
    [
        ("S", "exec + ar", "2 of ar|sr|fr|exec", "ar + sr + fr", "fr|service + sr", "ar + finance|legal", "exec"),
        ("B", "ar", "ar", "sr|ar", "service", "ar", ""),
        ("C", "ar", "", "ar", "", "ar", ""),
        (None, "ar", "", "ar", "", "ar", ""),
    ],
)
def test_requirements_by_tier(tier: str | None, decider: str, key: str, it: str, ops: str, proc: str, top: str) -> None:
    situation = with_units(orgs={"HY": {"tier": tier}})
    found = [person_rule(situation, "c2", KEYS), person_rule(situation, "c6", KEYS)]
    found += [unit_rule(situation, u) for u in ("IT", "OPS", "PROC", "GM")]
    assert [" + ".join(rule) for rule in found] == [decider, key, it, ops, proc, top]


ROLES = [r.value for r in OurRole] + ["director"]


@given(st.sets(st.sampled_from(ROLES)), st.integers(1, 4), st.sets(st.sampled_from(ROLES), min_size=1))
def test_counting_items_against_brute_force(have: set[str], count: int, wanted: set[str]) -> None:
    item = f"{count} of {'|'.join(sorted(wanted))}"
    met = any(set(some) <= have for some in itertools.combinations(sorted(wanted), count))
    assert missing_items((item,), have) == (() if met else (item,))


def test_empty_sides() -> None:
    nobody = golden_situation(people=dict.fromkeys(THEIRS))
    assert coverage_by_unit(nobody) == coverage_by_person(nobody, ()) == ()
    assert coverage_gaps(nobody, ()) == ()
    alone = golden_situation(people=dict.fromkeys(OURS))
    gaps = coverage_gaps(alone, KEYS)
    assert [g.id_or_unit for g in gaps[:3]] == ["c2", "c4", "c3"]
    assert all(g.suggested_owner is None and g.best_tie == 0 for g in gaps)


def test_those_who_left_are_no_gap() -> None:
    gone = golden_situation(people={"c4": {"left_on": "2026-06-01"}}, edges=[edge("OWNS", "u1", "c4")])
    assert "c4" not in [g.id_or_unit for g in coverage_gaps(gone, KEYS)]


def test_whoever_is_a_gap_of_the_account_is_one_in_the_matrix_too() -> None:
    """Tier C requires nobody for a key person without a vote; 8.9 % of influence without a tie is a gap all the same."""
    situation = golden_situation(rows={"org": [{"id": "HY", "name": "HY", "category": "customer", "tier": "C"}]})
    rows = {r.row: r for r in coverage_by_person(situation, KEYS)}
    listed = {gap.id_or_unit for gap in coverage_gaps(situation, KEYS)}
    assert {p for row in rows.values() for p in row.unreached} == listed & set(rows) == {"c1", "c4", "c8", "t1"}
    assert rows["c8"].gap
    assert rows["c8"].missing == ()
    assert "but nobody of ours is in active contact" in rows["c8"].sentence(situation.snapshot).en
    assert not rows["c6"].gap  # .80
    units = coverage_by_unit(with_units())
    assert {p for row in units for p in row.unreached} == {p for p in listed if p.startswith("c")}
