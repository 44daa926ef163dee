"""A NetworkX graph in rows, with the edge attributes that one call asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

import numpy as np

from graphcrm.dataclass import dataclass
from graphcrm.graph.rows import CompressedRows

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ConvertedGraph"]


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
