"""Tiers and inversions of the golden account, and where there is nothing to say."""

from __future__ import annotations

import numpy as np
import pytest
import scipy
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.influence.hierarchy import FlowDirection, HierarchyPlace, hierarchy
from graphcrm.analysis.ranks import kendall_tau_b
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import INFLUENCES, THEIRS, edge, golden_situation, golden_snapshot


def test_golden_values() -> None:
    found = hierarchy(golden_situation())
    assert found is not None
    assert found.incoherence == pytest.approx(0.6484, abs=5e-5)
    assert found.tau_b == pytest.approx(-0.126, abs=5e-4)
    assert found.hierarchy == pytest.approx(0.499, abs=5e-4)
    assert len(found.inversions) == 6
    first = found.inversions[0]
    assert (first.source, first.target, first.grade_from, first.grade_to) == ("c6", "c3", 2, 4)
    assert found.direction is FlowDirection.MIXED
    assert found.places[0].id == "t1"
    assert found.sentence(golden_situation()).en == (
        "Directional incoherence F₀=0.65 (mixed); 6 inversions, strongest 王工 (grade 2) → 周CIO (grade 4)."
    )


def test_fewer_than_three_ties_have_no_direction() -> None:
    kept = dict.fromkeys(list(INFLUENCES)[2:])
    assert hierarchy(golden_situation(influences=kept)) is None
    three = dict.fromkeys(list(INFLUENCES)[3:])
    found = hierarchy(golden_situation(influences=three))
    assert found is not None
    assert found.places[-1].tier is None


def test_without_grades_nothing_is_compared() -> None:
    situation = golden_situation(people={p: {"grade": None} for p in THEIRS})
    found = hierarchy(situation)
    assert found is not None
    assert (found.tau_b, found.inversions) == (None, ())
    assert {p.delta for p in found.places} == {None}
    assert found.incoherence == pytest.approx(0.6484, abs=5e-5)
    assert "no inversion" in found.sentence(situation).en


def test_counter_influence_is_no_step_of_a_ladder() -> None:
    against = [edge("INFLUENCES", "c10", "c1", level=5, polarity=-1)]
    signed = hierarchy(golden_situation(edges=against, options=GraphOptions(derived=False, signed=True)))
    assert signed == hierarchy(golden_situation())


def test_fewer_than_eight_people_have_no_percentiles() -> None:
    gone = dict.fromkeys(["c1", "c7", "c8", "c9", "c10", "c11", "t1", "s1"])
    found = hierarchy(golden_situation(people=gone))
    assert found is not None
    assert {p.delta for p in found.places} == {None}
    assert any(p.tier for p in found.places)


@pytest.mark.parametrize(("value", "kind"), [(0.2999, "clear"), (0.3, "mixed"), (0.7, "mixed"), (0.7001, "circular")])
def test_classes_of_incoherence(value: float, kind: str) -> None:
    assert FlowDirection.of(value) == kind


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=12))
def test_tau_b_is_that_of_scipy(pairs: list[tuple[int, int]]) -> None:
    a, b = (np.array(x, dtype=float) for x in zip(*pairs, strict=True))
    mine = kendall_tau_b(a, b)
    if len(set(a)) == 1 or len(set(b)) == 1:
        assert mine is None
    else:
        assert mine == pytest.approx(scipy.stats.kendalltau(a, b).statistic)


@pytest.mark.parametrize(
    ("delta", "said"),
    [
        (0.2499, "as the grade says"),
        (0.25, "higher than the grade says"),
        (-0.2499, "as the grade says"),
        (-0.25, "lower than the grade says"),
    ],
)
def test_a_tier_is_beside_the_grade_from_a_quarter_on(delta: float, said: str) -> None:
    place = HierarchyPlace("c6", 2, 1.0, delta)
    assert place.sentence(golden_snapshot()).en == f"王工 stands at tier 1.00, {said}."
