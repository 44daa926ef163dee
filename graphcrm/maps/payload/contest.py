"""The contest as a page carries it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.maps.payload.bands import tie_band
from graphcrm.maps.payload.bare import bare
from graphcrm.maps.records.model import MapModel
from graphcrm.pages.pair import pair

__all__ = ["contest_payload"]


def contest_payload(model: MapModel, number: Mapping[str, int]) -> dict[str, Any]:
    """States by number of the person; cuts with those of their people who are on the map."""
    found = model.contest
    if found is None:
        return {"people": [], "cuts": []}
    return {
        "people": [
            bare(
                id=number[s.person],
                state=s.state,
                support=s.support_them,
                tie=tie_band(s.tie_them),
                drift=s.drift,
                text=pair(s.sentence) if s.sentence else None,
            )
            for s in found.standings
            if s.person in number
        ],
        "cuts": [
            {
                "decider": number[c.decider],
                "people": [number[p] for p in c.people if p in number],
                "text": pair(c.sentence),
            }
            for c in found.cuts
            if c.decider in number
        ],
    }
