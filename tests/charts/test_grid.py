"""The power–interest grid: no dot is moved, and everybody can be read somewhere."""

from __future__ import annotations

import random

import pytest

from graphcrm.charts.grid import power_interest
from graphcrm.charts.grid_list import GridPoint
from graphcrm.drawing.shapes import Box, Drawing, Label, Round
from graphcrm.i18n import Text
from tests.charts.seen import about, labels, outside


def point(key: str, power: float | None, interest: float, name: str = "") -> GridPoint:
    called = name or f"P{key}"
    return GridPoint(Text(called, called), power, interest, 1, key)


def dot(drawing: Drawing, key: str) -> Round:
    (found,) = [s for s in about(drawing, key) if isinstance(s, Round)]
    return found


def test_places_are_linear_in_power_and_interest() -> None:
    drawing = power_interest([point("0", 0.0, 0.0), point("1", 1.0, 1.0), point("2", 0.25, 0.75)])
    low, high, some = (dot(drawing, k) for k in "012")
    assert some.x == pytest.approx(low.x + 0.75 * (high.x - low.x))
    assert some.y == pytest.approx(low.y + 0.25 * (high.y - low.y))
    assert high.y < low.y


@pytest.mark.parametrize(("many", "radius"), [(2, 9.0), (60, 9.0), (61, 6.5)])
def test_dots_are_smaller_of_more_than_sixty(many: int, radius: float) -> None:
    drawing = power_interest([point(str(k), k / many, 1 - k / many) for k in range(many)])
    assert dot(drawing, "0").radius == radius


def test_people_at_one_place_share_a_dot_and_are_listed() -> None:
    drawing = power_interest([point("0", 0.4, 0.4), point("1", 0.4, 0.4), point("2", 0.9, 0.9)])
    assert dot(drawing, "0") is dot(drawing, "1")
    assert "2" in [s.text.zh for s in about(drawing, "0") if isinstance(s, Label)]
    assert "P0、P1" in labels(drawing)
    assert "P0, P1" in labels(drawing, "en")
    assert "P2" in labels(drawing)


def test_who_has_no_grade_is_listed_and_not_drawn() -> None:
    drawing = power_interest([point("0", None, 1.0), point("1", 0.5, 0.5)])
    assert [s for s in about(drawing, "0") if isinstance(s, Round)] == []
    assert labels(drawing).index("未录职级，不在图中") < labels(drawing).index("P0")


@pytest.mark.parametrize("many", [0, 13, 60, 200])
def test_everybody_is_readable_and_nothing_leaves_the_picture(many: int) -> None:
    rng = random.Random(many)
    points = [
        point(str(i), rng.randint(0, 20) / 20, rng.choice([0.0, 0.0, rng.random()]), f"N{i}x") for i in range(many)
    ]
    drawing = power_interest(points)
    assert outside(drawing) == []
    said = "|".join(labels(drawing))
    assert all(f"N{i}x" in said for i in range(many))
    assert drawing == power_interest(points)


def test_a_crowd_is_counted_where_its_names_have_no_room_beside_the_grid() -> None:
    points = [point(str(i), 0.5, 0.0, f"Somebody {i:03d}") for i in range(900)]
    drawing = power_interest(points)
    assert outside(drawing) == []
    assert (drawing.width, drawing.height) == (1210, 614), (
        "the shape of a screen: of eight hundred at one place the names are no picture"
    )
    said = "|".join(labels(drawing, "en"))
    named = sum(f"Somebody {i:03d}" in said for i in range(900))
    assert named >= 14
    assert f"{900 - named} more: see the table" in said


def test_the_mark_of_an_unknown_attitude_is_read_in_a_crowd_too() -> None:
    """In the small dots of many it was written in seven pixels on a laptop."""
    points = [GridPoint(Text.of(f"P{i}"), i % 19 / 19, i % 23 / 23, None, str(i)) for i in range(150)]
    marks = {s.size for s in power_interest(points).shapes if isinstance(s, Label) and s.text.en == "?"}
    assert min(marks) >= 10.5


def test_names_stand_on_nothing() -> None:
    """Names that are written in the grid cover no dot and no other name."""
    rng = random.Random(5)
    points = [point(str(i), rng.random(), rng.random(), f"Somebody {i:02d}") for i in range(40)]
    drawing = power_interest(points)
    dots = [s for s in drawing.shapes if isinstance(s, Round) and s.x < 830]
    names = [s for s in drawing.shapes if isinstance(s, Label) and s.text.zh.startswith("Somebody") and s.x < 830]
    assert len(names) > 15
    boxes = []
    for s in names:
        wide = len(s.text.zh) * 0.5 * s.size
        left = {"start": s.x, "middle": s.x - wide / 2, "end": s.x - wide}[s.anchor]
        boxes.append((left, s.y - 9, left + wide, s.y + 1, s.about))
    for left, top, right, bottom, who in boxes:
        for d in dots:
            if d.about != who:
                assert not (left < d.x + d.radius - 1 and d.x - d.radius + 1 < right and top < d.y and d.y < bottom), (
                    who
                )
        for other in boxes:
            if other[4] != who:
                assert not (left < other[2] and other[0] < right and top < other[3] and other[1] < bottom), who


