"""One shortest path, searched from both ends."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count
from math import inf, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.graph.compiled.compiling import loops
from graphcrm.graph.rows import CompressedRows

__all__ = ["best_path"]


#: What is longer by more than rounding is no better, in whatever order lengths are added up.
_NO_SHORTER = 1 + 1e-9
#: What the loop in Python takes for the root of a node.
_SECONDS = 1e-5


def best_path(rows: CompressedRows, source: int, target: int, lengths: NDArray[Any]) -> tuple[Any, list[int]] | None:
    """Length and nodes of a shortest path; None if there is none. `lengths` ≥ 0 follow ``rows.indices``.

    The two searches take turns; a node that both have settled ends them, or that nothing shorter is left. Of the graph they read
    no more than the rows of the nodes that they settle, of n nodes about √n where everybody is few steps from everybody.

    Source: Pohl 1971; which of equally short paths is found depends on the order of turns and rows, which is NetworkX's.
    """
    if source == target:
        return 0, [source]
    fast = loops("best_path", _SECONDS * sqrt(len(rows)))
    if fast is not None:
        found: tuple[float, list[int]] | None = fast.best_path(rows, source, target, lengths, _NO_SHORTER)
        whole = np.issubdtype(lengths.dtype, np.integer)
        if found is None or not whole:
            return found
        if found[0] < 2.0**53:  # as floats whole numbers below are exact
            return int(found[0]), found[1]
    return _searched(rows, source, target, lengths)


def _searched(rows: CompressedRows, source: int, target: int, lengths: NDArray[Any]) -> tuple[Any, list[int]] | None:
    entering, order = rows.entering
    settled: tuple[dict[int, Any], dict[int, Any]] = {}, {}
    best: tuple[dict[int, Any], dict[int, Any]] = {source: 0}, {target: 0}
    before: tuple[dict[int, int], dict[int, int]] = {}, {}
    number = count()
    queues: tuple[list[tuple[Any, int, int]], ...] = [(0, next(number), source)], [(0, next(number), target)]
    shortest: Any = None
    limit = inf
    meeting = side = 1
    while queues[0] and queues[1]:
        side = 1 - side
        near, _, node = heappop(queues[side])
        if node in settled[side]:
            continue
        opposite = queues[1 - side][0][0]
        if near + opposite > limit:
            break
        settled[side][node] = near
        if node in settled[1 - side]:
            break
        if side:
            edges: Any = order[entering[node] : entering[node + 1]]
            nodes = rows.sources[edges].tolist()
        else:
            edges = slice(rows.indptr[node], rows.indptr[node + 1])
            nodes = rows.indices[edges].tolist()
        for onward, hop in zip(nodes, lengths[edges].tolist(), strict=True):
            if onward in settled[side]:
                continue
            far = near + hop
            if onward not in best[side] or far < best[side][onward]:
                best[side][onward] = far
                before[side][onward] = node
                if onward in best[1 - side] and (shortest is None or far + best[1 - side][onward] < shortest):
                    shortest, meeting = far + best[1 - side][onward], onward
                    limit = shortest * _NO_SHORTER
                if far + opposite <= limit:
                    heappush(queues[side], (far, next(number), onward))
    if shortest is None:
        return None
    return shortest, [*_traced(before[0], meeting)[::-1], *_traced(before[1], meeting)[1:]]


def _traced(before: dict[int, int], node: int) -> list[int]:
    path = [node]
    while path[-1] in before:
        path.append(before[path[-1]])
    return path
