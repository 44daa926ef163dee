"""The graph kernels beside what a user would reach for: NetworkX on a dictionary graph, SciPy on the same matrix."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from functools import partial

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from benchmarks.measure import Row, call_seconds
from graphcrm.graph.algorithms.pagerank import pagerank
from graphcrm.graph.csr import CsrGraph

__all__ = ["rows"]

_LEVELS = (0.1, 0.25, 0.45, 0.65, 0.85)
_STEPS = 30


def rows() -> Iterator[Row]:
    """Ratios to peers on random networks, one thread; below a limit of 1 / k a kernel is k times as fast as its peer."""
    yield from _pagerank(1_000_000, 6_000_000)
    ours, theirs = _both(1000, 5000)
    between = partial(nx.betweenness_centrality, weight="cost")
    yield _beside("betweenness by cost, 1,000 people", partial(between, ours), partial(between, theirs), 1 / 70, 1)
    ours, theirs = _both(100_000, 500_000)
    lengths = partial(nx.single_source_dijkstra_path_length, source="0", weight="cost")
    yield _beside("lengths from one of 100,000", partial(lengths, ours), partial(lengths, theirs), 1 / 15, 2)


def _random(n: int, m: int) -> CsrGraph:
    chosen = np.random.default_rng(1)
    sources, targets = chosen.integers(0, n, (2, m))
    different = sources != targets
    weights = chosen.choice(_LEVELS, m)
    return CsrGraph.from_edges([str(i) for i in range(n)], sources[different], targets[different], weights[different])


def _both(n: int, m: int) -> tuple[CsrGraph, nx.DiGraph]:
    ours = _random(n, m)
    return ours, ours.to_networkx()


def _beside(name: str, ours: partial[object], theirs: partial[object], limit: float, repeat: int) -> Row:
    ratio = call_seconds(ours, repeat) / call_seconds(theirs, repeat)
    return Row(name, ratio, "×", "NetworkX, dict graph", limit)


def _pagerank(n: int, m: int) -> Iterator[Row]:
    """As many steps each: SciPy's power iteration is a row vector times the matrix, as NetworkX writes it."""
    graph = _random(n, m)
    weights = graph.weight
    # A tolerance that is never reached: both take all their steps.
    ours = call_seconds(lambda: pagerank(graph, weights, 0.85, None, _STEPS, 0.0, None, None), 2)

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

    yield Row("PageRank, 1M people, 6M ties", ours / call_seconds(theirs, 2), "×", "SciPy's power iteration", 1 / 1.5)
    tracemalloc.start()
    pagerank(graph, weights, 0.85, None, 1, 0.0, None, None)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    yield Row("memory of that, the graph apart", peak, "MB", "0.5 GB", 500.0)
