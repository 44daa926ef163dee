"""The rows of lists that are not those of a table: relations with what only some kinds have, and who reported how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphcrm.asking.labelled import labelled
from graphcrm.asking.listing.scope import Scope, in_order
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence, Domain, Source
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge
from graphcrm.model.tables import BY_NAME, PROVENANCE

__all__ = ["relations", "reporters"]


Row = Mapping[str, Any]

#: What a relation's row says in columns of its own.
_SAID = {f.name for f in PROVENANCE} | {"kind", "from", "to", "person", "level", "domain"}
_CONFIDENT = (Confidence.A, Confidence.B)


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
        for field in BY_NAME["roles" if role else "edges"].columns
        if field.name not in told and edge.get(field.name) is not None
    ]


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
