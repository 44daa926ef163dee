"""Where lines leave and enter cards: the ports of each side, in an order in which they do not cross right there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from graphcrm.maps.layout.grid import Grid
from graphcrm.maps.layout.plan import Plan
from graphcrm.maps.layout.views import CARD, Cell, Point
from graphcrm.maps.layout.ways import Link, Way

__all__ = ["Ports", "ports_of"]

Side = Literal["top", "bottom", "left", "right"]
End = tuple[int, int]
"""A link and which of its ends: 0 at the source, 1 at the target."""
Ports = Mapping[End, Point]
Key = tuple[int, float, float]
"""Order along a side: which sort of turn follows, then how far."""

#: Ports of one side stand so far apart if there is room, else no nearer than the last.
_PORT, _NEAR = 13.0, 5.0
#: Distance from the corners, on the long and on the short sides.
_CORNER, _SHORT = 16.0, 10.0
#: So many more lines than on the other half of a side go to that half.
_UNEVEN = 3
_STRAIGHT = 2


def ports_of(
    links: Sequence[Link],
    ways: Sequence[Way],
    grid: Grid,
    plan: Plan,
    x: Mapping[End, float],
    y: Mapping[End, float],
) -> Ports:
    """The port of each end of each link; lines of one net share one, those of a boss in the middle of its side.

    Parameters
    ----------
    x, y
        Where verticals and the stretches after them run, by link and place on its way.
    """
    cells = {(k, end): grid.at[i] for k, link in enumerate(links) for end, i in enumerate((link.source, link.target))}
    sides = {(k, end): _side(ways[k], end, cell[1]) for (k, end), cell in cells.items()}
    nets: dict[tuple[Cell, Side], dict[str, list[End]]] = defaultdict(lambda: defaultdict(list))
    for end, side in sides.items():
        nets[cells[end], side][links[end[0]].net].append(end)
    faces = [_faces(way) for way in ways]
    place: dict[End, float] = {}
    room: dict[End, tuple[float, float]] = {}
    for (cell, side), here in nets.items():
        upright = side in ("left", "right")
        start = plan.top[cell[0]] if upright else plan.left[cell[1]]
        middle, half = start + CARD[upright] / 2, CARD[upright] / 2 - (_SHORT if upright else _CORNER)
        if len(here) == 1:
            ((net, ends),) = here.items()
            place |= dict.fromkeys(ends, middle)
            room |= dict.fromkeys(ends, (middle, middle) if _trunk(net) else (middle - half, middle + half))
            continue
        keys = {
            net: min(_key(ways[k], (k, end), side, sides[k, 1 - end], faces[k], middle, x, y) for k, end in ends)
            for net, ends in here.items()
        }
        for net, at, free in _set_out(keys, middle, half):
            place |= dict.fromkeys(here[net], at)
            room |= dict.fromkeys(here[net], free)
    for k in range(len(ways)):
        if faces[k]:  # straight if there is room for it at both cards
            low, high = max(room[k, 0][0], room[k, 1][0]), min(room[k, 0][1], room[k, 1][1])
            if low <= high:
                place[k, 0] = place[k, 1] = min(high, max(low, (place[k, 0] + place[k, 1]) / 2))
    return {end: _point(side, place[end], cells[end], plan) for end, side in sides.items()}


def _side(way: Way, end: int, column: int) -> Side:
    v = way[-end]
    if v.kind == "top" or v.kind == "bottom":
        return v.kind
    return "left" if v.place == column else "right"


def _faces(way: Way) -> bool:
    """Whether two cards face each other with nothing between."""
    if len(way) == 1:
        return way[0].ends[0] == way[0].ends[1]
    return all(v.kind != "alley" and v.place == way[0].place for v in way)


def _point(side: Side, place: float, cell: Cell, plan: Plan) -> Point:
    if side in ("top", "bottom"):
        return place, plan.top[cell[0]] + (CARD[1] if side == "bottom" else 0.0)
    return plan.left[cell[1]] + (CARD[0] if side == "right" else 0.0), place


def _trunk(net: str) -> bool:
    return net.startswith("=") and not net.endswith(".")


def _key(
    way: Way,
    end: End,
    side: Side,
    other: Side,
    faces: bool,
    middle: float,
    x: Mapping[End, float],
    y: Mapping[End, float],
) -> Key:
    """Lines that turn back stand outermost, the nearest first, then those that go on, the farthest first, straight ones inmost."""
    k, last = end
    if faces:
        onwards = (side in ("bottom", "right")) != bool(last)
        return _STRAIGHT, -1.0 if onwards else 1.0, 0.0
    step, i = (-1, len(way) - 1) if last else (1, 0)
    near, far = way[i].ends[::step]
    if len(way) == 1:
        aside, further, back = float(far - near), 0.0, side == other
    elif side in ("top", "bottom"):
        begins, ends = way[i + step].ends[::step]
        aside, further = x[k, i + step] - middle, 0.0
        back = (ends > begins) == (side == "top")
    else:
        aside, further = y[k, min(i, i + step)] - middle, x[k, i + step]
        back = (way[i + step].where < way[i].where) == (side == "right")
    if aside < 0:
        return (0, -aside, further) if back else (1, aside, further)
    return (4, -aside, further) if back else (3, aside, further)


def _set_out(keys: Mapping[str, Key], middle: float, half: float) -> Iterator[tuple[str, float, tuple[float, float]]]:
    """Each net, its place on a side, and between which others it may still be moved."""
    trunks = sorted(filter(_trunk, keys))
    order = sorted(keys.keys() - set(trunks), key=lambda n: (keys[n], n))
    before = [n for n in order if keys[n][0] < _STRAIGHT]
    after = [n for n in order if keys[n][0] > _STRAIGHT]
    for n in (n for n in order if keys[n][0] == _STRAIGHT):
        if keys[n][1] < 0:  # on the same half of both cards: there on the one, back on the other
            before.append(n)
        else:
            after.insert(0, n)
    while len(before) > len(after) + _UNEVEN:
        after.insert(0, before.pop())
    while len(after) > len(before) + _UNEVEN:
        before.append(after.pop(0))
    order = [*before, *trunks, *after]
    if trunks:
        step = min(_PORT, half / max(len(before), len(after), 1))
        at = {n: middle + step * (i - len(before)) for i, n in enumerate(before)}
        at |= dict.fromkeys(trunks, middle) | {n: middle + step * (i + 1) for i, n in enumerate(after)}
    else:
        step = min(_PORT, 2 * half / max(1, len(order) - 1))
        at = {n: middle + step * (i - (len(order) - 1) / 2) for i, n in enumerate(order)}
    gap = min(_NEAR, step)
    for i, n in enumerate(order):
        low = at[order[i - 1]] + gap if i else middle - half
        high = at[order[i + 1]] - gap if i + 1 < len(order) else middle + half
        yield n, at[n], (at[n], at[n]) if n in trunks else (low, high)
