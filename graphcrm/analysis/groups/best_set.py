"""The best set of k candidates for a monotone submodular reach ``R(S) = Σ_v b_v max_{u ∈ S} Π[u, v]``.

Up to 200,000 sets are all tried; beyond that the greedy choice, which reaches at least 1 − 1/e of the best (Nemhauser,
Wolsey & Fisher 1978), is improved by swaps. Equal sets come in the order of their members.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, islice
from math import comb

import numpy as np
from numpy.typing import NDArray

__all__ = ["MOST_SETS", "BestSet", "best_set", "marginal_gains"]

MOST_SETS = 200_000
_CHUNK = 500
_DIGITS = 12

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
Members = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BestSet:
    """Rows of the best set and of the next best, with their scores; the runner-up is () if there is only one set.

    `exhaustive` tells whether all sets were tried.
    """

    members: Members
    score: float
    runner_up: Members
    runner_up_score: float
    exhaustive: bool


def best_set(reach: Matrix, b: Vector, k: int, most_sets: int = MOST_SETS) -> BestSet:
    """Best and next best set of k rows of `reach`.

    Parameters
    ----------
    reach : array, shape (candidates, targets)
        ``Π[u, v]`` in [0, 1].
    b : array, shape (targets,)
        Weights ≥ 0 of the targets.
    k : int
        Size of the set, ≥ 0; no more than there are candidates.
    most_sets : int
        Largest number of sets that are all tried.
    """
    k = min(k, len(reach))
    if k == 0:
        return BestSet((), 0.0, (), 0.0, True)
    exhaustive = k == len(reach) or comb(len(reach), k) <= most_sets
    ranked = _all(reach, b, k) if exhaustive else _climbed(reach, b, k)
    (score, members), (next_score, runner_up) = [*ranked, (0.0, ())][:2]
    return BestSet(members, score, runner_up, next_score, exhaustive)


def marginal_gains(reach: Matrix, b: Vector, members: Members) -> list[tuple[int, float]]:
    """What each member adds when the members are taken in the order in which each adds most; the gains sum to R(S)."""
    covered = np.zeros(reach.shape[1])
    left, gains = sorted(members), []
    while left:
        added = ((np.maximum(covered, reach[left]) - covered) @ b).round(_DIGITS)
        at = int(added.argmax())
        gains.append((left[at], float(added[at])))
        covered = np.maximum(covered, reach[left.pop(at)])
    return gains


def _all(reach: Matrix, b: Vector, k: int) -> list[tuple[float, Members]]:
    """The two best of all sets."""
    ranked: list[tuple[float, Members]] = []
    for block in _blocks(len(reach), k):
        covered = reach[block[:, 0]]
        for column in range(1, k):
            np.maximum(covered, reach[block[:, column]], out=covered)
        scores = (covered @ b).round(_DIGITS)
        order = np.argsort(-scores, kind="stable")[:2]
        ranked = _best_two(ranked + [(float(scores[at]), tuple(int(v) for v in block[at])) for at in order])
    return ranked


def _blocks(n: int, k: int) -> Iterator[NDArray[np.intp]]:
    """All k-subsets of range(n) in lexicographic order, as arrays of rows."""
    sets = combinations(range(n), k)
    while True:
        flat = np.fromiter(chain.from_iterable(islice(sets, _CHUNK)), dtype=np.intp)
        if not len(flat):
            return
        yield flat.reshape(-1, k)


def _best_two(ranked: list[tuple[float, Members]]) -> list[tuple[float, Members]]:
    return sorted(ranked, key=lambda r: (-r[0], r[1]))[:2]


def _climbed(reach: Matrix, b: Vector, k: int) -> list[tuple[float, Members]]:
    """Greedy choice improved by swaps until none helps, and the best swap away from it."""
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
            return [(score, tuple(sorted(members))), swap]
        score, members = swap[0], list(swap[1])


def _best_swap(reach: Matrix, b: Vector, members: list[int]) -> tuple[float, Members]:
    found: list[tuple[float, Members]] = []
    for out in members:
        rest = [m for m in members if m != out]
        covered = reach[rest].max(axis=0, initial=0.0)
        scores = (np.maximum(covered, reach) @ b).round(_DIGITS)
        scores[members] = -1.0
        at = int(scores.argmax())
        found.append((float(scores[at]), tuple(sorted([*rest, at]))))
    return _best_two(found)[0]
