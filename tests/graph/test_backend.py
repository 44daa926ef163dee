"""Through NetworkX's own functions our backend gives NetworkX's answers: on our graphs, and on any other that it takes.

Every test runs twice: with the loops in Python whatever the size, and with compiled ones whatever the size.
"""

import subprocess
import sys
from functools import partial

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.graph.algorithms import betweenness, distances
from graphcrm.graph.backend import Dispatcher
from graphcrm.graph.backend_info import FUNCTIONS
from graphcrm.graph.compiled import compiling
from graphcrm.graph.csr import CsrGraph


@pytest.fixture(scope="module", params=["python", "compiled"], autouse=True)
def twin(request):
    if request.param == "compiled":
        pytest.importorskip("numba", exc_type=ImportError, reason="the extra [fast] is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiling, "_WORTH_LOADING", 0.0 if request.param == "compiled" else float("inf"))
        yield request.param


#: What a node may be; "?" is never in a graph.
NODES = (0, 1, "b", "é", ("t", 2), 5.5, frozenset({7}), -3)


def numbers(negative):
    least = -2 if negative else 1
    exact = st.one_of(st.integers(least, 4), st.sampled_from([0.5, 0.1, 0.3, 2.5, 1e17, float("inf")]))
    return st.one_of(exact, st.sampled_from([True, 0, -0.5, None])) if negative else exact


@st.composite
def foreign_graphs(draw):
    """Directed or not, parallel edges, loops, isolated nodes, weights under two names or none, odd weights."""
    made = draw(st.sampled_from([nx.Graph, nx.DiGraph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph]))()
    nodes = draw(st.lists(st.sampled_from(NODES), unique=True, max_size=8))
    made.add_nodes_from(nodes)
    odd = draw(st.booleans())
    if nodes:
        end = st.sampled_from(nodes)
        weighted = st.dictionaries(st.sampled_from(["weight", "w"]), numbers(odd))
        for u, v, attributes in draw(st.lists(st.tuples(end, end, weighted), max_size=20)):
            made.add_edge(u, v, **attributes)
    return made


@st.composite
def csr_graphs(draw):
    n = draw(st.integers(0, 9))
    node = st.integers(0, max(n - 1, 0))
    pairs = sorted(draw(st.sets(st.tuples(node, node), max_size=30))) if n else []
    weights = draw(st.lists(st.sampled_from([0.1, 0.25, 0.45, 0.65, 0.85]), min_size=len(pairs), max_size=len(pairs)))
    return CsrGraph.from_edges([f"p{i}" for i in range(n)], [p[0] for p in pairs], [p[1] for p in pairs], weights)


@st.composite
def calls(draw, nodes):
    """A function with arguments: (name, positional, by keyword)."""
    name = draw(st.sampled_from(FUNCTIONS))
    node = st.sampled_from([*nodes, "?"])
    weight = {"weight": st.sampled_from(["weight", "w", "cost", None])}
    shares = st.dictionaries(node, st.sampled_from([0, 1, 0.25, 3]), max_size=4)
    if name == "pagerank":
        optional = weight | {
            "alpha": st.sampled_from([0.85, 0.5, 1, 0]),
            "personalization": shares | st.none(),
            "nstart": shares | st.none(),
            "dangling": shares | st.none(),
            "max_iter": st.sampled_from([0, 1, 50, 500]),
            "tol": st.sampled_from([1e-6, 1e-3, 1e-10, 0]),
        }
        return name, (), draw(st.fixed_dictionaries({}, optional=optional))
    if name == "bidirectional_dijkstra":
        return name, (draw(node), draw(node)), draw(st.fixed_dictionaries({}, optional=weight))
    if name == "single_source_dijkstra_path_length":
        source = draw(node)
        return (
            name,
            (source,),
            draw(st.fixed_dictionaries({}, optional=weight | {"cutoff": st.sampled_from([0, 1, 2.5])})),
        )
    if name == "betweenness_centrality":
        optional = weight | {
            "k": st.integers(1, 3) | st.none(),
            "normalized": st.booleans(),
            "endpoints": st.booleans(),
            "seed": st.just(1),
        }
        return name, (), draw(st.fixed_dictionaries({}, optional=optional))
    return name, (), {}


def outcome(call):
    """The answer, iterators as lists; or the type of the error."""
    try:
        found = call()
        return found if isinstance(found, dict) else list(found)
    except Exception as error:
        return type(error)


def same(ours, theirs):
    """Same type, same order; numbers to rounding, whole ones exactly."""
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        assert ours == theirs
        return
    assert list(ours) == list(theirs)
    assert [type(v) for v in ours.values()] == [type(v) for v in theirs.values()]
    np.testing.assert_allclose(list(ours.values()), list(theirs.values()), rtol=1e-9, atol=1e-12)


def may_refuse(graph, name, keywords):
    """Sampling, parallel edges, one path in a graph of others; lengths of paths to be counted that are not above zero; weights of
    ranks that are not numbers from 0 up.
    """
    if keywords.get("k") is not None or graph.is_multigraph() or name == "bidirectional_dijkstra":
        return True
    attribute = keywords.get("weight", "weight" if name == "pagerank" else None)
    if attribute is None or name not in ("betweenness_centrality", "pagerank"):
        return False
    values = [d.get(attribute, 1) for *_, d in graph.edges(data=True)]
    if name == "pagerank":
        return any(v is None or not 0 <= v < float("inf") for v in values)
    # 1e17 + 1 is 1e17: a length that vanishes beside another is as good as none.
    return any(v is not None and (v <= 0 or v >= 1e17) for v in values)


@given(st.data())
@settings(deadline=None, max_examples=300)
def test_any_graph_that_is_taken_gets_networkxs_answer(data):
    graph = data.draw(foreign_graphs())
    name, words, keywords = data.draw(calls(list(graph)))
    graph.__networkx_cache__ = None
    function = partial(getattr(nx, name), graph, *words, **keywords)
    theirs, ours = outcome(function), outcome(partial(function, backend="graphcrm"))
    if ours is NotImplementedError:
        assert may_refuse(graph, name, keywords)
    else:
        same(ours, theirs)


@given(st.data())
@settings(deadline=None, max_examples=200)
def test_our_graph_gets_the_answer_of_its_dictionary_graph(data):
    graph = data.draw(csr_graphs())
    name, words, keywords = data.draw(calls(graph.ids))
    plain = graph.to_networkx()
    theirs = outcome(partial(getattr(nx, name), plain, *words, **keywords))
    ours = outcome(partial(getattr(nx, name), graph, *words, **keywords))
    if ours is NotImplementedError:
        assert keywords.get("k") is not None
    else:
        same(ours, theirs)


@pytest.mark.parametrize("weight", ["weight", "cost", "w", None])
@pytest.mark.parametrize("name", ["pagerank", "single_source_dijkstra_path_length", "betweenness_centrality"])
def test_the_array_graph_knows_weight_and_cost(name, weight):
    graph = CsrGraph.from_edges("abcd", [0, 0, 1, 2, 3], [1, 2, 3, 3, 0], [0.85, 0.5, 0.1, 0.45, 0.65])
    words = ("a",) if "source" in name else ()
    function = partial(getattr(nx, name), weight=weight)
    same(function(graph, *words), function(graph.to_networkx(), *words))


def _grid(kind):
    """Many equally short paths, in hops and by weight, and a part that is cut off."""
    grid = nx.grid_2d_graph(4, 4, create_using=kind)
    grid.add_weighted_edges_from(((0, 0), (i, 3), 2 * i + 1) for i in range(4))
    grid.add_edge("far", "away", weight=2)
    return grid


@pytest.mark.parametrize("endpoints", [False, True])
@pytest.mark.parametrize("normalized", [False, True])
@pytest.mark.parametrize("weight", [None, "weight"])
@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
def test_betweenness_counts_equally_short_paths(kind, weight, normalized, endpoints):
    keywords = {"weight": weight, "normalized": normalized, "endpoints": endpoints}
    function = partial(nx.betweenness_centrality, **keywords)
    same(function(_grid(kind), backend="graphcrm"), function(_grid(kind)))


@pytest.mark.parametrize("length", [0, -1, 0.0])
def test_paths_are_not_counted_over_lengths_that_are_not_above_zero(length):
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([("a", "b", 1), ("b", "c", length), ("c", "b", length)])
    with pytest.raises(NotImplementedError):
        nx.betweenness_centrality(graph, weight="weight", backend="graphcrm")


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name != "bidirectional_dijkstra"])
def test_a_plain_graph_is_taken_by_every_function_but_that_for_one_path(name):
    graph = nx.DiGraph([(1, 2), (2, 3)])
    words = (1,) if "source" in name else ()
    assert outcome(partial(getattr(nx, name), graph, *words, backend="graphcrm")) is not NotImplementedError


