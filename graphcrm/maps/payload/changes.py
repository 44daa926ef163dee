"""Changes as a page carries them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.maps.payload.bare import bare
from graphcrm.maps.records.model import MapModel
from graphcrm.pages.pair import pair

__all__ = ["changes_payload"]


def changes_payload(model: MapModel, number: Mapping[str, int]) -> dict[str, Any]:
    """The earlier day, and every change that concerns somebody on the map."""
    found = model.changes
    return {
        "since": found.since if found else "",
        "until": model.as_of,
        "list": [
            {
                **bare(
                    what=c.kind,
                    people=[number[p] for p in c.people if p in number],
                    line=[number[p] for p in c.line if p in number],
                    text=pair(c.sentence),
                    at=c.date,
                    steps=c.steps,
                ),
                **({"was": c.was} if c.kind == "support" else {}),
            }
            for c in (found.changes if found else ())
            if c.people
        ],
    }
