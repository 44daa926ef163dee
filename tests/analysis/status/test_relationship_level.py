"""Relationship levels: the ladder, its lines, flags, and which level is worth having."""

from datetime import timedelta

import pytest

from graphcrm.analysis.status.level_lines import LevelCriterion, LevelLine
from graphcrm.analysis.status.relationship_level import LevelFlag, holds, recommended_level, relationship_level
from graphcrm.model.records import Org
from tests.analysis.golden import AS_OF, edge, golden_situation, meeting


def back(days):
    return (AS_OF - timedelta(days=days)).isoformat()


def line(must, met):
    return LevelLine(2, LevelCriterion.COVERED, must, met)


@pytest.mark.parametrize(
    ("must", "should", "carried"),
    [
        ([True, True], [True, True, False, False], True),
        ([True, True], [True, False, False, False], False),
        ([True, True], [True, True, False, False, False], False),  # half of five is three
        ([True, True], [True, True, True, False, False], True),
        ([True, False], [True, True, True, True], False),
    ],
)
def test_a_level_wants_every_must_and_half_of_the_shoulds(must, should, carried):
    assert holds([*(line(True, m) for m in must), *(line(False, m) for m in should)]) is carried


UNITS = [{"id": u, "name": u, "org": "HY"} for u in ("IT", "OPS", "GM")]
MEMBERS = {"c3": "IT", "c5": "IT", "c6": "IT", "c9": "OPS", "c10": "OPS", "c2": "GM"}


def often(ours, theirs, kind="visit", times=4, **more):
    return [meeting(back(3 + 5 * at), ours, theirs, kind=kind, **more) for at in range(times)]


def account(*, org=None, events=(), rows=None, edges=(), **changes):
    given = {
        "orgs": {"HY": {"wallet_share": 0.4, "bonds": ["structural"], "tier": "B", **(org or {})}},
        "people": {p: {"unit": u} for p, u in MEMBERS.items()},
        "interactions": [*often("u1", "c9"), *often("u4", "c9"), *often("u3", "c2"), *often("u2", "c10"), *events],
        "rows": {"unit": UNITS, **(rows or {})},
        "edges": edges,
    }
    return golden_situation(**{**given, **changes})


def contracts(*starts):
    return {"contract": [{"id": f"K{n}", "from": "HY", "to": "US", "start": s} for n, s in enumerate(starts)]}


def lines(found, level):
    return {one.criterion.value: one for one in found.lines if one.level == level}


def test_a_unit_in_which_nobody_is_in_touch_is_no_active_one():
    units = [*UNITS, {"id": "HR", "name": "HR", "org": "HY"}]
    assert lines(relationship_level(account(rows={"unit": units})), 2)["active_units"].value == 3


def test_an_account_climbs_to_preferred_supply():
    found = relationship_level(account())
    second = lines(found, 2)
    assert found.level == 2
    assert (second["active_contacts"].value, second["active_units"].value) == (7, 3)
    assert (second["covered"].value, second["supportive"].value) == (
        pytest.approx(0.5764, abs=1e-3),
        pytest.approx(0.2728, abs=1e-3),
    )
    assert second["operational_level"].met
    assert (second["operational_level"].value, second["operational_level"].threshold) == (None, None)
    assert {one.criterion.value for one in found.missing} >= {"executive_pair", "covered", "advocacy"}
    assert "level 2 (preferred supply)" in found.sentence().en
    assert found.next_level == 3


def test_the_first_level_needs_any_contract_or_contact_at_all():
    bare = dict.fromkeys([(u, c) for u in ["u1", "u2", "u3", "u4", "u5"] for c in MEMBERS] + [("u1", "c7")])
    nothing = relationship_level(account(interactions=[], ties=bare))
    assert (nothing.level, nothing.next_level) == (None, 1)
    assert "neither a contract nor a contact" in nothing.sentence().en
    assert relationship_level(account(interactions=[], ties=bare, rows=contracts(""))).level == 1
    assert relationship_level(account(interactions=[], ties=bare, rows=contracts("2026-07-01"))).level is None
    assert relationship_level(account(interactions=[meeting(back(900), "u1", "c8")], ties=bare)).level == 1


@pytest.mark.parametrize(
    ("starts", "value", "met"),
    [
        (("2026-01-01", "2026-02-01"), 2, True),
        ((back(365),), 1, True),
        ((back(364),), 1, False),
        ((None,), 1, False),
        ((), 0, False),
    ],
)
def test_repeat_contracts_or_a_year(starts, value, met):
    found = lines(relationship_level(account(rows=contracts(*starts))), 2)["repeat_or_tenure"]
    assert (found.value, found.met, found.must) == (value, met, False)


def test_who_started_the_talks():
    base = lines(relationship_level(account()), 2)["two_way"]
    assert (base.value, base.met) == (0, False)
    events = [meeting(back(20), "u1", "c5", direction="theirs")] * 8 + [
        meeting(back(20), "u1", "c5", initiated_by="c5")
    ]
    events += [meeting(back(20), "u1", "c5", direction="theirs", initiated_by="u1"), meeting(back(366), "u1", "c5")]
    found = lines(relationship_level(account(events=events)), 2)["two_way"]
    assert found.value == pytest.approx(9 / 26)
    assert found.met


