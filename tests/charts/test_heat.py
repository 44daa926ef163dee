"""The heat map: a cell for every role and row, marked where something is missing."""

from __future__ import annotations

import itertools

import pytest

from graphcrm.charts.heat import HeatCell, HeatPart, HeatRow, heat_map, heat_map_slim
from graphcrm.drawing.shapes import Box, Label, Line
from graphcrm.i18n import Text
from tests.charts.seen import about, labels, outside

TITLE = Text("图", "chart")
NAME = "字" * 24


def row(key: str, *cells: HeatCell, name: str = "r") -> HeatRow:
    return HeatRow(Text(name, name), Text("d", "d"), cells, key)


def test_a_cell_says_band_days_and_what_is_missing() -> None:
    cells = (
        HeatCell("strong", 12, 2),
        HeatCell("none", None, 0, "must"),
        HeatCell("weak", 40, 1, "either"),
        HeatCell("none", None, 0),
        HeatCell("weak", None, 1),
    )
    drawing = heat_map([Text(c, c) for c in "abcde"], [HeatPart(Text("h", "h"), [row("7", *cells)])], TITLE)
    boxes = [s for s in about(drawing, "7") if isinstance(s, Box) and s.told]
    assert [b.fill for b in boxes] == ["tie.strong", "tie.none", "tie.weak", "tie.none", "tie.weak"]
    assert [b.dashed for b in boxes] == [False, False, True, False, False]
    slanting = [
        sum(b.x <= s.points[0][0] <= b.x + b.width for s in about(drawing, "7") if isinstance(s, Line)) for b in boxes
    ]
    assert slanting[0] == slanting[3] == 0
    assert slanting[1] > slanting[2] > 0
    numbers = [s.text.en for s in about(drawing, "7") if isinstance(s, Label)]
    assert numbers == ["r", "d", "12", "never", "40", "—"], "declared, but no day of contact"
    assert [b.told.en for b in boxes if b.told] == [
        "r, a: strong tie, last contact 12 days ago",
        "r, b: no tie, no contact on record; required and missing",
        "r, c: weak tie, last contact 40 days ago; one of these is required",
        "r, d: no tie, no contact on record",
        "r, e: weak tie, no contact on record",
    ]


def test_slanting_lines_stay_in_their_cell_and_long_names_are_whole() -> None:
    part = HeatPart(Text("h", "h"), [row("1", HeatCell("none", None, 0, "must"), name=NAME)])
    drawing = heat_map([Text("a", "a")], [part, HeatPart(Text("x", "x"), [])], TITLE)
    assert outside(drawing) == []
    (box,) = [s for s in about(drawing, "1") if isinstance(s, Box) and s.told]
    for line in (s for s in about(drawing, "1") if isinstance(s, Line)):
        for x, y in line.points:
            assert box.x - 0.01 <= x <= box.x + box.width + 0.01
            assert box.y - 0.01 <= y <= box.y + box.height + 0.01
    assert "".join(s.text.zh for s in about(drawing, "1") if isinstance(s, Label) and "字" in s.text.zh) == NAME
    assert "x" not in labels(drawing), "a part without rows has no heading"


def test_rows_become_higher_until_the_picture_fills_its_stage_but_no_higher_than_looks_well() -> None:
    parts = [HeatPart(Text("h", "h"), [row(f"{k}", *[HeatCell("weak", 3, 1)] * 8) for k in range(20)])]
    columns = [Text("a", "a")] * 8
    drawn = {shape: heat_map(columns, parts, TITLE, across=2, shape=shape) for shape in (None, 2.6, 1.0)}
    assert all(outside(drawing) == [] for drawing in drawn.values())
    assert drawn[2.6].width / drawn[2.6].height == pytest.approx(2.6)
    rows = [next(s.height for s in about(drawing, "0") if isinstance(s, Box)) for drawing in drawn.values()]
    assert rows[0] < rows[1] < rows[2] == 57


def test_many_rows_stand_in_stacks_side_by_side_under_the_same_columns_and_headings() -> None:
    parts = [
        HeatPart(Text(h, h), [row(f"{h}{k}", HeatCell("weak", 3, 1)) for k in range(n)])
        for h, n in (("p", 3), ("u", 7))
    ]
    one, two = heat_map([Text("a", "a")], parts, TITLE), heat_map([Text("a", "a")], parts, TITLE, across=2)
    assert outside(two) == []
    assert two.height < 0.7 * one.height
    assert [labels(two).count(text) for text in ("a", "p", "u")] == [2, 1, 2]
    spots = [next((s.x, s.y) for s in about(two, key) if isinstance(s, Box)) for key in ("p0", "u1", "u2", "u6")]
    assert spots[0][0] == spots[1][0] < spots[2][0] == spots[3][0]
    assert (
        len(
            {
                s
                for p in parts
                for r in p.rows
                for s in [next((b.x, b.y) for b in about(two, r.about) if isinstance(b, Box))]
            }
        )
        == 10
    )


