"""The data block of a map of people, apart from the pyvis network: the redacted model as plain JSON values."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from graphcrm.maps.foremost import foremost
from graphcrm.maps.layout.ego_ways import ego_ways
from graphcrm.maps.layout.tree import formal_tree
from graphcrm.maps.layout.views import (
    CARD,
    CROWD,
    FOREGROUND,
    FOREGROUND_OF_DOTS,
    Column,
    Layout,
    Mode,
    Point,
    Slots,
    View,
)
from graphcrm.maps.payload.people import person_entry
from graphcrm.maps.payload.values import bare, evidence_rows, percent
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.findings import MapPath
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.pins import MapPins
from graphcrm.maps.records.play import MapPlay
from graphcrm.pages.pair import both, pair

__all__ = ["people_payload"]


def people_payload(model: MapModel, plan: Layout, number: Mapping[str, int]) -> dict[str, Any]:
    """People, lines, paths, gaps and views.

    Parameters
    ----------
    model
        Redacted, cleaned and in order already.
    plan
        Positions.
    number
        `numbering` of the model.
    """
    tree = formal_tree([p for p in model.people if not p.outside], model.edges)
    gaps = {g.person for g in model.gaps}
    pins = model.pins if model.edition.insight else None
    # Upward, so that of equal shares the first place stays.
    shares = sorted(p.share or 0.0 for p in model.people)
    ways = ego_ways(model)
    place = {share: len(shares) - at for at, share in enumerate(shares)}
    return {
        "mode": str(plan.mode),
        "card": list(CARD),
        "crowd": [CROWD, FOREGROUND_OF_DOTS if plan.mode is Mode.DOTS else FOREGROUND],
        "people": [
            person_entry(p, number, place[p.share or 0.0], tree.boss.get(p.id), p.id in gaps) for p in model.people
        ],
        "edges": [_edge(e, number) for e in model.edges],
        "paths": [_path(p, number) for p in model.paths],
        "gaps": [
            {"person": number[g.person], "severity": percent(g.severity), "reason": pair(g.reason)} for g in model.gaps
        ],
        "views": [_view(v, number, pins) for v in plan.views],
        "removed": model.removed_needs,
        **({"named": [number[i] for i in foremost(model)]} if plan.mode is Mode.DOTS else {}),
        **({"ego": number[model.ego]} if model.ego in number else {}),
        **({"ways": sorted(ways)} if ways is not None and plan.mode is not Mode.DOTS else {}),
        **({"play": _play(model.play, number)} if model.play else {}),
        **({"pins": _pins(model, pins)} if pins else {}),
    }


def _play(play: MapPlay, number: Mapping[str, int]) -> dict[str, Any]:
    return {**asdict(play), "people": [number[i] for i in play.people]}


def _pins(model: MapModel, pins: MapPins) -> dict[str, Any]:
    """What a page needs to write a file of pins: the keys of people are digests, in the order of their numbers."""
    return {"kind": model.kind, "account": pins.account, "people": [pins.person(p.id) for p in model.people]}


def _slots(slots: Slots, picture: str, number: Mapping[str, int]) -> dict[str, Any]:
    return {
        "picture": picture,
        "columns": [round(x, 1) for x in slots.columns],
        "lines": [[grade, round(y, 1)] for grade, y in slots.lines],
        "areas": [list(area) for area in slots.areas],
        "pinned": sorted(number[i] for i in slots.pinned),
    }


def _edge(e: MapEdge, number: Mapping[str, int]) -> dict[str, Any]:
    return bare(
        kind="influences" if e.kind is LineKind.TRUSTS else str(e.kind),
        trust=e.kind is LineKind.TRUSTS,
        a=number[e.source],
        b=number[e.target],
        weight=math.floor(e.weight * 100 + 0.5) if e.kind is not LineKind.REPORTS_TO else None,
        count=_amount(e.count) if e.kind is LineKind.CONTACTS else None,
        back=_amount(e.back) if e.back else None,
        mutual=e.mutual,
        relation=pair(e.relation) if e.relation else None,
        hostile=e.hostile,
        level=e.level,
        confidence=e.confidence,
        derived=e.derived or e.kind is LineKind.TRUSTS,
        uncertain=e.uncertain,
        stale=e.stale,
        inversion=e.inversion,
        dotted=e.dotted,
        at=e.observed_at,
        domain=pair(e.domain) if e.domain else None,
        why=evidence_rows(e.evidence),
    )


def _amount(value: float) -> float | int:
    """A count as it is, a strength with two digits."""
    return int(value) if value == int(value) else round(value, 2)


def _path(p: MapPath, number: Mapping[str, int]) -> dict[str, Any]:
    return bare(
        people=[number[i] for i in p.people],
        strength=percent(p.strength),
        band=pair(p.band),
        bypass=None if p.informality is None else round(p.informality * (len(p.people) - 1)),
        text=pair(p.explanation) if p.explanation else None,
        formal=[number[i] for i in p.formal_alternative],
        formal_text=pair(p.formal_text) if p.formal_text else None,
    )


def _view(view: View, number: Mapping[str, int], pins: MapPins | None) -> dict[str, Any]:
    return {
        "key": view.key,
        "at": [[number[i], round(x, 1), round(y, 1)] for i, (x, y) in sorted(view.at.items())],
        "lanes": [[lane.grade, round(lane.top, 1), round(lane.bottom, 1)] for lane in view.lanes],
        **({} if view.bands_end is None else {"bands_end": round(view.bands_end, 1)}),
        "regions": [
            {
                "name": both(r.name, r.name_en, 60),
                "category": r.category,
                "box": [round(v, 1) for v in (r.left, r.top, r.right, r.bottom)],
                **({"letters": r.letters} if r.letters else {}),
            }
            for r in view.regions
        ],
        **({"columns": [_column(c) for c in view.columns]} if view.columns else {}),
        "lines": [[k, _flat(points)] for k, points in sorted(view.lines.items())],
        "steps": [[number[a], number[b], _flat(points)] for (a, b), points in sorted(view.steps.items())],
        "more": [[number[i], n] for i, n in sorted(view.more.items())],
        **({"slots": _slots(view.slots, pins.picture(view.key), number)} if pins and view.slots else {}),
    }


def _column(column: Column) -> dict[str, Any]:
    edges = (column.left, column.right, column.bottom, column.letters)
    return {"name": both(column.name, column.name_en), "key": column.name, "at": [round(v, 1) for v in edges]}


def _flat(points: Sequence[Point]) -> list[float]:
    return [round(v, 1) for point in points for v in point]
