"""Which methods count for which kind of tie, and the thresholds: fixed here, never chosen on the network at hand.

The rules were chosen by leaving one development network out at a time (``python -m benchmarks.networks`` prints the table).
PageRank by presence, who has a tie with whom whatever its weight, is the rule unless another orders the remaining networks
better by a hundredth. That holds for what people say in a survey, where the number of names that somebody ticks is a habit of
answering, so that each person's attention is divided; and for ties without direction. In a log of messages the division rewards
whoever hears from silent people: there the standing of one's correspondents and their number say more.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from graphcrm.dataclass import dataclass
from graphcrm.model.choices import TieKind

__all__ = [
    "AGREEING",
    "ATTENTION",
    "CANDIDATES",
    "CHANCE_RATIO",
    "CHANCE_SIGMAS",
    "DAMPING",
    "DRAW_BUDGET",
    "HIGH_W",
    "HIGH_WIDTH",
    "INTERVAL",
    "KIND_SETTINGS",
    "LARGEST_TIE",
    "LEADING_REACH",
    "LEAST_WEIGHT",
    "LOW_W",
    "LOW_WIDTH",
    "MAIL_INCOHERENCE",
    "MAIL_RECIPROCITY",
    "MIN_DRAWS",
    "MIN_RANKED",
    "READINGS_AGREE",
    "REVERSED_DIFFERS",
    "SMALL_GROUP",
    "STATED",
    "TIER_OVERLAP",
    "KindSettings",
    "ScoringMethod",
    "TieKind",
    "WeightReading",
]


class WeightReading(Enum):
    """How the weight of a tie enters a method: as it is, as log(1 + weight), or only as being there."""

    RAW = "raw"
    DAMPED = "damped"
    PRESENCE = "presence"


class ScoringMethod(Enum):
    """Ways to score influence in a bare network; the value names the column."""

    FJ = "fj_share"
    PAGERANK = "pagerank"
    PAGERANK_DAMPED = "pagerank_damped"
    PAGERANK_RAW = "pagerank_raw"
    HITS = "hits_authority"
    SHARED = "shared_contacts"
    CONTACTS = "contacts"
    STRENGTH = "strength"
    VOLUME = "volume"

    @property
    def reading(self) -> WeightReading:
        """How weights enter."""
        if self in (ScoringMethod.PAGERANK_RAW, ScoringMethod.VOLUME):
            return WeightReading.RAW
        return (
            WeightReading.DAMPED
            if self in (ScoringMethod.PAGERANK_DAMPED, ScoringMethod.STRENGTH)
            else WeightReading.PRESENCE
        )


@dataclass(frozen=True, slots=True)
class KindSettings:
    """How one kind of tie is read.

    weights
        Weight of each method in the consensus; a method that is absent is shown, and may vote, but does not order.
    voting
        The methods whose agreement is measured.
    by_weight
        Methods that vote as well where weights differ: they say whether the order hangs on how counts are taken.
    counted
        True: integer weights other than all 1 are counts of events, and are resampled as Poisson counts.
    directed
        False: the tie has no direction, so neither reciprocity nor incoherence is defined.
    reversed
        True: the tie runs from the influential person to the influenced one.
    mail_rule
        True: a network that is reciprocal and incoherent is of low confidence.
    """

    weights: Mapping[ScoringMethod, float]
    voting: tuple[ScoringMethod, ...]
    by_weight: tuple[ScoringMethod, ...]
    counted: bool = False
    directed: bool = True
    reversed: bool = False
    mail_rule: bool = False


_PAGERANK = MappingProxyType({ScoringMethod.PAGERANK: 1.0})
_RECEIVED = MappingProxyType({ScoringMethod.HITS: 3.0, ScoringMethod.SHARED: 2.0})
_PAGERANKS = (ScoringMethod.PAGERANK_DAMPED, ScoringMethod.PAGERANK_RAW)
_SURVEY = (ScoringMethod.FJ, ScoringMethod.PAGERANK, ScoringMethod.SHARED, ScoringMethod.CONTACTS)
_LOG = (ScoringMethod.HITS, ScoringMethod.SHARED, ScoringMethod.CONTACTS)
_UNDIRECTED = (ScoringMethod.PAGERANK, ScoringMethod.SHARED, ScoringMethod.CONTACTS)

#: Reporting lines are absent on purpose: the chart is formal structure, a truth to compare with, not a measure of
#: influence.
KIND_SETTINGS: Mapping[TieKind, KindSettings] = MappingProxyType(
    {
        TieKind.TRUSTS: KindSettings(_PAGERANK, _SURVEY, _PAGERANKS),
        TieKind.INFLUENCES: KindSettings(_PAGERANK, _SURVEY, _PAGERANKS, reversed=True),
        TieKind.EXCHANGES: KindSettings(_PAGERANK, _SURVEY, _PAGERANKS),
        TieKind.COMMUNICATES: KindSettings(
            _RECEIVED, _LOG, (ScoringMethod.STRENGTH, ScoringMethod.VOLUME), counted=True, mail_rule=True
        ),
        TieKind.AFFILIATES: KindSettings(_PAGERANK, _UNDIRECTED, _PAGERANKS, counted=True, directed=False),
    }
)

#: Kinds that state who relies on whom. Together with contact they lead, if they reach enough of the people: contact says who
#: meets, not who is listened to.
STATED = frozenset({TieKind.TRUSTS, TieKind.INFLUENCES})
#: The part of the people with any tie that ties of a stated kind must reach to lead.
LEADING_REACH = 0.5
#: The weight of a type of tie whose contacts are no more uneven than chance makes them, when several types are read together.
LEAST_WEIGHT = 0.1

#: Damping of PageRank.
DAMPING = 0.85
#: Total strength with which a person listens to others in the FJ share (the strength of level 5), own prior = 1.
ATTENTION = 0.85

#: Below this many connected people nobody is ranked.
MIN_RANKED = 8
#: 5–95 % rank interval.
INTERVAL = (0.05, 0.95)
#: Two people share a tier when more than this part of the wider interval is common to both.
TIER_OVERLAP = 0.5

#: A method agrees on a person if it places the person within this part of the people around the rank (or in the
#: interval).
AGREEING = 0.10

#: Two readings of the same ties that order people with a lower rank correlation leave no high confidence …
READINGS_AGREE = 0.8
#: … and of the two directions one such as this is told.
REVERSED_DIFFERS = 0.5
#: If more than this part of the people have one and the same score, there is no order to speak of.
LARGEST_TIE = 0.5
#: Undirected groups up to this size: people at the top whom the intervals do not part are told as a set.
SMALL_GROUP = 50

HIGH_W, LOW_W = 0.8, 0.6
HIGH_WIDTH, LOW_WIDTH = 0.2, 0.4
MAIL_RECIPROCITY, MAIL_INCOHERENCE = 0.8, 0.9
#: A ranking needs received ties at least this many times as uneven as chance makes them …
CHANCE_RATIO = 2.0
#: … and this many standard errors more uneven.
CHANCE_SIGMAS = 4.0

#: Boss candidates listed per person.
CANDIDATES = 5

#: Resampled ties (draws × ties) that one ranking may spend; beyond it the draws are reduced, with a note …
DRAW_BUDGET = 20_000_000
#: … but never below this number (or the number asked for).
MIN_DRAWS = 100
