"""Which straight lines between cells cross, found once for every line that is asked about.

Two lines cross if each has its ends on both sides of the other; so a line from a cell to itself crosses nothing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["Crossings"]

Whole = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
#: Of so few lines it is found at once; of no more than so many each answer has a byte, of others a bit.
_ALL, _BYTES = 2500, 5000


class Crossings:
    """Of lines between cells at whole coordinates; `number` says which is the line between two cells."""

    def __init__(self, x: Whole, y: Whole) -> None:
        n = len(x)
        self._first, self._last = first, last = np.triu_indices(n)
        self.lines = len(first)
        self.number = np.empty((n, n), dtype=np.int64)
        self.number[first, last] = self.number[last, first] = np.arange(self.lines)
        over = (x[last] - x[first]) * (y[:, None] - y[first]) - (y[last] - y[first]) * (x[:, None] - x[first])
        #: On which side of every line each cell is.
        self._side = np.sign(over).astype(np.int8)
        #: For each two lines: between many cells there are millions.
        self._packed = self.lines > _BYTES
        self._cross = np.empty((self.lines, -(-self.lines // 8) if self._packed else self.lines), dtype=np.uint8)
        self._known = np.zeros(self.lines, dtype=bool)
        self._all_known = self.lines <= _ALL
        if self._all_known:
            parts = self._side.take(first, axis=0) * self._side.take(last, axis=0) < 0
            self._cross[:] = self._kept(parts & parts.T)

    def by(self, lines: Whole) -> Bytes:
        """What each of some lines crosses: 1 or 0 for every line."""
        self._learn(lines)
        found = self._cross.take(lines, axis=0)
        return np.unpackbits(found, axis=1, count=self.lines, bitorder="little") if self._packed else found

    def among(self, lines: Whole, others: Whole) -> Bytes:
        """Which lines of each row cross which others of the row: 1 or 0."""
        self._learn(lines)
        rows = (lines * self._cross.shape[1])[:, :, None]
        if not self._packed:
            return self._cross.take(rows + others[:, None, :])
        eight = self._cross.take(rows + (others >> 3)[:, None, :])
        return np.asarray(eight >> (others & 7).astype(np.uint8)[:, None, :] & 1, dtype=np.uint8)

    def _learn(self, lines: Whole) -> None:
        if self._all_known:
            return
        new = lines[~self._known[lines]]
        if len(new):
            theirs = self._side[:, new].T
            crossed = theirs.take(self._first, axis=1) * theirs.take(self._last, axis=1) < 0
            crossed &= self._side[self._first[new]] * self._side[self._last[new]] < 0
            self._cross[new] = self._kept(crossed)
            self._known[new] = True

    def _kept(self, crossed: npt.NDArray[np.bool_]) -> Bytes:
        return np.packbits(crossed, axis=1, bitorder="little") if self._packed else crossed.view(np.uint8)
