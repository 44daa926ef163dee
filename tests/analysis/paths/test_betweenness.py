"""Betweenness on strongest paths against NetworkX, and the brokers of the golden account."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from graphcrm.analysis.paths import betweenness as module
from graphcrm.analysis.paths.betweenness import best_paths_to, betweenness, decision_betweenness
from graphcrm.analysis.paths.brokers import brokers
from tests.analysis.golden import INFLUENCES, THEIRS, golden_situation

Matrix = NDArray[np.float64]
PUBLISHED = {
    "c2": 0.4394, "c4": 0.1288, "c3": 0.3864, "c6": 0.1439, "t1": 0, "c8": 0, "c1": 0, "c7": 0.0076, "c5": 0.2955,
    "c11": 0, "s1": 0, "c9": 0.25, "c10": 0.1439,
}  # fmt: skip
DECISION = {"c3": 0.333, "c2": 0.258, "c5": 0.150, "c4": 0.133, "c6": 0.083}


@st.composite
def powers(draw: st.DrawFn) -> Matrix:
    """Weights that are powers of two: many equal products, and whole costs for NetworkX."""
    n = draw(st.integers(1, 9))
    steps = draw(st.lists(st.sampled_from([0, 0, 0, 1, 1, 2, 3]), min_size=n * n, max_size=n * n))
    W = np.array([2.0**-s if s else 0.0 for s in steps]).reshape(n, n)
    np.fill_diagonal(W, 0.0)
    return W


def costs(W: Matrix) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(W)))
    graph.add_edges_from((u, v, {"cost": round(-np.log2(W[u, v]))}) for u, v in zip(*np.nonzero(W), strict=True))
    return graph


def test_golden_values() -> None:
    situation = golden_situation()
    found = {b.id: b for b in brokers(situation)}
    assert {p: b.betweenness for p, b in found.items()} == pytest.approx(PUBLISHED, abs=5e-5)
    assert {p: found[p].decision_betweenness for p in DECISION} == pytest.approx(DECISION, abs=5e-4)
    assert list(found)[:5] == list(DECISION)
    assert found["c5"].dependents == ("c9", "s1")
    assert found["t1"].dependents == ()
    assert found["c3"].sentence(situation).zh == "6 人到决策者的最佳路径要经过周CIO（支持度 +1）。"


@given(powers())
def test_betweenness_is_that_of_networkx(W: Matrix) -> None:
    expected = nx.betweenness_centrality(costs(W), weight="cost")
    assert betweenness(W).tolist() == pytest.approx([expected[v] for v in range(len(W))])


@given(powers(), st.data())
def test_decision_betweenness_counts_paths_to_deciders(W: Matrix, data: st.DataObject) -> None:
    n = len(W)
    raw = np.array(data.draw(st.lists(st.sampled_from([0, 0, 1, 2]), min_size=n, max_size=n)), dtype=float)
    r = raw / raw.sum() if raw.sum() else raw
    graph = costs(W)
    inside, reaching = np.zeros(n), 0.0
    for d in range(n):
        for s in range(n):
            if s != d and r[d] and nx.has_path(graph, s, d):
                paths = list(nx.all_shortest_paths(graph, s, d, weight="cost"))
                reaching += r[d]
                for path in paths:
                    inside[path[1:-1]] += r[d] / len(paths)
    found = decision_betweenness(W, r)
    assert found.tolist() == pytest.approx((inside / reaching if reaching else inside).tolist())
    assert ((found >= 0) & (found <= 1 + 1e-12)).all()


def test_blocks_of_targets_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    W = golden_situation().graph.W
    whole = betweenness(W)
    monkeypatch.setattr(module, "_ROOM", 1)
    assert len(list(best_paths_to(W, range(len(W))))) == len(W)
    assert betweenness(W).tolist() == whole.tolist()


def test_equal_products_in_another_order_are_equal() -> None:
    """.45 · .65 · .85 by two ways: half of the dependency each, whatever the rounding."""
    W = np.zeros((6, 6))
    for path, weights in (((0, 1, 2, 5), (0.45, 0.65, 0.85)), ((0, 3, 4, 5), (0.85, 0.45, 0.65))):
        for u, v, w in zip(path, path[1:], weights, strict=False):
            W[u, v] = w
    (found,) = best_paths_to(W, [5])
    assert found.dependency[[1, 3], 0].tolist() == pytest.approx([0.5, 0.5])


def test_nobody_between_where_nobody_moves_anybody() -> None:
    situation = golden_situation(influences=dict.fromkeys(INFLUENCES))
    assert {(b.decision_betweenness, b.betweenness, b.dependents) for b in brokers(situation)} == {(0.0, 0.0, ())}
    alone = golden_situation(people=dict.fromkeys(p for p in THEIRS if p != "c2"))
    assert [b.id for b in brokers(alone)] == ["c2"]
