"""Other sensible readings of the same ties: does the order hang on how they are read?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from graphcrm.analysis.network.consensus import consensus
from graphcrm.analysis.network.ranking import rank_correlation
from graphcrm.analysis.network.scores import Scorer, method_scores
from graphcrm.analysis.network.settings import KIND_SETTINGS, ScoringMethod, TieKind
from graphcrm.analysis.network.ties import Ints, Network
from graphcrm.arrays import Floats
from graphcrm.dataclass import dataclass

__all__ = ["Readings", "lowest", "readings"]


#: As what else a directed tie may have been meant: an answer about reliance, a log, contact.
_MEANINGS = (TieKind.TRUSTS, TieKind.COMMUNICATES, TieKind.AFFILIATES)


@dataclass(frozen=True, slots=True)
class Readings:
    """Rank correlation (−1..1) of the consensus with the least similar other reading; None where there is no other.

    counts
        Weights as they are, damped, or only as being there.
    direction
        The ties from dst to src.
    kind
        The ties under the rule of another kind.
    types
        Of several types together: each type by itself.
    """

    counts: float | None = None
    direction: float | None = None
    kind: float | None = None
    types: float | None = None


def readings(
    network: Network, position: Ints, size: int, methods: Mapping[ScoringMethod, Floats], point: Floats
) -> Readings:
    """Compare a consensus with what other readings of the network give.

    Parameters
    ----------
    position, size
        Row of each person among the `size` connected ones.
    methods, point
        Normal scores of the connected people by each method, and their consensus.
    """
    settings = KIND_SETTINGS[network.kind]
    counts = [methods[method] for method in settings.by_weight] if network.weighted else []
    if not network.directed:
        return Readings(counts=lowest(point, counts))
    giver, taker = position[network.giver], position[network.taker]

    def read(source: Ints, target: Ints, rule: Mapping[ScoringMethod, float]) -> Floats:
        ones = np.ones((len(source), 1))
        return consensus(method_scores(Scorer.of(size, source, target), ones, rule), rule)[:, 0]

    both = np.concatenate([giver, taker]), np.concatenate([taker, giver])
    meant = [
        read(giver, taker, rule.weights) if rule.directed else read(*both, rule.weights)
        for rule in (KIND_SETTINGS[kind] for kind in _MEANINGS)
    ]
    return Readings(
        counts=lowest(point, counts),
        direction=lowest(point, [read(taker, giver, settings.weights)]),
        kind=lowest(point, meant),
    )


def lowest(point: Floats, others: Iterable[Floats]) -> float | None:
    """The least rank correlation of a column with others; one that tells nobody apart says nothing."""
    found = [rank_correlation(point, other) for other in others]
    return min((value for value in found if value is not None), default=None)
