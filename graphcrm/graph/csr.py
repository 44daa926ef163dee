"""A directed weighted graph in compressed rows, for networks too large for dictionaries.

A dictionary graph of a million people takes half a minute to build and gigabytes to hold; the same graph in arrays takes a
third of a second. It is not a NetworkX graph: it holds weights only and never changes. But NetworkX (≥ 3.5) sends the
functions of :data:`graphcrm.graph.backend_info.FUNCTIONS`, such as ``nx.pagerank(G)``, to :mod:`graphcrm.graph.backend` when
it is given a graph of this class, and raises NotImplementedError in the others; ``to_networkx()`` or ``nx.DiGraph(G)`` builds a
dictionary graph, on request only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.dataclass import dataclass
from graphcrm.graph.rows import CompressedRows

if TYPE_CHECKING:
    import networkx as nx

    from graphcrm.graph.influence import InfluenceGraph

__all__ = ["COST_UNIT", "CsrGraph"]


#: Integer costs are −ln ŵ in units of 2⁻²⁰: with whole numbers every library finds the same shortest paths.
COST_UNIT = 1 << 20


@dataclass(frozen=True, eq=False)
class CsrGraph(CompressedRows):
    """`indptr`, shape (n + 1,), and `indices`, shape (m,), are int32; `weight`, shape (m,), float64; rows are sources.

    Raises NotImplementedError where NetworkX has a function that does not run on arrays; ``nx.DiGraph(G)`` runs all of them.

    >>> G = CsrGraph.from_edges(["a", "b", "c"], [0, 1], [1, 2], [0.5, 0.25])
    >>> import networkx as nx
    >>> max(nx.pagerank(G), key=nx.pagerank(G).get)
    'c'
    """

    ids: tuple[str, ...]
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

        return nx.DiGraph(self)

    def is_directed(self) -> bool:
        return True

    def is_multigraph(self) -> bool:
        return False

    def number_of_nodes(self) -> int:
        return len(self.ids)

    def number_of_edges(self) -> int:
        return len(self.indices)

    def column(self, name: str | None) -> NDArray[Any]:
        """`weight`, `cost`, or a one for each edge under any other name."""
        if name == "weight":
            return self.weight
        return self.cost if name == "cost" else np.ones(len(self.indices), dtype=np.int64)

    def lengths(self, name: str | None) -> NDArray[Any] | None:
        """The same if all of them are numbers from zero up."""
        return self.column(name) if name != "weight" or self._never_below_zero else None

    @cached_property
    def _never_below_zero(self) -> bool:
        return bool((self.weight >= 0).all())

    def values(self, name: str | None) -> list[Any]:
        return list(self.column(name).tolist())

    def numbers(self, name: str | None) -> NDArray[Any] | None:
        column = self.column(name)
        return column if np.isfinite(column).all() else None

    def floats(self, name: str | None) -> NDArray[np.float64]:
        return self.weight if name == "weight" else super().floats(name)

    @property
    def nodes(self) -> Mapping[str, Mapping[str, Any]]:
        """People in order; they carry no attributes."""
        return {node: {} for node in self.ids}

    @property
    def adj(self) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
        """The graph as dictionaries of dictionaries, which is how NetworkX's classes read a foreign graph."""
        rows: dict[str, dict[str, dict[str, Any]]] = {node: {} for node in self.ids}
        columns = zip(
            self.sources.tolist(), self.indices.tolist(), self.weight.tolist(), self.cost.tolist(), strict=True
        )
        for s, t, weight, cost in columns:
            rows[self.ids[s]][self.ids[t]] = {"weight": weight, "cost": cost}
        return rows

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

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __contains__(self, node: object) -> bool:
        return node in self.index

    def __repr__(self) -> str:
        return f"CsrGraph({len(self.ids)} people, {len(self.indices)} ties)"