@pytest.mark.parametrize(
    ("name", "words", "keywords"),
    [
        ("pagerank", (), {"weight": lambda u, v, d: 1}),
        ("single_source_dijkstra_path_length", (1,), {"weight": lambda u, v, d: 1}),
        ("betweenness_centrality", (), {"weight": lambda u, v, d: 1}),
        ("betweenness_centrality", (), {"k": 2, "seed": 1}),
        ("bidirectional_dijkstra", (1, 3), {}),
        ("pagerank", (), {"damping": 0.5}),
    ],
)
def test_what_is_refused_says_so_and_falls_back_if_allowed(name, words, keywords):
    graph = nx.DiGraph([(1, 2), (2, 3)])
    reason = Dispatcher.can_run(name, (graph, *words), keywords)
    assert isinstance(reason, str)
    assert reason
    with pytest.raises(NotImplementedError, match="for the given arguments"):
        getattr(nx, name)(graph, *words, **keywords, backend="graphcrm")
    if "damping" not in keywords and name != "pagerank":
        with nx.config(backend_priority=["graphcrm"]):
            assert getattr(nx, name)(graph, *words, **keywords) == getattr(nx, name)(
                graph, *words, **keywords, backend="networkx"
            )


def test_ranks_follow_the_weight_that_was_named():
    graph = nx.DiGraph()
    graph.add_edge("a", "b", weight=1, w=9)
    graph.add_edge("a", "c", weight=9, w=1)
    by_w = nx.pagerank(graph, weight="w", backend="graphcrm")
    assert by_w["b"] > by_w["c"]
    assert by_w == pytest.approx(nx.pagerank(graph, weight="w", backend="networkx"))


