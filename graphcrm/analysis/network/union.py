"""Several types of tie as one network: which of them lead, how much each weighs, and PageRank on their union."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graphcrm.analysis.network.chance import uneven_contacts
from graphcrm.analysis.network.intervals import chunk_size
from graphcrm.analysis.network.scored import Scored
from graphcrm.analysis.network.settings import LEADING_REACH, LEAST_WEIGHT, STATED
from graphcrm.analysis.network.ties import Ints
from graphcrm.arrays import Floats
from graphcrm.dataclass import dataclass

__all__ = ["Union", "leading", "union_of"]


def leading(scored: Sequence[Scored]) -> list[Scored]:
    """The types that order people when all are read together.

    What people say of reliance and influence leads, if it reaches half of the people who have any tie; contact, logged or
    observed, then only tells who belongs to the network. Without such a survey all types lead.
    """
    stated = [one for one in scored if one.network.kind in STATED]
    reached = np.unique(np.concatenate([one.people for one in stated])) if stated else np.zeros(0)
    anybody = np.unique(np.concatenate([one.people for one in scored])) if scored else np.zeros(0)
    return stated if stated and len(reached) >= LEADING_REACH * len(anybody) else list(scored)


@dataclass(frozen=True, slots=True, eq=False)
class Union:
    """The ties giver → taker of several types, each pair once.

    people
        Everybody with a tie of any type, also of those that do not lead; giver and taker are places in it.
    types, places, weights
        The leading types; where the ties of each (as its `flow` has them) stand in the union; what a tie of it weighs.
    """

    people: Ints
    giver: Ints
    taker: Ints
    types: tuple[Scored, ...]
    places: tuple[Ints, ...]
    weights: tuple[float, ...]

    @property
    def observed(self) -> Floats:
        """Weight of every tie, one column: that of the heaviest type in which the two are tied."""
        return self._joined([one.network.weight[:, None] for one in self.types])

    def drawn(self, draws: int) -> Iterator[Floats]:
        """The weights in every draw, in chunks, each type resampled as it is by itself."""
        step = chunk_size(len(self.giver))
        for parts in zip(*(one.resampled(draws, step) for one in self.types), strict=True):
            yield self._joined(parts)

    def _joined(self, parts: Sequence[Floats]) -> Floats:
        joined = np.zeros((len(self.giver), parts[0].shape[1]))
        for one, part, place, weight in zip(self.types, parts, self.places, self.weights, strict=True):
            present = (one.both_ways(part) > 0) * weight
            joined[place] = np.maximum(joined[place], present)
        return joined


def union_of(scored: Sequence[Scored]) -> Union:
    """Join the types that lead.

    A tie weighs by how much more uneven than chance the contacts of its type are, ``max(ratio − 1, .1)``: of two types, the one
    that agrees more on whom to turn to says more about who stands out. Weights within a type do not count.
    """
    people = np.unique(np.concatenate([one.people for one in scored]))
    size = len(people)
    types = leading(scored)
    keys = []
    for one in types:
        giver, taker = one.network.flow
        keys.append(np.searchsorted(people, giver) * size + np.searchsorted(people, taker))
    pairs = np.unique(np.concatenate(keys))
    return Union(
        people=people,
        giver=pairs // size,
        taker=pairs % size,
        types=tuple(types),
        places=tuple(np.searchsorted(pairs, key) for key in keys),
        weights=tuple(max(uneven_contacts(one.network) - 1, LEAST_WEIGHT) for one in types),
    )