@pytest.mark.parametrize(
    ("taken", "side"), [("", "right"), ("r", "left"), ("rl", "above"), ("rla", "below")], ids=lambda one: one or "none"
)
def test_a_name_stands_right_left_above_or_below_its_dot_where_there_is_room(taken: str, side: str) -> None:
    low, high = (dot(power_interest([point("0", 0.0, 0.0), point("1", 1.0, 1.0)]), k) for k in "01")
    beside = {"r": (26, 0), "l": (-26, 0), "a": (0, 20)}
    others = [
        point(key, 0.5 + beside[key][1] / (low.y - high.y), 0.5 + beside[key][0] / (high.x - low.x)) for key in taken
    ]
    drawing = power_interest([point("0", 0.5, 0.5), *others])
    at = dot(drawing, "0")
    (name,) = [s for s in about(drawing, "0") if isinstance(s, Label) and s.text.zh == "P0"]
    top, bottom = name.y - 0.75 * name.size, name.y + 0.25 * name.size
    if side in ("right", "left"):
        assert (name.anchor, top < at.y < bottom) == ({"right": "start", "left": "end"}[side], True)
        assert 2 < (name.x - at.x if side == "right" else at.x - name.x) - at.radius < 8
    else:
        assert (name.anchor, name.x) == ("middle", at.x)
        assert 0 < (at.y - bottom if side == "above" else top - at.y) - at.radius < 8


@pytest.mark.parametrize("many", [36, 60, 200])
def test_numbers_stand_on_no_other_number_dot_or_name(many: int) -> None:
    """Where interest is not recorded all stand at the left edge; numbers lay on one another and on the name between them."""
    rng = random.Random(many)
    points = [point(str(i), rng.random() ** 3, 0.0, f"Somebody {i:03d}") for i in range(many)]
    drawing = power_interest(points)
    numbers = [s for s in drawing.shapes if isinstance(s, Box) and s.fill == "tip" and s.x < 830]
    names = [s for s in drawing.shapes if isinstance(s, Label) and s.text.zh.startswith("Somebody") and s.x < 830]
    dots = [s for s in drawing.shapes if isinstance(s, Round) and s.x < 830]
    assert len(numbers) > 2
    taken = [(s.x, s.y, s.x + s.width, s.y + s.height) for s in numbers]
    taken += [(s.x, s.y - 9, s.x + len(s.text.zh) * 0.5 * s.size, s.y + 1) for s in names]
    for k, (left, top, right, bottom) in enumerate(taken[: len(numbers)]):
        for other in taken[k + 1 :]:
            assert not (left < other[2] and other[0] < right and top < other[3] and other[1] < bottom)
        assert not any(left < d.x + d.radius and d.x - d.radius < right and top < d.y < bottom for d in dots)


def test_the_legend_has_no_sign_of_what_is_not_in_the_picture() -> None:
    """Of people without a grade it explained signs and shared places, though nobody stood in the grid."""
    several = "in a dot: how many at one place"
    assert several not in labels(power_interest([point("0", 0.5, 0.5), point("1", 0.6, 0.5)]), "en")
    assert several in labels(power_interest([point("0", 0.5, 0.5), point("1", 0.5, 0.5)]), "en")
    nobody = labels(power_interest([point("0", None, 0.0), point("1", None, 0.0)]), "en")
    assert several not in nobody
    assert "limited support" not in nobody


def ground(drawing: Drawing) -> Box:
    return next(s for s in drawing.shapes if isinstance(s, Box) and s.fill == "surface")


@pytest.mark.parametrize("many", [0, 1, 5, 13])
def test_without_a_list_the_grid_takes_the_whole_width(many: int) -> None:
    """Beside a grid of which everybody has a name stood a third of the screen with nothing but six signs."""
    drawing = power_interest([point(str(i), (i + 0.5) / 13, (5 * i % 13) / 12) for i in range(many)])
    assert "Who stands at the boxed numbers" not in labels(drawing, "en")
    frame = ground(drawing)
    assert frame.width > 0.94 * drawing.width
    assert frame.height > 0.8 * drawing.height
    assert outside(drawing) == []


@pytest.mark.parametrize("few", [2, 3, 9])
def test_a_short_list_stands_below_the_grid_and_covers_none_of_its_lines(few: int) -> None:
    crowd = [point(str(i), 0.4, 0.4, f"Somebody {i}") for i in range(few)]
    drawing = power_interest([*crowd, point("x", 0.9, 0.9), point("y", None, 0.2)])
    frame = ground(drawing)
    assert frame.width > 0.94 * drawing.width
    listed = [s for s in drawing.shapes if isinstance(s, Label) and s.y > frame.y + frame.height + 24]
    said = "|".join(s.text.en for s in listed)
    assert all(f"Somebody {i}" in said for i in range(few))
    assert "Py" in said
    assert len({(s.x, s.y) for s in listed}) == len(listed)
    assert outside(drawing) == []
