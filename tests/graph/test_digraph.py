"""An account's graph is NetworkX's own class: attributes, file formats, everyday calls."""

import json
import pickle
from itertools import pairwise
from math import log, prod

import networkx as nx
import pytest

from graphcrm.analysis.situation import Situation
from graphcrm.graph.csr import CsrGraph
from graphcrm.graph.digraph import to_digraph
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import PLAIN, STANCES, edge, golden_snapshot, with_edges

PEOPLE = {"c5": {"name_en": "Zheng", "title": "信息技术部总经理", "unit": "IT"}, "c8": {"grade": None}}
ROWS = {"unit": [{"id": "IT", "name": "IT", "org": "HY"}]}


def golden_graph(options=PLAIN, opportunity="HY-CORE", edges=()):
    return Situation.of(
        golden_snapshot(people=PEOPLE, rows=ROWS, edges=edges), "HY", opportunity, options=options
    ).graph


@pytest.fixture
def graph():
    return to_digraph(golden_graph(), STANCES)


def contents(graph):
    return dict(graph.nodes(data=True)), {(u, v): d for u, v, d in graph.edges(data=True)}


def test_people_carry_what_is_known_of_them_and_nothing_else(graph):
    assert list(graph) == sorted(graph)
    assert graph.nodes["c5"] == {
        "name": "郑总",
        "name_en": "Zheng",
        "title": "信息技术部总经理",
        "org": "HY",
        "unit": "IT",
        "category": "customer",
        "function": "it",
        "grade": 3,
        "support": 2,
    }
    assert graph.nodes["c8"] == {
        "name": "李秘",
        "org": "HY",
        "category": "customer",
        "function": "general",
        "support": 0,
    }
    assert graph.nodes["s1"] == {"name": "许经理", "org": "SUP", "category": "supplier", "grade": 2, "support": 1}
    assert "support" not in graph.nodes["c1"]
    assert not any("support" in row for _, row in to_digraph(golden_graph()).nodes(data=True))


def test_ties_carry_weight_cost_and_evidence(graph):
    assert graph["c6"]["c3"] == {
        "weight": pytest.approx(0.85 * 0.95),
        "cost": pytest.approx(-log(0.85 * 0.95)),
        "derived": False,
        "confidence": "A",
        "domains": "general",
        "kinds": "INFLUENCES",
    }
    assert graph.number_of_edges() == 24
    several = to_digraph(
        golden_graph(
            GraphOptions(),
            edges=[
                edge("INFLUENCES", "c1", "c5", level=5, domain="technical", confidence="C"),
                edge("INFLUENCES", "c1", "c5", level=2, domain="financial", confidence="B"),
                edge("TRUSTS", "c8", "c1", level=4),
            ],
        )
    )
    tie = several["c1"]["c5"]
    assert (tie["domains"], tie["confidence"], tie["derived"]) == ("financial, technical", "C", False)
    assert (several["c1"]["c8"]["kinds"], several["c1"]["c8"]["derived"]) == ("TRUSTS", True)


def test_counter_influence_has_no_cost_and_what_was_set_by_hand_no_evidence():
    against = edge("INFLUENCES", "c1", "c5", level=4, polarity=-1)
    signed = to_digraph(golden_graph(GraphOptions(derived=False, signed=True), edges=[against]))
    assert signed["c1"]["c5"]["weight"] < 0
    assert "cost" not in signed["c1"]["c5"]
    by_hand = to_digraph(with_edges(golden_graph(), {("c1", "c5"): 0.5}))
    assert by_hand["c1"]["c5"] == {"weight": 0.5, "cost": pytest.approx(log(2))}


def test_the_graph_says_of_what_it_is(graph):
    assert graph.graph == {"account": "HY", "opportunity": "HY-CORE", "as_of": "2026-06-30"}
    assert to_digraph(golden_graph(opportunity=None)).graph == graph.graph, "the account's only open decision"


def test_every_value_is_a_text_a_number_or_a_truth_value(graph):
    rows = [graph.graph, *(row for _, row in graph.nodes(data=True)), *(row for *_, row in graph.edges(data=True))]
    assert {type(value) for row in rows for value in row.values()} == {str, int, float, bool}


