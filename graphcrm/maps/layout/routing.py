"""Lines as polylines in map units: ports at cards, tracks in streets and alleys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphcrm.maps.layout.grid import Grid
from graphcrm.maps.layout.streets import Link, Way, ways
from graphcrm.maps.layout.tracks import Stretch, tracks
from graphcrm.maps.layout.views import CARD, Point

__all__ = ["Plan", "routes"]

#: Ports of one side of a card stand this far apart, if there is room, on both sides of the middle (the reporting line's).
_PORT = 13.0
_EDGE = 16.0
#: Tracks keep this far from cards (arrow heads are drawn there) and, if there is room, from each other.
_CLEAR = 12.0
_APART = 9.0
_NEAR = 5.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The grid in map units.

    left
        Left edge of each column's cards.
    top
        Upper edge of each line's cards.
    streets
        Upper and lower edge of each street; one more than there are lines.
    alleys
        Left and right edge of each alley; one more than there are columns.
    clear
        What stands beside an alley keeps so much of it to itself: the frame of an organisation and a little more.
    """

    left: tuple[float, ...]
    top: tuple[float, ...]
    streets: tuple[tuple[float, float], ...]
    alleys: tuple[tuple[float, float], ...]
    clear: float = 8.0


def routes(links: Sequence[Link], grid: Grid, plan: Plan) -> list[tuple[Point, ...]]:
    """From the edge of the source's card to the edge of the target's, around all others; horizontal and vertical only."""
    found = ways(links, grid)
    x = _across(links, found, plan)
    y = _down(links, found, plan, x)
    drawn: list[tuple[Point, ...]] = []
    for k, way in enumerate(found):
        points: list[Point] = []
        for j, vertical in enumerate(way):
            for end in (0, 1):
                height = vertical.ends[end]
                if height % 2 == 0:
                    points.append((x[k, j], y[k, j - 1 + end]))
                    continue
                line = height // 2
                if vertical.kind == "alley":
                    beside = (plan.left[vertical.place], plan.top[line] + CARD[1] / 2)
                    points += [beside, (x[k, j], beside[1])] if end == 0 else [(x[k, j], beside[1]), beside]
                else:
                    points.append((x[k, j], plan.top[line] + (0.0 if vertical.kind == "top" else CARD[1])))
        drawn.append(_straight(points))
    return drawn


Spot = tuple[int, int]
"""A vertical of a way: (link, place on the way)."""


def _across(links: Sequence[Link], found: Sequence[Way], plan: Plan) -> dict[Spot, float]:
    """Horizontal position of each vertical: ports at cards first, then what can run straight on, then tracks of alleys."""
    ports: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    lanes: dict[tuple[str, int], list[Spot]] = defaultdict(list)
    for k, way in enumerate(found):
        for j, v in enumerate(way):
            if v.kind in ("alley", "cell"):
                lanes[v.kind, v.place].append((k, j))
            else:
                ports[links[k].source if j == 0 else links[k].target, v.kind].append((k, j))
    x: dict[Spot, float] = {}
    for here in ports.values():
        x |= _ports(here, links, found, plan)
    for k, way in enumerate(found):
        _in_line(k, way, x, ports, links)
    for (kind, place), spots in lanes.items():
        free = [spot for spot in spots if spot not in x]
        if free:
            x |= _tracks_of(kind, place, free, links, found, plan)
    return x


def _ports(here: Sequence[Spot], links: Sequence[Link], found: Sequence[Way], plan: Plan) -> dict[Spot, float]:
    """Ports of one side of a card: lines of a boss in the middle, the others left and right by where they go."""
    column = found[here[0][0]][here[0][1]].place
    middle = plan.left[column] + CARD[0] / 2
    own: dict[str, list[Spot]] = defaultdict(list)
    others: list[tuple[float, Spot]] = []
    for k, j in here:
        if links[k].net.startswith("="):
            own[links[k].net].append((k, j))
        else:
            others.append((found[k][1 if j == 0 else j - 1].where, (k, j)))
    others.sort()
    to_left = [spot for where, spot in others if where < column]
    to_right = [spot for where, spot in others if where >= column]
    while len(to_left) > len(to_right) + 3:
        to_right.insert(0, to_left.pop())
    while len(to_right) > len(to_left) + 3:
        to_left.append(to_right.pop(0))
    step = min(_PORT, (CARD[0] / 2 - _EDGE) / max(len(to_left), len(to_right), 1))
    # A dotted boss beside the solid one: two such lines at one side stand close together.
    x = {spot: middle + n * 4.0 for n, net in enumerate(sorted(own)) for spot in own[net]}
    x |= {spot: middle - step * (n + 1) for n, spot in enumerate(reversed(to_left))}
    return x | {spot: middle + step * (n + 1) for n, spot in enumerate(to_right)}


