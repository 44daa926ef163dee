"""Goals, whose word they take, and what is being done for them."""

from __future__ import annotations

from graphcrm.analysis.plan.goals import goals, shared_goals
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import labelled
from graphcrm.i18n import Text
from graphcrm.model.choices import ActionStatus, GoalKind, is_done
from graphcrm.spoken import counted


def answer(ask: Ask) -> Answer:
    """Goals at the account: unsettled ones first, those that are due soonest above."""
    every = goals(ask.situation)
    found = ask.top(every)
    rows = [
        ask.row(
            g,
            id=g.goal.id,
            kind=labelled(GoalKind, g.goal.kind),
            goal=g.goal.statement,
            agreed=g.goal.agreed_by_both,
            due=g.goal.due,
            status=labelled(ActionStatus, g.goal.status),
        )
        for g in found
    ]
    remark = Text("未录入目标。", "No goals are recorded.")
    if every:
        agreed, reached = len(shared_goals(ask.situation)), sum(is_done(g.goal.status) for g in every)
        late = sum(g.days is not None and g.days < 0 for g in every)
        remark = Text(
            f"{len(every)} 个目标：双方认可 {agreed}，已达成 {reached}，已逾期 {late}。",
            f"{counted(len(every), 'goal')}: agreed by both {agreed}, reached {reached}, overdue {late}.",
        )
    return Answer.of(rows, remarks=[remark], explain=[g.sentence([ask.name(p) for p in g.people]) for g in found])
