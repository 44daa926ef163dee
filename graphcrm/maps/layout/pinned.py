"""Chosen places win over the layout: whoever is pinned takes the place, whoever stood there takes the nearest one left.

Only cells change: lines are laid along the streets of the grid afterwards, so none runs under a card, whoever was moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graphcrm.maps.layout.grid import Frame, Grid
from graphcrm.maps.layout.views import Cell
from graphcrm.maps.records.pins import MapPlace

__all__ = ["areas", "pinned"]

Area = tuple[int, int, int, int]
"""First and last line, first and last column."""


def areas(grid: Grid) -> tuple[Area, ...]:
    """Where the cards of the customer may stand, then where those of each organisation outside may."""
    inside = min((f.left for f in grid.frames), default=grid.columns)
    own = (0, len(grid.grades) - 1, 0, inside - 1)
    return (own, *((f.top, f.bottom, f.left, f.right) for f in grid.frames))


def pinned(grid: Grid, places: Mapping[str, MapPlace]) -> tuple[Grid, frozenset[str]]:
    """The grid with everybody at the place that was chosen, and who stands elsewhere than by the layout for it.

    Lines and order of a place are counted within the lane of the own organisation. A place counts only in the lane in which
    somebody stands by rank; one that is no longer there, or that two want, becomes the nearest that is free. Nobody else
    moves but who is in the way.
    """
    chosen = {i: place for i, place in places.items() if i in grid.at and grid.grades[grid.at[i][0]] == place.lane}
    if not chosen:
        return grid, frozenset()
    at, taken = dict(grid.at), set[Cell]()

    def settle(person: str, goal: Cell, among: set[Cell]) -> None:
        at[person] = min(among - taken, key=lambda cell: (abs(cell[0] - goal[0]), abs(cell[1] - goal[1]), cell))
        taken.add(at[person])

    for person, place in sorted(chosen.items(), key=lambda one: (one[1], one[0])):
        room = _room(grid, grid.at[person])
        top, left = min(room)
        settle(person, (top + place.line - 1, left + place.order - 1), room)
    free = {grid.at[i] for i in chosen}
    pushed = [i for i in sorted(grid.at, key=lambda i: grid.at[i]) if i not in chosen and grid.at[i] in taken]
    for person in pushed:
        settle(person, grid.at[person], free & _room(grid, grid.at[person]))
    return replace(grid, at=at, frames=tuple(_frame(f, at) for f in grid.frames)), frozenset((*chosen, *pushed))


def _room(grid: Grid, cell: Cell) -> set[Cell]:
    """All cells of the lane and area in which one lies."""
    top, bottom, left, right = next(a for a in areas(grid) if a[0] <= cell[0] <= a[1] and a[2] <= cell[1] <= a[3])
    lines = [r for r in range(top, bottom + 1) if grid.grades[r] == grid.grades[cell[0]]]
    return {(r, c) for r in lines for c in range(left, right + 1)}


def _frame(frame: Frame, at: Mapping[str, Cell]) -> Frame:
    """The frame round its people where they stand now: its name stands over the highest of them."""
    rows, columns = zip(*(cell for cell in at.values() if cell in frame.cells), strict=True)
    return replace(frame, top=min(rows), bottom=max(rows), left=min(columns), right=max(columns))
