"""Many accounts made from one: the sample over and over in one workspace, each copy with ids of its own.

Our company stands once. Its people are in contact with every copy, as far as the sample says; but they own people in the first
copy only, and a second team (``u1~``, …) owns those of all the others, so that nobody's load depends on how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge
from graphcrm.snapshot import Snapshot

__all__ = ["many_accounts"]

_SHARED = (OrgCategory.OUR_COMPANY, OrgCategory.COMPETITOR)
Naming = Callable[[str], str]


def many_accounts(sample: Snapshot, copies: int) -> Snapshot:
    """A workspace of `copies` times the customers of the sample and those around them; the first copy keeps its ids."""
    shared = {o.id for o in sample.orgs.values() if o.category in _SHARED}
    stay = shared | {u.id for u in sample.units.values() if u.org in shared}
    stay |= {p.id for p in sample.people.values() if p.org in shared}
    known = {*sample.orgs, *sample.units, *sample.people, *sample.opportunities, *sample.goals} - stay
    known |= {*sample.criteria, *sample.promises, *(r.id for r in sample.positions), *(r.id for r in sample.potential)}
    known |= {*sample.needs, *sample.actions, *(r.id for r in sample.interactions), *(r.id for r in sample.assessments)}
    namings = [lambda i: i, *(_naming(known, f"~{copy}") for copy in range(1, copies))]
    first = namings[0]

    def each(make: Callable[[Naming], Iterable[Any]], key: Callable[[Any], Any]) -> list[Any]:
        found = {key(record): record for name in namings for record in make(name)}
        return [found[k] for k in sorted(found)]

    def edges(kind: EdgeKind) -> tuple[Edge, ...]:
        found = each(
            lambda name: (_edge(e, kind, name, first) for e in sample.of(kind)),
            lambda e: (e.source, e.target, e.domain, e.reported_by, e.opportunity or "", e.valid_from),
        )
        return tuple(found)

    def mapping(make: Callable[[Naming], Iterable[Any]]) -> dict[str, Any]:
        return {record.id: record for record in each(make, lambda r: r.id)}

    team = [replace(p, id=p.id + "~") for p in sample.people.values() if sample.is_ours(p.id)]
    people = mapping(
        lambda name: (
            replace(
                p,
                id=name(p.id),
                org=name(p.org),
                unit=p.unit and name(p.unit),
                reports_to=p.reports_to and name(p.reports_to),
                owner=p.owner and _owner(p.owner, name, first),
            )
            for p in sample.people.values()
        )
    )
    people |= {p.id: p for p in team}
    return Snapshot(
        as_of=sample.as_of,
        settings=sample.settings,
        orgs=mapping(
            lambda name: (replace(o, id=name(o.id), parent=o.parent and name(o.parent)) for o in sample.orgs.values())
        ),
        units=mapping(lambda name: (replace(u, id=name(u.id), org=name(u.org)) for u in sample.units.values())),
        people=dict(sorted(people.items())),
        opportunities=mapping(
            lambda name: (replace(o, id=name(o.id), customer=name(o.customer)) for o in sample.opportunities.values())
        ),
        goals=mapping(
            lambda name: (replace(g, id=name(g.id), customer=name(g.customer)) for g in sample.goals.values())
        ),
        needs=mapping(lambda name: (replace(n, id=name(n.id), holder=name(n.holder)) for n in sample.needs.values())),
        actions=mapping(
            lambda name: (
                replace(
                    a,
                    id=name(a.id),
                    target=name(a.target),
                    goal=a.goal and name(a.goal),
                    opportunity=a.opportunity and name(a.opportunity),
                )
                for a in sample.actions.values()
            )
        ),
        interactions=tuple(
            each(
                lambda name: (
                    replace(i, id=name(i.id), participants=tuple(map(name, i.participants)))
                    for i in sample.interactions
                ),
                lambda i: (i.date, i.time, i.id),
            )
        ),
        assessments=tuple(
            each(
                lambda name: (replace(a, id=name(a.id), person=name(a.person)) for a in sample.assessments),
                lambda a: (a.person, a.date, a.assessor, a.id),
            )
        ),
        criteria=mapping(
            lambda name: (replace(c, id=name(c.id), opportunity=name(c.opportunity)) for c in sample.criteria.values())
        ),
        positions=tuple(
            each(
                lambda name: (
                    replace(p, id=name(p.id), person=name(p.person), criterion=name(p.criterion))
                    for p in sample.positions
                ),
                lambda p: p.id,
            )
        ),
        products=sample.products,
        potential=tuple(
            each(lambda name: (replace(p, id=name(p.id), unit=name(p.unit)) for p in sample.potential), lambda p: p.id)
        ),
        promises=mapping(
            lambda name: (
                replace(p, id=name(p.id), giver=name(p.giver), taker=name(p.taker)) for p in sample.promises.values()
            )
        ),
        accepted=sample.accepted,
        asked=tuple(
            each(lambda name: (replace(a, id=name(a.id), about=name(a.about)) for a in sample.asked), lambda a: a.id)
        ),
        edges={kind: edges(kind) for kind in sample.edges},
        ties=sample.ties,
        contracts=sample.contracts,
        evaluations=sample.evaluations,
        reviews=sample.reviews,
        calendar=sample.calendar,
        cadence=sample.cadence,
        stage_plan=sample.stage_plan,
    )


def _naming(known: set[str], ending: str) -> Naming:
    return lambda i: i + ending if i in known else i


def _owner(ours: str, name: Naming, first: Naming) -> str:
    return ours if name is first else ours + "~"


def _edge(edge: Edge, kind: EdgeKind, name: Naming, first: Naming) -> Edge:
    source = _owner(edge.source, name, first) if kind is EdgeKind.OWNS else name(edge.source)
    opportunity = edge.opportunity and name(edge.opportunity)
    return edge._replace(source=source, target=name(edge.target), opportunity=opportunity)
