"""Ways to score influence in a bare network, for many resampled weightings of the same ties at once.

Everything runs on the edge list, a column per draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from graphcrm.analysis.network.settings import ATTENTION, DAMPING, ScoringMethod, WeightReading
from graphcrm.analysis.network.ties import Ints
from graphcrm.arrays import Floats
from graphcrm.dataclass import dataclass
from graphcrm.graph.compiled.compiling import loops
from graphcrm.graph.rows import unsigned

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["Scorer", "method_scores"]


#: Ties times draws from which on SciPy is worth loading.
_MANY = 200_000
#: Steps of an exact power iteration: between these, within so many ties looked at.
_LEAST_STEPS, _MOST_STEPS, _STEPPED_TIES = 1000, 20_000, 20_000_000
#: What all steps of a score take in SciPy for a tie.
_SECONDS = 2e-7


class _Sums:
    """Sums of tie values by person; prepared once for a fixed list of people, one per tie."""

    def __init__(self, person: Ints, size: int) -> None:
        self.size = size
        self.order = np.argsort(person, kind="stable")
        self.ordered = person[self.order]
        self.first = np.flatnonzero(np.diff(self.ordered, prepend=-1))
        self.person = self.ordered[self.first]

    def __call__(self, values: Floats) -> Floats:
        """Sum of `values` (ties already in the order of `self.order`) for each person."""
        out = np.zeros((self.size, values.shape[1]))
        if len(self.first):
            out[self.person] = np.add.reduceat(values, self.first, axis=0)
        return out


class _Flow:
    """What reaches each person from others: ``Σ weight · value`` over the person's ties, in every draw at once.

    Many ties in many draws are one product with a sparse matrix, a quarter of the time; for few it would not pay to load SciPy.
    """

    def __init__(self, sums: _Sums, other: Ints, weight: Floats) -> None:
        self._sums, self._other, self._weight = sums, other[sums.order], weight[sums.order]
        self._matrix = _blocks(sums, self._other, self._weight) if weight.size > _MANY else None

    def __call__(self, value: Floats) -> Floats:
        """From values of the others, shape (n, draws)."""
        if self._matrix is None:
            return self._sums(self._weight * value[self._other])
        found: Floats = (self._matrix @ value.T.ravel()).reshape(value.shape[::-1]).T
        return found


def _blocks(sums: _Sums, other: Ints, weight: Floats) -> csr_array:
    """A matrix with a block on its diagonal for every draw; ties are in the order of the sums."""
    from scipy.sparse import csr_array

    ties, draws = weight.shape
    size, draw = sums.size, np.arange(draws, dtype=np.int32)[:, None]
    ends = np.searchsorted(sums.ordered, np.arange(1, size + 1)).astype(np.int32)
    indptr = np.append(np.int32(0), (draw * ties + ends).ravel())
    indices = (draw * size + other.astype(np.int32)).ravel()
    return csr_array((weight.T.ravel(), indices, indptr), shape=(size * draws, size * draws))


@dataclass(frozen=True, slots=True)
class Scorer:
    """The ties `giver → taker` of a network of `size` people, prepared for repeated scoring."""

    size: int
    by_giver: _Sums
    by_taker: _Sums
    giver: Ints
    taker: Ints

    @classmethod
    def of(cls, size: int, giver: Ints, taker: Ints) -> Scorer:
        """Prepare the ties."""
        return cls(size, _Sums(giver, size), _Sums(taker, size), giver, taker)

    def received(self, weight: Floats) -> Floats:
        """Sum of the weights that arrive at each person; `weight` has a row per tie and a column per draw."""
        return self.by_taker(weight[self.by_taker.order])

    def given(self, weight: Floats) -> Floats:
        """Sum of the weights that leave each person."""
        return self.by_giver(weight[self.by_giver.order])

    def attention(self, weight: Floats) -> Floats:
        """Each tie's part of what its giver gives; 0 where the giver gives nothing in that draw."""
        total = self.given(weight)[self.giver]
        parts: Floats = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
        return parts

    def shared(self, weight: Floats) -> Floats:
        """Sum over those who have a tie to a person of w/√(what each of them gives): halfway between counting contacts,
        where whoever names many people counts often, and dividing attention, where whoever names one counts for much.
        """
        total = self.given(weight)[self.giver]
        parts = np.divide(weight, np.sqrt(total), out=np.zeros_like(weight), where=total > 0)
        return self.received(parts)

    def pagerank(self, share: Floats, start: Floats | None, tolerance: float) -> Floats:
        """PageRank towards the influential: p = (1−d)/n + d·(Pᵀp + dangling/n), d = .85; columns sum to 1.

        `share` is :meth:`attention`; `tolerance` bounds the L1 error of a column.
        """
        arriving = _Flow(self.by_taker, self.giver, share)
        idle = self.by_giver(share[self.by_giver.order]) == 0
        value = np.full((self.size, share.shape[1]), 1 / self.size) if start is None else start
        for _ in range(1000):
            spread = (1 - DAMPING + DAMPING * np.where(idle, value, 0.0).sum(axis=0)) / self.size
            following = spread + DAMPING * arriving(value)
            # The map contracts by d, so the distance to the limit is at most d/(1−d) times the last step.
            gap = np.abs(following - value).sum(axis=0).max() * DAMPING / (1 - DAMPING)
            value = following
            if gap <= tolerance:
                break
        return value

    def fj_share(self, share: Floats, start: Floats | None, tolerance: float) -> Floats:
        """Friedkin–Johnsen share of everyone's final opinion, with uniform decision weights.

        Each person gives total strength S = .85 to those relied on, divided as the ties are, beside an own prior of 1;
        so the susceptibility is a = S/(1+S) for people who rely on anybody and 0 for others, and
        ``s = (1−a)·x`` with ``x = 1/n + Pᵀ(a·x)``. Columns sum to 1.

        Undivided strengths would not do: in a reciprocal network they make every share exactly 1/n.
        """
        rate = ATTENTION / (1 + ATTENTION)
        open_to = np.where(self.by_giver(share[self.by_giver.order]) > 0, rate, 0.0)
        value = np.full((self.size, share.shape[1]), 1 / self.size) if start is None else start / (1 - open_to)
        fast = loops("flow", _SECONDS * len(share)) if share.shape[1] == 1 else None
        if fast is not None:
            order, ends = self.by_taker.order, np.cumsum(np.bincount(self.taker, minlength=self.size))
            other, part = unsigned(self.giver)[order], rate * share[:, 0].take(order)
            settled = fast.settled(ends, other, part, 1 / self.size, value[:, 0], rate, tolerance)
            return np.asarray((1 - open_to) * settled[:, None])
        arriving = _Flow(self.by_taker, self.giver, share)
        for _ in range(1000):
            following = 1 / self.size + arriving(open_to * value)
            gap = np.abs(following - value).sum(axis=0).max() * rate / (1 - rate)
            value = following
            if gap <= tolerance:
                break
        found: Floats = (1 - open_to) * value
        return found

    def hits_authority(self, weight: Floats, start: Floats | None, tolerance: float, limit: int) -> Floats:
        """HITS authority, scaled to sum 1: the principal eigenvector of WᵀW nearest to the uniform vector.

        The power iteration starts from the uniform vector (or near `start`), so that equal components share the result
        by symmetry instead of by accident. Without ties: 0 for everybody.
        """
        arriving, leaving = _Flow(self.by_taker, self.giver, weight), _Flow(self.by_giver, self.taker, weight)
        value = np.full((self.size, weight.shape[1]), 1 / self.size)
        if start is not None:  # a tenth of the uniform vector stays: from an exact 0 no weight could ever come back
            value = 0.9 * start + 0.1 * value
        for _ in range(limit):
            following = _unit(arriving(_unit(leaving(value))))
            gap = np.abs(following - value).sum(axis=0).max()
            value = following
            if gap <= tolerance:
                break
        return value


