"""When machine code is used, and that nothing is missing where it cannot be."""

import subprocess
import sys

import pytest

from graphcrm.graph.compiled import compiling

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
