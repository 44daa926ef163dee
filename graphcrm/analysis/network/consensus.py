"""The consensus of several methods, and how well they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graphcrm.analysis.network.ranking import normal_scores
from graphcrm.analysis.network.settings import AGREEING, ScoringMethod
from graphcrm.analysis.network.ties import Ints
from graphcrm.analysis.ranks import rank_bounds
from graphcrm.arrays import Floats

__all__ = ["consensus", "methods_agreeing"]


def consensus(scores: Mapping[ScoringMethod, Floats], weights: Mapping[ScoringMethod, float]) -> Floats:
    """Weighted mean of the normal scores of the methods that apply; a row per person, a column per draw.

    A method of weight 0, or absent from `weights`, does not take part. Values lie between about −3 and 3; 0 is the
    middle of the network.
    """
    total = sum(weights.values())
    parts = [
        weights[method] / total * normal_scores(scores[method])
        for method in ScoringMethod
        if weights.get(method, 0) > 0
    ]
    mean: Floats = np.sum(parts, axis=0)
    return mean


def methods_agreeing(voting: Sequence[Floats], rank: Floats, low: Ints, high: Ints) -> Ints:
    """For each person the number of methods whose mid-rank is near: inside the interval, or within n/10 of the
    mid-rank.

    `voting` holds the normal scores of each method; NaN: the method has no vote on that person.
    """
    near = AGREEING * len(rank)
    least, most = np.minimum(low, rank - near), np.maximum(high, rank + near)
    agreeing = np.zeros(len(rank), dtype=np.int64)
    for scores in voting:
        voted = np.isfinite(scores)
        last = scores[voted].min(initial=0.0) - 1  # people without a vote come after all others
        best, worst = rank_bounds(np.where(voted, scores, last)[:, None])
        middle = (best[:, 0] + worst[:, 0]) / 2
        agreeing += voted & (least <= middle) & (middle <= most)
    return agreeing
