"""Columns of a text are those that wcwidth counts; lines are broken where people would, and lose nothing but blanks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth, wcwidth

from graphcrm.harmless import harmless
from graphcrm.rendering.letters import ems
from graphcrm.rendering.width import clusters, easy, width
from graphcrm.rendering.wrapping import pieces, wrap

MIXED = st.text(st.one_of(st.sampled_from("王工林行长(c6)→>;、 ab-1é\u0301\u200d👩🏽💻️"), st.characters()))


def test_the_short_way_counts_as_the_library_does():
    short = [chr(c) for c in range(0x110000) if easy(chr(c))]
    assert len(short) > 20_000
    assert [c for c in short if width(c) != wcwidth(c)] == []


@given(MIXED)
def test_width_is_that_of_the_library(text):
    found = wcswidth(text)
    assert width(text) == found or found < 0
    assert "".join(clusters(text)) == text
    assert "".join(pieces(text)) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [("ne\u0301e", ["n", "e\u0301", "e"]), ("陳\u0301a", ["陳\u0301", "a"]), ("👩\u200d💻x", ["👩\u200d💻", "x"]), ("👍🏽", ["👍🏽"])],
)  # fmt: skip
def test_what_belongs_together_is_not_cut(text, found):
    assert clusters(text) == found


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("王工 → 周CIO → 林行长", 12, ["王工 →", "周CIO →", "林行长"]),
        ("c6>c3>c2", 6, ["c6>c3>", "c2"]),
        ("decision weight ≥ 10 %; influence share ≥ 5 %", 24, ["decision weight ≥ 10 %;", "influence share ≥ 5 %"]),
        ("62% · 1 · 2026-06-12", 12, ["62% · 1 ·", "2026-06-12"]),
        ("吴CFO、周CIO、何顾问", 14, ["吴CFO、周CIO、", "何顾问"]),
        ("先弄清其反对背后的关切", 8, ["先弄清其", "反对背后", "的关切"]),
        ("(行领导与办公室)(HY-GM)", 16, ["(行领导与办公", "室)(HY-GM)"]),
        ("abcdefghijklmnop", 5, ["abcde", "fghij", "klmno", "p"]),
        ("short", 5, ["short"]),
        ("", 5, [""]),
    ],
)  # fmt: skip
def test_lines_end_where_people_would_end_them(text, room, lines):
    assert wrap(text, room) == lines


@given(MIXED.map(harmless), st.integers(4, 60))
def test_lines_fit_and_lose_only_blanks(text, room):
    lines = wrap(text, room)
    assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("word", "wide"),
    [
        ("strength", 0.526),
        ("currency", 0.545),
        ("cumulative", 0.556),
        ("59%", 0.741),
        ("2026-06-30", 0.581),
        ("王工", 1.0),
    ],
)
def test_letters_are_as_wide_as_in_the_widest_font(word, wide):
    """Mean advance width of a letter as DejaVu Sans 2.37 has it."""
    assert ems(word) / len(word) == pytest.approx(wide, abs=0.025)
