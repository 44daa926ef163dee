"""NetworkX algorithms on :class:`~graphcrm.graph.csr.CsrGraph`, by NetworkX's own backend mechanism.

NetworkX calls these functions when it is given one of our graphs and never otherwise; we set no global priority. What is not
here raises NetworkX's own "not implemented" error: call ``graph.to_networkx()`` first.
"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.graph.csr import CsrGraph

__all__ = ["Dispatcher", "dispatcher"]

Vector = NDArray[np.float64]


def _vector(graph: CsrGraph, values: Mapping[str, float] | None) -> Vector | None:
    if values is None:
        return None
    vector = np.zeros(len(graph))
    for node, value in values.items():
        vector[graph.index[node]] = value
    total = vector.sum()
    if total == 0:
        raise ZeroDivisionError("the values of personalization, nstart or dangling sum to zero")
    return np.asarray(vector / total, dtype=np.float64)


def _edge_weights(graph: CsrGraph, weight: str | None) -> Vector:
    if weight == "cost":
        return graph.cost.astype(float)
    return graph.weight if weight == "weight" else np.ones(len(graph.indices))


def _as_dict(graph: CsrGraph, values: NDArray[Any]) -> dict[str, Any]:
    return dict(zip(graph.ids, values.tolist(), strict=True))


class Dispatcher:
    """One static method per NetworkX function, with NetworkX's name and parameters."""

    @staticmethod
    def convert_from_nx(graph: Any, *args: Any, **kwargs: Any) -> CsrGraph:
        """A NetworkX graph in arrays (missing weights count as 1; undirected edges both ways)."""
        ids = list(graph)
        index = {node: i for i, node in enumerate(ids)}
        rows = [(index[u], index[v], d.get("weight", 1)) for u, v, d in graph.edges(data=True)]
        if not graph.is_directed():
            rows += [(v, u, w) for u, v, w in rows if u != v]
        sources, targets, weights = zip(*rows, strict=True) if rows else ((), (), ())
        return CsrGraph.from_edges(ids, sources, targets, weights)

    @staticmethod
    def convert_to_nx(value: Any, *args: Any, **kwargs: Any) -> Any:
        return value.to_networkx() if isinstance(value, CsrGraph) else value

    @staticmethod
    def pagerank(
        G: CsrGraph,
        alpha: float = 0.85,
        personalization: Mapping[str, float] | None = None,
        max_iter: int = 100,
        tol: float = 1e-6,
        nstart: Mapping[str, float] | None = None,
        weight: str | None = "weight",
        dangling: Mapping[str, float] | None = None,
    ) -> dict[str, float]:
        """PageRank by power iteration, stopping at NetworkX's criterion ``|Δ|₁ < N · tol``."""
        import networkx as nx

        n = len(G)
        if n == 0:
            return {}
        w = _edge_weights(G, weight)
        out = np.bincount(G.sources, weights=w, minlength=n).astype(float)
        flow = alpha * w / np.where(out > 0, out, 1.0)[G.sources]
        teleport = _vector(G, personalization)
        teleport = np.full(n, 1.0 / n) if teleport is None else teleport
        spread = _vector(G, dangling)
        spread = teleport if spread is None else spread
        start = _vector(G, nstart)
        x = np.full(n, 1.0 / n) if start is None else start
        sinks = np.flatnonzero(out == 0)
        for _ in range(max_iter):
            last = x
            x = np.bincount(G.indices, weights=flow * last[G.sources], minlength=n).astype(float)
            x += alpha * last[sinks].sum() * spread + (1 - alpha) * teleport
            if np.abs(x - last).sum() < n * tol:
                return _as_dict(G, x)
        raise nx.PowerIterationFailedConvergence(max_iter)

    @staticmethod
    def in_degree_centrality(G: CsrGraph) -> dict[str, float]:
        n = len(G)
        return _as_dict(G, np.bincount(G.indices, minlength=n) / (n - 1) if n > 1 else np.ones(n))

    @staticmethod
    def out_degree_centrality(G: CsrGraph) -> dict[str, float]:
        n = len(G)
        return _as_dict(G, np.diff(G.indptr) / (n - 1) if n > 1 else np.ones(n))

    @staticmethod
    def single_source_dijkstra_path_length(
        G: CsrGraph,
        source: str,
        cutoff: float | None = None,
        weight: str | None = "weight",
    ) -> dict[str, float]:
        """Lengths of shortest paths; give ``weight="cost"`` for the strongest paths."""
        lengths, _, order = _dijkstra(G, G.index[source], _lengths(G, weight), cutoff)
        return {G.ids[v]: lengths[v] for v in order}

    @staticmethod
    def betweenness_centrality(
        G: CsrGraph,
        k: int | None = None,
        normalized: bool = True,
        weight: str | None = None,
        endpoints: bool = False,
        seed: Any = None,
    ) -> dict[str, float]:
        """Brandes' algorithm; ``weight="cost"`` runs it on the strongest paths."""
        if k is not None or endpoints:
            raise NotImplementedError("k and endpoints: use to_networkx()")
        n = len(G)
        lengths = _lengths(G, weight)
        total = np.zeros(n)
        for source in range(n):
            total += _dependencies(G, source, lengths)
        if normalized and n > 2:
            total /= (n - 1) * (n - 2)
        return _as_dict(G, total)

    @staticmethod
    def strongly_connected_components(G: CsrGraph) -> Any:
        return _components(G, "strong")

    @staticmethod
    def weakly_connected_components(G: CsrGraph) -> Any:
        return _components(G, "weak")


