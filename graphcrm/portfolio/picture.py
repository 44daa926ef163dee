"""A map of the portfolio: how much of each decision we reach, against how much of it is hostile, and what is at stake.

An account is a circle at (share covered, share hostile), in the colour of its light and with a sign for it, the larger the more its
open opportunities are worth in one currency. A badge counts the contacts that are overdue, a ring says that a single thread, or
none, leads to a decider. Accounts that would stand upon each other share a box with their number, at the place of the one with the
largest value, so that ten thousand are a picture, too. Accounts in which no decision is recorded have no place on the map.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from graphcrm.analysis.status.portfolio import Holding
from graphcrm.charts.lettering import Sign, legend, room
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Anchor, Box, Drawing, Label, Line, Round, Shape
from graphcrm.i18n import Text
from graphcrm.pages.text import shorten
from graphcrm.spoken import per_cent

__all__ = ["Spot", "portfolio_map", "worth"]


#: Where the frame begins.
_TOP = 34.0
_SMALL = 8.0
_LIGHTS = {"red": ("bad", "−"), "amber": ("amber", "~"), "green": ("good", "+")}
#: How near two marks may stand: the next where one would hide another; the largest circle beside a small one fits into the last.
_APART = (24.0, 34.0, 44.0)
#: Room that a ring takes around a mark.
_RING = 4.0
_NAMED, _COLUMNS = 40, 18
_NAMES = 6


@dataclass(frozen=True, slots=True)
class _Plan:
    """Width of the picture, three edges of the frame, room between it and 0 % or the greatest share, and the largest radius."""

    wide: float
    left: float
    right: float
    bottom: float
    pad: float
    large: float

    def across(self, part: float) -> float:
        """Where a share in [0, 1] stands that we reach."""
        return self.left + self.pad + min(1.0, max(0.0, part)) * (self.right - self.left - 2 * self.pad)

    def up(self, part: float) -> float:
        """Where a part in [0, 1] of the greatest hostile share stands."""
        return self.bottom - self.pad - min(1.0, max(0.0, part)) * (self.bottom - _TOP - 2 * self.pad)

    def at(self, spot: Spot, top: float) -> tuple[float, float]:
        """Where an account stands."""
        return self.across(spot.holding.covered or 0.0), self.up((spot.holding.hostile or 0.0) / top)

    def radius(self, value: float, most: float) -> float:
        """Of a circle; its area grows with the value."""
        return _SMALL + (self.large - _SMALL) * math.sqrt(value / most) if most > 0 else _SMALL

    def corners(self) -> tuple[tuple[float, float, Anchor, Text], ...]:
        """What it means to stand there."""
        return (
            (self.left + 10, _TOP + 20, "start", Text("反对多，触达少", "hostile, out of reach")),
            (self.right - 10, _TOP + 20, "end", Text("反对多，但够得着", "hostile, within reach")),
            (self.right - 10, self.bottom - 10, "end", Text("触达多，反对少", "within reach, not hostile")),
        )


_WIDE, _SLIM = _Plan(1200.0, 76.0, 1176.0, 612.0, 34.0, 26.0), _Plan(366.0, 40.0, 364.0, 430.0, 26.0, 20.0)


@dataclass(frozen=True, slots=True)
class Spot:
    """An account on the map, and what a reader who points at it is told."""

    holding: Holding
    told: Text

    @property
    def name(self) -> Text:
        org = self.holding.account
        return Text(org.name, org.name_en or org.name)

    @property
    def placed(self) -> bool:
        """It has shares of a decision, and so a place."""
        return self.holding.covered is not None and self.holding.hostile is not None

    @property
    def single(self) -> bool:
        """At most one thread leads to a decider."""
        return self.holding.threads is not None and self.holding.threads <= 1


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands at a place of the map: one account, or several that share a box."""

    group: Sequence[Spot]
    x: float
    y: float
    size: float

    @property
    def late(self) -> int:
        """Contacts that are overdue."""
        return sum(s.holding.overdue or 0 for s in self.group)

    def hides(self, other: Mark) -> bool:
        """Whether their rings would overlap."""
        return math.dist((self.x, self.y), (other.x, other.y)) < self.size + other.size + 2 * _RING


def worth(holding: Holding, currency: str) -> float:
    """Value of an account's open opportunities in one currency; amounts in others are not converted and count as nothing."""
    return dict(holding.values).get(currency, 0.0)


