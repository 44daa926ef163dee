"""A directed weighted graph in compressed rows, which is a NetworkX graph to those who use it.

A dictionary graph of a million people takes half a minute to build and gigabytes to hold; the same graph in arrays takes a
third of a second. NetworkX (≥ 3.5) sends ``nx.pagerank(G)`` and the like to :mod:`graphcrm.graph.backend` when it is given a
graph of this class, so the calls stay NetworkX's and the work runs on arrays. ``to_networkx()`` builds a dictionary graph, on
request only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx as nx

    from graphcrm.graph.influence import InfluenceGraph

__all__ = ["COST_UNIT", "CsrGraph"]

#: Integer costs are −ln ŵ in units of 2⁻²⁰: with whole numbers every library finds the same shortest paths.
COST_UNIT = 1 << 20


@dataclass(frozen=True, eq=False)
class CsrGraph:
    """`indptr`, shape (n + 1,), and `indices`, shape (m,), are int32; `weight`, shape (m,), float64; rows are sources.

    >>> G = CsrGraph.from_edges(["a", "b", "c"], [0, 1], [1, 2], [0.5, 0.25])
    >>> import networkx as nx
    >>> max(nx.pagerank(G), key=nx.pagerank(G).get)
    'c'
    """

    ids: tuple[str, ...]
    indptr: NDArray[np.int32]
    indices: NDArray[np.int32]
    weight: NDArray[np.float64]
    graph: dict[str, Any] = field(default_factory=dict)

    #: NetworkX looks for this name on its arguments.
    __networkx_backend__ = "graphcrm"

    @classmethod
    def from_edges(
        cls,
        ids: Sequence[str],
        sources: Sequence[int] | NDArray[Any],
        targets: Sequence[int] | NDArray[Any],
        weights: Sequence[float] | NDArray[Any],
    ) -> CsrGraph:
        """From parallel columns; repeated (source, target) pairs are added up."""
        n = len(ids)
        row, column = np.asarray(sources, dtype=np.int64), np.asarray(targets, dtype=np.int64)
        place, back = np.unique(row * max(n, 1) + column, return_inverse=True)
        weight = np.bincount(back, weights=np.asarray(weights, dtype=float), minlength=len(place)).astype(float)
        indptr = np.zeros(n + 1, dtype=np.int32)
        np.cumsum(np.bincount(place // max(n, 1), minlength=n), out=indptr[1:])
        return cls(tuple(ids), indptr, (place % max(n, 1)).astype(np.int32), weight)

    @classmethod
    def from_influence(cls, graph: InfluenceGraph) -> CsrGraph:
        """The influence graph with its effective weights."""
        pairs = list(graph.edges)
        return cls.from_edges(
            graph.people,
            [graph.index[s] for s, _ in pairs],
            [graph.index[t] for _, t in pairs],
            [graph.edges[p].weight for p in pairs],
        )

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of a node."""
        return {node: i for i, node in enumerate(self.ids)}

    @cached_property
    def sources(self) -> NDArray[np.int32]:
        """Source of every edge, shape (m,)."""
        return np.repeat(np.arange(len(self.ids), dtype=np.int32), np.diff(self.indptr))

    @cached_property
    def cost(self) -> NDArray[np.int64]:
        """``max(1, round(−ln ŵ · 2²⁰))`` of every edge: shortest paths are the strongest."""
        with np.errstate(divide="ignore"):
            cost = np.round(-np.log(np.maximum(self.weight, 1e-300)) * COST_UNIT)
        return np.maximum(1, cost).astype(np.int64)

    def reverse(self, copy: bool = True) -> CsrGraph:
        """Every edge turned round; what library measures that reward incoming edges have to be given."""
        return CsrGraph.from_edges(self.ids, self.indices, self.sources, self.weight)

    def to_networkx(self) -> nx.DiGraph:
        """A dictionary graph with `weight` and `cost` on its edges."""
        import networkx as nx

        graph = nx.DiGraph(**self.graph)
        graph.add_nodes_from(self.ids)
        columns = zip(
            self.sources.tolist(), self.indices.tolist(), self.weight.tolist(), self.cost.tolist(), strict=True
        )
        graph.add_edges_from((self.ids[s], self.ids[t], {"weight": w, "cost": c}) for s, t, w, c in columns)
        return graph

    def is_directed(self) -> bool:
        return True

    def is_multigraph(self) -> bool:
        return False

    def number_of_nodes(self) -> int:
        return len(self.ids)

    def number_of_edges(self) -> int:
        return len(self.indices)

    @property
    def nodes(self) -> tuple[str, ...]:
        return self.ids

    def edges(self, data: bool | str = False) -> Iterator[tuple[Any, ...]]:
        """(source, target), with the attributes or one of them if asked for."""
        for s, t, w in zip(self.sources.tolist(), self.indices.tolist(), self.weight.tolist(), strict=True):
            if data is False:
                yield self.ids[s], self.ids[t]
            else:
                yield self.ids[s], self.ids[t], {"weight": w} if data is True else {"weight": w}.get(str(data))

    def successors(self, node: str) -> Iterator[str]:
        at = self.index[node]
        return (self.ids[t] for t in self.indices[self.indptr[at] : self.indptr[at + 1]].tolist())

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __contains__(self, node: object) -> bool:
        return node in self.index

    def __repr__(self) -> str:
        return f"CsrGraph({len(self.ids)} people, {len(self.indices)} ties)"
