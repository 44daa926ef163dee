"""Triangulating measures against NetworkX, their definitions and the golden account."""

from __future__ import annotations

from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from graphcrm.analysis.influence.centralities import (
    collective_influence,
    hits,
    out_degree,
    pagerank,
    reach_index,
    salsa,
    shapley,
)
from graphcrm.analysis.influence.triangulation import RankingMethod, triangulation
from graphcrm.analysis.paths.current_flow import current_flow_betweenness
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import INFLUENCES, THEIRS, edge, golden_situation

Matrix = NDArray[np.float64]
DII = {
    "c2": 0.8197, "c4": 0.3476, "c3": 0.5512, "c6": 0.2698, "t1": 0.1569, "c8": 0.1476, "c1": 0.1476, "c7": 0.0391,
    "c5": 0.1231, "c11": 0.0217, "s1": 0.0055, "c9": 0.0172, "c10": 0.0085,
}  # fmt: skip


def random_graph(n: int, seed: int, part: float = 0.35) -> Matrix:
    rng = np.random.default_rng(seed)
    W = np.where(rng.random((n, n)) < part, rng.random((n, n)) * 0.85, 0.0)
    np.fill_diagonal(W, 0.0)
    return W


def directed(W: Matrix) -> nx.DiGraph:
    return nx.from_numpy_array(W, create_using=nx.DiGraph)


def test_golden_reach_index() -> None:
    situation = golden_situation()
    found = triangulation(situation)
    scores = dict(zip(situation.graph.people, found.scores[RankingMethod.DII], strict=True))
    assert scores == pytest.approx(DII, abs=5e-5)
    first = found.people[0]
    assert (first.id, first.agree, first.ranks[RankingMethod.SHARE]) == ("c2", 5, 1)
    assert first.sentence(situation).zh == "5/5 种方法把林行长排进前五；结论稳健。"
    third = next(t for t in found.people if t.id == "t1")
    assert third.sentence(situation).en == "3 of 5 methods rank 何顾问 in the top five; method-dependent."
    assert found.concordance is not None
    assert 0 < found.concordance < 1


@given(st.integers(1, 10), st.integers(0, 10**6))
def test_pagerank_is_that_of_networkx_on_the_reversed_graph(n: int, seed: int) -> None:
    W = random_graph(n, seed)
    graph = directed(W).reverse()
    expected = nx.pagerank(graph, alpha=0.85, tol=1e-12, max_iter=1000)
    assert pagerank(W).tolist() == pytest.approx([expected[v] for v in range(n)], abs=1e-9)
    t = np.random.default_rng(seed).random(n)
    t /= t.sum()
    expected = nx.pagerank(graph, alpha=0.85, personalization=dict(enumerate(t)), tol=1e-12, max_iter=1000)
    assert pagerank(W, t).tolist() == pytest.approx([expected[v] for v in range(n)], abs=1e-9)


@given(st.integers(1, 9), st.integers(0, 10**6))
def test_reach_index_is_its_series_and_its_ranks_do_not_depend_on_scale(n: int, seed: int) -> None:
    W = random_graph(n, seed)
    r = np.random.default_rng(seed + 1).random(n)
    radius = float(np.abs(np.linalg.eigvals(W)).max())
    beta = min(0.5, 0.85 / radius) if radius > 0 else 0.5
    term, total = r, r.copy()
    for _ in range(600):
        term = beta * W @ term
        total += term
    assert reach_index(W, r) == pytest.approx(total, abs=1e-9)
    assert (reach_index(W, r) >= r - 1e-12).all()


def test_ranks_do_not_depend_on_scale_where_the_radius_sets_beta() -> None:
    W = random_graph(8, 3, 0.9)
    r = np.full(8, 1 / 8)
    larger = 4 * W
    assert np.abs(np.linalg.eigvals(W)).max() > 1.7
    assert reach_index(larger, r) == pytest.approx(reach_index(W, r))


def test_nothing_goes_round() -> None:
    assert reach_index(np.array([[0.0, 0.8], [0, 0]]), np.array([0.0, 1.0])).tolist() == pytest.approx([0.4, 1.0])
    assert out_degree(np.array([[0.0, 0.8], [0.1, 0]])).tolist() == [0.8, 0.1]


