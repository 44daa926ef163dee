"""Taking a snapshot: the rows that a store has of one day become records and edges."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from graphcrm.collector import collector_paused
from graphcrm.model.edges import EdgeKind
from graphcrm.model.plan_records import Acceptance, Criterion, Potential, Product, Promise
from graphcrm.model.records import (
    Action,
    Asked,
    Assessment,
    Edge,
    Goal,
    Interaction,
    Need,
    NetworkTie,
    Opportunity,
    Org,
    Person,
    Record,
    Unit,
)
from graphcrm.model.review_records import (
    CadenceRule,
    CalendarEvent,
    Contract,
    StageTask,
    SupplierEvaluation,
    ThirdPartyReview,
)
from graphcrm.model.tables import TABLES
from graphcrm.settings import DEFAULTS, Settings
from graphcrm.snapshot.made import Made
from graphcrm.snapshot.snapshot import Snapshot

if TYPE_CHECKING:
    from graphcrm.model.facts import Batch
    from graphcrm.store.base import Store
    from graphcrm.store.checksums import Chunk

__all__ = ["from_batches", "take", "take_days", "ties_before_leaving"]


T = TypeVar("T")
R = TypeVar("R", bound=Record)

#: Kinds of fact whose own date says from when on they are known, with the column of that date.
_DATED = {table.kind: table.dated_by for table in TABLES if table.dated_by is not None}


def take(store: Store, as_of: date, settings: Settings = DEFAULTS) -> Snapshot:
    """Read the store as of a day."""
    return take_days(store, [as_of], settings)[0]


def take_days(store: Store, days: Sequence[date], settings: Settings = DEFAULTS) -> list[Snapshot]:
    """Read the store as of several days, once."""
    batches, _ = store.read_days([day.isoformat() for day in days])
    with collector_paused():
        made = Made()
        taken = [from_batches(of_day, day, settings, made) for of_day, day in zip(batches, days, strict=True)]
    before = ties_before_leaving(store, taken)
    return [
        replace(snapshot, known_before=ties) if ties else snapshot for snapshot, ties in zip(taken, before, strict=True)
    ]


def ties_before_leaving(store: Store, snapshots: Sequence[Snapshot]) -> list[tuple[Edge, ...]]:
    """For each snapshot, what was said of the ties of people when they left, where it has been said anew or has ended since.

    A tie that ended on the very day is one that ended because they left: it held until then.
    """
    gone = [{p.id: p.left_on for p in of.people.values() if p.left_on and of.has_left(p.id)} for of in snapshots]
    days = sorted({day for left in gone for day in left.values()})
    if not days:
        return [() for _ in snapshots]
    kind, made = EdgeKind.KNOWS.kind, Made()
    people = frozenset(person for left in gone for person in left)
    asked = sorted({*days, *map(_day_before, days)})
    batches, _ = store.read_days(asked, [kind], lambda chunk: _of_people(chunk, people))
    told = {day: made.edges(of[kind], EdgeKind.KNOWS) for day, of in zip(asked, batches, strict=True) if kind in of}
    held = {day: _until(day, told.get(_day_before(day), ()), told.get(day, ())) for day in days}
    return [tuple(_let_go(snapshot, left, held)) for snapshot, left in zip(snapshots, gone, strict=True)]


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _until(day: str, before: Iterable[Edge], then: Sequence[Edge]) -> Sequence[Edge]:
    """The rows of a day, and those of the day before that ended on it and have no later version."""
    known = {_key(edge) for edge in then}
    return [*then, *(edge for edge in before if edge.valid_to == day and _key(edge) not in known)]


def _let_go(snapshot: Snapshot, left: Mapping[str, str], held: Mapping[str, Sequence[Edge]]) -> Iterator[Edge]:
    """The rows that held on the day an end left, and are not among those that hold on the day of the snapshot."""
    known = snapshot.of(EdgeKind.KNOWS)
    now = {_key(edge): edge for edge in known if edge.source in left or edge.target in left}
    for day in sorted(set(left.values())):
        for edge in held.get(day, ()):
            if day in (left.get(edge.source), left.get(edge.target)):
                kept = now.get(_key(edge))
                if kept is None or not kept.held_by(day):
                    yield edge


def _of_people(chunk: Chunk, people: Set[str]) -> Chunk:
    """The rows of relations of some people: of a hundred thousand, those that are counted for each of many days are few."""
    kept = [at for at, key in enumerate(chunk.keys) if not people.isdisjoint(key.split("\t", 2)[:2])]

    def of(column: Sequence[T]) -> tuple[T, ...]:
        return tuple(column[at] for at in kept)

    return chunk._replace(
        sequences=of(chunk.sequences),
        changes=of(chunk.changes),
        kinds=of(chunk.kinds),
        keys=of(chunk.keys),
        valid_from=of(chunk.valid_from),
        valid_to=of(chunk.valid_to),
        observed_at=of(chunk.observed_at),
        props=of(chunk.props),
        checksums=(),
        texts=[],
    )


def _key(edge: Edge) -> tuple[str, ...]:
    return (edge.source, edge.target, edge.domain, edge.opportunity or "", edge.reported_by)


def from_batches(
    batches: Mapping[str, Batch], as_of: date, settings: Settings = DEFAULTS, made: Made | None = None
) -> Snapshot:
    """Turn the batches that a store returned into a snapshot; `made` is what several days have in common."""
    made = made or Made()

    def table(kind: str, record: type[R]) -> dict[str, R]:
        if kind not in batches:
            return {}
        records, day = made.records(batches[kind], record), _DATED.get(kind)
        if day is None:
            return dict(records)
        # What happened or was judged later has not happened yet, whenever it was written down.
        rows = zip(records.items(), made.props(batches[kind]), strict=True)
        return {key: one for (key, one), props in rows if props[day] <= as_of.isoformat()}

    units = table("unit", Unit)
    edges = {kind: made.edges(batches[kind.kind], kind) for kind in EdgeKind if kind.kind in batches}
    for part in edges.get(EdgeKind.PART_OF, ()):
        # What the row of the unit itself says goes before.
        if part.source in units and not units[part.source].parent:
            units[part.source] = replace(units[part.source], parent=part.target)
    people = _placed(table("person", Person), units, edges.get(EdgeKind.MEMBER_OF, ()))
    ties, against = _network(made.props(batches["tie"]) if "tie" in batches else ())
    _add_network(edges, ties)
    _add_against(edges, ties, against)
    _add_reporting(edges, people, ties)
    _add_owners(edges, people)
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
        criteria=table("criterion", Criterion),
        positions=made.positions(batches["position"]) if "position" in batches else (),
        products=table("product", Product),
        potential=tuple(table("potential", Potential).values()),
        promises=table("promise", Promise),
        accepted=table("accepted", Acceptance),
        asked=tuple(table("asked", Asked).values()),
        edges=edges,
        ties=ties,
        contracts=tuple(table("contract", Contract).values()),
        evaluations=tuple(table("supplier_evaluation", SupplierEvaluation).values()),
        reviews=tuple(table("third_party_review", ThirdPartyReview).values()),
        calendar=tuple(table("calendar", CalendarEvent).values()),
        cadence=tuple(table("cadence", CadenceRule).values()),
        stage_plan=tuple(table("stage_plan", StageTask).values()),
    )


def _placed(people: dict[str, Person], units: Mapping[str, Unit], memberships: tuple[Edge, ...]) -> dict[str, Person]:
    """People with the organisation and unit of their primary membership, and the function of their unit.

    Whom neither that nor the own row puts into a unit is in the first one of the own organisation that a membership names.
    """
    for edge in sorted(memberships, key=lambda e: not e.get("primary", False)):
        who, unit = people.get(edge.source), units.get(edge.target)
        if who is not None and edge.get("primary", False):
            people[who.id] = (
                replace(who, unit=unit.id, org=unit.org) if unit else replace(who, org=edge.target, unit=None)
            )
        elif who is not None and unit and who.unit is None and unit.org == who.org:
            people[who.id] = replace(who, unit=unit.id)
    for who in list(people.values()):
        unit = units.get(who.unit or "")
        if who.function is None and unit and unit.function:
            people[who.id] = replace(who, function=unit.function)
    return people


def _network(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[NetworkTie, ...], tuple[NetworkTie, ...]]:
    """Ties of imported networks: those that count, and those against somebody, which no ranking may count."""
    made: tuple[list[NetworkTie], list[NetworkTie]] = ([], [])
    for p in rows:
        tie = NetworkTie(p["type"], p["tie"], p["from"], p["to"], p["weight"], p.get("first"), p.get("last"))
        made[p.get("sign") == -1].append(tie)
    return tuple(made[False]), tuple(made[True])


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
                made.append(_surveyed(kind, tie, tie.source, tie.target, _level(weights[tie.type], tie, 5), {}))
        if made:
            edges[kind] = (*edges.get(kind, ()), *made)


def _add_against(
    edges: dict[EdgeKind, tuple[Edge, ...]], ties: tuple[NetworkTie, ...], against: tuple[NetworkTie, ...]
) -> None:
    """Ties against somebody: influence that works the other way (polarity −1), else a conflict of the two, without a direction.

    The level of such an influence is the fifth of all its type's weights in which it lies, as of any other (3 if they are
    equal); that of a conflict the third of the type's negative weights (2 if they are equal), the greater one where both
    name it.
    """
    weights: dict[tuple[str, str], list[float]] = {}
    for tie in (*(t for t in ties if t.tie == "influences"), *against):
        weights.setdefault((tie.type, tie.tie), []).append(tie.weight)
    for ranked in weights.values():
        ranked.sort()
    influences: list[Edge] = []
    conflicts: dict[tuple[str, str, str], Edge] = {}
    for tie in against:
        ranked = weights[tie.type, tie.tie]
        if tie.tie == "influences":
            level = _level(ranked, tie, 5)
            influences.append(_surveyed(EdgeKind.INFLUENCES, tie, tie.source, tie.target, level, {"polarity": -1}))
            continue
        level = _level(ranked, tie, 3)
        a, b = sorted((tie.source, tie.target))
        before = conflicts.get((a, b, tie.type))
        if before is None or (before.level or 0) < level:
            conflicts[a, b, tie.type] = _surveyed(EdgeKind.CONFLICTS_WITH, tie, a, b, level, {})
    for kind, made in ((EdgeKind.INFLUENCES, influences), (EdgeKind.CONFLICTS_WITH, list(conflicts.values()))):
        if made:
            edges[kind] = (*edges.get(kind, ()), *made)


def _level(ranked: Sequence[float], tie: NetworkTie, most: int) -> int:
    """In which of so many equal parts of the weights, in order, a tie lies; the middle one where all weigh the same."""
    if ranked[0] == ranked[-1]:
        return (most + 1) // 2
    return 1 + int(most * (bisect_left(ranked, tie.weight) / len(ranked)))


def _surveyed(kind: EdgeKind, tie: NetworkTie, source: str, target: str, level: int, more: dict[str, Any]) -> Edge:
    """A tie of a survey as an edge: one reporter, first-hand."""
    props = {"level": level, "source": "survey", "confidence": "B", **more}
    return Edge(kind.value, source, target, level, "B", "", "", "", f"import:{tie.type}", "general", None, props)


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
