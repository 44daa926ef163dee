"""Resampled ties, rank intervals and tiers."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import numpy as np

from graphcrm.analysis.network.settings import DRAW_BUDGET, INTERVAL, MIN_DRAWS, TIER_OVERLAP
from graphcrm.analysis.network.ties import Ints, Network
from graphcrm.analysis.ranks import rank_bounds
from graphcrm.arrays import Floats

__all__ = ["affordable_draws", "chunk_size", "rank_interval", "resample", "tiers"]


#: Tie weights held in memory at once.
_CHUNK = 2_000_000


def affordable_draws(draws: int, ties: int) -> int:
    """The draws that a ranking makes: as asked, but on very large networks only what the budget pays for (at least
    100).
    """
    return min(draws, max(MIN_DRAWS, DRAW_BUDGET // max(ties, 1)))


def chunk_size(ties: int) -> int:
    """Draws of so many ties that are held at once."""
    return max(1, _CHUNK // max(ties, 1))


def resample(
    network: Network, draws: int, seed: int, missing_rate: float, *, order: Ints | None = None, step: int | None = None
) -> Iterator[Floats]:
    """Other weights that the same ties might have been observed with: a row per tie, a column per draw, in chunks.

    Counts are drawn from a Poisson distribution with the observed count as its mean; ties without counts are dropped
    with probability `missing_rate`. The stream depends on the seed and on the name of the tie type, so that a further
    type beside it changes nothing. It is handed out in `order` of the ties, which should not depend on what people are called. A
    chunk has `step` draws, or as many as the memory is meant to hold.
    """
    rng = np.random.default_rng([seed, zlib.crc32(network.name.encode())])
    ties = len(network.weight)
    step = step or chunk_size(ties)
    weight = network.weight[:, None] if order is None else network.weight[order, None]
    back = slice(None) if order is None else np.argsort(order)
    for begin in range(0, draws, step):
        shape = (ties, min(step, draws - begin))
        if network.counts:
            yield rng.poisson(np.broadcast_to(weight, shape)).astype(np.float64)[back]
        else:
            yield np.where(rng.random(shape) < missing_rate, 0.0, weight)[back]


def rank_interval(drawn: Floats, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """5–95 % interval of everyone's rank over the draws (columns), widened where needed to contain the places first..last that
    the observed ties leave open.

    Equal scores leave a rank open: the lower end is taken from the best and the upper end from the worst rank that the
    ties allow, so people whom nothing tells apart get the whole range.
    """
    best, worst = rank_bounds(drawn)
    low = np.quantile(best, INTERVAL[0], axis=1, method="inverted_cdf")
    high = np.quantile(worst, INTERVAL[1], axis=1, method="inverted_cdf")
    return np.minimum(low, first).astype(np.int64), np.maximum(high, last).astype(np.int64)


def tiers(low: Ints, high: Ints) -> list[int]:
    """Tier of each person, given the intervals in order of rank; 1 is the top.

    A person joins the tier of the one before if the interval shares more than half of the wider of the two with the
    interval of the tier's first person; otherwise a new tier begins. (Compared with the first, not the last: tiers do
    not creep.)

    >>> tiers(np.array([1, 1, 4]), np.array([3, 3, 6]))
    [1, 1, 2]
    """
    found: list[int] = []
    first = 0
    for i in range(len(low)):
        common = min(high[i], high[first]) - max(low[i], low[first]) + 1
        wider = max(high[i] - low[i], high[first] - low[first]) + 1
        if i and common <= TIER_OVERLAP * wider:
            first = i
            found.append(found[-1] + 1)
        else:
            found.append(found[-1] if found else 1)
    return found
