"""All ways that a line may take through the grid: along streets between cards, never under one.

Between two lines of cards runs a street (number r: above line r), between two columns an alley (number c: left of column c);
an empty cell may be crossed from top to bottom. A way is a row of verticals joined by streets: it leaves a card at its top or
bottom, or at a side into the alley there, changes street through an alley or an empty cell if it must, and ends likewise.
The name of an organisation stands over its frame: no way leads up from the cards right under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import Literal, NamedTuple

from graphcrm.maps.layout.grid import Grid
from graphcrm.maps.layout.views import Cell

__all__ = ["Choices", "Link", "Vertical", "Way", "length"]

Kind = Literal["top", "bottom", "alley", "cell"]

_BEND = 1.0
#: A line of cards passed counts as so many columns.
_HEIGHT = 0.2
#: Of all ways of a line so many are looked at.
_MOST = 20


class Link(NamedTuple):
    """A line to be drawn: from one person to another. Links of one net may share their way (all lines of one boss)."""

    net: str
    source: str
    target: str

    @property
    def trunk(self) -> bool:
        """Whether it is a solid reporting line: all of one boss share a trunk."""
        return self.net.startswith("=") and not self.net.endswith(".")


class Vertical(NamedTuple):
    """A stretch up or down: at the top or bottom of a card, in an alley, or through empty cells of a column.

    place
        Column of the card or cells, or number of the alley.
    ends
        Heights of both ends in drawing order: street r is 2r, the middle of line r is 2r + 1. In an alley an odd height is
        the side of a card.
    """

    kind: Kind
    place: int
    ends: tuple[int, int]

    @property
    def where(self) -> float:
        """Horizontal position in columns."""
        return self.place - 0.5 if self.kind == "alley" else float(self.place)

    @property
    def back(self) -> Vertical:
        """The same in the other direction."""
        return Vertical(self.kind, self.place, self.ends[::-1])

    @property
    def heights(self) -> range:
        """All heights that it passes, its ends among them."""
        return range(min(self.ends), max(self.ends) + 1)


Way = tuple[Vertical, ...]
"""From source to target; neighbours meet in a street."""


def length(way: Way) -> float:
    """In columns, with what bends and lines of cards passed count for."""
    heights = sides = sideways = bends = 0
    before = None
    for kind, place, (one, other) in way:
        heights += abs(other - one)
        half = 2 * place
        if kind == "alley":
            sides += one % 2 + other % 2
        else:
            half += 1
        if before is not None and half != before:
            sideways += abs(half - before)
            bends += 1
        before = half
    return sideways / 2 + _HEIGHT * (heights / 2) + _BEND * (2 * bends + (sides if heights else 0))


class Choices:
    """The ways through one grid."""

    def __init__(self, grid: Grid) -> None:
        named = [f for f in grid.frames if f.titled]
        self._grid = grid
        self._taken = {*grid.at.values(), *(cell for f in grid.frames for cell in f.cells)}
        self._titled = {c: {f.top for f in named if f.left < c <= f.right} for c in range(grid.columns + 1)}
        self._under_title = {(f.top, c) for f in named for c in range(f.left, f.right + 1)}
        self._passages, self._alley = cache(self._between), cache(self._beside)

    def of(self, link: Link) -> list[tuple[float, Way]]:
        """The usual ones with their lengths, the shortest first; the longest of many are left out."""
        a, b = self._grid.at[link.source], self._grid.at[link.target]
        return _by_length((*self._over_streets(a, b), *self._from_sides(a, b, link.trunk)))[:_MOST]

    def around(self, link: Link) -> list[tuple[float, Way]]:
        """Ways beside the frames in which both ends stand, along any street between: they can go around all others."""
        a, b = self._grid.at[link.source], self._grid.at[link.target]
        found = [
            (*out, *(v.back for v in reversed(home)))
            for street in range(0, 2 * len(self._grid.grades) + 1, 2)
            for out, home in product(self._onto(a, b, street), self._onto(b, a, street))
        ]
        return _by_length(found)

    def _over_streets(self, a: Cell, b: Cell) -> Iterator[Way]:
        """From top or bottom to top or bottom."""
        for start, end in product(self._exits(a, b), self._exits(b, a)):
            high, low = sorted((start.ends[1] // 2, end.ends[1] // 2))
            if high == low:
                yield start, end.back
            else:
                for kind, place in self._passages(high, low):
                    yield start, Vertical(kind, place, (start.ends[1], end.ends[1])), end.back

    def _from_sides(self, a: Cell, b: Cell, trunk: bool) -> Iterator[Way]:
        """From or to the side of a card; the trunk of a boss begins in the middle."""
        (r, c), (s, d) = a, b
        ours, theirs = () if trunk else (c, c + 1), (d, d + 1)
        for start, place in product(self._exits(a, b), theirs):
            yield from ((start, v.back) for v in self._alley(place, 2 * s + 1, start.ends[1]))
        for place, end in product(ours, self._exits(b, a)):
            yield from ((v, end.back) for v in self._alley(place, 2 * r + 1, end.ends[1]))
        streets = sorted({2 * min(r, s) + 2, 2 * max(r, s)}) if r != s else (2 * r, 2 * r + 2)
        for place, other in product(ours, theirs):
            if place == other:
                yield from ((v,) for v in self._alley(place, 2 * r + 1, 2 * s + 1))
                continue
            for street in streets:
                both = self._alley(place, 2 * r + 1, street), self._alley(other, 2 * s + 1, street)
                yield from ((v, w.back) for v, w in product(*both))

    def _exits(self, one: Cell, other: Cell) -> Iterator[Vertical]:
        """How a card is left towards another: downwards to one that stands lower, upwards to one that stands higher."""
        (r, c), (s, _) = one, other
        if s >= r or one in self._under_title:
            yield Vertical("bottom", c, (2 * r + 1, 2 * r + 2))
        if s <= r and one not in self._under_title:
            yield Vertical("top", c, (2 * r + 1, 2 * r))

    def _beside(self, place: int, start: int, end: int) -> list[Vertical]:
        """From the side of a card up or down its alley, if no name is in the way."""
        titled = any(min(start, end) <= 2 * line < max(start, end) for line in self._titled[place])
        return [] if titled else [Vertical("alley", place, (start, end))]

    def _between(self, high: int, low: int) -> list[tuple[Kind, int]]:
        """What leads from street `high` down to street `low`."""
        lines = range(high, low)
        alleys = [c for c in range(self._grid.columns + 1) if not any(r in self._titled[c] for r in lines)]
        cells = [c for c in range(self._grid.columns) if not any((r, c) in self._taken for r in lines)]
        return [*(("alley", c) for c in alleys), *(("cell", c) for c in cells)]

    def _onto(self, cell: Cell, other: Cell, street: int) -> Iterator[Way]:
        """From a card along an alley beside its frame, or beside itself, to a street."""
        line, column = cell
        frame = next((f for f in self._grid.frames if cell in f.cells), None)
        for place in (frame.left, frame.right + 1) if frame else (column, column + 1):
            if place in (column, column + 1):
                yield from ((v,) for v in self._alley(place, 2 * line + 1, street))
            for leaving in self._exits(cell, other):
                if leaving.ends[1] != street:
                    yield leaving, Vertical("alley", place, (leaving.ends[1], street))


def _by_length(ways: Iterable[Way]) -> list[tuple[float, Way]]:
    return sorted(((length(way), way) for way in ways), key=lambda one: one[0])
