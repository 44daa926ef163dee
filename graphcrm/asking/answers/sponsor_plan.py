"""Proposed sponsors."""

from __future__ import annotations

from collections.abc import Iterator

from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.sponsors.sponsors import no_demand, sponsor_plan, unrecorded
from graphcrm.analysis.sponsors.why_not import barred_from_supply, why_not
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text


def answer(ask: Ask) -> Answer:
    """One row per key person who may have a sponsor, by priority, with the fit and its four parts."""
    s = ask.situation
    keys, every_tier = key_persons(s), ask.get("all_tiers", False)
    plan = sponsor_plan(s, keys, every_tier=every_tier)
    missing = () if plan.proposals else unrecorded(s, keys, every_tier=every_tier)
    found = ask.top(plan.proposals)
    rows = []
    for proposal in found:
        fit = proposal.chosen
        rows.append(
            ask.row(
                proposal,
                fit=fit.fit if fit else None,
                parity=fit.parity if fit else None,
                function=fit.function if fit else None,
                history=fit.history if fit else None,
                capability=fit.capability if fit else None,
                second_best=proposal.second.sponsor if proposal.second else None,
                second_fit=proposal.second.fit if proposal.second else None,
                note=proposal.note(s.snapshot),
            )
        )
    total = Text(
        f"目标值（优先级×匹配度之和）{plan.objective:.4f}", f"objective (sum of priority × fit) {plan.objective:.4f}"
    )
    return Answer.of(
        rows,
        nothing=no_demand(s.snapshot.settings),
        remarks=list(_why_not(ask)),
        assumptions=[*([total] if plan.proposals else []), *missing, *plan.notes],
        explain=[p.sentence(s.snapshot) for p in found],
    )


def _why_not(ask: Ask) -> Iterator[Text]:
    """A sentence per key person on why the executive asked about does not sponsor them."""
    executive = ask.get("why_not")
    if executive is None:
        return
    s = ask.situation
    barrier = barred_from_supply(s.snapshot, executive)
    if barrier is not None:
        yield Text("{s}{why}。", "{s} {why}.").format(s=ask.name(executive), why=barrier)
        return
    rows, objective = why_not(s, executive, key_persons(s), every_tier=ask.get("all_tiers", False))
    for row in rows:
        yield row.sentence(s.snapshot, executive, objective)
