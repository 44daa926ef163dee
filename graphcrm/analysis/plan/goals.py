"""Goals of an account, joined to the people whose word they take: are we in touch with them, do they support us, what is under way?

Somebody is tied to a goal by NEEDED_FOR. As in the KPI block a tie counts from T ≥ .30 on and a stance while it is not stale; whoever
has left is needed no longer. `days` counts from the day of the snapshot to the day on which an unsettled goal is due, below 0 it is
overdue.
"""

from __future__ import annotations

from datetime import date

from graphcrm.analysis.coverage.tie import ties
from graphcrm.analysis.numbers import is_active
from graphcrm.analysis.opinion.known_support import share_where
from graphcrm.analysis.opinion.support import supports
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import is_done, is_given_up, is_over
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Goal
from graphcrm.spoken import counted, joined, per_cent

__all__ = ["PursuedGoal", "goals", "shared_goals"]


@dataclass(frozen=True, slots=True)
class PursuedGoal:
    """A goal and whom it needs.

    `people` stand by share of the decision, largest first, `reached` and `supporting` among them; `share` is that of all of them, None of
    nobody and where nobody decides. Actions for it are `under_way` or `done`; what was dropped or cancelled is neither.
    """

    goal: Goal
    people: tuple[str, ...]
    reached: tuple[str, ...]
    supporting: tuple[str, ...]
    share: float | None
    under_way: int
    done: int
    days: int | None

    def sentence(self, names: list[str]) -> Text:
        """“{goal}: needs {people} (28% of the influence); in touch with 1, supported by 1; 2 actions under way, overdue by 3 days.”"""
        told = Text("{goal}：", "{goal}: ").format(goal=self.goal.statement)
        if self.people:
            share = Text("", "")
            if self.share is not None:
                share = Text("（占影响力 {share}）", " ({share} of the influence)").format(share=per_cent(self.share))
            told += Text("需要 {people}", "needs {people}").format(people=joined(names)) + share
            told += Text("，可触达 {r} 人，支持 {s} 人", "; in touch with {r}, supported by {s}").format(
                r=len(self.reached), s=len(self.supporting)
            )
        else:
            told += Text("尚未录入需要谁点头", "whose word it takes is not recorded")
        told += Text(f"；进行中行动 {self.under_way} 项", f"; {counted(self.under_way, 'action')} under way")
        return told + self._when() + Text("。", ".")

    def _when(self) -> Text:
        if self.days is None or self.days >= 0:
            return Text("", "")
        return Text(f"；已逾期 {-self.days} 天", f"; overdue by {counted(-self.days, 'day')}")


def shared_goals(situation: Situation) -> tuple[Goal, ...]:
    """Goals at the account that both sides agreed to and nobody has given up, by id."""
    tree, known = situation.context.tree, situation.snapshot.goals
    held = (g for g in known.values() if g.customer in tree and g.agreed_by_both and not is_given_up(g.status))
    return tuple(sorted(held, key=lambda g: g.id))


def goals(situation: Situation) -> tuple[PursuedGoal, ...]:
    """Goals at the account: unsettled ones first, then by the day on which they are due and id."""
    found = [_pursued(situation, g) for g in situation.snapshot.goals.values() if g.customer in situation.context.tree]
    return tuple(sorted(found, key=lambda p: (is_over(p.goal.status), p.goal.due or "9999", p.goal.id)))


def _pursued(situation: Situation, goal: Goal) -> PursuedGoal:
    snapshot = situation.snapshot
    needed = {e.source for e in snapshot.index.edges(EdgeKind.NEEDED_FOR, [goal.id]) if e.target == goal.id}
    present = (p for p in needed if p in snapshot.people and not snapshot.has_left(p))
    decided = situation.undecided is None
    people = tuple(sorted(present, key=lambda p: (-situation.share_of(p) if decided else 0.0, p)))
    # Whose word it takes need not be anybody of this account or of its map.
    held = ties(snapshot, people)
    support = supports(snapshot, situation.context, situation.context.vendor, people)
    own = snapshot.index.actions_for([goal.id])
    due = date.fromisoformat(goal.due) if goal.due and not is_over(goal.status) else None
    return PursuedGoal(
        goal,
        people,
        reached=tuple(p for p in people if is_active(held.best(p)[0], snapshot.settings)),
        supporting=tuple(p for p in people if p in support and not support[p].stale and support[p].level >= 1),
        share=share_where(situation, people) if people and decided else None,
        under_way=sum(not is_over(a.status) for a in own),
        done=sum(is_done(a.status) for a in own),
        days=None if due is None else (due - snapshot.as_of).days,
    )
