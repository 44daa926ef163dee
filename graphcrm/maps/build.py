"""From analyses to the input of a map: the one place where a map meets the rest of the package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from graphcrm.analysis.bands import lean_band, path_band, share_band
from graphcrm.analysis.coverage.coverage_gaps import Gap, coverage_gaps
from graphcrm.analysis.coverage.kpi import Kpi, kpi_block
from graphcrm.analysis.data.audit import audit
from graphcrm.analysis.influence.circle import decision_circle
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.influence.share_text import share_sentence
from graphcrm.analysis.influence.uncertainty import Draws
from graphcrm.analysis.paths.chain import ChainPath, decision_chain
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.sponsors.sponsors import current_sponsors
from graphcrm.graph.influence import InfluenceEdge, Part
from graphcrm.i18n import Text
from graphcrm.maps.model import (
    EdgeKind,
    Edition,
    Evidence,
    MapContact,
    MapEdge,
    MapGap,
    MapKind,
    MapKpi,
    MapModel,
    MapName,
    MapNote,
    MapOpportunity,
    MapPath,
    MapPerson,
    MapReason,
    Tone,
)
from graphcrm.model import edges as stored
from graphcrm.model.choices import DecisionRole, Domain, Source
from graphcrm.model.records import Edge, Person
from graphcrm.snapshot import days_between

__all__ = ["map_model"]

_MOST_HIDDEN = 3
_INVERSION = 0.30
_STALE_EDGE = 365


def map_model(situation: Situation, draws: Draws, kind: MapKind, edition: Edition) -> MapModel:
    """Everything that the influence map (M1) or the formal-versus-informal map (M2) shows of a situation.

    People who left are shown struck through and take part in nothing; our own and competitors' people are not on the map.
    """
    s = situation
    keys = key_persons(s)
    gaps = coverage_gaps(s, keys)
    grade = audit(s).grade
    block = kpi_block(s, keys, data_grade=grade)
    deal = s.context.opportunity
    people = tuple(_people(s, draws))
    known = {p.id for p in people}
    account = s.context.account
    return MapModel(
        kind=kind,
        account=MapName(account.name, account.name_en),
        as_of=s.snapshot.as_of.isoformat(),
        people=people,
        edges=tuple(_edges(s, known)),
        opportunity=MapOpportunity(deal.name, deal.name_en, deal.amount, deal.currency or "", deal.due or "")
        if deal
        else None,
        data_grade=grade,  # type: ignore[arg-type]
        kpis=_kpis(s, block, keys, gaps),
        paths=tuple(_hidden_paths(s)),
        gaps=tuple(
            MapGap(g.id_or_unit, min(1.0, max(0.0, g.severity)), g.sentence(s.snapshot))
            for g in gaps
            if not g.is_unit and g.id_or_unit in known
        ),
        texts=tuple(s.weights.notes),
        edition=edition,
    )


def _people(s: Situation, draws: Draws) -> Iterable[MapPerson]:
    low, high = draws.rank_interval() if len(draws.people) else ((), ())
    circle = decision_circle(s)
    rank = {p: i for i, p in enumerate(s.rank_order, 1)}
    roles = _roles(s)
    left = [p for p in s.snapshot.index.people(s.context.tree) if s.snapshot.has_left(p)]
    for person in (*s.graph.people, *left):
        who = s.snapshot.people[person]
        at = s.graph.index.get(person)
        held = s.support.get(person)
        share = None if at is None else min(1.0, max(0.0, float(s.share[at])))
        yield MapPerson(
            id=person,
            name=who.name,
            grade=who.grade or 1,
            name_en=who.name_en,
            title=who.title,
            unit=_unit(s, who),
            org=_org(s, who).name,
            org_en=_org(s, who).name_en,
            outside=who.org not in s.context.tree,
            org_category=s.snapshot.category(person),
            support=held.level if held else None,
            support_at=held.observed_at if held else "",
            support_evidence=tuple(_evidence(s, e, restricted=True) for e in held.reports) if held else (),
            stale=held.stale if held else False,
            roles=roles.get(person, ()),
            share=share,
            band=None if share is None else _band(share),
            rank_lo=None if at is None else int(low[at]),
            rank_hi=None if at is None else int(high[at]),
            decision_weight=None if at is None else float(s.r[at]),
            tie=min(1.0, s.ties.best(person)[0]),
            contacts=tuple(_contacts(s, person)),
            owner=_named(s, s.snapshot.owners.get(person)),
            sponsor=_named(s, next(iter(current_sponsors(s, person)), None)),
            flags=frozenset(who.flags)
            | ({"independence_required"} if s.snapshot.is_independent(person) else set())
            | ({"left"} if at is None else set()),
            left_on=who.left_on or "" if at is None else "",
            summary=None if at is None else share_sentence(s, person, rank[person], int(low[at]), int(high[at])),
            top_paths=() if at is None else tuple(_reasons(s, at)),
            notes=tuple(_needs(s, person)),
            in_circle=person in circle.circle,
            listed=person in circle.formal,
        )


def _band(share: float) -> Literal["A", "B", "C", "D"]:
    return share_band(share)  # type: ignore[return-value]


def _unit(s: Situation, who: Person) -> str:
    unit = s.snapshot.units.get(who.unit or "")
    return unit.name if unit else ""


def _org(s: Situation, who: Person) -> MapName:
    org = s.snapshot.orgs.get(who.org)
    return MapName(org.name, org.name_en) if org else MapName(who.org)


def _named(s: Situation, person: str | None) -> MapName | None:
    who = s.snapshot.people.get(person or "")
    return MapName(who.name, who.name_en) if who else None


def _roles(s: Situation) -> Mapping[str, tuple[str, ...]]:
    """Decision roles by person, in the order of the scale, for the opportunity or all open ones."""
    deals = {s.context.opportunity.id} if s.context.opportunity else {o.id for o in s.context.open_opportunities}
    held: dict[str, set[str]] = {}
    for edge in s.snapshot.index.edges(stored.EdgeKind.ROLE_IN, deals):
        held.setdefault(edge.source, set()).update(edge.get("roles", ()))
    return {person: tuple(r.value for r in DecisionRole if r.value in roles) for person, roles in held.items()}


def _contacts(s: Situation, person: str) -> Iterable[MapContact]:
    for tie in s.ties.of(person):
        who = s.snapshot.people[tie.ours]
        yield MapContact(
            name=who.name,
            strength=tie.strength,
            name_en=who.name_en,
            last_contact=tie.last_contact or "",
            cooling=tie.status in ("cooling", "lapsed"),
        )


def _needs(s: Situation, person: str) -> Iterable[MapNote]:
    for need in s.snapshot.index.needs([person]):
        yield MapNote(need.statement, private=not need.explicit, restricted=True)


def _reasons(s: Situation, at: int) -> Iterable[MapReason]:
    share = float(s.share[at])
    if share <= 0:
        return
    for path in s.backward.best(at):
        names = " → ".join(s.snapshot.people[s.graph.people[i]].name for i in path.nodes)
        own = len(path.nodes) == 1
        text = Text("本人的决策权重", "own decision weight") if own else Text(names, names)
        yield MapReason(text, min(1.0, path.contribution / share))


def _evidence(s: Situation, edge: Edge, *, restricted: bool = False) -> Evidence:
    source = edge.get("source")
    reporter = s.snapshot.people.get(edge.reported_by)
    return Evidence(
        text="; ".join(edge.get("evidence", ())),
        source=Source(source).label if source in set(Source) else None,
        reported_by=reporter.name if reporter else edge.reported_by,
        observed_at=edge.observed_at,
        restricted=restricted,
    )


def _edges(s: Situation, known: set[str]) -> Iterable[MapEdge]:
    for hop in s.graph.edges.values():
        yield _influence(s, hop)
    for edge in _unique(s.snapshot.index.edges(stored.EdgeKind.REPORTS_TO, known), known):
        yield MapEdge(EdgeKind.REPORTS_TO, edge.source, edge.target, dotted=edge.get("line", "solid") == "dotted")
    for edge in _unique(s.snapshot.index.edges(stored.EdgeKind.CONFLICTS_WITH, known), known):
        yield MapEdge(
            EdgeKind.CONFLICTS,
            edge.source,
            edge.target,
            weight=(edge.level or 1) / 3,
            level=edge.level,
            evidence=(_evidence(s, edge, restricted=True),),
            observed_at=edge.observed_at,
        )


def _unique(edges: Sequence[Edge], known: set[str]) -> Iterable[Edge]:
    seen: set[tuple[str, str]] = set()
    for edge in edges:
        pair = (edge.source, edge.target)
        if pair not in seen and edge.source in known and edge.target in known and edge.source != edge.target:
            seen.add(pair)
            yield edge


def _influence(s: Situation, edge: InfluenceEdge) -> MapEdge:
    part = edge.strongest
    grades = [s.snapshot.people[p].grade for p in (edge.source, edge.target)]
    rises = None not in grades and (grades[0] or 0) < (grades[1] or 0)
    newest = max((r.observed_at for r in part.reports), default="")
    return MapEdge(
        kind=EdgeKind.TRUSTS if part.kind is stored.EdgeKind.TRUSTS else EdgeKind.INFLUENCES,
        source=edge.source,
        target=edge.target,
        weight=min(1.0, max(0.0, edge.weight)),
        level=part.level,
        confidence=part.confidence,  # type: ignore[arg-type]
        derived=edge.derived,
        stale=bool(newest) and days_between(newest, s.snapshot.as_of) > _STALE_EDGE,
        inversion=rises and edge.weight >= _INVERSION - 1e-9,
        evidence=tuple(_evidence(s, r) for r in part.reports) or (_from_line(part),),
        observed_at=newest,
        domain=Domain(part.domain).label if part.domain in set(Domain) else None,
    )


def _from_line(part: Part) -> Evidence:
    return Evidence(source=Text("由汇报关系推导", "derived from the reporting line"))


def _hidden_paths(s: Situation) -> Iterable[MapPath]:
    """The strongest hidden chains to each decider, deciders by weight; chains of several hops before single ties."""
    deciders = sorted(s.weights.deciders, key=lambda d: (-s.weight_of(d), d)) if not s.weights.assumed else []
    for decider in deciders:
        chain = decision_chain(s, decider, top=len(s.graph.people))
        hidden = [p for p in chain.paths if p.hidden]
        for path in sorted(hidden, key=lambda p: (len(p.people) < 3, -round(p.strength, 12), p.people))[:_MOST_HIDDEN]:
            yield _path(s, path)


def _path(s: Situation, path: ChainPath) -> MapPath:
    formal = _formal_route(s, path.people[0], path.people[-1])
    steps = len(formal) - 1
    return MapPath(
        people=path.people,
        strength=min(1.0, path.strength),
        band=path_band(path.strength).label,
        informality=path.informality,
        explanation=path.sentence(s),
        formal_alternative=formal,
        formal_text=Text(f"正式路线 {steps} 步", f"the formal route takes {steps} {'step' if steps == 1 else 'steps'}")
        if formal
        else None,
    )


def _formal_route(s: Situation, start: str, end: str) -> tuple[str, ...]:
    """Shortest way along the reporting lines, up or down, through people of the graph; empty if there is none."""
    lines: dict[str, set[str]] = {}
    for edge in s.snapshot.index.edges(stored.EdgeKind.REPORTS_TO, s.graph.people):
        if edge.source in s.graph.index and edge.target in s.graph.index:
            lines.setdefault(edge.source, set()).add(edge.target)
            lines.setdefault(edge.target, set()).add(edge.source)
    came: dict[str, str | None] = {start: None}
    queue = [start]
    for person in queue:
        if person == end:
            break
        for onward in sorted(lines.get(person, ())):
            if onward not in came:
                came[onward] = person
                queue.append(onward)
    if end not in came:
        return ()
    route: list[str] = []
    at: str | None = end
    while at is not None:
        route.append(at)
        at = came[at]
    return tuple(reversed(route))


def _kpis(s: Situation, block: Kpi, keys: Mapping[str, tuple[Text, ...]], gaps: Sequence[Gap]) -> tuple[MapKpi, ...]:
    def share(label: Text, value: float, tone: Tone = "plain") -> MapKpi:
        return MapKpi(label, Text(f"{value:.0%}", f"{value:.0%}"), tone)

    uncovered = [p for p in keys if any(g.id_or_unit == p for g in gaps)]
    lean = lean_band(s.lean).label
    return (
        MapKpi(Text("相关人", "Stakeholders"), Text(str(len(s.graph.people)), str(len(s.graph.people)))),
        share(Text("已触达影响力", "Influence covered"), block.covered),
        share(Text("其中支持", "Supportive"), block.supportive, "good" if block.supportive >= 0.3 else "plain"),
        share(Text("反对", "Hostile"), block.hostile, "bad" if block.hostile >= 0.15 else "plain"),
        share(Text("态度未知", "Unknown"), block.unknown, "warn" if block.unknown >= 0.2 else "plain"),
        MapKpi(
            Text("未覆盖关键人", "Key people uncovered"),
            Text(str(len(uncovered)), str(len(uncovered))),
            "bad" if uncovered else "good",
            Text(f"/ {len(keys)}", f"/ {len(keys)}"),
        ),
        MapKpi(Text("倾向", "Decision lean"), lean),
    )
