"""A drawing of lines: ports at cards, tracks in streets and alleys, for ways that are given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphcrm.maps.layout.grid import Grid
from graphcrm.maps.layout.plan import Plan
from graphcrm.maps.layout.ports import Ports, ports_of
from graphcrm.maps.layout.tracks import Stretch, tracks
from graphcrm.maps.layout.views import CARD, Point
from graphcrm.maps.layout.ways import Link, Way

__all__ = ["CLEAR", "TOUCH", "Crossed", "Drawing", "Trace"]

#: Tracks keep this far from cards (arrow heads are drawn there) and, if there is room, from each other.
CLEAR = 12.0
_APART = 9.0
#: Tracks in a column of empty cells keep this far from its edges, and from its middle, where the lines of a boss run.
_EDGE, _BESIDE = 16.0, 6.5
#: Pieces that meet by less than this only touch.
TOUCH = 0.5

Spot = tuple[int, int]
"""A vertical of a way, or the stretch after it: (link, place on the way)."""


class Trace(NamedTuple):
    """A way with its places: x of each vertical, y of each stretch between two, and both ports."""

    way: Way
    x: Sequence[float]
    y: Sequence[float]
    ports: tuple[Point, Point]


class Crossed(NamedTuple):
    """At how many places lines cross, and how many pieces of others each line does; a trunk that several share is crossed once."""

    places: int
    by_line: Sequence[int]


class Drawing:
    """Ways that get their places: `x` of verticals, `y` of the stretches after them; at first in the middle of what they take."""

    def __init__(self, links: Sequence[Link], found: Sequence[Way], grid: Grid, plan: Plan) -> None:
        self.links, self.ways, self.grid, self.plan = links, found, grid, plan
        self.x: dict[Spot, float] = {}
        self.y: dict[Spot, float] = {}
        self.ports: Ports = {}
        #: Verticals that begin or go on at a port, with its end; the others by alley or column; stretches by street.
        self._fixed: dict[Spot, int] = {}
        self._alleys: dict[tuple[str, int], dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
        self._streets: dict[int, dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
        for k, way in enumerate(found):
            for j, v in enumerate(way):
                end = _port_of(way, j)
                if end is None:
                    self._alleys[v.kind, v.place][links[k].net].append((k, j))
                else:
                    self._fixed[k, j] = end
                self.x[k, j] = sum(self._width(v.kind, v.place)) / 2
                if j + 1 < len(way):
                    street = v.ends[1] // 2
                    self._streets[street][links[k].net].append((k, j))
                    self.y[k, j] = sum(plan.streets[street]) / 2

    def trace(self, k: int) -> Trace:
        """The way of a link and its places."""
        way = self.ways[k]
        x = [self.x[k, j] for j in range(len(way))]
        return Trace(way, x, [self.y[k, j] for j in range(len(way) - 1)], (self.ports[k, 0], self.ports[k, 1]))

    def with_others(self, others: Mapping[int, Trace]) -> Drawing:
        """The drawing with other ways for some links, settled from where everything is."""
        ways = [others[k].way if k in others else way for k, way in enumerate(self.ways)]
        drawing = Drawing(self.links, ways, self.grid, self.plan)
        drawing.x |= {spot: x for spot, x in self.x.items() if spot[0] not in others}
        drawing.y |= {spot: y for spot, y in self.y.items() if spot[0] not in others}
        for k, trace in others.items():
            drawing.x |= {(k, j): x for j, x in enumerate(trace.x)}
            drawing.y |= {(k, j): y for j, y in enumerate(trace.y)}
        drawing.settle()
        return drawing

    def settle(self) -> None:
        """Take the ports and the tracks that are best as everything stands."""
        self.ports = ports_of(self.links, self.ways, self.grid, self.plan, self.x, self.y)
        for (k, j), end in self._fixed.items():
            self.x[k, j] = self.ports[k, end][0]
        for (kind, place), nets in self._alleys.items():
            names = sorted(nets, key=lambda n: (self._from(nets[n]), n))
            left, right = self._width(kind, place)
            aside = _BESIDE if kind == "cell" else 0.0
            self._share(self.x, nets, names, [self._upright(nets[n]) for n in names], left, right, aside)
        for street, nets in self._streets.items():
            names = sorted(nets)
            upper, lower = self.plan.streets[street]
            parts = [self._along(nets[n], street) for n in names]
            self._share(self.y, nets, names, parts, upper + CLEAR, lower - CLEAR)

    def crossings(self) -> Crossed:
        """What crosses what."""
        owners: dict[tuple[Point, Point], list[int]] = defaultdict(list)
        for k, points in enumerate(self.lines()):
            for a, b in pairwise(points):
                owners[min(a, b), max(a, b)].append(k)
        level, upright = ([piece for piece in owners if (piece[0][i] == piece[1][i])] for i in (1, 0))
        left, y, right, _ = _columns(level)[:, :, None]
        x, top, _, bottom = _columns(upright)
        over = (left + TOUCH < x) & (x < right - TOUCH) & (top + TOUCH < y) & (y < bottom - TOUCH)
        one, other = np.nonzero(over)
        by_line = [0] * len(self.links)
        for pieces, crossed in ((level, one), (upright, other)):
            for piece, times in zip(pieces, np.bincount(crossed, minlength=len(pieces)).tolist(), strict=True):
                for k in owners[piece]:
                    by_line[k] += times
        # np.unique loads masked arrays, a fifth of what NumPy takes itself.
        places = {*zip(x[other].round().tolist(), y[one, 0].round().tolist(), strict=True)}
        return Crossed(len(places), by_line)

    def _width(self, kind: str, place: int) -> tuple[float, float]:
        if kind == "alley":
            left, right = self.plan.alleys[place]
            return left + self.plan.clear, right - self.plan.clear
        return self.plan.left[place] + _EDGE, self.plan.left[place] + CARD[0] - _EDGE

    def _share(
        self,
        places: dict[Spot, float],
        nets: Mapping[str, Sequence[Spot]],
        names: Sequence[str],
        parts: Sequence[Stretch],
        low: float,
        high: float,
        aside: float = 0.0,
    ) -> None:
        """Give each net a track between two edges; `aside` says how far a middle one keeps from the middle."""
        track = tracks(parts)
        count = max(track) + 1
        step = min(_APART, (high - low) / max(1, count - 1))
        first = (low + high) / 2 - step * (count - 1) / 2 + (aside if count % 2 else 0.0)
        for n, t in zip(names, track, strict=True):
            places |= dict.fromkeys(nets[n], first + t * step)

    def _from(self, spots: Sequence[Spot]) -> float:
        """Where the neighbours of verticals are."""
        near = [self.ways[k][i].where for k, j in spots for i in (j - 1, j + 1) if 0 <= i < len(self.ways[k])]
        return sum(near) / len(near) if near else 0.0

    def _upright(self, spots: Sequence[Spot]) -> Stretch:
        """What a line takes of an alley, from above; it leaves towards the left as one leaves a street upwards."""
        ends: set[tuple[float, bool]] = set()
        for k, j in spots:
            v = self.ways[k][j]
            for end, other in enumerate((j - 1, j + 1)):
                if v.ends[end] % 2:
                    x, y = self.ports[k, end]
                    ends.add((y, x < self.x[k, j]))
                else:
                    ends.add((self.y[k, min(j, other)], self.ways[k][other].where < v.where))
        return Stretch(tuple(sorted(ends)))

    def _along(self, spots: Sequence[Spot], street: int) -> Stretch:
        """What a line takes of a street."""
        ends: set[tuple[float, bool]] = set()
        for k, j in spots:
            ends.add((self.x[k, j], self.ways[k][j].ends[0] < 2 * street))
            ends.add((self.x[k, j + 1], self.ways[k][j + 1].ends[1] < 2 * street))
        return Stretch(tuple(sorted(ends)))

    def lines(self) -> list[tuple[Point, ...]]:
        """The polylines, as everything stands."""
        drawn: list[tuple[Point, ...]] = []
        for k, way in enumerate(self.ways):
            points: list[Point] = [self.ports[k, 0]]
            for j, v in enumerate(way):
                for end in (0, 1):
                    level = self.ports[k, end][1] if v.ends[end] % 2 else self.y[k, j - 1 + end]
                    points.append((self.x[k, j], level))
            drawn.append(_straight([*points, self.ports[k, 1]]))
        return drawn


def _port_of(way: Way, j: int) -> int | None:
    """At which end of a way a vertical begins or, through empty cells of the same column, goes on."""
    v = way[j]
    if v.kind == "alley":
        return None
    ends = (1, 0) if j == len(way) - 1 else (0, 1)
    return next((e for e in ends if way[-e].kind in ("top", "bottom") and way[-e].place == v.place), None)


def _columns(pieces: Iterable[tuple[Point, Point]]) -> NDArray[np.float64]:
    """Both coordinates of both ends, shape (4, pieces)."""
    return np.fromiter(chain(*chain(*pieces)), dtype=float).reshape(-1, 4).T


def _straight(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without points on the way between their neighbours."""
    kept: list[Point] = []
    for p in points:
        if kept and abs(kept[-1][0] - p[0]) < 0.05 and abs(kept[-1][1] - p[1]) < 0.05:
            continue
        while len(kept) > 1 and (_same(kept[-2], kept[-1], p, 0) or _same(kept[-2], kept[-1], p, 1)):
            kept.pop()
        kept.append(p)
    return tuple(kept)


def _same(a: Point, b: Point, c: Point, axis: int) -> bool:
    return abs(a[axis] - b[axis]) < 0.05 and abs(b[axis] - c[axis]) < 0.05
