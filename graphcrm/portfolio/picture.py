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
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Drawing, Label, Line, Round, Shape
from graphcrm.i18n import Text
from graphcrm.pages.text import shorten
from graphcrm.rendering.width import width
from graphcrm.spoken import per_cent

__all__ = ["Spot", "portfolio_map", "worth"]


_WIDTH, _HEIGHT = 1200.0, 720.0
_LEFT, _TOP, _RIGHT, _BOTTOM = 76.0, 34.0, 1176.0, 612.0
#: Room between the frame and 0 % or the greatest share.
_PAD = 34.0
_SMALL, _LARGE = 8.0, 26.0
_LIGHTS = {"red": ("bad", "−"), "amber": ("amber", "~"), "green": ("good", "+")}
#: How near two marks may stand: the next where one would hide another; the largest circle beside a small one fits into the last.
_APART = (24.0, 34.0, 44.0)
#: Room that a ring takes around a mark.
_RING = 4.0
_CORNERS = (
    (_LEFT + 10, _TOP + 20, "start", Text("反对多，触达少", "hostile, out of reach")),
    (_RIGHT - 10, _TOP + 20, "end", Text("反对多，但够得着", "hostile, within reach")),
    (_RIGHT - 10, _BOTTOM - 10, "end", Text("触达多，反对少", "within reach, not hostile")),
)
_NAMED, _COLUMNS = 40, 18
_NAMES = 6


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


def portfolio_map(spots: Sequence[Spot], currency: str) -> Drawing:
    """The map of some accounts, with axes and a legend.

    Parameters
    ----------
    spots
        Accounts; those without shares are left out.
    currency
        Of the values that make the areas.
    """
    placed = [s for s in spots if s.holding.covered is not None and s.holding.hostile is not None]
    top = max(0.2, math.ceil(5 * max((s.holding.hostile or 0.0 for s in placed), default=0.0) - 1e-9) / 5)
    most = max((worth(s.holding, currency) for s in placed), default=0.0)
    shapes: list[Shape] = [*_axes(top)]
    placed.sort(key=lambda s: (-worth(s.holding, currency), s.holding.account.id))
    for apart in _APART:
        marks = [
            Mark(group, _x(group[0]), _y(group[0], top), _size(group, currency, most))
            for group in _met(placed, top, apart)
        ]
        if not any(a.hides(b) for a, b in combinations(marks, 2)):
            break
    for part in (_body, _badge):  # a badge may lie on the edge of a neighbour, never under it
        for mark in marks:
            shapes += part(mark)
    shapes += _labels(marks)
    shapes += _legend(currency)
    title = Text("客户组合：已触达与反对", "Portfolio: covered against hostile")
    return Drawing(_WIDTH, _HEIGHT, title, tuple(shapes))


def _across(part: float) -> float:
    return _LEFT + _PAD + part * (_RIGHT - _LEFT - 2 * _PAD)


def _up(part: float) -> float:
    return _BOTTOM - _PAD - part * (_BOTTOM - _TOP - 2 * _PAD)


def _x(spot: Spot) -> float:
    return _across(min(1.0, max(0.0, spot.holding.covered or 0.0)))


def _y(spot: Spot, top: float) -> float:
    return _up(min(1.0, max(0.0, spot.holding.hostile or 0.0) / top))


def _size(group: Sequence[Spot], currency: str, most: float) -> float:
    return _radius(worth(group[0].holding, currency), most) if len(group) == 1 else 11.0 + 1.5 * math.log10(len(group))


def _radius(value: float, most: float) -> float:
    return _SMALL + (_LARGE - _SMALL) * math.sqrt(value / most) if most > 0 else _SMALL


def _met(spots: Sequence[Spot], top: float, apart: float) -> list[list[Spot]]:
    """Accounts with those that stand too near to them, in the order given."""
    groups: list[list[Spot]] = []
    cells: dict[tuple[int, int], list[int]] = {}
    for spot in spots:
        x, y = _x(spot), _y(spot, top)
        cell = int(x / apart), int(y / apart)
        beside = sorted(g for i in (-1, 0, 1) for j in (-1, 0, 1) for g in cells.get((cell[0] + i, cell[1] + j), ()))
        near = next((g for g in beside if math.dist((x, y), (_x(groups[g][0]), _y(groups[g][0], top))) < apart), None)
        if near is None:
            cells.setdefault(cell, []).append(len(groups))
            groups.append([spot])
        else:
            groups[near].append(spot)
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
    fill, sign = _LIGHTS[rag.value] if rag is not None else ("support.unknown", "?")
    ink = "community_ink" if rag == "amber" else "surface"
    return [
        *shapes,
        Round(x, y, size, fill, "surface", 1.5, told=group[0].told),
        Label(x, y + 4.5, Text(sign, sign), 14, ink, bold=True, anchor="middle"),
    ]


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


