"""R01, the strategy session: ninety minutes, ten questions, each with what is on the table and what is to be decided."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.asking.result import Result
from graphcrm.charts.shares import share_bars
from graphcrm.i18n import Text
from graphcrm.reports.document import Block, Document, Evidence, Picture, Record, Section, Words
from graphcrm.reports.heading import head, subject
from graphcrm.reports.scene import Scene

__all__ = ["build"]

_TITLE = Text("客户关系策略研讨包", "Strategy-session pack")
#: So many people have their evidence in the appendix.
_MOST = 15
_TOP = 12


def build(scene: Scene) -> Document:
    """The agenda of a session, filled."""
    ask = scene.answers
    sections = [
        Section(
            "trust",
            Text("地图可信吗?", "Is the map good enough to decide on?"),
            [
                *ask.table("audit"),
                *ask.table("verify-next", top=6),
                Record(
                    Text("接受,或派人核实(谁、核实什么、何时)", "Accept, or send people to verify (who, what, by when)")
                ),
            ],
            5,
        ),
        Section(
            "goals",
            Text("目标是什么?", "Which goals and opportunities?"),
            [
                *ask.listed("goals", Text("目标", "Goals")),
                *ask.listed("opportunities", Text("商机", "Opportunities")),
                *ask.table("needs"),
                Record(Text("确认优先级", "Confirm priorities")),
            ],
            5,
        ),
        Section(
            "decision",
            Text("决定怎么形成?", "How is the decision made?"),
            [
                Picture(
                    scene.picture,
                    Text(
                        "箭头从影响者指向被影响者,越粗越强",
                        "Arrows run from who moves to who is moved, the thicker the stronger",
                    ),
                ),
                *ask.table("decision-circle", top=_TOP),
                *(block for d in _deciders(scene) for block in ask.table("decision-chain", to=d, top=4)),
                *ask.table("hidden-influencers", top=8),
                Record(Text("商定的决策链;需要更正的关系", "The agreed decision chain; relations to correct")),
            ],
            15,
        ),
        Section(
            "people",
            Text("关键人是谁、现状几级?", "Who are the key people, and where do we stand?"),
            [
                *_shares(scene),
                *ask.table("key-influencers", top=_TOP),
                *ask.table("status", top=_TOP),
                Record(Text("商定的现状等级与目标等级", "Agreed levels and target levels")),
            ],
            10,
        ),
        Section(
            "rival",
            Text("对手在哪?", "Where is the competitor?"),
            [
                *ask.table("contest", top=_TOP),
                *ask.table("cut-lines"),
                *ask.table("vendor-perception", top=10),
                Record(Text("要守住的人、要争取的人", "People to defend, people to contest")),
            ],
            10,
        ),
        Section(
            "coverage",
            Text("覆盖与单线风险?", "Coverage and single threads"),
            [
                *ask.table("coverage-gaps", top=8),
                *ask.table("levels"),
                *ask.table("single-threads"),
                *ask.table("bus-factor", top=8),
                Record(Text("新的第二条线:谁去接触谁", "New second threads: who meets whom")),
            ],
            10,
        ),
        Section(
            "sponsors",
            Text("赞助人怎么配置?", "Who sponsors whom?"),
            [
                *ask.table("sponsor-gaps"),
                *ask.table("sponsor-plan"),
                Record(Text("任命", "Appointments")),
            ],
            10,
        ),
        Section(
            "moves",
            Text("先做谁、怎么做?", "Whom first, and by which route?"),
            [
                *ask.table("who-to-win", top=8),
                *ask.table("introductions", top=6),
                *ask.table("forecast"),
                Record(Text("行动", "Actions"), 4),
            ],
            15,
        ),
        Section(
            "partners",
            Text("供应商与第三方?", "Suppliers and third parties?"),
            [
                *ask.table("supplier-scorecard"),
                *ask.table("third-party-map"),
                Record(Text("合作、备选,还是只做配合", "Partner, second source, or cooperate only")),
            ],
            5,
        ),
        Section(
            "plan",
            Text("谁、何时、多少钱?", "Who, by when, for how much?"),
            [
                *ask.listed("actions", Text("已有行动", "Actions on record")),
                Record(Text("负责人、日期、预算", "Owners, dates, budget"), 6),
            ],
            5,
        ),
    ]
    return Document(
        "session",
        _TITLE,
        subject(scene.situation),
        scene.situation.snapshot.as_of.isoformat(),
        scene.edition,
        head(scene),
        sections,
        tuple(evidence(scene)),
    )


def _deciders(scene: Scene) -> Sequence[str]:
    """The three with most formal weight."""
    s = scene.situation
    weight = {p: float(s.r[i]) for p, i in s.graph.index.items() if s.r[i] > 0}
    return sorted(weight, key=lambda p: (-weight[p], p))[:3]


def _shares(scene: Scene) -> Sequence[Block]:
    found = scene.answers.result("key-influencers", top=_TOP)
    if isinstance(found, Text) or not found.groups[0]:
        return []
    caption = Text(
        "条为份额,细线为 90% 区间;颜色为支持度", "Bars are shares, thin lines 90% intervals; colours are support"
    )
    return [Picture(share_bars(found.groups[0]), caption)]


def evidence(scene: Scene) -> Sequence[Evidence]:
    """What stands behind the shares of those who carry most: their paths, with source, date and confidence of every step."""
    found = scene.answers.result("key-influencers", top=_MOST)
    if not isinstance(found, Result) or not scene.edition.insight:
        return []
    entries = []
    for i, row in enumerate(found.groups[0]):
        person = str(row["id"])
        name = scene.situation.snapshot.people[person].name
        blocks: list[Block] = [Words(found.explain[i])] if i < len(found.explain) else []
        blocks += scene.answers.table("explain", Text("路径与依据", "Paths and evidence"), person=person)
        entries.append(Evidence(person, Text("{n}", "{n}").format(n=name), blocks))
    return entries
