"""The zipper: sides by grade, lines in the middle only."""

from __future__ import annotations

import itertools
import math
import random

import pytest

from graphcrm.charts.zipper import Pair, zipper, zipper_slim
from graphcrm.charts.zipper_cards import Ours, Theirs
from graphcrm.drawing.shapes import Box, Label, Line
from graphcrm.i18n import Text
from tests.charts.seen import about, labels, outside


def ours(key: str, grade: int, **more: object) -> Ours:
    return Ours(key, Text(key, key), Text("", ""), grade, about=key, **more)  # type: ignore[arg-type]


def theirs(key: str, grade: int) -> Theirs:
    return Theirs(key, Text(key, key), Text("post", "post"), grade, None, key)


def test_grades_stand_one_below_the_other_and_lines_say_what_they_are() -> None:
    pairs = [
        Pair("u1", "c1", "strong", sponsor=True),
        Pair("u1", "c2", "weak", missing=True),
        Pair("u2", "c2", "none", missing=True),
    ]
    drawing = zipper(
        [ours("u1", 4, loss=0.73, knot=True), ours("u2", 2)], [theirs("c1", 5), theirs("c2", 2)], pairs, {3: (7, 2)}
    )
    lines = [s for s in drawing.shapes if isinstance(s, Line) and s.about]
    assert [(s.about, s.stroke, s.dashed) for s in lines] == [
        ("u1 c1", "path_glow", False),
        ("u2 c2", "alert", True),
        ("u1 c2", "org_strong", False),
        ("u1 c2", "alert", True),
        ("u1 c1", "influence", False),
    ]
    assert lines[0].weight > lines[-1].weight > lines[2].weight
    said = labels(drawing, "en")
    assert said.index("c1") < said.index("u1") < said.index("c2")
    assert "7 without a tie to us, 2 with a tie and less influence" in said, "nobody of the grade is drawn"
    assert "−73%" in said
    (knot,) = [s for s in about(drawing, "u1") if isinstance(s, Box) and s.stroke == "warn"]
    assert knot.weight > 2


@pytest.mark.parametrize("grade", [5, 3, 0])
@pytest.mark.parametrize("band", ["weak", "moderate", "strong"])
def test_what_is_missing_runs_beside_a_tie_that_is_not_enough(band: str, grade: int) -> None:
    pairs = [Pair("u1", f"c{g}", band, missing=g == grade) for g in range(6)]
    drawing = zipper([ours("u1", 3)], [theirs(f"c{g}", g) for g in range(6)], pairs, {})
    tie, missing = (s for s in drawing.shapes if isinstance(s, Line) and s.about == f"u1 c{grade}")
    assert missing.dashed
    (x, y), (u, v) = tie.points
    (_, first), (_, last) = missing.points
    steep = math.hypot(u - x, v - y) / (u - x)
    assert first - y == pytest.approx(last - v), "parallel"
    assert last - v >= ((tie.weight + missing.weight) / 2 + 1) * steep, "a pixel lies between them"
    (card,) = (s for s in about(drawing, f"c{grade}") if isinstance(s, Box) and s.width > 100)
    assert last < card.y + card.height, "it still leads to the card"


def test_no_line_passes_under_a_card_and_no_two_cards_overlap() -> None:
    rng = random.Random(2)
    mine = [ours(f"u{i}", rng.randint(0, 5)) for i in range(9)]
    them = [theirs(f"c{i}", rng.randint(0, 5)) for i in range(40)]
    bands = ("none", "weak", "moderate", "strong")
    pairs = [
        Pair(rng.choice(mine).key, t.key, rng.choice(bands), missing=rng.random() < 0.3) for t in them for _ in "ab"
    ]
    drawing = zipper(mine, them, pairs, {})
    assert outside(drawing) == []
    cards = [s for s in drawing.shapes if isinstance(s, Box) and s.about and s.width > 100]
    assert len(cards) == 49
    for n, a in enumerate(cards):
        for b in cards[n + 1 :]:
            assert a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
    left = max(c.x + c.width for c in cards if c.x < 400)
    right = min(c.x for c in cards if c.x > 400)
    for line in (s for s in drawing.shapes if isinstance(s, Line) and s.about):
        (x, y), (end, at) = line.points
        if end <= right:
            assert left <= x
            continue
        # To the second column a line leads between two of the first.
        assert x <= right
        assert y == at
        assert not [
            c for c in cards if c.x < end - 0.1 and c.x + c.width > x and c.y < y + 1 and c.y + c.height > y - 1
        ]
    assert len({c.x for c in cards}) == 3


