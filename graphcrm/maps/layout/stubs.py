"""Pieces of two lines on one another, as ends may lie that face each other across a street, read as one line: one moves aside."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from graphcrm.maps.layout.drawing import CLEAR, TOUCH
from graphcrm.maps.layout.grid import Grid
from graphcrm.maps.layout.plan import Plan
from graphcrm.maps.layout.views import CARD, Point
from graphcrm.maps.layout.ways import Link

__all__ = ["parted"]

Line = tuple[Point, ...]

#: Pieces nearer than this are taken for one line; ports keep so far from the corners of the long and of the short sides.
_NEAR = 5.0
_CORNERS = (16.0, 10.0)
#: How far a piece may move, the nearest first.
_ASIDE = (6.0, -6.0, 9.0, -9.0, 12.0, -12.0)


class _Piece(NamedTuple):
    """A piece of a line: upright (0) or level (1), where it runs, from where to where, of which link, and which of how many it is."""

    axis: int
    place: float
    low: float
    high: float
    link: int
    at: int
    of: int

    @property
    def ends(self) -> bool:
        """Whether it leads to a card, and not straight from one to the other."""
        return self.of > 1 and self.at in (0, self.of - 1)

    def meets(self, other: _Piece) -> bool:
        """Whether both are on one line, but for what cannot be seen, and share some of it."""
        apart = self.axis != other.axis or abs(self.place - other.place) >= _NEAR
        return not apart and min(self.high, other.high) - max(self.low, other.low) > TOUCH

    def lies_on(self, other: _Piece) -> bool:
        """Ends that meet lie on one another; of tracks, which run side by side, only those at one place."""
        return self.meets(other) and ((self.ends and other.ends) or abs(self.place - other.place) < TOUCH)


def parted(lines: Sequence[Line], links: Sequence[Link], grid: Grid, plan: Plan) -> list[Line]:
    """The same lines, of two pieces on one another one moved aside: along the side of its card or in its alley or street.

    Lines of one net share what they share and stay where they are, and so does what has no free place beside it.
    """
    drawn = list(lines)
    sharing = Counter(link.net for link in links)
    pieces = {k: list(_pieces(k, line)) for k, line in enumerate(drawn)}
    for one, other in _on_one_another([p for own in pieces.values() for p in own]):
        stay = all(piece in pieces[piece.link] for piece in (one, other))
        if not stay or links[one.link].net == links[other.link].net:
            continue
        for piece in (other, one):
            if sharing[links[piece.link].net] > 1:
                continue
            others = [p for k, own in pieces.items() if k != piece.link for p in own]
            moved = _aside(piece, drawn[piece.link], _room(piece, links, grid, plan), others)
            if moved is not None:
                drawn[piece.link] = moved
                pieces[piece.link] = list(_pieces(piece.link, moved))
                break
    return drawn


def _on_one_another(pieces: Iterable[_Piece]) -> Iterator[tuple[_Piece, _Piece]]:
    order = sorted(pieces)
    places = [p[:2] for p in order]
    for i, one in enumerate(order):
        beside = order[i + 1 : bisect_left(places, (one.axis, one.place + _NEAR))]
        yield from ((one, other) for other in beside if one.lies_on(other))


def _pieces(k: int, line: Line) -> Iterator[_Piece]:
    for i, (a, b) in enumerate(pairwise(line)):
        axis = 0 if abs(a[0] - b[0]) < TOUCH else 1
        low, high = sorted((a[1 - axis], b[1 - axis]))
        yield _Piece(axis, a[axis], low, high, k, i, len(line) - 1)


def _room(piece: _Piece, links: Sequence[Link], grid: Grid, plan: Plan) -> tuple[float, float]:
    """From where to where a piece may run; nowhere but where it is, if it joins two cards or runs through empty cells."""
    if piece.ends:
        link = links[piece.link]
        row, column = grid.at[link.target if piece.at else link.source]
        first = plan.top[row] if piece.axis else plan.left[column]
        return first + _CORNERS[piece.axis], first + CARD[piece.axis] - _CORNERS[piece.axis]
    clear = CLEAR if piece.axis else plan.clear
    lanes = plan.streets if piece.axis else plan.alleys
    within = ((low + clear, high - clear) for low, high in lanes if low < piece.place < high and piece.of > 1)
    return next(within, (piece.place, piece.place))


def _aside(piece: _Piece, line: Line, room: tuple[float, float], others: Sequence[_Piece]) -> Line | None:
    """The line with a piece at the nearest free place within its room, if there is one; what it joins turns nowhere else."""
    before, after = line[: piece.at], line[piece.at + 2 :]
    neighbours = [points[0][piece.axis] for points in (before[::-1], after) if points]
    for place in (piece.place + step for step in _ASIDE):
        turns = any((near - place) * (near - piece.place) <= 0 for near in neighbours)
        if turns or not room[0] <= place <= room[1] or any(piece._replace(place=place).meets(p) for p in others):
            continue
        moved = (_at(point, piece.axis, place) for point in line[piece.at : piece.at + 2])
        return (*before, *moved, *after)
    return None


def _at(point: Point, axis: int, place: float) -> Point:
    return (point[0], place) if axis else (place, point[1])
