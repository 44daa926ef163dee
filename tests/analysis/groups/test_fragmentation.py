"""Distance-weighted fragmentation against NetworkX distances."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.groups import fragmentation as module
from graphcrm.analysis.groups.fragmentation import fragmentation
from graphcrm.analysis.groups.rings import Rings
from graphcrm.analysis.situation import Situation
from graphcrm.errors import UsageError
from tests.analysis.golden import INFLUENCES, golden_situation, snapshot_of


def literal(graph: nx.Graph) -> float:
    n = len(graph)
    if n < 2:
        return 0.0
    distances = dict(nx.all_pairs_shortest_path_length(graph))
    closeness = sum(1 / d for i, row in distances.items() for j, d in row.items() if i != j)
    return float(1 - closeness / (n * (n - 1)))


def test_golden() -> None:
    one = fragmentation(golden_situation())
    assert one is not None
    assert one.base == pytest.approx(0.4632, abs=5e-5)
    assert one.members == ("c2",)
    assert one.after == pytest.approx(0.5899, abs=5e-5)
    assert one.change == pytest.approx(0.5899 - 0.4632, abs=1e-4)
    two = fragmentation(golden_situation(), 2)
    assert two is not None
    assert (two.members, two.exhaustive) == (("c2", "c9"), True)
    assert two.after == pytest.approx(0.7212, abs=5e-5)
    assert "林行长、赵运维" in two.sentence(golden_situation().snapshot).zh


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 90), st.floats(0, 0.3), st.integers(0, 2**32 - 1), st.data())
def test_equals_literal_distances(n: int, density: float, seed: int, data: st.DataObject) -> None:
    graph = nx.gnp_random_graph(n, density, seed=seed)
    joined = np.zeros((n, n), dtype=bool)
    for u, v in graph.edges:
        joined[u, v] = joined[v, u] = True
    gone = data.draw(st.sets(st.integers(0, n - 1), max_size=3)) if n else set()
    graph.remove_nodes_from(gone)
    assert Rings(joined).fragmentation(gone) == pytest.approx(literal(graph))
    after = Rings(joined).after_each(gone)
    for further in range(n):
        if further in gone:
            assert np.isnan(after[further])
        else:
            assert after[further] == Rings(joined).fragmentation({*gone, further}), "searched again from everybody"


def test_greedy_with_swaps_is_a_local_optimum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_SETS", 0)
    found = fragmentation(golden_situation(), 2)
    assert found is not None
    assert not found.exhaustive
    assert found.members == ("c2", "c9")


@settings(max_examples=15, deadline=None)
@given(st.sets(st.sampled_from(sorted(INFLUENCES)), max_size=14), st.integers(1, 2))
def test_worst_set_equals_brute_force(dropped: Any, k: int) -> None:
    situation = golden_situation(influences=dict.fromkeys(dropped))
    graph = nx.Graph(list(situation.graph.edges))
    graph.add_nodes_from(situation.graph.people)
    rated = []
    for members in combinations(situation.graph.people, k):
        rest = graph.copy()
        rest.remove_nodes_from(members)
        rated.append((-round(literal(rest), 12), tuple(map(situation.graph.index.__getitem__, members)), members))
    found = fragmentation(situation, k)
    assert found is not None
    assert found.members == min(rated)[2]


def test_too_few_people() -> None:
    rows: dict[str, list[dict[str, Any]]] = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": f"p{i}", "name": "P", "org": "K"} for i in range(3)],
    }
    assert fragmentation(Situation.of(snapshot_of(rows), "K")) is None
    assert fragmentation(golden_situation(), 12) is None
    with pytest.raises(UsageError):
        fragmentation(golden_situation(), 0)
