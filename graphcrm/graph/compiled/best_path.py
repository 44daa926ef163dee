"""One shortest path, searched from both ends, without an object a node."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Floats
from graphcrm.graph.compiled.compiling import compiled
from graphcrm.graph.compiled.heap import drop, put
from graphcrm.graph.rows import CompressedRows, unsigned

__all__ = ["best_path"]


Places = NDArray[np.uint32]

#: What is known of a node from one end; 0: nothing.
_SEEN, _SETTLED = 1, 2


def best_path(
    rows: CompressedRows, source: int, target: int, lengths: NDArray[Any], no_shorter: float
) -> tuple[float, list[int]] | None:
    """Length and nodes of a shortest path, the one of :func:`graphcrm.graph.algorithms.best_path.best_path`; None if there is none.

    `lengths`, shape (m,), ≥ 0, follow ``rows.indices`` and are added up as floats. Costs what the settled nodes' rows cost, since
    memory that is not read is not filled either.
    """
    n = len(rows)
    # Zeros that the system has at hand: only pages that are read take memory and time.
    known, best, before = np.zeros((2, n), dtype=np.uint8), np.empty((2, n)), np.empty((2, n), dtype=np.uint32)
    entering, order = rows.entering
    edges = unsigned(rows.indptr), unsigned(rows.indices), unsigned(entering), order, unsigned(rows.sources), lengths
    length, path = _searched(*edges, source, target, no_shorter, known, best, before)
    return (float(length), path.tolist()) if len(path) else None


@compiled
def _searched(
    indptr: Places,
    targets: Places,
    entering: Places,
    order: NDArray[np.intp],
    sources: Places,
    lengths: NDArray[Any],
    source: int,
    target: int,
    no_shorter: float,
    known: NDArray[np.uint8],
    best: Floats,
    before: Places,
) -> Any:
    """Length and path, empty if there is none; rows of `known`, `best` and `before` are the two ends."""
    one, room = np.uint32(1), len(targets) + 1
    key, entry, waiting = np.empty((2, room)), np.empty((2, room), dtype=np.uint64), np.ones(2, dtype=np.int64)
    ends = (source, target)
    for side in range(2):
        known[side, ends[side]], best[side, ends[side]] = _SEEN, 0.0
        put(key[side], entry[side], 0, 0.0, side, ends[side])
    number, side, meets, meeting = 2, 1, False, source
    shortest, limit = np.inf, np.inf
    while waiting[0] and waiting[1]:
        side = 1 - side
        node, near, opposite = np.uint32(entry[side, 0]), key[side, 0], key[1 - side, 0]
        waiting[side] -= 1
        drop(key[side], entry[side], waiting[side])
        if known[side, node] == _SETTLED:
            continue
        if near + opposite > limit:
            break
        known[side, node] = _SETTLED
        if known[1 - side, node] == _SETTLED:
            break
        row = entering if side else indptr
        for place in range(row[node], row[node + one]):
            edge = np.uint32(order[place]) if side else np.uint32(place)
            onward = sources[edge] if side else targets[edge]
            if known[side, onward] == _SETTLED:
                continue
            far = near + lengths[edge]
            if known[side, onward] and far >= best[side, onward]:
                continue
            known[side, onward], best[side, onward], before[side, onward] = _SEEN, far, node
            if known[1 - side, onward] and (not meets or far + best[1 - side, onward] < shortest):
                shortest, meeting, meets = far + best[1 - side, onward], onward, True
                limit = shortest * no_shorter
            if far + opposite <= limit:
                put(key[side], entry[side], waiting[side], far, number, onward)
                number, waiting[side] = number + 1, waiting[side] + 1
    path = np.empty(0, dtype=np.uint32)
    if meets:
        path = np.concatenate((_traced(before[0], meeting, source)[::-1], _traced(before[1], meeting, target)[1:]))
    return shortest, path


@compiled
def _traced(before: Places, node: int, end: int) -> Places:
    """From a node back to an end."""
    found, at = 1, node
    while at != end:
        at = before[at]
        found += 1
    path = np.empty(found, dtype=np.uint32)
    path[0] = node
    for step in range(1, found):
        path[step] = before[path[step - 1]]
    return path
