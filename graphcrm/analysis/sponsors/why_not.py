"""Why an executive does not sponsor somebody: what the plan would lose if it had to.

For each key person the pair is fixed and everybody else is assigned anew: ``cost = best objective − best objective with the pair``, ≥ 0,
and `displaced` are those whose sponsor would change or go. A pair that a rule bars is answered with the rule.
"""

from __future__ import annotations

from collections.abc import Collection

from graphcrm.analysis.numbers import TOLERANCE, ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.sponsors.sponsor_fit import Barred
from graphcrm.analysis.sponsors.sponsors import pairings
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, per_cent

__all__ = ["WhyNot", "barred_from_supply", "why_not"]


_GRADE = Text("职级未达 {n}（赞助人须为 {n} 级以上）", "is not recorded at grade {n} or above, as a sponsor must be")
_PLACES = Text("没有赞助名额（sponsor_capacity）", "has no place for anybody (sponsor_capacity)")


@dataclass(frozen=True, slots=True)
class WhyNot:
    """One key person. `barred` is the rule that forbids the pair; else `cost` of fixing it (0: the plan has it, or might as well)."""

    target: str
    planned: str | None
    barred: Barred | None
    fit: float
    cost: float
    displaced: tuple[str, ...]

    def sentence(self, snapshot: Snapshot, executive: str, objective: float) -> Text:
        """“{s} for {k} (fit {fit}): the objective would lose {cost} and change the sponsor of {names}.”"""
        people = snapshot.people
        who = {"s": people[executive].name, "k": people[self.target].name}
        if self.planned == executive:
            return Text("{s} 对口 {k}：计划正是如此。", "{s} for {k}: that is the plan.").format(**who)
        if self.barred is not None:
            return Text(
                "{s} 对口 {k}：不可行，{rule}（匹配度 {fit}）。", "{s} for {k}: not possible, {rule} (fit {fit})."
            ).format(**who, rule=self.barred.label, fit=per_cent(self.fit))
        text = Text("{s} 对口 {k}（匹配度 {fit}）：与计划同样好", "{s} for {k} (fit {fit}): as good as the plan")
        if self.cost > TOLERANCE:
            text = Text(
                "{s} 对口 {k}（匹配度 {fit}）：目标值将减少 {cost}",
                "{s} for {k} (fit {fit}): the objective would lose {cost}",
            )
        said = text.format(
            **who, fit=per_cent(self.fit), cost=per_cent(self.cost / objective) if objective > 0 else "0%"
        )
        if self.displaced:
            said += Text("，并改变 {names} 的安排", " and change the sponsor of {names}").format(
                names=joined(people[p].name for p in self.displaced)
            )
        return said + Text("。", ".")


def barred_from_supply(snapshot: Snapshot, executive: str) -> Text | None:
    """Why somebody of ours may sponsor nobody at all; None if they may.

    Raises
    ------
    UsageError
        An unknown id, or somebody who does not work for us.
    """
    who = snapshot.person(executive)
    if not snapshot.works_for_us(executive):
        raise UsageError(
            Text("{p}（{id}）不是我方在职人员", "{p} ({id}) does not work for us").format(p=who.name, id=executive)
        )
    least = snapshot.settings.sponsor["grade"]
    if (who.grade or 0) < least:
        return _GRADE.format(n=f"{least:g}")
    return None if who.sponsor_capacity > 0 else _PLACES


def why_not(
    situation: Situation, executive: str, key_persons: Collection[str], *, every_tier: bool = False
) -> tuple[tuple[WhyNot, ...], float]:
    """Every key person by descending priority, ties by id; and the best objective.

    `executive` must be one of the supply (see `barred_from_supply`).
    """
    found = pairings(situation, key_persons, every_tier=every_tier)
    plan = found.best()
    objective = found.objective(plan)
    rows = []
    for target in sorted(found.targets, key=lambda k: (-ordinal(found.priority[k]), k)):
        fit = found.fits[target][executive]
        cost, displaced = 0.0, tuple[str, ...]()
        if fit.barred is None and plan.get(target) != executive:
            other = found.best({target: executive})
            cost = max(0.0, objective - found.objective(other))
            displaced = tuple(k for k in found.targets if k != target and plan.get(k) != other.get(k))
        rows.append(WhyNot(target, plan.get(target), fit.barred, fit.fit, cost, displaced))
    return tuple(rows), objective
