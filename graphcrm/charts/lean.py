"""Where each decider starts and where the others pull them, and what that comes to for the decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphcrm.charts.lettering import Sign, legend, written
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Drawing, Label, Line, Round, Shape
from graphcrm.i18n import Text
from graphcrm.spoken import lean as said
from graphcrm.spoken import per_cent

__all__ = ["Decider", "lean_by_decider"]


_ROW = 40.0
#: So many rows are read on a wall; of more deciders those with the smallest weights are one row.
_MOST = 12


@dataclass(frozen=True, slots=True)
class Decider:
    """Own view and equilibrium in [−1, 1], weight in [0, 1]; the own view is None where it is not known."""

    name: Text
    weight: float
    own: float | None
    equilibrium: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the axis begins, how long and how wide all of it is, and how far below its name the signs of a row stand; 0: behind it."""

    left: float
    axis: float
    wide: float
    down: float = 0.0

    def x(self, value: float) -> float:
        """Where a lean in [−1, 1] stands."""
        return self.left + self.axis * (min(1.0, max(-1.0, value)) + 1) / 2


_WIDE, _SLIM = _Plan(300.0, 560.0, 930.0), _Plan(20.0, 284.0, 366.0, 20.0)


def lean_by_decider(
    deciders: Sequence[Decider], decision: Mapping[str, float | None], *, slim: bool = False
) -> Drawing:
    """A row per decider and one for the decision: ``lean``, and ``lo`` and ``hi`` where there is an interval.

    Of more than twelve deciders those with the smallest weights are one row, with their mean by weight. As wide as a phone
    (`slim`), each name stands above its signs.
    """
    plan, deciders = _SLIM if slim else _WIDE, _folded(deciders)
    shapes, top = legend(_signs(), 0, 2, plan.wide, flowing=slim)
    top += 28
    step = _ROW + plan.down / 2
    high = step * (len(deciders) + 1)
    shapes += [
        Box(plan.x(-1), top, plan.axis / 2, high, "tint.-1"),
        Box(plan.x(0), top, plan.axis / 2, high, "tint.2"),
    ]
    for tick in (-1.0, -0.5, 0.0, 0.5, 1.0):
        shapes.append(Line(((plan.x(tick), top), (plan.x(tick), top + high)), "frame" if tick == 0 else "line", 1))
        shapes.append(Label(plan.x(tick), top - 6, Text.of(said(tick)), 11, "soft", anchor="middle"))
    for i, one in enumerate(deciders):
        shapes += _row(one, top + step * (i + 0.5), plan)
    y = top + high - step / 2
    name = Text("决定（Φ）", "Decision (Φ)")
    x, anchor = (plan.left + 4, "start") if plan.down else (plan.left - 14, "end")
    shapes.append(Label(x, y - plan.down / 2 + 4.5, name, 13, "ink", True, anchor))
    y += plan.down / 2
    lean, lo, hi = (decision.get(key) for key in ("lean", "lo", "hi"))
    if lo is not None and hi is not None:
        shapes.append(Line(((plan.x(lo), y), (plan.x(hi), y)), "ink", 2))
        shapes += [Line(((plan.x(v), y - 6), (plan.x(v), y + 6)), "ink", 2) for v in (lo, hi)]
    if lean is not None:
        told = Text("倾向 {v}", "lean {v}").format(v=said(lean))
        shapes += [
            Round(plan.x(lean), y, 8, "accent", "surface", 1.5, told),
            Label(plan.wide, y + 4.5, Text.of(said(lean)), 13, "ink", True, "end"),
        ]
    return Drawing(plan.wide, top + high + 6, Text("各决策者的倾向", "Lean by decider"), tuple(shapes))


def _folded(deciders: Sequence[Decider]) -> Sequence[Decider]:
    if len(deciders) <= _MOST:
        return deciders
    heaviest = sorted(range(len(deciders)), key=lambda i: (-deciders[i].weight, i))[: _MOST - 1]
    rest = [one for i, one in enumerate(deciders) if i not in heaviest]
    return [
        *(deciders[i] for i in sorted(heaviest)),
        Decider(
            Text("其余 {n} 人（加权平均）", "{n} others (mean by weight)").format(n=len(rest)),
            sum(one.weight for one in rest),
            _mean([(one.own, one.weight) for one in rest if one.own is not None]),
            _mean([(one.equilibrium, one.weight) for one in rest]) or 0.0,
        ),
    ]


def _mean(values: Sequence[tuple[float, float]]) -> float | None:
    """The mean by weight; of weights that are nothing, the plain one; None of no values."""
    whole = sum(weight for _, weight in values)
    if whole <= 0:
        return sum(v for v, _ in values) / len(values) if values else None
    return sum(v * weight for v, weight in values) / whole


def _row(one: Decider, y: float, plan: _Plan) -> list[Shape]:
    weight = Text("权重 {w}", "weight {w}").format(w=per_cent(one.weight))
    if plan.down:
        y -= plan.down / 2
        shapes: list[Shape] = [*written(one.name, plan.left + 4, y, 30, Label(0, 0, one.name, 12.5, "ink", True), 1)]
        shapes.append(Label(plan.wide, y + 4.5, weight, 11, "soft", anchor="end"))
        y += plan.down
    else:
        shapes = [
            *written(one.name, plan.left - 90, y, 28, Label(0, 0, one.name, 12.5, "ink", True, "end")),
            Label(plan.left - 14, y + 4.5, weight, 11, "soft", anchor="end"),
        ]
    end = plan.x(one.equilibrium)
    if one.own is not None:
        start = plan.x(one.own)
        if abs(end - start) > 18:
            shapes.append(Line(((start, y), (end + (9 if end < start else -9), y)), "influence", 2.2, arrow=True))
        shapes.append(Round(start, y, 7, "surface", "ink", 2))
    told = Text("{n}：均衡 {v}", "{n}: equilibrium {v}").format(n=one.name, v=said(one.equilibrium))
    shapes += [
        Round(end, y, 7, "influence", "surface", 1.2, told),
        Label(plan.wide, y + 4.5, Text.of(said(one.equilibrium)), 12, "ink", anchor="end"),
    ]
    return shapes


def _signs() -> list[Sign]:
    return [
        Sign((Round(13, 8.5, 7, "surface", "ink", 2),), Text("本人态度", "own view")),
        Sign((Round(13, 8.5, 7, "influence", "surface"),), Text("受他人影响之后", "as the others move them")),
        Sign(
            (Line(((0, 8.5), (26, 8.5)), "ink", 2), Round(13, 8.5, 6, "accent", "surface")),
            Text("决定与 90% 区间", "decision and 90% interval"),
        ),
    ]
