"""Stress test against exact probabilities of small accounts."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from graphcrm.analysis.resilience.stress import leaving_probability, stress
from graphcrm.analysis.resilience.threads import thread_hops
from graphcrm.analysis.situation import Situation
from graphcrm.settings import DEFAULTS
from tests.analysis.golden import INFLUENCES, OURS, TIES, golden_situation, golden_snapshot, snapshot_of

THEIRS_LEAVE = leaving_probability(0.28, 180)
OURS_LEAVE = leaving_probability(0.20, 180)


def test_rates() -> None:
    assert leaving_probability(0.28, 180) == pytest.approx(0.15, abs=0.002)
    assert leaving_probability(0.28, 365) == pytest.approx(0.28)
    assert leaving_probability(0.28, 0) == 0


def test_a_single_direct_tie() -> None:
    situation = golden_situation(
        influences=dict.fromkeys(INFLUENCES),
        ties=dict.fromkeys(TIES) | {("u3", "c2"): 0.5},
        weights={"c3": None, "c4": None},
    )
    found = stress(situation, draws=20_000)
    assert found.lost["c2"] == pytest.approx(OURS_LEAVE, abs=0.01)
    assert found.leaves == pytest.approx(THEIRS_LEAVE)
    assert found.covered == 1
    assert found.expected_covered == pytest.approx((1 - THEIRS_LEAVE) * (1 - OURS_LEAVE), abs=0.01)


def test_golden_equals_exact_enumeration() -> None:
    """All 2⁶ ways in which those on the way to the president can leave while the president stays."""
    keep = {("c6", "c3"): (5, "A"), ("c3", "c2"): (4, "B"), ("c8", "c2"): (3, "B"), ("c6", "c8"): (3, "A")}
    ties = dict.fromkeys(TIES) | {("u2", "c6"): 0.8, ("u5", "c3"): 0.4, ("u1", "c8"): 0.35}
    situation = golden_situation(
        influences=dict.fromkeys(INFLUENCES) | keep,
        ties=ties,
        weights={"c3": None, "c4": None},
    )
    people = ["u1", "u2", "u5", "c3", "c6", "c8"]
    hops = [h for h in thread_hops(situation) if set(h) <= {*people, "c2"}]
    lost = 0.0
    for stays in product([False, True], repeat=len(people)):
        alive = {p for p, stay in zip(people, stays, strict=True) if stay}
        chance = 1.0
        for p in people:
            leave = OURS_LEAVE if p in OURS else THEIRS_LEAVE
            chance *= 1 - leave if p in alive else leave
        seen = {p for p in alive if p in OURS}
        for _ in people:
            seen |= {v for u, v in hops if u in seen and v in {*alive, "c2"}}
        lost += chance * ("c2" not in seen)
    assert stress(situation, draws=20_000).lost["c2"] == pytest.approx(lost, abs=0.01)


def test_the_seed_decides() -> None:
    situation = golden_situation()
    assert stress(situation, seed=1) == stress(situation, seed=1)
    assert stress(situation, seed=1).lost != stress(situation, seed=2).lost


def test_nobody_leaves_at_once_and_everybody_with_certainty() -> None:
    situation = golden_situation()
    now = stress(situation, horizon=0)
    assert set(now.lost.values()) == {0.0}
    assert now.expected_covered == pytest.approx(0.5764, abs=5e-5)
    all_gone = replace(DEFAULTS, attrition={**DEFAULTS.attrition, "theirs": 1.0, "ours": 1.0})
    gone = stress(Situation.of(golden_snapshot(settings=all_gone), "HY", "HY-CORE"))
    assert set(gone.lost.values()) == {1.0}
    assert gone.leaves == 1
    assert gone.expected_covered == 0


def test_protected_people_carry_nothing() -> None:
    free, barred = golden_situation(), golden_situation(people={"c2": {"flags": ["objected"]}})
    assert stress(barred).lost["c4"] > stress(free).lost["c4"]


def test_the_published_risks_leave_the_deciders_own_leaving_out() -> None:
    found = stress(golden_situation(), draws=20_000)
    assert found.lost == pytest.approx({"c2": 0.005, "c3": 0.002, "c4": 0.041}, abs=0.005)
    assert found.leaves == pytest.approx(0.15, abs=0.001)


def test_sentence_says_what_comes_and_not_how_it_was_drawn() -> None:
    said = stress(golden_situation(), seed=7).sentence()
    assert "58%" in said.en
    assert "seed" not in said.en


@pytest.mark.parametrize("people", [0, 1])
def test_tiny_accounts(people: int) -> None:
    rows = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": "p", "name": "P", "org": "K"}][:people],
    }
    found = stress(Situation.of(snapshot_of(rows), "K"))
    assert found.lost == dict.fromkeys(["p"][:people], 1.0)
    assert found.covered == found.expected_covered == 0
