"""The route map: the chosen routes to one person, with the numbers of Q06, and nobody who is not on one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from graphcrm.analysis.influence.uncertainty import Draws
from graphcrm.analysis.paths.routes import RouteHop, RoutePlan, access_routes
from graphcrm.analysis.situation import Situation
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.building.edges import FROM_LINE, map_evidence
from graphcrm.maps.building.model import people_model
from graphcrm.maps.building.posts import post_of
from graphcrm.maps.records.asked import MapAsked
from graphcrm.maps.records.edges import LineKind, MapEdge, MapEvidence
from graphcrm.maps.records.findings import MapKpi
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson
from graphcrm.maps.records.routes import MapRoute, MapRoutes
from graphcrm.model.choices import OrgCategory
from graphcrm.spoken import arrows, per_cent

__all__ = ["our_person", "route_model"]


_ROUTES = 3


def route_model(situation: Situation, draws: Draws, code: str, edition: Edition, asked: MapAsked) -> MapModel:
    """The routes to the person of ``--to``; where nobody is reached, the cheapest missing link, dashed."""
    s = situation
    target = str(asked.values["to"])
    top = asked.values.get("top") or _ROUTES
    plan = access_routes(s, target, asked.values.get("avoid") or (), top)
    model = people_model(s, draws, code, edition)
    hops = {(hop.source, hop.target): hop for route in plan.routes for hop in route.hops}
    edges = [_hop(s, hop) for hop in hops.values()]
    if not plan.routes and plan.missing is not None:
        link = plan.missing
        tie = s.ties.between(link.ours, link.contact)
        edges = [
            _hop(s, RouteHop(link.ours, link.contact, tie.strength if tie else 0.0, None, tie.age if tie else None)),
            MapEdge(LineKind.ROUTE, link.contact, target, derived=True),
        ]
    on = {target, *(p for e in edges for p in (e.source, e.target))}
    theirs = tuple(p for p in model.people if p.id in on)
    ours = tuple(our_person(s, p) for p in sorted(on - {p.id for p in theirs}))
    return replace(
        model,
        people=(*theirs, *ours),
        edges=tuple(edges),
        paths=(),
        gaps=tuple(g for g in model.gaps if g.person in on),
        play=None,
        kpis=_kpis(s, plan),
        notices=(plan.note,) if plan.note else (),
        texts=(*model.texts, *_said(s, plan)),
        routes=MapRoutes(target, tuple(MapRoute(r.people, r.strength, r.band.label, r.asks(s)) for r in plan.routes)),
    )


def our_person(s: Situation, person: str) -> MapPerson:
    """One of our people as a card."""
    who = s.snapshot.people[person]
    org = s.snapshot.orgs.get(who.org)
    post = post_of(s, who)
    return MapPerson(
        id=person,
        name=who.name,
        name_en=who.name_en,
        title=post.zh,
        title_en=post.en,
        grade=who.grade or 0,
        org=org.name if org else who.org,
        org_en=org.name_en if org else "",
        outside=True,
        org_category=OrgCategory.OUR_COMPANY.value,
    )


def _hop(s: Situation, hop: RouteHop) -> MapEdge:
    edge = s.graph.edges.get((hop.source, hop.target))
    why: Iterable[MapEvidence] = ()
    if edge is not None and edge.parts:
        why = [map_evidence(s, r) for r in edge.strongest.reports] or [FROM_LINE]
    return MapEdge(
        LineKind.ROUTE,
        hop.source,
        hop.target,
        min(1.0, hop.strength),
        confidence=hop.confidence,
        observed_at="" if hop.age is None else (s.snapshot.as_of - timedelta(days=hop.age)).isoformat(),
        evidence=tuple(why),
    )


def _kpis(s: Situation, plan: RoutePlan) -> tuple[MapKpi, ...]:
    """How many routes, and how strong the best is."""
    counted = str(len(plan.routes))
    found = [MapKpi(Text("路线", "Routes"), Text(counted, counted), "plain" if plan.routes else "bad")]
    if plan.routes:
        best = plan.routes[0]
        strength = per_cent(best.strength)
        found.append(MapKpi(Text("最好一条", "Best"), Text(strength, strength)))
        found.append(MapKpi(Text("把握", "Prospect"), best.band.label))
        name = s.snapshot.people[best.first_mover].name
        found.append(MapKpi(Text("第一步", "First mover"), Text.of(name)))
    return tuple(found)


def _said(s: Situation, plan: RoutePlan) -> Iterable[Text]:
    """Each route with what is asked of whom."""
    for rank, route in enumerate(plan.routes, 1):
        named = arrows(s.snapshot.people[p].name for p in route.people)
        asks = route.asks(s)
        said = Text("；", "; ").join(asks)
        yield Text("路线 {n}（{strength}）：{route}。{asks}。", "Route {n} ({strength}): {route}. {asks}.").format(
            n=rank, strength=per_cent(route.strength), route=named, asks=said
        )
