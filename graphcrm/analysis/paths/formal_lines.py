"""Reporting lines as hops: which steps of influence run along the chart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcrm.graph.influence import InfluenceGraph
from graphcrm.model.edges import EdgeKind

__all__ = ["formal_hops", "formal_route"]


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


def formal_route(graph: InfluenceGraph, start: str, end: str) -> tuple[str, ...]:
    """Shortest way along the reporting lines, up or down, through people of the graph; of equal ones the first by ids.

    Returns
    -------
    tuple of ids
        From `start` to `end`; empty if no such way is recorded.
    """
    hops = formal_hops(graph)
    came: dict[str, str | None] = {start: None}
    queue = [start]
    for person in queue:
        if person == end:
            break
        beside = [] if hops is None else sorted(graph.people[v] for v in np.flatnonzero(hops[graph.index[person]]))
        for onward in beside:
            if onward not in came:
                came[onward] = person
                queue.append(onward)
    if end not in came:
        return ()
    route: list[str] = []
    at: str | None = end
    while at is not None:
        route.append(at)
        at = came[at]
    return tuple(reversed(route))
