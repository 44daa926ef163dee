"""One tie type with its scores, as observed and resampled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from graphcrm.analysis.network.coefficients import coefficients_for
from graphcrm.analysis.network.consensus import consensus
from graphcrm.analysis.network.intervals import resample
from graphcrm.analysis.network.ranking import normal_scores
from graphcrm.analysis.network.readings import Readings, readings
from graphcrm.analysis.network.scores import Scorer, method_scores
from graphcrm.analysis.network.settings import KIND_SETTINGS, MIN_RANKED, ScoringMethod
from graphcrm.analysis.network.superiors import Dyads, dyads, p_above
from graphcrm.analysis.network.ties import Ints, Network
from graphcrm.arrays import Floats
from graphcrm.dataclass import dataclass

__all__ = ["Sampling", "Scored", "score_network"]


@dataclass(frozen=True, slots=True)
class Sampling:
    """How ties are resampled: the seed, and the part of ties without counts that is missing."""

    seed: int
    missing_rate: float


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """One tie type with its scores: normal scores per connected person (rows in order of `people`).

    sampling, order
        How the ties are resampled, and in which order numbers are handed out to them: one made of what the methods say of
        both ends, so that it does not depend on what people are called.
    drawn
        Consensus in every draw (columns); no columns when nobody is ranked.
    readings
        How far other readings of the same ties agree.
    pairs, p_above
        All pairs with a tie, and P(a above b).
    """

    network: Network
    sampling: Sampling
    order: Ints
    people: Ints
    methods: Mapping[ScoringMethod, Floats]
    consensus: Floats
    drawn: Floats
    pairs: Dyads
    p_above: Floats
    readings: Readings

    @property
    def used(self) -> tuple[ScoringMethod, ...]:
        """The methods in the consensus."""
        weights = KIND_SETTINGS[self.network.kind].weights
        return tuple(method for method in ScoringMethod if weights.get(method, 0) > 0)

    @property
    def voting(self) -> tuple[ScoringMethod, ...]:
        """The methods whose agreement is measured: where all weights are the same, each reading of them once."""
        settings = KIND_SETTINGS[self.network.kind]
        return settings.voting + (settings.by_weight if self.network.weighted else ())

    def resampled(self, draws: int, step: int | None = None) -> Iterator[Floats]:
        """Other weights of the ties, in chunks of `step` draws."""
        seed, missing = self.sampling.seed, self.sampling.missing_rate
        return resample(self.network, draws, seed, missing, order=self.order, step=step)

    def both_ways(self, weight: Floats) -> Floats:
        """Weights of the ties as those of the network's flow: an undirected tie runs both ways."""
        return weight if self.network.directed else np.concatenate([weight, weight])

    def spread(self, values: Floats) -> Floats:
        """Values of the connected people as a column of all people, NaN for isolates."""
        return _spread(values, self.people, self.network)


def score_network(network: Network, *, draws: int, sampling: Sampling) -> Scored:
    """Score the connected people of one tie type, as observed and in every draw."""
    settings = KIND_SETTINGS[network.kind]
    people = np.flatnonzero(network.connected())
    position = np.zeros(network.size, dtype=np.int64)
    position[people] = np.arange(len(people))
    giver, taker = network.flow
    scorer = Scorer.of(len(people), position[giver], position[taker])
    weight = network.weight if network.directed else np.concatenate([network.weight, network.weight])
    observed = method_scores(scorer, weight[:, None], ScoringMethod)
    methods = {method: normal_scores(values)[:, 0] for method, values in observed.items()}
    point = consensus(observed, settings.weights)[:, 0]
    pairs = dyads(network)
    contacts = _spread(methods[ScoringMethod.CONTACTS], people, network)
    scored = Scored(
        network=network,
        sampling=sampling,
        order=_order(network, position, [*methods.values(), *_from_the_other_end(network, scorer, weight)]),
        people=people,
        methods=methods,
        consensus=point,
        drawn=np.zeros((len(people), 0)),
        pairs=pairs,
        p_above=p_above(pairs, _spread(point, people, network), contacts, coefficients_for(network.kind)),
        readings=readings(network, position, len(people), methods, point),
    )
    if len(people) < MIN_RANKED:
        return scored
    parts = [
        consensus(method_scores(scorer, scored.both_ways(one), scored.used, start=observed), settings.weights)
        for one in scored.resampled(draws)
    ]
    return replace(scored, drawn=np.hstack(parts))


def _from_the_other_end(network: Network, scorer: Scorer, weight: Floats) -> Iterable[Floats]:
    """What people give, by weight and with the standing of those to whom; of undirected ties nothing new."""
    if not network.directed:
        return ()
    turned = Scorer.of(scorer.size, scorer.taker, scorer.giver)
    found = method_scores(
        turned, weight[:, None], (ScoringMethod.VOLUME, ScoringMethod.PAGERANK, ScoringMethod.PAGERANK_RAW)
    )
    return (normal_scores(values)[:, 0] for values in found.values())


def _order(network: Network, position: Ints, columns: Iterable[Floats]) -> Ints:
    """The ties by weight and by what is known of both ends."""
    columns = [np.round(values, 9) for values in columns]
    person = np.zeros(len(columns[0]), dtype=np.int64)
    if len(person):
        _, person = np.unique(np.column_stack(columns), axis=0, return_inverse=True)
    ends = person.reshape(-1)[position[network.giver]], person.reshape(-1)[position[network.taker]]
    if not network.directed:
        ends = np.minimum(*ends), np.maximum(*ends)
    return np.lexsort((*ends, network.weight))


def _spread(values: Floats, people: Ints, network: Network) -> Floats:
    column = np.full(network.size, np.nan)
    column[people] = values
    return column
