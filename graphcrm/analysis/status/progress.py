"""Process, result and value of an account on a day: what was done, what came of it, what it is for.

    process   contacts of the last 90 days, people of theirs met in them, actions carried out
    result    covered, share of those who support and who oppose, satisfaction where a survey is recorded, lean Φ
    value     goals reached, goals agreed by both sides

Compared with an earlier day it shows what improved, with a competitor who is ahead; of a competitor only the results are known, and of
those not the coverage.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from graphcrm.analysis.coverage.activity import actions_of, contacts_of, recent
from graphcrm.analysis.coverage.kpi import kpi_block
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.opinion.known_support import fresh_level, share_where
from graphcrm.analysis.plan.goals import shared_goals
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.satisfaction import satisfaction
from graphcrm.i18n import Text
from graphcrm.model.choices import is_done

__all__ = ["Measure", "Principle", "backing", "measured"]


class Principle(Enum):
    """What a measure belongs to."""

    PROCESS = Text("过程", "process")
    RESULT = Text("结果", "result")
    VALUE = Text("价值", "value")


class Measure(Enum):
    """Principle, name, format of its number, format of its change, and whether it can be told of a competitor."""

    CONTACTS = Principle.PROCESS, Text("近 90 天联系", "contacts in 90 days"), "number", "pp", False
    MET = Principle.PROCESS, Text("近 90 天见到的人", "people met in 90 days"), "number", "pp", False
    ACTIONS = Principle.PROCESS, Text("已完成的行动", "actions done"), "number", "pp", False
    COVERED = Principle.RESULT, Text("已触达份额", "covered share"), "share", "lean", False
    SUPPORTIVE = Principle.RESULT, Text("支持份额（支持度 ≥ 1）", "share with support ≥ 1"), "share", "lean", True
    HOSTILE = Principle.RESULT, Text("反对份额", "hostile share"), "share", "lean", True
    SATISFACTION = (
        Principle.RESULT,
        Text("客户满意度（0–100）", "satisfaction of the customer (0–100)"),
        "number",
        "pp",
        False,
    )
    LEAN = Principle.RESULT, Text("决策倾向", "lean of the decision"), "lean", "lean", True
    REACHED = Principle.VALUE, Text("已达成的目标", "goals reached"), "number", "pp", False
    AGREED = Principle.VALUE, Text("双方认可的目标", "goals agreed by both"), "number", "pp", False

    def __init__(self, principle: Principle, label: Text, form: str, change: str, rivals: bool) -> None:
        self.principle, self.label, self.form, self.change, self.rivals = principle, label, form, change, rivals


def backing(situation: Situation) -> float:
    """Share of those who support the vendor of the situation, Σ share·1[support ≥ 1], 0..1; stale support counts as unknown."""
    return share_where(situation, [p for p in situation.graph.people if (fresh_level(situation, p) or 0) >= 1])


def measured(situation: Situation) -> Mapping[Measure, float]:
    """Every measure on the day of the situation, toward its vendor; of satisfaction nothing where no survey is recorded."""
    s, people = situation.snapshot, situation.concerned
    contacts = recent(s, contacts_of(situation))
    block = kpi_block(situation, key_persons(situation))
    goals = [g for g in s.goals.values() if g.customer in situation.context.tree]
    satisfied = satisfaction(s, situation.context.account.id)
    return {
        Measure.CONTACTS: len(contacts),
        Measure.MET: len({p for i in contacts for p in i.participants if p in people}),
        Measure.ACTIONS: sum(is_done(a.status) for a in actions_of(situation)),
        Measure.COVERED: block.covered,
        Measure.SUPPORTIVE: backing(situation),
        Measure.HOSTILE: block.hostile,
        **({} if satisfied is None else {Measure.SATISFACTION: satisfied}),
        Measure.LEAN: block.lean,
        Measure.REACHED: sum(is_done(g.status) for g in goals),
        Measure.AGREED: len(shared_goals(situation)),
    }
