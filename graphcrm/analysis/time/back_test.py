"""The back-test: what the map said before a decision fell, and how it fell.

Every opportunity that was won or lost is looked at as of some days before it was closed, by replaying the record to that day: facts that
were observed or came into force later are not seen. Of each the lean Φ, its band and P(Φ > 0) from the draws stand beside the
outcome. From 30 cases on

    Brier = mean (P(Φ > 0) − won)²,     base = won share · (1 − won share)

and a table of bands with the part that was won; below 30 there is only the list. P(Φ > 0) is how sure the record is that the
attitudes lean our way, not a probability of success: the test says how far the one may be read as a hint of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from graphcrm.analysis.bands import LeanBand
from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.opinion.forecast import forecast
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.graph.influence import GraphOptions
from graphcrm.model.choice import Choice
from graphcrm.model.choices import OpportunityStatus
from graphcrm.model.records import Opportunity
from graphcrm.snapshot import Snapshot

__all__ = ["FEWEST", "Calibration", "Case", "Closed", "Missing", "calibration", "closed_decisions", "looked_back"]


#: Fewer cases than this are listed and not counted.
FEWEST = 30


class Missing(Choice):
    """Why the map said nothing."""

    NOT_RECORDED = "not_recorded", "当时尚未录入", "not recorded then"
    NO_DECISION = "no_decision", "当时没有可作决定的人", "nobody to decide then"


@dataclass(frozen=True, slots=True)
class Closed:
    """A decided opportunity, the day on which it is looked at, and whether it was won."""

    opportunity: Opportunity
    day: date
    won: bool


@dataclass(frozen=True, slots=True)
class Case:
    """What the map said of one. All but `closed` are None where it said nothing, and `missing` says why.

    `band` is None where too much was unknown to give one (more than 40 %); the lean stands nevertheless.
    """

    closed: Closed
    lean: float | None = None
    band: LeanBand | None = None
    p_positive: float | None = None
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class BandRecord:
    """The cases of one band (None: too little was known), how many were won, and their mean P(Φ > 0)."""

    band: LeanBand | None
    cases: int
    won: int
    mean: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of all cases in which the map said something: `brier` beside that of always saying the part that was won."""

    cases: int
    won: int
    brier: float
    base: float
    lines: tuple[BandRecord, ...]


def closed_decisions(snapshot: Snapshot, tree: frozenset[str] | None, days: int) -> tuple[tuple[Closed, ...], int]:
    """Won and lost opportunities by day of closing (then id), and how many have no such day.

    Parameters
    ----------
    tree : frozenset of str or None
        Organisations whose opportunities count; None for all.
    days : int
        How many days before its closing each is looked at, ≥ 1.
    """
    found, undated = [], 0
    for deal in snapshot.opportunities.values():
        if deal.status not in (OpportunityStatus.WON, OpportunityStatus.LOST) or (
            tree is not None and deal.customer not in tree
        ):
            continue
        if not deal.closed_on:
            undated += 1
        elif deal.closed_on <= snapshot.as_of.isoformat():
            day = date.fromisoformat(deal.closed_on) - timedelta(days=days)
            found.append(Closed(deal, day, deal.status == OpportunityStatus.WON))
    return tuple(sorted(found, key=lambda c: (c.opportunity.closed_on or "", c.opportunity.id))), undated


def looked_back(
    closed: Closed, then: Snapshot, account: str | None, vendor: str | None, options: GraphOptions, seed: int
) -> Case:
    """What the map of that day says of a decision, as `forecast` says it of the same account and opportunity.

    `account` is the one asked about, whose headquarters may decide what a subsidiary buys; the deal's own customer where none is,
    or where that customer did not belong to it yet.
    """
    deal = closed.opportunity.id
    if (
        deal not in then.opportunities
        or then.opportunities[deal].customer not in then.orgs
        or (vendor and vendor not in then.orgs)
    ):
        return Case(closed, missing=Missing.NOT_RECORDED)
    whole = account is not None and account in then.orgs and then.opportunities[deal].customer in then.tree(account)
    situation = Situation.of(then, account if whole else None, deal, vendor, options)
    if situation.undecided is not None or not situation.weights.deciders:
        return Case(closed, missing=Missing.NO_DECISION)
    drawn = draw(situation, seed=seed)
    found = forecast(situation, drawn.lean_interval(), drawn.p_positive)
    return Case(closed, found.lean, found.band, found.p_positive)


def calibration(cases: Sequence[Case]) -> Calibration | None:
    """How the map fared; None below 30 cases in which it said something."""
    said = [(c, c.p_positive) for c in cases if c.p_positive is not None]
    if len(said) < FEWEST:
        return None
    won = sum(c.closed.won for c, _ in said)
    part = won / len(said)
    lines = []
    for band in (*LeanBand, None):
        these = [(c, p) for c, p in said if c.band == band]
        if these:
            mean = sum(p for _, p in these) / len(these)
            lines.append(BandRecord(band, len(these), sum(c.closed.won for c, _ in these), mean))
    brier = sum((p - c.closed.won) ** 2 for c, p in said) / len(said)
    return Calibration(len(said), won, brier, part * (1 - part), tuple(lines))
