"""Which way a line takes through the grid: along streets between cards, never under one.

Between two lines of cards runs a street (number r: above line r), between two columns an alley (number c: left of column c);
an empty cell may be crossed from top to bottom. A way is a row of verticals joined by streets: it leaves a card through its
top or bottom, changes street through an alley or an empty cell if it must, and ends at the top or bottom of the other card.
The name of an organisation stands over its frame, so cards right under it are left and entered from the side, through the
alley at their left. Of all ways the shortest is taken; a bend, a full alley, a crossing and the frame of an organisation in which
neither end stands count as detours.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graphcrm.maps.layout.grid import Cell, Grid
from graphcrm.maps.layout.traffic import Traffic

__all__ = ["Link", "Vertical", "Way", "ways"]

Kind = Literal["top", "bottom", "alley", "cell"]

_BEND = 1.0
_CROWDED = 0.1
#: Lines that an alley takes before others are preferred.
_ROOM = 3
#: A crossing, and a frame of strangers entered, count as a detour of so many columns.
_CROSSING = 0.8
_TRESPASS = 200.0
#: So often every line is laid anew, beside all others.
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Link:
    """A line to be drawn: from one person to another. Links of one net may share their way (all lines of one boss)."""

    net: str
    source: str
    target: str

    @property
    def trunk(self) -> bool:
        """Whether it is a solid reporting line: all of one boss share a trunk."""
        return self.net.startswith("=") and not self.net.endswith(".")


@dataclass(frozen=True, slots=True)
class Vertical:
    """A stretch up or down: at the top or bottom of a card, in an alley, or through empty cells of a column.

    place
        Column of the card or cells, or number of the alley.
    ends
        Heights of both ends in drawing order: street r is 2r, the middle of line r is 2r + 1.
    """

    kind: Kind
    place: int
    ends: tuple[int, int]

    @property
    def where(self) -> float:
        """Horizontal position in columns."""
        return self.place - 0.5 if self.kind == "alley" else float(self.place)


Way = tuple[Vertical, ...]
"""From source to target; neighbours meet in a street."""
Passages = Callable[[int, int], Iterator[tuple[Kind, int]]]
"""What leads from one street down to another."""


def ways(links: Sequence[Link], grid: Grid) -> list[Way]:
    """A way for each link, in the order given."""
    laying = _Laying(links, grid)
    order = sorted(
        range(len(links)), key=lambda k: (_far(grid, links[k]), links[k].net, links[k].source, links[k].target)
    )
    for _ in range(_ROUNDS):
        for k in order:
            laying.lay(k)
    return laying.done


class _Laying:
    """Ways laid one after the other, each beside all that are there."""

    def __init__(self, links: Sequence[Link], grid: Grid) -> None:
        named = [f for f in grid.frames if f.titled]
        self.done: list[Way] = [()] * len(links)
        self._links, self._grid = links, grid
        self._taken = {*grid.at.values(), *(cell for f in grid.frames for cell in f.cells)}
        self._titled = {c: {f.top for f in named if f.left < c <= f.right} for c in range(grid.columns + 1)}
        self._under_title = {(f.top, c): c == f.left for f in named for c in range(f.left, f.right + 1)}
        self._full: Counter[tuple[int, int]] = Counter()
        self._traffic = Traffic(len(grid.grades), grid.columns, grid.frames)

    def lay(self, k: int) -> None:
        """Lay a link, anew if it was laid."""
        self._count(k, -1)
        a, b = self._grid.at[self._links[k].source], self._grid.at[self._links[k].target]
        choices = _choices(a, b, self._under_title, self._passages)
        if self._links[k].trunk:
            choices = itertools.chain(choices, _sideways(a, b, self._under_title))
        best = self._best(choices, a, b)
        if self._traffic.trespasses(best, (a, b)):
            best = self._best((best, *_around(self._grid, a, b, self._under_title)), a, b)
        self.done[k] = best
        self._count(k, 1)

    def _count(self, k: int, times: int) -> None:
        self._traffic.lay(self._links[k].net, self.done[k], times)
        for v in self.done[k]:
            if v.kind == "alley":
                for h in _heights(v):
                    self._full[v.place, h] += times

    def _best(self, choices: Iterable[Way], a: Cell, b: Cell) -> Way:
        best: tuple[float, tuple[tuple[str, int, tuple[int, int]], ...], Way] | None = None
        for way in choices:
            cost = self._length(way)
            if best is not None and cost > best[0]:
                continue  # crossings make it no shorter
            cost += _CROSSING * self._traffic.crossings(way) + _TRESPASS * self._traffic.trespasses(way, (a, b))
            found = round(cost, 6), way_key(way), way
            best = found if best is None else min(best, found, key=lambda one: one[:2])
        assert best is not None
        return best[2]

    def _length(self, way: Way) -> float:
        sideways = sum(abs(a.where - b.where) for a, b in itertools.pairwise(way))
        bends = sum(2 if abs(a.where - b.where) > 0.1 else 0 for a, b in itertools.pairwise(way))
        sides = sum(1 for v in (way[0], way[-1]) if v.kind == "alley")
        crowd = sum(max(0, self._full[v.place, h] - _ROOM) for v in way if v.kind == "alley" for h in _heights(v))
        return sideways + _BEND * (bends + sides) + _CROWDED * crowd

    def _passages(self, high: int, low: int) -> Iterator[tuple[Kind, int]]:
        """What leads from street `high` down to street `low`."""
        lines = range(high, low)
        for c in range(self._grid.columns + 1):
            if not any(r in self._titled[c] for r in lines):
                yield "alley", c
        for c in range(self._grid.columns):
            if not any((r, c) in self._taken for r in lines):
                yield "cell", c


def way_key(way: Way) -> tuple[tuple[str, int, tuple[int, int]], ...]:
    return tuple((v.kind, v.place, v.ends) for v in way)


def _far(grid: Grid, link: Link) -> int:
    (r, c), (s, d) = grid.at[link.source], grid.at[link.target]
    return abs(r - s) + abs(c - d)


def _heights(v: Vertical) -> range:
    return range(min(v.ends), max(v.ends) + 1)


def _choices(a: Cell, b: Cell, under_title: Mapping[Cell, bool], passages: Passages) -> Iterator[Way]:
    (r, c), (s, d) = a, b
    for start in _leaving(a, b, under_title):
        for end in _leaving(b, a, under_title):
            back = Vertical(end.kind, end.place, end.ends[::-1])
            if start.kind == "alley":
                yield Vertical("alley", c, (2 * r + 1, back.ends[0])), back
                continue
            if back.kind == "alley":
                yield start, Vertical("alley", d, (start.ends[1], 2 * s + 1))
                continue
            here, there = start.ends[1], back.ends[0]
            if here == there:
                yield start, back
                continue
            for kind, place in passages(min(here, there) // 2, max(here, there) // 2):
                yield start, Vertical(kind, place, (here, there)), back


def _sideways(a: Cell, b: Cell, under_title: Mapping[Cell, bool]) -> Iterator[Way]:
    """From a boss to the left side of a card: whoever stands below others is reached past them."""
    for start in _leaving(a, b, under_title):
        if start.kind != "alley":
            yield start, Vertical("alley", b[1], (start.ends[1], 2 * b[0] + 1))


def _around(grid: Grid, a: Cell, b: Cell, under_title: Mapping[Cell, bool]) -> Iterator[Way]:
    """Ways beside the frames in which both ends stand, along any street between: they can go around all others."""
    for start in _leaving(a, b, under_title):
        for end in _leaving(b, a, under_title):
            for street in range(0, 2 * len(grid.grades) + 1, 2):
                for out in _onto(grid, a, start, street):
                    for home in _onto(grid, b, end, street):
                        yield (*out, *(Vertical(v.kind, v.place, v.ends[::-1]) for v in reversed(home)))


def _onto(grid: Grid, cell: Cell, leaving: Vertical, street: int) -> Iterator[Way]:
    """From a card along an alley beside its frame, or itself, to a street."""
    if leaving.kind == "alley":
        yield (Vertical("alley", leaving.place, (leaving.ends[0], street)),)
        return
    _, column = cell
    frame = next((f for f in grid.frames if cell in f.cells), None)
    for alley in (frame.left, frame.right + 1) if frame else (column, column + 1):
        if leaving.ends[1] != street:
            yield leaving, Vertical("alley", alley, (leaving.ends[1], street))


def _leaving(one: Cell, other: Cell, under_title: Mapping[Cell, bool]) -> Iterator[Vertical]:
    """How a card may be left towards another: upwards or downwards; under a title at the side, or downwards inside a frame."""
    (r, c), (s, _) = one, other
    if s > r or (s == r and (one in under_title or other in under_title)) or under_title.get(one) is False:
        yield Vertical("bottom", c, (2 * r + 1, 2 * r + 2))
    elif one in under_title:
        yield Vertical("alley", c, (2 * r + 1, 2 * r))
    else:
        yield Vertical("top", c, (2 * r + 1, 2 * r))
