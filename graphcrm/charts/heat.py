"""The coverage heat map: how close each role of ours is to each unit or person of the customer, and where one is missing.

Colour is the band of the best tie, the number the days since the last contact, slanting lines mark what is required and missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Literal

from graphcrm.analysis.bands import TIE_BANDS
from graphcrm.charts.lettering import Sign, broken, hatch, legend, moved, room, written
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Box, Drawing, Label, Shape
from graphcrm.i18n import Text
from graphcrm.spoken import in_days, whole

__all__ = ["HeatCell", "HeatPart", "HeatRow", "Missing", "heat_map", "heat_map_slim"]


_NAMES, _DETAILS, _CELL, _ROW, _HEAD = 172.0, 124.0, 56.0, 31.0, 48.0
_GAP, _BETWEEN = 3.0, 34.0
#: The heading of a part and what follows it; of that what is empty.
_PART, _AFTER = 34.0, 10.0
#: How high rows become at most where there is room.
_HIGHEST = 60.0
#: Bold letters beside usual ones, and half a Chinese character of size 1 with what stands between two.
_BOLD, _HALF = 1.06, 0.52
#: A part is not divided among stacks if they differ by no more than twice so many rows without it.
_UNEVEN = 2
#: Width of a picture for a phone, height of its names and of its cells; fewer columns than this are no wider, and all are named
#: again after so many rows.
_SLIM, _NAME, _LOW, _FEW, _AGAIN = 366.0, 21.0, 27.0, 4, 8
_NEVER = Text("从未", "never")
#: A tie that was declared has no day of contact.
_NO_DAY = Text.of("—")
_TIES = {
    "strong": Text("强关系", "strong tie"),
    "moderate": Text("中等关系", "moderate tie"),
    "weak": Text("弱关系", "weak tie"),
    "none": Text("无关系", "no tie"),
}
_MISSING = {
    "must": Text("要求而缺", "required and missing"),
    "either": Text("其中之一为要求", "one of these is required"),
}
_STEPS = {"must": 8.0, "either": 18.0}

Missing = Literal["", "must", "either"]


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One role of ours and one row.

    band
        ``none``, ``weak``, ``moderate`` or ``strong``.
    days
        Days since the last contact; None: there never was one.
    pairs
        How many pairs know each other.
    missing
        ``must``: the role is required and has no active tie; ``either``: it is one of several of which not enough have; empty: neither.
    """

    band: str
    days: int | None
    pairs: int
    missing: Missing = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A unit at a level, or a person; `cells` as the columns; `about` is by what a page finds it."""

    name: Text
    detail: Text
    cells: Sequence[HeatCell]
    about: str = ""


@dataclass(frozen=True, slots=True)
class HeatPart:
    """Rows under a heading."""

    heading: Text
    rows: Sequence[HeatRow]


def heat_map(
    columns: Sequence[Text], parts: Sequence[HeatPart], title: Text, across: int = 1, shape: float | None = None
) -> Drawing:
    """Parts one below the other over the same columns; without rows the legend alone.

    Parameters
    ----------
    columns
        Our roles.
    parts
        Each with its rows in order; parts without rows are left out.
    across
        Stacks side by side among which the rows are divided, each under the columns.
    shape
        Width to height of the stage: rows become higher, as far as that looks well, until the picture fills it.
    """
    stack = _NAMES + _DETAILS + _CELL * len(columns)
    stacks = _stacks(parts, across)
    wide = len(stacks) * (stack + _BETWEEN) - _BETWEEN if stacks else stack
    shapes, top = legend(_signs([cell for part in parts for row in part.rows for cell in row.cells]), 0, 2, wide)
    bottom = top + _HEAD - 6
    longest = max(stacks, key=_least_height, default=[])
    left = max(0.0, wide / shape - bottom - _least_height(longest)) if shape else 0.0
    high = min(_HIGHEST, _ROW + left / max(1, sum(len(part.rows) for part in longest)))
    for k, here in enumerate(stacks):
        drawn, end = _stack(columns, here, top, high)
        shapes += (moved(shape, k * (stack + _BETWEEN), 0) for shape in drawn)
        bottom = max(bottom, end)
    return Drawing(wide, bottom, title, tuple(shapes))


def heat_map_slim(columns: Sequence[Text], parts: Sequence[HeatPart], title: Text) -> Drawing:
    """The same as wide as a phone: who it is stands above the cells, and all columns are seen at once."""
    shapes, y = legend(
        _signs([cell for part in parts for row in part.rows for cell in row.cells]), 0, 2, _SLIM, flowing=True
    )
    wide = _SLIM / max(_FEW, len(columns))
    for part in (part for part in parts if part.rows):
        shapes.append(Label(0, y + 22, part.heading, 13, "ink", bold=True))
        y += 26
        above = None
        for k, row in enumerate(part.rows):
            if k % _AGAIN == 0:
                y += 32
                above = None
                for i, column in enumerate(columns):
                    like = Label(0, 0, column, 9.5, "soft", bold=True, anchor="middle")
                    shapes += written(column, wide * (i + 0.5), y - 3, 9, like, standing=True)
            named = above is None or (row.name, row.about) != (above.name, above.about)
            shapes += _line(row, y + 16, named)
            for i, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
                shapes += _cell(row, column, cell, (wide * i, y + _NAME), (wide, _LOW))
            above = row
            y += _NAME + _LOW
    return Drawing(_SLIM, y + 2, title, tuple(shapes))


def _line(row: HeatRow, y: float, named: bool) -> Iterator[Shape]:
    """Name and what it is in one line, in each language right behind one another; levels of a unit after the first without its name."""
    name = Text(*(" ".join(broken(text, 34, 1)) for text in (row.name.zh, row.name.en)))
    if named:
        yield Label(0, y, name, 12.5, "ink", bold=True, about=row.about)
    for one, detail in ((Text(name.zh, ""), row.detail.zh), (Text("", name.en), row.detail.en)):
        x = room(one, 12.5) * _BOLD + 10 if named else 0.0
        left = int((_SLIM - x) / (11 * _HALF))
        if detail and left > 4:
            (cut,) = broken(detail, left, 1)
            yield Label(x, y, Text(cut, "") if one.zh else Text("", cut), 11, "soft", about=row.about)


def _stacks(parts: Sequence[HeatPart], across: int) -> list[list[HeatPart]]:
    """The rows in order, about as many to each stack; a part that goes on in the next one has its heading there again."""
    rows = [(part.heading, row) for part in parts for row in part.rows]
    each = max(1, -(-len(rows) // across))
    ends = [*accumulate(len(part.rows) for part in parts)]
    cuts = [
        next((end for end in ends if abs(end - k) <= min(_UNEVEN, each // 3)), k) for k in range(each, len(rows), each)
    ]
    groups = [rows[a:b] for a, b in pairwise([0, *cuts, len(rows)]) if a < b]
    return [
        [HeatPart(heading, [row for _, row in part]) for heading, part in groupby(group, lambda pair: pair[0])]
        for group in groups
    ]


def _least_height(parts: Sequence[HeatPart]) -> float:
    return sum(_PART + _ROW * len(part.rows) for part in parts)


def _stack(columns: Sequence[Text], parts: Sequence[HeatPart], top: float, high: float) -> tuple[list[Shape], float]:
    shapes: list[Shape] = []
    for i, column in enumerate(columns):
        at = _NAMES + _DETAILS + _CELL * (i + 0.5)
        shapes += written(
            column, at, top + 27, 9, Label(0, 0, column, 11, "soft", bold=True, anchor="middle"), standing=True
        )
    y = top + _HEAD - 6
    for part in parts:
        shapes.append(Label(0, y + 15, part.heading, 13, "ink", bold=True))
        y += _PART - _AFTER
        above = None
        for row in part.rows:
            # Levels of one unit stand below its name; of two lines each, repeated names would run into one another.
            shapes += _row(
                row, columns, y, high, named=above is None or (row.name, row.about) != (above.name, above.about)
            )
            above = row
            y += high
        y += _AFTER
    return shapes, y


def _row(row: HeatRow, columns: Sequence[Text], y: float, high: float, named: bool) -> Iterator[Shape]:
    middle = y + high / 2
    if named:
        yield from written(row.name, 0, middle, 24, Label(0, 0, row.name, 12.5, "ink", bold=True, about=row.about))
    yield from written(row.detail, _NAMES, middle, 19, Label(0, 0, row.detail, 11, "soft", about=row.about))
    for i, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
        yield from _cell(row, column, cell, (_NAMES + _DETAILS + _CELL * i, y), (_CELL, high))


def _cell(
    row: HeatRow, column: Text, cell: HeatCell, at: tuple[float, float], size: tuple[float, float]
) -> Iterator[Shape]:
    (x, y), (wide, high) = at, size
    must = cell.missing == "must"
    box = Box(
        x + _GAP / 2, y + _GAP / 2, wide - _GAP, high - _GAP, f"tie.{cell.band}",
        "alert" if cell.missing else "line", 1.4 if must else 1.0, dashed=cell.missing == "either",
        told=_told(row, column, cell), about=row.about,
    )  # fmt: skip
    yield box
    if cell.missing:
        yield from hatch(box, _STEPS[cell.missing])
    if cell.days is None and cell.band == "none" and not must:
        return
    number = Text.of(whole(cell.days)) if cell.days is not None else _NEVER if cell.band == "none" else _NO_DAY
    if cell.missing:
        half = 18.0 if number is _NEVER else 8 + 4 * len(number.en)
        yield Box(x + wide / 2 - half, y + high / 2 - 9.5, 2 * half, 19, f"tie.{cell.band}", radius=3, about=row.about)
    colour = f"tie_ink.{cell.band}"
    yield Label(x + wide / 2, y + high / 2 + 4.5, number, 12.5, colour, bold=True, anchor="middle", about=row.about)


def _told(row: HeatRow, column: Text, cell: HeatCell) -> Text:
    last = (
        Text("无联系记录", "no contact on record")
        if cell.days is None
        else Text("{n}前联系", "last contact {n} ago").format(n=in_days(cell.days))
    )
    missing = Text("；{m}", "; {m}").format(m=_MISSING[cell.missing]) if cell.missing else Text.of("")
    return Text("{row}·{role}：{band}，{last}{missing}", "{row}, {role}: {band}, {last}{missing}").format(
        row=row.name,
        role=column,
        band=_TIES[cell.band],
        last=last,
        missing=missing,
    )


def _signs(cells: Sequence[HeatCell]) -> list[Sign]:
    """The legend of what the picture has; of everything that it could have where it has no row."""
    bands, missing = {c.band for c in cells}, {c.missing for c in cells}
    shown = [
        Sign((Box(0, 1, 26, 15, f"tie.{code}", "line"), *_sample(code, cells)), _TIES[code])
        for _, code, _label in TIE_BANDS
        if not cells or code in bands
    ]
    for code, name in _MISSING.items():
        if not cells or code in missing:
            box = Box(0, 1, 26, 15, "tie.none", "alert", 1.2, dashed=code == "either")
            shown.append(Sign((box, *hatch(box, 6.0 if code == "must" else 13.0)), name))
    if not cells or any(c.days is not None for c in cells):
        days = Text("距上次联系的天数", "days since the last contact")
        shown.append(Sign((Label(13, 13, Text.of("45"), 12, "ink", bold=True, anchor="middle"),), days))
    if not cells or any(c.days is None and c.band != "none" for c in cells):
        declared = Text("有关系，未记联系日期", "a tie, no day of contact on record")
        shown.append(Sign((Label(13, 13, _NO_DAY, 12, "ink", bold=True, anchor="middle"),), declared))
    return shown


def _sample(code: str, cells: Sequence[HeatCell]) -> Iterator[Label]:
    """What stands in a cell of a band in the legend: days where a cell of it has any, else as its cells have it."""
    here = [cell for cell in cells if cell.band == code]
    if code != "none":
        text = Text.of("45") if not here or any(cell.days is not None for cell in here) else _NO_DAY
        yield Label(13, 13, text, 10.5, f"tie_ink.{code}", bold=True, anchor="middle")
