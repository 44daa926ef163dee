"""Introductions: golden gains, exactness against recomputation, derivative, exclusions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.influence.share import equilibrium
from graphcrm.analysis.opinion.introductions import Occasion, assumed_weight, exact_gains, introductions
from graphcrm.analysis.situation import Situation
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import INFLUENCES, STANCES, THEIRS, edge, golden_situation, snapshot_of, with_edges


def test_golden_pairs() -> None:
    found = introductions(golden_situation())
    assert [(i.u, i.v) for i in found[:3]] == [("c6", "c2"), ("c6", "c4"), ("c5", "c4")]
    assert [i.gain for i in found[:3]] == pytest.approx([0.0695, 0.0683, 0.0618], abs=5e-5)
    assert found[0].y_v == pytest.approx(0, abs=1e-3)
    assert found[0].setting is Occasion.REFERENCE_VISIT


def test_sentence_and_settings() -> None:
    situation = golden_situation()
    best = introductions(situation)[0].sentence(situation)
    assert best.zh.startswith("促成王工与林行长多交流（样板点参观），倾向提高 7 个百分点（现倾向 +")
    technical = golden_situation(stances={"c9": -1}, influences={("c5", "c9"): None})
    settings_ = {(i.u, i.v): i.setting for i in introductions(technical)}
    assert settings_["c6", "c9"] is Occasion.EXPERT_EXCHANGE
    assert settings_["c6", "c7"] is Occasion.JOINT_WORKSHOP


@pytest.mark.parametrize("flag", ["independence_required", "public_official", "no_contact", "objected", "left"])
@pytest.mark.parametrize("person", ["c6", "c4"])
def test_protected_people_are_never_introduced(flag: str, person: str) -> None:
    pairs = introductions(golden_situation(people={person: {"flags": [flag]}}))
    assert pairs
    assert not any(person in (i.u, i.v) for i in pairs)


@settings(max_examples=40, deadline=None)
@given(
    st.sets(st.sampled_from(sorted(INFLUENCES)), max_size=12),
    st.dictionaries(st.sampled_from(sorted(STANCES)), st.sampled_from([None, -1, 0, 1, 2, 3]), max_size=5),
    st.dictionaries(st.sampled_from(sorted(THEIRS)), st.floats(0.25, 4), max_size=4),
    st.booleans(),
)
def test_gain_is_exact(dropped: Any, stances: Any, kappa: Any, signed: bool) -> None:
    situation = golden_situation(
        influences=dict.fromkeys(dropped),
        stances=stances,
        people={p: {"kappa": k} for p, k in kappa.items()},
        edges=[edge("INFLUENCES", "c11", "c2", level=4, polarity=-1)],
        options=GraphOptions(derived=False, signed=signed),
    )
    graph = situation.graph
    gains = exact_gains(situation, *np.indices(graph.W.shape), assumed_weight(situation))
    for u in range(len(graph.people)):
        for v in range(len(graph.people)):
            if u != v:
                weights = graph.W.copy()
                against = 0.65 * 0.95 if weights[u, v] < 0 else 0
                weights[u, v] = max(weights[u, v], 0.45 * 0.95 - against)
                after = float(situation.r @ equilibrium(weights, situation.x, graph.kappa))
                assert gains[u, v] == pytest.approx(after - situation.lean, abs=1e-10)


def test_derivative_is_the_limit_of_the_gain() -> None:
    situation = golden_situation()
    graph, y = situation.graph, situation.y
    small = 1e-6
    gains = exact_gains(situation, *np.indices(graph.W.shape), small)
    for u, v in zip(*np.nonzero((graph.W == 0) & ~np.eye(len(y), dtype=bool)), strict=True):
        slope = situation.share[v] / graph.kappa[v] * (y[u] - y[v])
        assert gains[u, v] / small == pytest.approx(slope, abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(
    st.sets(st.sampled_from(sorted(INFLUENCES)), max_size=12),
    st.dictionaries(st.sampled_from(sorted(STANCES)), st.sampled_from([None, -1, 0, 1, 2, 3]), max_size=5),
)
def test_candidates_follow_the_rule(dropped: Any, stances: Any) -> None:
    situation = golden_situation(influences=dict.fromkeys(dropped), stances=stances)
    at, y = situation.graph.index, situation.y
    wanted = {
        (u, v)
        for u in at
        for v in at
        if u != v
        and (situation.level_of(u) or 0) >= 1
        and y[at[u]] - y[at[v]] >= 0.3
        and situation.graph.W[at[u], at[v]] < 0.3
        and abs(THEIRS[u][1] - THEIRS[v][1]) <= 2
    }
    found = introductions(situation)
    assert {(i.u, i.v) for i in found if i.through is None} == wanted
    assert all(abs(THEIRS[i.u][1] - THEIRS[i.v][1]) > 2 for i in found if i.through)
    assert [i.gain for i in found] == sorted((i.gain for i in found), reverse=True)
    assert introductions(situation, 3) == found[:3]


def grade_one_and_the_cfo(**changes: Any) -> dict[str, str | None]:
    """Who brings c10, of grade 1 and on our side, together with others; c10 > c9 and c10 > c6 are recorded."""
    situation = golden_situation(**changes)
    return {i.v: i.through for i in introductions(situation) if i.u == "c10"}


def test_nobody_is_sent_more_than_two_grades_up_alone() -> None:
    """The CFO is of grade 4: a developer of grade 1 meets him only through somebody of grade 2 or 3 who moves him already."""
    assert "c4" not in grade_one_and_the_cfo()
    assert grade_one_and_the_cfo()["c7"] is None
    assert grade_one_and_the_cfo(influences={("c6", "c4"): (2, "A")})["c4"] == "c6"
    both = {("c6", "c4"): (2, "A"), ("c9", "c4"): (2, "A")}
    assert grade_one_and_the_cfo(influences=both)["c4"] == "c9"
    assert grade_one_and_the_cfo(influences=both, people={"c9": {"flags": ["no_contact"]}})["c4"] == "c6"
    assert "c4" not in grade_one_and_the_cfo(influences={("c6", "c4"): (2, "A")}, people={"c6": {"grade": 1}})
    assert grade_one_and_the_cfo(people={"c4": {"grade": 3}})["c4"] is None
    assert grade_one_and_the_cfo(people={"c10": {"grade": None}})["c4"] is None


def test_the_setting_names_who_brings_them_together() -> None:
    situation = golden_situation(influences={("c6", "c4"): (2, "A")})
    found = next(i for i in introductions(situation) if (i.u, i.v) == ("c10", "c4"))
    assert found.occasion(situation.snapshot).zh == "样板点参观，由王工引荐"
    assert "(reference visit, introduced by 王工)" in found.sentence(situation).en


@pytest.mark.parametrize("people", [0, 1])
def test_tiny_accounts(people: int) -> None:
    rows = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": "p", "name": "P", "org": "K"}][:people],
    }
    assert introductions(Situation.of(snapshot_of(rows), "K")) == ()


def one_listener(kappa: float, levels: dict[str, int] | None = None) -> Situation:
    """Only c5, who is all for us, moves c4, who is neutral: y = ŵ / (κ + ŵ) with ŵ = .65 · .95; y of c6 is 1."""
    return golden_situation(
        influences={**dict.fromkeys(INFLUENCES), ("c5", "c4"): (4, "A")},
        stances={**dict.fromkeys(STANCES), "c5": 3, "c6": 3, **(levels or {})},
        people={"c4": {"kappa": kappa}},
    )


def proposed(situation: Situation) -> bool:
    return ("c6", "c4") in {(i.u, i.v) for i in introductions(situation)}


def test_opinions_must_differ_by_three_tenths() -> None:
    near, far = one_listener(0.2645), one_listener(0.2648)
    assert [1 - s.y[s.graph.index["c4"]] for s in (near, far)] == pytest.approx([0.29989, 0.30012], abs=1e-5)
    assert (proposed(near), proposed(far)) == (False, True)


@pytest.mark.parametrize(("weight", "wanted"), [(0.2999, True), (0.3, False)])
def test_an_influence_of_three_tenths_needs_no_introduction(weight: float, wanted: bool) -> None:
    base = golden_situation()
    situation = Situation(with_edges(base.graph, {("c6", "c4"): weight}))
    assert proposed(situation) is wanted


@pytest.mark.parametrize(("level", "wanted"), [(0, False), (1, True)])
def test_only_supporters_introduce(level: int, wanted: bool) -> None:
    situation = one_listener(4, {"c5": -1, "c6": level})
    assert proposed(situation) is wanted
