"""What changes when somebody leaves, against marking that person as left."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.resilience.leave_one_out import Side, leave_one_out
from graphcrm.analysis.resilience.threads import min_threads
from graphcrm.analysis.situation import Situation
from tests.analysis.golden import INFLUENCES, OURS, THEIRS, golden_situation, snapshot_of


def test_golden_leans() -> None:
    situation = golden_situation()
    change = {row.id: row.lean_change for row in leave_one_out(situation)}
    after = {p: situation.lean + (change[p] or 0) for p in ("c6", "c3", "t1")}
    assert after == pytest.approx({"c6": -0.0788, "c3": -0.2502, "t1": 0.0547}, abs=5e-5)
    assert change["u3"] == 0


def test_golden_ours() -> None:
    rows = {row.id: row for row in leave_one_out(golden_situation()) if row.side is Side.OURS}
    assert list(rows) == ["u3", "u2", "u1", "u4", "u5", "u6", "u7"]
    assert rows["u3"].covered_loss == pytest.approx(0.421, abs=5e-4)
    assert rows["u3"].by_decider == {"c2": -1, "c3": -1}
    assert rows["u3"].handover_to == ("u2", "u5")
    assert rows["u1"].threads_change == -1
    assert rows["u7"].covered_loss == 0


def test_sentences() -> None:
    situation = golden_situation()
    said = {row.id: row.sentence(situation.snapshot) for row in leave_one_out(situation)}
    assert said["u3"].zh == "若 高副总 离开:触达 -42 个百分点,倾向 +0.00,线路数 林行长 -1、周CIO -1。"


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
    row = next(r for r in leave_one_out(before) if r.id == person)
    assert row.lean_change == pytest.approx(after.lean - before.lean, abs=1e-12)
    covered = [float(s.share[s.T >= 0.30].sum()) for s in (before, after)]
    assert row.covered_loss == pytest.approx(covered[0] - covered[1], abs=1e-12)
    fewest = [min_threads(s) for s in (before, after)]
    assert row.threads_change == (fewest[1] or 0) - (fewest[0] or 0)