def test_hits_is_that_of_networkx() -> None:
    W = random_graph(9, 2, 0.6)
    hubs, _ = nx.hits(directed(W), tol=1e-12, max_iter=1000)
    assert hits(W).tolist() == pytest.approx([hubs[v] for v in range(9)], abs=1e-8)
    assert hits(np.zeros((3, 3))).tolist() == [0, 0, 0]


def test_salsa_shares_out_within_each_component() -> None:
    """Movers 0 and 1 of person 2 make one component, mover 3 of person 4 another; 2 of 3 movers are in the first."""
    W = np.zeros((5, 5))
    W[0, 2], W[1, 2], W[3, 4] = 0.6, 0.2, 0.1
    assert salsa(W).tolist() == pytest.approx([2 / 3 * 0.75, 2 / 3 * 0.25, 0, 1 / 3, 0])
    assert salsa(random_graph(7, 1)).sum() == pytest.approx(1.0)
    assert salsa(np.zeros((2, 2))).tolist() == [0, 0]


def test_shapley_is_the_mean_over_all_orders() -> None:
    """The value of a set is the number of its people and their neighbours (Michalak et al. 2013, game 1)."""
    a = np.array([[0, 1, 1, 0, 0], [1, 0, 0, 0, 0], [1, 0, 0, 1, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]], dtype=float)
    gains = np.zeros(5)
    orders = list(permutations(range(5)))
    for order in orders:
        covered: set[int] = set()
        for v in order:
            more = covered | {v} | set(np.flatnonzero(a[v]).tolist())
            gains[v] += len(more) - len(covered)
            covered = more
    assert shapley(a) == pytest.approx(gains / len(orders))


def test_collective_influence_counts_those_at_the_rim() -> None:
    path = nx.to_numpy_array(nx.path_graph(5))
    assert collective_influence(path, 1).tolist() == [0, 1, 2, 1, 0]
    assert collective_influence(path, 2).tolist() == [0, 1, 0, 1, 0]
    assert collective_influence(np.zeros((2, 2))).tolist() == [0, 0]


@pytest.mark.parametrize("seed", range(4))
def test_current_flow_is_that_of_networkx(seed: int) -> None:
    W = random_graph(9, seed, 0.4)
    a = W + W.T
    graph = nx.from_numpy_array(a)
    largest = max(nx.connected_components(graph), key=len)
    expected = nx.current_flow_betweenness_centrality(graph.subgraph(largest).copy(), weight="weight", solver="full")
    found = current_flow_betweenness(a)
    assert {v: float(found[v]) for v in sorted(largest)} == pytest.approx(dict(sorted(expected.items())), abs=1e-9)
    assert np.isnan(found[[v for v in range(9) if v not in largest]]).all()


def test_current_flow_of_next_to_nobody() -> None:
    assert np.isnan(current_flow_betweenness(np.zeros((3, 3)))).all()
    pair = np.array([[0.0, 1, 0], [1, 0, 0], [0, 0, 0]])
    assert current_flow_betweenness(pair)[:2].tolist() == [0, 0]


def test_without_influence_only_formal_weights_tell_people_apart() -> None:
    found = triangulation(golden_situation(influences=dict.fromkeys(INFLUENCES)))
    assert {t.ranks[RankingMethod.BETWEENNESS] for t in found.people} == {1}
    assert max(t.agree for t in found.people) == 3, "all share the same place in the other two"
    alone = triangulation(golden_situation(people=dict.fromkeys(p for p in THEIRS if p != "c2")))
    assert alone.concordance is None
    assert triangulation(golden_situation(people=dict.fromkeys(THEIRS))).people == ()


def test_counter_influence_moves_shares_only() -> None:
    against = [edge("INFLUENCES", "c8", "c4", level=5, polarity=-1)]
    signed = triangulation(golden_situation(edges=against, options=GraphOptions(derived=False, signed=True)))
    plain = triangulation(golden_situation())
    for method in RankingMethod:
        same = np.allclose(signed.scores[method], plain.scores[method])
        assert same == (method is not RankingMethod.SHARE), method
