"""Drawings as shapes of a slide: shapes that look alike have their own place, their own text, and what they tell."""

from __future__ import annotations

import pytest

from graphcrm.drawing.shapes import Box, Drawing, Label, Line, Polygon, Round
from graphcrm.i18n import Text

pptx = pytest.importorskip("pptx")


def test_shapes_that_look_alike_have_places_and_words_of_their_own() -> None:
    """On a drawing of 10 by 10 that is drawn as large as 10 by 10 inches."""
    from graphcrm.reports.native import draw

    one, two = Text("甲", "one"), Text("乙", "two")
    shapes = [
        *(Box(x, 1, width, 1, fill="mute", told=told) for x, width, told in ((1, 2, one), (4, 3, None), (8, 1, two))),
        *(Box(1, y, 4, 2, fill="mute", radius=radius) for y, radius in ((3, 1), (6, 0.5))),
        *(Round(2, y, 1, stroke="ink") for y in (4, 7)),
        *(Line(points, arrow=True) for points in ([(1, 1), (2, 3)], [(5, 5), (4, 6), (9, 9)])),
        *(Polygon([(1, 1), (2, 1), (2, 2)], fill="mute", opacity=part) for part in (0.5, 0.25)),
        *(Label(5, y, text, size=1) for y, text in ((2, one), (4, two))),
    ]
    slide = pptx.Presentation().slides.add_slide(pptx.Presentation().slide_layouts[6])
    draw(slide, Drawing(10, 10, one, shapes), (0, 0, 10, 10), "en")
    (group,) = slide.shapes
    drawn = [*group.shapes]
    inches = [[round(v / 914_400, 2) for v in (s.left, s.top, s.width, s.height)] for s in drawn]
    assert inches[:9] == [
        [1, 1, 2, 1], [4, 1, 3, 1], [8, 1, 1, 1],
        [1, 3, 4, 2], [1, 6, 4, 2],
        [1, 3, 2, 2], [1, 6, 2, 2],
        [1, 1, 1, 2], [4, 5, 5, 4],
    ]  # fmt: skip
    assert [s._element.nvSpPr.cNvPr.get("descr") for s in drawn[:3]] == ["one", None, "two"]
    assert [list(s.adjustments) for s in drawn[3:5]] == [[0.5], [0.25]]
    path = drawn[8]._element.spPr.custGeom.pathLst.path_lst[0]
    assert [[int(point.get(axis)) / 914_400 for axis in "xy"] for point in path.iter("{*}pt")] == [
        [1, 0],
        [0, 1],
        [5, 4],
    ]
    assert [s._element.xpath(".//a:alpha/@val") for s in drawn[9:11]] == [["50000"], ["25000"]]
    assert [s.text_frame.text for s in drawn[11:]] == ["one", "two"]
    assert drawn[12].top - drawn[11].top == 2 * 914_400
    assert len({s.shape_id for s in drawn}) == len(drawn)
