"""What is drawn where, so that it can be told what a further line would cross.

Lines are cut at the heights of `graphcrm.maps.layout.ways`: street r is height 2r, line r of the cards 2r + 1. In a street runs
that are level cross stretches up or down; beside a line of cards the way from the side of a card into its alley does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.maps.layout.drawing import CLEAR, TOUCH, Trace
from graphcrm.maps.layout.plan import Plan
from graphcrm.maps.layout.views import CARD
from graphcrm.maps.layout.ways import Vertical

__all__ = ["ALONG", "UP", "Drawn", "Pieces", "Whole", "sides"]

UP, ALONG = 0, 1
Whole = NDArray[Any]
Piece = tuple[float, float, float, int]
"""Where a piece is, from where to where it goes, and its net."""


class Pieces:
    """Pieces of one direction at one height, in the order of their places."""

    def __init__(self, pieces: Iterable[Piece], extent: tuple[float, float]) -> None:
        self.at, self.low, self.high, self.net = np.fromiter(chain(*sorted(pieces)), dtype=float).reshape(-1, 4).T
        self.nets = frozenset(self.net.tolist())
        self._places: list[float] = self.at.tolist()
        self._extent = extent
        self._over: dict[float, tuple[Whole, Whole]] = {}
        self._tracks: dict[int | None, Whole] = {}

    def tracks_without(self, net: int) -> Whole:
        """The middles between those that run along a street, and its edges, as if none of a net were there."""
        gone = net if net in self.nets else None
        if gone not in self._tracks:
            self._tracks[gone] = self._between(self.at[self.net != net])
        return self._tracks[gone]

    def within(self, start: float, stop: float) -> slice:
        """Which of them are between two places."""
        low, high = (start, stop) if start < stop else (stop, start)
        return slice(bisect_right(self._places, low + TOUCH), bisect_left(self._places, high - TOUCH))

    def over(self, place: float, net: int) -> Whole:
        """Where those are that run over a place, without those of a net."""
        found = self._over.get(place)
        if found is None:
            over = (self.low < place - TOUCH) & (self.high > place + TOUCH)
            found = self._over[place] = self.at[over], self.net[over]
        places, nets = found
        return np.asarray(places[nets != net]) if net in self.nets else places

    def crossed(self, place: float, start: float, stop: float, net: int) -> int:
        """How many of them a piece of a net crosses that is at right angles to them."""
        some = self.within(start, stop)
        if some.start >= some.stop:
            return 0
        over = (self.low[some] < place - TOUCH) & (self.high[some] > place + TOUCH) & (self.net[some] != net)
        return int(np.count_nonzero(over))

    def _between(self, places: Whole) -> Whole:
        upper, lower = self._extent
        apart = sorted({*places.round(1).tolist()})
        edges = np.array([upper + CLEAR / 2, *apart, lower - CLEAR / 2])
        return np.asarray((edges[:-1] + edges[1:]) / 2)


class Drawn:
    """The lines of a drawing by height; what several of one net share is there once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._by_line: dict[int, list[tuple[int, int, Piece]]] = {}
        #: The lines of each net.
        self._lines: dict[int, set[int]] = defaultdict(set)
        #: By height and direction, the pieces by net and place.
        self._merged: dict[tuple[int, int], dict[tuple[int, int], Piece]] = defaultdict(dict)
        self._known: dict[tuple[int, int], Pieces] = {}

    def put(self, k: int, net: int, trace: Trace) -> None:
        """Draw a line."""
        self._by_line[k] = [*self._cut(net, trace)]
        self._lines[net].add(k)
        self._merge(self._by_line[k])

    def take(self, k: int) -> None:
        """Take a line away."""
        gone = self._by_line.pop(k)
        net = gone[0][2][3]
        self._lines[net].remove(k)
        for height, way, (place, _, _, _) in gone:
            self._merged[height, way].pop((net, round(place)), None)
            self._known.pop((height, way), None)
        there = {(height, way) for height, way, _ in gone}
        for other in self._lines[net]:
            self._merge(piece for piece in self._by_line[other] if piece[:2] in there)

    def _merge(self, pieces: Iterable[tuple[int, int, Piece]]) -> None:
        """Add pieces to those of their net that run at the same place, which they may have been added to before."""
        for height, way, piece in pieces:
            place, low, high, net = piece
            merged = self._merged[height, way]
            before = merged.get((net, round(place)), piece)
            merged[net, round(place)] = place, min(low, before[1]), max(high, before[2]), net
            self._known.pop((height, way), None)

    def at(self, height: int, way: int) -> Pieces:
        """What goes `UP` or `ALONG` at a height."""
        found = self._known.get((height, way))
        if found is None:
            found = self._known[height, way] = Pieces(self._merged[height, way].values(), self.extent(height))
        return found

    def extent(self, height: int) -> tuple[float, float]:
        """Upper and lower edge of a street or a line of cards."""
        if height % 2 == 0:
            return self._plan.streets[height // 2]
        top = self._plan.top[height // 2]
        return top, top + CARD[1]

    def _cut(self, net: int, trace: Trace) -> Iterator[tuple[int, int, Piece]]:
        """Height, direction and piece for all pieces of a line."""
        way, xs, ys, ports = trace
        for j, v in enumerate(way):
            start = ys[j - 1] if j else ports[0][1]
            stop = ys[j] if j < len(ys) else ports[1][1]
            for height, low, high in self._upright(v, min(start, stop), max(start, stop)):
                yield height, UP, (xs[j], low, high, net)
            if j < len(ys):
                yield v.ends[1], ALONG, (ys[j], min(xs[j : j + 2]), max(xs[j : j + 2]), net)
        for end in sides(way):
            x, y = ports[end]
            yield way[-end].ends[end], ALONG, (y, min(x, xs[-end]), max(x, xs[-end]), net)

    def _upright(self, v: Vertical, start: float, stop: float) -> Iterator[tuple[int, float, float]]:
        for height in v.heights:
            upper, lower = self.extent(height)
            low, high = max(start, upper), min(stop, lower)
            if low < high:
                yield height, low, high


def sides(way: tuple[Vertical, ...]) -> list[int]:
    """At which of its ends a way begins at the side of a card: 0, 1."""
    return [end for end in (0, 1) if way[-end].kind == "alley" and way[-end].ends[end] % 2]
