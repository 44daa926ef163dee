"""Fragmentation: which k losses break the customer's network (Borgatti 2006, KPP-NEG by distance-weighted fragmentation).

On the hops of the undirected influence graph

    DF = 1 − Σ_{i≠j} (1 / d_ij) / (n (n − 1)),   1/∞ = 0

is 0 if everybody is next to everybody and 1 if nobody is linked at all. ΔDF is its rise among the people who stay when a
set has left. It serves our own resilience: who must not be our only way in.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from math import comb

import numpy as np

from graphcrm.analysis.groups.rings import Rings
from graphcrm.analysis.numbers import ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.arrays import Vector
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, per_cent

__all__ = ["FEWEST", "Fragmentation", "fragmentation"]


FEWEST = 4
_MOST_SETS = 3_000
_MOST_WORK = 5_000_000


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
            "若 {names} 离开，客户网络的破碎度由 {base} 变为 {after}。",
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
        fewer in large graphs) and of single people always; beyond that the greedy choice is improved by swaps.

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
    exhaustive = k == 1 or (sets <= _MOST_SETS and sets * (n + rings.links) <= _MOST_WORK)
    search = _Search(rings)
    members = search.worst(k) if exhaustive else search.climbed(k)
    return Fragmentation(
        tuple(graph.people[m] for m in members),
        rings.fragmentation(),
        rings.fragmentation(members),
        exhaustive,
    )


class _Search:
    """What each set of people leaves, as far as it was asked."""

    def __init__(self, rings: Rings) -> None:
        self._rings = rings
        self._known: dict[tuple[int, ...], Vector] = {}

    def worst(self, k: int) -> tuple[int, ...]:
        """The worst of all sets."""
        return self._better(combinations(range(self._rings.n), k - 1))[0]

    def climbed(self, k: int) -> tuple[int, ...]:
        """The greedy choice, improved by swaps while one fragments the network more."""
        members, most = self._better([()])
        while len(members) < k:
            members, most = self._better([members])
        while True:
            swapped, more = self._better([members[:at] + members[at + 1 :] for at in range(k)])
            if more <= most:
                return members
            members, most = swapped, more

    def _better(self, bases: Iterable[tuple[int, ...]]) -> tuple[tuple[int, ...], float]:
        """The best set of one of these and one more, first by id among equals, and how far it fragments."""
        found = []
        for base in bases:
            if base not in self._known:
                self._known[base] = ordinal(self._rings.after_each(base))
            after = self._known[base]
            most = float(np.nanmax(after))
            found.append((-most, min(tuple(sorted((*base, v))) for v in np.flatnonzero(after == most).tolist())))
        least, members = min(found)
        return members, -least
