"""A heap of lengths in which four entries follow each, so that those looked at together lie together.

``key[:size]`` are lengths, ``entry[:size]`` the number of an entry and, in the lower half of its bits, its node: of equal lengths the one
that was put in first comes first, as in NetworkX, whose heap holds tuples.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Floats
from graphcrm.graph.compiled.compiling import compiled

__all__ = ["Entries", "drop", "put"]


Entries = NDArray[np.uint64]


@compiled
def put(key: Floats, entry: Entries, size: int, length: float, number: int, node: int) -> None:
    """Put a node into a heap of `size`; `number` is higher than all before, so that it stays below its equals."""
    at = np.uint32(size)
    while at > 0:
        above = (at - np.uint32(1)) >> np.uint32(2)
        if key[above] <= length:
            break
        key[at], entry[at] = key[above], entry[above]
        at = above
    key[at], entry[at] = length, np.uint64(number) << np.uint64(32) | np.uint64(node)


@compiled
def drop(key: Floats, entry: Entries, size: int) -> None:
    """Take the first away, so that `size` entries are left."""
    length, what = key[size], entry[size]
    at, end = np.uint32(0), np.uint32(size)
    while True:
        below = np.uint32(4) * at + np.uint32(1)
        if below >= end:
            break
        least = below
        for other in range(below + np.uint32(1), min(below + np.uint32(4), end)):
            if key[other] < key[least] or (key[other] == key[least] and entry[other] < entry[least]):
                least = np.uint32(other)
        if length < key[least] or (length == key[least] and what < entry[least]):
            break
        key[at], entry[at] = key[least], entry[least]
        at = least
    key[at], entry[at] = length, what