def test_a_negative_cycle_is_an_error():
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([("a", "b", 1), ("b", "c", -3), ("c", "a", 1)])
    with pytest.raises(ValueError, match="Contradictory"):
        nx.single_source_dijkstra_path_length(graph, "a", backend="graphcrm")


@pytest.mark.parametrize("source", ["?", [1]])
def test_an_absent_source_is_networkxs_error(source):
    graph = CsrGraph.from_edges(["a", "b"], [0], [1], [0.5])
    theirs = outcome(partial(nx.single_source_dijkstra_path_length, graph.to_networkx(), source))
    assert theirs in (nx.NodeNotFound, TypeError)
    assert outcome(partial(nx.single_source_dijkstra_path_length, graph, source)) is theirs


@given(csr_graphs())
@settings(deadline=None)
def test_networkxs_classes_read_the_array_graph_as_it_is(graph):
    plain = graph.to_networkx()
    ties = {(u, v): (w, c) for u, v, w, c in _columns(graph)}
    for found in (plain, nx.DiGraph(graph), nx.MultiDiGraph(graph)):
        assert tuple(found) == graph.ids
        assert {(u, v): (d["weight"], d["cost"]) for u, v, d in found.edges(data=True)} == ties
        assert found.number_of_edges() == graph.number_of_edges()
        assert not any(attributes for _, attributes in found.nodes(data=True))
    assert {frozenset(e) for e in nx.Graph(graph).edges} == {frozenset(pair) for pair in ties}


def _columns(graph):
    names = [graph.ids[i] for i in graph.sources.tolist()], [graph.ids[i] for i in graph.indices.tolist()]
    return zip(*names, graph.weight.tolist(), graph.cost.tolist(), strict=True)


def test_ids_of_two_letters_are_not_read_as_ties():
    graph = CsrGraph.from_edges(["p1", "p2", "p3"], [0, 1], [1, 2], [0.5, 0.25])
    assert set(nx.DiGraph(graph).edges) == {("p1", "p2"), ("p2", "p3")}


def test_reversal_repeats_and_round_trip():
    graph = CsrGraph.from_edges("abc", [0, 0, 1], [1, 1, 2], [0.2, 0.3, 0.4])
    assert list(graph.edges(data="weight")) == [("a", "b", 0.5), ("b", "c", 0.4)]
    assert list(graph.reverse().edges()) == [("b", "a"), ("c", "b")]
    assert nx.to_dict_of_dicts(graph.to_networkx())["a"]["b"]["weight"] == 0.5


def test_an_algorithm_that_is_not_ours_says_so():
    graph = CsrGraph.from_edges("ab", [0], [1], [0.5])
    with pytest.raises(NotImplementedError):
        nx.katz_centrality(graph)
    assert nx.katz_centrality(graph.to_networkx())


def test_ordinary_graphs_are_never_taken_over():
    plain = nx.path_graph(3, create_using=nx.DiGraph)
    assert nx.pagerank(plain).keys() == {0, 1, 2}
    assert not nx.config.backend_priority.algos
    assert not plain.__networkx_cache__


