"""Adding up many rows by key without a loop over keys: a few operations on whole arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Layers"]

Array = NDArray[Any]
Bits = NDArray[np.uint64]


class Layers:
    """Rows that have to be added up by key, in jagged diagonals (Saad 1989): a layer has the next row of every key that has one
    more. Keys stand in the order of their number of rows, most first, so that a layer is added to the first so many of them, as one
    array to another.

    `rows` are the keys in this order, `place` is where in it each key stands, and `order` that of what is added, `key` its places.
    """

    def __init__(self, key: Array, n: int) -> None:
        sizes = np.bincount(key, minlength=n)
        self.rows = np.argsort(-sizes, kind="stable")
        self.place = np.empty(n, dtype=np.intp)
        self.place[self.rows] = np.arange(n)
        by_key = np.argsort(self.place[key], kind="stable")
        sizes = sizes[self.rows]
        layer = np.arange(len(key)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        self.order = by_key[np.argsort(layer, kind="stable")]
        self._widths: list[int] = np.bincount(layer).tolist()
        self.key = self.place[key[self.order]]

    def add(self, into: Array, values: Array) -> None:
        """Add values, which stand in `order`, to the rows of their keys, which stand in the order of `rows`."""
        start = 0
        for width in self._widths:
            into[:width] += values[start : start + width]
            start += width

    def add_taken(self, into: Array, z: Array, row: Array, factor: Array) -> None:
        """Add ``factor · z[row]`` likewise, a layer at a time, so that what is taken stays in the cache."""
        start, room = 0, np.empty_like(into)
        for width in self._widths:
            end, taken = start + width, room[:width]
            z.take(row[start:end], axis=0, out=taken, mode="clip")
            taken *= factor[start:end]
            into[:width] += taken
            start = end

    def join_taken(self, into: Bits, row: Array, mask: Bits) -> None:
        """Join the bits ``mask & into[row]`` to the rows of their keys; what a layer has joined, the next ones take with it."""
        start, room = 0, np.empty_like(into)
        for width in self._widths:
            end, taken = start + width, room[:width]
            into.take(row[start:end], axis=0, out=taken, mode="clip")
            taken &= mask[start:end]
            into[:width] |= taken
            start = end
