"""What organisations are to each other, on the lines between them, for nobody can point at a line on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from graphcrm.charts.lettering import room
from graphcrm.drawing.shapes import Box, Label, Point, Shape
from graphcrm.i18n import Text
from graphcrm.maps.layout.views import CARD, View
from graphcrm.maps.records.edges import MapEdge
from graphcrm.pages.text import shorten

__all__ = ["relation_labels"]


#: Columns of letters of a label at most, and room that it keeps to cards and others of its kind.
_MOST, _CLEAR = 30, 3.0
_Place = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def relation_labels(
    edges: Mapping[int, MapEdge], view: View, size: float, sides: tuple[float, float]
) -> Iterator[Shape]:
    """A label on a free place of each line of a relation; where there is none, it goes without.

    Parameters
    ----------
    edges
        Of the map, by their place among them.
    size
        Of the letters.
    sides
        Left and right edge of the picture.
    """
    taken = [_round(at, CARD[0] + 2 * _CLEAR, CARD[1] + 2 * _CLEAR) for at in view.at.values()]
    for k, points in view.lines.items():
        e = edges.get(k)
        if e is None or e.relation is None:
            continue
        text = Text(*(shorten(said, _MOST) for said in (e.relation.zh, e.relation.en)))
        wide, high = room(text, size) * 1.1 + size, size * 1.45
        free = (box for at in _spots(points) if _is_free(box := _round(at, wide, high), taken, sides))
        if (place := next(free, None)) is None:
            continue
        taken.append((place[0] - _CLEAR, place[1] - _CLEAR, place[2] + _CLEAR, place[3] + _CLEAR))
        colour = "conflict" if e.hostile else "org_strong"
        yield Box(place[0], place[1], wide, high, "surface", colour, 1.0, high / 2)
        middle = ((place[0] + place[2]) / 2, place[3] - high * 0.3)
        yield Label(*middle, text, size, "conflict" if e.hostile else "ink", bold=True, anchor="middle")


def _spots(points: Sequence[Point]) -> Iterable[Point]:
    """Places on a line, in the middle of its longest pieces first."""
    pieces = sorted(pairwise(points), key=lambda ab: -(abs(ab[1][0] - ab[0][0]) + abs(ab[1][1] - ab[0][1])))
    return (
        (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pieces for t in (0.5, 0.25, 0.75, 0.12, 0.88)
    )


def _round(middle: Point, wide: float, high: float) -> _Place:
    x, y = middle
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _is_free(box: _Place, taken: Iterable[_Place], sides: tuple[float, float]) -> bool:
    left, top, right, bottom = box
    return (
        sides[0] < left
        and right < sides[1]
        and not any(a < right and left < c and b < bottom and top < d for a, b, c, d in taken)
    )
