"""All tie types of a network as one ranking."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphcrm.analysis.network.chart import check_against
from graphcrm.analysis.network.confidence import RankEvidence, judge
from graphcrm.analysis.network.consensus import kendall_w
from graphcrm.analysis.network.result import TieRank
from graphcrm.analysis.network.scored import Scored
from graphcrm.analysis.network.settings import MIN_RANKED, Method
from graphcrm.analysis.network.superiors import best_candidates, merge
from graphcrm.analysis.network.table import median_width, person_rows
from graphcrm.analysis.network.ties import Floats, Network

__all__ = ["combine"]

#: Name of the ranking by all tie types.
TOGETHER = "together"


def combine(
    names: Sequence[str], scored: Sequence[Scored], types: Sequence[TieRank], charts: Sequence[Network]
) -> TieRank:
    """Mean consensus over the tie types in which a person has ties, every type counting the same.

    The draws are averaged in the same way, so the intervals carry the uncertainty of all types. Agreement is counted
    over the methods of all types; W over the people who have ties in every type. The ranking is as doubtful as chance
    leaves it only if no type rises above chance, and mail without direction only spoils it if there is nothing but such
    mail.
    """
    scored = [one for one in scored if len(one.people)]
    score = _mean([one.spread(one.consensus) for one in scored], len(names))
    methods = {method: _mean([one.spread(one.methods[method]) for one in scored], len(names)) for method in Method}
    voting = [one.spread(one.methods[method]) for one in scored for method in one.used]
    known = np.flatnonzero(np.isfinite(score))
    rows, low, high = person_rows(names, score, methods, _drawn(scored, known, len(names)), voting)
    common = np.isfinite(voting).all(axis=0) if voting else np.zeros(len(names), dtype=bool)
    found = [one.confidence.evidence for one in types if one.confidence.evidence.people]
    chance = max(found, key=lambda e: (e.beyond_chance, e.chance_ratio)) if found else RankEvidence(0)
    evidence = RankEvidence(
        people=len(known),
        kendall_w=kendall_w([vote[common] for vote in voting]),
        median_width=median_width(low, high),
        chance_ratio=chance.chance_ratio,
        chance_limit=chance.chance_limit,
        beyond_chance=chance.beyond_chance,
        told_apart=len(known) > 0 and bool(np.ptp(score[known]) > 1e-9),
        mail_rule=bool(found) and all(e.mail_rule for e in found),
    )
    rated = [(one.pairs, one.p_above) for one in scored]
    superiors = best_candidates(names, *merge(rated, len(names))) if len(known) >= MIN_RANKED else ()
    return TieRank(
        name=TOGETHER,
        kind=None,
        people=rows,
        used=tuple(method for method in Method if any(method in one.used for one in scored)),
        confidence=judge(evidence),
        superiors=superiors,
        chart={chart.name: check_against(chart, score) for chart in charts},
        self_ties=sum(one.self_ties for one in types),
        ties=sum(one.ties for one in types),
    )


def _mean(columns: Sequence[Floats], size: int) -> Floats:
    """Mean of the known values of each person; NaN where none is known."""
    total, count = np.zeros(size), np.zeros(size)
    for column in columns:
        known = np.isfinite(column)
        total[known] += column[known]
        count[known] += 1
    mean: Floats = np.divide(total, count, out=np.full(size, np.nan), where=count > 0)
    return mean


def _drawn(scored: Sequence[Scored], known: np.ndarray, size: int) -> Floats:
    """Consensus over the types in every draw; a type too small to be drawn enters as observed."""
    if len(known) < MIN_RANKED:
        return np.zeros((len(known), 0))
    draws = max((one.drawn.shape[1] for one in scored), default=0) or 1
    total, count = np.zeros((size, draws)), np.zeros(size)
    for one in scored:
        total[one.people] += one.drawn if one.drawn.shape[1] else one.consensus[:, None]
        count[one.people] += 1
    drawn: Floats = total[known] / count[known, None]
    return drawn
