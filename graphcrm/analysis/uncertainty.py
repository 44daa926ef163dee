"""Rank confidence: how sure is a ranking, given that edges, levels, attitudes and completeness are uncertain?

Seeded Monte-Carlo draws: each part of an edge is kept with its probability q; its level moves by −1/0/+1 with probability
.1/.8/.1; an attitude moves by ±1 with .1 each, an unknown one is uniform over {−1, 0, 1}, a stale one counts half the time as
unknown; and Poisson(rate · m) missing ties of level 2 are added, three times as likely between people at unit distance ≤ 1.
Rankings on incomplete data lose accuracy in a way that depends on the network at hand (Borgatti, Carley & Krackhardt 2006;
Frantz & Carley 2009; Martin & Niemeyer 2019), so it is estimated for this one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.situation import Situation
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Unit

__all__ = ["DEFAULT_SEED", "Draws", "draw", "tiers"]

DEFAULT_SEED = 20240101
_CAP = 0.85
_BLOCK = 50

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
    parts = _Parts.of(situation)
    pairs = _missing_pairs(situation)
    shares = np.empty((draws, n))
    for start in range(0, draws, _BLOCK):
        size = min(_BLOCK, draws - start)
        weights = parts.sample(rng, size, n)
        _add_missing(rng, weights, pairs, missing_rate * len(graph.edges), situation.snapshot.settings.p_influence(2))
        shares[start : start + size] = _shares(weights, situation.r, graph.kappa)
    opinions = _opinions(rng, situation, draws) if attitudes else np.tile(situation.x, (draws, 1))
    certain = missing_rate == 0 and bool(np.all(parts.q >= situation.snapshot.settings.confidence["A"]))
    return Draws(graph.people, situation.share, shares, (shares * opinions).sum(axis=1), seed, missing_rate, certain)


def _shares(weights: Array, r: Array, kappa: Array) -> Array:
    system = -weights
    diagonal = np.arange(len(r))
    system[:, diagonal, diagonal] += kappa + np.abs(weights).sum(axis=1)
    return np.asarray(
        kappa * np.linalg.solve(system, np.broadcast_to(r[None, :, None], (len(weights), len(r), 1)))[..., 0]
    )


@dataclass(frozen=True)
class _Parts:
    """Parts of all edges as columns; `edge` numbers the edge, `flat` is its place in a flattened (n, n) matrix."""

    q: Array
    level: Array
    rest: Array
    trust: Array
    sign: Array
    edge: Array
    flat: Array
    tables: Array

    @classmethod
    def of(cls, situation: Situation) -> _Parts:
        graph, settings = situation.graph, situation.snapshot.settings
        rows, flat = [], []
        for number, ((source, target), edge) in enumerate(graph.edges.items()):
            flat.append(graph.index[source] * len(graph.people) + graph.index[target])
            for part in edge.parts:
                rest = part.scale * part.decay * part.factor
                rows.append((part.q, part.level, rest, part.kind is EdgeKind.TRUSTS, part.sign, number))
        columns = [np.array(c) for c in zip(*rows, strict=True)] if rows else [np.zeros(0)] * 6
        tables = np.array([[p(level) for level in range(1, 6)] for p in (settings.p_influence, settings.p_trust)])
        q, level, other, trust, sign, edge_of = columns
        return cls(
            q, level.astype(int), other, trust.astype(int), sign, edge_of.astype(int), np.array(flat, dtype=int), tables
        )

    def sample(self, rng: np.random.Generator, size: int, n: int) -> Array:
        """`size` weight matrices, shape (size, n, n)."""
        kept = rng.random((size, len(self.q))) < self.q
        step = rng.choice([-1, 0, 1], p=[0.1, 0.8, 0.1], size=(size, len(self.q)))
        level = np.clip(self.level + step, 1, 5)
        weight = np.where(kept, self.tables[self.trust, level - 1] * self.rest, 0.0)
        out = np.zeros((size, n * n))
        for sign in (1, -1):
            mine = self.sign == sign
            if not mine.any():
                continue
            absent = np.zeros((size, len(self.flat)))
            logs = np.log1p(-weight[:, mine])
            for row, values in zip(absent, logs, strict=True):
                row += np.bincount(self.edge[mine], weights=values, minlength=len(self.flat))
            out[:, self.flat] += sign * np.minimum(_CAP, -np.expm1(absent))
        return out.reshape(size, n, n)


def _missing_pairs(situation: Situation) -> Array:
    """Cumulative probability of each ordered pair of different people to be the ends of a missing tie."""
    people = [situation.snapshot.people[p] for p in situation.graph.people]
    units = situation.snapshot.units
    codes = {u: i for i, u in enumerate(units)}
    own = np.array([codes.get(p.unit or "", -1) for p in people])
    above = np.array([codes.get(_parent(units, p.unit), -2) if p.unit in units else -3 for p in people])
    close = (own[:, None] == own[None, :]) | (own[:, None] == above[None, :]) | (above[:, None] == own[None, :])
    chance = np.where(close & (own[:, None] >= 0) & (own[None, :] >= 0), 3.0, 1.0)
    np.fill_diagonal(chance, 0.0)
    total = chance.sum()
    return np.cumsum(chance.ravel()) / total if total > 0 else np.zeros(0)


def _parent(units: Mapping[str, Unit], unit: str | None) -> str:
    found = units.get(unit or "")
    return found.parent or "" if found else ""


def _add_missing(rng: np.random.Generator, weights: Array, cumulative: Array, expected: float, strength: float) -> None:
    if not len(cumulative) or expected <= 0:
        return
    flat = weights.reshape(len(weights), -1)
    for row, count in zip(flat, rng.poisson(expected, len(weights)), strict=True):
        chosen = np.minimum(np.searchsorted(cumulative, rng.random(count), side="right"), len(cumulative) - 1)
        for at in chosen:
            row[at] = min(_CAP, 1 - (1 - row[at]) * (1 - strength))


def _opinions(rng: np.random.Generator, situation: Situation, draws: int) -> Array:
    from graphcrm.analysis.support import opinion

    people = situation.graph.people
    levels = np.array([situation.level_of(p) if p in situation.support else -9 for p in people])
    stale = np.array([p in situation.support and situation.support[p].stale for p in people])
    shape = (draws, len(people))
    moved = np.clip(levels + rng.choice([-1, 0, 1], p=[0.1, 0.8, 0.1], size=shape), -1, 3)
    guess = rng.integers(-1, 2, size=shape)
    unknown = (levels == -9) | (stale & (rng.random(shape) < 0.5))
    scale = np.array([opinion(level) for level in (-1, 0, 1, 2, 3)])
    return np.asarray(scale[np.where(unknown, guess, moved) + 1])
