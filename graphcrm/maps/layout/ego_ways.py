"""The ways to one person: of the lines of a network round somebody those by which everybody hangs on to the middle.

A network of two steps has nearly all lines of its people, also those between people who are equally far; in that mass nobody sees
what was asked for, who is reached through whom. So where there are many, only the lines of the one in the middle are drawn, and of
everybody further off the strongest to somebody one step nearer; the others come once somebody is pointed at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphcrm.maps.layout.views import FOREGROUND
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel

__all__ = ["distances", "ego_ways", "near_ego", "standing"]

_INFLUENCE = (LineKind.INFLUENCES, LineKind.TRUSTS)


def standing(e: MapEdge) -> float:
    """What a line counts beside others: what is derived, uncertain or stale stands behind what was reported of late."""
    return e.weight * (0.5 if e.derived else 1) * (0.6 if e.uncertain else 1) * (0.4 if e.stale else 1)


def distances(ego: str, edges: Iterable[MapEdge]) -> dict[str, int]:
    """Steps from one person to everybody who can be reached, whatever the direction of the lines."""
    beside: dict[str, set[str]] = {}
    for e in edges:
        beside.setdefault(e.source, set()).add(e.target)
        beside.setdefault(e.target, set()).add(e.source)
    found: dict[str, int] = {}
    level, steps = {ego}, 0
    while level:
        found |= dict.fromkeys(sorted(level), steps)
        level, steps = {q for p in level for q in beside.get(p, ())} - found.keys(), steps + 1
    return found


def ego_ways(model: MapModel) -> frozenset[int] | None:
    """Influence that is drawn at first, by its place among the edges; None: all of it, nobody is in the middle or it is not much."""
    moving = [(k, e) for k, e in enumerate(model.edges) if e.kind in _INFLUENCE]
    if not model.ego or len(moving) <= FOREGROUND:
        return None
    steps = distances(model.ego, model.edges)
    strongest: dict[str, tuple[float, int]] = {}
    ways = set()
    for k, e in moving:
        if model.ego in (e.source, e.target):
            ways.add(k)
        elif abs(steps.get(e.source, 0) - steps.get(e.target, 0)) == 1:
            further = max(e.source, e.target, key=lambda p: steps.get(p, 0))
            strongest[further] = max(strongest.get(further, (-1.0, 0)), (standing(e), -k))
    return frozenset(ways | {-k for _, k in strongest.values()})


def near_ego(model: MapModel) -> Sequence[tuple[str, str, bool]] | None:
    """Who has to do with whom on such a map, as in `MapModel.ties`: places follow from what is drawn, so that few lines cross."""
    ways = ego_ways(model)
    if ways is None:
        return model.ties
    return [
        (e.source, e.target, False)
        for k, e in enumerate(model.edges)
        if k in ways or (e.kind not in (*_INFLUENCE, LineKind.REPORTS_TO))
    ]