def portfolio_map(spots: Sequence[Spot], currency: str, *, slim: bool = False) -> Drawing:
    """The map of some accounts, with axes and a legend.

    Parameters
    ----------
    spots
        Accounts; those without shares are left out.
    currency
        Of the values that make the areas.
    slim
        As wide as a phone: more accounts share a box.
    """
    plan = _SLIM if slim else _WIDE
    placed = [s for s in spots if s.placed]
    top = max(0.2, math.ceil(5 * max((s.holding.hostile or 0.0 for s in placed), default=0.0) - 1e-9) / 5)
    most = max((worth(s.holding, currency) for s in placed), default=0.0)
    shapes: list[Shape] = [*_axes(top, plan)]
    placed.sort(key=lambda s: (-worth(s.holding, currency), s.holding.account.id))
    standing = [(s, *plan.at(s, top)) for s in placed]
    for apart in _APART:
        marks = [
            Mark([s for s, _, _ in group], *group[0][1:], _size(group, currency, most, plan))
            for group in _met(standing, apart)
        ]
        if not any(a.hides(b) for a, b in combinations(marks, 2)):
            break
    for part in (_body, _badge):  # a badge may lie on the edge of a neighbour, never under it
        for mark in marks:
            shapes += part(mark)
    shapes += _labels(marks, plan)
    told, end = legend(_signs(currency), 2, plan.bottom + 54, plan.wide, flowing=slim)
    title = Text("客户组合：已触达与反对", "Portfolio: covered against hostile")
    return Drawing(plan.wide, end + 4, title, (*shapes, *told))


_Standing = tuple[Spot, float, float]
"""An account and its place."""


def _size(group: Sequence[_Standing], currency: str, most: float, plan: _Plan) -> float:
    if len(group) > 1:
        return 11.0 + 1.5 * math.log10(len(group))
    return plan.radius(worth(group[0][0].holding, currency), most)


def _met(spots: Sequence[_Standing], apart: float) -> list[list[_Standing]]:
    """Accounts with those that stand too near to them, in the order given."""
    groups: list[list[_Standing]] = []
    cells: dict[tuple[int, int], list[int]] = {}
    for one in spots:
        _, x, y = one
        cell = int(x / apart), int(y / apart)
        beside = sorted(g for i in (-1, 0, 1) for j in (-1, 0, 1) for g in cells.get((cell[0] + i, cell[1] + j), ()))
        near = next((g for g in beside if math.dist((x, y), groups[g][0][1:]) < apart), None)
        if near is None:
            cells.setdefault(cell, []).append(len(groups))
            groups.append([one])
        else:
            groups[near].append(one)
    return groups


def _body(mark: Mark) -> list[Shape]:
    group, x, y, size = mark.group, mark.x, mark.y, mark.size
    shapes: list[Shape] = []
    if any(s.single for s in group):
        shapes.append(Round(x, y, size + _RING, None, "path", 2))
    if len(group) > 1:
        return [
            *shapes,
            Box(x - size, y - size, 2 * size, 2 * size, "mute", "frame", 1.5, 4.0, told=_told(mark)),
            Label(x, y + 4, Text.of(str(len(group))), 12, "ink", bold=True, anchor="middle"),
        ]
    rag = group[0].holding.rag
    return [*shapes, *_circle(rag.value if rag is not None else "", x, y, size, group[0].told)]


def _circle(light: str, x: float, y: float, radius: float, told: Text | None = None) -> tuple[Shape, ...]:
    """A circle in the colour of a light, with its sign."""
    fill, sign = _LIGHTS.get(light, ("support.unknown", "?"))
    ink = "community_ink" if light == "amber" else "surface"
    return (
        Round(x, y, radius, fill, "surface", 1.5, told=told),
        Label(x, y + 4.5, Text(sign, sign), 14, ink, bold=True, anchor="middle"),
    )


def _badge(mark: Mark) -> list[Shape]:
    if not mark.late:
        return []
    said = str(mark.late) if mark.late < 1000 else "999+"
    x, y = mark.x + mark.size * 0.7 + 3 + 2.6 * len(said), mark.y - mark.size * 0.7 - 5
    return [
        Round(x, y, 5.0 + 2.6 * len(said), "surface", "alert", 1.5),
        Label(x, y + 4, Text(said, said), 11, "alert", bold=True, anchor="middle"),
    ]


