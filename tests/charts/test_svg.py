"""A drawing as SVG: what looks alike is written once, nothing else changes."""

from __future__ import annotations

import re

from graphcrm.drawing.shapes import Box, Drawing, Label, Line
from graphcrm.drawing.svg import as_svg
from graphcrm.i18n import Text

HERE = Text("图", "drawing")


def svg(*shapes: Box | Label | Line) -> str:
    return as_svg(Drawing(100, 50, HERE, shapes), "en")


def test_lines_of_one_look_are_one_path_in_their_order() -> None:
    lines = [Line(((0, k), (10, k)), "org") for k in range(3)]
    drawn = svg(*lines, Line(((0, 9), (10, 9)), "org", dashed=True), lines[0])
    assert re.findall(r' d="([^"]*)"', drawn) == ["M0,0 10,0M0,1 10,1M0,2 10,2", "M0,9 10,9", "M0,0 10,0"]
    assert drawn.count("stroke-dasharray") == 1


def test_words_that_are_chinese_in_both_languages_say_so() -> None:
    drawn = svg(Label(0, 9, Text.of("某公司")), Label(0, 9, Text.of("A 座")), Label(0, 9, Text("图", "map")))
    assert re.findall(r"<text([^>]*)>([^<]*)", drawn)[0][0].endswith(' lang="zh-CN"')
    assert drawn.count("lang=") == 1


def test_what_lies_between_two_lines_stays_between_them() -> None:
    line, box = Line(((0, 0), (10, 0)), "org"), Box(0, 0, 5, 5, fill="surface")
    tags = re.findall(r"<(path|rect)", svg(line, box, line))
    assert tags == ["path", "rect", "path"]


def test_each_arrow_has_its_head_and_a_line_with_words_stands_alone() -> None:
    arrows = [
        Line(((0, 0), (10, 0)), "influence", 2.0, arrow=True),
        Line(((0, 5), (0, 20)), "influence", 2.0, arrow=True),
    ]
    body, heads = re.findall(r' d="([^"]*)"', svg(*arrows))
    assert body == "M0,0 10,0M0,5 0,20"
    assert heads == "M10,0 1,4.2 1,-4.2ZM0,20 -4.2,11 4.2,11Z"
    told = [Line(((0, 0), (10, 0)), "tie", told=Text(name, name)) for name in "ab"]
    assert re.findall(r"<title>(\w)</title></polyline>", svg(*told)) == ["a", "b"]
