"""Positions of a network: each community a disc, whoever ranks first in its middle, the discs on an oval.

Positions follow from ranks, communities and ids only; the golden angle fills a disc evenly, whatever its size. Round one person
who was chosen stand those within one step on an oval, whoever is two steps away on another.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from graphcrm.maps.layout.positions import warned
from graphcrm.maps.layout.views import Layout, Mode, View
from graphcrm.maps.records.edges import MapEdge
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson

__all__ = ["NAMED", "circle_layout", "distances"]

#: Up to this many people have room for their names; more are set closer.
NAMED = 60
_WIDE, _CLOSE = 62.0, 26.0
_GOLDEN = math.pi * (3 - math.sqrt(5))
_GAP = 0.9
#: The part of a usual screen that the map gets is about twice as wide as it is high.
_OVAL = 1.5


def circle_layout(model: MapModel) -> Layout:
    """One picture of dots.

    Raises
    ------
    UsageError
        More people than one map can show.
    """
    warning = warned(len(model.people))
    pitch = _WIDE if len(model.people) <= NAMED else _CLOSE
    if model.ego:
        return Layout(Mode.DOTS, (View("", _rings(model, pitch), ()),), warning)
    groups: dict[int, list[MapPerson]] = {}
    for person in sorted(model.people, key=lambda p: (p.rank is None, p.rank or 0, p.id)):
        # Who has no tie belongs to nobody's circle; all of them stand together at the end.
        groups.setdefault(-1 if person.rank is None else person.community or 0, []).append(person)
    discs = sorted(groups.items(), key=lambda g: (g[0] < 0, g[0]))
    radii = [pitch * (math.sqrt(len(members)) + _GAP) for _, members in discs]
    spots: dict[str, tuple[float, float]] = {}
    for (_, members), (x, y) in zip(discs, _centres(radii), strict=True):
        spots |= _disc(members, x, y, pitch)
    return Layout(Mode.DOTS, (View("", spots, ()),), warning)


def distances(ego: str, edges: Iterable[MapEdge]) -> dict[str, int]:
    """Steps from one person to everybody who can be reached, whatever the direction of the lines."""
    beside: dict[str, set[str]] = {}
    for e in edges:
        beside.setdefault(e.source, set()).add(e.target)
        beside.setdefault(e.target, set()).add(e.source)
    found, level = {ego: 0}, [ego]
    while level:
        level = sorted({q for p in level for q in beside.get(p, ())} - found.keys())
        found |= dict.fromkeys(level, found[max(found, key=lambda p: found[p])] + 1)
    return found


def _rings(model: MapModel, pitch: float) -> dict[str, tuple[float, float]]:
    """The chosen person in the middle, everybody else on the oval of their distance, communities side by side."""
    steps = distances(model.ego, model.edges)
    order = sorted(model.people, key=lambda p: (p.community or 0, p.rank is None, p.rank or 0, p.id))
    spots = {model.ego: (0.0, 0.0)}
    radius = 0.0
    for step in sorted({n for p, n in steps.items() if p != model.ego}):
        ring = [p.id for p in order if steps.get(p.id) == step]
        radius = max(radius + 2 * pitch, len(ring) * pitch / (2 * math.pi))
        for k, person in enumerate(ring):
            angle = math.pi + 2 * math.pi * k / len(ring)
            spots[person] = radius * math.cos(angle) * _OVAL, radius * math.sin(angle)
    return spots


def _disc(members: Sequence[MapPerson], x: float, y: float, pitch: float) -> Mapping[str, tuple[float, float]]:
    def spot(place: int) -> tuple[float, float]:
        reach, angle = pitch * math.sqrt(place), place * _GOLDEN
        return x + reach * math.cos(angle) * 1.15, y + reach * math.sin(angle)

    return {person.id: spot(place) for place, person in enumerate(members)}


def _centres(radii: Sequence[float]) -> list[tuple[float, float]]:
    """Centres of discs on an oval, each with as much of it as the disc is wide; one disc alone stands in the middle."""
    if len(radii) < 2:
        return [(0.0, 0.0)] * len(radii)
    around = 2 * sum(radii)
    # Of few discs the chord is much shorter than the arc: the largest two neighbours must not touch.
    widest = max(a + b for a, b in zip(radii, [*radii[1:], radii[0]], strict=True))
    least = widest / (2 * math.sin(math.pi / len(radii)))
    reach = max(around / (2 * math.pi), least)
    centres, passed = [], -radii[0]
    for radius in radii:
        angle = math.pi + 2 * math.pi * (passed + radius) / around
        centres.append((reach * math.cos(angle) * _OVAL, reach * math.sin(angle)))
        passed += 2 * radius
    return centres
