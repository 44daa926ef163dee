"""Contest bars and the lean by decider: lengths and places are the numbers."""

from __future__ import annotations

from functools import partial

import pytest

from graphcrm.analysis.opinion.contest_state import ContestState
from graphcrm.charts.contest import contest_bars
from graphcrm.charts.lean import Decider, lean_by_decider
from graphcrm.charts.shares import share_bars
from graphcrm.drawing.shapes import Box, Line, Round
from graphcrm.i18n import Name, Text
from tests.charts.seen import labels, outside


def row(us: float | None, them: float | None, **more: object) -> dict[str, object]:
    found = {
        "name": Name.of("吴CFO", "CFO Wu"),
        "share_pct": 16.4,
        "state": ContestState.THEIRS,
        "support_us": -1,
        "support_them": None,
        "tie_us": us,
        "tie_them": them,
        "drift": True,
    }
    return {**found, **more}


def test_a_bar_is_as_long_as_the_tie_and_stands_on_its_side() -> None:
    drawing = contest_bars([row(0.5, 0.25), row(None, 0.0, drift=False)])
    bars = [s for s in drawing.shapes if isinstance(s, Box) and s.told]
    theirs, ours = sorted(bars, key=lambda b: b.x)
    assert ours.width == pytest.approx(2 * theirs.width)
    assert theirs.x + theirs.width == pytest.approx(ours.x)
    said = labels(drawing, "en")
    assert {"CFO Wu", "50%", "25%", "16%", "theirs ⚠", "theirs"} <= set(said)
    assert [s.fill for s in drawing.shapes if isinstance(s, Round)][1:3] == ["support.unknown", "support.-1"]
    assert outside(drawing) == []


@pytest.mark.parametrize(
    ("top", "ticks"),
    [
        (3, "0 2 4"),
        (12, "0 2 4 6 8 10 12"),
        (13, "0 5 10"),
        (30, "0 5 10 15 20 25 30"),
        (31, "0 10 20 30"),
        (61, "0 20 40 60"),
        (100, "0 20 40 60 80 100"),
    ],
)
def test_an_axis_of_shares_has_round_steps_and_at_most_seven_marks(top: float, ticks: str) -> None:
    drawing = share_bars([{"name": Name.of("甲", "A"), "share_pct": 0.4, "share_lo_pct": 0, "share_hi_pct": top}])
    assert labels(drawing, "en")[: len(ticks.split())] == [f"{tick}%" for tick in ticks.split()]
    assert labels(drawing, "en")[len(ticks.split()) :] == ["?", "A", "<1%", "?", "unknown"]


def test_bars_for_a_phone_say_the_same_within_366_units() -> None:
    share = {"name": Name.of("甲", "A"), "share_pct": 40, "share_lo_pct": 0, "share_hi_pct": 100}
    deciders = [Decider(Text("甲", "A"), 0.6, -1.0, 0.2), Decider(Text("乙", "B"), 0.4, None, 1.0)]
    decision = {"lean": -0.9, "lo": -1.0, "hi": 1.0}
    for draw in (
        partial(share_bars, [share] * 14),
        partial(contest_bars, [row(1.0, 0.25)] * 14),
        partial(lean_by_decider, deciders, decision),
    ):
        wide, slim = draw(), draw(slim=True)
        assert sorted(labels(slim, "en")) == sorted(labels(wide, "en"))
        assert slim.width <= 366 < wide.width
        assert outside(slim) == []


def test_a_lean_stands_where_it_is() -> None:
    deciders = [Decider(Text("甲", "A"), 0.5, -1.0, 0.0), Decider(Text("乙", "B"), 0.5, None, 1.0)]
    drawing = lean_by_decider(deciders, {"lean": 0.5, "lo": 0.0, "hi": 1.0})
    told = {s.told.en: s.x for s in drawing.shapes if isinstance(s, Round) and s.told}
    low, middle, high = told["A: equilibrium 0%"], told["lean +50%"], told["B: equilibrium +100%"]
    assert middle == pytest.approx((low + high) / 2)
    (own,) = [s for s in drawing.shapes if isinstance(s, Round) and s.fill == "surface" and s.x > 100]
    assert own.x == pytest.approx(2 * low - high)
    (arrow,) = [s for s in drawing.shapes if isinstance(s, Line) and s.arrow]
    assert arrow.points[0][0] == own.x < arrow.points[1][0] < low
    assert outside(drawing) == []


def test_of_many_deciders_the_lightest_are_one_row_with_their_mean() -> None:
    """Eleven of weight 5 % stay; nine of 5 %, at 0 % and of unknown own view but for one at −1, are one row."""
    deciders = [Decider(Text(f"甲{i}", f"A{i}"), 0.05, None if i else -1.0, 1.0 if i < 11 else 0.0) for i in range(19)]
    deciders.append(Decider(Text("乙", "B"), 0.0, -1.0, 1.0))
    drawing = lean_by_decider(deciders, {"lean": 0.5, "lo": None, "hi": None})
    said = labels(drawing, "en")
    assert "9 others (mean by weight)" in said
    assert "其余 9 人（加权平均）" in labels(drawing)
    assert not [text for text in said if text in ("B", "A11", "A18")]
    assert "A10" in said
    told = [s.told.en for s in drawing.shapes if isinstance(s, Round) and s.told]
    assert "9 others (mean by weight): equilibrium 0%" in told
    assert said.count("weight 40%") == 1
    assert drawing.height < 700


@pytest.mark.parametrize(("many", "others"), [(12, 0), (13, 2)])
def test_twelve_deciders_have_rows_of_their_own_and_of_more_eleven(many: int, others: int) -> None:
    deciders = [Decider(Text(f"甲{i}", f"A{i}"), 0.0, None, i / many) for i in range(many)]
    drawing = lean_by_decider(deciders, {"lean": 0.5, "lo": None, "hi": None})
    told = [s.told.en for s in drawing.shapes if isinstance(s, Round) and s.told]
    assert sum(text.startswith("A") for text in told) == many - others
    mean = [f"{others} others (mean by weight): equilibrium +88%"]  # of weights that are nothing (11 + 12) / 2 / 13
    assert [text for text in told if "others" in text] == (mean if others else [])


@pytest.mark.parametrize("slim", [False, True])
@pytest.mark.parametrize("many", [12, 13])
def test_twelve_shares_have_bars(slim: bool, many: int) -> None:
    bars = share_bars([{"name": Name.of(f"甲{i}", f"A{i}"), "share_pct": 5} for i in range(many)], slim=slim).shapes
    assert sum(isinstance(s, Box) and s.told is not None and s.told.en.startswith("A") for s in bars) == 12


def test_without_an_interval_none_is_drawn() -> None:
    drawing = lean_by_decider([], {"lean": 0.0, "lo": None, "hi": None})
    assert not [s for s in drawing.shapes if isinstance(s, Line) and s.weight == 2 and s.points[0][1] > 30]
