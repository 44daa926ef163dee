"""Is what people receive more uneven than chance alone would make it?

Resampling cannot tell: in a network drawn at random some people do receive more ties than others, and dropping a tenth
of them does not undo the accident. So the received ties are compared with those of a network in which everyone gives as
much as observed, to people picked by lot.
"""

from __future__ import annotations

import math

import numpy as np

from graphcrm.analysis.network.settings import CHANCE_RATIO, CHANCE_SIGMAS
from graphcrm.analysis.network.ties import Network, sums
from graphcrm.arrays import Floats
from graphcrm.dataclass import dataclass

__all__ = ["Unevenness", "uneven_contacts", "unevenness"]


@dataclass(frozen=True, slots=True)
class Unevenness:
    """Squared deviations of what people receive, divided by their expectation under chance.

    ratio
        1 on average for a random network; 0 when everyone receives the same or chance leaves no room.
    threshold
        The ratio beyond which chance is not an explanation.
    """

    ratio: float
    threshold: float

    @property
    def beyond_chance(self) -> bool:
        """Whether somebody stands out for another reason than luck."""
        return self.ratio > self.threshold


def unevenness(network: Network) -> Unevenness:
    """The clearer of two comparisons with chance: by distinct contacts and by weight received.

    Directed ties: giver u keeps its kᵤ ties with total weight sᵤ and squares qᵤ, their takers drawn from the n−1
    others. Then v receives ``μᵥ = Σᵤ sᵤ/(n−1)`` with variance ``Σᵤ qᵤ/(n−1) − (sᵤ/(n−1))²``, u ≠ v. Undirected ties:
    all pairs equally likely. The threshold is max(2, 1 + 4·√((2 + k)/n)), where k is the excess kurtosis of what one
    person receives: heavy single ties make large deviations common.
    """
    people = network.connected()
    size = int(people.sum())
    if size < 3:
        return Unevenness(0.0, CHANCE_RATIO)
    both = [np.ones_like(network.weight), np.log1p(network.weight) if network.counts else network.weight]
    return max((_compare(network, weight, people, size) for weight in both), key=lambda u: u.ratio / u.threshold)


def uneven_contacts(network: Network) -> float:
    """How uneven the distinct contacts that people receive are, compared with chance (1 on average)."""
    people = network.connected()
    size = int(people.sum())
    return _compare(network, np.ones_like(network.weight), people, size).ratio if size > 2 else 0.0


def _compare(network: Network, weight: Floats, people: np.ndarray, size: int) -> Unevenness:
    giver, taker = network.flow
    if not network.directed:
        weight = np.concatenate([weight, weight])
    others = size - 1
    received = sums(taker, weight, network.size)[people]
    if network.directed:
        given = sums(giver, weight, network.size)[people]
        squares = sums(giver, weight**2, network.size)[people]
        single = squares / others - (given / others) ** 2
        expected, variance = (given.sum() - given) / others, single.sum() - single
    else:
        mean, square = weight.sum() / (size * others), (weight**2).sum() / (size * others)
        expected, variance = np.full(size, others * mean), np.full(size, others * (square - mean**2))
    spread = float(variance.mean())
    if spread <= 1e-9 * float((weight**2).sum()) / size:
        return Unevenness(0.0, CHANCE_RATIO)
    kurtosis = float((weight**4).sum()) / size / spread**2
    ratio = float(((received - expected) ** 2).mean()) / spread
    return Unevenness(ratio, max(CHANCE_RATIO, 1 + CHANCE_SIGMAS * math.sqrt((2 + kurtosis) / size)))
