"""Hops between all pairs of a network, and the fragmentation of what is left when people leave it.

Breadth-first search from everybody at once, a bit per pair of people. Where one more person leaves, distances change only from those
who have somebody at one hop more behind that person and behind nobody else; only from these the network is searched again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Ints, Vector

__all__ = ["Rings"]


Bits = NDArray[np.uint64]
#: Pairs at each number of hops, from one on.
Counts = NDArray[np.int64]


class Rings:
    """What leaving does to the distances of a network.

    Parameters
    ----------
    neighbours : boolean array, shape (n, n)
        Symmetric, zero diagonal.
    """

    def __init__(self, neighbours: NDArray[np.bool_]) -> None:
        self.n = len(neighbours)
        self.sources, self.targets = np.nonzero(neighbours)
        self.links = len(self.sources)
        self.linked, self.starts = np.unique(self.sources, return_index=True)

    def fragmentation(self, gone: Iterable[int] = ()) -> float:
        """DF without some people, in [0, 1]; 0 for fewer than two who stay: they cannot be cut off from each other."""
        away = np.array(sorted(gone), dtype=np.intp)
        if self.n - len(away) < 2:
            return 0.0
        stay = np.delete(np.arange(self.n), away)
        return self._fragmentation(np.array([pairs for pairs, _ in self._levels(stay, away)]), len(away))

    def after_each(self, gone: Iterable[int] = ()) -> Vector:
        """DF without some people and each further one, shape (n,); not a number for those who are gone already."""
        away = np.array(sorted(gone), dtype=np.intp)
        found = np.full(self.n, np.nan)
        stay = np.delete(np.arange(self.n), away)
        if len(stay) < 3:
            found[stay] = 0.0
            return found
        distance = np.zeros((self.n, self.n), dtype=np.int32)
        for hops, (_, new) in enumerate(self._levels(stay, away), 1):
            node, word = np.nonzero(new.T)
            at, bit = np.nonzero(np.unpackbits(new[word, node][:, None].view(np.uint8), axis=1, bitorder="little"))
            distance[stay[word[at] * 64 + bit], node[at]] = hops
        rings = int(distance.max())
        counts = np.array([np.bincount(row, minlength=rings + 1)[1:] for row in distance]).reshape(self.n, rings)
        changed = self._changed(distance)
        everybody = counts.sum(axis=0)
        for person in stay.tolist():
            again = changed[person]
            left = everybody - counts[again].sum(axis=0) - counts[person]
            same = distance[:, person].copy()  # from those who see others as before, who leaves is gone nevertheless
            same[again] = 0
            left = left - np.bincount(same, minlength=rings + 1)[1:]
            without = np.append(away, person)
            fresh = np.array([pairs for pairs, _ in self._levels(again, without)], dtype=np.int64)
            total = np.zeros(max(rings, len(fresh)), dtype=np.int64)
            total[:rings] += left
            total[: len(fresh)] += fresh
            found[person] = self._fragmentation(total, len(without))
        return found

    def _fragmentation(self, pairs: Counts, gone: int) -> float:
        left = self.n - gone
        closeness = 0.0
        for hops, number in enumerate(pairs.tolist(), 1):
            closeness += number / hops
        return 1.0 - closeness / (left * (left - 1))

    def _levels(self, origins: Ints, away: Ints) -> Iterator[tuple[int, Bits]]:
        """By hops, how many pairs of an origin and somebody else are so far apart, and which: bits of origins, shape (words, n)."""
        at = np.arange(len(origins))
        reached = np.zeros(((len(origins) + 63) // 64, self.n), dtype=np.uint64)
        reached[at // 64, origins] = np.uint64(1) << (at % 64).astype(np.uint64)
        while self.links and len(origins):
            onward = np.bitwise_or.reduceat(reached.take(self.targets, axis=1), self.starts, axis=1)
            new = np.zeros_like(reached)
            new[:, self.linked] = onward & ~reached[:, self.linked]
            new[:, away] = 0
            pairs = int(np.bitwise_count(new).sum())
            if not pairs:
                return
            yield pairs, new
            reached |= new

    def _changed(self, distance: NDArray[np.int32]) -> list[Ints]:
        """Per person those from whom somebody is reached only through them, one hop on."""
        found: list[list[int]] = [[] for _ in range(self.n)]
        for origin, hops in enumerate(distance):
            before = (hops[self.targets] + 1 == hops[self.sources]) & (
                (hops[self.targets] > 0) | (self.targets == origin)
            )
            if self.links:
                number = np.add.reduceat(before, self.starts, dtype=np.int64)
                who = np.add.reduceat(np.where(before, self.targets, 0), self.starts)
                for person in set(who[number == 1].tolist()) - {origin}:
                    found[person].append(origin)
        return [np.array(origins, dtype=np.intp) for origins in found]