def _lengths(graph: CsrGraph, weight: str | None) -> list[float]:
    lengths: list[float] = graph.cost.tolist() if weight == "cost" else _edge_weights(graph, weight).tolist()
    return lengths


def _dijkstra(
    graph: CsrGraph, source: int, lengths: list[float], cutoff: float | None = None
) -> tuple[dict[int, float], dict[int, float], list[int]]:
    """Final lengths, numbers of shortest paths, and the nodes in the order in which they were settled."""
    starts, targets = graph.indptr.tolist(), graph.indices.tolist()
    best: dict[int, float] = {source: 0}
    count: dict[int, float] = {source: 1}
    settled: set[int] = set()
    order: list[int] = []
    queue: list[tuple[float, int]] = [(0, source)]
    while queue:
        distance, node = heappop(queue)
        if node in settled:
            continue
        settled.add(node)
        order.append(node)
        for at in range(starts[node], starts[node + 1]):
            onward, length = targets[at], distance + lengths[at]
            if cutoff is not None and length > cutoff:
                continue
            if onward not in best or length < best[onward]:
                best[onward] = length
                count[onward] = count[node]
                heappush(queue, (length, onward))
            elif length == best[onward] and onward not in settled:
                count[onward] += count[node]
    return best, count, order


def _dependencies(graph: CsrGraph, source: int, lengths: list[float]) -> Vector:
    best, count, order = _dijkstra(graph, source, lengths)
    starts, targets = graph.indptr.tolist(), graph.indices.tolist()
    dependency = np.zeros(len(graph))
    for node in reversed(order):
        for at in range(starts[node], starts[node + 1]):
            onward = targets[at]
            if onward != node and best.get(onward) == best[node] + lengths[at]:
                dependency[node] += count[node] / count[onward] * (1 + dependency[onward])
    dependency[source] = 0
    return dependency


def _components(graph: CsrGraph, connection: str) -> Any:
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    n = len(graph)
    matrix = csr_matrix((np.ones(len(graph.indices)), graph.indices, graph.indptr), shape=(n, n))
    _, labels = connected_components(matrix, directed=True, connection=connection)
    found: dict[int, set[str]] = {}
    for node, label in zip(graph.ids, labels.tolist(), strict=True):
        found.setdefault(label, set()).add(node)
    return iter(found.values())


dispatcher = Dispatcher()
