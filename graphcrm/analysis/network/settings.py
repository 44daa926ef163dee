"""Which methods count for which kind of tie, and the thresholds: fixed here, never chosen on the network at hand.

The weights were chosen by leaving one development network out at a time (``benchmarks/fit_superiors.py`` prints the
table): a survey of advice rewards methods that divide each person's attention (FJ share, PageRank), because the number
of names that somebody ticks is a habit of answering; in mail that division rewards whoever hears from silent people,
and the number and standing of one's correspondents say more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from graphcrm.i18n import Text
from graphcrm.model.choices import TieKind

__all__ = ["KIND_SETTINGS", "KindSettings", "Method", "TieKind"]


class Method(Enum):
    """Ways to score influence in a bare network; the value names the column."""

    FJ = "fj_share"
    PAGERANK = "pagerank"
    HITS = "hits_authority"
    STRENGTH = "strength"
    CONTACTS = "contacts"

    @property
    def text(self) -> Text:
        """Column heading in both languages."""
        return _METHOD_TEXT[self]


_METHOD_TEXT = {
    Method.FJ: Text("影响份额", "FJ share"),
    Method.PAGERANK: Text("PageRank", "PageRank"),
    Method.HITS: Text("HITS 权威值", "HITS authority"),
    Method.STRENGTH: Text("加权入度", "weighted in-degree"),
    Method.CONTACTS: Text("不同联系人数", "distinct contacts"),
}


@dataclass(frozen=True, slots=True)
class KindSettings:
    """How one kind of tie is read.

    weights
        Weight of each method in the consensus; a method that is absent does not apply to the kind (it is still shown).
    counted
        True: integer weights other than all 1 are counts of events. They are resampled as Poisson counts and enter the
        weighted methods as log(1 + count). False: weights are an ordinal strength and enter as they are.
    directed
        False: the tie has no direction, so neither reciprocity nor incoherence is defined.
    reversed
        True: the tie runs from the influential person to the influenced one.
    mail_rule
        True: a network that is reciprocal and incoherent is of low confidence.
    """

    weights: Mapping[Method, float]
    counted: bool = False
    directed: bool = True
    reversed: bool = False
    mail_rule: bool = False


_SURVEY = MappingProxyType({Method.FJ: 4.0, Method.PAGERANK: 4.0, Method.STRENGTH: 1.0, Method.CONTACTS: 1.0})
_MAIL = MappingProxyType({Method.HITS: 4.0, Method.CONTACTS: 4.0, Method.STRENGTH: 1.0})
_AFFILIATION = MappingProxyType({Method.PAGERANK: 1.0, Method.STRENGTH: 1.0, Method.CONTACTS: 1.0})

#: Reporting lines are absent on purpose: the chart is formal structure, a truth to compare with, not a measure of
#: influence.
KIND_SETTINGS: Mapping[TieKind, KindSettings] = MappingProxyType(
    {
        TieKind.TRUSTS: KindSettings(_SURVEY),
        TieKind.INFLUENCES: KindSettings(_SURVEY, reversed=True),
        TieKind.EXCHANGES: KindSettings(_SURVEY),
        TieKind.COMMUNICATES: KindSettings(_MAIL, counted=True, mail_rule=True),
        TieKind.AFFILIATES: KindSettings(_AFFILIATION, counted=True, directed=False),
    }
)

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
