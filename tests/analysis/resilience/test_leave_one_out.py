"""What changes when somebody leaves, against marking that person as left."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.opinion.scenario import RemovePerson
from graphcrm.analysis.opinion.what_if import what_if
from graphcrm.analysis.resilience.leave_one_out import Side, leave_one_out
from graphcrm.analysis.resilience.threads import min_threads
from graphcrm.analysis.situation import Situation
from tests.analysis.golden import INFLUENCES, OURS, THEIRS, edge, golden_situation, snapshot_of


def test_golden_leans() -> None:
    situation = golden_situation()
    change = {row.id: row.lean_change for row in leave_one_out(situation)}
    after = {p: situation.lean + (change[p] or 0) for p in ("c6", "c3", "t1")}
    assert after == pytest.approx({"c6": -0.0788, "c3": -0.2502, "t1": 0.0547}, abs=5e-5)
    assert change["u3"] == 0


def test_golden_ours() -> None:
    """Of u6 and u7 no tie to anybody there is recorded."""
    rows = {row.id: row for row in leave_one_out(golden_situation()) if row.side is Side.OURS}
    assert list(rows) == ["u3", "u2", "u1", "u4", "u5"]
    assert rows["u3"].covered_loss == pytest.approx(0.421, abs=5e-4)
    assert rows["u3"].by_decider == {"c2": -1, "c3": -1}
    assert rows["u3"].handover_to == ("u2", "u5")
    assert rows["u1"].threads_change == -1
    assert rows["u5"].covered_loss == 0


def test_sentences() -> None:
    situation = golden_situation()
    said = {row.id: row.sentence(situation.snapshot) for row in leave_one_out(situation)}
    assert said["u3"].zh == "若高副总离开：触达降低 42 个百分点，最少线路不变（按决策者：林行长 −1、周CIO −1）。"
    assert "fewest threads unchanged (by decider: 林行长 −1, 周CIO −1)" in said["u3"].en
    assert "fewest threads −1 (by decider: 林行长 −1, 周CIO −1, 吴CFO −1)" in said["u1"].en
    assert said["c3"].en.startswith(
        "If 周CIO leaves: reach down 9 points, lean down 24 points, fewest threads unchanged"
    )


def test_when_the_only_decider_leaves_grades_decide() -> None:
    alone = {"c3": None, "c4": None}
    before = golden_situation(weights=alone)
    after = golden_situation(weights=alone, people={"c2": {"flags": ["left"]}})
    row = {row.id: row for row in leave_one_out(before)}["c2"]
    assert row.lean_change == pytest.approx(after.lean - before.lean)
    assert row.threads_change == (min_threads(after) or 0) - (min_threads(before) or 0)


@pytest.mark.parametrize("people", [0, 1])
def test_tiny_accounts(people: int) -> None:
    rows = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": "p", "name": "P", "org": "K"}][:people],
    }
    found = leave_one_out(Situation.of(snapshot_of(rows), "K"))
    assert [(r.covered_loss, r.lean_change, r.threads_change) for r in found] == [(None, None, None)] * people
    assert all("nobody is left" in r.sentence(snapshot_of(rows)).en for r in found)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(sorted(INFLUENCES)), max_size=10), st.sampled_from([*THEIRS, *OURS]))
def test_equals_marking_the_person_as_left(dropped: Any, person: str) -> None:
    before = golden_situation(influences=dict.fromkeys(dropped))
    if person in THEIRS and person not in before.graph.index:
        return
    after = golden_situation(influences=dict.fromkeys(dropped), people={person: {"flags": ["left"]}})
    row = next((r for r in leave_one_out(before) if r.id == person), None)
    if row is None:
        assert person not in before.team
        assert after.lean == before.lean
        return
    assert row.lean_change == pytest.approx(after.lean - before.lean, abs=1e-12)
    covered = [float(s.share[s.T >= 0.30].sum()) for s in (before, after)]
    assert row.covered_loss == pytest.approx(covered[0] - covered[1], abs=1e-12)
    fewest = [min_threads(s) for s in (before, after)]
    assert row.threads_change == (fewest[1] or 0) - (fewest[0] or 0)


def two_decisions() -> Situation:
    """O1 is decided by a and b alike, O2 by c alone; nobody moves anybody."""
    rows = {
        "org": [
            {"id": "K", "name": "K", "category": "customer"},
            {"id": "US", "name": "Us", "category": "our_company"},
        ],
        "person": [{"id": p, "name": p.upper(), "org": "K"} for p in "abc"],
        "opportunity": [{"id": o, "name": o, "customer": "K", "amount": 1, "currency": "CNY"} for o in ("O1", "O2")],
        "edge": [
            *(edge("ROLE_IN", p, o, roles=["decider"]) for p, o in (("a", "O1"), ("b", "O1"), ("c", "O2"))),
            *(edge("STANCE", p, "US", level=level) for p, level in (("a", 0), ("b", 3), ("c", -1))),
        ],
    }
    return Situation.of(snapshot_of(rows), "K")


def test_who_leaves_one_decision_leaves_the_other_as_it_was() -> None:
    situation = two_decisions()
    assert situation.lean == pytest.approx(0.25 * 0 + 0.25 * 1 + 0.5 * -1)
    row = next(r for r in leave_one_out(situation) if r.id == "a")
    assert row.lean_change == pytest.approx(0.5 * 1 + 0.5 * -1 + 0.25)


def test_a_decision_that_loses_its_only_decider_is_left_to_those_who_stay() -> None:
    """Without c nobody is recorded for O2, and without grades its weight is uniform: a .5, b .5 in both."""
    row = next(r for r in leave_one_out(two_decisions()) if r.id == "c")
    assert row.lean_change == pytest.approx(0.5 * 0 + 0.5 * 1 + 0.25)


@settings(max_examples=25, deadline=None)
@given(
    st.sets(st.sampled_from(sorted(INFLUENCES)), max_size=10),
    st.lists(
        st.dictionaries(
            st.sampled_from(sorted(THEIRS)), st.sampled_from(["decider", "user", "influencer", "evaluator"]), max_size=4
        ),
        min_size=1,
        max_size=3,
    ),
    st.lists(st.sampled_from([None, 0, 10, 70]), min_size=3, max_size=3),
)
def test_equals_the_scenario_in_account_context(dropped: Any, deals: Any, amounts: Any) -> None:
    """With several open opportunities, for everybody: the lean, the reach and the threads of ``what-if --remove``."""
    names = [f"HY-{n}" for n in range(len(deals))]
    situation = golden_situation(
        opportunity=None,
        influences=dict.fromkeys(dropped),
        weights={"c4": None, "c3": None},
        opportunities={
            name: {"name": name, "customer": "HY", "amount": amount, "currency": "CNY"}
            for name, amount in zip(names, amounts, strict=False)
        },
        edges=[
            edge("ROLE_IN", p, o, roles=[role])
            for o, roles in zip(names, deals, strict=True)
            for p, role in roles.items()
        ],
    )
    before = what_if(situation).covered
    for row in leave_one_out(situation):
        scenario = what_if(situation, [RemovePerson(row.id)], min_threads)
        assert row.lean_change == pytest.approx(scenario.delta, abs=1e-12)
        assert row.covered_loss == pytest.approx(before - scenario.covered, abs=1e-12)
        assert row.threads_change == (scenario.threads or 0) - (min_threads(situation) or 0)
