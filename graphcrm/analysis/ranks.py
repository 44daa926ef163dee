"""Ranks of scores that may be equal: whom nothing tells apart stand on the same places, whatever they are called.

A rank is a pair, the best and the worst place that equal scores leave open (``3, 5``: three people share the places 3, 4, 5).
Nobody in such a tie comes before another, so the order of ids, rows or names never enters a number.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Floats

__all__ = ["kendall_tau_b", "kendall_w", "places_within", "rank_bounds"]


#: Scores closer than this part of the largest one are equal: the same score must not differ by the order of a sum.
_EQUAL = 1e-9

Ints = NDArray[np.int64]


def rank_bounds(scores: Floats) -> tuple[Ints, Ints]:
    """Best and worst rank (1 = highest score) of every entry in its column; equal scores share both.

    Parameters
    ----------
    scores : array, shape (n, columns)
        A ranking per column.

    >>> best, worst = rank_bounds(np.array([[3.0], [1.0], [3.0]]))
    >>> best[:, 0].tolist(), worst[:, 0].tolist()
    ([1, 3, 1], [2, 3, 2])
    """
    size, draws = scores.shape
    if size == 0:
        return np.zeros((0, draws), dtype=np.int64), np.zeros((0, draws), dtype=np.int64)
    order = np.argsort(-scores, axis=0)  # equal scores share their places, in whatever order they come
    ordered = np.take_along_axis(scores, order, axis=0)
    slack = _EQUAL * np.maximum(np.abs(scores).max(axis=0), 1e-300)
    new = np.ones((size + 1, draws), dtype=bool)  # a group of equal scores begins here; the last row closes the list
    new[1:-1] = ordered[:-1] - ordered[1:] > slack
    row = np.arange(size)[:, None]
    first = np.maximum.accumulate(np.where(new[:-1], row, 0), axis=0)
    last = np.minimum.accumulate(np.where(new[1:], row, size)[::-1], axis=0)[::-1]
    best, worst = np.empty_like(order), np.empty_like(order)
    np.put_along_axis(best, order, first + 1, axis=0)
    np.put_along_axis(worst, order, last + 1, axis=0)
    return best, worst


def places_within(best: Ints, worst: Ints, k: int) -> Floats:
    """The part of the places best..worst that lie within the first k, in [0, 1]: the chance of a tie to be among them.

    >>> places_within(np.array([1, 4, 7]), np.array([3, 6, 7]), 5).round(3).tolist()
    [1.0, 0.667, 0.0]
    """
    inside: Floats = np.clip(k - best + 1, 0, worst - best + 1) / (worst - best + 1)
    return inside


def kendall_tau_b(a: Floats, b: Floats) -> float | None:
    """Kendall's τ_b of two rankings with ties, in [−1, 1]; None where one of them does not vary (Kendall 1945).

    ``(concordant − discordant) ÷ √((pairs untied in a)(pairs untied in b))``, values that are to be equal being exactly so.

    >>> kendall_tau_b(np.array([1.0, 2, 3]), np.array([1.0, 3, 2]))
    0.3333333333333333
    """
    apart_a, apart_b = (np.sign(x[:, None] - x[None, :]) for x in (a, b))
    varied = float(np.abs(apart_a).sum() * np.abs(apart_b).sum())
    return float((apart_a * apart_b).sum() / varied**0.5) if varied > 0 else None


def kendall_w(columns: Sequence[Floats]) -> float | None:
    """Kendall's coefficient of concordance W of several rankings of the same people, with the correction for ties.

    ``W = 12·Σ(Rᵢ − R̄)² / (m²(n³ − n) − m·ΣT)``, T = Σ(t³ − t) over the groups of tied people of one ranking. 0 means
    no agreement, 1 identical rankings. None when it is undefined: fewer than two rankings or people, or nobody told
    apart.

    References
    ----------
    Kendall & Babington Smith 1939, Annals of Mathematical Statistics 10, 275–287.

    >>> same = np.array([3.0, 2.0, 1.0])
    >>> kendall_w([same, same]), kendall_w([same, same[::-1]])
    (1.0, 0.0)
    """
    m = len(columns)
    n = len(columns[0]) if m else 0
    if m < 2 or n < 2:
        return None
    best, worst = rank_bounds(np.column_stack(columns))
    sums = (best + worst).sum(axis=1) / 2
    group = (worst - best + 1).astype(np.float64)  # everyone of a group of t tied people adds t² − 1, together t³ − t
    ceiling = m * m * (n**3 - n) - m * float((group**2 - 1).sum())
    if ceiling <= 0:
        return None
    return min(1.0, 12 * float(((sums - sums.mean()) ** 2).sum()) / ceiling)
