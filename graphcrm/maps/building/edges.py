"""The lines of a map: influence, reporting, conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphcrm.analysis.bands import LEAST_UPWARDS
from graphcrm.analysis.data.evidence import told_evidence
from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.situation import Situation
from graphcrm.graph.influence import InfluenceEdge
from graphcrm.i18n import Text
from graphcrm.maps.records.edges import LineKind, MapEdge, MapEvidence
from graphcrm.model.choices import Domain, Source
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge
from graphcrm.snapshot import days_between

__all__ = ["FROM_LINE", "STALE_DAYS", "influence_line", "map_edges", "map_evidence"]


#: Of an influence that nobody reported.
FROM_LINE = MapEvidence(source=Text("由汇报关系推导", "derived from the reporting line"))
_SOURCES = {source.value: source.label for source in Source}


def map_evidence(s: Situation, edge: Edge) -> MapEvidence:
    """What a report says, where it is from, who gave it and when."""
    reporter = s.snapshot.people.get(edge.reported_by)
    return MapEvidence(
        text=told_evidence(s.snapshot, [edge]) or "",
        source=_SOURCES.get(edge.get("source")),
        reported_by=Text.of(reporter.name if reporter else edge.reported_by) if edge.reported_by else None,
        observed_at=edge.observed_at,
    )


#: An influence whose newest report is older is drawn faded.
STALE_DAYS = 365
_DOMAINS = {domain.value: domain.label for domain in Domain}


def map_edges(s: Situation, known: set[str]) -> Iterable[MapEdge]:
    """Influence as it counts in the analyses, then the reporting lines and conflicts between people of the map."""
    for hop in s.graph.edges.values():
        yield influence_line(s, hop)
    for edge in _unique(s.snapshot.index.edges(EdgeKind.REPORTS_TO, known), known):
        yield MapEdge(LineKind.REPORTS_TO, edge.source, edge.target, dotted=edge.get("line", "solid") == "dotted")
    for edge in _unique(s.snapshot.index.edges(EdgeKind.CONFLICTS_WITH, known), known):
        yield MapEdge(
            LineKind.CONFLICTS,
            edge.source,
            edge.target,
            weight=(edge.level or 1) / 3,
            level=edge.level,
            evidence=(map_evidence(s, edge),),
            observed_at=edge.observed_at,
        )


def _unique(edges: Sequence[Edge], known: set[str]) -> Iterable[Edge]:
    seen: set[tuple[str, str]] = set()
    for edge in edges:
        pair = (edge.source, edge.target)
        if pair not in seen and edge.source in known and edge.target in known and edge.source != edge.target:
            seen.add(pair)
            yield edge


def influence_line(s: Situation, edge: InfluenceEdge) -> MapEdge:
    """An influence as it counts in the analyses."""
    part = edge.strongest
    grades = [s.snapshot.people[p].grade for p in (edge.source, edge.target)]
    rises = None not in grades and (grades[0] or 0) < (grades[1] or 0)
    newest = max((r.observed_at for r in part.reports), default="")
    return MapEdge(
        kind=LineKind.TRUSTS if part.kind is EdgeKind.TRUSTS else LineKind.INFLUENCES,
        source=edge.source,
        target=edge.target,
        weight=min(1.0, max(0.0, edge.weight)),
        level=part.level,
        confidence=part.confidence,
        derived=edge.derived,
        stale=bool(newest) and days_between(newest, s.snapshot.as_of) > STALE_DAYS,
        inversion=rises and at_least(edge.weight, LEAST_UPWARDS),
        evidence=tuple(map_evidence(s, r) for r in part.reports) or (FROM_LINE,),
        observed_at=newest,
        domain=_DOMAINS.get(part.domain),
    )
