"""Tables for people: exactly these on the sample, and on any screen no line too long and no character lost."""

from dataclasses import replace
from html import escape
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.harmless import harmless
from graphcrm.maps.chart_page import cells as chart_cells
from graphcrm.rendering.layout import laid_out, paragraph
from graphcrm.rendering.table import as_table, cells
from graphcrm.rendering.width import width
from graphcrm.reports.cells import Cells
from graphcrm.reports.document import Document

GOLDEN = Path(__file__).parent / "golden"
SHOWN = ("key-influencers", "kpi", "coverage", "sponsor-plan")


@pytest.mark.parametrize("room", [80, 100, 140])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_answers_look_like_this(answered, lang, room):
    """After a change on purpose: look at the new text, then write it over the file that is named."""
    found = "\n\n".join(as_table(answered(name, top=5), lang, room=room).text for name in SHOWN) + "\n"
    assert found == (GOLDEN / f"answers-{room}-{lang}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*SHOWN, "edges", "coverage-gaps", "who-to-win", "forecast", "levels", "audit"])
@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_on_every_screen_everything_is_there(answered, name, lang):
    result = answered(name)
    whole = as_table(result, lang, explain=True)
    assert not whole.changed
    for room in (40, 80, 100, 140):
        found = as_table(result, lang, explain=True, room=room)
        assert all(width(line) <= room for line in found.text.splitlines())
        # In records the headings stand in every block, so only what is rarer than in one line a row would be lost.
        # What no row has is left out, its heading told.
        assert not lost(whole.text, f"{found.text} {found.without}") - ({"—"} if found.without else set())


@pytest.mark.parametrize(
    ("room", "without"),
    [
        (250, set()),
        (100, {"title", "unit", "grade", "band", "rank from", "rank to"}),
        (80, {"title", "unit", "grade", "band", "rank from", "rank to", "why key", "decision weight"}),
    ],
)
def test_what_a_narrow_terminal_leaves_out_is_named_and_the_rest_is_a_table(answered, room, without):
    result = answered("key-influencers", top=5)
    found = as_table(result, "en", room=room, aside=result.query.aside)
    assert set(found.without) == without
    assert "President" in found.text
    assert ("band" in found.text) is not bool(without)
    assert "────  ──" in found.text
    assert all(width(line) <= room for line in found.text.splitlines())


LISTS = (
    *("findings", "digest", "who-to-win", "verify-next", "visit-plan", "drill", "edges", "status", "white-space"),
    *("stage-coverage", "supplier-scorecard", "across", "decision-chain", "hidden-influencers", "bridges", "brokers"),
    "sponsor-plan",
)
NEEDS = {"decision-chain": {"to": "c2"}, "digest": {"owner": "u1", "account": None, "opportunity": None}}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_list_is_a_table_from_a_hundred_columns_on(answered, name, lang):
    """Thirty findings of eight lines each are read by nobody; what is left out is named, and the room for it is used."""
    result = answered(name, **NEEDS.get(name, {}))
    for room in (100, 120):
        found = as_table(result, lang, room=room, aside=result.query.aside)
        assert "─" * 40 not in found.text.splitlines()
        assert all(width(line) <= room for line in found.text.splitlines())


def lost(whole, found):
    """Characters of the table in one line a row that its other form has less often; rules and blanks aside."""
    return {c for c in set(whole) - set(" \n─") if found.count(c) < whole.count(c)}


def test_without_a_terminal_a_row_is_a_line(answered):
    result = answered("key-influencers")
    text = as_table(result, "zh").text
    assert len([line for line in text.splitlines() if "(u" in line]) >= 8
    assert "…" not in text


CELLS = st.text(st.one_of(st.sampled_from("王工→;ab 12%\u0301👩\u200d💻"), st.characters()), max_size=40)


@st.composite
def tables(draw):
    columns = draw(st.integers(1, 6))
    heads = draw(st.lists(CELLS, min_size=columns, max_size=columns))
    rows = draw(st.lists(st.lists(CELLS, min_size=columns, max_size=columns), max_size=4))
    right = draw(st.lists(st.booleans(), min_size=columns, max_size=columns))
    return heads, rows, right


@given(tables(), st.integers(20, 120))
def test_no_line_is_too_long_and_no_character_is_lost(table, room):
    heads, rows, right = table
    found = laid_out(heads, rows, right, room)
    assert all(width(line) <= room for line in found.text.split("\n"))
    for row in rows:
        for cell in row:
            for char in set("".join(harmless(cell).split())):
                assert char in found.text
    whole = laid_out(heads, rows, right)
    assert whole.changed is False
    assert len(whole.text.split("\n")) == len(rows) + 2
    assert found.changed or found.text == whole.text


@given(
    st.lists(st.lists(st.integers(-(10**9), 10**9).map(str), min_size=5, max_size=5), min_size=1), st.integers(20, 90)
)
def test_numbers_are_never_broken(rows, room):
    found = laid_out(["a", "b", "c", "d", "e"], rows, [True] * 5, room).text
    assert [n for row in rows for n in row] == [
        word for line in found.split("\n") for word in line.split() if word.lstrip("-").isdigit()
    ]


def test_a_table_becomes_narrower_by_its_headings_first():
    heads, rows = ["decision weight", "a reason"], [["50%", "because he decides"]]
    assert laid_out(heads, rows, [True, False], 28).text.split("\n") == [
        "decision",
        "  weight  a reason",
        "────────  ──────────────────",
        "     50%  because he decides",
    ]
    assert laid_out(heads, rows, [True, False], 20).text.split("\n") == [
        "decision",
        "  weight  a reason",
        "────────  ──────────",
        "     50%  because he",
        "          decides",
    ]


def test_where_no_table_fits_a_row_becomes_a_record():
    heads, rows = ["id", "name", "decision weight"], [["c2", "林行长", "50%"], ["c4", "吴CFO", "20%"]]
    assert laid_out(heads, rows, [False, False, True], 19).text.split("\n") == [
        "id",
        "  c2",
        "name",
        "  林行长",
        "decision weight",
        "  50%",
        "─" * 19,
        "id",
        "  c4",
        "name",
        "  吴CFO",
        "decision weight",
        "  20%",
    ]
    heads, rows = ["id", "name", "weight"], [["c2", "林行长", "123456789012345"]]
    assert laid_out(heads, rows, [False, False, True], 26).text.split("\n") == [
        "id      c2",
        "name    林行长",
        "weight  123456789012345",
    ]


def test_a_row_that_would_be_tall_becomes_a_record():
    text = " ".join(["word"] * 60)
    found = laid_out(["id", "text", "more"], [["c2", text, text]], [False] * 3, 60)
    assert found.changed
    assert found.text.startswith("id    c2\ntext  word word")


def test_sentences_hang_below_their_mark():
    assert paragraph("one two three", 10, "· ") == "· one two\n  three"
    assert paragraph("one two three", None, "· ") == "· one two three"


def test_control_characters_do_not_reach_the_terminal():
    assert laid_out(["a\x1b[31m"], [["b\u202ec"]], [False]).text.startswith("a␛[31m")
    assert "\u202e" not in laid_out(["a"], [["b\u202ec"]], [False]).text


def test_an_empty_part_of_an_answer_says_nothing(answered):
    """Q50 has a part for disagreement that is empty here; an answer without any row says that it has none."""
    found = answered("triangulation")
    assert [bool(rows) for rows in found.groups] == [True, True, False]
    assert "no rows" not in as_table(found, "en").text
    assert "no rows" in as_table(replace(found, groups=((), (), ())), "en").text


def test_a_column_of_numbers_has_the_same_digits_on_every_surface(answered):
    result = answered("hierarchy")
    columns, rows = result.query.groups[0], result.groups[0]
    nothing = Mock(sections=(), evidence=(), spec=Document)
    at = [column.name for column in columns].index("tier")
    shown = [row[at] for row in cells(result, columns, rows, "en")]
    assert {len(text.partition(".")[2]) for text in shown} == {2}
    assert [row[at].en for row in Cells(nothing).texts(columns, rows, {})] == shown
    assert [row[at].en for row in chart_cells(columns, rows, {})] == shown
    assert all(f">{escape(text)}</td>" in result._repr_html_() for text in shown)
