"""Rank confidence: how sure is a ranking, given that edges, levels, attitudes and completeness are uncertain?

Seeded Monte-Carlo draws: each part of an edge is kept with its probability q; its level moves by −1/0/+1 with probability
.1/.8/.1; an attitude moves by ±1 with .1 each, an unknown one is uniform over {−1, 0, 1}, a stale one counts half the time as
unknown; and Poisson(rate · m) missing ties of level 2 are added, three times as likely between people at unit distance ≤ 1.
Rankings on incomplete data lose accuracy in a way that depends on the network at hand (Borgatti, Carley & Krackhardt 2006;
Frantz & Carley 2009; Martin & Niemeyer 2019), so it is estimated for this one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.influence.worlds import Sampler, jitter
from graphcrm.analysis.situation import Situation

__all__ = ["DEFAULT_SEED", "Draws", "draw", "tiers"]

DEFAULT_SEED = 20240101
#: Most weights (ties × draws) held at a time.
_ROOM = 150_000

Array = NDArray[Any]


@dataclass(frozen=True)
class Draws:
    """Shares, shape (draws, n), and leans Φ, shape (draws,), of the draws; `point` are the shares without noise."""

    people: tuple[str, ...]
    point: Array
    shares: Array
    leans: Array
    seed: int
    missing_rate: float
    #: True if nothing was uncertain: the intervals then assume complete data.
    assumes_complete: bool

    @cached_property
    def ranks(self) -> Array:
        """Rank 1..n of each person in each draw, shape (draws, n); ties by id."""
        order = np.argsort(-self.shares.round(12), axis=1, kind="stable")
        ranks = np.empty_like(order)
        np.put_along_axis(ranks, order, np.arange(1, len(self.people) + 1)[None, :], axis=1)
        return ranks

    def rank_interval(self) -> tuple[Array, Array]:
        """5 % and 95 % rank of each person."""
        return self._quantiles(self.ranks)

    def share_interval(self) -> tuple[Array, Array]:
        """5 % and 95 % share of each person."""
        low, high = np.quantile(self.shares, [0.05, 0.95], axis=0)
        return low, high

    def p_top(self, k: int) -> Array:
        """Probability of each person to be among the first k."""
        return np.asarray((self.ranks <= k).mean(axis=0))

    def lean_interval(self) -> tuple[float, float]:
        """5 % and 95 % of Φ."""
        low, high = np.quantile(self.leans, [0.05, 0.95]) if len(self.leans) else (0.0, 0.0)
        return float(low), float(high)

    @property
    def p_positive(self) -> float:
        """Share of draws with Φ > 0."""
        return float((self.leans > 0).mean()) if len(self.leans) else 0.0

    def fraction(self, rule: Callable[[Array], Array]) -> Array:
        """How often a rule (share vector → boolean vector) holds for each person."""
        return np.asarray(np.mean([rule(row) for row in self.shares], axis=0))

    @cached_property
    def robustness(self) -> tuple[float, float]:
        """Median Spearman correlation of a draw with the point ranking, and mean overlap of the first five."""
        n = len(self.people)
        if n < 2:
            return 1.0, 1.0
        order = np.argsort(-self.point.round(12), kind="stable")
        base = np.empty(n)
        base[order] = np.arange(1, n + 1)
        squares = ((self.ranks - base[None, :]) ** 2).sum(axis=1)
        spearman = 1 - 6 * squares / (n * (n * n - 1))
        first = order[:5]
        overlap = (self.ranks[:, first] <= len(first)).mean()
        return float(np.median(spearman)), float(overlap)

    @staticmethod
    def _quantiles(values: Array) -> tuple[Array, Array]:
        low = np.quantile(values, 0.05, axis=0, method="inverted_cdf")
        high = np.quantile(values, 0.95, axis=0, method="inverted_cdf")
        return low.astype(int), high.astype(int)


def tiers(order: Sequence[int], low: Array, high: Array) -> tuple[tuple[int, ...], ...]:
    """Consecutive people whose rank intervals overlap by more than half of the shorter one stand in one tier."""
    found: list[list[int]] = []
    for at in order:
        if found:
            first = found[-1][0]
            shared = min(high[first], high[at]) - max(low[first], low[at]) + 1
            shorter = min(high[first] - low[first], high[at] - low[at]) + 1
            if shared / shorter > 0.5:
                found[-1].append(at)
                continue
        found.append([at])
    return tuple(tuple(tier) for tier in found)


def draw(
    situation: Situation,
    *,
    draws: int = 500,
    seed: int = DEFAULT_SEED,
    missing_rate: float = 0.10,
    attitudes: bool = True,
) -> Draws:
    """Run the draws for a situation; the same seed gives the same numbers to the last bit.

    Parameters
    ----------
    draws : int
        Number of draws, ≥ 1.
    missing_rate : float
        Expected missing ties per recorded tie, ≥ 0.
    attitudes : bool
        Whether attitudes are uncertain as well (only Φ depends on them).
    """
    graph = situation.graph
    n = len(graph.people)
    rng = np.random.default_rng(seed)
    if n == 0:
        return Draws((), np.zeros(0), np.zeros((draws, 0)), np.zeros(draws), seed, missing_rate, True)
    sampler = Sampler.of(situation)
    shares = np.empty((draws, n))
    block = max(20, min(draws, _ROOM // max(1, len(sampler.source))))
    for start in range(0, draws, block):
        size = min(block, draws - start)
        worlds = sampler.sample(rng, size, missing_rate * len(graph.edges))
        shares[start : start + size] = worlds.shares(situation.r, graph.kappa).T
    opinions = _opinions(rng, situation, draws) if attitudes else np.tile(situation.x, (draws, 1))
    certain = missing_rate == 0 and bool(np.all(sampler.q >= situation.snapshot.settings.confidence["A"]))
    leans = (shares * opinions).sum(axis=1)
    return Draws(graph.people, situation.share, shares, leans, seed, missing_rate, certain)


def _opinions(rng: np.random.Generator, situation: Situation, draws: int) -> Array:
    from graphcrm.analysis.opinion.support import opinion

    people = situation.graph.people
    levels = np.array([situation.level_of(p) if p in situation.support else -9 for p in people])
    stale = np.array([p in situation.support and situation.support[p].stale for p in people])
    shape = (draws, len(people))
    moved = np.clip(levels + jitter(rng, shape), -1, 3)
    guess = rng.integers(-1, 2, size=shape)
    unknown = (levels == -9) | (stale & (rng.random(shape) < 0.5))
    scale = np.array([opinion(level) for level in (-1, 0, 1, 2, 3)])
    return np.asarray(scale[np.where(unknown, guess, moved) + 1])
