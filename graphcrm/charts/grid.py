"""The power–interest grid (Mendelow 1991): everybody at exactly their place, and who stands on whom is listed.

A dot is never moved. People at the same place share one dot with their number on it; dots that overlap, and dots without room for
a name, carry a number that the list beside the grid resolves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import hypot

from graphcrm.charts.lettering import Sign, broken, legend, room
from graphcrm.charts.support import drawn, level, sign_of
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Drawing, Label, Line, Round, Shape
from graphcrm.i18n import Text

__all__ = ["GridPoint", "power_interest"]


_LEFT, _TOP = 46.0, 26.0
#: Width and height of the grid: with the list beside it, it has the shape of a screen.
_ACROSS, _DOWN = 780.0, 560.0
#: Where the list begins and ends.
_LIST, _WIDE = _LEFT + _ACROSS + 28.0, 1210.0
#: Radius of a dot: of few people, of many.
_LARGE, _SMALL, _MANY = 9.0, 6.5, 60
_SIZE = 12.0
#: Columns of letters of a line of the list; so many lines name who stands at one place, or has none: the others are counted.
_COLUMNS, _LINES = 50, 8
_MORE = Text("另有 {n} 人，见表格", "{n} more: see the table")
_QUADRANTS = (
    (0.0, 0.5, Text("令其满意", "Keep satisfied")),
    (0.5, 0.5, Text("重点管理", "Manage closely")),
    (0.0, 0.0, Text("监测", "Monitor")),
    (0.5, 0.0, Text("随时告知", "Keep informed")),
)


_Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class GridPoint:
    """A person; power and interest in [0, 1], no power without a grade; support −1 … 3, None: not known."""

    name: Text
    power: float | None
    interest: float
    support: int | None
    about: str = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Everybody whose dots overlap; who of them stands where: people at the same place share a dot."""

    people: Sequence[GridPoint]
    dots: Mapping[_Place, Sequence[GridPoint]]
    radius: float

    @property
    def at(self) -> tuple[_Place, ...]:
        return tuple(self.dots)


def power_interest(points: Sequence[GridPoint]) -> Drawing:
    """The grid; people first in `points` get the room for their names first."""
    shapes = list(_ground())
    radius = _LARGE if len(points) <= _MANY else _SMALL
    spots = _spots([p for p in points if p.power is not None], radius)
    taken = [(x, y, radius, radius) for spot in spots for x, y in spot.at]
    taken += [
        (
            _LEFT + _ACROSS * (x + 0.5) - 10 - room(name, 13) / 2,
            _TOP + (15 if up else _DOWN - 15),
            room(name, 13) / 2,
            9,
        )
        for x, up, name in _QUADRANTS
    ]
    widest = Text.of("8" * len(str(len(spots))))
    places: list[tuple[_Spot, _Taken]] = []
    # Who stands at one place with others is found by a number alone, so numbers have the room beside their dots before names have it.
    for spot in sorted(spots, key=lambda spot: len(spot.people) == 1):
        if len(spot.people) == 1 and (found := _free(spot, taken)):
            shapes += [*_dots(spot), *found[0]]
            taken.append(found[1])
        else:
            places.append((spot, _beside(spot, widest, taken)))
            taken.append(places[-1][1])
    # Numbered from top to bottom, as one reads.
    places.sort(key=lambda place: (place[0].at[0][1], place[0].at[0][0]))
    listed = [(number, spot) for number, (spot, _) in enumerate(places, 1)]
    for number, (spot, box) in enumerate(places, 1):
        shapes += [*_dots(spot), *_number(spot, number, box)]
    signs, top = legend(_signs(points), _LIST, _TOP, _WIDE)
    lines, wide = _lists(listed, [p for p in points if p.power is None], top + 22)
    title = Text("权力—兴趣图", "Power–interest grid")
    return Drawing(wide, _TOP + _DOWN + 28, title, (*shapes, *lines, *signs))


def _at(point: GridPoint) -> tuple[float, float]:
    """Where the middle of a dot stands: the whole dot is within the frame at 0 and at 1."""
    edge = _LARGE + 4
    return (
        _LEFT + edge + (_ACROSS - 2 * edge) * min(1.0, max(0.0, point.interest)),
        _TOP + _DOWN - edge - (_DOWN - 2 * edge) * min(1.0, max(0.0, point.power or 0.0)),
    )


