"""Normal scores of many columns at once."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

import numpy as np

from graphcrm.analysis.network.ties import Floats
from graphcrm.analysis.ranks import rank_bounds

__all__ = ["normal_scores"]


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
