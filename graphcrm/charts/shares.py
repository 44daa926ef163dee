"""Share bars with their intervals: who carries how much of the influence, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphcrm.charts.lettering import legend, moved
from graphcrm.charts.support import LEVELS, level, sign_of
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Drawing, Label, Line, Shape
from graphcrm.i18n import Text
from graphcrm.pages.text import shorten
from graphcrm.spoken import per_cent

__all__ = ["share_bars"]


_TOP, _MOST = 30.0, 12


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where bars begin and how much they and their figures take, from row to row, and how far below its top a bar begins.

    Above a bar that begins so low stands the name, else before it.
    """

    left: float
    bars: float
    row: float
    down: float

    @property
    def wide(self) -> float:
        return self.left + self.bars


_WIDE, _SLIM = _Plan(212.0, 620.0, 26.0, 4.0), _Plan(28.0, 338.0, 42.0, 20.0)


def share_bars(rows: Sequence[Mapping[str, Any]], *, slim: bool = False) -> Drawing:
    """The first rows of key-influencers, the largest first, twelve at most.

    Each has ``name``, ``share_pct``, ``share_lo_pct``, ``share_hi_pct`` (per cent, 0–100) and ``support`` (−1 … 3 or None). As
    wide as a phone (`slim`), each name stands above its bar.
    """
    shown, plan = rows[:_MOST], _SLIM if slim else _WIDE
    ends = [r["share_hi_pct"] if r.get("share_hi_pct") is not None else r["share_pct"] for r in shown]
    top = max(5.0, *ends) if ends else 5.0
    scale = (plan.bars - 60) / top
    foot = _TOP + plan.row * len(shown)
    shapes: list[Shape] = []
    for tick in _ticks(top):
        x = plan.left + tick * scale
        shapes += [
            Line(((x, _TOP - 6), (x, foot)), "line", 1),
            Label(x, _TOP - 11, Text(f"{tick:.0f}%", f"{tick:.0f}%"), 11, "soft", anchor="middle"),
        ]
    for i, row in enumerate(shown):
        above = _TOP + i * plan.row
        y = above + plan.down - 4
        code = level(row.get("support"))
        share = per_cent(row["share_pct"] / 100)
        whole = Text.of(row["name"])
        name = Text(shorten(whole.zh, 26), shorten(whole.en, 26))
        lo, hi = row.get("share_lo_pct"), row.get("share_hi_pct")
        told = Text("{n}：{p}", "{n}: {p}").format(n=name, p=share)
        shapes += [
            Label(plan.left, above + 15, name, 13)
            if y > above
            else Label(plan.left - 32, y + 17, name, 13, anchor="end"),
            *(moved(shape, plan.left - 28, y + 4) for shape in sign_of(code).shapes),
            Box(plan.left, y + 4, row["share_pct"] * scale, 17, f"support.{code}", "frame", told=told),
        ]
        if lo is not None and hi is not None:
            across = ((plan.left + lo * scale, y + 12.5), (plan.left + hi * scale, y + 12.5))
            ends = [((plan.left + v * scale, y + 8), (plan.left + v * scale, y + 17)) for v in (lo, hi)]
            # On an edge of the ground it is seen on bars of any colour, in either theme.
            for colour, weight in (("surface", 4.5), ("ink", 1.5)):
                shapes += [Line(points, colour, weight) for points in (across, *ends)]
        end = max(row["share_pct"], hi or 0.0)
        shapes.append(Label(plan.left + end * scale + 8, y + 17, Text.of(share), 12, bold=True))
    codes = {level(row.get("support")) for row in shown}
    signs, bottom = legend([sign_of(code) for code in LEVELS if code in codes], 0, foot + 12, plan.wide, flowing=slim)
    shapes += signs
    title = Text("影响份额与 90% 区间", "Shares of influence with their 90% intervals")
    return Drawing(plan.wide, bottom + 4, title, tuple(shapes))


def _ticks(top: float) -> list[float]:
    step = next(s for s in (2, 5, 10, 20, 25, 50, 100) if top / s <= 6)
    return [float(t) for t in range(0, int(top) + 1, step)]
