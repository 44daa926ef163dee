"""Articulation points against NetworkX."""

from __future__ import annotations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.resilience.articulation import articulation_points, cut_vertices
from tests.analysis.golden import INFLUENCES, TIES, edge, golden_situation


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=14))
def test_equals_networkx(hops: list[tuple[str, str]]) -> None:
    graph = nx.Graph([(u, v) for u, v in hops if u != v])
    graph.add_node("a")
    component = graph.subgraph(nx.node_connected_component(graph, "a"))
    assert cut_vertices(hops, "a") == set(nx.articulation_points(component)) - {"a"}


def test_whoever_alone_knows_somebody_is_one() -> None:
    situation = golden_situation(
        influences=dict.fromkeys(INFLUENCES),
        ties=dict.fromkeys(TIES) | {("u1", "c7"): 0.5, ("u1", "c9"): 0.5, ("u2", "c9"): 0.5},
    )
    assert articulation_points(situation) == ("u1",)


def test_golden() -> None:
    """The chairman and the secretary hang on the president, the supplier's man on the operator."""
    assert articulation_points(golden_situation()) == ("c2", "c9")
    longer = golden_situation(edges=[edge("INFLUENCES", "c1", "c11", level=5)])
    assert articulation_points(longer) == ("c1", "c2", "c9")


def test_protected_people_connect_nobody() -> None:
    """Without the president's help only one of ours leads to the buyer, and only the buyer to the CFO."""
    assert articulation_points(golden_situation(people={"c2": {"flags": ["no_contact"]}})) == ("c7", "c9", "u1")
    last = golden_situation(people={"c10": {"flags": ["objected"]}}, ties={("u2", "c10"): None})
    assert articulation_points(last) == ("c2", "c9")


def test_without_ties_there_is_nothing_to_separate() -> None:
    assert articulation_points(golden_situation(ties=dict.fromkeys(TIES))) == ()
