"""NetworkX's functions on our graphs, by NetworkX's own backend mechanism.

NetworkX calls these when it is given a :class:`~graphcrm.graph.csr.CsrGraph`, or another graph and ``backend="graphcrm"``; we
set no global priority. A call is taken only where the answer is NetworkX's: same values (to rounding), same types, same order,
same errors. The rest is refused with the reason (``can_run``), and NetworkX raises NotImplementedError or, where the user has
allowed it, runs its own function. NetworkX's own tests are run through here by ``make nx-suite``.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

import numpy as np

from graphcrm.dataclass import dataclass
from graphcrm.graph.algorithms.best_path import best_path
from graphcrm.graph.algorithms.betweenness import betweenness
from graphcrm.graph.algorithms.components import strong_components, weak_components
from graphcrm.graph.algorithms.distances import distances
from graphcrm.graph.algorithms.pagerank import pagerank
from graphcrm.graph.csr import CsrGraph
from graphcrm.graph.rows import CompressedRows

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ConvertedGraph", "Dispatcher", "dispatcher"]


@dataclass(frozen=True, eq=False)
class ConvertedGraph(CompressedRows):
    """Nodes, neighbours and values in NetworkX's own order and of their own types: nothing is rounded or renamed."""

    directed: bool
    attributes: Mapping[str, list[Any]]

    @classmethod
    def of(cls, graph: nx.Graph, attributes: Iterable[str] = ()) -> ConvertedGraph:
        """A graph without parallel edges."""
        rows = dict(graph.adjacency())
        place = {node: i for i, node in enumerate(rows)}
        indptr = np.array([0, *accumulate(map(len, rows.values()))], dtype=np.int32)
        indices = np.array([place[v] for v in chain.from_iterable(rows.values())], dtype=np.int32)
        values = {name: [d.get(name, 1) for row in rows.values() for d in row.values()] for name in attributes}
        return cls(tuple(rows), indptr, indices, graph.is_directed(), values)

    def is_directed(self) -> bool:
        return self.directed

    def values(self, name: str | None) -> list[Any]:
        return [1] * len(self.indices) if name is None else self.attributes[name]


#: The rest is as quick as reading the graph once.
_WORTH_CONVERTING = frozenset({"betweenness_centrality", "pagerank"})


class Dispatcher:
    """What NetworkX asks of a backend, and one static method per function, with NetworkX's name and parameters."""

    @staticmethod
    def convert_from_nx(graph: Any, edge_attrs: Mapping[str, Any] | None = None, **rest: Any) -> ConvertedGraph:
        """A NetworkX graph in arrays, with the edge attributes that the function reads; `can_run` has looked at it before."""
        return ConvertedGraph.of(graph, edge_attrs or ())

    @staticmethod
    def convert_to_nx(value: Any, **rest: Any) -> Any:
        """Our array graph as a dictionary graph; other results are NetworkX's already."""
        return value.to_networkx() if isinstance(value, CsrGraph) else value

    @staticmethod
    def can_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
        """Whether the answer would be NetworkX's, or why not."""
        try:
            given = _signature(name).bind(*args, **kwargs).arguments
        except TypeError as error:
            return str(error)
        if _is_foreign(given["G"]):
            if given["G"].is_multigraph():
                return "parallel edges are NetworkX's"
            if name == "bidirectional_dijkstra":
                return "in which order edges enter a node is NetworkX's, and reading the graph takes longer than the search"
        if callable(given.get("weight")):
            return "weights by function are NetworkX's"
        if given.get("k") is not None:
            return "sampling is NetworkX's"
        return True

    @staticmethod
    def should_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
        """Asked where a user gives us priority for all graphs: whether it pays to convert one."""
        graph = args[0] if args else kwargs["G"]
        if _is_foreign(graph) and name not in _WORTH_CONVERTING:
            return "converting the graph takes longer than NetworkX's answer"
        return True

    @staticmethod
    def pagerank(
        G: CompressedRows,
        alpha: float = 0.85,
        personalization: Mapping[Any, float] | None = None,
        max_iter: int = 100,
        tol: float = 1e-6,
        nstart: Mapping[Any, float] | None = None,
        weight: str | None = "weight",
        dangling: Mapping[Any, float] | None = None,
    ) -> dict[Any, float]:
        import networkx as nx

        if not len(G):
            return {}
        found = pagerank(G, G.floats(weight), alpha, personalization, max_iter, tol, nstart, dangling)
        if found is None:
            raise nx.PowerIterationFailedConvergence(max_iter)
        return dict(zip(G.ids, found.tolist(), strict=True))

    @staticmethod
    def in_degree_centrality(G: CompressedRows) -> dict[Any, float]:
        return _degree_centrality(G, np.bincount(G.indices, minlength=len(G)).tolist())

    @staticmethod
    def out_degree_centrality(G: CompressedRows) -> dict[Any, float]:
        return _degree_centrality(G, np.diff(G.indptr).tolist())

    @staticmethod
    def single_source_dijkstra_path_length(
        G: CompressedRows, source: Any, cutoff: float | None = None, weight: str | None = "weight"
    ) -> dict[Any, Any]:
        import networkx as nx

        if source not in G.index:
            raise nx.NodeNotFound(f"Node {source} not found in graph")
        nodes, lengths = distances(G, G.index[source], weight, cutoff)
        return dict(zip(G.names[nodes].tolist(), lengths, strict=True))

    @staticmethod
    def bidirectional_dijkstra(
        G: CsrGraph, source: Any, target: Any, weight: str | None = "weight"
    ) -> tuple[Any, list[Any]]:
        import networkx as nx

        for name, node in (("Source", source), ("Target", target)):
            if node not in G.index:
                raise nx.NodeNotFound(f"{name} {node} is not in G")
        lengths = G.lengths(weight)
        if lengths is None:
            raise NotImplementedError("a length that is not a number from zero up")
        found = best_path(G, G.index[source], G.index[target], lengths)
        if found is None:
            raise nx.NetworkXNoPath(f"No path between {source} and {target}.")
        length, path = found
        return length, [G.ids[node] for node in path]

    @staticmethod
    def betweenness_centrality(
        G: CompressedRows,
        k: None = None,
        normalized: bool = True,
        weight: str | None = None,
        endpoints: bool = False,
        seed: Any = None,
    ) -> dict[Any, float]:
        return dict(zip(G.ids, betweenness(G, weight, normalized, endpoints), strict=True))

    @staticmethod
    def strongly_connected_components(G: CompressedRows) -> Iterator[set[Any]]:
        return ({G.ids[node] for node in found} for found in strong_components(G))

    @staticmethod
    def weakly_connected_components(G: CompressedRows) -> Iterator[set[Any]]:
        return ({G.ids[node] for node in found} for found in weak_components(G))


@cache
def _signature(name: str) -> inspect.Signature:
    """Parameters of a function: NetworkX asks before every call, and reading them anew takes as long as a small graph."""
    return inspect.signature(getattr(Dispatcher, name))


def _is_foreign(graph: Any) -> bool:
    return not isinstance(graph, CsrGraph)


def _degree_centrality(graph: CompressedRows, degrees: list[int]) -> dict[Any, float]:
    if len(graph) <= 1:
        return dict.fromkeys(graph.ids, 1)
    share = 1.0 / (len(graph) - 1.0)
    return {node: degree * share for node, degree in zip(graph.ids, degrees, strict=True)}


dispatcher = Dispatcher()
