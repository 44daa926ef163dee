"""Mid-ranks and normal scores of many columns at once."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

import numpy as np

from graphcrm.analysis.network.ties import Floats, Ints

__all__ = ["normal_scores", "rank_bounds"]

#: Scores closer than this part of the largest one are equal: the same score must not differ by the order of a sum.
_EQUAL = 1e-9


def rank_bounds(scores: Floats) -> tuple[Ints, Ints]:
    """Best and worst rank (1 = highest score) of every entry in its column; equal scores share both.

    >>> best, worst = rank_bounds(np.array([[3.0], [1.0], [3.0]]))
    >>> best[:, 0].tolist(), worst[:, 0].tolist()
    ([1, 3, 1], [2, 3, 2])
    """
    size, draws = scores.shape
    if size == 0:
        return np.zeros((0, draws), dtype=np.int64), np.zeros((0, draws), dtype=np.int64)
    order = np.argsort(-scores, axis=0, kind="stable")
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


def normal_scores(scores: Floats) -> Floats:
    """Normal score of the mid-rank: Φ⁻¹((r − ½)/n), r counted from the lowest score; equal scores get equal values.

    >>> normal_scores(np.array([[1.0], [5.0], [5.0], [9.0]]))[:, 0].round(3).tolist()
    [-1.15, 0.0, 0.0, 1.15]
    """
    best, worst = rank_bounds(scores)
    size = len(scores)
    found: Floats = _quantiles(size)[2 * size - (best + worst)]
    return found


@lru_cache(maxsize=16)
def _quantiles(size: int) -> Floats:
    """Normal quantiles of all possible mid-ranks: entry k belongs to the mid-rank 1 + k/2 from below."""
    inverse = NormalDist().inv_cdf
    half = [inverse((k + 1) / (2 * size)) for k in range(size)]
    table = np.array([*half[:-1], 0.0, *(-value for value in reversed(half[:-1]))] if size else [], dtype=np.float64)
    table.flags.writeable = False
    return table
