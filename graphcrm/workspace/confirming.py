"""Sentences that confirm a change: whom it touched, and what stands there now instead of what stood before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphcrm.analysis.status.six_dimensions import LEVELS, Cap, Dimension, Rating, rate_assessment
from graphcrm.i18n import Name, Text
from graphcrm.model.choices import Domain
from graphcrm.model.contacts import InteractionKind
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import Field, FieldError
from graphcrm.model.lists import join_items
from graphcrm.model.records import Assessment, Interaction
from graphcrm.model.tables import PROVENANCE, Table
from graphcrm.settings import Settings
from graphcrm.spoken import called, joined
from graphcrm.workspace.changing import Existing
from graphcrm.workspace.editing import NODES, Row

__all__ = ["assessed", "confirmation", "parsed"]


_NAMED = ("person", "org", "unit", "opportunity", "goal", "criterion", "product")
_CALLED = ("name", "name_en")
_SINGULAR = {table: kind for kind, table in NODES.items()}
#: What stands between “new” and what is new.
_LEAD = (" ", ": ")
#: What every new report carries; said only if nothing else is new.
_WHEN = frozenset({"observed_at", "valid_from"})
_PROVENANCE = frozenset(f.name for f in PROVENANCE)

#: What tells an event that is changed from others.
_WHICH = ("date", "kind", "participants")
_BETWEEN = Text("；", "; ")
_NOTHING = Text("没有变化，已是如此", "nothing changes, it is recorded so already")
_ENDS = Text("自 {day} 起不再成立", "no longer true from {day} on")
#: What is said and, in a dry run, what would be: of something new, of a change, of an event.
_NEW = (Text("新增{what}", "new{what}"), Text("将新增{what}", "would be new{what}"))
_CHANGED = (Text("{who}：{parts}", "{who}: {parts}"), Text("{who}（将改）：{parts}", "{who} (would change): {parts}"))
_ASSESSED = (_CHANGED[0], Text("{who}（将评为）：{parts}", "{who} (would be): {parts}"))
_LOGGED = (Text("已记录{what}", "logged: {what}"), Text("将记录{what}", "would be logged: {what}"))


def confirmation(table: Table, row: Row, existing: Existing, settings: Settings, *, dry_run: bool) -> tuple[Text, ...]:
    """“王工 (c6): title 系统架构师 → 首席架构师”, and what should be said beside it."""
    now, before = parsed(table, row.values), parsed(table, row.before)
    names = _names(existing, [*_words(now.values()), *_words(before.values())], now)
    if table.name == "assessments":
        if _unreadable(table, row.values):
            return ()  # what is wrong with it is said instead
        return (
            _ASSESSED[dry_run].format(
                who=called(now["person"], names.get(now["person"], "")), parts=assessed(now, existing, settings)
            ),
        )
    event = table.name == "interactions"
    if event and not before:
        return (_LOGGED[dry_run].format(what=_event(table, now, names)),)
    who = _event(table, {name: now[name] for name in _WHICH}, names) if event else _subject(table, now, names)
    changed = tuple(_changes(table, now, before, names))
    if not before:
        # A relation is told by its ends, a record by what it is and its name.
        what = (
            Text(table.zh + " ", f"{_LEAD[dry_run]}{_SINGULAR[table.name]} ") + who
            if table.name in _SINGULAR
            else Text("：", ": ") + who
        )
        told = what + Text("：", ": ") + _BETWEEN.join(changed) if changed else what
        return (_NEW[dry_run].format(what=told), *row.said)
    if not changed:
        return (Text("{who}：{nothing}", "{who}: {nothing}").format(who=who, nothing=_NOTHING), *row.said)
    return (_CHANGED[dry_run].format(who=who, parts=_BETWEEN.join(changed)), *row.said)


def _changes(
    table: Table, now: Mapping[str, Any], before: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[Text]:
    """What differs, column by column; of something new what it has."""
    told = {*table.key, "name"} if not before and table.name in _SINGULAR else set(table.key)
    columns = [f for f in table.columns if f.name in now and f.name not in told and now[f.name] != before.get(f.name)]
    judged = any(f.name not in _PROVENANCE for f in columns)
    for field in columns:
        if judged and field.name in _WHEN:
            continue
        value = field.say(now[field.name], names)
        if field.name == "valid_to" and now[field.name] is not None:
            yield _ENDS.format(day=now[field.name])
        elif before:
            yield field.heading + Text(" {old} → {new}", " {old} → {new}").format(
                old=field.say(before.get(field.name), names), new=value
            )
        elif now[field.name] is not None:
            yield field.heading + Text(" ", " ") + value


def _subject(table: Table, values: Mapping[str, Any], names: Mapping[str, str]) -> Text:
    """“王工 (c6)”, “王工 → 周CIO influences (technical, reported by 刘)”, “郑总 in 新一代核心系统”."""
    if table.name == "edges":
        one, other = (names.get(values[end], values[end]) for end in ("from", "to"))
        ends = Text("{one} → {other} ", "{one} → {other} ").format(one=one, other=other)
        return ends + EdgeKind(values["kind"]).label + _context(values, names)
    if table.name == "roles":
        person, deal = (names.get(values[end], values[end]) for end in ("person", "opportunity"))
        return Text("{person}在“{deal}”", "{person} in {deal}").format(person=person, deal=deal)
    if table.name == "accepted":
        return Text("接受 {key}", "{key} accepted").format(key=values["key"])
    if table.name == "positions":
        person, criterion = (names.get(values[end], values[end]) for end in ("person", "criterion"))
        judged = Text("{person}对“{criterion}”", "{person} on {criterion}").format(person=person, criterion=criterion)
        return judged + _context(values, names)
    if table.name == "potential":
        product, unit = (names.get(values[end], values[end]) for end in ("product", "unit"))
        return Text("{unit}的“{product}”", "{product} in {unit}").format(unit=unit, product=product)
    return called(values["id"], names.get(values["id"], ""))


def _context(values: Mapping[str, Any], names: Mapping[str, str]) -> Text:
    """What else makes a relation this one: domain, opportunity, reporter."""
    parts = []
    if (domain := values.get("domain")) and domain != Domain.GENERAL:
        parts.append(Domain(domain).label)
    for other in filter(None, (values.get("opportunity"), values.get("vendor"))):
        parts.append(joined([names.get(other, other)]))
    if who := values.get("reported_by"):
        parts.append(Text("{who}报告", "reported by {who}").format(who=names.get(who, who)))
    return Text("（{parts}）", " ({parts})").format(parts=joined(parts)) if parts else Text("", "")


def _event(table: Table, values: Mapping[str, Any], names: Mapping[str, str]) -> Text:
    """“visit on 2026-06-30: 张 (u1), 林行长 (c2); channel on site”."""
    kind, on = table.columns[1].say(values["kind"], names), values["date"]
    who = joined([called(person, names.get(person, "")) for person in values.get("participants") or ()])
    rest = [
        f.heading + Text(" ", " ") + f.say(values[f.name], names)
        for f in table.columns
        if f.name not in ("date", "kind", "participants", "id") and values.get(f.name) is not None
    ]
    text = Text("{kind}（{on}）：{who}", "{kind} on {on}: {who}").format(kind=kind, on=on, who=who)
    return _BETWEEN.join([text, *rest])


def parsed(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they are stored; what is empty is None, and what breaks a rule stays as it was written."""
    fields = {f.name: f for f in table.columns}
    return {name: _value(fields[name], value) for name, value in values.items() if name in fields}


