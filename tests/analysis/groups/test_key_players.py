"""Key-player sets by reach, against trying every set."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.groups import key_players as module
from graphcrm.analysis.groups.best_set import best_set, marginal_gains
from graphcrm.analysis.groups.key_players import Basis, key_players, stability
from graphcrm.analysis.paths.paths import best_strengths
from graphcrm.analysis.situation import Situation
from graphcrm.errors import UsageError
from tests.analysis.golden import INFLUENCES, golden_situation, snapshot_of


def test_golden_sets() -> None:
    situation = golden_situation()
    everybody = key_players(situation, 1, deciders=True)
    assert everybody is not None
    assert everybody.members == ("c2",)
    assert everybody.reach == pytest.approx(0.8087, abs=5e-5)
    alike = key_players(situation, 1, Basis.UNIFORM)
    assert alike is not None
    assert alike.members == ("c6",)
    assert alike.reach == pytest.approx(0.3191, abs=5e-5)


def test_deciders_and_protected_people_stand_aside() -> None:
    found = key_players(golden_situation(), 3)
    assert found is not None
    assert not {"c2", "c3", "c4"} & set(found.members)
    barred = golden_situation(people={found.members[0]: {"flags": ["public_official"]}})
    other = key_players(barred, 3)
    assert other is not None
    assert found.members[0] not in other.members


def test_reachable_keeps_people_with_an_active_tie() -> None:
    situation = golden_situation()
    found = key_players(situation, 9, reachable=True)
    assert found is not None
    assert set(found.members) == {"c5", "c6", "c7", "c9", "c10"}
    assert found.runner_up == ()
    assert found.exhaustive


def test_sentence() -> None:
    situation = golden_situation()
    found = key_players(situation, 1, deciders=True)
    assert found is not None
    assert (
        found.sentence(situation.snapshot).zh
        == "1 人组合 林行长 合计可触达 81% 的决策影响;次优组合 周CIO 仅差 18 个百分点。"
    )
    only = golden_situation(people={p: {"flags": ["no_contact"]} for p in ("c1", "c5", "c6", "c7", "c8", "c9", "c10")})
    assert key_players(only, 2, reachable=True).sentence(only.snapshot).en == "There is nobody to choose from."  # type: ignore[union-attr]


def test_too_few_people_and_impossible_sizes() -> None:
    rows: dict[str, list[dict[str, Any]]] = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": f"p{i}", "name": "P", "org": "K"} for i in range(3)],
    }
    assert key_players(Situation.of(snapshot_of(rows), "K")) is None
    with pytest.raises(UsageError):
        key_players(golden_situation(), 0)


@pytest.mark.parametrize("basis", list(Basis))
def test_both_ways_to_find_paths_agree(basis: Basis, monkeypatch: pytest.MonkeyPatch) -> None:
    situation = golden_situation()
    one_by_one = key_players(situation, 2, basis)
    monkeypatch.setattr(module, "_MANY", 0)
    assert key_players(situation, 2, basis) == one_by_one


def test_stability_counts_what_is_found_again() -> None:
    situation = golden_situation()
    players = key_players(situation, 2)
    assert players is not None
    same = stability(situation, players, [situation.graph.W])
    nothing = stability(situation, players, [np.zeros_like(situation.graph.W)])
    assert same == 1.0
    assert nothing is not None
    assert nothing < 1.0
    assert stability(situation, players, []) is None


@settings(max_examples=40, deadline=None)
@given(
    st.sets(st.sampled_from(sorted(INFLUENCES)), max_size=14),
    st.integers(1, 4),
    st.sampled_from(list(Basis)),
    st.booleans(),
)
def test_exhaustive_choice_equals_brute_force(dropped: Any, k: int, basis: Basis, deciders: bool) -> None:
    situation = golden_situation(influences=dict.fromkeys(dropped))
    people, best = situation.graph.people, best_strengths(situation.graph.W)
    b = {Basis.DECISION: situation.r, Basis.SHARE: situation.share, Basis.UNIFORM: np.ones(len(people))}[basis]
    free = [at for at in range(len(people)) if deciders or situation.r[at] == 0]
    rated = sorted(
        (-round(float(b @ best[list(s)].max(axis=0) / b.sum()), 12), tuple(people[m] for m in s))
        for s in combinations(free, min(k, len(free)))
    )
    found = key_players(situation, k, basis, deciders=deciders)
    assert found is not None
    assert tuple(sorted(found.members, key=people.index)) == rated[0][1]
    assert found.reach == pytest.approx(-rated[0][0])
    assert found.runner_up == rated[1][1]
    assert sum(found.gains) == pytest.approx(found.reach)
    assert list(found.gains) == sorted(found.gains, reverse=True)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 8), st.integers(1, 5))
def test_greedy_with_swaps_keeps_its_promise(seed: int, candidates: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    reach = rng.random((candidates, 4)) * (rng.random((candidates, 4)) < 0.5)
    b = rng.random(4)
    exact, quick = best_set(reach, b, k), best_set(reach, b, k, most_sets=0)
    assert quick.exhaustive == (k >= candidates)
    assert len(set(quick.members)) == min(k, candidates)
    assert exact.score >= quick.score >= (1 - np.exp(-1)) * exact.score - 1e-9
    assert quick.score == pytest.approx(float(reach[list(quick.members)].max(axis=0) @ b))
    assert quick.runner_up_score <= quick.score
    assert set(quick.runner_up) != set(quick.members) or not quick.members


def test_a_member_that_adds_nothing_says_so() -> None:
    reach = np.array([[0.5, 0.0], [0.5, 0.0], [0.0, 0.2]])
    assert marginal_gains(reach, np.array([0.5, 0.5]), (0, 1, 2)) == [(0, 0.25), (2, 0.1), (1, 0.0)]
