"""The card of a person: everything professional that is recorded, with dates and sources. Restricted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphcrm.analysis.bands import SHARE_BANDS, share_band
from graphcrm.analysis.coverage.tie import ties
from graphcrm.analysis.data.evidence import told_evidence
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.influence.share_text import share_sentence
from graphcrm.analysis.opinion.contest_state import contest_state
from graphcrm.analysis.opinion.support import competitor_supports, supports
from graphcrm.analysis.plan.promises import count_promises
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.open_needs import open_needs
from graphcrm.analysis.status.six_dimensions import Dimension
from graphcrm.analysis.status.status_table import assessments_of, status_of
from graphcrm.analysis.time.cooling import tie_status
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Figure, Labelled, labelled, of_column
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Confidence, DecisionRole, Flag, Function, OrgCategory, SponsorStatus, is_over
from graphcrm.model.edges import EdgeKind
from graphcrm.model.plan_choices import PromiseStatus
from graphcrm.model.records import Edge
from graphcrm.spoken import joined, per_cent, signed

Row = dict[str, Any]


class CardSection(Choice):
    IDENTITY = "identity", "身份", "identity"
    DECISION = "decision", "决策", "decision"
    SUPPORT = "support", "支持度", "support"
    ASSESSMENT = "assessment", "评估", "assessment"
    TIE = "tie", "我方关系", "our ties"
    INFLUENCE = "influence", "影响", "influence"
    NEED = "need", "诉求", "needs"
    COMPETITOR = "competitor", "竞争", "competition"
    PROMISE = "promise", "承诺", "promises"
    ACTION = "action", "行动", "actions"


class Item(Choice):
    NAME = "name", "姓名", "name"
    TITLE = "title", "职务", "title"
    ORGANISATION = "organisation", "组织", "organisation"
    GRADE = "grade", "职级", "grade"
    FLAG = "flag", "标记", "flag"
    LEFT = "left", "已离职", "left"
    SHARE = "share", "影响份额", "share"
    WEIGHT = "weight", "决策权重", "decision weight"
    OWNER = "owner", "责任人", "owner"
    SPONSOR = "sponsor", "赞助人", "sponsor"
    INFLUENCED_BY = "influenced by", "受谁影响", "influenced by"
    INFLUENCES = "influences", "影响谁", "influences"
    STATE = "state", "竞争状态", "contest state"
    STATUS = "status", "现状等级", "status level"
    TREND = "trend", "趋势", "trend"
    TARGET = "target", "目标级别", "target level"
    PROMISED = "promised by us", "我方承诺", "promised by us"


_VETO = Labelled.of("veto", Text("有否决权", "has a veto"))
_YES = Labelled.of("yes", Text("是", "yes"))
_DERIVED = Labelled.of("derived", Text("推导", "derived"))
_RESTRICTED = Text(
    "受限信息：仅限客户团队；查看已记入审计。",
    "Restricted: for the account team only; this view is in the audit trail.",
)


def answer(ask: Ask) -> Answer:
    """Rows of section, item, value and detail; sections in the order of the card."""
    s, person = ask.situation, ask.params["person"]
    s.snapshot.person(person)
    rows = [
        *_identity(ask, person),
        *_decision(ask, person),
        *_support(ask, person),
        *_assessments(ask, person),
        *_ties(ask, person),
        *_influence(s, person, ask),
        *_needs(ask, person),
        *_competition(ask, person),
        *_promises(ask, person),
        *_actions(ask, person),
    ]
    return Answer.of(rows, remarks=[_RESTRICTED])


def _row(
    section: CardSection, item: str | Text, value: str | Text | float | None, detail: str | Text | None = None
) -> Row:
    return {"section": section, "item": item, "value": value, "detail": detail}


def _label(kind: type[Choice], code: str) -> Text:
    found = labelled(kind, code)
    return found.label if isinstance(found, Choice) else Text(code, code)


def _with(name: str, more: str) -> str:
    """A name with what belongs to it; programs read it as it was recorded."""
    said = Text("{name} {more}", "{name} {more}").format(name=name, more=more) if more else joined([name])
    return Labelled.of(said.zh, said)


def _identity(ask: Ask, person: str) -> Iterator[Row]:
    who, orgs = ask.snapshot.people[person], ask.snapshot.orgs
    unit = ask.snapshot.units.get(who.unit or "")
    org = orgs[who.org].name if who.org in orgs else who.org
    yield _row(CardSection.IDENTITY, Item.NAME, str(who.name), who.name_en or None)
    yield _row(CardSection.IDENTITY, Item.TITLE, who.title or None)
    yield _row(CardSection.IDENTITY, Item.ORGANISATION, org, unit.name if unit else None)
    yield _row(CardSection.IDENTITY, Item.GRADE, who.grade, labelled(Function, who.function))
    for flag in who.flags:
        yield _row(CardSection.IDENTITY, Item.FLAG, labelled(Flag, flag))
    if ask.snapshot.has_left(person):
        yield _row(CardSection.IDENTITY, Item.LEFT, who.left_on or _YES)


def _decision(ask: Ask, person: str) -> Iterator[Row]:
    s = ask.situation
    for edge in s.snapshot.index.edges(EdgeKind.ROLE_IN, [person]):
        roles = joined([_label(DecisionRole, role) for role in edge.get("roles", ())])
        deal = s.snapshot.opportunities.get(edge.target)
        named = _with(deal.name, f"({deal.id})") if deal else edge.target
        yield _row(CardSection.DECISION, named, roles, _VETO if edge.get("veto") else None)
    if person not in s.graph.index:
        return
    at = s.graph.index[person]
    share = float(s.share[at])
    code = share_band(share)
    said = next(label for _, one, label in SHARE_BANDS if one == code)
    band = Text("{band} 档（{said}）。", "Band {band} ({said}). ").format(band=code, said=said)
    sentence = share_sentence(s, ask.draws, person)
    yield _row(CardSection.DECISION, Item.SHARE, Figure.of(share, "share"), band + sentence)
    yield _row(CardSection.DECISION, Item.WEIGHT, Figure.of(s.weight_of(person), "share"))


def _support(ask: Ask, person: str) -> Iterator[Row]:
    s = ask.situation
    sellers = (OrgCategory.OUR_COMPANY, OrgCategory.COMPETITOR)
    toward = sorted(
        {edge.target for edge in s.snapshot.index.edges(EdgeKind.STANCE, [person])} & s.snapshot.orgs.keys()
    )
    for vendor in (org for org in map(s.snapshot.org, toward) if org.category in sellers):
        held = supports(s.snapshot, s.context, vendor.id, [person]).get(person)
        if held is None:
            continue
        stale = Text("（已过期）", " (stale)") if held.stale else Text("", "")
        alike = held.spread[0] == held.spread[1]
        evidence = told_evidence(s.snapshot, held.reports) if alike else None
        known = Text("{day}{stale} {grade}", "{day}{stale} {grade}").format(
            day=held.observed_at, stale=stale, grade=Confidence(held.confidence).label
        )
        if held.answers is not None:
            known = known + Text("；", "; ") + held.answers
        if not alike:
            known = known + Text("；各人说法：", "; reported: ") + joined(_report(ask, edge) for edge in held.reports)
        detail = (
            Text("{known}；依据：{why}", "{known}; from {why}").format(known=known, why=evidence) if evidence else known
        )
        yield _row(CardSection.SUPPORT, vendor.name, Figure.of(held.level, "support"), detail)


def _report(ask: Ask, edge: Edge) -> Text:
    """What one reporter says of an attitude: “0 by Liu 2026-06-20 (minutes)”; reports that differ are never told as one."""
    evidence = told_evidence(ask.snapshot, [edge])
    said = Text("{who} {day} 报 {level}", "{level} by {who} {day}").format(
        who=ask.name(edge.reported_by), day=edge.observed_at, level=signed(edge.level or 0)
    )
    return said + Text("（{why}）", " ({why})").format(why=evidence) if evidence else said


def _assessments(ask: Ask, person: str) -> Iterator[Row]:
    vendor, ours = ask.situation.context.vendor, ask.snapshot.our_company
    held = assessments_of(ask.snapshot, [person], vendor).get(person, ())
    status = status_of(ask.snapshot, person, held)
    yield _row(CardSection.ASSESSMENT, Item.STATUS, Figure.of(status.level, "support"), status.sentence(ask.snapshot))
    if status.trend is not None:
        yield _row(CardSection.ASSESSMENT, Item.TREND, status.trend)
    if status.target is not None:
        yield _row(CardSection.ASSESSMENT, Item.TARGET, Figure.of(status.target, "support"))
    for found in reversed(ask.snapshot.index.assessments([person])):
        scores = joined(
            [
                dimension.label + Text(f" {signed(value)}", f" {signed(value)}")
                for dimension in Dimension
                if (value := getattr(found, dimension.value)) is not None
            ]
        )
        detail: str | Text = _with(ask.name(found.assessor), found.override_reason)
        toward = found.vendor or (ours.id if ours else None)
        if toward is not None and toward != vendor:
            # The history holds all vendors; whoever reads it must not take what somebody thinks of a rival for our own standing.
            told = Text("对 {vendor}；{who}{why}", "toward {vendor}; {who}{why}")
            why = f" {found.override_reason}" if found.override_reason else ""
            detail = told.format(vendor=ask.name(toward), who=ask.name(found.assessor), why=why)
        yield _row(CardSection.ASSESSMENT, found.date, scores, detail)


def _competition(ask: Ask, person: str) -> Iterator[Row]:
    """A card is also asked of somebody who is in no influence graph, so that the attitudes are read for this person alone."""
    s = ask.situation
    ours, theirs = s.level_of(person), competitor_supports(s.snapshot, s.context, [person]).get(person)
    said = [Text("未知", "unknown") if x is None else Text(signed(x), signed(x)) for x in (ours, theirs)]
    support = Text("支持度：{side} {us}，{rivals} {them}", "support: {us} for {side}, {them} for {rivals}")
    state = contest_state(ours, theirs)
    told = support.format(side=s.side.name, rivals=s.side.rivals, us=said[0], them=said[1])
    yield _row(CardSection.COMPETITOR, Item.STATE, Labelled.of(state.value, s.side.state(state)), told)


def _ties(ask: Ask, person: str) -> Iterator[Row]:
    s = ask.situation
    for tie in ties(s.snapshot, [person]).of(person):
        said = tie.sentence(s.snapshot, tie_status(s, tie, key_persons(s)))
        yield _row(CardSection.TIE, ask.name(tie.ours), Figure.of(tie.strength, "share"), said)
    owner = s.snapshot.owners.get(person)
    yield _row(CardSection.TIE, Item.OWNER, ask.name(owner) if owner else None)
    for edge in s.snapshot.index.edges(EdgeKind.SPONSORS, [person]):
        if edge.target == person:
            status = labelled(SponsorStatus, edge.get("status", SponsorStatus.ACTIVE.value))
            yield _row(CardSection.TIE, Item.SPONSOR, ask.name(edge.source), status)


def _influence(s: Situation, person: str, ask: Ask) -> Iterator[Row]:
    for item, end, other in ((Item.INFLUENCED_BY, 1, 0), (Item.INFLUENCES, 0, 1)):
        edges = [e for pair, e in s.graph.edges.items() if pair[end] == person]
        for edge in sorted(edges, key=lambda e: (-e.weight, e.source, e.target))[:5]:
            who = (edge.source, edge.target)[other]
            grade = _DERIVED if edge.derived else labelled(Confidence, edge.strongest.confidence)
            yield _row(CardSection.INFLUENCE, item, _with(ask.name(who), per_cent(edge.weight)), grade)


def _needs(ask: Ask, person: str) -> Iterator[Row]:
    for need in open_needs(ask.snapshot, [person]):
        kind = of_column("needs", "kind", need.kind) or need.kind
        yield _row(CardSection.NEED, kind, need.statement, need.our_response or None)


def _promises(ask: Ask, person: str) -> Iterator[Row]:
    """How many promises of ours to this person are open, were kept and broken, and which are open."""
    counted = count_promises(ask.snapshot, [person])
    if not counted.any:
        return
    figures = Text("进行中 {open}，已兑现 {kept}，未兑现 {broken}", "{open} open, {kept} kept, {broken} broken").format(
        open=counted.open, kept=counted.kept, broken=counted.broken
    )
    running = [
        p.statement
        for p in ask.snapshot.index.promises([person])
        if p.taker == person and p.status == PromiseStatus.OPEN
    ]
    yield _row(CardSection.PROMISE, Item.PROMISED, figures, joined(running) if running else None)


def _actions(ask: Ask, person: str) -> Iterator[Row]:
    ahead = [a for a in ask.snapshot.index.actions([person]) if not is_over(a.status)]
    for action in sorted(ahead, key=lambda a: (a.due, a.id))[:3]:
        aim = action.goal or action.opportunity
        named = [joined([ask.name(one)]) for one in (action.owner, aim) if one]
        said = Text(" · ", " · ").join(named)
        detail = Labelled.of(said.zh, said)
        yield _row(CardSection.ACTION, action.due, of_column("actions", "type", action.type), detail)
