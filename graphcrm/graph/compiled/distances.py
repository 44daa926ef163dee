"""Lengths of shortest paths from one node, with a heap of numbers instead of tuples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Floats
from graphcrm.graph.compiled.compiling import compiled

__all__ = ["distances"]

Places = NDArray[np.uint32]


@compiled
def distances(indptr: Places, indices: Places, lengths: Floats, source: int, cutoff: float) -> tuple[Places, Floats]:
    """Nodes nearest first, equally near ones in the order in which they were found, and the length to each.

    Nothing at all if a settled node is reached by a shorter path. What is put into the heap is numbered, so that a length and
    that number order the heap as NetworkX's tuples do.
    """
    n = len(indptr) - 1
    best, settled = np.full(n, np.inf), np.zeros(n, dtype=np.bool_)
    order, found = np.empty(n, dtype=np.uint32), 0
    size = len(indices) + 1
    node, heap, key = np.empty(size, dtype=np.uint32), np.empty(size, dtype=np.uint32), np.empty(size)
    best[source], key[0], node[0], heap[0] = 0.0, 0.0, source, 0
    put, waiting = 1, 1
    while waiting:
        here, near, waiting = node[heap[0]], key[0], waiting - 1
        _sink(heap, key, waiting)
        if settled[here]:
            continue
        settled[here] = True
        order[found] = here
        found += 1
        for e in range(indptr[here], indptr[here + 1]):
            onward, far = indices[e], near + lengths[e]
            if far < best[onward] and far <= cutoff:
                if settled[onward]:
                    return order[:0], best[:0]
                best[onward], node[put] = far, onward
                _rise(heap, key, waiting, put, far)
                put, waiting = put + 1, waiting + 1
    return order[:found], best[order[:found]]


@compiled
def _sink(heap: Places, key: Floats, size: int) -> None:
    """Put the last of `size` + 1 entries in the place of the first, which was taken."""
    entry, length, at = heap[size], key[size], 0
    while 2 * at + 1 < size:
        below = 2 * at + 1
        other = below + 1
        if other < size and (key[other] < key[below] or (key[other] == key[below] and heap[other] < heap[below])):
            below = other
        if length < key[below] or (length == key[below] and entry < heap[below]):
            break
        heap[at], key[at] = heap[below], key[below]
        at = below
    heap[at], key[at] = entry, length


@compiled
def _rise(heap: Places, key: Floats, size: int, entry: int, length: float) -> None:
    """Put an entry with a new number into a heap of `size`."""
    at = size
    while at and key[(at - 1) >> 1] > length:
        above = (at - 1) >> 1
        heap[at], key[at] = heap[above], key[above]
        at = above
    heap[at], key[at] = entry, length
