"""Lengths of shortest paths from one node."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any

from graphcrm.graph.rows import Rows

__all__ = ["distances"]


def distances(rows: Rows, source: int, lengths: list[Any], cutoff: float | None = None) -> dict[int, Any]:
    """Length by node, nearest first, equally near ones in the order in which they were found.

    `lengths` follow ``rows.indices``: any numbers, or None for an edge that is not there. Paths longer than `cutoff` are left out.

    Raises
    ------
    ValueError
        A settled node is reached by a shorter path: some length is negative.

    Source: Dijkstra 1959.
    """
    targets, ends, hops = rows.indices.tolist(), rows.indptr.tolist(), lengths
    settled: dict[int, Any] = {}
    best: dict[int, Any] = {source: 0}
    found = 0
    queue: list[tuple[Any, int, int]] = [(0, 0, source)]
    while queue:
        near, _, node = heappop(queue)
        if node in settled:
            continue
        settled[node] = near
        for at in range(ends[node], ends[node + 1]):
            hop = hops[at]
            if hop is None:
                continue
            far, onward = near + hop, targets[at]
            if cutoff is not None and far > cutoff:
                continue
            if onward in settled:
                if far < settled[onward]:
                    raise ValueError("Contradictory paths found:", "negative weights?")
            elif onward not in best or far < best[onward]:
                best[onward] = far
                found += 1
                heappush(queue, (far, found, onward))
    return settled