def _unreadable(table: Table, values: Mapping[str, Any]) -> bool:
    """Whether a value breaks the rule of its column."""
    try:
        for field in table.columns:
            if (said := values.get(field.name)) not in (None, ""):
                field.parse(str(said).strip())
    except FieldError:
        return True
    return False


def _value(field: Field, value: Any) -> Any:
    if value is None or value in ("", [], ()):
        return None
    if isinstance(value, bool | int | float):
        value = str(value)
    if isinstance(value, list | tuple):
        value = join_items(map(str, value)) if field.many else str(value)
    try:
        return field.parse(str(value).strip())
    except FieldError:
        return value


def _words(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        yield from (str(one) for one in (value if isinstance(value, list | tuple) else (value,)))


def _names(existing: Existing, ids: Iterable[str], new: Mapping[str, Any]) -> dict[str, str]:
    """Names of what is stored, as far as the ids name it, and of what the change itself names."""
    wanted, found = set(ids), {}
    for kind in reversed(_NAMED):
        batch = existing.get(kind)
        for at, key in enumerate(batch.keys if batch is not None else ()):
            if batch is not None and key in wanted:
                props = batch.row(at) | ({k: new[k] for k in _CALLED if k in new} if key == new.get("id") else {})
                english = props.get("name_en") or props.get("statement_en") or ""
                found[key] = Name.of(props.get("name") or props.get("statement") or key, english)
    if new.get("name"):
        found.setdefault(new["id"], Name.of(new["name"], new.get("name_en") or ""))
    return found


_LEVEL = Text("{level} 级（{name}）", "level {level} ({name})")
_TOO_FEW = Text("只知道 {known}，不足以定级（需要 4 个）", "no level: {known} known, 4 are needed")
_BY_HAND = Text("人工调整，按评估表为 {gated}", "set by hand; the rubric gives {gated}")
_NONE = Text("无", "none")
_COMPOSITE = Text("综合 {c}", "composite {c}")
_CAPPED = {
    Cap.EVIDENCE: Text(
        "{dims}没有 {days} 天内有日期的证据，按 1 计", "no dated evidence within {days} days for {dims}: counted as 1"
    ),
    Cap.COMPLAINT: Text("有未关闭的严重投诉，{dims}按 1 计", "a severe complaint is open: {dims} counted as 1"),
}


def assessed(values: Mapping[str, Any], existing: Existing, settings: Settings) -> Text:
    """“level 2 (supports), composite 1.70; no dated evidence for guidance: counted as 1”, by the settings of the workspace."""
    found = Assessment.of("", values)
    rating = rate_assessment(found, _interactions(found, existing), settings)
    parts = [_level(rating)]
    if rating.composite is not None:
        parts.append(_COMPOSITE.format(c=f"{rating.composite + 0.0:.2f}"))
    notes = [Text("，", ", ").join(parts)]
    if rating.override is not None:
        notes.append(_BY_HAND.format(gated=_NONE if rating.gated is None else rating.gated))
    for cap, text in _CAPPED.items():
        dimensions = [d.label for d in Dimension if rating.capped.get(d) is cap]
        if dimensions:
            notes.append(text.format(dims=joined(dimensions), days=f"{settings.status['evidence_days']:g}"))
    return Text("；", "; ").join(notes)


def _level(rating: Rating) -> Text:
    if rating.level is None:
        n = len(rating.counted)
        known = Text(f"{n} 个维度", "1 dimension is" if n == 1 else f"{n} dimensions are")
        return _TOO_FEW.format(known=known)
    return _LEVEL.format(level=rating.level, name=LEVELS.get(rating.level, _NONE))


def _interactions(found: Assessment, existing: Existing) -> Iterator[Interaction]:
    """Interactions that the assessment may name as evidence, and complaints."""
    batch = existing.get("interaction")
    for key, text in zip(batch.keys, batch.props, strict=True) if batch is not None else ():
        if key in found.evidence or f'"{InteractionKind.COMPLAINT.value}"' in text:
            yield Interaction.of(key, json.loads(text))
