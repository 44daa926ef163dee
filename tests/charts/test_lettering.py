"""Words in a chart stand in the middle of their row in either language."""

from __future__ import annotations

from graphcrm.charts.lettering import written
from graphcrm.drawing.shapes import Label
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
