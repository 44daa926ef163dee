"""R01, the strategy session: ninety minutes, ten questions, each with what is on the table and what is to be decided."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.asking.result import Result
from graphcrm.i18n import Text
from graphcrm.reports import pictures
from graphcrm.reports.asking import MEETING
from graphcrm.reports.document import Block, Document, Section, Table, ToDecide, Words
from graphcrm.reports.heading import made
from graphcrm.reports.parts import (
    chains,
    ecosystem_picture,
    evidence,
    formal_picture,
    influence_picture,
    perceived,
    progress,
    shares,
    since,
)
from graphcrm.reports.scene import Scene
from graphcrm.spoken import joined

__all__ = ["build"]


_TITLE = Text("客户关系策略研讨包", "Strategy-session pack")
_TOP = 12


def build(scene: Scene) -> Document:
    """The agenda of a session, filled."""
    ask = scene.answers
    sections = [
        Section(
            "trust",
            Text("地图可信吗？", "Is the map good enough to decide on?"),
            [
                *ask.table(
                    "audit",
                    where=lambda row: row["ok"] is False,
                    none=Text("各项指标都达到门槛。", "Every measure is past its threshold."),
                ),
                *progress(scene),
                *since(scene),
                *ask.table("verify-next", top=6),
                ToDecide(
                    Text(
                        "接受，或派人核实（谁、核实什么、何时）",
                        "Accept, or send people to verify (who, what, by when)",
                    )
                ),
            ],
            5,
        ),
        Section(
            "goals",
            Text("目标是什么？", "Which goals and opportunities?"),
            [
                *ask.table("goals", Text("目标", "Goals")),
                *ask.listed("opportunities", Text("商机", "Opportunities")),
                *ask.table("needs"),
                ToDecide(Text("确认优先级", "Confirm priorities")),
            ],
            5,
        ),
        Section(
            "decision",
            Text("决定怎么形成？", "How is the decision made?"),
            [
                *influence_picture(scene),
                *formal_picture(scene),
                *ask.table("decision-circle", top=_TOP),
                *chains(scene),
                *ask.table("hidden-influencers", top=8),
                ToDecide(Text("商定的决策链；需要更正的关系", "The agreed decision chain; relations to correct")),
            ],
            15,
        ),
        Section(
            "people",
            Text("关键人是谁、现状几级？", "Who are the key people, and where do we stand?"),
            [
                *shares(scene, _TOP),
                *ask.table("key-influencers" if scene.situation.undecided is None else "rank", top=_TOP),
                *pictures.radar(scene),
                *pictures.trend(scene),
                *_levels(scene),
                ToDecide(Text("商定的现状等级与目标等级", "Agreed levels and target levels")),
            ],
            10,
        ),
        Section(
            "rival",
            Text("对手在哪？", "Where is the competitor?"),
            [
                *pictures.contest(scene, _TOP),
                *ask.table("contest", top=_TOP),
                *ask.table("cut-lines"),
                *perceived(scene),
                ToDecide(Text("要守住的人、要争取的人", "People to defend, people to contest")),
            ],
            10,
        ),
        Section(
            "coverage",
            Text("哪里没有覆盖，哪里只有单线？", "Where have we no cover, and where a single thread?"),
            [
                *pictures.coverage(scene),
                *ask.table("coverage-gaps", top=8),
                *ask.table("levels"),
                *ask.table("single-threads"),
                *ask.table("bus-factor", top=8),
                ToDecide(Text("新的第二条线：谁去接触谁", "New second threads: who meets whom")),
            ],
            10,
        ),
        Section(
            "sponsors",
            Text("赞助人怎么配置？", "Who sponsors whom?"),
            [
                *pictures.zipper(scene),
                *ask.table("sponsor-gaps"),
                *ask.table("sponsor-plan"),
                ToDecide(Text("任命", "Appointments")),
            ],
            10,
        ),
        Section(
            "moves",
            Text("先做谁、怎么做？", "Whom first, and by which route?"),
            [
                *ask.table("who-to-win", top=8),
                *ask.table("introductions", top=6),
                *pictures.lean(scene),
                *ask.table("forecast"),
                *_scenarios(scene),
                ToDecide(Text("行动", "Actions"), 4),
            ],
            15,
        ),
        Section(
            "partners",
            Text("哪些供应商与第三方举足轻重？", "Which suppliers and third parties matter?"),
            [
                *ecosystem_picture(scene),
                *ask.table("supplier-scorecard"),
                *ask.table("third-party-map"),
                ToDecide(Text("合作、备选，还是只做配合", "Partner, second source, or cooperate only")),
            ],
            5,
        ),
        Section(
            "plan",
            Text("谁、何时、多少钱？", "Who, by when, for how much?"),
            [
                *ask.listed("actions", Text("已有行动", "Actions on record")),
                *ask.table("promises"),
                ToDecide(Text("责任人、日期、预算", "Owners, dates, budget"), 6, cost=True),
            ],
            5,
        ),
    ]
    return made(scene, _TITLE, sections, evidence(scene))


def _levels(scene: Scene) -> Sequence[Block]:
    """Where those stand who were assessed, and once who was not: of nobody's levels the remark says all."""
    rows = scene.answers.rows("status", top=_TOP)
    blocks = list(scene.answers.table("status", top=_TOP, where=lambda row: row["assessed_on"] is not None))
    if without := [row for row in rows if row["assessed_on"] is None]:
        names = joined(scene.situation.snapshot.people[row["id"]].name for row in without)
        if len(without) < len(rows):
            blocks.append(Words(Text("尚未评估：{names}。", "Not assessed yet: {names}.").format(names=names), "note"))
    return blocks


def _scenarios(scene: Scene) -> Sequence[Block]:
    """What would move the lean: each of the first three to win at their target, one at a time."""
    first = [row for row in scene.answers.rows("who-to-win", top=8) if row["target"] is not None][:3]
    if not scene.answers.tell_apart("who-to-win", MEETING["who-to-win"], top=8):
        return []  # whom to begin with nobody knows: the first three would be any three
    found = [scene.answers.result("what-if", set=f"{row['id']}={row['target']}") for row in first]
    told = [one for one in found if isinstance(one, Result)]
    if not told:
        return []
    heading = Text("设想（只做推演，不记录）", "Scenarios (thought through, not recorded)")
    rows = [row for one in told for row in one.groups[0]]
    whose = [str(row["id"]) for row, one in zip(first, found, strict=True) if isinstance(one, Result)]
    return [
        Table(heading, told[0].query.groups[0], rows, told[0], [text for one in told for text in one.explain], whose)
    ]
