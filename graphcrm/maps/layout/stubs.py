"""Ends of lines that face each other across a street or an alley: two on one another read as one line, so one of them moves aside."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from graphcrm.maps.layout.drawing import TOUCH
from graphcrm.maps.layout.grid import Grid
from graphcrm.maps.layout.plan import Plan
from graphcrm.maps.layout.views import CARD, Point
from graphcrm.maps.layout.ways import Link

__all__ = ["parted"]

Line = tuple[Point, ...]

#: Pieces nearer than this are taken for one line; ports keep so far from the corners of the long and of the short sides.
_NEAR = 5.0
_CORNERS = (16.0, 10.0)
#: How far an end may move, the nearest first.
_ASIDE = (6.0, -6.0, 9.0, -9.0, 12.0, -12.0)


class _Piece(NamedTuple):
    """A piece of a line: upright (0) or level (1), where it runs, from where to where, which link, which end of it (or neither)."""

    axis: int
    place: float
    low: float
    high: float
    link: int
    end: int | None

    def meets(self, other: _Piece) -> bool:
        """Whether both are on one line, but for what cannot be seen, and share some of it."""
        apart = self.axis != other.axis or abs(self.place - other.place) >= _NEAR
        return not apart and min(self.high, other.high) - max(self.low, other.low) > TOUCH


def parted(lines: Sequence[Line], links: Sequence[Link], grid: Grid, plan: Plan) -> list[Line]:
    """The same lines, of two ends on one another one moved along the side of its card, if there is a free place on it.

    Ends that several lines of one net share stay where they are.
    """
    drawn = list(lines)
    sharing = Counter(link.net for link in links)
    pieces = {k: list(_pieces(k, line)) for k, line in enumerate(drawn)}
    for one, other in _meetings([p for own in pieces.values() for p in own if p.end is not None]):
        stay = all(end in pieces[end.link] for end in (one, other))
        if not stay or links[one.link].net == links[other.link].net:
            continue
        for end in (other, one):
            if sharing[links[end.link].net] > 1:
                continue
            moved = _aside(end, drawn[end.link], links, grid, plan, [p for own in pieces.values() for p in own])
            if moved is not None:
                drawn[end.link] = moved
                pieces[end.link] = list(_pieces(end.link, moved))
                break
    return drawn


def _meetings(ends: Iterable[_Piece]) -> Iterator[tuple[_Piece, _Piece]]:
    """Each two that meet; those on other lines are not looked at."""
    order = sorted(ends, key=lambda p: p[:5])
    places = [p[:2] for p in order]
    for i, one in enumerate(order):
        beside = order[i + 1 : bisect_left(places, (one.axis, one.place + _NEAR))]
        yield from ((one, other) for other in beside if one.meets(other))


def _pieces(k: int, line: Line) -> Iterator[_Piece]:
    last = len(line) - 2
    for i, (a, b) in enumerate(pairwise(line)):
        axis = 0 if abs(a[0] - b[0]) < TOUCH else 1
        end = None if not last else 0 if not i else 1 if i == last else None
        low, high = sorted((a[1 - axis], b[1 - axis]))
        yield _Piece(axis, a[axis], low, high, k, end)


def _aside(
    end: _Piece, line: Line, links: Sequence[Link], grid: Grid, plan: Plan, others: Sequence[_Piece]
) -> Line | None:
    """The line with that end at the nearest free place, if there is one."""
    link = links[end.link]
    row, column = grid.at[link.target if end.end else link.source]
    first = plan.top[row] if end.axis else plan.left[column]
    low, high = first + _CORNERS[end.axis], first + CARD[end.axis] - _CORNERS[end.axis]
    port, bend, after = line[:-4:-1] if end.end else line[:3]
    for step in _ASIDE:
        place = end.place + step
        tried = end._replace(place=place)
        kept = (after[end.axis] - place) * (after[end.axis] - bend[end.axis]) > 0
        if not low <= place <= high or not kept:
            continue
        if any(tried.meets(p) for p in others if p.link != end.link):
            continue
        ends = [_at(port, end.axis, place), _at(bend, end.axis, place)]
        return (*line[:-2], *ends[::-1]) if end.end else (*ends, *line[2:])
    return None


def _at(point: Point, axis: int, place: float) -> Point:
    return (point[0], place) if axis else (place, point[1])
