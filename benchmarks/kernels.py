"""The graph kernels beside what a user would reach for: NetworkX on a dictionary graph, SciPy, and igraph and networkit if they are there.

``pip install -r benchmarks/peers.txt`` brings the peers that graphcrm itself may not need. Every peer is given its graph in its own form;
what it takes to make that is not counted, on either side. Below a limit of 1 / k a kernel is k times as fast as its peer; compiled loops
have been loaded before.
"""

from __future__ import annotations

import random
import subprocess
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from scipy.sparse import csr_array, diags_array
from scipy.sparse.csgraph import dijkstra
from scipy.sparse.linalg import spsolve

from benchmarks.measure import Row, call_seconds, in_turns, python
from graphcrm.analysis.influence.share import influence_share
from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.network.scores import Scorer
from graphcrm.analysis.situation import Situation
from graphcrm.graph.algorithms.pagerank import pagerank
from graphcrm.graph.compiled.compiling import loops
from graphcrm.graph.csr import CsrGraph
from graphcrm.workspace.door import Workspace

__all__ = ["igraph_of", "random_graph", "rows"]

_LEVELS = (0.1, 0.25, 0.45, 0.65, 0.85)
_STEPS = 30
_DRAWS, _PEER_DRAWS = 1000, 20


def rows(root: Path, scratch: Path) -> Iterator[Row]:
    """Ratios to peers on random networks, one thread."""
    for name in ("best_path", "betweenness", "distances", "flow", "pagerank", "worlds"):
        loops(name, float("inf"))
    yield from _pipeline(100, 500)
    yield from _betweenness(1000, 5000)
    yield from _draws(root, scratch, 512, 2600)
    yield from _shortest(100_000, 500_000)
    graph = random_graph(1_000_000, 6_000_000)
    yield from _pagerank(graph)
    scorer = Scorer.of(len(graph), graph.sources.astype(np.int64), graph.indices.astype(np.int64))
    share = scorer.attention(graph.weight[:, None])
    seconds = call_seconds(partial(scorer.fj_share, share, None, 1e-12), 2)
    yield Row("Friedkin–Johnsen shares, 1M people, 6M ties", seconds, "s", "—", 1.5)


def random_graph(n: int, m: int, seed: int = 1) -> CsrGraph:
    chosen = np.random.default_rng(seed)
    sources, targets = chosen.integers(0, n, (2, m))
    different = sources != targets
    weights = chosen.choice(_LEVELS, m)
    return CsrGraph.from_edges([str(i) for i in range(n)], sources[different], targets[different], weights[different])


def _peer(name: str) -> Any:
    """A library that may be missing."""
    try:
        return import_module(name)
    except ImportError:
        print(f"{name} left out: pip install -r benchmarks/peers.txt", flush=True)
        return None


def igraph_of(graph: CsrGraph) -> Any:
    igraph = _peer("igraph")
    pairs = zip(graph.sources.tolist(), graph.indices.tolist(), strict=True)
    return igraph and igraph.Graph(n=len(graph), edges=list(pairs), directed=True)


def _pipeline(n: int, m: int) -> Iterator[Row]:
    """Account after account: weighted betweenness, PageRank, lengths from one, shares of the decision of one (NumPy for all of them)."""
    graphs = [random_graph(n, m, seed) for seed in range(10)]
    between, lengths = nx.betweenness_centrality, nx.single_source_dijkstra_path_length
    r = np.eye(n)[0]

    def ours(graph: Any, dense: Any) -> None:
        between(graph, weight="cost")
        nx.pagerank(graph, tol=1e-9)
        lengths(graph, "0", weight="cost")
        influence_share(dense, r, np.ones(n))

    def igraphs(graph: Any, dense: Any, cost: Any, weight: Any) -> None:
        graph.betweenness(weights=cost)
        graph.pagerank(weights=weight)
        graph.distances(0, weights=cost)
        influence_share(dense, r, np.ones(n))

    def each(function: Callable[..., None], cases: Sequence[tuple[Any, ...]]) -> Callable[[], None]:
        def all_of_them() -> None:
            for case in cases:
                function(*case)

        return all_of_them

    dense = [np.asarray(csr_array((g.weight, g.indices, g.indptr), shape=(n, n)).todense()) for g in graphs]
    mine = each(ours, list(zip(graphs, dense, strict=True)))
    plain = each(ours, [(g.to_networkx(), matrix) for g, matrix in zip(graphs, dense, strict=True)])
    name = f"graph pipeline, accounts of {n} people"
    of_ours, of_plain = in_turns(mine, plain)
    yield Row(name, of_ours / of_plain, "×", "NetworkX", 1 / 60)
    if (made := [igraph_of(g) for g in graphs])[0] is not None:
        cases = [
            (peer, matrix, g.cost.tolist(), g.weight.tolist())
            for peer, g, matrix in zip(made, graphs, dense, strict=True)
        ]
        of_ours, of_igraph = in_turns(mine, each(igraphs, cases), repeat=60)
        yield Row(name, of_ours / of_igraph, "×", "igraph", 1 / 2.5)


