"""What changed between two days."""

from __future__ import annotations

from typing import Any

from graphcrm.analysis.bands import TIE_BANDS
from graphcrm.analysis.time.changes import PRESENT, VETO, WEIGHT, ChangeKind, Difference, diff
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.formats import FORMATS, beside
from graphcrm.asking.labelled import Figure, Labelled, any_near, labelled
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import AllianceForm, DecisionRole, Domain, History, ReportingLine, SponsorStatus
from graphcrm.model.edges import EdgeKind
from graphcrm.spoken import joined

_PRESENT = Labelled.of(PRESENT, Text("有", "yes"))
#: What a relation without a level may be.
_STATES = (SponsorStatus, ReportingLine, History, AllianceForm)
_BANDS = {code: Labelled.of(code, label) for _, code, label in TIE_BANDS}
#: A report of level 0 says that a relation does not exist.
_DENIALS = {
    ChangeKind.ADDED: Text("新增否认", "denial added"),
    ChangeKind.REMOVED: Text("否认撤回", "denial withdrawn"),
}
_NO_CHANGE = Text("无变化", "no change")
_NEAR = Text("≈：变化小于所显示的精度", "≈: changed by less than is shown")
_FIGURES = {
    "covered": Text("已触达", "covered"),
    "supportive": Text("支持触达", "supportive reach"),
    "advocacy": Text("拥护", "advocacy"),
    "exclusive": Text("排他", "exclusive"),
    "hostile": Text("反对", "hostile"),
    "unknown": Text("未知", "unknown"),
    "blind": Text("空白", "blind"),
    "seats": Text("待确认席位", "open seats"),
    "lean": Text("倾向", "lean"),
    "rag": Text("红黄绿", "RAG"),
    "bow_tie": Text("领结指数", "bow-tie"),
    "min_threads": Text("最少线路", "fewest threads"),
    "level": Text("关系层级", "level"),
    "data_grade": Text("数据等级", "data grade"),
}


def answer(ask: Ask) -> Answer:
    """Differences between the day of ``--since`` and the day of the answer, the later state under `after`."""
    since, until = ask.params["since"], ask.snapshot.as_of.isoformat()
    if since > until:
        raise UsageError(
            Text(f"--since {since} 晚于 {until}", f"--since {since} is later than the day of the answer, {until}")
        )
    found = diff(ask.before, ask.situation, seed=ask.seed)
    shown = ask.top(found)
    sides = [_sides(ask, d) for d in shown]
    rows = [
        ask.row(d, item=_item(ask, d), before=before, after=after, source=_source(ask, d.source))
        for d, (before, after) in zip(shown, sides, strict=True)
    ]
    notes = [*ask.another_decision(ask.before), *([_NEAR] if any_near(after for _, after in sides) else [])]
    counted = [(kind, sum(d.kind is kind for d in found)) for kind in ChangeKind]
    what = joined(kind.label + Text(f" {n}", f" ({n})") for kind, n in counted if n) if found else _NO_CHANGE
    remark = Text(f"自 {since} 至 {until}：{{what}}。", f"From {since} to {until}: {{what}}.").format(what=what)
    return Answer.of(rows, remarks=[remark], assumptions=notes, explain=[sentence(ask, d) for d in shown])


def _source(ask: Ask, source: str | None) -> str | None:
    """Who said so; several by name."""
    if source is None or ";" not in source:
        return source
    return Labelled.of(source, joined(map(ask.name, source.split(";"))))


def _item(ask: Ask, d: Difference) -> str:
    """A stable code, ``INFLUENCES c6>c3 technical``, with names in place of ids as its label."""
    if d.kind is ChangeKind.KPI:
        return Labelled.of(d.item[0], _FIGURES[d.item[0]])
    if not d.kind_of:
        person = Text("{p}（{id}）", "{p} ({id})").format(p=ask.name(d.item[0]), id=d.item[0])
        return Labelled.of(d.item[0], person)
    source, target, *rest = d.item
    told = joined([EdgeKind(d.kind_of).label, *(_domain_or_deal(ask, part) for part in rest)])
    return Labelled.of(
        " ".join([d.kind_of, f"{source}>{target}", *rest]),
        Text("{a} → {b}（{told}）", "{a} → {b} ({told})").format(a=ask.name(source), b=ask.name(target), told=told),
    )


