"""A snapshot: what was true on one day, ready to be read by analyses.

It is immutable and knows nothing of stores; :func:`take` reads one. Edges that a person's own row carries (line manager,
owner) appear among the edges, so that nobody has to look in two places.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import INDEPENDENT_SUBTYPES, Flag, OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.records import (
    Action,
    Assessment,
    Edge,
    Goal,
    Interaction,
    Need,
    NetworkTie,
    Opportunity,
    Org,
    Person,
    Unit,
)
from graphcrm.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from graphcrm.model.facts import Batch
    from graphcrm.store.base import Store

__all__ = ["Snapshot", "days_between", "from_batches", "take"]

T = TypeVar("T")

#: Kinds of fact whose own date says from when on they are known.
_DATED = ("interaction", "assessment", "supplier_evaluation", "third_party_review")
Named = TypeVar("Named", Person, Org, Opportunity)


def days_between(earlier: str, later: date) -> int:
    """Whole days from an ISO date to a date."""
    return (later - date.fromisoformat(earlier)).days


@dataclass(frozen=True)
class Snapshot:
    """Facts active on `as_of`. Mappings are sorted by id; edges by (source, target, domain, reporter)."""

    as_of: date
    settings: Settings
    orgs: Mapping[str, Org]
    units: Mapping[str, Unit]
    people: Mapping[str, Person]
    opportunities: Mapping[str, Opportunity]
    goals: Mapping[str, Goal]
    needs: Mapping[str, Need]
    actions: Mapping[str, Action]
    interactions: tuple[Interaction, ...]
    assessments: tuple[Assessment, ...]
    edges: Mapping[EdgeKind, tuple[Edge, ...]]
    ties: tuple[NetworkTie, ...]
    #: Rows of the remaining tables by kind of fact: evaluations, reviews, cadence, stage_plan, contract, calendar.
    tables: Mapping[str, tuple[Mapping[str, Any], ...]]

    def of(self, kind: EdgeKind) -> tuple[Edge, ...]:
        """All active edges of a kind."""
        return self.edges.get(kind, ())

    @cached_property
    def our_company(self) -> Org | None:
        """The root of our own organisations."""
        return next((o for o in self.orgs.values() if o.category == OrgCategory.OUR_COMPANY and not o.parent), None)

    def category(self, person: str) -> str:
        """Category of the organisation of a person, "other" if unknown."""
        org = self.orgs.get(self.people[person].org)
        return org.category if org else OrgCategory.OTHER.value

    def is_ours(self, person: str) -> bool:
        return person in self.people and self.category(person) == OrgCategory.OUR_COMPANY

    @cached_property
    def ours(self) -> tuple[str, ...]:
        """Our people who have not left, by id."""
        return tuple(p for p in self.people if self.is_ours(p) and not self.has_left(p))

    def has_left(self, person: str) -> bool:
        """Flagged as left, or with a leaving date up to the day of the snapshot."""
        who = self.people[person]
        return who.has(Flag.LEFT) or bool(who.left_on and who.left_on <= self.as_of.isoformat())

    def is_independent(self, person: str) -> bool:
        """Must stay independent: by flag, or as member of a certifier, supervisor, regulator or tender agent."""
        who = self.people[person]
        org = self.orgs.get(who.org)
        implied = org is not None and org.category == OrgCategory.THIRD_PARTY and org.subtype in INDEPENDENT_SUBTYPES
        return who.has(Flag.INDEPENDENCE_REQUIRED) or implied

    def may_be_target(self, person: str) -> bool:
        """False for those nobody may be asked to win over, sponsor, seed or introduce."""
        who = self.people[person]
        barred = who.has(Flag.PUBLIC_OFFICIAL) or who.has(Flag.NO_CONTACT) or who.has(Flag.OBJECTED)
        return not (barred or self.is_independent(person) or self.has_left(person))

    def tree(self, account: str) -> frozenset[str]:
        """The organisation and every organisation below it."""
        below: dict[str, list[str]] = {}
        for org in self.orgs.values():
            if org.parent:
                below.setdefault(org.parent, []).append(org.id)
        found, todo = {account}, [account]
        while todo:
            for child in below.get(todo.pop(), ()):
                if child not in found:
                    found.add(child)
                    todo.append(child)
        return frozenset(found)

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """Owner of each external person: the primary one, else the first by id; people who have left own nobody."""
        best: dict[str, tuple[bool, str]] = {}
        for edge in self.of(EdgeKind.OWNS):
            if edge.source in self.people and not self.has_left(edge.source):
                rank = (not edge.get("primary", False), edge.source)
                best[edge.target] = min(best.get(edge.target, (True, "\U0010ffff")), rank)
        return {person: owner for person, (_, owner) in best.items()}

    def person(self, who: str) -> Person:
        """The person with this id, or a UsageError that names near misses."""
        return _find(self.people, who, Text("人员", "person"))

    def org(self, which: str) -> Org:
        """The organisation with this id."""
        return _find(self.orgs, which, Text("组织", "organisation"))

    def opportunity(self, which: str) -> Opportunity:
        """The opportunity with this id."""
        return _find(self.opportunities, which, Text("商机", "opportunity"))

    def solid_reports(self) -> Iterator[tuple[str, str]]:
        """Pairs (subordinate, superior) of solid reporting lines."""
        for edge in self.of(EdgeKind.REPORTS_TO):
            if edge.get("line", "solid") == "solid":
                yield edge.source, edge.target


def _find(known: Mapping[str, Named], wanted: str, what: Text) -> Named:
    if wanted in known:
        return known[wanted]
    import difflib

    said = Text("没有编号为“{id}”的{what}", "there is no {what} with id “{id}”").format(id=shown(wanted), what=what)
    folded = wanted.strip().casefold()
    named = [i for i, one in known.items() if folded in (i.casefold(), one.name.casefold(), one.name_en.casefold())]
    if named:
        said += Text("。编号应为:{ids}", ". The id is {ids}").format(ids=", ".join(named[:5]))
    elif near := difflib.get_close_matches(wanted, known, 3) or list(known)[:5]:
        said += Text("。相近的有:{ids}", ". Near: {ids}").format(ids=", ".join(near))
    raise UsageError(said)


def take(store: Store, as_of: date, settings: Settings = DEFAULTS) -> Snapshot:
    """Read the store as of a day."""
    return from_batches(store.read(as_of.isoformat()), as_of, settings)


def from_batches(batches: Mapping[str, Batch], as_of: date, settings: Settings = DEFAULTS) -> Snapshot:
    """Turn the batches that a store returned into a snapshot."""
    rows = {kind: _rows(batch) for kind, batch in batches.items()}
    for kind in _DATED:
        # What happened or was judged later has not happened yet, whenever it was written down.
        if kind in rows:
            rows[kind] = [(key, props) for key, props in rows[kind] if props["date"] <= as_of.isoformat()]

    def table(kind: str, record: type[T]) -> dict[str, T]:
        return {key: record.of(key, props) for key, props in rows.get(kind, ())}  # type: ignore[attr-defined]

    units = table("unit", Unit)
    edges = {kind: _edges(kind, batches.get(kind.kind)) for kind in EdgeKind if kind.kind in batches}
    people = _placed(table("person", Person), units, edges.get(EdgeKind.MEMBER_OF, ()))
    ties = tuple(
        NetworkTie(p["type"], p["tie"], p["from"], p["to"], p["weight"], p.get("first"), p.get("last"))
        for _, p in rows.get("tie", ())
    )
    _add_network(edges, ties)
    _add_reporting(edges, people, ties)
    _add_owners(edges, people)
    rest = ("supplier_evaluation", "third_party_review", "cadence", "stage_plan", "contract", "calendar")
    return Snapshot(
        as_of=as_of,
        settings=settings,
        orgs=table("org", Org),
        units=units,
        people=people,
        opportunities=table("opportunity", Opportunity),
        goals=table("goal", Goal),
        needs=table("need", Need),
        actions=table("action", Action),
        interactions=tuple(sorted(table("interaction", Interaction).values(), key=lambda i: (i.date, i.time, i.id))),
        assessments=tuple(
            sorted(table("assessment", Assessment).values(), key=lambda a: (a.person, a.date, a.assessor))
        ),
        edges=edges,
        ties=ties,
        tables={kind: tuple(props for _, props in rows.get(kind, ())) for kind in rest},
    )


def _rows(batch: Batch) -> list[tuple[str, dict[str, Any]]]:
    texts = json.loads("[" + ",".join(batch.props) + "]")
    return list(zip(batch.keys, texts, strict=True))


def _edges(kind: EdgeKind, batch: Batch | None) -> tuple[Edge, ...]:
    if batch is None:
        return ()
    props = json.loads("[" + ",".join(batch.props) + "]")
    made = (
        Edge.of(kind.value, p, start, end, seen)
        for p, start, end, seen in zip(props, batch.valid_from, batch.valid_to, batch.observed_at, strict=True)
    )
    return tuple(sorted(made, key=lambda e: (e.source, e.target, e.domain, e.reported_by, e.opportunity or "")))


def _placed(people: dict[str, Person], units: Mapping[str, Unit], memberships: tuple[Edge, ...]) -> dict[str, Person]:
    """People with the organisation and unit of their primary membership, and the function of their unit."""
    for edge in memberships:
        who = people.get(edge.source)
        if who is not None and edge.get("primary", False):
            unit = units.get(edge.target)
            people[who.id] = (
                replace(who, unit=unit.id, org=unit.org) if unit else replace(who, org=edge.target, unit=None)
            )
    for who in list(people.values()):
        unit = units.get(who.unit or "")
        if who.function is None and unit and unit.function:
            people[who.id] = replace(who, function=unit.function)
    return people


def _add_network(edges: dict[EdgeKind, tuple[Edge, ...]], ties: tuple[NetworkTie, ...]) -> None:
    """Ties of an imported network that mean trust or influence, as edges.

    A type whose ties all weigh the same counts as level 3; otherwise the fifth of the type's weights in which a tie lies is its
    level. One survey is one reporter, first-hand (confidence B).
    """
    for name, kind in (("trusts", EdgeKind.TRUSTS), ("influences", EdgeKind.INFLUENCES)):
        weights: dict[str, list[float]] = {}
        for tie in ties:
            if tie.tie == name:
                weights.setdefault(tie.type, []).append(tie.weight)
        for ranked in weights.values():
            ranked.sort()
        made = []
        for tie in ties:
            if tie.tie == name:
                ranked = weights[tie.type]
                below = bisect_left(ranked, tie.weight) / len(ranked)
                level = 3 if ranked[0] == ranked[-1] else 1 + int(5 * below)
                props = {"level": level, "source": "survey", "confidence": "B"}
                reporter = f"import:{tie.type}"
                made.append(
                    Edge(kind.value, tie.source, tie.target, level, "B", "", "", "", reporter, "general", None, props)
                )
        if made:
            edges[kind] = (*edges.get(kind, ()), *made)


def _add_reporting(
    edges: dict[EdgeKind, tuple[Edge, ...]], people: Mapping[str, Person], ties: tuple[NetworkTie, ...]
) -> None:
    own = [(p.id, p.reports_to) for p in people.values() if p.reports_to]
    own += [(t.source, t.target) for t in ties if t.tie == "reports_to"]
    known = {(e.source, e.target) for e in edges.get(EdgeKind.REPORTS_TO, ())}
    made = [_implied(EdgeKind.REPORTS_TO, s, b, {"line": "solid"}) for s, b in own if (s, b) not in known]
    if made:
        edges[EdgeKind.REPORTS_TO] = (*edges.get(EdgeKind.REPORTS_TO, ()), *made)


def _add_owners(edges: dict[EdgeKind, tuple[Edge, ...]], people: Mapping[str, Person]) -> None:
    known = {(e.source, e.target) for e in edges.get(EdgeKind.OWNS, ()) if e.get("primary", False)}
    made = [
        _implied(EdgeKind.OWNS, p.owner, p.id, {"primary": True})
        for p in people.values()
        if p.owner and (p.owner, p.id) not in known
    ]
    if made:
        edges[EdgeKind.OWNS] = (*edges.get(EdgeKind.OWNS, ()), *made)


def _implied(kind: EdgeKind, source: str, target: str, props: dict[str, Any]) -> Edge:
    return Edge(kind.value, source, target, None, "E", "", "", "", "", "general", None, props)
