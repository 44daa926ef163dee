"""What a ranking of a bare network returns."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.analysis.network.chart import ChartCheck
from graphcrm.analysis.network.confidence import RankConfidence
from graphcrm.analysis.network.residuals import Residual
from graphcrm.analysis.network.settings import ScoringMethod, TieKind
from graphcrm.analysis.network.superiors import Superior
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text

__all__ = ["NetworkRank", "PersonRank", "TieRank"]


@dataclass(frozen=True, slots=True)
class PersonRank:
    """One person in one ranking. Everything but `id` is None for an isolate; below 8 people the ranks are None.

    consensus
        Weighted mean of normal scores, 0 = middle of the network.
    rank, rank_lo, rank_hi, tier
        Position (equal scores share the best that is open to them), its 5–95 % interval, and the tier (1 = top).
    methods
        Normal score by each method, also by those that have no part in the consensus of this kind of tie.
    agree, of
        `agree` of the `of` voting methods place the person near the rank: within the interval, or a tenth of
        the people away.
    """

    id: str
    consensus: float | None
    rank: int | None
    rank_lo: int | None
    rank_hi: int | None
    tier: int | None
    methods: Mapping[ScoringMethod, float | None]
    agree: int | None
    of: int


@dataclass(frozen=True, slots=True)
class TieRank:
    """The ranking by one tie type, or by all together (`kind` None).

    people
        In order of rank, isolates last.
    used
        The methods in the consensus.
    leading
        Of all ties together: the types that order people; the others only say who belongs to the network.
    top
        Of a small group without direction: the ids of those at the top whom the ties do not put in an order, first by
        consensus; else empty.
    superiors
        Up to five boss candidates per person, persons in order of id.
    chart
        Comparison with each type of reporting line in the data, by name.
    """

    name: str
    kind: TieKind | None
    people: tuple[PersonRank, ...]
    used: tuple[ScoringMethod, ...]
    confidence: RankConfidence
    superiors: tuple[Superior, ...]
    chart: Mapping[str, ChartCheck]
    self_ties: int
    ties: int
    leading: tuple[str, ...] = ()
    top: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkRank:
    """Rankings by each tie type and by all together.

    together
        With a single tie type, that ranking itself; None when no tie type measures influence.
    residuals
        Influence beyond rank: consensus of `together` minus what the formal attributes predict, largest first.
    self_ties
        Self-ties dropped, all types.
    draws
        Resamplings made; fewer than asked for on very large networks, with a note.
    """

    types: tuple[TieRank, ...]
    together: TieRank | None
    residuals: tuple[Residual, ...]
    self_ties: int
    seed: int
    draws: int
    missing_rate: float
    notes: tuple[Text, ...]

    @property
    def superiors(self) -> tuple[Superior, ...]:
        """Boss candidates by all ties together."""
        return self.together.superiors if self.together else ()