def _betweenness(n: int, m: int) -> Iterator[Row]:
    graph = random_graph(n, m)
    between = partial(nx.betweenness_centrality, weight="cost")
    ours, name = call_seconds(partial(between, graph), 5), f"betweenness by cost, {n:,} people"
    yield Row(name, ours / call_seconds(partial(between, graph.to_networkx()), 2), "×", "NetworkX", 1 / 70)
    if (peer := igraph_of(graph)) is not None:
        yield Row(
            name, ours / call_seconds(partial(peer.betweenness, weights=graph.cost.tolist())), "×", "igraph", None
        )
    if (networkit := _peer("networkit")) is not None:
        networkit.setNumberOfThreads(1)
        peer = networkit.Graph(n, weighted=True, directed=True)
        for edge in zip(graph.sources.tolist(), graph.indices.tolist(), graph.cost.tolist(), strict=True):
            peer.addEdge(*edge)
        theirs = call_seconds(lambda: networkit.centrality.Betweenness(peer).run())
        yield Row(name, ours / theirs, "×", "networkit", None)


def _draws(root: Path, scratch: Path, people: int, ties: int) -> Iterator[Row]:
    """Shares in a thousand possible worlds of one account; NetworkX draws ties, builds a graph, and SciPy solves it."""
    data, store = scratch / "draws", scratch / "draws.graphcrm"
    making = [python(), str(root / "datasets" / "generate.py"), str(data), "--people", str(people)]
    subprocess.run([*making, "--ties", str(ties), "--accounts", "1", "--seed", "1"], check=True, capture_output=True)
    workspace = Workspace(store)
    workspace.import_tables(data, today="2026-06-30")
    situation = Situation.of(workspace.snapshot(date(2026, 6, 30)))
    graph, r = situation.graph, situation.r
    chosen = random.Random(1)

    def theirs() -> None:
        for _ in range(_PEER_DRAWS):
            world = nx.DiGraph()
            world.add_nodes_from(graph.people)
            for (u, v), edge in graph.edges.items():
                if chosen.random() < max(part.q for part in edge.parts):
                    world.add_edge(u, v, weight=edge.weight)
            matrix = nx.to_scipy_sparse_array(world, nodelist=graph.people)
            _ = graph.kappa * spsolve((diags_array(graph.kappa + matrix.sum(axis=0)) - matrix).tocsc(), r)

    ours, twenty = in_turns(partial(draw, situation, draws=_DRAWS), theirs, repeat=5)
    each = twenty / _PEER_DRAWS
    yield Row(f"{_DRAWS:,} draws of {len(graph.people)} people", ours / (each * _DRAWS), "×", "NetworkX, SciPy", 1 / 80)


def _shortest(n: int, m: int) -> Iterator[Row]:
    graph = random_graph(n, m)
    plain, peer, cost = graph.to_networkx(), igraph_of(graph), graph.cost.tolist()
    lengths = partial(nx.single_source_dijkstra_path_length, source="0", weight="cost")
    ours, name = call_seconds(partial(lengths, graph), 5), f"lengths from one of {n:,}"
    yield Row(name, ours / call_seconds(partial(lengths, plain), 2), "×", "NetworkX", 1 / 15)
    matrix = csr_array((graph.cost.astype(float), graph.indices, graph.indptr), shape=(n, n))
    yield Row(name, ours / call_seconds(lambda: dijkstra(matrix, indices=0)), "×", "SciPy, an array", None)
    if peer is not None:
        yield Row(name, ours / call_seconds(lambda: peer.distances(0, weights=cost)), "×", "igraph, a list", None)
    ends = [str(i) for i in range(1, n, n // 9)]
    ends = [end for end in ends if nx.has_path(plain, "0", end)]

    def each(function: Callable[..., object], graph: Any, repeat: int) -> float:
        return call_seconds(lambda: [function(graph, "0", end, weight="cost") for end in ends], repeat)

    ours, name = each(nx.bidirectional_dijkstra, graph, 5), f"one best path of {n:,}, mean of {len(ends)}"
    yield Row(name, ours / each(nx.dijkstra_path, plain, 1), "×", "NetworkX's dijkstra_path", 1 / 300)
    yield Row(name, ours / each(nx.bidirectional_dijkstra, plain, 3), "×", "NetworkX's from both ends", None)


def _pagerank(graph: CsrGraph) -> Iterator[Row]:
    """As many steps each: SciPy's power iteration is a row vector times the matrix, as NetworkX writes it."""
    n, weights = len(graph), graph.weight

    def theirs() -> object:
        matrix = csr_array((weights, graph.indices, graph.indptr), shape=(n, n))
        total = matrix.sum(axis=1)
        sinks = np.flatnonzero(total == 0)
        total[total != 0] = 1 / total[total != 0]
        matrix = csr_array((weights * total[graph.sources], graph.indices, graph.indptr), shape=(n, n))
        x = np.full(n, 1 / n)
        for _ in range(_STEPS):
            last = x
            x = 0.85 * (x @ matrix + x[sinks].sum() / n) + 0.15 / n
            np.abs(x - last).sum()
        return x

    # A tolerance that is never reached: both take all their steps.
    ours, scipys = in_turns(lambda: pagerank(graph, weights, 0.85, None, _STEPS, 0.0, None, None), theirs, repeat=4)
    yield Row("PageRank, 1M people, 6M ties", ours / scipys, "×", "SciPy's power iteration", 1 / 1.5)
    tracemalloc.start()
    pagerank(graph, weights, 0.85, None, 1, 0.0, None, None)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    yield Row("memory of that, the graph apart", peak, "MB", "0.5 GB", 500.0)
