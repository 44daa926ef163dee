"""The informal way against the way along the reporting lines, by enumeration."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.paths.bypass import bypass_ratio
from graphcrm.analysis.paths.paths import path_strength
from graphcrm.analysis.situation import Situation
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import edge, golden_situation, snapshot_of


def test_golden_without_lines() -> None:
    assert bypass_ratio(golden_situation(), "c2", None) is None


def test_the_architect_skips_his_boss() -> None:
    lines = [edge("REPORTS_TO", a, b) for a, b in (("c3", "c2"), ("c5", "c3"), ("c6", "c5"))]
    ratio = bypass_ratio(golden_situation(edges=lines), "c2", "c6")
    assert ratio == pytest.approx(0.4199 / 0.1373, rel=1e-3)


def test_without_a_formal_way_the_floor_counts() -> None:
    ratio = bypass_ratio(golden_situation(edges=[edge("REPORTS_TO", "c9", "c10")]), "c2", "c6")
    assert ratio == pytest.approx(41.99, abs=0.01)


def test_no_path_at_all() -> None:
    situation = golden_situation(edges=[edge("REPORTS_TO", "c9", "c10")])
    assert bypass_ratio(situation, "c11", "c1") is None


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_equals_enumeration(data: st.DataObject) -> None:
    people = [f"p{i}" for i in range(data.draw(st.integers(2, 6)))]
    pairs = [(a, b) for a in people for b in people if a != b]
    edges: list[Any] = [
        edge("INFLUENCES", *pair, level=data.draw(st.integers(1, 5)))
        for pair in data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=12))
    ]
    lines = data.draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1, max_size=6))
    edges += [edge("REPORTS_TO", *pair, line="dotted") for pair in lines]
    rows = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": p, "name": p, "org": "K"} for p in people],
        "edge": edges,
    }
    situation = Situation.of(snapshot_of(rows), "K", options=GraphOptions(derived=False))
    formal = {frozenset(pair) for pair in lines}
    graph = nx.DiGraph(list(situation.graph.edges))
    graph.add_nodes_from(people)
    at = situation.graph.index
    for source in [None, *people[1:]]:
        along = around = 0.0
        for start in people[1:] if source is None else [source]:
            for path in nx.all_simple_paths(graph, start, people[0]):
                strength = path_strength(situation.graph.W, [at[v] for v in path])
                if all(frozenset(hop) in formal for hop in pairwise(path)):
                    along = max(along, strength)
                else:
                    around = max(around, strength)
        found = bypass_ratio(situation, people[0], source)
        if along == around == 0:
            assert found is None
        else:
            assert found == pytest.approx(around / max(along, 0.01))
