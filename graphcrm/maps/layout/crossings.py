"""Which straight lines between cells cross, found once for every line that is asked about.

Two lines cross if each has its ends on both sides of the other; so a line from a cell to itself crosses nothing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["Crossings"]

Whole = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
#: Of so few lines it is found at once.
_ALL = 2500


class Crossings:
    """Of lines between cells at whole coordinates; `number` says which is the line between two cells."""

    def __init__(self, x: Whole, y: Whole) -> None:
        n = len(x)
        self._first, self._last = first, last = np.triu_indices(n)
        self.lines = len(first)
        self.number = np.empty((n, n), dtype=np.int64)
        self.number[first, last] = self.number[last, first] = np.arange(self.lines)
        wide, high = (z[None, :] - z[:, None] for z in (x, y))
        #: On which side of the way from a first to a second cell a third one is; the same of both ends of every line.
        self._side = np.sign(wide[:, :, None] * high[:, None, :] - high[:, :, None] * wide[:, None, :]).astype(np.int8)
        self._turn = self._side[:, first, last]
        self._known = np.zeros(self.lines, dtype=bool)
        self._all_known = False
        #: A bit for each two lines: between many cells there are millions.
        self._cross = np.empty((self.lines, -(-self.lines // 8)), dtype=np.uint8)
        if self.lines <= _ALL:
            self._learn(np.arange(self.lines))
            self._all_known = True

    def by(self, lines: Whole) -> Bytes:
        """What each of some lines crosses: 1 or 0 for every line."""
        self._learn(lines)
        return np.unpackbits(self._cross[lines], axis=1, count=self.lines, bitorder="little")

    def among(self, lines: Whole, others: Whole) -> Bytes:
        """Which lines of each row cross which others of the row: 1 or 0."""
        self._learn(lines)
        eight = self._cross.take((lines * self._cross.shape[1])[:, :, None] + (others >> 3)[:, None, :])
        return np.asarray(eight >> (others & 7).astype(np.uint8)[:, None, :] & 1, dtype=np.uint8)

    def _learn(self, lines: Whole) -> None:
        if self._all_known:
            return
        new = lines[~self._known[lines]]
        if len(new):
            a, b = self._first[new], self._last[new]
            parted = self._side[a, b].take(self._first, axis=1) * self._side[a, b].take(self._last, axis=1) < 0
            crossed = parted & (self._turn[a] * self._turn[b] < 0)
            self._cross[new] = np.packbits(crossed, axis=1, bitorder="little")
            self._known[new] = True
