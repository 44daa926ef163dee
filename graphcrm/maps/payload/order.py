"""Order and numbers of people in a page: opaque, and the same whatever the order of the input."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from graphcrm.maps.records.edges import MapEdge
from graphcrm.maps.records.model import MapModel


def in_order(model: MapModel) -> MapModel:
    """The model with people and edges in an order of their own, so that the order of the input leaves no trace."""
    edges: list[MapEdge] = []
    for _, alike in groupby(sorted(model.edges, key=_main), key=_main):
        several = list(alike)
        edges += sorted(several, key=repr) if len(several) > 1 else several
    return replace(model, people=tuple(sorted(model.people, key=lambda p: p.id)), edges=tuple(edges))


def _main(edge: MapEdge) -> tuple[str, str, str, float]:
    return edge.kind.value, edge.source, edge.target, edge.weight


def numbering(model: MapModel) -> dict[str, int]:
    """Opaque number of each person, by id."""
    return {key: n for n, key in enumerate(sorted(p.id for p in model.people))}
