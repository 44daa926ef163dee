"""Support over time: the level of each assessment of a person, one panel a person, over the same days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from graphcrm.charts.lettering import Sign, broken
from graphcrm.charts.panels import BESIDE, WIDE, panels
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Drawing, Label, Line, Round, Shape
from graphcrm.i18n import Text
from graphcrm.spoken import signed

__all__ = ["Course", "support_trend"]


_MOST, _HIGH, _LEFT, _TOP, _ROOM = 6, 150.0, 34.0, 46.0, 76.0


@dataclass(frozen=True, slots=True)
class Course:
    """A person with the levels −1 … 3 of their assessments, oldest first; ISO dates."""

    name: Text
    points: Sequence[tuple[str, int]]
    trend: Text | None = None


def support_trend(courses: Sequence[Course], beside: int = BESIDE) -> Drawing:
    """A panel each for the first people who were assessed at least twice, so many beside each other; one is as wide as a phone."""
    shown = [c for c in courses if len({day for day, _ in c.points}) > 1][:_MOST]
    days = [date.fromisoformat(day).toordinal() for c in shown for day, _ in c.points]
    span = (min(days, default=0), max(days, default=1))
    signs = [
        Sign(
            (Line(((0, 13), (26, 4)), "influence", 2.4), Round(26, 4, 3.2, "influence", "surface")),
            Text("每次评估的等级（−1 到 3）", "level of each assessment (−1 to 3)"),
        )
    ]
    return panels([_panel(c, span) for c in shown], _HIGH, signs, Text("支持度走势", "Support over time"), beside)


def _panel(course: Course, span: tuple[int, int]) -> list[Shape]:
    name = Text(*(" ".join(broken(t, 26, 1)) for t in (course.name.zh, course.name.en)))
    shapes: list[Shape] = [Label(_LEFT, 18, name, 13, "ink", bold=True)]
    if course.trend:
        shapes.append(Label(WIDE - 16, 18, course.trend, 11.5, "soft", anchor="end"))
    for value in range(-1, 4):
        y = _y(value)
        shapes.append(Line(((_LEFT, y), (WIDE - 16, y)), "frame" if value == 0 else "line", 1))
        shapes.append(Label(_LEFT - 6, y + 3.6, Text.of(signed(value)), 10, "soft", anchor="end"))
    at = [(_x(day, span), _y(value)) for day, value in course.points]
    shapes += [Line((a, b), "influence", 2.4) for a, b in pairwise(at)]
    for (x, y), (day, value) in zip(at, course.points, strict=True):
        shapes.append(Round(x, y, 4, "influence", "surface", 1.2, Text.of(f"{day}: {signed(value)}")))
    first, last = course.points[0][0], course.points[-1][0]
    shapes += [
        Label(_LEFT, _TOP + _ROOM + 16, Text.of(first), 10, "soft"),
        Label(WIDE - 16, _TOP + _ROOM + 16, Text.of(last), 10, "soft", anchor="end"),
    ]
    return shapes


def _x(day: str, span: tuple[int, int]) -> float:
    low, high = span
    return _LEFT + 6 + (WIDE - 28 - _LEFT) * (date.fromisoformat(day).toordinal() - low) / max(1, high - low)


def _y(value: float) -> float:
    return _TOP + _ROOM * (3 - value) / 4
