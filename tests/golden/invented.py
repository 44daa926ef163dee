"""Charts of invented values, for what the sample account does not have: crowds, shared places, gaps, both ends of every scale."""

from __future__ import annotations

import random
from collections.abc import Iterator

from graphcrm.analysis.opinion.contest_state import ContestState
from graphcrm.charts.contest import contest_bars
from graphcrm.charts.grid import power_interest
from graphcrm.charts.grid_list import GridPoint
from graphcrm.charts.heat import HeatCell, HeatPart, HeatRow, heat_map
from graphcrm.charts.lean import Decider, lean_by_decider
from graphcrm.charts.radar import Rated, status_radar
from graphcrm.charts.shares import share_bars
from graphcrm.charts.trend import Course, support_trend
from graphcrm.charts.zipper import Pair, zipper
from graphcrm.charts.zipper_cards import Ours, Theirs
from graphcrm.drawing.shapes import Drawing
from graphcrm.i18n import Name, Text

__all__ = ["invented"]

_SUPPORTS = (-1, 0, 1, 2, 3, None)
_BANDS = ("none", "weak", "moderate", "strong")
_BETTER = Text("改善", "improving")
_LONG = Text("负责数据中心与云平台建设的副总经理欧阳", "Priya Raghunathan-Venkataraman of cloud platforms")


def invented() -> Iterator[Drawing]:
    """Every kind of chart, those that grow also with many people."""
    for people in (24, 66):
        yield power_interest([_point(i, people) for i in range(people)])
    yield contest_bars([_contested(i) for i in range(14)])
    deciders = [Decider(_name(i), 0.5 - i / 8, view, 0.9 - i * 0.45) for i, view in enumerate((-1.0, None, 1.0, -0.44))]
    yield lean_by_decider(deciders, {"lean": -1.0, "lo": -0.7, "hi": 0.25})
    yield lean_by_decider(deciders[:1], {"lean": None, "lo": 0.1, "hi": None})
    yield share_bars([_share(i) for i in range(14)])
    yield share_bars([_share(9)])
    yield heat_map([_name(i) for i in range(4)], _heat(), Text("覆盖", "Coverage"), across=2)
    scores = ((3, 2, 1, 0, -1, None), (None,) * 6, (-1,) * 6, (3,) * 6, (1, None, 1, None, 1, 1))
    rated = [Rated(_name(i), s, None if i == 4 else i - 1, _BETTER if i == 3 else None) for i, s in enumerate(scores)]
    yield status_radar(rated, [Text(f"维度{i}", f"dimension {i}") for i in range(6)])
    yield support_trend([_course(i) for i in range(8)])
    for people in (8, 30):
        yield _zipped(people)


def _name(i: int) -> Text:
    return _LONG if i % 7 == 3 else Text(f"人{i}", f"Person {i}")


def _point(i: int, people: int) -> GridPoint:
    """On a lattice, so that some share a place, and a little beside it, so that some overlap."""
    rng = random.Random(i)
    power, interest = rng.randint(0, 6) / 6, rng.choice((0.0, 1.0, rng.randint(0, 9) / 9 + rng.choice((0, 0.012))))
    return GridPoint(_name(i), None if i % 11 == 5 else power, interest, _SUPPORTS[i % 6], f"p{i}/{people}")


def _contested(i: int) -> dict[str, object]:
    return {
        "name": Name.of(_name(i).zh, _name(i).en),
        "share_pct": 40 - 3 * i,
        "state": list(ContestState)[i % len(ContestState)],
        "tie_us": (0.0, 0.05, 0.42, 1.0, None)[i % 5],
        "tie_them": (1.0, None, 0.0, 0.3)[i % 4],
        "support_us": _SUPPORTS[i % 6],
        "support_them": _SUPPORTS[-1 - i % 5],
        "drift": i % 3 == 0,
    }


def _share(i: int) -> dict[str, object]:
    share = 33.4 - 2.5 * i
    interval = {} if i % 4 == 2 else {"share_lo_pct": share * 0.6, "share_hi_pct": share * 1.4}
    return {"name": _name(i), "share_pct": share, "support": _SUPPORTS[i % 6], **interval}


def _heat() -> list[HeatPart]:
    cells = [
        HeatCell(band, days, pairs, missing)
        for band, pairs in zip(_BANDS, (0, 1, 2, 11), strict=True)
        for days in (None, 0, 45, 1200)
        for missing in ("", "must", "either")
    ]
    rows = [HeatRow(_name(i), _name(i + 2), cells[4 * i : 4 * i + 4], f"r{i}") for i in range(12)]
    return [
        HeatPart(_name(1), rows[:5]),
        HeatPart(_LONG, rows[5:11]),
        HeatPart(_name(2), []),
        HeatPart(_name(4), rows[11:]),
    ]


def _course(i: int) -> Course:
    days = [f"202{5 + (i + at) // 9}-0{1 + (i * 2 + at * 3) % 9}-1{at}" for at in range(1 + i % 4)]
    return Course(
        _name(i), [(day, (i + at * 3) % 5 - 1) for at, day in enumerate(sorted(days))], _BETTER if i == 3 else None
    )


def _zipped(people: int) -> Drawing:
    theirs = [
        Theirs(f"c{i}", _name(i), _name(i + 1), 5 - i * 6 // people, _SUPPORTS[i % 6], f"c{i}") for i in range(people)
    ]
    ours = [
        Ours(f"u{i}", _name(i), _name(i + 5), 5 - i, (0.0, 0.3, 0.73)[i % 3], i == 2, i == 4, f"u{i}") for i in range(6)
    ]
    pairs = [
        Pair(f"u{i % 6}", f"c{i * 5 % people}", _BANDS[i % 4], sponsor=i % 5 == 0, missing=i % 4 == 0)
        for i in range(people)
    ]
    return zipper(ours, theirs, pairs, {3: (7, 0), 1: (1, 4), 2: (0, 2)})
