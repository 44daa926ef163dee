"""Counts for the data audit that need records rather than the graph: evidence, retention, objections, buying roles."""

from __future__ import annotations

from graphcrm.analysis.situation import Situation
from graphcrm.model.choices import DecisionRole, Flag, SponsorStatus, is_over
from graphcrm.model.dates import months_later
from graphcrm.model.edges import EdgeKind

__all__ = [
    "assessments_without_evidence",
    "ignored_objections",
    "records_past_retention",
    "uncovered_bases",
]


#: Every purchase has somebody who decides, uses, checks the technology, and should have one who coaches us (Miller Heiman).
_BASES = (
    (DecisionRole.DECIDER, DecisionRole.APPROVER),
    (DecisionRole.USER,),
    (DecisionRole.TECHNICAL_EVALUATOR,),
    (DecisionRole.COACH,),
)


def uncovered_bases(situation: Situation) -> list[DecisionRole] | None:
    """Buying roles that nobody holds in the opportunity (of 4), or in each of the open ones; None without any."""
    deals = situation.context.deals
    missing: list[DecisionRole] = []
    for deal in deals:
        held = {
            role
            for e in situation.snapshot.index.edges(EdgeKind.ROLE_IN, [deal.id])
            if e.source in situation.graph.index
            for role in e.get("roles", ())
        }
        missing += [base[0] for base in _BASES if held.isdisjoint(base)]
    return missing if deals else None


def assessments_without_evidence(situation: Situation) -> int:
    """Assessments of the account's people that name no evidence."""
    return sum(not a.evidence for a in situation.snapshot.index.assessments(situation.concerned))


def records_past_retention(situation: Situation) -> int:
    """Interactions, assessments, stances and people who left that are kept for longer than the settings allow.

    Whose name is a code (`graphcrm privacy erase --pseudonymise`) is nobody any more.
    """
    snapshot, people = situation.snapshot, situation.concerned
    day = snapshot.as_of.isoformat()
    since = {what: months_later(day, -int(months)) for what, months in snapshot.settings.retention.items()}
    return (
        sum(i.date < since["interactions"] for i in snapshot.index.interactions(people))
        + sum(a.date < since["assessments"] for a in snapshot.index.assessments(people))
        + sum("" < e.observed_at < since["stances"] for e in snapshot.index.edges(EdgeKind.STANCE, people))
        + sum(
            left < since["left"]
            for p in map(snapshot.people.__getitem__, people)
            if (left := p.left_on) and p.name != p.id
        )
    )


def ignored_objections(situation: Situation) -> int:
    """Open actions toward people who objected or refuse contact, and sponsorships of anybody who must be left alone.

    An open seat is no target either, but nobody's wish stands against it.
    """
    snapshot, people = situation.snapshot, situation.concerned
    refusing = {p for p in people if snapshot.people[p].has(Flag.OBJECTED) or snapshot.people[p].has(Flag.NO_CONTACT)}
    absent = {p for p in people if snapshot.has_left(p) or snapshot.is_seat(p)}
    barred = {p for p in people - absent if not snapshot.may_be_target(p)}
    actions = sum(not is_over(a.status) for a in snapshot.index.actions(refusing))
    sponsors = [e.get("status") for e in snapshot.index.edges(EdgeKind.SPONSORS, barred) if e.target in barred]
    return actions + len(sponsors) - sponsors.count(SponsorStatus.ENDED)
