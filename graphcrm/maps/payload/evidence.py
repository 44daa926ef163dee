"""Evidence as a page carries it: the first few reports, their texts bounded."""

from __future__ import annotations

from typing import Any

from graphcrm.maps.payload.bare import bare
from graphcrm.maps.records.evidence import MapEvidence
from graphcrm.pages.pair import both, pair
from graphcrm.pages.text import shorten

__all__ = ["evidence_rows"]

_MOST = 6


def evidence_rows(evidence: tuple[MapEvidence, ...]) -> list[dict[str, Any]]:
    """At most six reports; one of which nothing may be said is left out."""
    rows = (
        bare(
            text=shorten(e.text, 600),
            source=pair(e.source) if e.source else None,
            by=both(e.reported_by.zh, e.reported_by.en, 80) if e.reported_by else None,
            at=e.observed_at,
        )
        for e in evidence[:_MOST]
    )
    return [row for row in rows if row]
