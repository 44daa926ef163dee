"""Lengths of shortest paths from one node."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any

import numpy as np

from graphcrm.graph.compiled.compiling import loops
from graphcrm.graph.rows import CompressedRows, unsigned

__all__ = ["distances"]


#: What the loop in Python takes for a node or an edge.
_SECONDS = 5e-7
_CONTRADICTORY = ("Contradictory paths found:", "negative weights?")


def distances(
    rows: CompressedRows, source: int, weight: str | None, cutoff: float | None = None
) -> tuple[Any, list[Any]]:
    """Nodes and the length to each, nearest first, equally near ones in the order in which they were found.

    `weight` names the lengths of the edges (None: 1 each): any numbers, or None for an edge that is not there. Paths longer than
    `cutoff` are left out.

    Raises ValueError: a settled node is reached by a shorter path: some length is negative.

    Source: Dijkstra 1959.
    """
    fast = loops("distances", _SECONDS * (len(rows) + len(rows.indices)))
    lengths = None if fast is None else rows.numbers(weight)
    if fast is not None and lengths is not None and float(np.abs(lengths).sum()) < 2.0**53:
        longest = float("inf") if cutoff is None else float(cutoff)
        places = unsigned(rows.indptr), unsigned(rows.indices)
        order, found = fast.distances(*places, lengths.astype(np.float64), source, longest)
        if not len(order):
            raise ValueError(*_CONTRADICTORY)
        return order, [0, *found[1:].astype(lengths.dtype).tolist()]
    settled = _searched(rows, source, rows.values(weight), cutoff)
    return list(settled), list(settled.values())


def _searched(rows: CompressedRows, source: int, hops: list[Any], cutoff: float | None) -> dict[int, Any]:
    targets, ends = rows.indices.tolist(), rows.indptr.tolist()
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
                    raise ValueError(*_CONTRADICTORY)
            elif onward not in best or far < best[onward]:
                best[onward] = far
                found += 1
                heappush(queue, (far, found, onward))
    return settled
