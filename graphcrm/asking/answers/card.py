"""The card of a person: everything professional that is recorded, with dates and sources. Restricted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphcrm.analysis.influence.share_text import share_band, share_sentence
from graphcrm.analysis.opinion.support import supports
from graphcrm.analysis.situation import Situation
from graphcrm.asking.ask import Answer, Ask
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import Choice, DecisionRole, Flag, Function, OrgCategory
from graphcrm.model.edges import EdgeKind

Row = dict[str, Any]

_DIMENSIONS = {
    "acceptance": Text("接受认可度", "acceptance"),
    "participation": Text("活动参与度", "participation"),
    "information": Text("信息传递", "information"),
    "guidance": Text("业务指导", "guidance"),
    "project_support": Text("项目支持度", "project support"),
    "rivals": Text("竞争态度", "attitude to rivals"),
}
_PENDING = Text(
    "六维综合等级与趋势(A20)、竞争状态(A17)尚无分析,留空",
    "composite status and trend (A20) and contest state (A17) have no analysis yet and are left empty",
)


def answer(ask: Ask) -> Answer:
    """Rows of section, item, value and detail; sections in the order of the card."""
    s, person = ask.situation, ask.get("person")
    if person is None:
        raise UsageError(Text("请用 --person 指定人员", "name the person with --person"))
    s.snapshot.person(person)
    rows = [
        *_identity(ask, person),
        *_decision(ask, person),
        *_support(ask, person),
        *_assessments(ask, person),
        *_ties(ask, person),
        *_influence(s, person, ask),
        *_needs(ask, person),
        {"section": "competitor", "item": "state", "value": None, "detail": None},
        *_actions(ask, person),
    ]
    restricted = Text(
        "受限信息:仅限客户团队;查看已记入审计", "restricted: for the account team only; this view is in the audit trail"
    )
    return Answer.of(rows, remarks=[restricted], assumptions=[_PENDING])


def _row(section: str, item: str, value: Any, detail: Any = None) -> Row:
    text = None if value is None else str(value)
    return {"section": section, "item": item, "value": text, "detail": None if detail is None else str(detail)}


def _label(kind: type[Choice], code: str | None, ask: Ask) -> str | None:
    return None if code is None else kind(code).label.say(ask.lang)


def _identity(ask: Ask, person: str) -> Iterator[Row]:
    who, orgs = ask.snapshot.people[person], ask.snapshot.orgs
    unit = ask.snapshot.units.get(who.unit or "")
    yield _row("identity", "name", who.name, who.name_en or None)
    yield _row("identity", "title", who.title or None)
    yield _row(
        "identity", "organisation", orgs[who.org].name if who.org in orgs else who.org, unit.name if unit else None
    )
    yield _row("identity", "grade", who.grade, _label(Function, who.function, ask))
    for flag in who.flags:
        yield _row("identity", "flag", flag, Flag(flag).label.say(ask.lang))
    if ask.snapshot.has_left(person):
        yield _row("identity", "left", who.left_on or "yes")


def _decision(ask: Ask, person: str) -> Iterator[Row]:
    s = ask.situation
    for edge in s.snapshot.of(EdgeKind.ROLE_IN):
        if edge.source == person:
            roles = ", ".join(_label(DecisionRole, r, ask) or r for r in edge.get("roles", ()))
            yield _row("decision", edge.target, roles, "veto" if edge.get("veto") else None)
    if person not in s.graph.index:
        return
    at = s.graph.index[person]
    low, high = ask.draws.rank_interval()
    rank = s.rank_order.index(person) + 1
    share = float(s.share[at])
    text = share_sentence(s, person, rank, int(low[at]), int(high[at])).say(ask.lang)
    yield _row("decision", "share", f"{share:.0%}", f"{share_band(share)} · {text}")
    yield _row("decision", "weight", f"{s.weight_of(person):.0%}")


def _support(ask: Ask, person: str) -> Iterator[Row]:
    s = ask.situation
    sellers = (OrgCategory.OUR_COMPANY, OrgCategory.COMPETITOR)
    for vendor in (o for o in s.snapshot.orgs.values() if o.category in sellers):
        held = supports(s.snapshot, s.context, vendor.id).get(person)
        if held is None:
            continue
        stale = Text("(已过期)", " (stale)").say(ask.lang) if held.stale else ""
        evidence = "; ".join(t for r in held.reports for t in r.get("evidence", ()))
        yield _row(
            "support",
            vendor.name,
            f"{held.level:+d}",
            f"{held.observed_at}{stale} {held.confidence} {evidence}".strip(),
        )


def _assessments(ask: Ask, person: str) -> Iterator[Row]:
    for found in reversed([a for a in ask.snapshot.assessments if a.person == person]):
        scores = ", ".join(
            f"{label.say(ask.lang)} {value:+d}"
            for name, label in _DIMENSIONS.items()
            if (value := getattr(found, name)) is not None
        )
        yield _row("assessment", found.date, scores, f"{ask.name(found.assessor)} {found.override_reason}".strip())


def _ties(ask: Ask, person: str) -> Iterator[Row]:
    s = ask.situation
    for tie in s.ties.of(person):
        yield _row("tie", ask.name(tie.ours), f"{tie.strength:.0%}", tie.sentence(s.snapshot).say(ask.lang))
    owner = s.snapshot.owners.get(person)
    yield _row("tie", "owner", ask.name(owner) if owner else None)
    for edge in s.snapshot.of(EdgeKind.SPONSORS):
        if edge.target == person:
            yield _row("tie", "sponsor", ask.name(edge.source), edge.get("status", "active"))


def _influence(s: Situation, person: str, ask: Ask) -> Iterator[Row]:
    for item, end, other in (("influenced by", 1, 0), ("influences", 0, 1)):
        edges = [e for pair, e in s.graph.edges.items() if pair[end] == person]
        for edge in sorted(edges, key=lambda e: (-e.weight, e.source, e.target))[:5]:
            who = (edge.source, edge.target)[other]
            detail = "derived" if edge.derived else edge.strongest.confidence
            yield _row("influence", item, ask.name(who), f"{edge.weight:.0%} {detail}")


def _needs(ask: Ask, person: str) -> Iterator[Row]:
    for need in ask.snapshot.needs.values():
        if need.holder == person:
            yield _row("need", need.kind, need.statement, need.our_response or None)


def _actions(ask: Ask, person: str) -> Iterator[Row]:
    closed = {"done", "closed", "cancelled", "完成", "已关闭", "取消"}
    ahead = [a for a in ask.snapshot.actions.values() if a.target == person and a.status not in closed]
    for action in sorted(ahead, key=lambda a: (a.due, a.id))[:3]:
        yield _row(
            "action",
            action.due,
            action.type,
            f"{ask.name(action.owner)} {action.goal or action.opportunity or ''}".strip(),
        )