def test_weights_are_those_of_the_array_graph():
    ours = golden_graph(GraphOptions())
    found = {(u, v): w for u, v, w in to_digraph(ours).edges(data="weight")}
    assert found == {(u, v): w for u, v, w in CsrGraph.from_influence(ours).edges(data="weight")}


def test_graphml_keeps_everything(graph, tmp_path):
    nx.write_graphml(graph, tmp_path / "hy.graphml")
    back = nx.read_graphml(tmp_path / "hy.graphml")
    assert contents(back) == contents(graph)
    assert back.graph.items() >= graph.graph.items()


def test_gexf_keeps_people_and_ties(graph, tmp_path):
    nx.write_gexf(graph, tmp_path / "hy.gexf")
    people, ties = contents(nx.read_gexf(tmp_path / "hy.gexf"))
    assert {p: {k: v for k, v in row.items() if k != "label"} for p, row in people.items()} == contents(graph)[0]
    assert {t: {k: v for k, v in row.items() if k != "id"} for t, row in ties.items()} == contents(graph)[1]


def test_node_link_data_keeps_everything_as_json(graph):
    back = nx.node_link_graph(json.loads(json.dumps(nx.node_link_data(graph, edges="edges"))), edges="edges")
    assert (contents(back), back.graph) == (contents(graph), graph.graph)


@pytest.mark.parametrize("turn", [nx.DiGraph, nx.MultiDiGraph, lambda g: g.copy(), lambda g: g.to_networkx()])
def test_copies_are_equal_and_apart(graph, turn):
    before = contents(graph)
    copy = turn(graph)
    assert (contents(copy), copy.graph) == (before, graph.graph)
    copy.nodes["c5"]["name"] = "other"
    copy.add_edge("c1", "c9")
    assert contents(graph) == before


def test_to_networkx_is_of_plain_class_and_pickles_are_ours(graph):
    assert type(graph.to_networkx()) is nx.DiGraph
    back = pickle.loads(pickle.dumps(graph))
    assert type(back) is type(graph)
    assert (contents(back), back.graph) == (contents(graph), graph.graph)


CALLS = {
    "degree": lambda g: dict(g.degree()),
    "G[u]": lambda g: dict(g["c5"]),
    "neighbors": lambda g: list(g.neighbors("c5")),
    "predecessors": lambda g: list(g.predecessors("c5")),
    "nodes": lambda g: list(g.nodes(data=True)),
    "edges": lambda g: list(g.edges(data="weight")),
    "subgraph": lambda g: contents(g.subgraph(["c1", "c2", "c3"])),
    "reverse": lambda g: contents(g.reverse()),
    "undirected": lambda g: contents(g.to_undirected()),
    "closeness": nx.closeness_centrality,
    "pagerank": lambda g: nx.pagerank(g.reverse()),
    "betweenness": lambda g: nx.betweenness_centrality(g, weight="cost"),
    "hits": lambda g: {p: round(hub, 6) for p, hub in nx.hits(g)[0].items()},  # starts from a random vector
    "louvain": lambda g: nx.community.louvain_communities(g, seed=1),
    "paths": lambda g: nx.dijkstra_path(g, "c10", "c1", weight="cost"),
    "components": lambda g: list(nx.strongly_connected_components(g)),
    "frame": lambda g: nx.to_pandas_edgelist(g).to_csv(),
    "matrix": lambda g: nx.to_numpy_array(g).tolist(),
}


@pytest.mark.parametrize("call", CALLS)
def test_everyday_calls_answer_as_on_a_plain_graph(graph, call):
    plain = nx.DiGraph()
    plain.add_nodes_from(graph.nodes(data=True))
    plain.add_edges_from(graph.edges(data=True))
    assert CALLS[call](graph) == CALLS[call](plain)


def test_the_cheapest_path_is_the_strongest(graph):
    def strength(path):
        return prod(graph.edges[hop]["weight"] for hop in pairwise(path))

    cheapest = nx.dijkstra_path(graph, "c10", "c1", weight="cost")
    assert strength(cheapest) == pytest.approx(max(map(strength, nx.all_simple_paths(graph, "c10", "c1"))))
