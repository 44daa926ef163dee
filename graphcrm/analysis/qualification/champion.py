"""Coach and champion: who helps us inside, and who can carry a decision.

A *coach* supports us (level ≥ 2), tells us how things stand (information ≥ 2 in the newest assessment, after its caps), and at least
one piece of what he told was later verified: information 3, which the rubric gives only for what could be checked, or something
shared by him (interaction `info_share`, not ours alone) that was confirmed in writing.

A *champion* is a coach with a share of 5 % or more who sells for us in our absence, on evidence (a stance of 3 that names some, or
acceptance 3 after its caps), and has a personal stake: an open need of his own that we answer. A champion without influence is just a
coach. People who must stay independent, who left or may not be approached, and open seats are neither.
"""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.situation import Situation, once
from graphcrm.analysis.status.open_needs import open_needs
from graphcrm.analysis.status.six_dimensions import Dimension, rate_assessment
from graphcrm.model.contacts import Direction, InteractionKind

__all__ = ["champions", "coaches"]


_VERIFIED = _ADVOCATES = _EXCLUSIVE = 3


@once
def coaches(situation: Situation) -> tuple[str, ...]:
    """Coaches of the influence graph, by descending share."""
    return tuple(p for p in situation.rank_order if _is_coach(situation, p))


@once
def champions(situation: Situation) -> tuple[str, ...]:
    """Champions among the coaches, by descending share."""
    return tuple(p for p in coaches(situation) if _is_champion(situation, p))


def _is_coach(situation: Situation, person: str) -> bool:
    rule = situation.snapshot.settings.champion
    level = situation.level_of(person)
    if level is None or not at_least(level, rule["support"]) or not situation.snapshot.may_be_target(person):
        return False
    information = _counted(situation, person).get(Dimension.INFORMATION, -1)
    verified = information >= _VERIFIED or any(
        event.kind == InteractionKind.INFO_SHARE and event.confirmed_in_writing and event.direction != Direction.OURS
        for event in situation.snapshot.index.interactions([person])
    )
    return at_least(information, rule["information"]) and verified


def _is_champion(situation: Situation, person: str) -> bool:
    support = situation.support[person]
    named = any(report.get("evidence") for report in support.reports if report.level == _EXCLUSIVE)
    sells = (support.level == _EXCLUSIVE and named) or _counted(situation, person).get(
        Dimension.ACCEPTANCE
    ) == _ADVOCATES
    stake = any(need.our_response for need in open_needs(situation.snapshot, [person]))
    return at_least(situation.share_of(person), situation.snapshot.settings.champion["share"]) and sells and stake


def _counted(situation: Situation, person: str) -> Mapping[Dimension, int]:
    """The dimensions of the newest assessment toward the vendor after its caps; of one day that of the smaller assessor id."""
    snapshot, vendor = situation.snapshot, situation.context.vendor
    ours = snapshot.our_company.id if snapshot.our_company else None
    found = [a for a in snapshot.index.assessments([person]) if (a.vendor or ours) == vendor]
    if not found:
        return {}
    newest = min((a for a in found if a.date == max(a.date for a in found)), key=lambda a: a.assessor)
    by_id = {i.id: i for i in snapshot.interactions if i.id in newest.evidence}
    mine = {i.id: i for i in snapshot.index.interactions([person])}
    return rate_assessment(newest, {**by_id, **mine}.values(), snapshot.settings).counted
