"""Louvain, modularity and agreement of partitions against published values, NetworkX and the definitions."""

from __future__ import annotations

from math import comb, log

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.groups.agreement import adjusted_agreement, normalised_agreement
from graphcrm.analysis.louvain import louvain, modularity

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


def expected_information(x: list[int], y: list[int]) -> float:
    n, total = len(x), 0.0
    for p in (x.count(c) for c in set(x)):
        for q in (y.count(c) for c in set(y)):
            for k in range(max(1, p + q - n), min(p, q) + 1):
                total += k / n * log(n * k / (p * q)) * comb(p, k) * comb(n - p, q - k) / comb(n, q)
    return total


PARTS = st.integers(2, 14).flatmap(lambda n: st.tuples(*[st.lists(st.integers(0, 3), min_size=n, max_size=n)] * 2))


@given(PARTS)
def test_agreement_follows_its_definition(parts: tuple[list[int], list[int]]) -> None:
    x, y = parts
    n = len(x)

    def entropy(z: list[int]) -> float:
        return -sum(z.count(c) / n * log(z.count(c) / n) for c in set(z))

    pairs = list(zip(x, y, strict=True))
    shared = sum(
        pairs.count((a, b)) / n * log(n * pairs.count((a, b)) / (x.count(a) * y.count(b))) for a, b in set(pairs)
    )
    ami, nmi = adjusted_agreement(np.array(x), np.array(y)), normalised_agreement(np.array(x), np.array(y))
    both, chance = entropy(x) + entropy(y), expected_information(x, y)
    assert nmi == (pytest.approx(2 * shared / both) if both > 1e-9 else None)
    assert ami == (
        pytest.approx((shared - chance) / (both / 2 - chance), abs=1e-9) if both / 2 - chance > 1e-9 else None
    )
    assert adjusted_agreement(np.array(y), np.array(x)) == (None if ami is None else pytest.approx(ami, abs=1e-9))


def test_published_agreement() -> None:
    """scikit-learn's documentation: identity is 1, a split of each class is 0, and its worked example."""
    same = np.array([0, 0, 1, 1])
    assert adjusted_agreement(same, 1 - same) == 1.0
    assert adjusted_agreement(np.zeros(4, dtype=int), np.arange(4)) == 0.0
    assert adjusted_agreement(np.zeros(4, dtype=int), np.zeros(4, dtype=int)) is None
    assert adjusted_agreement(np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 2, 2])) == pytest.approx(
        0.298792, abs=1e-6
    )