def test_executive_pairs_meet_twice_a_year():
    one = [meeting(back(10), "u3", "c2", kind="exec_visit")]
    assert lines(relationship_level(account(events=one)), 3)["executive_pair"].value == 0
    two = [*one, meeting(back(300), "u3", "c2", kind="exec_summit")]
    assert lines(relationship_level(account(events=two)), 3)["executive_pair"].value == 1
    old = [*one, meeting(back(366), "u3", "c2", kind="exec_summit")]
    assert lines(relationship_level(account(events=old)), 3)["executive_pair"].value == 0


def test_joint_work_and_written_plans():
    events = [
        meeting(back(10), "u1", "c5", kind="joint_planning", confirmed_in_writing=True),
        meeting(back(10), "u1", "c5", kind="joint_innovation"),
    ]
    third = lines(relationship_level(account(events=events)), 3)
    assert (third["joint_activities"].value, third["written_plan"].value) == (2, 1)
    assert third["joint_activities"].met
    assert third["hostile"].met is False
    assert third["hostile"].value == pytest.approx(0.1784, abs=1e-3)


def test_what_key_people_pass_on_is_a_median_after_the_caps():
    def rated(person, score, evidence):
        return {"person": person, "date": back(9), "assessor": "u1", "information": score, "evidence": evidence}

    rows = {"assessment": [rated("c2", 3, [f"x {back(9)}"]), rated("c3", 2, []), rated("c9", 3, [f"x {back(9)}"])]}
    assert lines(relationship_level(account(rows=rows)), 3)["information"].value == 2  # of 3 and of 2 capped to 1


@pytest.mark.parametrize(
    ("edges", "alliance", "investment"),
    [
        ([edge("ALLIED_WITH", "US", "HY", form="formal", verified=True)], 1, False),
        ([edge("ALLIED_WITH", "HY", "US", form="informal", verified=True)], 0, False),
        ([edge("ALLIED_WITH", "HY", "US", form="joint_venture")], 0, True),
        ([edge("HOLDS_EQUITY", "HY", "US", share=0.1)], 1, True),
        ([edge("HOLDS_EQUITY", "c1", "US", share=0.1)], 0, False),
        ([edge("ALLIED_WITH", "US", "RIV", form="formal", verified=True)], 0, False),
    ],
)
def test_alliances_and_stakes_are_between_the_two_groups(edges, alliance, investment):
    fourth = lines(relationship_level(account(edges=edges)), 4)
    assert fourth["alliance"].value == alliance
    assert fourth["joint_investment"].met is investment


def test_flags():
    allied = [edge("ALLIED_WITH", "US", "HY", form="formal", verified=True)]
    assert relationship_level(account(edges=allied)).flags == (LevelFlag.PAPER,)
    stances = dict.fromkeys(["c1", "c2", "c3", "c4", "c8", "t1", "c7"], 2)
    events = [meeting(back(d), "u3", "c2", kind="exec_visit") for d in (10, 40)]
    rows = contracts("2023-01-01")
    partner = account(stances=stances, events=events, rows=rows, ties={("u3", "c4"): 0.5})
    assert LevelFlag.UNSTRUCTURED in relationship_level(partner).flags
    costly = {"annual_revenue": 100, "cost_to_serve": 11}
    found = relationship_level(account(stances=stances, events=events, rows=rows, ties={("u3", "c4"): 0.5}, org=costly))
    assert (found.level, LevelFlag.LUXURY in found.flags) == (2, False), (
        "on level 2 nothing is above what is recommended"
    )


def test_the_level_is_the_accounts_whatever_opportunity_is_asked_about():
    other = {"O2": {"name": "二期", "customer": "HY", "stage": "s1", "status": "open"}}
    roles = [edge("ROLE_IN", "c9", "O2", roles=["decider"])]
    whole = relationship_level(account(opportunities=other, edges=roles, opportunity=None))
    one = relationship_level(account(opportunities=other, edges=roles, opportunity="HY-CORE"))
    assert [(x.criterion, x.value) for x in whole.lines] == [(x.criterion, x.value) for x in one.lines]
    covered = lines(whole, 2)["covered"].value
    assert covered != pytest.approx(lines(relationship_level(account()), 2)["covered"].value, abs=1e-3)


FIT = {
    "our_importance_to_them": 4, "their_importance_to_us": 5, "switching_cost_them": 3, "switching_cost_us": 4,
    "bargaining_them": 3, "bargaining_us": 4,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, 3),
        ({"strategic_fit": 5}, 4),
        ({"strategic_fit": 4}, 3),
        ({"our_importance_to_them": 3, "strategic_fit": 5}, 2),
        ({"switching_cost_them": 2}, 2),
        ({"bargaining_us": 5}, 2),
        ({"bargaining_us": None}, 2),
        ({"their_importance_to_us": None}, 2),
    ],
)
def test_higher_is_not_better(changes, level):
    found = recommended_level(Org("HY", "HY", "customer", **{**FIT, **changes}))
    assert found.level == level
    assert found.why.zh
