"""One tie type with its scores, as observed and resampled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graphcrm.analysis.network.coefficients import coefficients_for
from graphcrm.analysis.network.consensus import consensus
from graphcrm.analysis.network.intervals import resample
from graphcrm.analysis.network.ranking import normal_scores
from graphcrm.analysis.network.scores import Scorer, method_scores
from graphcrm.analysis.network.settings import KIND_SETTINGS, MIN_RANKED, Method
from graphcrm.analysis.network.superiors import Dyads, dyads, p_above
from graphcrm.analysis.network.ties import Floats, Ints, Network

__all__ = ["Scored", "score_network"]


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """One tie type with its scores: normal scores per connected person (rows in order of `people`).

    drawn
        Consensus in every draw (columns); no columns when nobody is ranked.
    pairs, p_above
        All pairs with a tie, and P(a above b).
    """

    network: Network
    people: Ints
    methods: Mapping[Method, Floats]
    consensus: Floats
    drawn: Floats
    pairs: Dyads
    p_above: Floats

    @property
    def used(self) -> tuple[Method, ...]:
        """The methods in the consensus."""
        weights = KIND_SETTINGS[self.network.kind].weights
        return tuple(method for method in Method if weights.get(method, 0) > 0)

    def spread(self, values: Floats) -> Floats:
        """Values of the connected people as a column of all people, NaN for isolates."""
        return _spread(values, self.people, self.network)


def score_network(network: Network, *, draws: int, seed: int, missing_rate: float) -> Scored:
    """Score the connected people of one tie type, as observed and in every draw."""
    settings = KIND_SETTINGS[network.kind]
    people = np.flatnonzero(network.connected())
    position = np.zeros(network.size, dtype=np.int64)
    position[people] = np.arange(len(people))
    giver, taker = network.flow
    scorer = Scorer.of(len(people), position[giver], position[taker])

    def both_ways(weight: Floats) -> Floats:
        return weight if network.directed else np.concatenate([weight, weight])

    observed = method_scores(scorer, both_ways(network.weight[:, None]), Method, counts=network.counts)
    methods = {method: normal_scores(values)[:, 0] for method, values in observed.items()}
    point = consensus(observed, settings.weights)[:, 0]
    drawn = np.zeros((len(people), 0))
    if len(people) >= MIN_RANKED:
        used = [method for method in Method if settings.weights.get(method, 0) > 0]
        parts = []
        for weight in resample(network, draws, seed, missing_rate):
            scores = method_scores(scorer, both_ways(weight), used, counts=network.counts, start=observed)
            parts.append(consensus(scores, settings.weights))
        drawn = np.hstack(parts)
    pairs = dyads(network)
    fitted = coefficients_for(network.kind)
    p = p_above(pairs, _spread(point, people, network), _spread(methods[Method.CONTACTS], people, network), fitted)
    return Scored(network, people, methods, point, drawn, pairs, p)


def _spread(values: Floats, people: Ints, network: Network) -> Floats:
    column = np.full(network.size, np.nan)
    column[people] = values
    return column