def test_the_line_to_the_second_column_is_what_it_goes_on_with() -> None:
    """c1, c3, … stand in the second column: a dashed line to nobody's contact must not end as a tie."""
    pairs = [
        Pair("u1", "c1", "weak"),
        Pair("u2", "c1", "strong", missing=True),
        Pair("u1", "c3", "none", missing=True),
        Pair("u1", "c5", "weak", sponsor=True, missing=True),
        Pair("u1", "c7", "none", sponsor=True),
        Pair("u1", "c9", "none"),
    ]
    drawing = zipper([ours("u1", 2), ours("u2", 2)], [theirs(f"c{i}", 2) for i in range(10)], pairs, {})
    leads = {s.about: (s.stroke, s.dashed) for s in drawing.shapes if isinstance(s, Line) and s.about.startswith("c")}
    assert leads == {
        "c1": ("influence", False),
        "c3": ("alert", True),
        "c5": ("org_strong", False),
        "c7": ("path_glow", False),
    }


def test_lines_to_the_second_column_have_air_between_the_cards_of_the_first_where_a_laptop_has_room() -> None:
    for people, air in ((24, 7.5), (36, 4.9)):
        pairs = [Pair("u1", f"c{i}", "moderate") for i in range(people)]
        drawing = zipper([ours("u1", 2)], [theirs(f"c{i}", 1 + i % 4) for i in range(people)], pairs, {})
        assert drawing.height <= 646
        leads = [s for s in drawing.shapes if isinstance(s, Line) and s.about.startswith("c")]
        cards = [s for s in drawing.shapes if isinstance(s, Box) and s.about and s.width > 100]
        x = min(card.x for card in cards if card.about.startswith("c"))
        first = sorted(card.y for card in cards if card.x == x)
        high = cards[0].height
        assert min(b - a - high for a, b in itertools.pairwise(first)) >= air
        edges = [edge for y in first for edge in (y, y + high)]
        assert len(leads) > 10
        assert min(abs(s.points[0][1] - edge) for s in leads for edge in edges) >= (air - 0.5) / 2


def test_a_broad_line_to_the_second_column_touches_no_card() -> None:
    for people in (12, 60):
        pairs = [Pair("u1", f"c{i}", "strong") for i in range(people)]
        drawing = zipper([ours("u1", 2)], [theirs(f"c{i}", 2) for i in range(people)], pairs, {})
        leads = [s for s in drawing.shapes if isinstance(s, Line) and s.about.startswith("c")]
        cards = [s for s in drawing.shapes if isinstance(s, Box) and s.about and s.width > 100]
        at = {s.points[0][1]: s.weight for s in leads}
        first = {card.x for card in cards if card.about == "c0"}
        edges = [edge for card in cards if card.x in first for edge in (card.y, card.y + card.height)]
        assert min(abs(y - edge) - weight / 2 for y, weight in at.items() for edge in edges) >= 1.9


def test_many_have_their_titles_beside_their_names_and_fit_a_laptop() -> None:
    """36 people in two columns: a laptop shows 700 units at four fifths of their size."""
    mine = [ours(f"u{i}", 1 + i % 4) for i in range(6)]
    pairs = [Pair(f"u{i % 6}", f"c{i}", "weak") for i in range(36)]
    drawing = zipper(mine, [theirs(f"c{i}", 1 + i % 4) for i in range(36)], pairs, {3: (2, 0)})
    assert drawing.height < 700
    assert drawing.width < 1400
    name, title = (
        s for s in drawing.shapes if isinstance(s, Label) and s.about == "c7" and s.text.en in ("c7", "post")
    )
    assert name.x < title.x
    assert abs(name.y - title.y) < 1
    few = zipper(mine, [theirs("c1", 2)], [], {})
    name, title = (s for s in few.shapes if isinstance(s, Label) and s.about == "c1" and s.text.en in ("c1", "post"))
    assert name.x == title.x
    assert name.y < title.y


