"""Contest bars: for each person our tie against the competitor's, with what they think of either side and whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphcrm.charts.lettering import Sign, legend, written
from graphcrm.charts.support import drawn, level, sign_of
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Drawing, Label, Line, Round, Shape
from graphcrm.i18n import Text
from graphcrm.spoken import per_cent

__all__ = ["contest_bars"]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where both sides meet, how long a bar is at most, how wide all of it is, and what the words about a person take above their bars.

    0: they stand before and behind the bars.
    """

    middle: float
    half: float
    wide: float
    words: float = 0.0


_ROW = 27.0
_WIDE, _SLIM = _Plan(486.0, 230.0, 922.0), _Plan(183.0, 90.0, 366.0, 17.0)


def contest_bars(rows: Sequence[Mapping[str, Any]], most: int = 12, *, slim: bool = False) -> Drawing:
    """Rows of contest, the largest share first.

    Parameters
    ----------
    rows
        With ``name`` (text, with its label in English), ``share_pct``, ``state`` (with a label), ``support_us`` and
        ``support_them`` (−1 … 3 or None), ``tie_us`` and ``tie_them`` (0 … 1 or None), ``drift``.
    most
        No more bars than this.
    slim
        As wide as a phone: who it is about and what the state is stand above the bars.
    """
    plan = _SLIM if slim else _WIDE
    shapes, top = legend(_signs(), 0, 2, plan.wide, flowing=slim)
    shapes += [
        Label(plan.middle - 8, top + 20, Text("← 对手关系", "← their tie"), 12, "ink", True, "end"),
        Label(plan.middle + 8, top + 20, Text("我方关系 →", "our tie →"), 12, "ink", True),
    ]
    y = top + 30
    for row in rows[:most]:
        shapes += _row(row, y, plan)
        y += _ROW + plan.words
        if plan.words:
            shapes.append(Line(((plan.middle, y - _ROW), (plan.middle, y)), "frame", 1.2))
    if not plan.words:
        shapes.append(Line(((plan.middle, top + 28), (plan.middle, y)), "frame", 1.2))
    return Drawing(plan.wide, y + 4, Text("与对手的竞争", "Contest with the competitor"), tuple(shapes))


def _row(row: Mapping[str, Any], y: float, plan: _Plan) -> list[Shape]:
    name = _label(row["name"])
    said = y + (plan.words or _ROW) / 2
    y += plan.words
    middle = y + _ROW / 2
    shapes: list[Shape] = [*written(name, 0, said, 28, Label(0, 0, name, 12.5, "ink", bold=True), 1)]
    for side, key, colour in ((-1, "them", "inversion"), (1, "us", "influence")):
        tie = float(row.get(f"tie_{key}") or 0.0)
        long = tie * plan.half
        if long:
            told = Text("{n}：{t}", "{n}: {t}").format(n=name, t=per_cent(tie))
            shapes.append(
                Box(plan.middle if side > 0 else plan.middle - long, y + 5, long, _ROW - 10, colour, told=told)
            )
            at = plan.middle + side * (long + 6)
            shapes.append(
                Label(at, middle + 4, Text.of(per_cent(tie)), 11, "soft", anchor="start" if side > 0 else "end")
            )
        code = level(row.get(f"support_{key}"))
        x = plan.middle + side * (plan.half + 42)
        shapes += [Round(x, middle, 9, f"support.{code}", "frame"), *drawn(code, x, middle, 0.9)]
    state = _label(row["state"])
    if row.get("drift"):
        state = Text(f"{state.zh} ⚠", f"{state.en} ⚠")
    x, anchor = (plan.wide - 44, "end") if plan.words else (plan.middle + plan.half + 62, "start")
    shapes.append(Label(x, said + 4.3, state, 12, "alert" if row.get("drift") else "ink", True, anchor))
    share = Text.of(per_cent(row["share_pct"] / 100))
    shapes.append(Label(plan.wide - 4, said + 4, share, 11, "soft", anchor="end"))
    return shapes


def _label(value: object) -> Text:
    """A name or a code in both languages, if it has a label."""
    found = getattr(value, "label", None)
    return found if isinstance(found, Text) else Text.of(str(value))


def _signs() -> list[Sign]:
    return [
        Sign((Box(0, 2, 26, 13, "influence"),), Text("我方最强关系", "our best tie")),
        Sign((Box(0, 2, 26, 13, "inversion"),), Text("对手最强关系", "their best tie")),
        Sign(sign_of("2").shapes, Text("对该方的支持度", "support for that side")),
        Sign((Label(13, 13, Text.of("⚠"), 13, "alert", True, "middle"),), Text("此消彼长", "we lose, they gain")),
    ]
