"""Strongest paths against exhaustive enumeration with NetworkX."""

from __future__ import annotations

import math
from itertools import islice, pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from graphcrm.analysis.paths.paths import (
    Hops,
    best_next,
    best_strengths,
    k_best_paths,
    path_costs,
    path_strength,
    trace,
)
from tests.analysis.golden import golden_situation

Matrix = NDArray[np.float64]

#: Few distinct weights, so that equal strengths are frequent; .25·.8 = .2 makes ties of different factors as well.
LEVELS = [0.0, 0.0, 0.0, 0.2, 0.25, 0.45, 0.8]


@st.composite
def graphs(draw: st.DrawFn, most: int = 7) -> Matrix:
    n = draw(st.integers(2, most))
    cells = draw(st.lists(st.sampled_from(LEVELS), min_size=n * n, max_size=n * n))
    matrix = np.array(cells).reshape(n, n)
    np.fill_diagonal(matrix, 0.0)
    return matrix


def every_path(weights: Matrix, source: int, target: int, hops: int | None = None) -> list[tuple[int, ...]]:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(weights)))
    graph.add_edges_from((int(u), int(v)) for u, v in zip(*np.nonzero(weights > 0), strict=True))
    found = [tuple(p) for p in nx.all_simple_paths(graph, source, target, cutoff=hops)]
    return sorted(found, key=lambda p: (-round(path_strength(weights, p), 12), p))


@settings(max_examples=150, deadline=None)
@given(graphs(), st.sampled_from([None, 1, 2, 3, 4]))
def test_all_paths_in_order_of_strength(weights: Matrix, hops: int | None) -> None:
    target = len(weights) - 1
    assert list(k_best_paths(Hops(path_costs(weights)), 0, target, hops)) == every_path(weights, 0, target, hops)


@settings(max_examples=100, deadline=None)
@given(graphs(), st.data())
def test_blocked_people_are_never_inside(weights: Matrix, data: st.DataObject) -> None:
    n = len(weights)
    blocked = np.array(data.draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    found = list(k_best_paths(Hops(path_costs(weights)), 0, n - 1, blocked=blocked))
    wanted = [p for p in every_path(weights, 0, n - 1) if not any(blocked[v] for v in p[1:-1])]
    assert found == wanted


@settings(max_examples=100, deadline=None)
@given(graphs(10))
def test_best_strength_equals_dijkstra(weights: Matrix) -> None:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(weights)))
    for u, v in zip(*np.nonzero(weights), strict=True):
        graph.add_edge(int(u), int(v), cost=-math.log(weights[u, v]))
    best = best_strengths(weights)
    for source in graph:
        costs = nx.single_source_dijkstra_path_length(graph, source, weight="cost")
        wanted = [math.exp(-costs[v]) if v in costs else 0.0 for v in range(len(weights))]
        assert best[source] == pytest.approx(wanted, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(graphs(), st.data())
def test_distances_to_several_are_those_to_each(weights: Matrix, data: st.DataObject) -> None:
    targets = data.draw(st.lists(st.integers(0, len(weights) - 1), max_size=4))
    found = Hops(path_costs(weights)).distances(np.array(targets, dtype=np.intp))
    assert found.shape == (len(weights), len(targets))
    source, target = np.nonzero(weights)
    mixed = np.random.default_rng(1).permutation(len(source))
    ends = source[mixed], target[mixed]
    listed = Hops.listed(len(weights), *ends, -np.log(weights[ends]))
    assert np.array_equal(listed.distances(np.array(targets, dtype=np.intp)), found)
    assert np.array_equal(listed.costs, path_costs(weights))
    for column, target in enumerate(targets):
        assert np.exp(-found[:, column]) == pytest.approx(best_strengths(weights)[:, target])


@settings(max_examples=100, deadline=None)
@given(graphs())
def test_tree_holds_the_first_of_the_best_paths(weights: Matrix) -> None:
    costs, target = path_costs(weights), 0
    distances, following = best_next(costs, target)
    for start in range(1, len(weights)):
        first = next(k_best_paths(Hops(costs), start, target), None)
        if first is None:
            assert following[start] == -1
            assert math.isinf(distances[start])
        else:
            assert trace(following, start) == first
            assert math.exp(-distances[start]) == pytest.approx(path_strength(weights, first))


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_no_path_is_stronger_than_its_weakest_hop(weights: Matrix) -> None:
    for path in islice(k_best_paths(Hops(path_costs(weights)), 0, len(weights) - 1), 20):
        assert path_strength(weights, path) <= min(weights[u, v] for u, v in pairwise(path)) + 1e-15


def test_hop_limit_can_force_a_weaker_path() -> None:
    weights = np.zeros((4, 4))
    weights[0, 1] = weights[1, 2] = weights[2, 3] = 0.8
    weights[0, 3] = 0.1
    assert next(k_best_paths(Hops(path_costs(weights)), 0, 3)) == (0, 1, 2, 3)
    assert list(k_best_paths(Hops(path_costs(weights)), 0, 3, most=2)) == [(0, 3)]
    assert Hops(path_costs(weights)).relaxed(3, most=1)[-1][1] == np.inf


def test_a_crowd_without_an_exit_is_not_searched_path_by_path() -> None:
    """The only way out of a dense group of 40 is the first person: Yen stays polynomial where enumeration would not."""
    weights = np.full((41, 41), 0.5)
    np.fill_diagonal(weights, 0.0)
    weights[1:40, 40] = weights[40] = 0.0
    assert list(k_best_paths(Hops(path_costs(weights)), 0, 40)) == [(0, 40)]


def test_counter_influence_is_no_hop() -> None:
    weights = np.array([[0.0, -0.5, 0.3], [0.0, 0.0, 0.8], [0.0, 0.0, 0.0]])
    assert list(k_best_paths(Hops(path_costs(weights)), 0, 2)) == [(0, 2)]
    assert best_strengths(weights)[0, 1] == 0


def test_no_path_to_oneself_and_none_without_edges() -> None:
    costs = path_costs(np.zeros((2, 2)))
    assert list(k_best_paths(Hops(costs), 0, 0)) == []
    assert list(k_best_paths(Hops(costs), 0, 1)) == []
    assert path_strength(np.zeros((1, 1)), (0,)) == 1
    assert best_strengths(np.zeros((0, 0))).shape == (0, 0)


def test_golden_paths_to_the_president() -> None:
    graph = golden_situation().graph
    at, costs = graph.index, path_costs(graph.W)
    from_c6 = [path_strength(graph.W, p) for p in islice(k_best_paths(Hops(costs), at["c6"], at["c2"]), 3)]
    assert from_c6 == pytest.approx([0.4199, 0.1373, 0.0450], abs=1e-4)
    from_t1 = [path_strength(graph.W, p) for p in islice(k_best_paths(Hops(costs), at["t1"], at["c2"]), 2)]
    assert from_t1 == pytest.approx([0.1872, 0.1795], abs=1e-4)
