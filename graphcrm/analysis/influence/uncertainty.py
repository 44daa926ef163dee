"""Rank confidence: how sure is a ranking, given that edges, levels, attitudes and completeness are uncertain?

Seeded Monte-Carlo draws: each part of an edge is kept with its probability q; its level is one off with probability .2, to
either side alike, and so is an attitude; an unknown attitude is an opinion uniform over {−1, 0, 1}, a stale one counts half
the time as unknown; and Poisson(rate · max(m, n)) missing ties are added, three times as likely between people at unit
distance ≤ 1, with a level drawn from the recorded ones (2 where there is none). The rate is told by what colleagues agree on, else
by the settings; the floor n is there because the emptiest map must not have the narrowest intervals.
Rankings on incomplete data lose accuracy in a way that depends on the network at hand (Borgatti, Carley & Krackhardt 2006;
Frantz & Carley 2009; Martin & Niemeyer 2019), so it is estimated for this one.

Equal scores are a tie, in the ranking of the recorded data as in every draw: all its places are possible. People whom the recorded
data do not tell apart have the same figures, taken from the draws of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.influence.missing import MissingTies, missing_ties
from graphcrm.analysis.influence.worlds import Sampler, jitter
from graphcrm.analysis.opinion.support import opinion
from graphcrm.analysis.order_statistics import quantiles
from graphcrm.analysis.paths.paths import Hops
from graphcrm.analysis.ranks import places_within, rank_bounds
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.settings import DEFAULT_SEED
from graphcrm.steps import steps

__all__ = ["Draws", "draw", "drawn_hops"]


#: Most weights (ties × draws) held at a time.
_ROOM = 150_000
_ENDS = (0.05, 0.95)
#: Sums of probabilities may be off by so much.
_ROUNDING = 1e-9
#: A lean that differs from 0 by less is 0: the draws are solved to 1e-8 a person.
_NOUGHT = 1e-6

Array = NDArray[Any]


@dataclass(frozen=True)
class Draws:
    """Shares, shape (draws, n), and leans Φ, shape (draws,), of the draws; `point` are the shares without noise."""

    people: tuple[str, ...]
    point: Array
    shares: Array
    leans: Array
    seed: int
    missing: MissingTies
    #: True if nothing was uncertain: the intervals then assume complete data.
    assumes_complete: bool

    @cached_property
    def places(self) -> tuple[Array, Array]:
        """Best and worst rank of each person without noise, shape (n,); equal shares share both."""
        best, worst = rank_bounds(self.point[:, None])
        return best[:, 0], worst[:, 0]

    @cached_property
    def drawn_places(self) -> tuple[Array, Array]:
        """The same in each draw, shape (n, draws)."""
        return rank_bounds(self.shares.T)

    def rank_interval(self) -> tuple[Array, Array]:
        """5 % and 95 % rank of each person, each place of a tie taken as likely as the others; it contains the ranks
        without noise.
        """
        return self._ranks_within

    def share_interval(self) -> tuple[Array, Array]:
        """5 % and 95 % share of each person."""
        return self._shares_within

    def p_top(self, k: int) -> Array:
        """Probability of each person to be among the first k; of a tie, the part of its places that lie within k."""
        return np.asarray(self._reached[:, min(k, len(self.people)) - 1]) if self.people else np.zeros(0)

    def lean_interval(self) -> tuple[float, float]:
        """5 % and 95 % of Φ."""
        low, high = quantiles(self.leans, _ENDS) if len(self.leans) else (0.0, 0.0)
        return float(low), float(high)

    @property
    def p_positive(self) -> float:
        """Share of draws with Φ > 0."""
        return float((self.leans > _NOUGHT).mean()) if len(self.leans) else 0.0

    @cached_property
    def robustness(self) -> tuple[float, float] | None:
        """Median Spearman correlation of a draw with the ranking, and mean overlap of the first five.

        None if the recorded data give no ranking: all shares are equal. In a draw without a ranking the correlation is 0.
        """
        n = len(self.people)
        if len(self._ties) < 2:
            return None
        middle, drawn = (np.add(*places) / 2 for places in (self.places, self.drawn_places))
        one, other = middle - middle.mean(), drawn - drawn.mean(axis=0)
        spread = np.sqrt((one**2).sum() * (other**2).sum(axis=0))
        spearman = np.divide(one @ other, spread, out=np.zeros_like(spread), where=spread > 0)
        first = min(5, n)
        both = np.minimum(places_within(*self.places, first)[:, None], places_within(*self.drawn_places, first))
        return float(quantiles(spearman, (0.5,))[0]), float(both.sum(axis=0).mean() / first)

    @cached_property
    def _ranks_within(self) -> tuple[Array, Array]:
        low, high = (1 + (self._reached < end - _ROUNDING).sum(axis=1) for end in _ENDS)
        best, worst = self.places
        return np.minimum(low, best), np.maximum(high, worst)

    @cached_property
    def _shares_within(self) -> tuple[Array, Array]:
        """Those whom no other equals at once, since most people are; the others tie by tie."""
        low, high = np.empty(len(self.people)), np.empty(len(self.people))
        alone = np.array([tie[0] for tie in self._ties if len(tie) == 1], dtype=int)
        low[alone], high[alone] = quantiles(self.shares[:, alone], _ENDS)
        for tie in self._ties:
            if len(tie) > 1:
                low[tie], high[tie] = quantiles(self.shares[:, tie].ravel(), _ENDS)
        return low, high

    @cached_property
    def _ties(self) -> list[Array]:
        """Places of those with equal shares, tie by tie."""
        best, _ = self.places
        return [np.flatnonzero(best == place) for place in sorted({*best.tolist()})]  # np.unique loads masked arrays

    @cached_property
    def _reached(self) -> Array:
        """Probability of each person to stand on one of the first 1, 2, … n places, shape (n, n), equal among equal shares."""
        n = len(self.people)
        best, worst = self.drawn_places
        chance = 1 / ((worst - best + 1) * max(1, best.shape[1]))
        row = np.broadcast_to(np.arange(n)[:, None], best.shape) * (n + 1)
        steps = np.zeros(n * (n + 1))
        np.add.at(steps, (row + best - 1).ravel(), chance.ravel())
        np.subtract.at(steps, (row + worst).ravel(), chance.ravel())
        reached = steps.reshape(n, n + 1)[:, :n].cumsum(axis=1).cumsum(axis=1)
        for tie in self._ties:
            reached[tie] = reached[tie].mean(axis=0)
        return reached


def draw(
    situation: Situation,
    *,
    draws: int = 500,
    seed: int = DEFAULT_SEED,
    missing_rate: float | None = None,
    attitudes: bool = True,
) -> Draws:
    """Run the draws for a situation; the same seed gives the same numbers to the last bit, whatever people are called.

    Parameters
    ----------
    draws : int
        Number of draws, ≥ 1.
    missing_rate : float, optional
        Expected missing ties per recorded tie (per person, where there are more people than ties), ≥ 0; if not given, what
        colleagues' reports tell of it, else as in the settings.
    attitudes : bool
        Whether attitudes are uncertain as well (only Φ depends on them).
    """
    graph = situation.graph
    n = len(graph.people)
    absent = missing_ties(situation) if missing_rate is None else MissingTies(missing_rate)
    if n == 0:
        return Draws((), np.zeros(0), np.zeros((draws, 0)), np.zeros(draws), seed, absent, True)
    sampler = Sampler.of(situation)
    recorded, missing, opinions = (np.random.default_rng([seed, stream]) for stream in range(3))
    expected = absent.rate * max(len(graph.edges), n)
    r, kappa = situation.r[sampler.order], graph.kappa[sampler.order]
    held = _Attitudes.of(situation, sampler.order) if attitudes else None
    shares, leans = np.empty((draws, n)), np.empty(draws)
    start = 0
    for size in steps([*_blocks(sampler, draws)]):
        found = sampler.sample(recorded, missing, size, expected).shares(r, kappa)
        x = held.sample(opinions, size) if held else np.broadcast_to(situation.x[sampler.order, None], found.shape)
        shares[start : start + size, sampler.order] = found.T
        leans[start : start + size] = np.einsum("vd,vd->d", found, x)
        start += size
    certain = absent.rate == 0 and bool(np.all(sampler.q >= situation.snapshot.settings.confidence["A"]))
    return Draws(graph.people, situation.share, shares, leans, seed, absent, certain)


def drawn_hops(situation: Situation, *, draws: int = 500, seed: int = DEFAULT_SEED) -> Iterator[Hops]:
    """The worlds that `draw` draws with this seed, one after another, as hops between people of the graph with −ln ŵ as cost."""
    graph = situation.graph
    n = len(graph.people)
    if n == 0:
        return
    sampler = Sampler.of(situation)
    recorded, missing = (np.random.default_rng([seed, stream]) for stream in range(2))
    expected = missing_ties(situation).rate * max(len(graph.edges), n)
    for size in _blocks(sampler, draws):
        for source, target, weight in sampler.sample(recorded, missing, size, expected).ties(sampler.order):
            yield Hops.listed(n, source, target, -np.log(weight))


def _blocks(sampler: Sampler, draws: int) -> Iterator[int]:
    """How many draws are made at a time."""
    block = max(20, min(draws, _ROOM // max(1, len(sampler.source))))
    for start in range(0, draws, block):
        yield min(block, draws - start)


@dataclass(frozen=True)
class _Attitudes:
    """Whose opinions are drawn: `opinion` of a level one lower, as recorded and one higher, shape (n, 3); rows of unknown and of
    stale ones, and how likely a stale one counts as unknown.
    """

    opinion: Array
    doubtful: Array
    doubt: Array
    noise: float

    @classmethod
    def of(cls, situation: Situation, order: Array) -> _Attitudes:
        """Those of everybody of the graph, in this order."""
        noise = situation.snapshot.settings.noise
        held = [situation.support.get(situation.graph.people[at]) for at in order]
        levels = np.array([0 if h is None else h.level for h in held])
        doubt = np.array([1.0 if h is None else noise["stale"] if h.stale else 0.0 for h in held])
        scale = np.array([opinion(level) for level in (-1, 0, 1, 2, 3)])
        doubtful = np.flatnonzero(doubt)
        near = np.clip(levels[:, None] + (-1, 0, 1), -1, 3) + 1
        return cls(scale[near], doubtful, doubt[doubtful], noise["support"])

    def sample(self, rng: np.random.Generator, draws: int) -> Array:
        """Opinions, shape (n, draws)."""
        as_held = np.arange(1, self.opinion.size, 3)[:, None]
        x = np.take(self.opinion.ravel(), as_held + jitter(rng, (len(self.opinion), draws), self.noise), mode="clip")
        guess = rng.integers(-1, 2, size=(len(self.doubtful), draws))
        x[self.doubtful] = np.where(rng.random(guess.shape) < self.doubt[:, None], guess, x[self.doubtful])
        return x
