"""R07, the action plan: from gaps to actions, with owner, route, day and cost."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.reports.document import Document, Section, ToDecide, Words
from graphcrm.reports.heading import made
from graphcrm.reports.parts import evidence
from graphcrm.reports.scene import Scene

__all__ = ["build"]


_MODEL = Text(
    "增益是模型值：把此人的支持度提高一级时倾向的变化，不是承诺的效果。",
    "A gain is a model value: how the lean moves if this person's support rises by a level. It promises no effect.",
)
#: What actions cost beside what there is for them.
_MONEY = ("currency", "actions_cost", "planned_cost", "budget", "budget_pct")


def build(scene: Scene) -> Document:
    """What is under way, which gaps there are, whom first and by which route, what was promised."""
    ask = scene.answers
    sections = [
        Section(
            "running",
            Text("已在进行的", "Under way"),
            [
                *ask.listed("actions", Text("已有行动", "Actions on record")),
                *ask.table("activity", group=1, columns=_MONEY, remarks=False),
                *ask.table("promises"),
            ],
        ),
        Section("gaps", Text("要补的空白", "Gaps to close"), ask.table("coverage-gaps", top=15)),
        Section(
            "first",
            Text("先做谁、怎么做？", "Whom first, and by which route?"),
            [*ask.table("who-to-win", top=12), Words(_MODEL, "note"), *ask.table("introductions", top=8)],
        ),
        Section("sponsors", Text("赞助人", "Sponsors"), ask.table("sponsor-plan")),
        Section(
            "plan",
            Text("谁、何时、多少钱？", "Who, by when, for how much?"),
            [ToDecide(Text("行动、责任人、日期、费用", "Action, owner, date, cost"), 10, cost=True)],
        ),
    ]
    return made(scene, Text("行动计划", "Action plan"), sections, evidence(scene))
