"""Fragmentation: which k losses break the customer's network (Borgatti 2006, KPP-NEG by distance-weighted fragmentation).

On the hops of the undirected influence graph

    DF = 1 − Σ_{i≠j} (1 / d_ij) / (n (n − 1)),   1/∞ = 0

is 0 if everybody is next to everybody and 1 if nobody is linked at all. ΔDF is its rise among the people who stay when a
set has left. It serves our own resilience: who must not be our only way in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.numbers import ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, per_cent

__all__ = ["Fragmentation", "Rings", "fragmentation"]

FEWEST = 4
_MOST_SETS = 3_000
_MOST_WORK = 5_000_000

Bits = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Fragmentation:
    """`base` and `after` are DF in 0..1 before and after `members` have left; `exhaustive`: all sets were tried."""

    members: tuple[str, ...]
    base: float
    after: float
    exhaustive: bool

    @property
    def change(self) -> float:
        """ΔDF."""
        return self.after - self.base

    def sentence(self, snapshot: Snapshot) -> Text:
        """Who holds the network together."""
        return Text(
            "若 {names} 离开,客户网络的破碎度由 {base} 变为 {after}。",
            "Without {names} the fragmentation of the network goes from {base} to {after}.",
        ).format(
            names=joined(snapshot.people[p].name for p in self.members),
            base=per_cent(self.base),
            after=per_cent(self.after),
        )


def fragmentation(situation: Situation, k: int = 1) -> Fragmentation | None:
    """The k people whose leaving fragments the influence graph most.

    Returns
    -------
    Fragmentation
        None for fewer than four people, or if fewer than two would stay. All sets are tried while there are few (3,000,
        fewer in large graphs); beyond that the greedy choice is improved by swaps.

    Raises
    ------
    UsageError
        k < 1.
    """
    if k < 1:
        raise UsageError(Text(f"k = {k} 应不小于 1", f"k = {k} should be 1 or more"))
    graph = situation.graph
    n = len(graph.people)
    if n < FEWEST or n - k < 2:
        return None
    joined = graph.W > 0
    rings = Rings(joined | joined.T)
    sets = comb(n, k)
    exhaustive = sets <= _MOST_SETS and sets * (n + rings.links) <= _MOST_WORK
    members = rings.worst(k) if exhaustive else rings.climbed(k)
    return Fragmentation(
        tuple(graph.people[m] for m in members), rings.fragmentation(), rings.fragmentation(members), exhaustive
    )


class Rings:
    """Breadth-first search from everybody at once, one bit per pair of people.

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
        words = (self.n + 63) // 64
        self.own = np.zeros((words, self.n), dtype=np.uint64)
        at = np.arange(self.n)
        self.own[at // 64, at] = np.uint64(1) << (at % 64).astype(np.uint64)

    def fragmentation(self, gone: Iterable[int] = ()) -> float:
        """DF without some people, in [0, 1]; 0 for fewer than two who stay: they cannot be cut off from each other."""
        away = np.array(sorted(gone), dtype=np.intp)
        left = self.n - len(away)
        if left < 2:
            return 0.0
        reached = self.own.copy()
        reached[:, away] = 0
        pairs, distance, closeness = left, 0, 0.0
        while self.links:
            distance += 1
            further = reached.copy()
            onward = np.bitwise_or.reduceat(reached.take(self.targets, axis=1), self.starts, axis=1)
            further[:, self.linked] |= onward
            further[:, away] = 0
            found = int(np.bitwise_count(further).sum())
            if found == pairs:
                break
            closeness += (found - pairs) / distance
            reached, pairs = further, found
        return 1.0 - closeness / (left * (left - 1))

    def worst(self, k: int) -> tuple[int, ...]:
        return min(combinations(range(self.n), k), key=lambda s: (-ordinal(self.fragmentation(s)), s))

    def climbed(self, k: int) -> tuple[int, ...]:
        members: tuple[int, ...] = ()
        for _ in range(k):
            members = self._best([(*members, v) for v in range(self.n) if v not in members])
        while True:
            others = [v for v in range(self.n) if v not in members]
            better = self._best([(*members[:i], *members[i + 1 :], v) for i in range(k) for v in others])
            if ordinal(self.fragmentation(better)) <= ordinal(self.fragmentation(members)):
                return tuple(sorted(members))
            members = better

    def _best(self, sets: list[tuple[int, ...]]) -> tuple[int, ...]:
        return min(sets, key=lambda s: (-ordinal(self.fragmentation(s)), sorted(s)))