def test_titles_begin_where_names_end_and_cards_widen_before_a_title_is_cut() -> None:
    """English titles that say a unit first were cut behind short Chinese names, beside an empty strip."""
    post = Text("科室主管", "General management · Head of data office")
    them = [Theirs(f"c{i}", Text("李帆曦", "李帆曦"), post, 1 + i % 4, None, f"c{i}") for i in range(36)]
    pairs = [Pair("u1", them.key, "weak") for them in them]
    role = Text("科室与项目主管 · Solution architect", "Solution architect")
    our = Ours("u1", Text.of("Marco Bianchi"), role, 2, loss=0.3, about="u1")
    drawing = zipper([our], them, pairs, {})
    assert post.en in labels(drawing, "en")
    assert role.zh in labels(drawing, "zh"), "ours as well, beside what would be lost with them"
    assert outside(drawing) == []
    assert drawing.width < 1450
    long = Text("职务" * 30, "Post " * 20)
    cut = zipper([ours("u1", 2)], [Theirs(p.key, p.name, long, p.grade, None, p.about) for p in them], pairs, {})
    assert any(text.endswith("…") for text in labels(cut, "en"))
    (card,) = [s for s in about(cut, "c0") if isinstance(s, Box) and s.told]
    assert card.told == Text(f"李帆曦，{long.zh}", f"李帆曦, {long.en}"), "who points at it reads all of it"


def test_nobody_at_all_is_a_picture_too() -> None:
    assert outside(zipper([], [], [], {})) == []


def test_the_legend_has_what_the_picture_has() -> None:
    def legend(*pairs: Pair, **more: object) -> set[str]:
        drawing = zipper([ours("u1", 4, **more)], [theirs("c1", 5)], pairs, {})
        return {*labels(drawing, "en")} & {
            "weak tie",
            "strong tie",
            "sponsor",
            "required and missing",
            "−9%",
            "unknown",
        }

    assert legend(Pair("u1", "c1", "weak")) == {"weak tie", "unknown"}
    assert legend(Pair("u1", "c1", "strong", sponsor=True), loss=0.4) == {"strong tie", "sponsor", "−9%", "unknown"}
    assert legend(Pair("u1", "c1", "none", missing=True)) == {"required and missing", "unknown"}


def test_on_a_phone_both_sides_are_seen_at_once_and_names_are_whole() -> None:
    long = Text("买买提·艾则孜·吐尔逊", "Priya Raghunathan-Venkat")
    mine = [Ours(f"u{i}", long, long, 1 + i % 4, loss=0.2, about=f"u{i}") for i in range(6)]
    them = [Theirs(f"c{i}", long, long, 1 + i % 4, None, f"c{i}") for i in range(36)]
    pairs = [Pair(f"u{i % 6}", f"c{i}", "weak", missing=i % 5 == 0) for i in range(36)]
    drawing = zipper_slim(mine, them, pairs, {3: (12, 7), 5: (1, 0)})
    assert drawing.width <= 366
    assert outside(drawing) == []
    for lang in ("zh", "en"):
        said = labels(drawing, lang)
        for key in ("u0", "c0"):
            lines = [s for s in about(drawing, key) if isinstance(s, Label) and s.bold and s.size == 12]
            name = "".join(s.text.say(lang) for s in lines if not {"%", "?"} & {*s.text.en})  # type: ignore[arg-type]
            assert name.replace(" ", "") == long.say(lang).replace(" ", "")  # type: ignore[arg-type]
        assert any("12" in text for text in said), "who is not drawn is counted"
        for key in ("u0", "c0"):
            low = sorted((s for s in about(drawing, key) if isinstance(s, Label) and s.size == 10.5), key=lambda s: s.y)
            assert "".join(s.text.say(lang) for s in low).replace(" ", "") == long.say(lang).replace(" ", "")  # type: ignore[arg-type]
        lost = next(s for s in about(drawing, "u0") if isinstance(s, Label) and s.text.en == "−20%")
        assert all(s.y < lost.y - 10 for s in about(drawing, "u0") if isinstance(s, Label) and s.size == 10.5)
    cards = [s for s in drawing.shapes if isinstance(s, Box) and s.about and s.width > 100]
    assert len(cards) == 42
    for side in (0.0, 236.0):
        tops = sorted(c.y for c in cards if c.x == side)
        assert all(b - a >= cards[0].height for a, b in itertools.pairwise(tops))
    ends = [x for s in drawing.shapes if isinstance(s, Line) and s.about for x, _ in s.points]
    assert max(c.x + c.width for c in cards if c.x == 0) <= min(ends)
    assert max(ends) <= 236.0


def test_nobody_at_all_is_a_slim_picture_too() -> None:
    assert outside(zipper_slim([], [], [], {})) == []
