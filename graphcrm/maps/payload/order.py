"""Order and numbers of people in a page: opaque, and the same whatever the order of the input."""

from __future__ import annotations

from dataclasses import replace

from graphcrm.maps.records.model import MapModel

__all__ = ["in_order", "numbering"]


def in_order(model: MapModel) -> MapModel:
    """The model with people and edges in an order of their own, so that the order of the input leaves no trace."""
    edges = sorted(model.edges, key=lambda e: (str(e.kind), e.source, e.target, e.weight, repr(e)))
    return replace(model, people=tuple(sorted(model.people, key=lambda p: p.id)), edges=tuple(edges))


def numbering(model: MapModel) -> dict[str, int]:
    """Opaque number of each person, by id."""
    return {key: n for n, key in enumerate(sorted(p.id for p in model.people))}
