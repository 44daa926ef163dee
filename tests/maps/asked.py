"""What the maps that ask for something are asked for, on the golden account."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.maps.kinds.kind import NOTHING, Asked

__all__ = ["asked_of"]

_ASKED: Mapping[str, Asked] = {"route": Asked({"to": "c4"})}


def asked_of(kind: str) -> Asked:
    """By code of the kind."""
    return _ASKED.get(kind, NOTHING)
