"""Lines as polylines in map units: ports at cards, tracks in streets and alleys."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.maps.layout.drawing import Drawing
from graphcrm.maps.layout.grid import Frame, Grid
from graphcrm.maps.layout.plan import Plan
from graphcrm.maps.layout.remembered import remembered
from graphcrm.maps.layout.rerouting import rerouted
from graphcrm.maps.layout.streets import Laying
from graphcrm.maps.layout.stubs import parted
from graphcrm.maps.layout.views import Cell, Point
from graphcrm.maps.layout.ways import Link

__all__ = ["routes"]

#: Which track of an alley is best depends on those in the streets, and ports on both, so each is found several times.
_ROUNDS = 3


def routes(links: Sequence[Link], grid: Grid, plan: Plan) -> list[tuple[Point, ...]]:
    """From the edge of the source's card to the edge of the target's, around all others; horizontal and vertical only."""
    return list(_routes(tuple(links), tuple(grid.at.items()), grid.grades, grid.columns, grid.frames, plan))


@remembered
def _routes(
    links: Sequence[Link],
    at: tuple[tuple[str, Cell], ...],
    grades: tuple[int, ...],
    columns: int,
    frames: tuple[Frame, ...],
    plan: Plan,
) -> tuple[tuple[Point, ...], ...]:
    """The same of a grid that can be looked up."""
    grid = Grid(dict(at), grades, columns, frames)
    laying = Laying(links, grid)
    drawing = Drawing(links, laying.done, grid, plan)
    for _ in range(_ROUNDS):
        drawing.settle()
    return tuple(parted(rerouted(drawing, laying.options).lines(), links, grid, plan))
