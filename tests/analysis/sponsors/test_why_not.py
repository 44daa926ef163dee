"""Why an executive does not sponsor somebody: against trying every plan with the pair in it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.sponsors.sponsors import Pairings, pairings
from graphcrm.analysis.sponsors.why_not import barred_from_supply, why_not
from graphcrm.errors import UsageError
from tests.analysis.golden import golden_situation


def best_by_trying(found: Pairings, fixed: dict[str, str]) -> float:
    """Greatest objective over every assignment that keeps the pairs in `fixed`."""
    best = 0.0
    for pick in itertools.product([None, *found.supply], repeat=len(found.targets)):
        chosen = {k: s for k, s in zip(found.targets, pick, strict=True) if s is not None}
        allowed = all(found.fits[k][s].barred is None for k, s in chosen.items())
        full = any(list(chosen.values()).count(s) > found.capacity[s] for s in found.supply)
        if allowed and not full and fixed.items() <= chosen.items():
            best = max(best, sum(found.worth(s, k) for k, s in chosen.items()))
    return best


@settings(max_examples=15, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["u3", "u5", "u6", "u7"]), st.integers(1, 3), min_size=1),
    st.dictionaries(st.sampled_from(["u3", "u5", "u6", "u7"]), st.integers(3, 5)),
)
def test_cost_is_that_of_the_best_plan_with_the_pair(places: Any, grades: Any) -> None:
    people: dict[str, Any] = {u: {"sponsor_capacity": n} for u, n in places.items()}
    for u, grade in grades.items():
        people.setdefault(u, {})["grade"] = grade
    situation = golden_situation(people=people)
    keys = key_persons(situation)
    found = pairings(situation, keys)
    assert len(found.targets) <= 7
    whole = best_by_trying(found, {})
    for executive in found.supply:
        rows, objective = why_not(situation, executive, keys)
        assert objective == pytest.approx(whole, abs=1e-9)
        for row in rows:
            if row.barred is None and row.planned != executive:
                assert row.cost == pytest.approx(whole - best_by_trying(found, {row.target: executive}), abs=1e-7)
            else:
                assert (row.cost, row.displaced) == (0, ())


def test_golden() -> None:
    """高副总 has two places and one sponsor's task in the plan, 林行长; everybody else costs something or is barred."""
    situation = golden_situation()
    rows, objective = why_not(situation, "u3", key_persons(situation))
    assert objective == pytest.approx(0.4856, abs=5e-5)
    said = {r.target: r.sentence(situation.snapshot, "u3", objective) for r in rows}
    assert said["c2"].zh == "高副总对口林行长：计划正是如此。"
    assert said["c3"].en.startswith("高副总 for 周CIO (fit ")
    assert "the objective would lose" in said["c3"].en


def test_who_may_sponsor_nobody() -> None:
    snapshot = golden_situation(people={"u7": {"sponsor_capacity": 0}}).snapshot
    assert "no place" in (barred_from_supply(snapshot, "u7") or said()).en
    assert "grade 3 or above" in (barred_from_supply(snapshot, "u1") or said()).en
    assert barred_from_supply(snapshot, "u3") is None
    with pytest.raises(UsageError):
        barred_from_supply(snapshot, "c2")


def said() -> Any:
    raise AssertionError("a reason was expected")
