"""What an import has understood, in a few sentences: whom it brought, what is missing of them, what to find out next.

Said after every import: the owner of the files knows what stands in them, and sees at once what was not seen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from typing import Any

from graphcrm.i18n import Text
from graphcrm.ingest.gathering import Gathered
from graphcrm.model.choices import DecisionRole, OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import Batch
from graphcrm.spoken import counted, joined

__all__ = ["understood"]

#: Questions that are put.
_MOST = 3
#: Which end of a relation listens to the other.
_LISTENS = {EdgeKind.INFLUENCES: 1, EdgeKind.TRUSTS: 0}


def understood(tables: Mapping[str, Gathered], existing: Mapping[str, Batch]) -> list[Text]:
    """Sentences about the rows of an import, with what was there before it.

    An import without people says what is known now of who influences, supports and decides; one without rows says nothing.
    """
    people = tables.get("people")
    if people is None or not people.count:
        return _without_people(tables, existing)
    ours = _ours(tables, existing)
    ids, orgs = people["id"], people["org"]
    each = dict(zip(ids, range(people.count), strict=True))  # a row that stands in two files is one person
    theirs = [row for row in each.values() if orgs[row] not in ours]
    accounts = {orgs[row] for row in theirs}
    deals = max(_rows(tables, "opportunities"), _stored(existing, "opportunity"))
    n, mine = len(theirs), len(each) - len(theirs)
    brought = _rows(tables, "opportunities")
    there = max(_people_of(ours, existing) - mine, 0)
    first = Text(
        f"读到：对方 {n} 人、{len(accounts)} 个组织，我方 {mine} 人"
        + (f"（另有 {there} 人已在工作区）" if there else "")
        + f"，商机 {brought} 个",
        f"understood: {counted(n, 'person', 'people')} of {counted(len(accounts), 'organisation')}, {mine:,} of ours"
        + (f" ({there:,} more are in the workspace), " if there else ", ")
        + counted(brought, "opportunity", "opportunities"),
    )
    ties = _edges(tables, existing, EdgeKind.INFLUENCES) + _edges(tables, existing, EdgeKind.TRUSTS)
    roles = max(_rows(tables, "roles"), _stored(existing, "role_in"))
    judged = _edges(tables, existing, EdgeKind.STANCE)
    met = _met(tables, {ids[row] for row in theirs})
    alone = _missing(people, "owner", [row for row in theirs if ids[row] not in met])
    ungraded, homeless = (_missing(people, name, theirs) for name in ("grade", "unit"))
    gaps = [
        _gap(homeless, "人没有部门", "without a unit"),
        _gap(ungraded, "人没有职级", "without a level"),
        _gap(alone, "人没有我方责任人或联系人", "without a contact of ours"),
    ]
    # What was there before counts for what is still to be found out, and is no part of what was read.
    before = any(_stored(existing, kind) for kind in ("person", "opportunity"))
    known, recorded = [g for g in gaps if g.en], _recorded(ties, judged, roles)
    parts = [known, recorded] if before and known else [known + recorded]
    said = [first, *map(joined, parts)]
    if before:
        said[-1] = Text("连同已有的：", "with what was there: ") + said[-1]
    return said + _asked(
        _wanted(n, _unheard(tables, existing, n, ties), roles, judged, deals, ungraded, alone, homeless)
    )


def _without_people(tables: Mapping[str, Gathered], existing: Mapping[str, Batch]) -> list[Text]:
    """The same of an import that brought no people, where the workspace has some."""
    n = _stored(existing, "person")
    if not n or not any(rows.count for rows in tables.values()):
        return []
    ties = _edges(tables, existing, EdgeKind.INFLUENCES) + _edges(tables, existing, EdgeKind.TRUSTS)
    roles = max(_rows(tables, "roles"), _stored(existing, "role_in"))
    judged = _edges(tables, existing, EdgeKind.STANCE)
    deals = max(_rows(tables, "opportunities"), _stored(existing, "opportunity"))
    said = [
        Text(f"工作区已有 {n} 人；", f"the workspace has {counted(n, 'person', 'people')}; ")
        + joined(_recorded(ties, judged, roles))
    ]
    unheard = _unheard(tables, existing, n, ties)
    return [*said, *_asked(_wanted(n, unheard, roles, judged, deals, 0, 0, 0))]


def _recorded(ties: int, judged: int, roles: int) -> list[Text]:
    return [
        Text(f"谁听谁的：{ties} 条", f"who influences whom: {ties}"),
        Text(f"态度：{judged} 条", f"attitudes: {judged}"),
        Text(f"决策角色：{roles} 条", f"decision roles: {roles}"),
    ]


def _asked(wanted: Sequence[Text]) -> list[Text]:
    return [Text("最值得先弄清的：", "what would help most: ") + joined(list(wanted[:_MOST]))] if wanted else []


def _wanted(people: int, unheard: Text | None, roles: int, judged: int, deals: int, *lacking: int) -> list[Text]:
    """What is asked next, in the order in which analyses miss it: decision, influence, attitude, level, contact, unit."""
    asked = []
    ungraded, alone, homeless = lacking
    if not roles:
        what = Text("谁决定、谁批准、谁使用", "who decides, approves, uses (decision roles)")
        asked.append(what if deals else Text("争取的是哪个商机", "which opportunity it is about"))
    if unheard is not None:
        asked.append(unheard)
    if 2 * judged < people:
        asked.append(Text("谁支持、谁反对", "who supports and who opposes"))
    if ungraded:
        asked.append(Text(f"职级（缺 {ungraded} 人）", f"who stands at which level (missing: {ungraded})"))
    if alone:
        asked.append(Text(f"我方谁认识谁（缺 {alone} 人）", f"who of you knows whom (missing: {alone})"))
    if homeless:
        asked.append(Text(f"部门（缺 {homeless} 人）", f"who is in which unit (missing: {homeless})"))
    return asked


def _unheard(tables: Mapping[str, Gathered], existing: Mapping[str, Batch], people: int, ties: int) -> Text | None:
    """Whom those listen to who decide, if that is not recorded of all; as long as nobody knows who decides, of as many as there are."""
    said = Text("拍板的人听谁的", "whom those listen to who decide")
    decide = [role.value for role in (DecisionRole.DECIDER, DecisionRole.APPROVER)]
    rows, stored = tables.get("roles"), existing.get("role_in")
    pairs = zip(rows["person"], rows["roles"], strict=True) if rows is not None else ()
    deciders = {person for person, held in pairs if held and not set(decide).isdisjoint(held)}
    if stored is not None:
        held_before = zip(stored.keys, stored.props, strict=True)
        deciders |= {key.split("\t")[0] for key, props in held_before if any(f'"{role}"' in props for role in decide)}
    if not deciders:
        return said if ties < people else None
    heard = {end for kind, at in _LISTENS.items() for end in _ends(tables, existing, kind, at)}
    n = len(deciders - heard)
    return said + Text(f"（缺 {n} 人）", f" (missing: {n})") if n else None


def _ends(tables: Mapping[str, Gathered], existing: Mapping[str, Batch], kind: EdgeKind, at: int) -> set[str]:
    """Ids at the first (0) or second (1) end of the relations of a kind, those that were there before included."""
    edges, stored = tables.get("edges"), existing.get(kind.kind)
    code = kind.value
    found = {key.split("\t")[at] for key in stored.keys} if stored is not None else set()
    if edges is not None:
        found |= {end for which, end in zip(edges["kind"], edges[("from", "to")[at]], strict=True) if which == code}
    return found


def _gap(number: int, zh: str, en: str) -> Text:
    return Text(f"{number} {zh}", f"{number} {en}") if number else Text("", "")


def _missing(rows: Gathered, column: str, chosen: Sequence[int]) -> int:
    values: Sequence[Any] = rows[column]
    return list(map(values.__getitem__, chosen)).count(None)


def _met(tables: Mapping[str, Gathered], theirs: Set[str]) -> set[str]:
    """Which of their people somebody knows who is none of them."""
    edges = tables.get("edges")
    if edges is None:
        return set()
    known = EdgeKind.KNOWS.value  # a member's value is looked up slowly, and rows are many
    ends = zip(edges["kind"], edges["from"], edges["to"], strict=True)
    pairs = [(a, b) for kind, a, b in ends if kind == known]
    return {a if a in theirs else b for a, b in pairs if (a in theirs) != (b in theirs)}


def _ours(tables: Mapping[str, Gathered], existing: Mapping[str, Batch]) -> set[str]:
    """Ids of our own organisations."""
    mark = f'"category":"{OrgCategory.OUR_COMPANY.value}"'
    batch = existing.get("org")
    found = {key for key, props in zip(batch.keys, batch.props, strict=True) if mark in props} if batch else set()
    orgs = tables.get("orgs")
    if orgs is not None:
        found |= {k for k, c in zip(orgs["id"], orgs["category"], strict=True) if c == OrgCategory.OUR_COMPANY.value}
    return found


def _people_of(orgs: Set[str], existing: Mapping[str, Batch]) -> int:
    """How many people of some organisations were there before."""
    batch = existing.get("person")
    marks = [f'"org":{json.dumps(org, ensure_ascii=False)}' for org in orgs]
    return sum(any(mark in props for mark in marks) for props in batch.props) if batch and marks else 0


def _rows(tables: Mapping[str, Gathered], name: str) -> int:
    """How many records a table brings; each counts once, however often it stands in files."""
    return len(set(zip(*map(tables[name].__getitem__, tables[name].table.key), strict=True))) if name in tables else 0


def _stored(existing: Mapping[str, Batch], kind: str) -> int:
    return len(existing[kind]) if kind in existing else 0


def _edges(tables: Mapping[str, Gathered], existing: Mapping[str, Batch], kind: EdgeKind) -> int:
    """Edges of a kind: those of the import, or as many as were there before if it brought none."""
    edges = tables.get("edges")
    brought = list(edges["kind"]).count(kind.value) if edges is not None else 0
    return max(brought, _stored(existing, kind.kind))
