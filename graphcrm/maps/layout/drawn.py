"""What is drawn where, so that it can be told what a further line would cross.

Lines are cut at the heights of `graphcrm.maps.layout.ways`: street r is height 2r, line r of the cards 2r + 1. In a street runs
that are level cross stretches up or down; beside a line of cards the way from the side of a card into its alley does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphcrm.maps.layout.drawing import TOUCH, Trace
from graphcrm.maps.layout.plan import Plan
from graphcrm.maps.layout.views import CARD
from graphcrm.maps.layout.ways import Vertical

__all__ = ["ALONG", "UP", "Drawn", "Pieces", "Whole", "sides"]

UP, ALONG = 0, 1
Whole = NDArray[Any]
Piece = tuple[float, float, float, int]
"""Where a piece is, from where to where it goes, and its net."""


class Pieces(NamedTuple):
    """Pieces of one direction at one height."""

    at: Whole
    low: Whole
    high: Whole
    net: Whole

    def crossed(self, place: float, start: float, stop: float, net: int) -> int:
        """How many of them a piece of a net crosses that is at right angles to them."""
        low, high = (start, stop) if start < stop else (stop, start)
        over = (self.at > low + TOUCH) & (self.at < high - TOUCH) & (self.net != net)
        return int(np.count_nonzero(over & (self.low < place - TOUCH) & (self.high > place + TOUCH)))


class Drawn:
    """The lines of a drawing by height; what several of one net share is there once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._by_line: dict[int, list[tuple[int, int, Piece]]] = {}
        self._pieces: dict[tuple[int, int], dict[int, list[Piece]]] = defaultdict(lambda: defaultdict(list))
        self._known: dict[tuple[int, int], Pieces] = {}

    def put(self, k: int, net: int, trace: Trace) -> None:
        """Draw a line."""
        self._by_line[k] = [*self._cut(net, trace)]
        for height, way, piece in self._by_line[k]:
            self._pieces[height, way][k].append(piece)
            self._known.pop((height, way), None)

    def take(self, k: int) -> None:
        """Take a line away."""
        for height, way, _ in self._by_line.pop(k):
            self._pieces[height, way].pop(k, None)
            self._known.pop((height, way), None)

    def at(self, height: int, way: int) -> Pieces:
        """What goes `UP` or `ALONG` at a height."""
        found = self._known.get((height, way))
        if found is None:
            merged: dict[tuple[int, int], Piece] = {}
            for pieces in self._pieces[height, way].values():
                for place, low, high, net in pieces:
                    _, first, last, _ = merged.get((net, round(place)), (place, low, high, net))
                    merged[net, round(place)] = place, min(low, first), max(high, last), net
            found = self._known[height, way] = Pieces(*np.array([*merged.values()], dtype=float).reshape(-1, 4).T)
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