def method_scores(
    scorer: Scorer,
    weight: Floats,
    methods: Iterable[ScoringMethod],
    *,
    start: Mapping[ScoringMethod, Floats] | None = None,
) -> dict[ScoringMethod, Floats]:
    """Scores of every person (rows) in every draw (columns) by each method.

    Parameters
    ----------
    weight
        Weight of every tie (rows) in every draw (columns), ≥ 0; 0 means that the draw lacks the tie. How it enters is a matter
        of the method (`WeightReading`).
    start
        Scores of a similar network (one column) to start the iterations from. They are then only as exact as a draw
        needs; without it PageRank meets tolerance 1e-6/n or better.
    """
    wanted = tuple(methods)
    if scorer.size == 0:
        return {method: np.zeros((0, weight.shape[1])) for method in wanted}
    read = {reading: _read(weight, reading) for reading in {method.reading for method in wanted}}
    shares: dict[WeightReading, Floats] = {}
    found: dict[ScoringMethod, Floats] = {}
    for method in wanted:
        first = None if start is None else np.repeat(start[method], weight.shape[1], axis=1)
        values = read[method.reading]
        if method in _DIVIDED and method.reading not in shares:
            shares[method.reading] = scorer.attention(values)
        found[method] = _score(scorer, method, values, shares.get(method.reading, values), first)
    return found


#: Methods that divide each person's attention over those whom the person has ties to.
_DIVIDED = frozenset(
    {ScoringMethod.FJ, ScoringMethod.PAGERANK, ScoringMethod.PAGERANK_DAMPED, ScoringMethod.PAGERANK_RAW}
)


def _read(weight: Floats, reading: WeightReading) -> Floats:
    if reading is WeightReading.RAW:
        return weight
    return np.log1p(weight) if reading is WeightReading.DAMPED else (weight > 0).astype(np.float64)


def _score(scorer: Scorer, method: ScoringMethod, values: Floats, share: Floats, first: Floats | None) -> Floats:
    """One method; `first` to start from, then only as exact as a draw needs."""
    exact = first is None
    if method is ScoringMethod.FJ:
        return scorer.fj_share(share, first, 1e-12 if exact else 1e-3)
    if method in _DIVIDED:
        return scorer.pagerank(share, first, min(1e-12, 1e-6 / scorer.size) if exact else 1e-3)
    if method is ScoringMethod.HITS:
        return scorer.hits_authority(values, first, 1e-13 if exact else 1e-3, _steps(values) if exact else 50)
    if method is ScoringMethod.SHARED:
        return scorer.shared(values)
    return scorer.received(values)


def _steps(weight: Floats) -> int:
    """Steps of a power iteration: as many as it takes until a group that is nearly as dense as the densest is told from it.

    On a large network, where a step is dear, a thousand.
    """
    return min(_MOST_STEPS, max(_LEAST_STEPS, _STEPPED_TIES // max(len(weight), 1)))


def _unit(values: Floats) -> Floats:
    total = values.sum(axis=0)
    parts: Floats = np.divide(values, total, out=np.zeros_like(values), where=total > 0)
    return parts
