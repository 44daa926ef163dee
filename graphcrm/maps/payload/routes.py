"""Routes as a page carries them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.maps.layout.routes import LABEL, label_spots
from graphcrm.maps.layout.views import Layout
from graphcrm.maps.payload.bands import percent
from graphcrm.maps.records.model import MapModel
from graphcrm.pages.pair import pair

__all__ = ["routes_payload"]


def routes_payload(model: MapModel, plan: Layout, number: Mapping[str, int]) -> dict[str, Any]:
    """The target, the routes in order, and where the label of each hop stands."""
    found = model.routes
    return {
        "target": number.get(found.target) if found else None,
        "list": [
            {
                "people": [number[p] for p in r.people],
                "strength": percent(r.strength),
                "band": pair(r.band),
                "asks": [pair(a) for a in r.asks],
            }
            for r in (found.routes if found else ())
        ],
        "label": list(LABEL),
        "labels": [[k, round(x, 1), round(y, 1)] for k, (x, y) in sorted(label_spots(plan.views[0]).items())],
    }
