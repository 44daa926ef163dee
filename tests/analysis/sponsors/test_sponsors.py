"""Executive sponsors: published plan, rules, brute force, health."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.sponsors.sponsor_fit import Barred, function_score, sponsor_fit
from graphcrm.analysis.sponsors.sponsor_gaps import SponsorProblem, overdue_sponsors, sponsor_gaps, sponsor_health
from graphcrm.analysis.sponsors.sponsors import (
    current_sponsors,
    no_demand,
    sponsor_demand,
    sponsor_plan,
    sponsor_supply,
)
from graphcrm.model.choices import Function
from graphcrm.settings import DEFAULTS
from tests.analysis.golden import OURS, PLAIN, edge, golden_situation, golden_snapshot, meeting

KEYS = ("c1", "c2", "c3", "c4", "c6", "c8", "t1")


def chosen(situation: Situation, keys: Any = KEYS, **options: Any) -> dict[str, str | None]:
    return {p.target: p.sponsor for p in sponsor_plan(situation, keys, **options).proposals}


def test_published_plan() -> None:
    situation = golden_situation()
    plan = sponsor_plan(situation, key_persons(situation))
    assert plan.objective == pytest.approx(0.4856, abs=5e-5)
    found = {p.target: (p.sponsor, round(p.chosen.fit, 4)) for p in plan.proposals if p.chosen}
    assert found == {"c1": ("u7", 0.74), "c2": ("u3", 0.744), "c3": ("u5", 0.82), "c4": ("u6", 0.74)}
    assert [p.target for p in plan.proposals] == ["c2", "c4", "c3", "c1"]


def test_demand_is_the_customers_own_senior_key_people() -> None:
    assert sponsor_demand(golden_situation(), KEYS) == ("c1", "c2", "c3", "c4")
    assert sponsor_demand(golden_situation(), (*KEYS, "c5", "nobody")) == ("c1", "c2", "c3", "c4", "c5")
    assert sponsor_supply(golden_situation()) == ("u3", "u5", "u6", "u7")


@pytest.mark.parametrize("flag", ["independence_required", "public_official", "no_contact", "objected", "left"])
def test_no_sponsor_is_planned_for_those_who_must_be_left_alone(flag: str) -> None:
    situation = golden_situation(people={"c4": {"flags": [flag]}})
    assert "c4" not in chosen(situation)
    assert "c4" not in [g.person for g in sponsor_gaps(situation, KEYS)]


@pytest.mark.parametrize(("tier", "planned"), [("S", True), ("A", True), ("B", False), ("C", False), (None, False)])
def test_only_accounts_of_tier_s_and_a(tier: str | None, planned: bool) -> None:
    situation = golden_situation(orgs={"HY": {"tier": tier}})
    assert bool(chosen(situation)) is planned
    assert bool(sponsor_gaps(situation, KEYS)) is planned
    assert all(chosen(situation, every_tier=True).values())


def test_the_tier_weighs_the_priority() -> None:
    top = sponsor_plan(golden_situation(orgs={"HY": {"tier": "S"}}), KEYS)
    assert top.objective == pytest.approx(1.5 * 0.48562, abs=1e-4)


@pytest.mark.parametrize("tier", ["S", "A", "B", "C", None])
def test_in_every_tier_the_last_place_goes_by_share_before_fit(tier: str | None) -> None:
    people: dict[str, Any] = {
        "u3": {"sponsor_capacity": 1},
        "c4": {"function": "sales"},
        **dict.fromkeys(("u5", "u6", "u7")),
    }
    situation = golden_situation(people=people, orgs={"HY": {"tier": tier}})
    assert sponsor_fit(situation, "u3", "c4").fit > sponsor_fit(situation, "u3", "c2").fit
    assert chosen(situation, ("c2", "c4"), every_tier=True) == {"c2": "u3", "c4": None}


@pytest.mark.parametrize(
    ("ours", "theirs", "parity"),
    [(5, 5, 1), (5, 4, 2 / 3), (5, 3, 1 / 3), (4, 5, 1 / 3), (3, 5, 0), (3, 4, 1 / 3)],
)
def test_parity(ours: int, theirs: int, parity: float) -> None:
    situation = golden_situation(people={"u3": {"grade": ours}, "c2": {"grade": theirs}})
    fit = sponsor_fit(situation, "u3", "c2")
    assert fit.parity == pytest.approx(parity)
    assert (fit.barred is Barred.GRADE) is (theirs - ours >= 2)


def test_history_is_at_least_sixty_per_cent_with_a_shared_past() -> None:
    past = edge("SHARED_HISTORY", "c2", "u3", history="joint_project")
    assert sponsor_fit(golden_situation(), "u3", "c2").history == pytest.approx(0.32)
    assert sponsor_fit(golden_situation(edges=[past]), "u3", "c2").history == pytest.approx(0.6)
    warm = golden_situation(edges=[past], ties={("u3", "c2"): 0.7})
    assert sponsor_fit(warm, "u3", "c2").history == pytest.approx(0.7)


def test_capability() -> None:
    half = sponsor_fit(golden_situation(people={"u3": {"ability": None}}), "u3", "c2")
    assert half.capability == 0.5
    assert "not recorded" in half.notes[0].en
    assert sponsor_fit(golden_situation(people={"u3": {"willingness": 1}}), "u3", "c2").barred is Barred.WILLINGNESS
    assert sponsor_fit(golden_situation(people={"u3": {"willingness": 2}}), "u3", "c2").barred is None


def test_the_owners_line_manager_fits_less() -> None:
    lines = {"c2": {"owner": "u1"}, "u1": {"reports_to": "u3"}}
    base = sponsor_fit(golden_situation(), "u3", "c2")
    boss = sponsor_fit(golden_situation(people=lines), "u3", "c2")
    assert base.fit - boss.fit == pytest.approx(0.05)
    assert "line manager" in boss.notes[0].en
    dotted = golden_situation(people={"c2": {"owner": "u1"}}, edges=[edge("REPORTS_TO", "u1", "u3", line="dotted")])
    assert sponsor_fit(dotted, "u3", "c2").fit == pytest.approx(base.fit)


@pytest.mark.parametrize("pair", [("u3", "c2"), ("c2", "u3")])
def test_conflict_bars(pair: tuple[str, str]) -> None:
    situation = golden_situation(edges=[edge("CONFLICTS_WITH", *pair, level=1)])
    assert sponsor_fit(situation, "u3", "c2").barred is Barred.CONFLICT
    assert chosen(situation)["c2"] != "u3"


def test_a_standing_pair_stays_unless_the_change_gains_more_than_a_tenth() -> None:
    def with_current(fit_of_u5: dict[str, Any]) -> str | None:
        # CTO (it) looks after the president today; 高副总 (sales) fits .744.
        sponsor = edge("SPONSORS", "u5", "c2", status="active")
        return chosen(golden_situation(edges=[sponsor], people={"u5": fit_of_u5}), ("c2",))["c2"]

    assert with_current({"ability": 4, "willingness": 4}) == "u5"  # .66 + .10 > .744
    assert with_current({"ability": 4, "willingness": 3}) == "u3"  # .64 + .10 < .744


def test_whom_a_proposal_replaces_is_said_by_name() -> None:
    """The note said “replaces u5”, which nobody can read."""
    sponsor = edge("SPONSORS", "u5", "c2", status="active")
    situation = golden_situation(edges=[sponsor], people={"u5": {"ability": 4, "willingness": 3}})
    (proposal,) = sponsor_plan(situation, ("c2",)).proposals
    note = proposal.note(situation.snapshot)
    assert (proposal.sponsor, note and note.zh) == ("u3", "替换现任 CTO")


def test_the_grade_of_the_settings_is_said() -> None:
    higher = replace(DEFAULTS, sponsor={**DEFAULTS.sponsor, "grade": 4})
    situation = golden_situation(people=dict.fromkeys(OURS), settings=higher)
    assert "(grade 4 or above" in no_demand(higher).en
    reasons = [p.reason for p in sponsor_plan(situation, KEYS).proposals]
    assert reasons
    assert all(reason is not None and "nobody of grade 4" in reason.en for reason in reasons)


def test_the_bonus_does_not_lift_a_pair_over_the_threshold() -> None:
    weak = {"u3": {"ability": 1, "willingness": 2, "function": "hr"}}
    others = dict.fromkeys(("u5", "u6", "u7"))
    sponsor = edge("SPONSORS", "u3", "c2", status="active")
    situation = golden_situation(people=weak | others, edges=[sponsor], ties={("u3", "c2"): None})
    proposal = sponsor_plan(situation, ("c2",)).proposals[0]
    assert sponsor_fit(situation, "u3", "c2").fit == pytest.approx(0.485)
    assert proposal.sponsor is None
    assert proposal.current == ("u3",)
    assert proposal.reason is not None
    assert "fit too low" in proposal.reason.en


@pytest.mark.parametrize(("status", "counts"), [("active", True), (None, True), ("proposed", False), ("ended", False)])
def test_only_active_sponsorships_count(status: str | None, counts: bool) -> None:
    props = {"status": status} if status else {}
    situation = golden_situation(edges=[edge("SPONSORS", "u3", "c2", **props)])
    assert current_sponsors(situation, "c2") == (("u3",) if counts else ())
    gone = golden_situation(edges=[edge("SPONSORS", "u3", "c2", **props)], people={"u3": {"flags": ["left"]}})
    assert current_sponsors(gone, "c2") == ()


def test_reasons() -> None:
    nobody = sponsor_plan(golden_situation(people=dict.fromkeys(OURS)), KEYS)
    assert nobody.objective == 0
    assert all(p.reason is not None and "nobody of grade 3" in p.reason.en for p in nobody.proposals)
    low = golden_situation(people={"u7": None, "u5": None, "u6": None, "u3": {"grade": 3}})
    reasons = {p.target: p.reason.en for p in sponsor_plan(low, KEYS).proposals if p.reason}
    assert "two grades or more below" in reasons["c1"]
    one = golden_situation(people={"u5": None, "u6": None, "u7": None, "u3": {"sponsor_capacity": 1}})
    plan = {p.target: p for p in sponsor_plan(one, KEYS).proposals}
    assert plan["c2"].sponsor == "u3"
    assert plan["c4"].reason is not None
    assert "higher priority" in plan["c4"].reason.en


def test_no_capacity_no_sponsor() -> None:
    situation = golden_situation(people={u: {"sponsor_capacity": 0} for u in ("u3", "u5", "u6", "u7")})
    assert set(chosen(situation).values()) == {None}


def test_second_best_may_be_taken_already() -> None:
    proposals = {p.target: p for p in sponsor_plan(golden_situation(), KEYS).proposals}
    second = proposals["c2"].second
    assert second is not None
    assert (second.sponsor, round(second.fit, 4)) == ("u5", 0.68)


def test_more_than_five_people_is_a_warning() -> None:
    many = {f"x{i}": {"name": f"x{i}", "org": "HY", "grade": 4, "function": "sales"} for i in range(6)}
    situation = golden_situation(people={**many, "u3": {"sponsor_capacity": 9}, **dict.fromkeys(("u5", "u6", "u7"))})
    plan = sponsor_plan(situation, list(many))
    assert {p.sponsor for p in plan.proposals} == {"u3"}  # also without any influence
    assert "would sponsor 6 people" in plan.notes[0].en


def test_sentence() -> None:
    situation = golden_situation()
    texts = {p.target: p.sentence(situation.snapshot) for p in sponsor_plan(situation, KEYS).proposals}
    assert texts["c3"].zh == (
        "建议 CTO 对口周CIO：对等 100%、对口 100%、交往 20%、能力意愿 90%，匹配度 82%；次选高副总（70%）。"
    )


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(3, 5), st.sampled_from(["it", "sales", "finance"]), st.integers(0, 2)), max_size=4),
    st.lists(st.tuples(st.integers(3, 5), st.sampled_from(["it", "general", "hr"])), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=3),
)
def test_no_plan_is_worth_more(
    ours: list[tuple[int, str, int]], theirs: list[tuple[int, str]], standing: list[tuple[int, int]]
) -> None:
    people: dict[str, Any] = dict.fromkeys(OURS)
    for i, (grade, function, capacity) in enumerate(ours):
        people[f"o{i}"] = {"name": "x", "org": "US", "grade": grade, "function": function, "sponsor_capacity": capacity}
    keys = [f"c{i + 1}" for i in range(len(theirs))]
    people |= {k: {"grade": g, "function": f} for k, (g, f) in zip(keys, theirs, strict=True)}
    pairs = {(s % len(ours), k % len(theirs)) for s, k in standing} if ours else set()
    edges = [edge("SPONSORS", f"o{s}", f"c{k + 1}", status="active") for s, k in sorted(pairs)]
    situation = golden_situation(people=people, edges=edges)
    plan = sponsor_plan(situation, keys)
    supply = sponsor_supply(situation)
    best = 0.0
    for pick in itertools.product([None, *supply], repeat=len(keys)):
        if any(pick.count(s) > situation.snapshot.people[s].sponsor_capacity for s in supply):
            continue
        value = 0.0
        for target, sponsor in zip(keys, pick, strict=True):
            if sponsor is not None:
                fit = sponsor_fit(situation, sponsor, target)
                bonus = 0.1 if sponsor in current_sponsors(situation, target) else 0.0
                value += situation.share_of(target) * (fit.fit + bonus) if fit.barred is None else -9
        best = max(best, value)
    assert plan.objective == pytest.approx(best, abs=1e-6)
    for sponsor in supply:
        load = sum(p.sponsor == sponsor for p in plan.proposals)
        assert load <= situation.snapshot.people[sponsor].sponsor_capacity


# health -------------------------------------------------------------------------------------------------------------


def test_key_people_without_a_live_sponsor() -> None:
    edges = [edge("SPONSORS", s, k, status="active") for s, k in (("u3", "c2"), ("u5", "c3"), ("u6", "c4"))]
    meetings = [meeting("2026-01-01", "u3", "c2"), meeting("2025-12-31", "u5", "c3"), meeting("2026-06-01", "u3", "c4")]
    mail = [meeting("2026-06-20", sponsor, key, kind="message") for sponsor, key in (("u5", "c3"), ("u6", "c4"))]
    situation = golden_situation(edges=edges, interactions=meetings + mail)
    gaps = sponsor_gaps(situation, KEYS)
    assert [(g.person, g.sponsor, g.last_sponsor_contact, g.problem) for g in gaps] == [
        ("c4", "u6", None, SponsorProblem.LAPSED),
        ("c3", "u5", "2025-12-31", SponsorProblem.LAPSED),
        ("c1", None, None, SponsorProblem.NONE),
    ]
    texts = [g.sentence(situation.snapshot).en for g in gaps]
    assert texts == [
        "吴CFO: sponsor CFO has lapsed (no meeting on record).",
        "周CIO: sponsor CTO has lapsed (last meeting 2025-12-31).",
        "陈董 has no sponsor.",
    ]
    patient = replace(DEFAULTS, stale={**DEFAULTS.stale, "sponsor_days": 181})
    later = Situation.of(replace(situation.snapshot, settings=patient), "HY", "HY-CORE", options=PLAIN)
    assert [g.person for g in sponsor_gaps(later, KEYS)] == ["c4", "c1"]


def test_one_live_sponsor_of_two_is_enough() -> None:
    edges = [edge("SPONSORS", s, "c2", status="active") for s in ("u3", "u5")]
    situation = golden_situation(edges=edges, interactions=[meeting("2026-06-20", "u5", "c2")])
    assert "c2" not in [g.person for g in sponsor_gaps(situation, KEYS)]
    assert [h.sponsor for h in sponsor_health(situation, "c2")] == ["u5", "u3"]


@pytest.mark.parametrize(("target", "status"), [(90, "due"), (180, "ok"), (None, None), (79, "overdue")])
def test_sponsors_have_their_own_target(target: int | None, status: str | None) -> None:
    communication = {"A": {"sponsor": target} if target else {}}
    snapshot = golden_snapshot(
        edges=[edge("SPONSORS", "u3", "c2", status="active")],
        interactions=[meeting("2026-03-02", "u3", "c2")],
        settings=replace(DEFAULTS, communication=communication),
    )
    situation = Situation.of(snapshot, "HY", "HY-CORE")
    (health,) = sponsor_health(situation, "c2")
    assert (health.days_silent, health.status, health.lapsed) == (120, status, False)
    assert not sponsor_gaps(situation, ["c2"]), "who has met the person within 180 days is alive"
    told = [one.late(snapshot).en for one in overdue_sponsors(situation, ["c2"])]
    overdue = ["高副总 is overdue to meet 林行长 (last meeting 2026-03-02, target 79 days)."]
    assert told == (overdue if status == "overdue" else [])


def test_functions_beside_each_other() -> None:
    """The table of the method, in both directions; any other two are .3 apart."""
    near = {"general-sales": 0.6, "general-finance": 0.6, "general-it": 0.6, "finance-procurement": 0.6}
    near |= {"it-engineering": 0.8, "it-operations": 0.8, "sales-procurement": 0.8, "sales-marketing": 0.8}
    for one, other in itertools.product(Function, repeat=2):
        score = near.get(f"{one.value}-{other.value}", near.get(f"{other.value}-{one.value}", 0.3))
        assert function_score(one.value, other.value) == (1 if one is other else score), (one, other)
