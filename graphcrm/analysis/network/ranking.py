"""Normal scores of many columns at once."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

import numpy as np

from graphcrm.analysis.ranks import rank_bounds
from graphcrm.arrays import Floats

__all__ = ["normal_scores", "rank_correlation"]


def normal_scores(scores: Floats) -> Floats:
    """Normal score of the mid-rank: Φ⁻¹((r − ½)/n), r counted from the lowest score; equal scores get equal values.

    >>> normal_scores(np.array([[1.0], [5.0], [5.0], [9.0]]))[:, 0].round(3).tolist()
    [-1.15, 0.0, 0.0, 1.15]
    """
    best, worst = rank_bounds(scores)
    size = len(scores)
    found: Floats = _quantiles(size)[2 * size - (best + worst)]
    return found


def rank_correlation(one: Floats, two: Floats) -> float | None:
    """Spearman's ρ of two columns over the people who have a score in both, by mid-ranks; None where one tells nobody apart.

    >>> rank_correlation(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, 1.0]))
    -1.0
    """
    both = np.isfinite(one) & np.isfinite(two)
    best, worst = rank_bounds(np.column_stack([one[both], two[both]]))
    middle = best + worst - (best + worst).mean(axis=0) if both.any() else np.zeros((0, 2))
    spread = float(np.sqrt((middle[:, 0] ** 2).sum() * (middle[:, 1] ** 2).sum()))
    return round(float((middle[:, 0] * middle[:, 1]).sum()) / spread, 9) if spread else None


@lru_cache(maxsize=16)
def _quantiles(size: int) -> Floats:
    """Normal quantiles of all possible mid-ranks: entry k belongs to the mid-rank 1 + k/2 from below."""
    inverse = NormalDist().inv_cdf
    half = [inverse((k + 1) / (2 * size)) for k in range(size)]
    table = np.array([*half[:-1], 0.0, *(-value for value in reversed(half[:-1]))] if size else [], dtype=np.float64)
    table.flags.writeable = False
    return table