def _told(mark: Mark) -> Text:
    """Who stands in a box."""
    group, late = mark.group, mark.late
    names = [s.name for s in group[:_NAMES]]
    more = len(group) - len(names)
    zh = "、".join(n.zh for n in names) + (f"等 {len(group)} 个账户" if more else "")
    en = ", ".join(n.en for n in names) + (f" and {more} more" if more else "")
    single = sum(s.single for s in group)
    return Text(
        f"{zh}：逾期联系 {late} 人，单线或无线路 {single} 个账户",
        f"{en}: {late} contacts overdue, {single} with one thread or none",
    )


def _axes(top: float, plan: _Plan) -> list[Shape]:
    left, right, bottom = plan.left, plan.right, plan.bottom
    shapes: list[Shape] = [Box(left, _TOP, right - left, bottom - _TOP, "region", "line")]
    for part in range(0, 101, 20):
        x, said = plan.across(part / 100), f"{part}%"
        shapes += [
            Line(((x, plan.up(1)), (x, plan.up(0))), "line", 1),  # what a corner means is not crossed
            Line(((x, bottom), (x, bottom + 5)), "line", 1),
            Label(x, bottom + 20, Text(said, said), 12, "soft", anchor="middle"),
        ]
    for step in range(5):
        y, said = plan.up(step / 4), per_cent(top * step / 4)
        shapes += [
            Line(((left, y), (right, y)), "line", 1),
            Label(left - 8, y + 4, Text(said, said), 12, "soft", anchor="end"),
        ]
    covered = Text("已触达的决策影响 →", "decision influence that we reach →")
    hostile = Text("↑ 反对我方的决策影响", "↑ decision influence that is hostile")
    return [
        *shapes,
        Label((left + right) / 2, bottom + 42, covered, 13, "ink", anchor="middle"),
        Label(max(2, left - 40), _TOP - 14, hostile, 13, "ink"),
        *(Label(x, y, text, 12, "soft", anchor=anchor) for x, y, anchor, text in plan.corners()),
    ]


def _labels(marks: Sequence[Mark], plan: _Plan) -> list[Shape]:
    """Names beside the circles of the largest values, where there is room for them."""
    taken = [(m.x - m.size - 4, m.y - m.size - 10, m.x + m.size + 10, m.y + m.size + 4) for m in marks]
    for x, y, anchor, text in plan.corners():
        long = room(text, 12) + 4
        taken.append((x - long * (anchor == "end"), y - 14, x + long * (anchor == "start"), y + 4))
    shapes: list[Shape] = []
    for mark in [m for m in marks if len(m.group) == 1][:_NAMED]:
        x, y, r, spot = mark.x, mark.y, mark.size, mark.group[0]
        text = Text(shorten(spot.name.zh, _COLUMNS), shorten(spot.name.en, _COLUMNS))
        long = room(text, 12)
        for left, anchor in ((x + r + 12, "start"), (x - r - 12 - long, "end")):
            box = (left, y - 8, left + long, y + 8)
            inside = box[0] >= plan.left and box[2] <= plan.right
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                shapes.append(Label(left if anchor == "start" else left + long, y + 4, text, 12, "ink", anchor=anchor))
                break
    return shapes


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _signs(currency: str) -> list[Sign]:
    lights = (
        ("green", Text("绿：决策者支持", "green: a decider supports us")),
        ("amber", Text("黄：关键人支持", "amber: a key person does")),
        ("red", Text("红：无人支持", "red: nobody does")),
    )
    late = Round(13, 8.5, 8, "surface", "alert", 1.5), Label(13, 12.5, Text.of("3"), 11, "alert", True, "middle")
    area = Round(5, 11.5, 4, "mute", "frame"), Round(18, 8.5, 7.5, "mute", "frame")
    return [
        *(Sign(_circle(light, 13, 8.5, 8), text) for light, text in lights),
        Sign(
            (Round(13, 8.5, 10, None, "path", 2), Round(13, 8.5, 6, "mute", "frame")),
            Text("外环：单线或无线路", "ring: one thread or none"),
        ),
        Sign(late, Text("逾期联系人数", "contacts overdue")),
        Sign(area, Text(f"面积：商机金额（{currency}）", f"area: open deals ({currency})")),
    ]
