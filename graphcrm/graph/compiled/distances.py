"""Lengths of shortest paths from one node: what lies far ahead waits in lists, and only what is near in a heap."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Floats
from graphcrm.graph.compiled.compiling import compiled
from graphcrm.graph.compiled.heap import drop, put

__all__ = ["distances"]


Places = NDArray[np.uint32]

#: Lists to the longest edge: from here on, a list holds what is to come next.
_LISTS = 32
_RING = _LISTS + 2
_NONE = 0xFFFFFFFF


@compiled
def distances(indptr: Places, indices: Places, lengths: Floats, source: int, cutoff: float) -> tuple[Places, Floats]:
    """Nodes nearest first, equally near ones in the order in which they were found, and the length to each.

    Nothing at all if a settled node is reached by a shorter path.

    Lengths from zero up are cut into stretches of a part of the longest edge. A node found in a later stretch goes to the list of that
    stretch, and into the heap when its turn comes, unless it has been reached by a shorter path meanwhile: most have, and the heap
    stays small. With a length below zero there is one stretch. O((n + m) log n), 40 bytes an edge.
    """
    n, m, one, none = len(indptr) - 1, len(indices), np.uint32(1), np.uint32(_NONE)
    best, settled = np.full(n, np.inf), np.zeros(n, dtype=np.bool_)
    order, found = np.empty(n, dtype=np.uint32), 0
    key, entry = np.empty(m + 1), np.empty(m + 1, dtype=np.uint64)
    node, far_to, after = np.empty(m + 1, dtype=np.uint32), np.empty(m + 1), np.empty(m + 1, dtype=np.uint32)
    first, last = np.full(_RING, none), np.full(_RING, none)
    least, longest = 0.0, 0.0
    for length in lengths:
        least, longest = min(least, length), max(longest, length)
    each = _LISTS / longest if longest > 0 and least >= 0 else 0.0

    best[source] = 0.0
    put(key, entry, 0, 0.0, 0, source)
    number, near_by, ahead, stretch = 1, 1, 0, 0
    while near_by or ahead:
        while not near_by and ahead:
            stretch += 1
            at = first[stretch % _RING]
            first[stretch % _RING] = none
            while at != none:
                ahead -= 1
                if far_to[at] == best[node[at]]:
                    put(key, entry, near_by, far_to[at], at, node[at])
                    near_by += 1
                at = after[at]
        if not near_by:
            break
        here, near, near_by = np.uint32(entry[0]), key[0], near_by - 1
        drop(key, entry, near_by)
        if settled[here]:
            continue
        settled[here] = True
        order[found] = here
        found += 1
        for e in range(indptr[here], indptr[here + one]):
            onward, far = indices[e], near + lengths[e]
            if far < best[onward] and far <= cutoff:
                if settled[onward]:
                    return order[:0], best[:0]
                best[onward] = far
                later = int(far * each)
                if later <= stretch:
                    put(key, entry, near_by, far, number, onward)
                    near_by += 1
                else:
                    node[number], far_to[number], after[number] = onward, far, none
                    at = np.uint32(later % _RING)
                    if first[at] == none:
                        first[at] = number
                    else:
                        after[last[at]] = number
                    last[at] = number
                    ahead += 1
                number += 1
    return order[:found], best[order[:found]]
