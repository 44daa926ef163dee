"""Brokerage between groups: who carries influence from one organisation to another (Gould & Fernandez 1989).

Every open directed two-path a → v → b, without an edge a → b, gives v one of five roles by the groups of the three:

    coordinator A–A–A · itinerant A–B–A · gatekeeper A→B–B · representative A–A→B · liaison A→B→C

(v's group in the middle), counted, and weighted by ``W[a, v] · W[v, b]``. The definitions are those of R's ``sna::brokerage``.
Counter-influence carries nobody's view: neither paths nor the closing edge are made of it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Ints, Matrix, Vector
from graphcrm.dataclass import dataclass

__all__ = ["ROLES", "TwoPaths", "open_two_paths", "role_significance"]


#: The roles in the order in which ties between them are settled.
ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
#: What agrees on a path of each role, as `agreement` adds it up, and back.
_AGREES = np.array([7, 4, 2, 1, 0], dtype=np.uint8)
_ROLE_OF = np.array([4, 3, 2, -1, 1, -1, -1, 0], dtype=np.intp)
#: A standard deviation below this is rounding.
_NOUGHT = 1e-9
#: Most two-paths × permutations that are held at a time.
_ROOM = 1_000_000


@dataclass(frozen=True)
class TwoPaths:
    """All open two-paths of a graph of n people: `a` → `v` → `b` with their weights, sorted by v."""

    n: int
    a: Ints
    v: Ints
    b: Ints
    weight: Vector

    def agreement(self, group: NDArray[np.integer[Any]]) -> NDArray[np.uint8]:
        """Which groups agree on each path: 1 for a and v, 2 for v and b, 4 for a and b, added up.

        `group` has shape (n,), or (labellings, n) for several at once.
        """
        first, middle, last = (np.take(group, ends, axis=-1) for ends in (self.a, self.v, self.b))
        pairs = (first == middle, middle == last, first == last)
        return np.asarray(sum(same.astype(np.uint8) << bit for bit, same in enumerate(pairs)), dtype=np.uint8)

    def roles(self, group: Ints) -> Ints:
        """Role of each path, as a place in `ROLES`."""
        return _ROLE_OF[self.agreement(group)]

    def counts(self, group: Ints) -> NDArray[np.int64]:
        """Paths per person and role, shape (n, 5)."""
        return np.bincount(self.v * 5 + self.roles(group), minlength=5 * self.n).reshape(self.n, 5)

    def scores(self, group: Ints) -> Matrix:
        """The same weighted by ``W[a, v] · W[v, b]``."""
        cells = self.v * 5 + self.roles(group)
        return np.asarray(np.bincount(cells, weights=self.weight, minlength=5 * self.n).reshape(self.n, 5), dtype=float)


def open_two_paths(W: Matrix) -> TwoPaths:
    """The open two-paths of ``W[u, v]``, over what is positive in it."""
    n = len(W)
    linked = W > 0
    found: list[tuple[Ints, Ints, Ints]] = []
    for v in range(n):
        into, out = np.flatnonzero(linked[:, v]), np.flatnonzero(linked[v])
        is_open = ~linked[np.ix_(into, out)] & (into[:, None] != out[None, :])
        a, b = np.nonzero(is_open)
        found.append((into[a], np.full(len(a), v, dtype=np.intp), out[b]))
    first, middle, last = (
        np.concatenate([np.zeros(0, dtype=np.intp), *(path[at] for path in found)]) for at in range(3)
    )
    return TwoPaths(n, first, middle, last, W[first, middle] * W[middle, last])


def role_significance(paths: TwoPaths, group: Ints, role: Ints, rng: np.random.Generator, permutations: int) -> Vector:
    """z of the count of one role per person: (observed − mean) ÷ sd over random permutations of the groups.

    Parameters
    ----------
    group : array of int, shape (n,)
        Group of each person.
    role : array of int, shape (n,)
        The role asked about, as a place in `ROLES`.

    Returns
    -------
    array, shape (n,)
        Not-a-number where nothing varies (sd = 0), as for people without a path.
    """
    n = paths.n
    if not len(paths.v):
        return np.full(n, np.nan)
    observed = paths.counts(group)[np.arange(n), role].astype(float)
    total, squares = np.zeros(n), np.zeros(n)
    first = np.flatnonzero(np.r_[True, paths.v[1:] != paths.v[:-1]])
    brokers, wanted = paths.v[first], _AGREES[role[paths.v]]
    block = max(1, _ROOM // len(paths.v))
    for start in range(0, permutations, block):
        size = min(block, permutations - start)
        shuffled = rng.permuted(np.broadcast_to(group.astype(np.int32), (size, n)), axis=1)
        counts = np.add.reduceat(paths.agreement(shuffled) == wanted, first, axis=1, dtype=np.int64).astype(float)
        total[brokers] += counts.sum(axis=0)
        squares[brokers] += (counts**2).sum(axis=0)
    mean = total / permutations
    spread = np.sqrt(np.maximum(squares / permutations - mean**2, 0.0))
    z = np.full(n, np.nan)
    varies = spread > _NOUGHT
    z[varies] = (observed - mean)[varies] / spread[varies]
    return z