def _ground() -> list[Shape]:
    half, middle = _ACROSS / 2, _DOWN / 2
    shapes: list[Shape] = [Box(_LEFT, _TOP, _ACROSS, _DOWN, "surface", "frame")]
    for right, up, name in _QUADRANTS:
        x, y = _LEFT + (half if right else 0), _TOP + (0 if up else middle)
        if right and up:
            shapes.append(Box(x, y, half, middle, "mute"))
        # At the right end: most people without any interest stand at the left.
        shapes.append(Label(x + half - 10, y + (19 if up else middle - 10), name, 13, "soft", True, "end"))
    shapes += [
        Line(((_LEFT + half, _TOP), (_LEFT + half, _TOP + _DOWN)), "frame", 1, dashed=True),
        Line(((_LEFT, _TOP + middle), (_LEFT + _ACROSS, _TOP + middle)), "frame", 1, dashed=True),
        Label(_LEFT, _TOP - 9, Text("权力 ↑", "Power ↑"), 12.5, "ink", bold=True),
        Label(_LEFT + _ACROSS, _TOP + _DOWN + 20, Text("兴趣 →", "Interest →"), 12.5, "ink", bold=True, anchor="end"),
    ]
    for part in (0.0, 0.5, 1.0):
        text = Text.of(f"{part:.0%}")
        point = GridPoint(text, part, part, None)
        x, y = _at(point)
        shapes += [
            Label(x, _TOP + _DOWN + 18, text, 11, "soft", anchor="middle") if part < 1 else Label(0, 0, Text.of(""), 1),
            Label(_LEFT - 7, y + 4, text, 11, "soft", anchor="end"),
        ]
    return [s for s in shapes if not (isinstance(s, Label) and not s.text.zh)]


def _spots(points: Sequence[GridPoint], radius: float) -> list[_Spot]:
    """Everybody whose dot overlaps that of somebody before, with the first such; in the order of the first."""
    groups: dict[_Place, tuple[list[GridPoint], dict[_Place, list[GridPoint]]]] = {}
    for point in points:
        x, y = at = _at(point)
        first = next((one for one in groups if hypot(x - one[0], y - one[1]) < 1.8 * radius), at)
        people, dots = groups.setdefault(first, ([], {}))
        people.append(point)
        dots.setdefault(at, []).append(point)
    return [_Spot(people, dots, radius) for people, dots in groups.values()]


def _dots(spot: _Spot) -> list[Shape]:
    shapes: list[Shape] = []
    for (x, y), here in reversed([*spot.dots.items()]):
        told = _told(here)
        if len(here) == 1:
            code = level(here[0].support)
            shapes.append(Round(x, y, spot.radius, f"support.{code}", "ink", 1.2, told, here[0].about))
            shapes += drawn(code, x, y, spot.radius / 10, about=here[0].about)
        else:
            about = " ".join(p.about for p in here if p.about)
            shapes.append(Round(x, y, spot.radius + 1, "accent", "ink", 1.2, told, about))
            shapes.append(
                Label(x, y + 3.6, Text.of(str(len(here))), 10, "accent_ink", bold=True, anchor="middle", about=about)
            )
    return shapes


def _told(people: Sequence[GridPoint]) -> Text:
    first = people[0]
    names = Text("、", ", ").join(p.name for p in people)
    return Text("{names}：权力 {p}，兴趣 {i}", "{names}: power {p}, interest {i}").format(
        names=names, p=f"{first.power or 0:.0%}", i=f"{first.interest:.0%}"
    )


_Taken = tuple[float, float, float, float]
"""Middle, half width and half height of what stands already."""


def _free(spot: _Spot, taken: Sequence[_Taken]) -> tuple[list[Shape], _Taken] | None:
    """The name of a single person where it covers nothing: right, left, above, below; None if it would everywhere."""
    point, (x, y) = spot.people[0], spot.at[0]
    name = Text(*(" ".join(broken(n, 26, 1)) for n in (point.name.zh, point.name.en)))
    if name.zh.endswith("…") or name.en.endswith("…"):
        return None
    half, r = room(name, _SIZE) / 2 + 2, spot.radius
    for dx, dy, anchor in (
        (r + 3 + half, 0, "start"),
        (-r - 3 - half, 0, "end"),
        (0, -r - 9, "middle"),
        (0, r + 9, "middle"),
    ):
        box = (x + dx, y + dy, half, 7.5)
        if _inside(box) and not any(_meet(box, other) for other in taken if other[:2] != (x, y)):
            at = x + dx + {"start": -half + 2, "end": half - 2, "middle": 0}[anchor]
            return [Label(at, y + dy + 4.3, name, _SIZE, "ink", anchor=anchor, about=point.about)], box
    return None


def _beside(spot: _Spot, number: Text, taken: Sequence[_Taken]) -> _Taken:
    """Where the number of a place in the list stands: beside its dots, else further off in line; right of them if there is no room."""
    half, r = room(number, 11) / 2 + 4, spot.radius
    beside = ((r + half + 1, 0.0), (-r - half - 1, 0.0), (0.0, -r - 8), (0.0, r + 8))
    steps = [k * (2 * half + 2) for k in range(1, 5)]
    beyond = [(side * (r + half + 1 + step), 0.0) for step in steps for side in (1, -1)]
    boxes = [(x + dx, y + dy, half, 7.5) for of in (beside, beyond) for x, y in spot.at for dx, dy in of]
    return next((b for b in boxes if _inside(b) and not any(_meet(b, o) for o in taken)), boxes[0])


