"""All tie types of a network as one ranking."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphcrm.analysis.network.chart import check_against
from graphcrm.analysis.network.confidence import RankEvidence, judge
from graphcrm.analysis.network.ranking import normal_scores
from graphcrm.analysis.network.readings import Readings, lowest
from graphcrm.analysis.network.result import TieRank
from graphcrm.analysis.network.scored import Scored
from graphcrm.analysis.network.scores import Scorer, method_scores
from graphcrm.analysis.network.settings import MIN_RANKED, ScoringMethod
from graphcrm.analysis.network.superiors import best_candidates, merge
from graphcrm.analysis.network.table import largest_tie, median_width, person_rows
from graphcrm.analysis.network.ties import Network
from graphcrm.analysis.network.union import Union, union_of
from graphcrm.analysis.ranks import kendall_w
from graphcrm.arrays import Floats

__all__ = ["combine"]


#: Name of the ranking by all tie types.
TOGETHER = "together"
#: A union has a weight for each type, so its PageRank is that of the weights as they are.
_RULE = ScoringMethod.PAGERANK_RAW


def combine(
    names: Sequence[str], scored: Sequence[Scored], types: Sequence[TieRank], charts: Sequence[Network], draws: int
) -> TieRank:
    """PageRank on the union of the ties that lead (`graphcrm.analysis.network.union`).

    The draws join the resampled types, so the intervals carry the uncertainty of all of them. Agreement is counted over the
    methods of all leading types; W over the people who have ties in every one. Another reading is each type by itself. The
    ranking is as doubtful as chance leaves it only if no type rises above chance, and mail without direction only spoils it
    if there is nothing but such mail.
    """
    scored = [one for one in scored if len(one.people)]
    if not scored:
        return _nobody(names, types, charts)
    union = union_of(scored)
    scorer = Scorer.of(len(union.people), union.giver, union.taker)
    observed = method_scores(scorer, union.observed, ScoringMethod)
    point = normal_scores(observed[_RULE])[:, 0]
    drawn = _drawn(union, scorer, observed[_RULE], draws) if len(point) >= MIN_RANKED else np.zeros((len(point), 0))

    def spread(values: Floats) -> Floats:
        column = np.full(len(names), np.nan)
        column[union.people] = values
        return column

    score = spread(point)
    methods = {method: spread(normal_scores(values)[:, 0]) for method, values in observed.items()}
    methods[ScoringMethod.PAGERANK] = score
    voting = [one.spread(one.methods[method]) for one in union.types for method in one.voting]
    rows, low, high = person_rows(names, score, methods, drawn, voting)
    common = np.isfinite(voting).all(axis=0)
    found = [one.confidence.evidence for one in types if one.confidence.evidence.people]
    chance = max(found, key=lambda e: (e.beyond_chance, e.chance_ratio))
    evidence = RankEvidence(
        people=len(point),
        kendall_w=kendall_w([vote[common] for vote in voting]),
        median_width=median_width(low, high),
        chance_ratio=chance.chance_ratio,
        chance_limit=chance.chance_limit,
        beyond_chance=chance.beyond_chance,
        largest_tie=largest_tie(point),
        mail_rule=all(e.mail_rule for e in found),
        readings=_readings(score, scored, union),
    )
    rated = [(one.pairs, one.p_above) for one in scored]
    return TieRank(
        name=TOGETHER,
        kind=None,
        people=rows,
        used=(ScoringMethod.PAGERANK,),
        confidence=judge(evidence),
        superiors=best_candidates(names, *merge(rated, len(names))) if len(point) >= MIN_RANKED else (),
        chart={chart.name: check_against(chart, score) for chart in charts},
        self_ties=sum(one.self_ties for one in types),
        ties=sum(one.ties for one in types),
        leading=tuple(one.network.name for one in union.types),
    )


def _drawn(union: Union, scorer: Scorer, observed: Floats, draws: int) -> Floats:
    start = {_RULE: observed}
    parts = [method_scores(scorer, weight, [_RULE], start=start)[_RULE] for weight in union.drawn(draws)]
    return normal_scores(np.hstack(parts))


def _readings(score: Floats, scored: Sequence[Scored], union: Union) -> Readings:
    """Each type by itself as another reading of the whole; counts, direction and kind as in the type that bears them worst."""

    def worst(values: Sequence[float | None]) -> float | None:
        return min((value for value in values if value is not None), default=None)

    return Readings(
        counts=worst([one.readings.counts for one in union.types]),
        direction=worst([one.readings.direction for one in union.types]),
        kind=worst([one.readings.kind for one in union.types]),
        types=lowest(score, [one.spread(one.consensus) for one in scored]),
    )


def _nobody(names: Sequence[str], types: Sequence[TieRank], charts: Sequence[Network]) -> TieRank:
    """Types without a single tie."""
    nothing = np.full(len(names), np.nan)
    rows, _, _ = person_rows(names, nothing, dict.fromkeys(ScoringMethod, nothing), np.zeros((0, 0)), [])
    return TieRank(
        name=TOGETHER,
        kind=None,
        people=rows,
        used=(),
        confidence=judge(RankEvidence(0)),
        superiors=(),
        chart={chart.name: check_against(chart, nothing) for chart in charts},
        self_ties=sum(one.self_ties for one in types),
        ties=0,
    )
