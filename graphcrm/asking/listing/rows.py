"""The rows of every list, in an order in which people look for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from graphcrm.asking.labelled import Labelled, labelled, of_column
from graphcrm.asking.listing.scope import Scope, in_order
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence, Domain, Source
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge
from graphcrm.model.tables import PROVENANCE, TABLES

__all__ = [
    "accepted",
    "actions",
    "calendar",
    "criteria",
    "goals",
    "meetings",
    "needs",
    "opportunities",
    "orgs",
    "people",
    "positions",
    "potential",
    "products",
    "promises",
    "relations",
    "reporters",
    "units",
]

Row = Mapping[str, Any]

_TABLES = {t.name: t for t in TABLES}
#: What a relation's row says in columns of its own.
_SAID = {f.name for f in PROVENANCE} | {"kind", "from", "to", "person", "level", "domain"}
_CONFIDENT = (Confidence.A, Confidence.B)


def people(scope: Scope) -> Iterator[Row]:
    """People by organisation and id."""
    for who in sorted(scope.people, key=lambda p: (in_order(p.org), in_order(p.id))):
        superiors = sorted(scope.snapshot.superiors(who.id), key=in_order)
        yield {
            "id": who.id,
            "name": str(who.name),
            "name_en": who.name_en or None,
            "title": who.title or None,
            "org": who.org,
            "unit": who.unit,
            "grade": who.grade,
            "function": of_column("people", "function", who.function),
            "role": of_column("people", "role", who.role),
            "reports_to": superiors[0] if superiors else None,
            "owner": scope.snapshot.owners.get(who.id),
            "flags": [of_column("people", "flags", flag) for flag in who.flags],
            "left_on": who.left_on,
        }


def orgs(scope: Scope) -> Iterator[Row]:
    """Organisations by id, with how many people of each are known."""
    for org in sorted(scope.orgs, key=lambda o: in_order(o.id)):
        yield {
            "id": org.id,
            "name": str(org.name),
            "name_en": org.name_en or None,
            **{n: of_column("orgs", n, getattr(org, n)) for n in ("category", "subtype", "tier", "lifecycle")},
            "parent": org.parent,
            "industry": org.industry or None,
            "region": org.region or None,
            "people": len(scope.snapshot.index.people([org.id])),
        }


def units(scope: Scope) -> Iterator[Row]:
    """Units by organisation and id, with how many of their people are known."""
    known = Counter(who.unit for who in scope.people)
    for unit in sorted(scope.units, key=lambda u: (in_order(u.org), in_order(u.id))):
        yield {
            "id": unit.id,
            "name": unit.name,
            "org": unit.org,
            "parent": unit.parent,
            "function": of_column("units", "function", unit.function),
            "headcount": unit.headcount,
            "people": known[unit.id],
        }


def opportunities(scope: Scope) -> Iterator[Row]:
    """Opportunities by customer and id."""
    for deal in sorted(scope.opportunities, key=lambda o: (in_order(o.customer), in_order(o.id))):
        coded = ("stage", "status", "decision_rule", "domain")
        yield {
            "id": deal.id,
            "name": str(deal.name),
            "name_en": deal.name_en or None,
            "customer": deal.customer,
            "amount": deal.amount,
            "currency": deal.currency,
            **{n: of_column("opportunities", n, getattr(deal, n)) for n in coded},
            "due": deal.due,
            "competitors": list(deal.competitors),
        }


def relations(scope: Scope) -> Iterator[Row]:
    """Active relations kind by kind, by their ends; one row a reporter."""
    names = {key: deal.name for key, deal in scope.snapshot.opportunities.items()}
    for kind, edge in sorted(
        scope.edges(),
        key=lambda found: (list(EdgeKind).index(found[0]), in_order(found[1].source), in_order(found[1].target)),
    ):
        yield {
            "kind": kind,
            "from": edge.source,
            "to": edge.target,
            "level": edge.level,
            "domain": None if edge.domain == Domain.GENERAL else Domain(edge.domain),
            "detail": _detail(kind, edge, names),
            "confidence": labelled(Confidence, edge.get("confidence")),
            "reported_by": edge.reported_by or None,
            "source": labelled(Source, edge.get("source")),
            "observed_at": edge.observed_at or None,
            "valid_from": edge.valid_from or None,
            "valid_to": edge.valid_to or None,
        }


def _detail(kind: EdgeKind, edge: Edge, names: Mapping[str, str]) -> list[Text]:
    """What only some kinds have: roles, line, history, status …"""
    role = kind is EdgeKind.ROLE_IN
    told = _SAID | ({"opportunity"} if role else set())
    return [
        field.heading + Text(" ", " ") + field.say(edge.get(field.name), names)
        for field in _TABLES["roles" if role else "edges"].columns
        if field.name not in told and edge.get(field.name) is not None
    ]


def meetings(scope: Scope) -> Iterator[Row]:
    """Interactions, the latest first; of an account those in which somebody of it took part, or about an opportunity of it."""
    by_id = sorted(scope.interactions, key=lambda i: in_order(i.id))
    coded = ("kind", "channel", "severity", "status")
    for one in sorted(by_id, key=lambda i: (i.date, i.time), reverse=True):
        yield {
            "id": one.id,
            "date": one.date,
            "time": one.time or None,
            **{n: of_column("interactions", n, getattr(one, n)) for n in coded},
            "participants": list(one.participants),
            "opportunity": one.opportunity,
            "outcome": one.outcome,
            "summary": one.summary or None,
        }


def actions(scope: Scope) -> Iterator[Row]:
    """Actions by the day on which they are due."""
    for action in sorted(scope.actions, key=lambda a: (a.due, in_order(a.id))):
        goal = scope.snapshot.goals.get(action.goal or "")
        yield {
            "id": action.id,
            "due": action.due,
            "type": of_column("actions", "type", action.type),
            "target": action.target,
            "owner": action.owner,
            "status": of_column("actions", "status", action.status),
            "goal": goal.statement if goal else action.goal,
            "opportunity": action.opportunity,
            "cost": action.cost,
            "currency": action.currency,
            "result": action.result or None,
        }


def goals(scope: Scope) -> Iterator[Row]:
    """Goals by customer and id."""
    for goal in sorted(scope.goals, key=lambda g: (in_order(g.customer), in_order(g.id))):
        yield {
            "id": goal.id,
            "customer": goal.customer,
            "kind": of_column("goals", "kind", goal.kind),
            "statement": goal.statement,
            "agreed_by_both": goal.agreed_by_both,
            "due": goal.due,
            "status": of_column("goals", "status", goal.status),
        }


def calendar(scope: Scope) -> Iterator[Row]:
    """Key events by day."""
    for row in sorted(scope.calendar, key=lambda r: (r["date"], r["event"])):
        yield {"date": row["date"], "event": row["event"], "org": row.get("org"), "person": row.get("person")}


def needs(scope: Scope) -> Iterator[Row]:
    """Needs by holder and id."""
    for need in sorted(scope.needs, key=lambda n: (in_order(n.holder), in_order(n.id))):
        yield {
            "id": need.id,
            "holder": need.holder,
            "kind": of_column("needs", "kind", need.kind),
            "statement": need.statement,
            "explicit": need.explicit,
            "horizon": of_column("needs", "horizon", need.horizon),
            "our_response": need.our_response or None,
            "owner": need.owner,
            "status": of_column("needs", "status", need.status),
        }


def criteria(scope: Scope) -> Iterator[Row]:
    """Criteria by opportunity and id."""
    for one in sorted(scope.criteria, key=lambda c: (in_order(c.opportunity), in_order(c.id))):
        yield {
            "id": one.id,
            "opportunity": one.opportunity,
            "name": one.name,
            "category": of_column("criteria", "category", one.category),
        }


def positions(scope: Scope) -> Iterator[Row]:
    """Positions by criterion, person, vendor and reporter."""
    named = scope.snapshot.criteria
    for one in sorted(
        scope.positions,
        key=lambda p: (in_order(p.criterion), in_order(p.person), in_order(p.vendor or ""), in_order(p.reported_by)),
    ):
        name = named[one.criterion].name if one.criterion in named else one.criterion
        yield {
            "person": one.person,
            "criterion": Labelled.of(one.criterion, Text(name, name)),
            "weight": one.weight,
            "vendor": one.vendor,
            "fit": one.fit,
            "confidence": labelled(Confidence, one.confidence),
            "reported_by": one.reported_by or None,
            "observed_at": one.observed_at or None,
        }


def products(scope: Scope) -> Iterator[Row]:
    """Products by line and id."""
    for one in sorted(scope.products, key=lambda p: (p.line, in_order(p.id))):
        yield {"id": one.id, "name": str(one.name), "name_en": one.name_en or None, "line": one.line or None}


def potential(scope: Scope) -> Iterator[Row]:
    """Potential by unit and product."""
    products_ = scope.snapshot.products
    for one in sorted(scope.potential, key=lambda p: (in_order(p.unit), in_order(p.product))):
        product = products_.get(one.product)
        label = Text(product.name, product.name_en or product.name) if product else Text(one.product, one.product)
        yield {
            "product": Labelled.of(one.product, label),
            "unit": one.unit,
            "status": of_column("potential", "status", one.status),
            "vendor": one.vendor,
            "amount": one.amount,
            "currency": one.currency,
        }


def promises(scope: Scope) -> Iterator[Row]:
    """Promises by the day on which they are due, those without one last."""
    for one in sorted(scope.promises, key=lambda p: (p.due is None, p.due or "", in_order(p.id))):
        yield {
            "id": one.id,
            "from": one.giver,
            "to": one.taker,
            "statement": one.statement,
            "made_on": one.made_on,
            "due": one.due,
            "status": of_column("promises", "status", one.status),
            "evidence": list(one.evidence),
        }


def accepted(scope: Scope) -> Iterator[Row]:
    """Accepted findings by key."""
    for one in sorted(scope.accepted, key=lambda a: in_order(a.id)):
        yield {"key": one.id, "reason": one.reason, "by": one.by, "date": one.date, "until": one.until}


def reporters(scope: Scope) -> Iterator[Row]:
    """Who reported active relations and assessments, most reports first; share of confidence B or better among relations."""
    edges: dict[str, list[tuple[EdgeKind, Edge]]] = {}
    for kind, edge in scope.edges():
        if edge.reported_by:
            edges.setdefault(edge.reported_by, []).append((kind, edge))
    assessed: dict[str, list[str]] = {}
    for one in scope.snapshot.assessments:
        if scope.names(one.person):
            assessed.setdefault(one.assessor, []).append(one.date)
    for who in sorted(
        edges.keys() | assessed.keys(),
        key=lambda w: (-len(edges.get(w, ())) - len(assessed.get(w, ())), in_order(w)),
    ):
        told, days = edges.get(who, []), assessed.get(who, [])
        stances, roles = (sum(k is kind for k, _ in told) for kind in (EdgeKind.STANCE, EdgeKind.ROLE_IN))
        dates = sorted(filter(None, [*days, *(e.observed_at for _, e in told)]))
        person = scope.snapshot.people.get(who)
        yield {
            "reporter": who,
            "org": person.org if person else None,
            "reports": len(told) + len(days),
            "relations": len(told) - stances - roles,
            "stances": stances,
            "roles": roles,
            "assessments": len(days),
            "confident": sum(e.confidence in _CONFIDENT for _, e in told) / len(told) if told else None,
            "first": dates[0] if dates else None,
            "last": dates[-1] if dates else None,
        }