def test_with_our_priority_only_what_pays_is_converted():
    for name in FUNCTIONS:
        worth = Dispatcher.should_run(name, (nx.DiGraph([(1, 2)]),), {})
        assert (worth is True) == (name in ("betweenness_centrality", "pagerank"))
        assert Dispatcher.should_run(name, (), {"G": CsrGraph.from_edges("ab", [0], [1], [0.5])}) is True


def test_the_listed_functions_are_those_that_exist():
    offered = {n for n in vars(Dispatcher) if not n.startswith(("_", "convert", "can_run", "should_run"))}
    assert offered == set(FUNCTIONS)


def test_importing_networkx_does_not_load_us():
    code = "import sys, networkx; print('numpy' in sys.modules, 'graphcrm.graph.backend' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("name", ["betweenness_centrality", "single_source_dijkstra_path_length"])
def test_each_twin_is_the_one_that_runs(name, twin, monkeypatch):
    """Whatever is compared above, it is not Python with Python."""
    ran = []
    monkeypatch.setattr(betweenness, "_summed", lambda *_: ran.append("python") or [0.0] * 3)
    monkeypatch.setattr(distances, "_searched", lambda *_: ran.append("python") or {})
    graph = CsrGraph.from_edges("abc", [0, 1], [1, 2], [0.5, 0.25])
    words = ("a",) if "source" in name else ()
    getattr(nx, name)(graph, *words, weight="cost")
    assert ran == (["python"] if twin == "python" else [])


@st.composite
def large_graphs(draw):
    """More nodes than are searched from at once, with costs or weights of which few are equal, and parts that are cut off."""
    n, degree = draw(st.integers(1, 150)), draw(st.integers(0, 6))
    chosen = np.random.default_rng(draw(st.integers(0, 2**32)))
    sources, targets = chosen.integers(0, n, (2, n * degree))
    levels = draw(st.sampled_from([(1.0,), (0.1, 0.25, 0.45, 0.65, 0.85), tuple(np.linspace(0.01, 0.85, 997))]))
    return CsrGraph.from_edges([f"p{i}" for i in range(n)], sources, targets, chosen.choice(levels, n * degree))


@given(large_graphs(), st.sampled_from(["cost", "weight", None]), st.booleans(), st.data())
@settings(deadline=None, max_examples=40)
def test_larger_graphs_get_the_answers_of_their_dictionary_graphs(graph, weight, endpoints, data):
    plain = graph.to_networkx()
    source, target = (data.draw(st.sampled_from(graph.ids)) for _ in range(2))
    for function in (
        partial(nx.betweenness_centrality, weight=weight, endpoints=endpoints),
        partial(nx.single_source_dijkstra_path_length, source=source, weight=weight),
        partial(nx.pagerank, weight=weight),
        partial(nx.pagerank, weight=weight, personalization={source: 2, target: 1}, nstart={target: 1}),
    ):
        same(function(graph), function(plain))
    path = partial(nx.bidirectional_dijkstra, source=source, target=target, weight=weight)
    assert outcome(lambda: list(path(graph))) == outcome(lambda: list(path(plain)))


def test_whole_lengths_beyond_32_bits_stay_whole():
    graph = nx.DiGraph()
    graph.add_weighted_edges_from(
        [("a", "b", 2**40), ("b", "c", 1), ("a", "c", 2**40 + 1), ("c", "d", 2**29), ("d", "e", 2**29)]
    )
    graph.__networkx_cache__ = None
    for name, words in (("betweenness_centrality", ()), ("single_source_dijkstra_path_length", ("a",))):
        function = partial(getattr(nx, name), graph, *words, weight="weight")
        same(function(backend="graphcrm"), function())
    huge = nx.DiGraph()
    huge.add_weighted_edges_from([("a", "b", 2**60 + 1), ("b", "c", 2)])
    lengths = nx.single_source_dijkstra_path_length(huge, "a", backend="graphcrm")
    assert lengths == {"a": 0, "b": 2**60 + 1, "c": 2**60 + 3}


def test_the_first_path_on_which_both_searches_meet_need_not_be_the_best():
    ties = [("s", "u", 4.5), ("u", "v", 0.4), ("v", "t", 4.5), ("s", "x", 5.0), ("x", "t", 5.0)]
    ids = "stuvx"
    graph = CsrGraph.from_edges(
        ids, [ids.index(u) for u, *_ in ties], [ids.index(v) for _, v, _ in ties], [w for *_, w in ties]
    )
    assert nx.bidirectional_dijkstra(graph, "s", "t") == (9.4, ["s", "u", "v", "t"])
