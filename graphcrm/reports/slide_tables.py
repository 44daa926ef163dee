"""A native table on a slide: columns as wide as what they hold, rows as tall as their longest cell, numbers on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphcrm.rendering.width import width
from graphcrm.rendering.wrapping import pieces
from graphcrm.reports.deck import BODY, LETTER, MARGIN, Deck, Frame, Line, colour, lines_of

__all__ = ["HEAD", "LINE", "Grid", "empty_grid", "measured", "put"]

#: Height of the line above a table, in inches.
HEAD = 0.34
#: Height of a line to write on.
LINE = 0.31
_SIZE, _SMALL = 12, 11
#: Inches left and right, above and below the text of a cell.
_SIDE, _ABOVE = 0.07, 0.045
#: The longest text of a cell, and the most letters by which a column widens.
_LONGEST, _WIDEST = 220, 90
#: So many letters the first column keeps, which says whom a row is about.
_WHOM = 22


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it will stand on slides.

    rows
        Cells; the headings come first.
    right
        Which columns hold numbers.
    widths, heights
        In inches, by column and by row.
    """

    title: str
    rows: Sequence[Sequence[str]]
    right: Sequence[bool]
    widths: Sequence[float]
    heights: Sequence[float]
    size: float

    @property
    def height(self) -> float:
        """Of the whole table, in inches."""
        return sum(self.heights)

    def fitting(self, room: float) -> int:
        """How many rows below the headings there is room for."""
        left = room - self.heights[0]
        for at, height in enumerate(self.heights[1:]):
            left -= height
            if left < 0:
                return at
        return len(self.heights) - 1

    def part(self, first: int, past: int) -> Grid:
        """The headings with some of the rows."""
        chosen = slice(1 + first, 1 + past)
        return Grid(
            self.title,
            [self.rows[0], *self.rows[chosen]],
            self.right,
            self.widths,
            [self.heights[0], *self.heights[chosen]],
            self.size,
        )


def measured(title: str, heads: Sequence[str], body: Sequence[Sequence[str]], right: Sequence[bool]) -> Grid:
    """The table with the measures that its content asks for."""
    rows = [[_cut(cell) for cell in row] for row in (heads, *body)]
    size = _SIZE if len(heads) <= 8 else _SMALL
    letter = size * LETTER / 72
    widths = _shared(list(zip(*rows, strict=True)), right, letter)
    heights = [
        max(_tall(cell, size * (1.06 if n == 0 else 1), wide) for cell, wide in zip(row, widths, strict=True))
        for n, row in enumerate(rows)
    ]
    return Grid(title, rows, right, widths, heights, size)


def _tall(cell: str, size: float, wide: float) -> float:
    """Inches of a cell: lines with Chinese letters are taller, and programs set letters of the two kinds apart."""
    lead = 1.36 if width(cell) > len(cell) else 1.2
    return lines_of(cell.replace("、", "、 "), size, wide - 2 * _SIDE) * size * lead / 72 + 2 * _ABOVE


def _shared(columns: Sequence[Sequence[str]], right: Sequence[bool], letter: float) -> list[float]:
    """The width of the body shared out: each column gets what it needs, the longest texts give way."""
    needs = [min(_WIDEST, max(map(width, column)) + 1) for column in columns]
    least = [
        min(need, max(width(p.strip()) for cell in column for p in pieces(cell, 8) or [""]) + 1)
        for need, column in zip(needs, columns, strict=True)
    ]
    least[0] = max(least[0], min(needs[0], _WHOM))
    room = (BODY - 2 * _SIDE * len(columns)) / letter
    if sum(needs) <= room:  # what is left goes to the texts: numbers stay together
        wants = [0 if number else need for need, number in zip(needs, right, strict=True)]
        wants, base = (wants if any(wants) else needs), needs
    else:
        wants, base = [n - m for n, m in zip(needs, least, strict=True)], least
    spare = (room - sum(base)) / max(1, sum(wants))
    letters = [max(1, b + spare * w) for b, w in zip(base, wants, strict=True)]
    letters = [n * min(1, room / sum(letters)) for n in letters]
    return [n * letter + 2 * _SIDE for n in letters]


def empty_grid(title: str, heads: Sequence[tuple[str, float]], lines: int) -> Grid:
    """Lines to write on: headings with their part of the width."""
    rows = [[head for head, _ in heads], *([""] * len(heads) for _ in range(lines))]
    height = [_SIZE * 1.2 / 72 + 2 * _ABOVE, *([LINE] * lines)]
    return Grid(title, rows, [False] * len(heads), [part * BODY for _, part in heads], height, _SIZE)


def put(deck: Deck, frame: Frame, grid: Grid) -> None:
    """Put a table at the top of what is left of a slide, its title above it."""
    from pptx.util import Inches

    deck.write(frame.slide, (MARGIN, frame.top, BODY, HEAD - 0.06), [Line(grid.title, 14, bold=True)])
    place = (MARGIN, frame.top + HEAD, sum(grid.widths), grid.height)
    made = frame.slide.shapes.add_table(len(grid.rows), len(grid.widths), *map(Inches, place))
    made.name = grid.title
    made._element.nvGraphicFramePr.cNvPr.set("descr", grid.title)
    table = made.table
    table.horz_banding = False
    for column, wide in zip(table.columns, grid.widths, strict=True):
        column.width = Inches(wide)
    for at, (row, height) in enumerate(zip(grid.rows, grid.heights, strict=True)):
        table.rows[at].height = Inches(height)
        for cell, text, number in zip(table.rows[at].cells, row, grid.right, strict=True):
            _cell(deck, cell, text, grid.size, head=at == 0, number=number)
    frame.top += HEAD + grid.height + 0.16
    frame.empty = False


def _cell(deck: Deck, cell: Any, text: str, size: float, *, head: bool, number: bool) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches

    cell.margin_left = cell.margin_right = Inches(_SIDE)
    cell.margin_top = cell.margin_bottom = Inches(_ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour("mute" if head else "surface")
    deck.cell(cell.text_frame, Line(text, size, bold=head, ink="soft" if head else "ink"), "end" if number else "start")
    _underlined(cell, "frame" if head else "line")


def _underlined(cell: Any, ink: str) -> None:
    """A thin line below a cell, and none beside it."""
    from pptx.oxml.ns import qn

    properties = cell._tc.get_or_add_tcPr()
    fill = properties.find(qn("a:solidFill"))
    for edge in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
        line = properties.makeelement(qn(edge), {"w": "9525" if edge == "a:lnB" else "0"})
        if edge == "a:lnB":
            tint = line.makeelement(qn("a:solidFill"), {})
            tint.append(tint.makeelement(qn("a:srgbClr"), {"val": str(colour(ink))}))
            line.append(tint)
        else:
            line.append(line.makeelement(qn("a:noFill"), {}))
        properties.append(line)
    properties.append(fill)  # which the schema wants after the lines


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
