"""All paths into somebody that are strong enough, beside enumeration with NetworkX."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.paths.hidden_chains import strong_paths
from graphcrm.analysis.paths.paths import path_strength

LEVELS = (0.1, 0.25, 0.45, 0.65, 0.85)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.sampled_from(LEVELS), max_size=18))
def test_they_are_the_simple_paths_above_the_limit_in_order(ties: dict[tuple[int, int], float]) -> None:
    weights = np.zeros((6, 6))
    for (u, v), weight in ties.items():
        if u != v:
            weights[u, v] = weight
    graph = nx.from_numpy_array(weights, create_using=nx.DiGraph)
    every = [tuple(p) for s in range(1, 6) for p in nx.all_simple_paths(graph, s, 0)]
    strong = [(-round(path_strength(weights, p), 12), p) for p in every]
    assert list(strong_paths(weights, 0, 0.05)) == [p for strength, p in sorted(strong) if strength <= -0.05]


def test_counter_influence_is_no_hop_and_a_strength_at_the_limit_counts() -> None:
    weights = np.array([[0.0, 0.5, -0.5], [0.0, 0.0, 0.1 * 3 / 3], [0.0, 0.0, 0.0]])
    assert list(strong_paths(weights, 2, 0.05)) == [(1, 2), (0, 1, 2)]
    assert list(strong_paths(weights, 0, 0.05)) == []
