"""Lines as polylines in map units: ports at cards, tracks in streets and alleys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graphcrm.maps.layout.grid import Grid
from graphcrm.maps.layout.plan import Plan
from graphcrm.maps.layout.ports import Ports, ports_of
from graphcrm.maps.layout.streets import laid
from graphcrm.maps.layout.tracks import Stretch, tracks
from graphcrm.maps.layout.views import CARD, Point
from graphcrm.maps.layout.ways import Link, Vertical, Way

__all__ = ["routes"]

#: Tracks keep this far from cards (arrow heads are drawn there) and, if there is room, from each other.
_CLEAR = 12.0
_APART = 9.0
#: Tracks in a column of empty cells keep this far from its edges, and from its middle, where the lines of a boss run.
_EDGE, _BESIDE = 16.0, 6.5
_ROUNDS = 3

Spot = tuple[int, int]
"""A vertical of a way, or the stretch after it: (link, place on the way)."""


def routes(links: Sequence[Link], grid: Grid, plan: Plan) -> list[tuple[Point, ...]]:
    """From the edge of the source's card to the edge of the target's, around all others; horizontal and vertical only."""
    drawing = _Drawing(links, laid(links, grid), plan)
    # Which track of an alley is best depends on those in the streets, and ports on both, so each is found several times.
    for _ in range(_ROUNDS):
        drawing.settle(ports_of(links, drawing.ways, grid, plan, drawing.x, drawing.y))
    return drawing.lines()


class _Drawing:
    """Ways that get their places: `x` of verticals, `y` of the stretches after them; at first in the middle of what they take."""

    def __init__(self, links: Sequence[Link], found: Sequence[Way], plan: Plan) -> None:
        self.ways, self._plan = found, plan
        self.x: dict[Spot, float] = {}
        self.y: dict[Spot, float] = {}
        self._ports: Ports = {}
        #: Verticals that begin or go on at a port, with its end; the others by alley or column; stretches by street.
        self._fixed: dict[Spot, int] = {}
        self._alleys: dict[tuple[str, int], dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
        self._streets: dict[int, dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
        for k, way in enumerate(found):
            for j, v in enumerate(way):
                end = _port_of(way, v)
                if end is None:
                    self._alleys[v.kind, v.place][links[k].net].append((k, j))
                else:
                    self._fixed[k, j] = end
                self.x[k, j] = sum(self._width(v.kind, v.place)) / 2
                if j + 1 < len(way):
                    street = v.ends[1] // 2
                    self._streets[street][links[k].net].append((k, j))
                    self.y[k, j] = sum(plan.streets[street]) / 2

    def settle(self, ports: Ports) -> None:
        """Take these ports, and the tracks that are best with them."""
        self._ports = ports
        for (k, j), end in self._fixed.items():
            self.x[k, j] = ports[k, end][0]
        for (kind, place), nets in self._alleys.items():
            names = sorted(nets, key=lambda n: (self._from(nets[n]), n))
            left, right = self._width(kind, place)
            aside = _BESIDE if kind == "cell" else 0.0
            self._share(self.x, nets, names, [self._upright(nets[n]) for n in names], left, right, aside)
        for street, nets in self._streets.items():
            names = sorted(nets)
            upper, lower = self._plan.streets[street]
            parts = [self._along(nets[n], street) for n in names]
            self._share(self.y, nets, names, parts, upper + _CLEAR, lower - _CLEAR)

    def _width(self, kind: str, place: int) -> tuple[float, float]:
        if kind == "alley":
            left, right = self._plan.alleys[place]
            return left + self._plan.clear, right - self._plan.clear
        return self._plan.left[place] + _EDGE, self._plan.left[place] + CARD[0] - _EDGE

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
                    x, y = self._ports[k, end]
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
            points: list[Point] = [self._ports[k, 0]]
            for j, v in enumerate(way):
                for end in (0, 1):
                    level = self._ports[k, end][1] if v.ends[end] % 2 else self.y[k, j - 1 + end]
                    points.append((self.x[k, j], level))
            drawn.append(_straight([*points, self._ports[k, 1]]))
        return drawn


def _port_of(way: Way, v: Vertical) -> int | None:
    """At which end of a way a vertical begins or, through empty cells of the same column, goes on."""
    if v.kind == "alley":
        return None
    return next((e for e in (0, 1) if way[-e].kind in ("top", "bottom") and way[-e].place == v.place), None)


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
