"""Words in a chart stand in the middle of their row in either language, and a legend in columns."""

from __future__ import annotations

from itertools import pairwise

from graphcrm.charts.lettering import Sign, legend, written
from graphcrm.drawing.shapes import Box, Label
from graphcrm.i18n import Text


def test_a_name_of_one_line_stands_no_higher_because_it_takes_two_in_the_other_language() -> None:
    like = Label(0, 0, Text("", ""), 10)
    (alone,) = written(Text("HR", "HR"), 0, 50, 12, like)
    lines = written(Text("综合管理部与董事会办公室", "Board"), 0, 50, 12, like)
    assert [(s.text.en, s.y) for s in lines if s.text.en] == [("Board", alone.y)]
    first, second = (s.y for s in lines if s.text.zh)
    assert (first + second) / 2 == alone.y
    assert second - first == 12


def test_lines_of_both_languages_share_a_label_where_they_are_as_many() -> None:
    (one,) = written(Text("财务", "Finance"), 0, 50, 12, Label(0, 0, Text("", ""), 10))
    assert one.text == Text("财务", "Finance")


def test_lines_of_a_legend_stand_one_below_the_other_and_are_about_as_long() -> None:
    words = ["strong tie", "our reach hangs on one person", "weak", "neutral", "opposes", "supports", "unknown"]
    shapes, end = legend([Sign((Box(0, 0, 26, 15),), Text("短", word)) for word in words], 10, 2, 580)
    signs = [(s.x, s.y) for s in shapes if isinstance(s, Box)]
    assert [y for _, y in signs] == [2, 2, 2, 2, 26, 26, 26], "not six and one"
    assert [x for x, _ in signs[4:]] == [x for x, _ in signs[:3]]
    assert end == 48


def test_signs_of_one_line_are_equally_far_apart_however_long_their_words() -> None:
    shapes, _ = legend([Sign((Box(0, 0, 26, 15),), Text("短", "x" * n)) for n in (4, 20, 8, 3)], 0, 2, 900)
    at = [s.x for s in shapes if isinstance(s, Box)]
    assert [b - a for a, b in pairwise(at)] == [at[1]] * 3
