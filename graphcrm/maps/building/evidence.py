"""Reports as evidence on a map."""

from __future__ import annotations

from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.maps.records.evidence import MapEvidence
from graphcrm.model.choices import Source
from graphcrm.model.records import Edge

#: Of an influence that nobody reported.
FROM_LINE = MapEvidence(source=Text("由汇报关系推导", "derived from the reporting line"))
_SOURCES = {source.value: source.label for source in Source}


def map_evidence(s: Situation, edge: Edge) -> MapEvidence:
    """What a report says, where it is from, who gave it and when."""
    reporter = s.snapshot.people.get(edge.reported_by)
    return MapEvidence(
        text="; ".join(edge.get("evidence", ())),
        source=_SOURCES.get(edge.get("source")),
        reported_by=Text.of(reporter.name if reporter else edge.reported_by) if edge.reported_by else None,
        observed_at=edge.observed_at,
    )