def test_the_legend_has_what_the_picture_has() -> None:
    def legend(*cells: HeatCell) -> set[str]:
        parts = [HeatPart(Text("h", "h"), [row("1", *cells)])] if cells else []
        said = labels(heat_map([Text("a", "a")] * len(cells), parts, TITLE), "en")
        return {word for word in said if " tie" in word or "required" in word or "day" in word}

    declared = "a tie, no day of contact on record"
    assert legend(HeatCell("weak", None, 1)) == {"weak tie", declared}
    assert legend(HeatCell("none", 3, 1, "must")) == {"no tie", "required and missing", "days since the last contact"}
    drawn = [HeatPart(Text("h", "h"), [row("1", HeatCell("weak", None, 1), HeatCell("strong", 3, 1))])]
    signs = [s.text.en for s in heat_map([Text("a", "a")] * 2, drawn, TITLE).shapes if isinstance(s, Label)]
    assert signs[:4] == ["45", "strong tie", "—", "weak tie"], "an example of days only where cells have any"
    assert len(legend()) == 8, "a picture without rows explains all that it could have"


def test_levels_of_one_unit_stand_below_its_name() -> None:
    cell = HeatCell("weak", 3, 1)
    rows = [row("1", cell, name="a"), row("1", cell, name="a"), row("2", cell, name="a"), row("1", cell, name="b")]
    drawing = heat_map([Text("r", "r")], [HeatPart(Text("h", "h"), rows)], TITLE)
    names = [s for s in drawing.shapes if isinstance(s, Label) and s.bold and s.text.en in "ab"]
    assert [(s.text.en, s.about) for s in names] == [("a", "1"), ("a", "2"), ("b", "1")], (
        "another of the same name has its own"
    )
    divided = heat_map([Text("r", "r")], [HeatPart(Text("h", "h"), rows[:2])], TITLE, 2)
    assert len([s for s in divided.shapes if isinstance(s, Label) and s.text.en == "a"]) == 2, (
        "again where a stack begins"
    )


@pytest.mark.parametrize(("first", "second", "stacks"), [(7, 9, (7, 9)), (9, 7, (9, 7)), (4, 12, (8, 8))])
def test_a_part_is_divided_among_stacks_only_if_they_would_be_uneven_without(
    first: int, second: int, stacks: tuple[int, int]
) -> None:
    parts = [
        HeatPart(Text(h, h), [row(f"{h}{k}", HeatCell("weak", 3, 1)) for k in range(n)])
        for h, n in (("a", first), ("b", second))
    ]
    cells = [s.x for s in heat_map([Text("r", "r")], parts, TITLE, 2).shapes if isinstance(s, Box) and s.told]
    assert tuple(map(cells.count, sorted(set(cells)))) == stacks


def test_on_a_phone_all_columns_are_seen_under_the_name_and_named_again_after_eight_rows() -> None:
    columns = [Text(f"角色{c}", f"role {c}") for c in "abcdefgh"]
    rows = [row(f"{k}", *[HeatCell("weak", 123, 1, "must")] * 8, name=f"n{k}") for k in range(20)]
    drawing = heat_map_slim(columns, [HeatPart(Text("h", "h"), rows), HeatPart(Text("x", "x"), [])], TITLE)
    assert drawing.width <= 366
    assert outside(drawing) == []
    assert [labels(drawing, "en").count(text) for text in ("role a", "role h", "n0", "n19", "x")] == [3, 3, 1, 1, 0]
    bottom = 0.0
    for k in range(20):
        cells = [s for s in about(drawing, str(k)) if isinstance(s, Box) and s.told]
        (name,) = (s for s in about(drawing, str(k)) if isinstance(s, Label) and s.text.en == f"n{k}")
        assert len(cells) == 8
        assert bottom + 8 < name.y < cells[0].y
        assert all(a.x + a.width <= b.x for a, b in itertools.pairwise(cells))
        bottom = cells[0].y + cells[0].height


def test_on_a_phone_a_detail_stands_behind_its_name_in_each_language() -> None:
    cell = HeatCell("weak", 3, 1)
    rows = [HeatRow(Text("董事会", "Supervisory board of directors"), Text("股东层", "shareholders"), [cell], "1")] * 2
    drawing = heat_map_slim([Text("r", "r")], [HeatPart(Text("h", "h"), rows)], TITLE)
    zh, en, again, once_more = (s for s in drawing.shapes if isinstance(s, Label) and s.colour == "soft" and s.about)
    assert zh.text == Text("股东层", "")
    assert en.text == Text("", "shareholders")
    assert 40 < zh.x < 80 < 160 < en.x
    assert again.x == once_more.x == 0, "the name of the unit stands above"


def test_signs_follow_one_another_where_only_one_column_has_room() -> None:
    cells = [HeatCell("strong", 3, 1), HeatCell("weak", None, 1, "must"), HeatCell("none", None, 0, "either")]
    drawing = heat_map_slim([Text("r", "r")] * 3, [HeatPart(Text("h", "h"), [row("1", *cells)])], TITLE)
    signs = {s.text.en: (s.x, s.y) for s in drawing.shapes if isinstance(s, Label) and s.size == 11.5}
    assert len({y for _, y in signs.values()}) < len(signs) - 2
    assert signs["strong tie"][1] == signs["weak tie"][1]