def _tracks_of(
    kind: str, place: int, here: Sequence[Spot], links: Sequence[Link], found: Sequence[Way], plan: Plan
) -> dict[Spot, float]:
    """Tracks of an alley or of a column of empty cells: those that meet stand apart, in the order of where they come from."""
    if kind == "alley":
        left, right = plan.alleys[place][0] + plan.clear, plan.alleys[place][1] - plan.clear
    else:
        left, right = plan.left[place] + _EDGE, plan.left[place] + CARD[0] - _EDGE
    nets: dict[str, list[Spot]] = defaultdict(list)
    for k, j in here:
        nets[links[k].net].append((k, j))
    names = sorted(nets, key=lambda n: (sum(_neighbours(found[k], j) for k, j in nets[n]) / len(nets[n]), n))
    track = dict(zip(names, tracks([_upright(nets[n], found) for n in names], 0.5, 0), strict=True))
    count = max(track.values()) + 1
    step = min(_APART, (right - left) / max(1, count - 1))
    begin = (left + right) / 2 - step * (count - 1) / 2
    if kind == "cell" and count % 2:
        begin += _PORT / 2  # beside the middle, where the lines of a boss run
    return {spot: begin + track[n] * step for n, at in nets.items() for spot in at}


def _in_line(
    k: int,
    way: Way,
    x: dict[Spot, float],
    ports: Mapping[tuple[str, str], Sequence[Spot]],
    links: Sequence[Link],
) -> None:
    """Somebody above or below in the same column, with nothing but empty cells between: straight if the other port is free."""
    first, last = 0, len(way) - 1
    if "alley" in {v.kind for v in way} or len({v.place for v in way}) > 1:
        for j in range(1, last):
            if way[j].kind == "cell":
                for end in (first, last):
                    if way[end].kind in ("top", "bottom") and way[end].place == way[j].place:
                        x[k, j] = x[k, end]
        return
    there = [x[spot] for spot in ports[links[k].target, way[last].kind] if spot != (k, last)]
    here = [x[spot] for spot in ports[links[k].source, way[first].kind] if spot != (k, first)]
    if all(abs(x[k, first] - other) >= _NEAR for other in there):
        x[k, last] = x[k, first]
    elif all(abs(x[k, last] - other) >= _NEAR for other in here):
        x[k, first] = x[k, last]
    for j in range(1, last):
        x[k, j] = x[k, first]


def _neighbours(way: Way, j: int) -> float:
    near = [way[i].where for i in (j - 1, j + 1) if 0 <= i < len(way)]
    return sum(near) / len(near) if near else way[j].where


def _upright(spots: Sequence[Spot], found: Sequence[Way]) -> Stretch:
    """What a line takes of an alley, from above; it leaves towards the left as one leaves a street upwards."""
    ends: set[tuple[float, bool]] = set()
    for k, j in spots:
        way = found[k]
        for height, other in zip(way[j].ends, (j - 1, j + 1), strict=True):
            ends.add((height, 0 <= other < len(way) and way[other].where < way[j].where))
    return Stretch(tuple(sorted(ends)))


def _down(links: Sequence[Link], found: Sequence[Way], plan: Plan, x: Mapping[Spot, float]) -> dict[Spot, float]:
    """Vertical position of each stretch in a street, by (link, number of the vertical before it)."""
    streets: dict[int, dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
    for k, way in enumerate(found):
        for j in range(len(way) - 1):
            streets[way[j].ends[1] // 2][links[k].net].append((k, j))
    y: dict[Spot, float] = {}
    for street, nets in streets.items():
        names = sorted(nets)
        parts = [_stretch([(k, j) for k, j in nets[n]], found, x, street) for n in names]
        track = tracks(parts)
        count = max(track) + 1
        upper, lower = plan.streets[street]
        step = min(_APART, (lower - upper - 2 * _CLEAR) / max(1, count - 1))
        begin = (upper + lower) / 2 - step * (count - 1) / 2
        for n, t in zip(names, track, strict=True):
            for spot in nets[n]:
                y[spot] = begin + t * step
    return y


def _stretch(spots: Sequence[Spot], found: Sequence[Way], x: Mapping[Spot, float], street: int) -> Stretch:
    ends: set[tuple[float, bool]] = set()
    for k, j in spots:
        ends.add((x[k, j], found[k][j].ends[0] < 2 * street))
        ends.add((x[k, j + 1], found[k][j + 1].ends[1] < 2 * street))
    return Stretch(tuple(sorted(ends)))


def _straight(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without points that lie on the way between their neighbours."""
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