def _axes(top: float) -> list[Shape]:
    shapes: list[Shape] = [Box(_LEFT, _TOP, _RIGHT - _LEFT, _BOTTOM - _TOP, "region", "line")]
    for part in range(0, 101, 20):
        x, said = _across(part / 100), f"{part}%"
        shapes += [
            Line(((x, _TOP), (x, _BOTTOM)), "line", 1),
            Label(x, _BOTTOM + 20, Text(said, said), 12, "soft", anchor="middle"),
        ]
    for step in range(5):
        y, said = _up(step / 4), per_cent(top * step / 4)
        shapes += [
            Line(((_LEFT, y), (_RIGHT, y)), "line", 1),
            Label(_LEFT - 8, y + 4, Text(said, said), 12, "soft", anchor="end"),
        ]
    covered = Text("已触达的决策影响 →", "decision influence that we reach →")
    hostile = Text("↑ 反对我方的决策影响", "↑ decision influence that is hostile")
    return [
        *shapes,
        Label((_LEFT + _RIGHT) / 2, _BOTTOM + 42, covered, 13, "ink", anchor="middle"),
        Label(_LEFT - 40, _TOP - 14, hostile, 13, "ink"),
        *(Label(x, y, text, 12, "soft", anchor=anchor) for x, y, anchor, text in _CORNERS),
    ]


def _labels(marks: Sequence[Mark]) -> list[Shape]:
    """Names beside the circles of the largest values, where there is room for them."""
    taken = [(m.x - m.size - 4, m.y - m.size - 10, m.x + m.size + 10, m.y + m.size + 4) for m in marks]
    taken += [
        (x - 160 * (anchor == "end"), y - 14, x + 160 * (anchor == "start"), y + 4) for x, y, anchor, _ in _CORNERS
    ]
    shapes: list[Shape] = []
    for mark in [m for m in marks if len(m.group) == 1][:_NAMED]:
        x, y, r, spot = mark.x, mark.y, mark.size, mark.group[0]
        text = Text(shorten(spot.name.zh, _COLUMNS), shorten(spot.name.en, _COLUMNS))
        long = 6.6 * max(width(text.zh), width(text.en))
        for left, anchor in ((x + r + 12, "start"), (x - r - 12 - long, "end")):
            box = (left, y - 8, left + long, y + 8)
            inside = box[0] >= _LEFT and box[2] <= _RIGHT
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                shapes.append(Label(left if anchor == "start" else left + long, y + 4, text, 12, "ink", anchor=anchor))
                break
    return shapes


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _legend(currency: str) -> list[Shape]:
    y = _HEIGHT - 24
    lights = (
        ("green", Text("绿：决策者支持", "green: a decider supports us")),
        ("amber", Text("黄：关键人支持", "amber: a key person does")),
        ("red", Text("红：无人支持", "red: nobody does")),
    )
    shapes: list[Shape] = []
    x = _LEFT
    for light, text in lights:
        colour, sign = _LIGHTS[light]
        ink = "community_ink" if light == "amber" else "surface"
        shapes += [
            Round(x + 8, y - 4, 8, colour, "surface"),
            Label(x + 8, y + 0.5, Text(sign, sign), 14, ink, bold=True, anchor="middle"),
            Label(x + 22, y, text, 12),
        ]
        x += 200
    shapes += [
        Round(x + 8, y - 4, 6, "mute", "frame"),
        Round(x + 8, y - 4, 10, None, "path", 2),
        Label(x + 24, y, Text("外环：单线或无线路", "ring: one thread or none"), 12),
        Round(x + 188, y - 4, 8, "surface", "alert", 1.5),
        Label(x + 188, y, Text("3", "3"), 11, "alert", bold=True, anchor="middle"),
        Label(x + 202, y, Text("逾期联系人数", "contacts overdue"), 12),
        Label(x + 318, y, Text(f"面积：商机金额（{currency}）", f"area: open deals ({currency})"), 12),
    ]
    return shapes
