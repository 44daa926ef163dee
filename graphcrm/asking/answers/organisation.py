"""The relationship of the organisations: a checklist of four elements."""

from __future__ import annotations

from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.organisation import Element, ElementPart, holds, organisation
from graphcrm.analysis.status.relationship_facts import RelationshipFacts
from graphcrm.analysis.status.relationship_level import of_account
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled, labelled
from graphcrm.asking.whose_plan import whose_relationship
from graphcrm.i18n import Text
from graphcrm.model.contacts import InteractionKind
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge, Goal, Interaction
from graphcrm.spoken import joined, per_cent

_NO_SCORE = Text("清单只答是或否，不打分；未录入的按否计", "a checklist, no score; what is not recorded counts as no")
_NONE = Text("无", "none")


def answer(ask: Ask) -> Answer:
    """A row per thing asked for, with the element that it belongs to; the three layers of the relationship above."""
    parts = organisation(ask.situation)
    rows = [
        ask.row(part, holds=holds(part.element, parts), evidence=[_evidence(ask, one) for one in part.evidence])
        for part in parts
    ]
    return Answer.of(
        rows,
        remarks=[_layers(ask.situation, parts)],
        assumptions=[_NO_SCORE, *whose_relationship(ask.situation.side)],
        explain=[_sentence(p) for p in parts],
    )


def _evidence(ask: Ask, one: Interaction | Edge | Goal | Text) -> Text | Labelled:
    if isinstance(one, Text):
        return one
    if isinstance(one, Goal):
        return Labelled.of(one.id, joined([one.statement]))
    if isinstance(one, Interaction):
        kind = labelled(InteractionKind, one.kind)
        words = kind.label if isinstance(kind, InteractionKind) else joined([one.kind])
        return Labelled.of(
            one.id.replace("\t", "/"), Text("{day} {kind}", "{day} {kind}").format(day=one.date, kind=words)
        )
    return Labelled.of(
        f"{one.kind} {one.source}>{one.target}",
        Text("{who} {kind}", "{who} {kind}").format(who=ask.name(one.source), kind=EdgeKind(one.kind).label),
    )


def _sentence(part: ElementPart) -> Text:
    return Text("{element}：{asked}，{met}。", "{element}: {asked}: {met}.").format(
        element=part.element.label,
        asked=part.asked.label,
        met=Text("已达到", "met") if part.met else Text("未达到", "not met"),
    )


def _layers(situation: Situation, parts: tuple[ElementPart, ...]) -> Text:
    """“Breadth: 7 active contacts in 4 units. Key people: covered 59 %, … Organisation: …”; of key people nothing without shares."""
    facts = RelationshipFacts(of_account(situation))
    units = sum(unit.active > 0 for unit in facts.breadth.units)
    have = [element for element in Element if holds(element, parts)]
    lack = [element for element in Element if element not in have]
    breadth = Text(
        "普遍客户关系：有效联系人 {active} 位，分布在 {units} 个部门。",
        "Breadth: active contacts {active}, in units {units}. ",
    ).format(active=facts.breadth.active, units=units)
    people = Text(
        "关键客户关系：已触达 {covered}，支持触达 {supportive}。",
        "Key people: covered {covered}, supportive reach {supportive}. ",
    )
    shares = {} if situation.undecided else {"covered": facts.kpi.covered, "supportive": facts.kpi.supportive}
    elements = Text(
        "组织客户关系：成立——{have}；尚缺——{lack}。", "Organisation: held by {have}; lacking {lack}."
    ).format(
        have=joined(e.label for e in have) if have else _NONE, lack=joined(e.label for e in lack) if lack else _NONE
    )
    known = people.format(**{name: per_cent(share) for name, share in shares.items()}) if shares else Text("", "")
    return breadth + known + elements
