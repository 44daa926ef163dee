"""The consensus of several methods, and how well they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graphcrm.analysis.network.ranking import normal_scores
from graphcrm.analysis.network.settings import AGREEING, Method
from graphcrm.analysis.network.ties import Floats, Ints
from graphcrm.analysis.ranks import rank_bounds

__all__ = ["consensus", "kendall_w", "methods_agreeing"]


def consensus(scores: Mapping[Method, Floats], weights: Mapping[Method, float]) -> Floats:
    """Weighted mean of the normal scores of the methods that apply; a row per person, a column per draw.

    A method of weight 0, or absent from `weights`, does not take part. Values lie between about −3 and 3; 0 is the
    middle of the network.
    """
    total = sum(weights.values())
    parts = [weights[method] / total * normal_scores(scores[method]) for method in Method if weights.get(method, 0) > 0]
    mean: Floats = np.sum(parts, axis=0)
    return mean


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
