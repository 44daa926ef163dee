"""Changes as a page carries them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.maps.payload.bare import bare
from graphcrm.maps.records.changes import MapChange, MapChanges
from graphcrm.maps.records.model import MapModel
from graphcrm.pages.pair import pair
from graphcrm.spoken import sentence

__all__ = ["changes_payload"]


def changes_payload(model: MapModel, number: Mapping[str, int]) -> dict[str, Any]:
    """Every change that concerns somebody on the map, once; every earlier day, the oldest first.

    A day has the places of its changes, which most nearer days share with it, its numbers and other sentences.
    """
    found = model.changes or MapChanges()
    days = (found, *found.nearer)
    place = {c: k for k, c in enumerate(dict.fromkeys(c for day in days for c in day.changes if c.people))}
    return {
        "changes": [_change(c, number) for c in place],
        "days": [_day(day, place, bool(found.nearer)) for day in days],
    }


def _day(day: MapChanges, place: Mapping[MapChange, int], several: bool) -> dict[str, Any]:
    return {
        "since": day.since,
        "list": [place[c] for c in day.changes if c in place],
        "kpis": [[pair(k.label), pair(k.value), k.tone] for k in day.kpis] if several else [],
        "notes": [pair(sentence(c.sentence)) for c in day.changes if not c.people] if several else [],
    }


def _change(c: MapChange, number: Mapping[str, int]) -> dict[str, Any]:
    return {
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