def _domain_or_deal(ask: Ask, part: str) -> Text:
    """What else makes a relation this one."""
    label = labelled(Domain, part)
    return label.label if isinstance(label, Domain) else joined([ask.name(part)])


def _side(ask: Ask, d: Difference, value: Any) -> Any:
    """One side of a difference, with its label or the way in which it is read."""
    if d.kind is ChangeKind.TIE:
        return _BANDS[value]
    if isinstance(value, float):
        # Scores of a tie and parts of a company are shares, too.
        return Figure.of(value, "lean" if d.item == ("lean",) else "share")
    if not isinstance(value, str):
        return value
    if value == PRESENT:
        return _PRESENT
    if d.kind in (ChangeKind.JOINED, ChangeKind.LEFT):
        return Labelled.of(value, joined([ask.name(value)]))
    return _worded(d, value)


def _worded(d: Difference, value: str) -> Any:
    """The state of a relation that has no level: roles, a status, a line, a history, or words that somebody wrote."""
    if d.kind_of == EdgeKind.ROLE_IN:
        return Labelled.of(value, joined(map(_of_role, value.split(";"))))
    found = (labelled(kind, value) for kind in _STATES)
    return next((state for state in found if isinstance(state, Choice)), value)


def _of_role(part: str) -> Text | str:
    """A role, the weight that somebody has in a decision, or the veto."""
    if part == VETO:
        return Text("有否决权", "with a veto")
    if part.startswith(WEIGHT):
        return Text("权重 {w}", "weight {w}").format(w=part.removeprefix(WEIGHT))
    role = labelled(DecisionRole, part)
    return role.label if isinstance(role, DecisionRole) else part


def sentence(ask: Ask, d: Difference) -> Text:
    """“{kind}: {item}, {before} → {after}.”; of what came or went the one side that there is, and of a denial none."""
    item = _item(ask, d)
    name = item.label if isinstance(item, Labelled) else Text(item, item)
    before, after = (_said(d, side) for side in _sides(ask, d))
    kind = d.kind.label
    told: Text | None = Text("{before} → {after}", "{before} → {after}").format(before=before, after=after)
    if d.kind in (ChangeKind.JOINED, ChangeKind.LEFT, ChangeKind.SEAT, ChangeKind.ADDED, ChangeKind.REMOVED):
        value, only = (d.after, after) if d.before is None else (d.before, before)
        told = None if value == PRESENT else only
        if isinstance(value, int):
            told = Text("程度 {n}", "level {n}").format(n=only)
            if value == 0:
                kind, told = _DENIALS.get(d.kind, kind), None
    if told is None:
        return Text("{kind}：{item}。", "{kind}: {item}.").format(kind=kind, item=name)
    return Text("{kind}：{item}，{told}。", "{kind}: {item}, {told}.").format(kind=kind, item=name, told=told)


def seen(ask: Ask, d: Difference) -> bool:
    """Whether people can tell: a figure that is shown as before says nothing in a sentence."""
    return d.kind is not ChangeKind.KPI or not any_near(_sides(ask, d))


def _sides(ask: Ask, d: Difference) -> tuple[Any, Any]:
    """Before and after; figures that would look the same are marked as nearly so."""
    before, after = _side(ask, d, d.before), _side(ask, d, d.after)
    return before, beside(after, before)


def _said(d: Difference, side: Any) -> Text:
    """A side as people read it: labels, signs of support and lean, whole per cents."""
    if side is None and d.kind is ChangeKind.SUPPORT:
        return Text("未知", "unknown")
    label = getattr(side, "label", None)
    if isinstance(label, Text):
        return label
    form = FORMATS["support" if d.kind is ChangeKind.SUPPORT else "figure"]
    return Text(form.cell(side, {}, "zh"), form.cell(side, {}, "en"))
