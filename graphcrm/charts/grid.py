"""The power–interest grid (Mendelow 1991): everybody at exactly their place, and who stands on whom is listed.

A dot is never moved. People at the same place share one dot with their number on it; dots that overlap, and dots without room for
a name, carry a number that a list resolves. Where nobody has to be listed the grid takes the whole width, and a short list stands
below it; else it stands beside the grid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import hypot, inf

from graphcrm.charts.grid_list import GridList, GridPoint, grid_list
from graphcrm.charts.lettering import Sign, broken, legend, room
from graphcrm.charts.support import drawn, level, sign_of
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Drawing, Label, Line, Round, Shape
from graphcrm.i18n import Text
from graphcrm.spoken import per_cent

__all__ = ["power_interest", "power_interest_slim"]


#: Width and height of the picture: the shape of a screen. Only a long list makes it wider.
_WIDE, _HIGH = 1210.0, 614.0
#: Of the grid alone where it is as wide as a phone; the list below is as long as it is.
_SLIM, _SLIM_DOWN = 366.0, 420.0
#: From the left edge to the grid, and from the grid to the lower edge: there stand what the axes count.
_LEFT, _BELOW = 46.0, 28.0
#: The grid with a list beside it, and where that begins.
_ACROSS, _TOP, _LIST = 780.0, 26.0, 854.0
#: Radius of a dot: of few people, of many.
_LARGE, _SMALL, _MANY = 9.0, 6.5, 60
_SIZE = 12.0
#: From one column of the list to the next; below the grid it takes at most so many lines of so many columns.
_COLUMN, _STRIP, _STRIPS = 356.0, 2, 3
_QUADRANTS = (
    (0.0, 0.5, Text("令其满意", "Keep satisfied")),
    (0.5, 0.5, Text("重点管理", "Manage closely")),
    (0.0, 0.0, Text("监测", "Monitor")),
    (0.5, 0.0, Text("随时告知", "Keep informed")),
)


_Place = tuple[float, float]
_Taken = tuple[float, float, float, float]
"""Middle, half width and half height of what stands already."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Everybody whose dots overlap; who of them stands where: people at the same place share a dot."""

    people: Sequence[GridPoint]
    dots: Mapping[_Place, Sequence[GridPoint]]
    radius: float

    @property
    def at(self) -> tuple[_Place, ...]:
        return tuple(self.dots)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The rectangle of the grid."""

    top: float
    across: float
    down: float

    def at(self, power: float | None, interest: float) -> _Place:
        """Where the middle of a dot stands: the whole dot is within the frame at 0 and at 1."""
        edge = _LARGE + 4
        return (
            _LEFT + edge + (self.across - 2 * edge) * min(1.0, max(0.0, interest)),
            self.top + self.down - edge - (self.down - 2 * edge) * min(1.0, max(0.0, power or 0.0)),
        )

    def holds(self, box: _Taken) -> bool:
        x, y, w, h = box
        return x - w > _LEFT and x + w < _LEFT + self.across and y - h > self.top and y + h < self.top + self.down


def power_interest(points: Sequence[GridPoint]) -> Drawing:
    """The grid; people first in `points` get the room for their names first."""
    title = Text("权力—兴趣图", "Power–interest grid")
    signs = _signs(points)
    told, end = legend(signs, _LEFT, 2, _WIDE)
    for lines in (0, _STRIP):
        foot = _HIGH - (20 * lines + 12 if lines else 0)
        frame = _Frame(end + 26, _WIDE - _LEFT - 4, foot - _BELOW - end - 26)
        shapes, listed = _grid(points, frame)
        if len(listed.rows) <= lines * _STRIPS:
            below = listed.across(_LEFT, foot + 14, lines, (_WIDE - _LEFT) / _STRIPS)
            return Drawing(_WIDE, _HIGH, title, (*shapes, *below, *told))
    shapes, listed = _grid(points, _Frame(_TOP, _ACROSS, _HIGH - _BELOW - _TOP))
    told, end = legend(signs, _LIST, _TOP, _WIDE)
    beside, columns = listed.beside(_LIST, end + 22, _TOP + 12, _HIGH - 8, _COLUMN)
    return Drawing(_LIST + columns * _COLUMN, _HIGH, title, (*shapes, *beside, *told))


def power_interest_slim(points: Sequence[GridPoint]) -> Drawing:
    """The same grid as wide as a phone, with the list below it: both halves of both axes are seen at once."""
    told, end = legend(_signs(points), 2, 2, _SLIM)
    frame = _Frame(end + 26, _SLIM - _LEFT - 4, _SLIM_DOWN)
    shapes, listed = _grid(points, frame)
    foot = frame.top + frame.down + _BELOW
    below, _ = listed.beside(2, foot + 14, 0, inf, _SLIM)
    high = foot + 14 + listed.high
    return Drawing(_SLIM, high, Text("权力—兴趣图", "Power–interest grid"), (*shapes, *below, *told))


def _grid(points: Sequence[GridPoint], frame: _Frame) -> tuple[list[Shape], GridList]:
    """Frame, dots, names and numbers; and the list of who has no name in it."""
    shapes = list(_ground(frame))
    radius = _LARGE if len(points) <= _MANY else _SMALL
    spots = _spots([p for p in points if p.power is not None], radius, frame)
    taken = [(x, y, radius, radius) for spot in spots for x, y in spot.at]
    taken += [
        (
            _LEFT + frame.across * (x + 0.5) - 10 - room(name, 13) / 2,
            frame.top + (15 if up else frame.down - 15),
            room(name, 13) / 2,
            9,
        )
        for x, up, name in _QUADRANTS
    ]
    widest = Text.of("8" * len(str(len(spots))))
    places: list[tuple[_Spot, _Taken]] = []
    # Who stands at one place with others is found by a number alone, so numbers have the room beside their dots before names have it.
    for spot in sorted(spots, key=lambda spot: len(spot.people) == 1):
        if len(spot.people) == 1 and (found := _free(spot, taken, frame)):
            shapes += [*_dots(spot), *found[0]]
            taken.append(found[1])
        else:
            places.append((spot, _beside(spot, widest, taken, frame)))
            taken.append(places[-1][1])
    # Numbered from top to bottom, as one reads.
    places.sort(key=lambda place: (place[0].at[0][1], place[0].at[0][0]))
    for number, (spot, box) in enumerate(places, 1):
        shapes += [*_dots(spot), *_number(spot, number, box)]
    return shapes, grid_list([spot.people for spot, _ in places], [p for p in points if p.power is None], _COLUMN)


def _ground(frame: _Frame) -> list[Shape]:
    top, across, down = frame.top, frame.across, frame.down
    half, middle = across / 2, down / 2
    shapes: list[Shape] = [Box(_LEFT, top, across, down, "surface", "frame")]
    for right, up, name in _QUADRANTS:
        x, y = _LEFT + (half if right else 0), top + (0 if up else middle)
        if right and up:
            shapes.append(Box(x, y, half, middle, "mute"))
        # At the right end: most people without any interest stand at the left.
        shapes.append(Label(x + half - 10, y + (19 if up else middle - 10), name, 13, "soft", True, "end"))
    shapes += [
        Line(((_LEFT + half, top), (_LEFT + half, top + down)), "frame", 1, dashed=True),
        Line(((_LEFT, top + middle), (_LEFT + across, top + middle)), "frame", 1, dashed=True),
        Label(_LEFT, top - 9, Text("权力 ↑", "Power ↑"), 12.5, "ink", bold=True),
        Label(_LEFT + across, top + down + 20, Text("兴趣 →", "Interest →"), 12.5, "ink", bold=True, anchor="end"),
    ]
    for part in (0.0, 0.5, 1.0):
        text = Text.of(per_cent(part))
        x, y = frame.at(part, part)
        if part < 1:
            shapes.append(Label(x, top + down + 18, text, 11, "soft", anchor="middle"))
        shapes.append(Label(_LEFT - 7, y + 4, text, 11, "soft", anchor="end"))
    return shapes


def _spots(points: Sequence[GridPoint], radius: float, frame: _Frame) -> list[_Spot]:
    """Everybody whose dot overlaps that of somebody before, with the first such; in the order of the first."""
    groups: dict[_Place, tuple[list[GridPoint], dict[_Place, list[GridPoint]]]] = {}
    for point in points:
        x, y = at = frame.at(point.power, point.interest)
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
        names=names, p=per_cent(first.power or 0), i=per_cent(first.interest)
    )


def _free(spot: _Spot, taken: Sequence[_Taken], frame: _Frame) -> tuple[list[Shape], _Taken] | None:
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
        if frame.holds(box) and not any(_meet(box, other) for other in taken if other[:2] != (x, y)):
            at = x + dx + {"start": -half + 2, "end": half - 2, "middle": 0}[anchor]
            return [Label(at, y + dy + 4.3, name, _SIZE, "ink", anchor=anchor, about=point.about)], box
    return None


def _beside(spot: _Spot, number: Text, taken: Sequence[_Taken], frame: _Frame) -> _Taken:
    """Where the number of a place in the list stands: beside its dots, else further off in line; right of them if there is no room."""
    half, r = room(number, 11) / 2 + 4, spot.radius
    beside = ((r + half + 1, 0.0), (-r - half - 1, 0.0), (0.0, -r - 8), (0.0, r + 8))
    steps = [k * (2 * half + 2) for k in range(1, 5)]
    beyond = [(side * (r + half + 1 + step), 0.0) for step in steps for side in (1, -1)]
    boxes = [(x + dx, y + dy, half, 7.5) for of in (beside, beyond) for x, y in spot.at for dx, dy in of]
    return next((b for b in boxes if frame.holds(b) and not any(_meet(b, o) for o in taken)), boxes[0])


def _number(spot: _Spot, number: int, box: _Taken) -> list[Shape]:
    about = " ".join(p.about for p in spot.people if p.about)
    x, y, half, high = box
    return [
        Box(x - half, y - high, 2 * half, 2 * high, "tip", radius=4, about=about),
        Label(x, y + 4, Text.of(str(number)), 11, "tip_ink", bold=True, anchor="middle", about=about),
    ]


def _meet(a: _Taken, b: _Taken) -> bool:
    return abs(a[0] - b[0]) < a[2] + b[2] and abs(a[1] - b[1]) < a[3] + b[3]


def _signs(points: Sequence[GridPoint]) -> list[Sign]:
    placed = [p for p in points if p.power is not None]
    shown = sorted({level(p.support) for p in placed}, key=lambda code: -9 if code == "unknown" else -int(code))
    several = (
        Round(13, 8.5, _LARGE, "accent", "ink", 1.2),
        Label(13, 12, Text.of("2"), 10, "accent_ink", bold=True, anchor="middle"),
    )
    if len({(p.power, p.interest) for p in placed}) == len(placed):
        return [*map(sign_of, shown)]
    return [*map(sign_of, shown), Sign(several, Text("圆中数字：同处人数", "in a dot: how many at one place"))]
