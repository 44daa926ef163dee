"""Radar and trend: a panel a person, and what is not known is not drawn."""

from __future__ import annotations

import pytest

from graphcrm.charts.radar import Rated, status_radar
from graphcrm.charts.trend import Course, support_trend
from graphcrm.drawing.shapes import Line, Polygon, Round
from graphcrm.i18n import Text
from tests.charts.seen import labels, outside

SIX = [Text(f"维{i}", f"dimension {i}") for i in range(6)]


def rated(*scores: int | None, level: int | None = 1) -> Rated:
    return Rated(Text("甲", "A"), scores, level, Text("改善", "improving"))


def test_a_score_stands_as_far_out_as_its_level() -> None:
    drawing = status_radar([rated(3, 2, 1, 0, -1, 3)], SIX)
    dots = [s for s in drawing.shapes if isinstance(s, Round)]
    x = sum(d.x for d in dots if d.told and d.told.en.endswith(": −1"))
    (middle,) = [d for d in dots if d.told and d.told.en == "A, dimension 4: −1"]
    far = [((d.x - middle.x) ** 2 + (d.y - middle.y) ** 2) ** 0.5 for d in dots]
    assert x == middle.x
    assert far == pytest.approx([74, 74 * 3 / 4, 74 * 2 / 4, 74 / 4, 0, 74])
    assert outside(drawing) == []
    assert {"维0 +3", "维4 −1"} <= set(labels(drawing))


def test_an_outline_stops_where_a_score_is_not_known() -> None:
    whole, open_ = status_radar([rated(1, 1, 1, 1, 1, 1)], SIX), status_radar([rated(1, 1, None, 1, 1, 1)], SIX)

    def outline(drawing: object) -> tuple[int, int]:
        shapes = drawing.shapes  # type: ignore[attr-defined]
        lines = sum(isinstance(s, Line) and s.stroke == "influence" for s in shapes)
        return lines, sum(isinstance(s, Polygon) and s.fill == "influence" and s.stroke is None for s in shapes)

    assert outline(whole) == (6, 1)
    assert outline(open_) == (4, 0)
    assert any("?" in text for text in labels(open_))


def test_nobody_without_any_score_has_a_panel() -> None:
    nothing = rated(None, None, None, None, None, None, level=None)
    assert "甲" not in labels(status_radar([nothing], SIX))
    assert labels(status_radar([rated(0, 0, 0, 0, 0, 0)] * 9, SIX)).count("甲") == 6


@pytest.mark.parametrize(("people", "beside"), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 3), (6, 3)])
def test_rows_of_panels_are_as_full_as_can_be(people: int, beside: int) -> None:
    """Two and two left half of a sheet of paper white, three and one the lower half of a slide."""
    drawing = support_trend([Course(Text("甲", "A"), [("2026-01-01", 0), ("2026-01-31", 1)])] * people)
    assert drawing.width == 310 * beside
    assert outside(drawing) == []


def test_a_course_runs_over_the_days_of_all() -> None:
    first = Course(Text("甲", "A"), [("2026-01-01", -1), ("2026-01-31", 3)])
    other = Course(Text("乙", "B"), [("2026-01-11", 0), ("2026-01-21", 0)])
    once = Course(Text("丙", "C"), [("2026-01-11", 0), ("2026-01-11", 1)])
    drawing = support_trend([first, other, once])
    dots = [s for s in drawing.shapes if isinstance(s, Round) and s.told]
    a, b, c, d = dots
    assert [s.told.en for s in dots if s.told] == ["2026-01-01: −1", "2026-01-31: +3", "2026-01-11: 0", "2026-01-21: 0"]
    assert (c.x - 310 - a.x) / (b.x - a.x) == pytest.approx(10 / 30)
    assert (d.x - 310 - a.x) / (b.x - a.x) == pytest.approx(20 / 30)
    assert a.y > c.y == d.y > b.y
    assert "丙" not in labels(drawing), "one day is no course"
    assert outside(drawing) == []
