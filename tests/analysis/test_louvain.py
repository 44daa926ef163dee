"""Louvain, modularity and agreement of partitions against published values, NetworkX and the definitions."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.groups.agreement import adjusted_agreement, normalised_agreement
from graphcrm.analysis.louvain import louvain, modularity
from tests.oracle.structure import agreement

KARATE = nx.to_numpy_array(nx.karate_club_graph(), weight=None)


def sets(part: np.ndarray) -> list[set[int]]:
    return [set(np.flatnonzero(part == c).tolist()) for c in range(int(part.max()) + 1)]


def test_the_karate_club_falls_into_four_circles() -> None:
    """The best partition has Q = .4198 (Brandes et al. 2008); every run comes near it."""
    parts = louvain(KARATE, range(20))
    values = [modularity(KARATE, part) for part in parts]
    assert max(values) == pytest.approx(0.4198, abs=5e-5)
    assert min(values) > 0.38
    best = parts[int(np.argmax(values))]
    assert len(sets(best)) == 4
    assert best[0] != best[33], "the instructor and the president"


@given(st.integers(2, 10), st.integers(0, 10**6))
def test_modularity_is_that_of_networkx_and_no_single_move_improves_it(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    a = np.triu(np.where(rng.random((n, n)) < 0.4, rng.random((n, n)), 0.0), 1)
    a += a.T
    (part,) = louvain(a, [seed])
    if not a.any():
        assert modularity(a, part) == 0.0
        assert len(set(part.tolist())) == n
        return
    q = modularity(a, part)
    assert q == pytest.approx(nx.community.modularity(nx.from_numpy_array(a), sets(part)))
    alone = modularity(a, np.arange(n))
    assert q >= alone - 1e-12


def test_runs_repeat_and_people_without_a_tie_stay_alone() -> None:
    a = np.zeros((8, 8))
    a[:6, :6] = np.kron(np.eye(2), np.ones((3, 3))) - np.eye(6)
    first, second = louvain(a, [7]), louvain(a, [7])
    assert first.tolist() == second.tolist() == [[0, 0, 0, 1, 1, 1, 2, 3]]
    assert louvain(np.zeros((0, 0)), [1]).shape == (1, 0)


PARTS = st.integers(2, 14).flatmap(lambda n: st.tuples(*[st.lists(st.integers(0, 3), min_size=n, max_size=n)] * 2))


@given(PARTS)
def test_agreement_follows_its_definition(parts: tuple[list[int], list[int]]) -> None:
    x, y = parts
    ami, nmi = agreement(x, y)
    found = adjusted_agreement(np.array(x), np.array(y)), normalised_agreement(np.array(x), np.array(y))
    assert found == (_near(ami), _near(nmi))
    assert adjusted_agreement(np.array(y), np.array(x)) == _near(found[0])


def _near(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, abs=1e-9)


def test_published_agreement() -> None:
    """scikit-learn's documentation: identity is 1, a split of each class is 0, and its worked example."""
    same = np.array([0, 0, 1, 1])
    assert adjusted_agreement(same, 1 - same) == 1.0
    assert adjusted_agreement(np.zeros(4, dtype=int), np.arange(4)) == 0.0
    assert adjusted_agreement(np.zeros(4, dtype=int), np.zeros(4, dtype=int)) is None
    assert adjusted_agreement(np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 2, 2])) == pytest.approx(
        0.298792, abs=1e-6
    )
