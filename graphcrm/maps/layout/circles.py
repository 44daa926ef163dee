"""Positions of a network: each community a disc, whoever ranks first in its middle, the discs close together.

Positions follow from ranks, communities and ids only; the golden angle fills a disc evenly, whatever its size. Round one person
who was chosen stand those within one step on an oval, whoever is two steps away on another.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from graphcrm.maps.layout.ego_ways import distances
from graphcrm.maps.layout.positions import warned
from graphcrm.maps.layout.views import Layout, Mode, View
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson

__all__ = ["NAMED", "circle_layout"]

#: Up to this many people have room for their names; more are set closer.
NAMED = 60
_WIDE, _CLOSE = 62.0, 26.0
_GOLDEN = math.pi * (3 - math.sqrt(5))
_GAP = 1.2
#: Around whoever is in the middle there is so much more room, in places: the first have the largest dots.
_ROUND_FIRST = 0.5
#: How much flatter than a circle a disc is.
_FLAT = 1.15
#: Width to height of the whole, in these flat units, and how many discs are looked at for a place.
_SHAPE, _NEIGHBOURS = 2.6, 24
#: Width to height of that part of a usual screen, and of a sheet of paper, between them; nothing is drawn further apart.
_STAGE, _STRETCH = 2.0, 2.2
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
    spots = _in_shape(spots)
    return Layout(Mode.DOTS, (View("", spots, ()),), warning)


def _in_shape(spots: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The places drawn apart until the whole has the shape of the stage: few communities would leave most of it empty."""
    if not spots:
        return spots
    wide, high = (max(at) - min(at) for at in zip(*spots.values(), strict=True))
    if not wide or not high:
        return spots
    across, down = min(_STRETCH, max(1.0, _STAGE * high / wide)), min(_STRETCH, max(1.0, wide / high / _STAGE))
    return {person: (x * across, y * down) for person, (x, y) in spots.items()}


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
        reach, angle = pitch * math.sqrt(place + _ROUND_FIRST) if place else 0.0, place * _GOLDEN
        return x + reach * math.cos(angle) * _FLAT, y + reach * math.sin(angle)

    return {person.id: spot(place) for place, person in enumerate(members)}


def _centres(radii: Sequence[float]) -> list[tuple[float, float]]:
    """Centres of discs that lie close together, the large ones in the middle, in the shape of a screen.

    Each disc touches two that lie already (of all such places the one nearest to the middle); many are few people each, so
    only the last ones that were laid are tried as neighbours.
    """
    order = sorted(range(len(radii)), key=lambda k: (-radii[k], k))
    laid: dict[int, tuple[float, float]] = {}
    for k in order:
        near = list(laid)[-_NEIGHBOURS:]
        places = [spot for i, a in enumerate(near) for b in near[i + 1 :] for spot in _touching(k, a, b, radii, laid)]
        if len(laid) < 2:
            places = [(sum(radii[i] + radii[k] for i in laid), 0.0)]
        free = [p for p in places if all(math.dist(p, laid[i]) >= radii[i] + radii[k] - 1e-6 for i in laid)]
        laid[k] = min(free, key=lambda p: (round((p[0] / _SHAPE) ** 2 + p[1] ** 2, 6), p))
    return [(laid[k][0] * _FLAT, laid[k][1]) for k in range(len(radii))]


def _touching(
    k: int, a: int, b: int, radii: Sequence[float], laid: Mapping[int, tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    """The two places at which a disc touches two others, if these are near enough."""
    (ax, ay), (bx, by) = laid[a], laid[b]
    apart, ra, rb = math.dist(laid[a], laid[b]), radii[a] + radii[k], radii[b] + radii[k]
    along = (apart**2 + ra**2 - rb**2) / (2 * apart)
    if along**2 > ra**2:
        return
    aside = math.sqrt(ra**2 - along**2)
    dx, dy = (bx - ax) / apart, (by - ay) / apart
    for side in (aside, -aside):
        yield ax + dx * along - dy * side, ay + dy * along + dx * side
