"""Communities: modularity beside NetworkX, and what must not matter."""

from __future__ import annotations

import networkx as nx
import pytest

from graphcrm.analysis.network.communities import communities


def split(graph: nx.Graph) -> tuple[int, ...]:
    return communities(len(graph), [(a, b, w) for a, b, w in graph.edges(data="weight", default=1.0)])


def modularity(graph: nx.Graph, found: tuple[int, ...]) -> float:
    groups = [{i for i, g in enumerate(found) if g == c} for c in set(found)]
    return float(nx.community.modularity(graph, groups))


@pytest.mark.parametrize("seed", range(5))
def test_as_modular_as_louvain(seed: int) -> None:
    graph = nx.planted_partition_graph(4, 15, 0.5, 0.05, seed=seed)
    theirs = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1))
    assert modularity(graph, split(graph)) >= theirs - 0.01


def test_planted_groups_are_found_and_numbered_by_size() -> None:
    graph = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(6))
    graph.add_edge(0, 9)
    assert split(graph) == (1, 1, 1, 1, 0, 0, 0, 0, 0, 0)


def test_weights_and_both_directions_count() -> None:
    ring = [(0, 1, 9.0), (1, 2, 1.0), (2, 3, 4.0), (3, 2, 5.0), (3, 0, 1.0)]
    assert communities(4, ring) == (0, 0, 1, 1)


def test_without_ties_everybody_is_alone() -> None:
    assert communities(3, [(1, 1, 5.0)]) == (0, 1, 2)
    assert communities(0, []) == ()
