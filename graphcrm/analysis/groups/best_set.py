"""The best set of k candidates for a monotone submodular reach ``R(S) = Σ_v b_v max_{u ∈ S} Π[u, v]``.

Of up to 200,000 sets the best is found by branch and bound; beyond that the greedy choice, which reaches at least 1 − 1/e of
the best (Nemhauser, Wolsey & Fisher 1978), is improved by swaps. Equal sets come in the order of their members.

R is submodular: what a row adds to a set, it adds to none of its supersets more of. So the sets that begin with some rows reach
at most what these reach, plus the largest gains that rows behind them have now, and whole branches fall away unseen. A branch
that can only equal the best known one is dropped as well if its first set comes after that in the order of members.
"""

from __future__ import annotations

from math import comb

import numpy as np

from graphcrm.arrays import Matrix, Vector
from graphcrm.dataclass import dataclass

__all__ = ["MOST_SETS", "BestSet", "best_set"]


MOST_SETS = 200_000
_DIGITS = 12
#: Numbers that are computed at once: many sets at a time cost little more than one, but not more than fit into a cache.
_ROOM = 200_000

Members = tuple[int, ...]
#: A score and the set that has it.
Scored = tuple[float, Members]


@dataclass(frozen=True, slots=True)
class BestSet:
    """Rows of the best set with its score; `exhaustive` tells whether no set can be better, rather than none that differs in one member."""

    members: Members
    score: float
    exhaustive: bool


def best_set(reach: Matrix, b: Vector, k: int, most_sets: int = MOST_SETS) -> BestSet:
    """Best set of k rows of `reach`.

    Parameters
    ----------
    reach : array, shape (candidates, targets)
        ``Π[u, v]`` in [0, 1].
    b : array, shape (targets,)
        Weights ≥ 0 of the targets.
    k : int
        Size of the set, ≥ 0; no more than there are candidates.
    most_sets : int
        Largest number of sets among which the best is certain.
    """
    k = min(k, len(reach))
    if k == 0:
        return BestSet((), 0.0, True)
    exhaustive = k == len(reach) or comb(len(reach), k) <= most_sets
    if k == len(reach):
        score, members = float((reach.max(axis=0) @ b).round(_DIGITS)), tuple(range(k))
    else:
        score, members = _Search(reach, b, k).best if exhaustive else _climbed(reach, b, k)
    return BestSet(members, score, exhaustive)


class _Search:
    """The best of all sets of k of more than k rows; the greedy choice gives the first bound."""

    def __init__(self, reach: Matrix, b: Vector, k: int) -> None:
        self._reach, self._b, self._k = reach, b, k
        #: More than the rounding of any sum here; a bound that is too high costs time, one too low would cost the answer.
        self._slack = 1e-13 * max(1.0, float(b.sum()))
        self.best = _climbed(reach, b, k)
        self._extend([()], np.zeros((1, reach.shape[1])), np.zeros(1))

    def _extend(self, begun: list[Members], covered: Matrix, score: Vector) -> None:
        """Visit all sets that begin with any of `begun`, equally many members each; the bounds of all are computed at once."""
        rows, missing = len(self._reach), self._k - len(begun[0])
        scores = np.maximum(covered[:, None, :], self._reach) @ self._b
        behind = np.arange(rows) > np.array([members[-1] if members else -1 for members in begun])[:, None]
        if missing == 1:
            rounded = np.where(behind, scores.round(_DIGITS), -1.0)
            for at in np.flatnonzero(rounded.max(axis=1) >= self.best[0]):
                last = int(rounded[at].argmax())
                self.best = min(self.best, (float(rounded[at, last]), (*begun[at], last)), key=_order)
            return
        gains = np.where(behind, scores - score[:, None], 0.0)
        bounds = (scores[:, : 1 - missing] + _most(gains, missing - 1) + self._slack).round(_DIGITS)
        kept = np.argwhere(behind[:, : 1 - missing] & (bounds >= self.best[0])).tolist()
        size = max(1, _ROOM // self._reach.size)
        for start in range(0, len(kept), size):
            # What was found meanwhile may leave nothing to hope for.
            hopeful = [
                (at, first)
                for at, first in kept[start : start + size]
                if (-bounds[at, first], (*begun[at], *range(first, first + missing))) < _order(self.best)
            ]
            if hopeful:
                which, firsts = np.array(hopeful).T
                longer = [(*begun[at], first) for at, first in hopeful]
                self._extend(longer, np.maximum(covered[which], self._reach[firsts]), scores[which, firsts])


def _most(gains: Matrix, rest: int) -> Matrix:
    """The most that `rest` rows behind each row can add, for every row with that many behind it."""
    behind = np.maximum.accumulate(gains[:, ::-1], axis=1)[:, ::-1][:, 1:]
    largest = np.partition(gains, -rest, axis=1)[:, -rest:].sum(axis=1)
    return np.asarray(np.minimum(rest * behind, largest[:, None])[:, : gains.shape[1] - rest])


def _order(found: Scored) -> Scored:
    """Sorts the higher score first, equal ones in the order of their members."""
    return -found[0], found[1]


def _climbed(reach: Matrix, b: Vector, k: int) -> Scored:
    """Greedy choice improved by swaps until none helps."""
    members: list[int] = []
    covered = np.zeros(reach.shape[1])
    for _ in range(k):
        scores = (np.maximum(covered, reach) @ b).round(_DIGITS)
        scores[members] = -1.0
        members.append(int(scores.argmax()))
        covered = np.maximum(covered, reach[members[-1]])
    score = float((covered @ b).round(_DIGITS))
    while True:
        swap = _best_swap(reach, b, members)
        if swap[0] <= score:
            return score, tuple(sorted(members))
        score, members = swap[0], list(swap[1])


def _best_swap(reach: Matrix, b: Vector, members: list[int]) -> Scored:
    found: list[Scored] = []
    for out in members:
        rest = [m for m in members if m != out]
        covered = reach[rest].max(axis=0, initial=0.0)
        scores = (np.maximum(covered, reach) @ b).round(_DIGITS)
        scores[members] = -1.0
        at = int(scores.argmax())
        found.append((float(scores[at]), tuple(sorted([*rest, at]))))
    return min(found, key=_order)
