"""The way along the reporting lines, against NetworkX."""

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.paths.formal_lines import formal_route
from tests.analysis.golden import THEIRS, edge, golden_situation

INSIDE = [p for p in THEIRS if p.startswith("c")]


def test_the_formal_route_of_the_golden_account():
    lines = [edge("REPORTS_TO", a, b) for a, b in (("c2", "c1"), ("c3", "c2"), ("c5", "c3"), ("c6", "c5"))]
    graph = golden_situation(edges=lines).graph
    assert formal_route(graph, "c6", "c2") == ("c6", "c5", "c3", "c2")
    assert formal_route(graph, "c2", "c6") == ("c2", "c3", "c5", "c6")
    assert formal_route(graph, "c6", "c6") == ("c6",)
    assert formal_route(graph, "c6", "c9") == ()
    assert formal_route(golden_situation().graph, "c6", "c2") == ()


@given(st.lists(st.tuples(st.sampled_from(INSIDE), st.sampled_from(INSIDE)), max_size=14, unique=True))
@settings(max_examples=60, deadline=None)
def test_it_is_a_shortest_way_and_the_first_of_equal_ones(pairs):
    lines = [edge("REPORTS_TO", a, b) for a, b in pairs if a != b]
    graph = golden_situation(edges=lines).graph
    oracle = nx.Graph([(a, b) for a, b in pairs if a != b])
    for start, end in (("c6", "c2"), ("c1", "c10"), ("c8", "c4")):
        found = formal_route(graph, start, end)
        if not (start in oracle and end in oracle and nx.has_path(oracle, start, end)):
            assert found == ()
        else:
            assert found == min(tuple(p) for p in nx.all_shortest_paths(oracle, start, end))
