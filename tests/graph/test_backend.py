"""Our compressed graphs give NetworkX's answers through NetworkX's own functions."""

import subprocess
import sys

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.graph.backend import Dispatcher
from graphcrm.graph.backend_info import FUNCTIONS
from graphcrm.graph.csr import CsrGraph


@st.composite
def graphs(draw):
    n = draw(st.integers(1, 14))
    pairs = draw(st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda p: p[0] != p[1])))
    pairs = sorted(pairs)
    weights = draw(st.lists(st.sampled_from([0.1, 0.25, 0.45, 0.65, 0.85]), min_size=len(pairs), max_size=len(pairs)))
    return CsrGraph.from_edges([f"p{i}" for i in range(n)], [p[0] for p in pairs], [p[1] for p in pairs], weights)


def same(ours, theirs, tolerance=1e-9):
    assert ours.keys() == theirs.keys()
    np.testing.assert_allclose([ours[k] for k in ours], [theirs[k] for k in ours], atol=tolerance)


@given(graphs())
@settings(deadline=None)
def test_measures_equal_those_of_a_dictionary_graph(graph):
    plain = graph.to_networkx()
    same(nx.pagerank(graph, tol=1e-12, max_iter=2000), nx.pagerank(plain, tol=1e-12, max_iter=2000), 1e-8)
    same(nx.betweenness_centrality(graph, weight="cost"), nx.betweenness_centrality(plain, weight="cost"))
    same(nx.betweenness_centrality(graph), nx.betweenness_centrality(plain))
    same(nx.in_degree_centrality(graph), nx.in_degree_centrality(plain))
    same(nx.out_degree_centrality(graph), nx.out_degree_centrality(plain))
    source = graph.ids[0]
    ours = nx.single_source_dijkstra_path_length(graph, source, weight="cost")
    same(ours, nx.single_source_dijkstra_path_length(plain, source, weight="cost"))
    for name in ("strongly_connected_components", "weakly_connected_components"):
        assert {frozenset(c) for c in getattr(nx, name)(graph)} == {frozenset(c) for c in getattr(nx, name)(plain)}


def test_personalised_pagerank_spreads_dangling_mass_like_networkx():
    graph = CsrGraph.from_edges("abcd", [0, 0, 1], [1, 2, 2], [0.5, 0.25, 0.65])
    chosen = {"a": 0.5, "d": 0.5}
    same(nx.pagerank(graph, personalization=chosen), nx.pagerank(graph.to_networkx(), personalization=chosen), 1e-6)


def test_reversal_repeats_and_round_trip():
    graph = CsrGraph.from_edges("abc", [0, 0, 1], [1, 1, 2], [0.2, 0.3, 0.4])
    assert list(graph.edges(data="weight")) == [("a", "b", 0.5), ("b", "c", 0.4)]
    assert list(graph.reverse().edges()) == [("b", "a"), ("c", "b")]
    assert nx.to_dict_of_dicts(graph.to_networkx())["a"]["b"]["weight"] == 0.5


def test_an_algorithm_that_is_not_ours_says_so():
    graph = CsrGraph.from_edges("ab", [0], [1], [0.5])
    with pytest.raises(NotImplementedError):
        nx.katz_centrality(graph)
    assert nx.katz_centrality(graph.to_networkx())


def test_ordinary_graphs_are_never_taken_over():
    plain = nx.path_graph(3, create_using=nx.DiGraph)
    assert nx.pagerank(plain).keys() == {0, 1, 2}
    assert not nx.config.backend_priority.algos


def test_the_listed_functions_are_those_that_exist():
    offered = {n for n in vars(Dispatcher) if not n.startswith(("_", "convert"))}
    assert offered == set(FUNCTIONS)


def test_importing_networkx_does_not_load_us():
    code = "import sys, networkx; print('numpy' in sys.modules, 'graphcrm.graph.backend' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
