"""Reporting lines as hops: which steps of influence run along the chart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcrm.graph.influence import InfluenceGraph
from graphcrm.model.edges import EdgeKind

__all__ = ["formal_hops"]


def formal_hops(graph: InfluenceGraph) -> NDArray[np.bool_] | None:
    """Whether a reporting line (solid or dotted) joins two people, in either direction.

    Returns
    -------
    boolean array, shape (n, n)
        Symmetric; None if no reporting line among the people of the graph is recorded.
    """
    joined = np.zeros((len(graph.people), len(graph.people)), dtype=bool)
    for edge in graph.snapshot.index.edges(EdgeKind.REPORTS_TO, graph.people):
        if edge.source in graph.index and edge.target in graph.index:
            u, v = graph.index[edge.source], graph.index[edge.target]
            joined[u, v] = joined[v, u] = True
    return joined if joined.any() else None
