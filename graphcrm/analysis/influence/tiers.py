"""Tiers: people whose order the data do not settle stand side by side (“并列”) instead of one after another."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.influence.uncertainty import Draws
from graphcrm.analysis.numbers import TOLERANCE
from graphcrm.analysis.situation import Situation
from graphcrm.arrays import Floats

__all__ = ["flips", "joined_tiers", "overlapping", "share_tiers"]


Ints = NDArray[np.int64]


def share_tiers(situation: Situation, draws: Draws) -> tuple[tuple[str, ...], ...]:
    """Everybody of the graph in tiers, by descending share.

    In one tier stand those whose rank intervals overlap by more than half, and those whose order depends on how stubborn
    everybody is taken to be: it is another with all κ halved or doubled. Whoever stands between two of a tier belongs to it.
    """
    order = np.array([situation.graph.index[p] for p in situation.rank_order], dtype=np.intp)
    low, high = (ends[order] for ends in draws.rank_interval()) if len(order) else (order, order)
    starts = joined_tiers(overlapping(low, high), flips(*(s[order] for s in situation.share_by_stubbornness)))
    return tuple(tuple(situation.rank_order[a:b]) for a, b in pairwise([*starts, len(order)]))


def overlapping(low: Ints, high: Ints) -> list[int]:
    """Where tiers begin among people in order of rank: each joins those before if more than half of the shorter of the two
    intervals, their own and that of the tier's first, lies in the other.

    >>> overlapping(np.array([1, 2, 3, 9]), np.array([1, 5, 6, 10]))
    [0, 1, 3]
    """
    starts: list[int] = []
    for at in range(len(low)):
        if starts:
            first = starts[-1]
            shared = min(high[first], high[at]) - max(low[first], low[at]) + 1
            shorter = min(high[first] - low[first], high[at] - low[at]) + 1
            if shared / shorter > 0.5:
                continue
        starts.append(at)
    return starts


def flips(*others: Floats) -> list[int]:
    """For each person, in order of rank, the last one behind who is ahead by other scores; the person itself if nobody is."""
    last = list(range(len(others[0])))
    for scores in others:
        ahead = scores[None, :] > scores[:, None] + TOLERANCE
        for at in range(len(last)):
            behind = np.flatnonzero(ahead[at, at + 1 :])
            last[at] = max(last[at], at + 1 + int(behind[-1]) if len(behind) else at)
    return last


def joined_tiers(starts: list[int], last: list[int]) -> list[int]:
    """Where tiers begin when each person and the last one who may not be parted from them stand in one.

    >>> joined_tiers([0, 1, 2, 3], [0, 2, 2, 3])
    [0, 1, 3]
    """
    reach = np.maximum.accumulate(np.array(last, dtype=np.int64)) if last else np.zeros(0, dtype=np.int64)
    return [start for start in starts if start == 0 or reach[start - 1] < start]
