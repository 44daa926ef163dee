"""When machine code is used, and that nothing is missing where it cannot be."""

import subprocess
import sys

import numpy as np
import pytest

from graphcrm.graph.algorithms import best_path, betweenness, distances, pagerank
from graphcrm.graph.compiled import compiling
from graphcrm.graph.csr import CsrGraph

ASK = """
import sys
sys.modules["numba"] = None  # as if it were not installed
import networkx as nx
from graphcrm.graph.compiled import compiling
compiling._WORTH_LOADING = 0
from graphcrm.graph.csr import CsrGraph
graph = CsrGraph.from_edges("abc", [0, 1], [1, 2], [0.5, 0.25])
print(nx.betweenness_centrality(graph, weight="cost")["b"], nx.single_source_dijkstra_path_length(graph, "a", weight="cost")["c"])
"""


def test_without_numba_the_twins_answer():
    run = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["0.5", "2180452"]


@pytest.mark.parametrize(
    ("calls", "expected"), [([2.9], 0), ([3.0], 1), ([0.01] * 299, 0), ([0.01] * 301, 1), ([3.0, 0.0001], 2)]
)
def test_loops_are_loaded_when_their_twins_would_have_taken_long(calls, expected, monkeypatch):
    asked = []
    monkeypatch.setattr(compiling, "_loaded", asked.append)
    monkeypatch.setattr(compiling, "_SPENT", {})
    for seconds in calls:
        compiling.loops("some", seconds)
        compiling.loops("other", 0.0)
    assert asked == ["some"] * expected


def test_a_small_question_does_not_load_numba():
    code = (
        "import sys, networkx as nx; from graphcrm.graph.csr import CsrGraph;"
        "nx.betweenness_centrality(CsrGraph.from_edges('ab', [0], [1], [0.5]), weight='cost'); print('numba' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False"]


def test_where_nothing_may_be_kept_loops_are_compiled_all_the_same(monkeypatch):
    numba = pytest.importorskip("numba", exc_type=ImportError, reason="the extra [fast] is not installed")
    made = numba.njit

    def njit(*function, cache=False, **options):
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return made(*function, **options)

    monkeypatch.setattr(numba, "njit", njit)
    assert compiling.compiled(lambda x: x + 1)(2) == 3


@pytest.fixture
def both(monkeypatch):
    """What a function answers in Python, NumPy or SciPy, and by its compiled loops."""
    pytest.importorskip("numba", exc_type=ImportError, reason="the extra [fast] is not installed")

    def answers(function, *words):
        found = []
        for worth in (float("inf"), 0.0):
            monkeypatch.setattr(compiling, "_WORTH_LOADING", worth)
            found.append(function(*words))
        return found

    return answers


def _random(n, m):
    """Ties of the strengths of levels, some of them twice, so that costs are many and some equal."""
    chosen = np.random.default_rng(n)
    weights = chosen.choice([0.1, 0.25, 0.45, 0.65, 0.85], m)
    return CsrGraph.from_edges([str(i) for i in range(n)], *chosen.integers(0, n, (2, m)), weights)


@pytest.mark.parametrize("weight", ["cost", "weight", None])
def test_one_best_path_is_the_same_path_compiled(weight, both):
    graph = _random(600, 1500)
    pairs = np.random.default_rng(1).integers(0, 600, (80, 2)).tolist()

    def found():
        return [best_path.best_path(graph, *pair, graph.column(weight)) for pair in pairs]

    plain, fast = both(found)
    assert plain == fast
    assert [type(answer[0]) for answer in plain if answer] == [type(answer[0]) for answer in fast if answer]
    assert None in plain
    assert max(len(answer[1]) for answer in plain if answer) > 5


@pytest.mark.parametrize("cutoff", [None, 8_000_000])
@pytest.mark.parametrize("weight", ["cost", "weight", None])
def test_lengths_and_their_order_are_the_same_compiled(weight, cutoff, both):
    plain, fast = both(distances.distances, _random(3000, 9000), 7, weight, cutoff)
    assert list(fast[0]) == plain[0]
    assert fast[1] == plain[1]
    assert len(plain[0]) > 100


@pytest.mark.parametrize("weight", ["cost", "weight"])
def test_betweenness_of_more_nodes_than_lanes_is_the_same_compiled(weight, both):
    plain, fast = both(betweenness.betweenness, _random(150, 500), weight, True, True)
    np.testing.assert_allclose(fast, plain, rtol=1e-9)


def test_ranks_of_nodes_of_several_parts_are_the_same_compiled(both):
    graph = _random(300_000, 400_000)
    plain, fast = both(pagerank.pagerank, graph, graph.weight, 0.85, None, 100, 1e-12, None, None)
    np.testing.assert_allclose(fast, plain, rtol=1e-9)
