"""What the maps that ask for something are asked for, on the golden account."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.maps.records.asked import NOTHING, MapAsked
from tests.analysis.golden import golden_situation, golden_snapshot

__all__ = ["asked_of"]

_ASKED: Mapping[str, MapAsked] = {
    "route": MapAsked({"to": "c4"}),
    "change": MapAsked({"since": "2026-06-30"}, earlier=golden_snapshot(), before=golden_situation()),
}


def asked_of(kind: str) -> MapAsked:
    """By code of the kind."""
    return _ASKED.get(kind, NOTHING)
