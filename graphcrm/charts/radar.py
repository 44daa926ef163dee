"""The six dimensions of a relationship as a radar, one for each person.

Rings are the levels 0 to 3, the middle is −1. What is not known has no corner: the outline stops before it and goes on after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, pi, sin

from graphcrm.charts.lettering import Sign, broken, written
from graphcrm.charts.panels import BESIDE, WIDE, panels
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Drawing, Label, Line, Point, Polygon, Round, Shape
from graphcrm.i18n import Text
from graphcrm.spoken import signed

__all__ = ["Rated", "status_radar"]


_MOST, _HIGH, _R = 6, 250.0, 74.0
_CENTRE = (WIDE / 2, 146.0)


@dataclass(frozen=True, slots=True)
class Rated:
    """A person: scores −1 … 3 in the order of the dimensions, None: not known; the level that they come to."""

    name: Text
    scores: Sequence[int | None]
    level: int | None
    trend: Text | None = None


def status_radar(people: Sequence[Rated], dimensions: Sequence[Text], beside: int = BESIDE) -> Drawing:
    """A radar each for the first people of whom anything is known, so many beside each other; one is as wide as a phone."""
    known = [p for p in people if any(s is not None for s in p.scores)][:_MOST]
    signs = [
        Sign(
            (Polygon(((3, 15), (13, 2), (23, 15)), "influence", "influence", 1.8, 0.85),),
            Text("六维得分；环为 0 到 3 级，中心为 −1", "scores; rings are levels 0 to 3, the middle is −1"),
        )
    ]
    title = Text("关键客户关系六维", "Status in six dimensions")
    return panels([_panel(p, dimensions) for p in known], _HIGH, signs, title, beside)


def _corner(at: int, of: int, score: float) -> Point:
    turn, far = 2 * pi * at / of - pi / 2, _R * (score + 1) / 4
    return _CENTRE[0] + far * cos(turn), _CENTRE[1] + far * sin(turn)


def _panel(person: Rated, dimensions: Sequence[Text]) -> list[Shape]:
    n = len(dimensions)
    name = Text(*(" ".join(broken(t, 34, 1)) for t in (person.name.zh, person.name.en)))
    shapes: list[Shape] = [Label(WIDE / 2, 18, name, 13, "ink", True, "middle"), *_under(person)]
    for ring in range(4):
        corners = tuple(_corner(i, n, ring) for i in range(n))
        shapes.append(Polygon(corners, None, "line" if ring < 3 else "frame", 1))
    for i, dimension in enumerate(dimensions):
        shapes.append(Line((_CENTRE, _corner(i, n, 3)), "line", 1))
        shapes += _axis(i, n, dimension, person.scores[i])
    known = [(i, s) for i, s in enumerate(person.scores) if s is not None]
    points = [_corner(i, n, s) for i, s in known]
    if len(known) == n:
        shapes.append(Polygon(tuple(points), "influence", None, 1, 0.28))
    neighbours = pairwise([*known, *known[:1]]) if len(known) > 1 else ()
    for (a, low), (b, high) in neighbours:
        if (b - a) % n == 1:
            shapes.append(Line((_corner(a, n, low), _corner(b, n, high)), "influence", 2.2))
    for (i, score), (x, y) in zip(known, points, strict=True):
        told = Text("{p}·{d}：{s}", "{p}, {d}: {s}").format(p=person.name, d=dimensions[i], s=signed(score))
        shapes.append(Round(x, y, 3.4, "influence", "surface", 1, told))
    return shapes


def _under(person: Rated) -> list[Shape]:
    if person.level is None:
        said = Text("依据不足，不定级", "too little for a level")
    else:
        said = Text("{n} 级", "level {n}").format(n=signed(person.level))
    if person.trend:
        said = Text("{a} · {b}", "{a} · {b}").format(a=said, b=person.trend)
    return [Label(WIDE / 2, 35, said, 11.5, "soft", anchor="middle")]


def _axis(at: int, of: int, dimension: Text, score: int | None) -> list[Label]:
    """The name of a dimension with its score, outside the last ring and within the panel."""
    x, y = _corner(at, of, 3.4)
    number = "?" if score is None else signed(score)
    text = Text(f"{dimension.zh} {number}", f"{dimension.en} {number}")
    side = 0 if abs(x - _CENTRE[0]) < 1 else 1 if x > _CENTRE[0] else -1
    anchor = {0: "middle", 1: "start", -1: "end"}[side]
    down = 0 if side else -5 if y < _CENTRE[1] else 5
    return written(text, x, y + down, 13 if side else 30, Label(0, 0, text, 10.5, "soft", anchor=anchor))
