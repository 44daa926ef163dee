"""Trophic levels, incoherence and agony against published examples, brute force and the linear program as it stands."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from graphcrm.analysis.components import weak_labels
from graphcrm.analysis.influence.agony import agony, hierarchy_of
from graphcrm.analysis.influence.trophic import incoherence, trophic_levels, upstream_tiers

Matrix = NDArray[np.float64]


def chain(n: int) -> Matrix:
    return np.diag(np.ones(n - 1), 1)


def ring(n: int) -> Matrix:
    W = chain(n)
    W[n - 1, 0] = 1.0
    return W


@st.composite
def graphs(draw: st.DrawFn, most: int = 7) -> Matrix:
    n = draw(st.integers(2, most))
    weights = draw(st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.1, 0.25, 0.45, 0.85]), min_size=n * n, max_size=n * n))
    W = np.array(weights).reshape(n, n)
    np.fill_diagonal(W, 0.0)
    return W


def test_a_chain_has_levels_and_a_ring_has_none() -> None:
    assert trophic_levels(chain(3)).tolist() == pytest.approx([0, 1, 2])
    assert upstream_tiers(chain(3)).tolist() == pytest.approx([2, 1, 0])
    assert incoherence(chain(3)) == pytest.approx(0.0)
    assert incoherence(ring(3)) == pytest.approx(1.0)
    assert (agony(chain(3)), agony(ring(3))) == (0.0, pytest.approx(3.0))
    assert (hierarchy_of(chain(3)), hierarchy_of(ring(3))) == (1.0, pytest.approx(0.0))


def test_halves_have_levels_of_their_own_and_people_without_a_tie_none() -> None:
    W = np.zeros((6, 6))
    W[:2, :2], W[2:5, 2:5] = chain(2), chain(3)
    assert weak_labels(W).tolist() == [0, 0, 2, 2, 2, -1]
    levels = trophic_levels(W)
    assert levels[:5].tolist() == pytest.approx([0, 1, 0, 1, 2])
    assert np.isnan(levels[5])
    assert upstream_tiers(W)[:5].tolist() == pytest.approx([1, 0, 2, 1, 0])


def test_a_long_chain_is_one_component_whoever_stands_where_in_it() -> None:
    """Three thousand managers in a line: were labels handed on from neighbour to neighbour, each would take a round over all pairs."""
    along = np.random.default_rng(3).permutation(3000)
    W = np.zeros((3000, 3000), dtype=np.float32)
    W[along[:-1], along[1:]] = 1.0
    W[along[0]] = 0.0
    assert weak_labels(W).tolist() == [-1 if p == along[0] else min({0, 1} - {along[0]}) for p in range(3000)]


def test_without_a_tie_nothing_is_said() -> None:
    nothing = np.zeros((3, 3))
    assert np.isnan(trophic_levels(nothing)).all()
    assert (incoherence(nothing), hierarchy_of(nothing), agony(nothing)) == (None, None, 0.0)


@given(graphs())
def test_levels_are_the_best_in_the_sense_of_their_definition(W: Matrix) -> None:
    """Nothing near them is less incoherent: the gradient of Σ W (h_v − h_u − 1)² is zero."""
    if not W.any():
        return
    h = np.nan_to_num(trophic_levels(W))
    off = W * (h[None, :] - h[:, None] - 1)
    assert off.sum(axis=0) - off.sum(axis=1) == pytest.approx(np.zeros(len(W)), abs=1e-9)
    value = incoherence(W)
    assert value is not None
    assert -1e-12 <= value <= 1 + 1e-12
    assert incoherence(3 * W) == pytest.approx(value)


@given(graphs(5))
def test_agony_is_the_least_over_all_orders(W: Matrix) -> None:
    """Ranks of n people need no more than n steps; the best of them all."""
    n = len(W)
    ranks = np.array(list(product(range(n), repeat=n)))
    u, v = np.nonzero(W)
    every = (W[u, v] * np.maximum(0, ranks[:, u] - ranks[:, v] + 1)).sum(axis=1)
    assert agony(W) == pytest.approx(every.min(), abs=1e-9)


def test_names_do_not_matter() -> None:
    rng = np.random.default_rng(3)
    W = np.where(rng.random((6, 6)) < 0.4, rng.random((6, 6)), 0.0)
    np.fill_diagonal(W, 0.0)
    for order in list(permutations(range(6)))[::97]:
        other = W[np.ix_(order, order)]
        assert trophic_levels(other) == pytest.approx(trophic_levels(W)[list(order)], nan_ok=True)
        assert agony(other) == pytest.approx(agony(W))
