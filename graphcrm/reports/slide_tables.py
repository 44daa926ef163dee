"""A native table on a slide: columns as wide as what they hold, rows as tall as their longest cell, numbers on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.rendering.letters import BOLD, ems
from graphcrm.rendering.width import width
from graphcrm.rendering.wrapping import pieces
from graphcrm.reports.deck import BODY, MARGIN, Deck, Frame, TextLine, colour, kept, lines_of

__all__ = [
    "AFTER",
    "HEAD",
    "HEADS",
    "LARGER",
    "LINE",
    "LONGEST",
    "Grid",
    "airy",
    "empty_grid",
    "larger",
    "measured",
    "put",
    "too_long",
]


#: Height of the line above a table, in inches.
HEAD = 0.34
#: Room below a table.
AFTER = 0.16
#: Height of a line to write on.
LINE = 0.31
#: Sizes of letters, in points: the largest in which no word is broken.
_SIZES = (12, 11, 10, 9)
#: Where there is room, the largest of these.
LARGER = (18, 16, 15, 14, 13)
#: What a line of larger letters takes of the width that it has.
_SURE = 0.92
#: Inches left and right, above and below the text of a cell.
_SIDE, _ABOVE = 0.07, 0.045
#: Height of the headings over lines to write on.
HEADS = _SIZES[0] * 1.2 / 72 + 2 * _ABOVE
#: The longest text of a cell; the most that a column widens, in parts of the size of its letters.
LONGEST, _WIDEST = 220, 50
#: So much the first column keeps, which says whom a row is about.
_WHOM = 12


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


def larger(grid: Grid, size: float) -> Grid:
    """The same table in letters of this size, if no word is broken in them; each line keeps some width for another font."""
    return _measured(grid.title, grid.rows, grid.right, (size, grid.size), _SURE)


def airy(grid: Grid, part: float) -> Grid:
    """The same table, its rows taller by this part of what they are."""
    return replace(grid, heights=[high * (1 + part) for high in grid.heights])


def measured(
    title: str, heads: Sequence[str], body: Sequence[Sequence[str]], right: Sequence[bool], rest: str = "…"
) -> Grid:
    """The table with the measures that its content asks for; `rest` says of a long cell where the whole of it stands."""
    return _measured(title, [[_cut(cell, rest) for cell in row] for row in (heads, *body)], right, _SIZES)


def too_long(heads: Sequence[str], body: Sequence[Sequence[str]]) -> Sequence[tuple[int, str]]:
    """The whole of each cell that is cut in a table, with its row, and said of whom and what it is."""
    return [
        (at, " · ".join(dict.fromkeys((row[0], head, cell))))
        for at, row in enumerate(body)
        for head, cell in zip(heads, row, strict=True)
        if len(cell) > LONGEST
    ]


def _measured(
    title: str, rows: Sequence[Sequence[str]], right: Sequence[bool], sizes: Sequence[float], part: float = 1.0
) -> Grid:
    columns = list(zip(*rows, strict=True))
    needs = [min(_WIDEST, _widest(column, lambda cell: [cell])) for column in columns]
    least = [min(n, _widest(column, _unbroken)) for n, column in zip(needs, columns, strict=True)]
    least[0] = max(least[0], min(needs[0], _WHOM))
    size = next((s for s in sizes if sum(least) <= _room(len(columns), s)), sizes[-1])
    widths = _shared(needs, least, right, size)
    heights = [
        max(_tall(cell, size, wide * part, head=n == 0) for cell, wide in zip(row, widths, strict=True))
        for n, row in enumerate(rows)
    ]
    return Grid(title, rows, right, widths, heights, size)


def _tall(cell: str, size: float, wide: float, *, head: bool) -> float:
    """Inches of a cell: lines with Chinese letters are taller, and programs set letters of the two kinds apart."""
    lead = 1.36 if width(cell) > len(cell) else 1.2
    return lines_of(cell.replace("、", "、 "), size, wide - 2 * _SIDE, bold=head) * size * lead / 72 + 2 * _ABOVE


def _unbroken(cell: str) -> Sequence[str]:
    """The parts of a cell that stay on one line."""
    return [piece.strip() for piece in pieces(cell, 8)]


def _widest(column: Sequence[str], parts: Callable[[str], Sequence[str]]) -> float:
    """The widest part of any cell, and some air, in parts of the size of its letters; the heading is bold."""
    head, *body = ([ems(part) for part in parts(cell)] for cell in column)
    return max([BOLD * max(head, default=0), *(max(cell, default=0) for cell in body)]) + 0.2


def _room(columns: int, size: float) -> float:
    """What the body of a slide holds beside the margins of so many cells, in parts of the size of letters."""
    return (BODY - 2 * _SIDE * columns) * 72 / size


def _shared(needs: Sequence[float], least: Sequence[float], right: Sequence[bool], size: float) -> list[float]:
    """The width of the body shared out, in inches: each column gets what it needs, the longest texts give way."""
    room = _room(len(needs), size)
    if sum(needs) <= room:  # what is left goes to the texts: numbers stay together
        texts = [0.0 if number else need for need, number in zip(needs, right, strict=True)]
        wants, base = (texts if any(texts) else list(needs)), needs
    else:
        base = _capped(least, room)
        wants = [n - m for n, m in zip(needs, base, strict=True)]
    spare = (room - sum(base)) / max(1, sum(wants))
    shares = [max(0.5, b + spare * w) for b, w in zip(base, wants, strict=True)]
    shares = [n * min(1, room / sum(shares)) for n in shares]
    return [n * size / 72 + 2 * _SIDE for n in shares]


def _capped(least: Sequence[float], room: float) -> Sequence[float]:
    """Where even the least has no room, the widest gives way: a word of a hundred letters breaks, and not every word beside it."""
    if sum(least) <= room:
        return least
    left, among = room, len(least)
    for wide in sorted(least):
        if wide > left / among:
            break
        left, among = left - wide, among - 1
    return [min(wide, left / among) for wide in least]


def empty_grid(title: str, heads: Sequence[tuple[str, float]], lines: int) -> Grid:
    """Lines to write on: headings with their part of the width."""
    rows = [[head for head, _ in heads], *([""] * len(heads) for _ in range(lines))]
    height = [HEADS, *([LINE] * lines)]
    return Grid(title, rows, [False] * len(heads), [part * BODY for _, part in heads], height, _SIZES[0])


def put(deck: Deck, frame: Frame, grid: Grid, *, titled: bool = True) -> None:
    """Put a table at the top of what is left of a slide, its title above it, unless the slide's heading says that."""
    from pptx.util import Inches

    if titled:
        title = [TextLine(kept(grid.title, 14, BODY, bold=True), 14, bold=True)]
        deck.write(frame.slide, (MARGIN, frame.top, BODY, HEAD - 0.06), title)
        frame.top += HEAD
    place = (MARGIN, frame.top, sum(grid.widths), grid.height)
    made = frame.slide.shapes.add_table(len(grid.rows), len(grid.widths), *map(Inches, place))
    made.name = grid.title
    made._element.nvGraphicFramePr.cNvPr.set("descr", grid.title)
    table = made.table
    table.horz_banding = False
    for column, wide in zip(table.columns, grid.widths, strict=True):
        column.width = Inches(wide)
    #: The first cell of each kind; the others are copies of it, at a tenth of the cost.
    first: dict[tuple[bool, bool, bool], Any] = {}
    for at, (made_row, row, height) in enumerate(zip(table.rows, grid.rows, grid.heights, strict=True)):
        made_row.height = Inches(height)
        for cell, text, number in zip(made_row.cells, row, grid.right, strict=True):
            kind = (at == 0, number, bool(text))
            if kind in first:
                _copied(first[kind], cell._tc, text)
            else:
                _cell(deck, cell, text, grid.size, head=at == 0, number=number)
                first[kind] = cell._tc
    frame.top += grid.height + AFTER
    frame.empty = False


def _cell(deck: Deck, cell: Any, text: str, size: float, *, head: bool, number: bool) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches

    cell.margin_left = cell.margin_right = Inches(_SIDE)
    cell.margin_top = cell.margin_bottom = Inches(_ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour("mute" if head else "surface")
    deck.cell(
        cell.text_frame, TextLine(text, size, bold=head, ink="soft" if head else "ink"), "end" if number else "start"
    )
    _underlined(cell, "frame" if head else "line")


def _copied(pattern: Any, place: Any, text: str) -> None:
    """A cell like another one, with a text of its own if that one has any."""
    made = deepcopy(pattern)
    if text:
        made.txBody.p_lst[0].r_lst[0].text = text
    place.getparent().replace(place, made)


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


def _cut(text: str, rest: str) -> str:
    """A long text as far as there is room for it beside what is said of the rest: to the end of a word, if one ends near there."""
    if len(text) <= LONGEST:
        return text
    room = LONGEST - len(rest)
    end = text.rfind(" ", room - 24, room + 1)
    return text[: end if end > 0 else room].rstrip(" ,;，；、") + rest
