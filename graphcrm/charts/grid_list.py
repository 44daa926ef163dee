"""Who stands where in the power–interest grid without a name of their own there: the list of its numbers, and who has no grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphcrm.charts.lettering import broken, room
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Label, Shape
from graphcrm.i18n import Text

__all__ = ["GridList", "GridPoint", "grid_list"]


#: Columns of letters of a name; so many lines name who stands at one place, or has none: the others are counted.
_COLUMNS, _LINES = 50, 8
#: From where a line begins to its names: there stands the number.
_INDENT = 30.0
_MORE = Text("另有 {n} 人，见表格", "{n} more: see the table")


@dataclass(frozen=True, slots=True)
class GridPoint:
    """A person; power and interest in [0, 1], no power without a grade; support −1 … 3, None: not known."""

    name: Text
    power: float | None
    interest: float
    support: int | None
    about: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the list as it stands at (0, 0), how far below the last one, and how many people it names."""

    shapes: tuple[Box | Label, ...]
    below: float
    people: int = 0

    def at(self, x: float, y: float) -> list[Shape]:
        return [replace(shape, x=shape.x + x, y=shape.y + y) for shape in self.shapes]


@dataclass(frozen=True, slots=True)
class GridList:
    """Lines of names under their headings."""

    rows: Sequence[_Row]

    @property
    def high(self) -> float:
        """So much all lines take, one below the other."""
        return sum(row.below for row in self.rows) + 8

    def across(self, x: float, y: float, lines: int, column: float) -> list[Shape]:
        """The list in so many lines, in columns from the left; `y` is where the first line stands."""
        return [
            shape
            for k, row in enumerate(self.rows)
            for shape in row.at(x + column * (k // lines), y + 20 * (k % lines))
        ]

    def beside(self, x: float, y: float, top: float, foot: float, column: float) -> tuple[list[Shape], int]:
        """The list in at most two columns down to `foot`, the second from `top` on; and how many they are.

        Who has no room even there is counted.
        """
        shapes: list[Shape] = []
        columns = 1
        for k, row in enumerate(self.rows):
            y += row.below
            if y > foot:
                x, y, columns = x + column, top, columns + 1
            last = columns > 1 and y + 24 > foot and len(self.rows) > k + 1
            if last:
                told = _MORE.format(n=str(sum(r.people for r in self.rows[k:])))
                row = _Row((Label(_INDENT, 0, told, 11.5, "soft", bold=True),), 0)
            shapes += row.at(x, y)
            if last:
                break
        return shapes, columns


def grid_list(places: Sequence[Sequence[GridPoint]], ungraded: Sequence[GridPoint], wide: float) -> GridList:
    """The names behind the numbers 1, 2 … and of those without a grade, in lines of at most that width."""
    rows: list[_Row] = []
    if places:
        rows.append(
            _Row((Label(0, 0, Text("方框编号处是谁", "Who stands at the boxed numbers"), 12.5, "ink", True),), 4)
        )
    for number, people in enumerate(places, 1):
        mark = (
            Box(0, -11.5, 24, 15, "tip", radius=4),
            Label(12, 0, Text.of(str(number)), 11, "tip_ink", True, "middle"),
        )
        first, *others = _names(people, wide)
        rows += [_Row((*mark, *first.shapes), 20, first.people), *others]
    if ungraded:
        rows.append(
            _Row((Label(0, 0, Text("未录职级，不在图中", "No grade, not in the grid"), 12.5, "ink", True),), 24)
        )
        rows += _names(ungraded, wide)
    return GridList(rows)


def _names(people: Sequence[GridPoint], wide: float) -> list[_Row]:
    """Names in lines of which each is found by everybody in it, and so is the line that counts those without room."""
    rows: list[_Row] = []
    line: list[GridPoint] = []

    def end(last: bool) -> None:
        zh, en = "、".join(short(p).zh for p in line), ", ".join(short(p).en for p in line)
        text = Text(zh, en) if last else Text(zh + "、", en + ",")
        about = " ".join(p.about for p in line if p.about)
        rows.append(_Row((Label(_INDENT, 0, text, 11.5, "ink", about=about),), 16, len(line)))

    def short(point: GridPoint) -> Text:
        return Text(*(" ".join(broken(n, _COLUMNS, 1)) for n in (point.name.zh, point.name.en)))

    for point in people:
        if line and sum(room(short(p), 11.5) + 14 for p in (*line, point)) > wide - _INDENT:
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
    return [*kept, _Row((Label(_INDENT, 0, told, 11.5, "soft", bold=True, about=about),), 16, len(others))]