def _number(spot: _Spot, number: int, box: _Taken) -> list[Shape]:
    about = " ".join(p.about for p in spot.people if p.about)
    x, y, half, high = box
    return [
        Box(x - half, y - high, 2 * half, 2 * high, "tip", radius=4, about=about),
        Label(x, y + 4, Text.of(str(number)), 11, "tip_ink", bold=True, anchor="middle", about=about),
    ]


def _inside(box: _Taken) -> bool:
    x, y, w, h = box
    return x - w > _LEFT and x + w < _LEFT + _ACROSS and y - h > _TOP and y + h < _TOP + _DOWN


def _meet(a: _Taken, b: _Taken) -> bool:
    return abs(a[0] - b[0]) < a[2] + b[2] and abs(a[1] - b[1]) < a[3] + b[3]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the list as it stands at (0, 0), how far below the last one, and how many people it names."""

    shapes: tuple[Box | Label, ...]
    below: float
    people: int = 0


def _lists(listed: Sequence[tuple[int, _Spot]], ungraded: Sequence[GridPoint], y: float) -> tuple[list[Shape], float]:
    """The names behind the numbers and of those without a grade, in columns no longer than the grid; and the width it takes."""
    rows: list[_Row] = []
    if listed:
        rows.append(_Row((Label(0, 0, Text("编号处是谁", "Who stands at the numbers"), 12.5, "ink", True),), 4))
    for number, spot in listed:
        mark = (
            Box(0, -11.5, 24, 15, "tip", radius=4),
            Label(12, 0, Text.of(str(number)), 11, "tip_ink", True, "middle"),
        )
        first, *others = _names(spot.people)
        rows += [_Row((*mark, *first.shapes), 20, first.people), *others]
    if ungraded:
        rows.append(
            _Row((Label(0, 0, Text("未录职级，不在图中", "No grade, not in the grid"), 12.5, "ink", True),), 24)
        )
        rows += _names(ungraded)
    return _in_columns(rows, y)


def _in_columns(rows: Sequence[_Row], y: float) -> tuple[list[Shape], float]:
    shapes: list[Shape] = []
    x, foot = _LIST, _TOP + _DOWN + 20
    for k, row in enumerate(rows):
        y += row.below
        if y > foot:
            x, y = x + _WIDE - _LIST, _TOP + 12
        last = x > _LIST and y + 24 > foot and len(rows) > k + 1
        if last:
            more = str(sum(r.people for r in rows[k:]))
            told = _MORE.format(n=more)
            row = _Row((Label(30, 0, told, 11.5, "soft", bold=True),), 0)
        shapes += [replace(shape, x=shape.x + x, y=shape.y + y) for shape in row.shapes]
        if last:
            break
    return shapes, x + _WIDE - _LIST


def _names(people: Sequence[GridPoint]) -> list[_Row]:
    """Names in lines of which each is found by everybody in it, and so is the line that counts those without room."""
    rows: list[_Row] = []
    line: list[GridPoint] = []

    def end(last: bool) -> None:
        zh, en = "、".join(short(p).zh for p in line), ", ".join(short(p).en for p in line)
        text = Text(zh, en) if last else Text(zh + "、", en + ",")
        about = " ".join(p.about for p in line if p.about)
        rows.append(_Row((Label(30, 0, text, 11.5, "ink", about=about),), 16, len(line)))

    def short(point: GridPoint) -> Text:
        return Text(*(" ".join(broken(n, _COLUMNS, 1)) for n in (point.name.zh, point.name.en)))

    for point in people:
        wide = sum(room(short(p), 11.5) + 14 for p in (*line, point))
        if line and wide > _WIDE - _LIST - 30:
            end(last=False)
            line = []
        line.append(point)
    end(last=True)
    if len(rows) <= _LINES:
        return rows
    kept = rows[: _LINES - 1]
    others = people[sum(row.people for row in kept) :]
    about = " ".join(p.about for p in others if p.about)
    told = _MORE.format(n=f"{len(others):,}")
    return [*kept, _Row((Label(30, 0, told, 11.5, "soft", bold=True, about=about),), 16, len(others))]


def _signs(points: Sequence[GridPoint]) -> list[Sign]:
    placed = [p for p in points if p.power is not None]
    shown = sorted({level(p.support) for p in placed}, key=lambda code: -9 if code == "unknown" else -int(code))
    several = (
        Round(13, 8.5, _LARGE, "accent", "ink", 1.2),
        Label(13, 12, Text.of("2"), 10, "accent_ink", bold=True, anchor="middle"),
    )
    if len({_at(p) for p in placed}) == len(placed):
        return [*map(sign_of, shown)]
    return [*map(sign_of, shown), Sign(several, Text("几个人在同一处", "several people at one place"))]
