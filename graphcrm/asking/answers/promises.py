"""What each side promised the other."""

from __future__ import annotations

from graphcrm.analysis.plan.promises import promises
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import labelled
from graphcrm.i18n import Text
from graphcrm.model.plan_choices import PromiseStatus
from graphcrm.spoken import counted


def answer(ask: Ask) -> Answer:
    """Open promises by the day on which they are due, then the settled ones, the latest first."""
    every = promises(ask.situation)
    found = ask.top(every)
    rows = [
        ask.row(
            g,
            id=g.promise.id,
            to=g.promise.taker,
            statement=g.promise.statement,
            made_on=g.promise.made_on,
            due=g.promise.due,
            status=labelled(PromiseStatus, g.promise.status),
            **{"from": g.promise.giver},
        )
        for g in found
    ]
    ours = [g for g in every if g.ours]
    late = sum(g.days is not None and g.days < 0 for g in ours)
    due = sum(g.is_due for g in ours)
    kept, broken = (sum(g.promise.status == s for g in ours) for s in (PromiseStatus.KEPT, PromiseStatus.BROKEN))
    remark = Text("没有我方承诺的记录。", "No promise of ours is on record.")
    soon = int(ask.snapshot.settings.findings["due_days"])
    if ours:
        remark = Text(
            f"我方承诺 {len(ours)} 项：已兑现 {kept}，未兑现 {broken}；{soon} 天内到期或已逾期 {due}（其中逾期 {late}）。",
            f"Promises of ours: {len(ours)}; kept {kept}, broken {broken}; due within {counted(soon, 'day')} or overdue {due} "
            f"(overdue {late}).",
        )
    return Answer.of(rows, remarks=[remark], explain=[g.sentence(ask.snapshot) for g in found])
