"""The cheapest cut: published costs, agreement with NetworkX on random nets, and what is never proposed."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.contest.cheapest_cut import cheapest_cut, cut_lines, hold
from graphcrm.analysis.paths.disjoint import RouteNet
from tests.analysis.golden import TIES, edge, golden_situation

STANCES = [edge("STANCE", "c4", "RIV", level=1), edge("STANCE", "c7", "RIV", level=1)]
RIVALS = {"HY-CORE": {"competitors": ["RIV"]}}


def golden(**changes):
    return golden_situation(opportunities=RIVALS, **{"edges": STANCES, **changes})


def test_the_published_cuts():
    found = {line.decider: line for line in cut_lines(golden())}
    assert (found["c4"].cost, found["c4"].cut) == (1.25, ("c2", "c7"))
    assert (found["c2"].cost, found["c2"].cut) == (3.75, ("c3", "c4", "u3"))
    assert list(found) == ["c2", "c3", "c4"]


def test_a_hold_grows_with_support_and_shrinks_with_that_for_a_competitor():
    s = golden()
    assert [hold(s, p) for p in ("c6", "c3", "c2", "c1", "c4", "u3")] == [4, 2, 1, 1, 0.25, 1.5]
    assert hold(golden(edges=[edge("STANCE", "c6", "RIV", level=2)]), "c6") == 2
    assert hold(golden(edges=[edge("STANCE", "c6", "RIV", level=-1)]), "c6") == 4


def test_the_way_around_meets_nobody_of_the_cut():
    for line in cut_lines(golden()):
        assert line.countermeasure
        assert not set(line.cut) & set(line.countermeasure)
    first = cut_lines(golden())[0]
    assert "3.75" in first.sentence(golden().snapshot).en
    assert "高副总" in first.sentence(golden().snapshot).zh


def test_without_a_route_there_is_nothing_to_cut():
    s = golden(ties=dict.fromkeys(TIES))
    for line in cut_lines(s):
        assert (line.cost, line.cut, line.countermeasure) == (0, (), ())
        assert "nothing to cut" in line.sentence(s.snapshot).en


@pytest.mark.parametrize("flags", [["independence_required"]])
def test_nothing_is_proposed_for_whoever_must_stay_independent(flags):
    lines = {line.decider: line for line in cut_lines(golden(people={"c4": {"flags": flags}}))}
    assert lines["c4"].countermeasure == ()
    assert lines["c4"].cost > 0
    assert lines["c2"].countermeasure


PEOPLE = ["a", "b", "c", "d", "e", "f"]
HOPS = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from([*PEOPLE, "t"])), max_size=24)


@given(HOPS, st.lists(st.integers(1, 9), min_size=6, max_size=6), st.sets(st.sampled_from(PEOPLE), min_size=1))
def test_it_is_a_minimum_cut(hops, costs, starts):
    price = dict(zip(PEOPLE, costs, strict=True))
    net = RouteNet(hops, starts, PEOPLE)
    cost, cut = cheapest_cut(net, "t", price)
    graph = nx.DiGraph()
    graph.add_nodes_from(["us", ("in", "t")])
    for p in PEOPLE:
        graph.add_edge(("in", p), ("out", p), capacity=price[p])
    graph.add_edges_from(("us", ("in", p)) for p in starts)
    graph.add_edges_from((("out", u), ("in", v)) for u, v in hops if u != v)
    assert cost == nx.maximum_flow_value(graph, "us", ("in", "t"))
    assert cost == sum(price[p] for p in cut)
    rest = graph.copy()
    rest.remove_nodes_from(("in", p) for p in cut)
    assert not nx.has_path(rest, "us", ("in", "t"))
