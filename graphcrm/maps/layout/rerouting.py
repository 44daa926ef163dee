"""Lines taken up and laid anew where another way crosses fewer of the lines that are drawn.

Rip-up and reroute (Dees and Karger 1982): `graphcrm.maps.layout.streets` has to estimate what depends on ports and tracks; here
both are known of all other lines, and every track of a street is tried. What a new way promises it has to keep: it stays if the whole
drawing, settled with it, has no more crossings than before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from graphcrm.maps.layout.drawing import TOUCH, Crossed, Drawing, Trace
from graphcrm.maps.layout.drawn import ALONG, UP, Drawn, Whole, sides
from graphcrm.maps.layout.streets import CROSSING
from graphcrm.maps.layout.views import CARD, Point
from graphcrm.maps.layout.ways import Way

__all__ = ["rerouted"]

#: Every line is laid anew so often, as long as no more than these have been compared with all others (.2 s); the worst first.
_ROUNDS, _MOST = 3, 30_000
#: So many lines move before the drawing is settled, and one more for so many lines in all.
_AT_ONCE, _MANY = 2, 30
#: About so far from the middle of a card are ports towards one side.
_PORT = 22.0

Run = tuple[int, float, bool, float, bool]
"""The height of a street; where a line comes into it and whether from above, twice."""


class Known:
    """What has been found out for the ways of one line, which have most of their parts in common."""

    def __init__(self) -> None:
        #: By street, what is crossed in it and on which track.
        self.runs: dict[Run, tuple[int, float]] = {}
        #: By place and heights, what a vertical crosses between its ends.
        self.verticals: dict[tuple[float, tuple[int, int]], int] = {}
        #: By port, place and heights, what is crossed beside a card.
        self.sides: dict[tuple[Point, float, tuple[int, ...]], int] = {}


def rerouted(drawing: Drawing, options: Callable[[int], Sequence[tuple[float, Way]]]) -> Drawing:
    """A drawing with no more crossings; `options` are the ways of a link with their costs beside no other, the cheapest first."""
    n = len(drawing.links)
    crossings, left = drawing.crossings(), min(_ROUNDS * n, _MOST // max(1, n))
    while left > 0:
        before = crossings
        worst = sorted(range(n), key=crossings.by_line.__getitem__, reverse=True)[:left]
        drawing, crossings = _round(drawing, crossings, worst, options)
        left -= n
        if crossings.places == before.places:
            break
    return drawing


def _round(
    drawing: Drawing, crossings: Crossed, lines: Sequence[int], options: Callable[[int], Sequence[tuple[float, Way]]]
) -> tuple[Drawing, Crossed]:
    """These lines once, one after the other."""
    laying, moved = None, dict[int, Trace]()
    at_once = _AT_ONCE + len(drawing.links) // _MANY
    for k in lines:
        laying = laying or _Rerouting(drawing)
        trace = laying.best(k, options(k))
        if trace.way != drawing.ways[k]:
            moved[k] = trace
        if len(moved) == at_once or (moved and k == lines[-1]):
            other = drawing.with_others(moved)
            if (found := other.crossings()).places <= crossings.places:
                drawing, crossings, laying = other, found, None
            else:
                for i in moved:
                    laying.lay(i, drawing.trace(i))
            moved = {}
    return drawing, crossings


class _Rerouting:
    """A drawing in which single lines are taken up and laid anew, all others staying as they are."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing, self._plan = drawing, drawing.plan
        number = {net: k for k, net in enumerate(sorted({link.net for link in drawing.links}))}
        self._net = [number[link.net] for link in drawing.links]
        #: Nets of several lines: what the others share with a line is left when it is taken up.
        self._several = {net for net, lines in Counter(self._net).items() if lines > 1}
        self._drawn = Drawn(drawing.plan)
        for k in range(len(drawing.links)):
            self._drawn.put(k, self._net[k], drawing.trace(k))

    def lay(self, k: int, trace: Trace) -> None:
        """Lay a line elsewhere."""
        self._drawn.take(k)
        self._drawn.put(k, self._net[k], trace)

    def best(self, k: int, options: Sequence[tuple[float, Way]]) -> Trace:
        """Lay a line where it costs least."""
        before = self._drawing.trace(k)
        if self._net[k] in self._several:
            self._drawn.take(k)
        known = Known()
        best, least, now = before, float("inf"), before.way
        # What is costs first: another way has to be better.
        for alone, way in sorted(options, key=lambda one: one[1] != now):
            if alone >= least:
                if way == now:
                    continue
                break
            found = self._traced(k, way, known, (least - alone) / CROSSING)
            if found is not None and alone + CROSSING * found[0] < least:
                least = alone + CROSSING * found[0]
                best = found[1] if way != now else best
        if self._net[k] in self._several:
            self._drawn.put(k, self._net[k], best)
        elif best is not before:
            self.lay(k, best)
        return best

    def _traced(self, k: int, way: Way, known: Known, most: float) -> tuple[int, Trace] | None:
        """How many lines a way crosses, and its places; None as soon as they are known to be more than `most`."""
        net, (xs, ports) = self._net[k], self._places(k, way)
        crossed, ys = 0, []
        for end in sides(way):
            side = ports[end], xs[-end], way[-end].ends[:: 1 - 2 * end]
            if side not in known.sides:
                known.sides[side] = self._from_side(net, *side)
            crossed += known.sides[side]
        for x, v in zip(xs, way, strict=True):
            if crossed > most:
                return None
            vertical = x, v.ends
            if vertical not in known.verticals:
                drawn = (self._drawn.at(height, ALONG) for height in v.heights[1:-1])
                known.verticals[vertical] = sum([len(pieces.over(x, net)) for pieces in drawn])
            crossed += known.verticals[vertical]
        for j, (v, after) in enumerate(pairwise(way)):
            if crossed > most:
                return None
            run = v.ends[1], xs[j], v.ends[0] < v.ends[1], xs[j + 1], after.ends[1] < after.ends[0]
            if run not in known.runs:
                known.runs[run] = self._run(net, run)
            more, y = known.runs[run]
            crossed += more
            ys.append(y)
        return crossed, Trace(way, xs, ys, ports)

    def _from_side(self, net: int, port: Point, x: float, heights: tuple[int, ...]) -> int:
        """What is crossed between the side of a card and the end of its line of cards."""
        height, other = heights
        crossed = self._drawn.at(height, UP).crossed(port[1], port[0], x, net)
        if other != height:
            stop = self._drawn.extent(height)[other > height]
            crossed += self._drawn.at(height, ALONG).crossed(x, port[1], stop, net)
        return crossed

    def _run(self, net: int, run: Run) -> tuple[int, float]:
        """How many lines are crossed in a street on the best of its tracks, and its place; lines of one net share a track."""
        height, one, above, other, beneath = run
        upright, level = self._drawn.at(height, UP), self._drawn.at(height, ALONG)
        some = upright.within(one, other)
        at, low, high = upright.at[some], upright.low[some], upright.high[some]
        shared = net in self._several and net in level.nets
        if net in upright.nets or shared:
            inside = upright.net[some] != net
            if shared:
                mine = level.net == net
                inside &= (at < level.low[mine].min()) | (at > level.high[mine].max())
            low, high = low[inside], high[inside]
        tracks = level.at[mine][:1] if shared else level.tracks_without(net)
        crossed = np.sort(low).searchsorted(tracks) - np.sort(high).searchsorted(tracks, "right")
        for x, comes_from_above in ((one, above), (other, beneath)):
            if not (shared and (abs(upright.at[upright.net == net] - x) < 2 * TOUCH).any()):
                crossed = crossed + _passed(level.over(x, net), tracks, comes_from_above)
        best = crossed.argmin()
        return int(crossed[best]), float(tracks[best])

    def _places(self, k: int, way: Way) -> tuple[list[float], tuple[Point, Point]]:
        """About where the verticals of a way and its ports will be: as they are if it is the way that the line has."""
        drawing, plan, link = self._drawing, self._plan, self._drawing.links[k]
        if way == drawing.ways[k]:
            now = drawing.trace(k)
            return [*now.x], now.ports
        xs = [sum(plan.alleys[v.place]) / 2 if v.kind == "alley" else plan.left[v.place] + CARD[0] / 2 for v in way]
        ports: list[Point] = []
        for end, person in enumerate((link.source, link.target)):
            line, column = drawing.grid.at[person]
            v, step = way[-end], 1 - 2 * end
            if v.kind == "alley":
                near, far = v.ends[::step]
                x = plan.left[column] + (0 if v.place == column else CARD[0])
                ports.append((x, plan.top[line] + CARD[1] / 2 + _PORT / 2 * ((far > near) - (far < near))))
                continue
            if not (link.trunk and end == 0) and len(way) > 1:
                towards = way[step - end].where - v.where
                xs[-end] += _PORT * ((towards > 0) - (towards < 0))
            ports.append((xs[-end], plan.top[line] + (CARD[1] if v.kind == "bottom" else 0)))
        return xs, (ports[0], ports[1])


def _passed(over: Whole, tracks: Whole, from_above: bool) -> Whole:
    """What is crossed between the edge of a street and each of its tracks."""
    if from_above:
        return over.searchsorted(tracks - TOUCH)
    return len(over) - over.searchsorted(tracks + TOUCH, "right")
