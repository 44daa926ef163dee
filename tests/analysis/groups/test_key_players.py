"""Key-player sets by reach, against trying every set."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.groups import key_players as module
from graphcrm.analysis.groups.best_set import best_set
from graphcrm.analysis.groups.key_players import Basis, best_members, key_players, stability
from graphcrm.analysis.paths.paths import Hops, best_strengths, path_costs
from graphcrm.analysis.situation import Situation
from graphcrm.errors import UsageError
from tests.analysis.golden import INFLUENCES, PLAIN, edge, golden_situation, snapshot_of


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
    assert found.members == ("c6",), "of c5, c6, c7, c9 and c10 the others add nothing"
    assert found.runner_up == ()
    assert found.exhaustive


def test_sentence() -> None:
    situation = golden_situation()
    found = key_players(situation, 1, deciders=True)
    assert found is not None
    assert (
        found.sentence(situation.snapshot).zh
        == "仅林行长一人即可触达 81% 的决策影响；次优组合（周CIO）差 18 个百分点。"
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
    same = stability(situation, players, [Hops(path_costs(situation.graph.W))])
    nothing = stability(situation, players, [Hops(path_costs(np.zeros_like(situation.graph.W)))])
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

    def reach(s: tuple[int, ...]) -> float:
        return round(float(b @ best[list(s)].max(axis=0, initial=0.0) / b.sum()), 12)

    def useful(s: tuple[int, ...]) -> tuple[int, ...]:
        for m in reversed(s):
            rest = tuple(x for x in s if x != m)
            if abs(reach(s) - reach(rest)) <= 1e-11:
                return useful(rest)
        return s

    rated = sorted((-reach(s), s) for s in combinations(free, min(k, len(free))))
    wanted = useful(rated[0][1])
    others = [(value, useful(s)) for value, s in rated if useful(s) != wanted]
    found = key_players(situation, k, basis, deciders=deciders)
    assert found is not None
    assert sorted(map(people.index, found.members)) == list(wanted)
    assert found.reach == pytest.approx(-rated[0][0])
    assert found.runner_up_reach == pytest.approx(-others[0][0] if others and wanted else 0.0)
    assert set(found.runner_up) != set(found.members) or not wanted
    losses = {people[m]: reach(wanted) - reach(tuple(x for x in wanted if x != m)) for m in wanted}
    assert dict(zip(found.members, found.marginal, strict=True)) == pytest.approx(losses, abs=1e-9)
    assert list(found.marginal) == sorted(found.marginal, reverse=True)


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


def test_of_two_who_stand_for_each_other_the_last_by_id_is_left_out() -> None:
    """p1 and p2 reach the decider alike; p3 adds nothing to either."""
    edges = [edge("INFLUENCES", p, "p0", level=level) for p, level in (("p1", 4), ("p2", 4), ("p3", 2))]
    rows: dict[str, list[dict[str, Any]]] = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": f"p{i}", "name": f"P{i}", "org": "K", "grade": 5 if i == 0 else 2} for i in range(4)],
        "edge": edges,
    }
    found = key_players(Situation.of(snapshot_of(rows), "K", options=PLAIN), 2)
    assert found is not None
    assert (found.members, found.runner_up) == (("p1",), ("p2",))
    assert found.marginal == (found.reach,)


def test_a_set_that_reaches_nothing_is_empty() -> None:
    nobody = golden_situation(influences=dict.fromkeys(INFLUENCES))
    found = key_players(nobody, 3)
    assert found is not None
    assert (found.members, found.reach, found.runner_up) == ((), 0.0, ())
    assert stability(nobody, found, [Hops(path_costs(nobody.graph.W))]) is None


@pytest.mark.parametrize("k", [1, 2, 3, 9])
@pytest.mark.parametrize("barred", [(), ("c6",), ("c1", "c5", "c6", "c7", "c8", "c9", "c10")])
def test_the_members_alone_are_those_of_the_whole_answer(k: int, barred: tuple[str, ...]) -> None:
    situation = golden_situation(people={p: {"flags": ["no_contact"]} for p in barred})
    found = key_players(situation, k)
    assert found is not None
    assert best_members(situation, k) == frozenset(found.members)
