"""A report as slides that can be edited: native tables, pictures as native shapes with a text for those who cannot see them.

Each item of the agenda begins a slide; its blocks are shared out over as few as hold them (`graphcrm.reports.slide_plan`), and letters
grow where there is room. Where there is no agenda, a section begins below the one before where its first table has room, which then
keeps its letters. A table goes on to a second slide; what has no room there either is counted. What the numbers rest on stands in the
notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from math import inf

from graphcrm.dataclass import dataclass
from graphcrm.edition import banner
from graphcrm.i18n import Lang, Text
from graphcrm.rendering.letters import ems
from graphcrm.rendering.table import on_the_right
from graphcrm.reports.cells import Cells
from graphcrm.reports.deck import (
    BODY,
    FOOT,
    FOOT_WIDE,
    HEADED,
    HEADING,
    HEIGHT,
    MARGIN,
    ROOM,
    WIDTH,
    Deck,
    Frame,
    TextLine,
    clean,
    kept,
    lines_of,
    tall,
)
from graphcrm.reports.document import Block, Document, Facts, Picture, Section, Table, ToDecide, Words
from graphcrm.reports.native import draw
from graphcrm.reports.page import CHART, CONFIDENTIAL
from graphcrm.reports.slide_plan import Item, Part, height, plan
from graphcrm.reports.slide_tables import (
    AFTER,
    HEAD,
    HEADS,
    LARGER,
    LINE,
    Grid,
    airy,
    empty_grid,
    larger,
    measured,
    put,
    too_long,
)
from graphcrm.reports.strings import REPORT
from graphcrm.spoken import counted

__all__ = ["as_slides"]


_DECIDE = Text("要定的事：{what}", "To decide: {what}")
#: What is written down, with its part of the width: what something costs only where that is asked.
_DECIDED = ((Text("定了什么", "decided"), 0.64), (Text("谁", "who"), 0.2), (Text("何时", "by when"), 0.16))
_COSTED = (
    (Text("定了什么", "decided"), 0.5),
    (Text("谁", "who"), 0.2),
    (Text("何时", "by when"), 0.15),
    (Text("多少钱", "for how much"), 0.15),
)
_IN_NOTES = Text("…（全文见备注）", "… (the whole is in the notes)")
_ON = Text("{h}（续）", "{h} (continued)")
_ITEM, _ITEM_MINUTES = Text("{n} / {all}", "{n} / {all}"), Text("{n} / {all} · {m} 分钟", "{n} / {all} · {m} min")
_AGENDA = (Text("项", "item"), Text("问题", "question"), Text("要定的事", "to decide"), Text("分钟", "min"))
_GAP = 0.12
#: Inches in which a picture can be read from afar; of one that is low, so much of its size.
_PICTURE, _SMALLER = 4.0, 0.8
#: Inches that a unit of a picture takes at most: its letters, of twelve, are then no larger than those of a table.
_GROWN = LARGER[0] / 12 / 72
#: Lines to write on that a decision has at least; what it takes with them, below the table that it is about.
_WRITTEN = 2
_RECORD = HEAD + HEADS + _WRITTEN * LINE + AFTER
#: Where a slide would stay empty, at least so many lines may stand on it: a session writes more than a sheet of paper has room for.
_LINES = 8
#: Rows are taller by so much at most.
_AIR = 0.5
#: What the line takes that counts the rows for which there is no room.
_COUNTED = 0.2


def as_slides(document: Document, lang: Lang) -> bytes:
    """The slides, the same for the same document.

    Raises UsageError: python-pptx is not installed.
    """
    writer = _Writer(document, lang)
    writer.opening()
    if any(s.minutes for s in document.sections):
        writer.agenda()
    for number, (section, after) in enumerate(zip_longest(document.sections, document.sections[1:]), 1):
        writer.section(number, section, after)
    return writer.deck.bytes()


class _Writer:
    """Puts slide after slide into a deck."""

    def __init__(self, document: Document, lang: Lang) -> None:
        self.document, self.lang = document, lang
        self.cells = Cells(document)
        self.mark = self.said(banner(document.edition, CONFIDENTIAL if document.edition.insight else CHART))
        after = f" · {document.as_of} · {self.mark}"
        wide = FOOT_WIDE - ems(after) * FOOT / 72
        foot = kept(self.said(document.subject), FOOT, wide) + after
        self.deck = Deck(self.said(document.heading), document.as_of, foot, lang)
        self.last: Frame | None = None
        self._grids: dict[int, Grid] = {}
        self._long: dict[int, Sequence[tuple[int, str]]] = {}

    def said(self, text: Text) -> str:
        """A text as a slide can hold it."""
        return clean(text.say(self.lang))

    def opening(self) -> None:
        """Of whom, of which day, for whose eyes; the numbers that a session begins with."""
        slide, deck = self.deck.plain(), self.deck
        deck.bar(slide, (0, 0, WIDTH, 3.6), "accent")
        deck.bar(slide, (0, 3.6, WIDTH, 0.06), "influence")
        # The title was there first: it goes before the bar that it stands on.
        slide.shapes._spTree.append(slide.shapes.title._element)
        deck.title(slide, self.said(self.document.heading), (MARGIN, 0.7, BODY, 1.3), 40, "accent_ink")
        subject = self.said(self.document.subject)
        size = next((s for s in (22, 18) if lines_of(subject, s, BODY) <= 2), 14)
        under = [TextLine(kept(subject, size, BODY, 2), size, ink="accent_ink")]
        deck.write(slide, (MARGIN, 2.2, BODY, tall(under, BODY)), under)
        deck.write(slide, (MARGIN, 3.1, BODY, 0.3), [TextLine(f"{self.document.as_of} · {self.mark}", 14, ink="line")])
        wide = BODY / max(4, min(4, len(self.document.head)))
        for at, (name, value) in enumerate(self.document.head):
            left, top = MARGIN + at % 4 * wide, 4.0 + at // 4 * 1.3
            deck.bar(slide, (left, top, 0.04, 1.0), "influence")
            deck.write(slide, (left + 0.16, top, wide - 0.3, 0.3), [TextLine(self.said(name), 14, ink="soft")])
            deck.write(slide, (left + 0.16, top + 0.33, wide - 0.3, 0.6), [TextLine(self.said(value), 28, bold=True)])
        if self.document.edition.insight:
            note = [TextLine(self.said(REPORT["model"]), 10, ink="soft")]
            deck.write(slide, (MARGIN, HEIGHT - 0.42, BODY, 0.25), note)

    def agenda(self) -> None:
        """The questions, what each is to end with, and the time for it."""
        frame = self.deck.frame(self.said(REPORT["agenda"]))
        total = sum(s.minutes or 0 for s in self.document.sections)
        body = [
            [str(n), self.said(s.heading), " / ".join(map(self.said, _decisions(s))), str(s.minutes or "")]
            for n, s in enumerate(self.document.sections, 1)
        ]
        title = self.said(REPORT["minutes"].format(n=total))
        grid = measured(title, [self.said(h) for h in _AGENDA], body, [True, False, False, True])
        grids, _ = _enlarged([grid], frame.room - HEAD - grid.height - AFTER)
        for grid in filter(None, grids):
            put(self.deck, frame, grid)

    def section(self, number: int, section: Section, after: Section | None) -> None:
        """Its blocks from slide to slide, and lines for what is decided at the end."""
        shared = self.last if self.last and self._begins(section) <= self.last.room else None
        flow = _Flow(self, number, section, shared, whole=self._height(section.spoken) <= ROOM)
        flow.fill(_pieces(self, section, flow.frame.room), self._begins(after) if after else inf)
        self.last = flow.frame

    def grid(self, table: Table) -> Grid:
        """A table with its measures, which are taken once: where it goes is tried before it goes there."""
        if id(table) not in self._grids:
            names = table.result.names
            body = [list(map(self.said, row)) for row in self.cells.texts(table.columns, table.rows, names)]
            heads = [self.said(c.heading) for c in table.columns]
            right = on_the_right(table.columns, table.rows)
            self._grids[id(table)] = measured(self.said(table.heading), heads, body, right, self.said(_IN_NOTES))
            self._long[id(table)] = too_long(heads, body)
        return self._grids[id(table)]

    def long(self, table: Table, part: Part) -> list[str]:
        """What is cut in these rows, whole."""
        return [text for row, text in self._long[id(table)] if part.first <= row < part.past]

    def line(self, block: Words | Facts) -> TextLine:
        """A paragraph, or numbers side by side."""
        if isinstance(block, Words):
            return TextLine(self.said(block.text), 13, ink="soft" if block.tone == "note" else "ink")
        return TextLine(" · ".join(f"{self.said(name)}: {self.said(value)}" for name, value in block.pairs))

    def _begins(self, section: Section) -> float:
        """The room in which a section can begin below another: for all of its first table, and what is decided on it."""
        if section.minutes or lines_of(self.said(section.heading), HEADING, BODY - 2.2, bold=True) > 1:
            return inf
        blocks = section.spoken
        kept = [n for n, b in enumerate(blocks, 1) if not isinstance(b, Words | Facts)]
        decided = len(kept) > 1 and isinstance(blocks[kept[1] - 1], ToDecide)
        return HEADED + self._height(blocks[: None if decided or not kept else kept[0]])

    def _height(self, blocks: Sequence[Block]) -> float:
        """What blocks take on one slide, in inches; a picture takes one for itself."""
        total = 0.0
        for block in blocks:
            if isinstance(block, Picture):
                return inf
            if isinstance(block, Table):
                total += HEAD + self.grid(block).height + AFTER
            elif isinstance(block, ToDecide):
                total += HEAD + (block.lines + 1) * LINE + AFTER
            else:
                total += tall([self.line(block)], BODY) + _GAP
        return total


def _decisions(section: Section) -> list[Text]:
    return [block.decision for block in section.blocks if isinstance(block, ToDecide)]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block with the lines above it; `item` is what it takes, `grid` a table as it is measured."""

    lead: Sequence[TextLine]
    block: Picture | Table | ToDecide | None
    item: Item
    grid: Grid | None = None


def _pieces(writer: _Writer, section: Section, first: float) -> list[_Piece]:
    """What a section shows, in the order in which it stands on slides, of which the first has so much room: what is decided comes last."""
    records = [block for block in section.blocks if isinstance(block, ToDecide)]
    shown = [block for block in section.spoken if not isinstance(block, ToDecide)]
    last = shown[-1] if shown and records else None
    made: list[_Piece] = []
    lead: list[TextLine] = []
    for block in (*shown, *records):
        if isinstance(block, Words | Facts):
            lead.append(writer.line(block))
            continue
        below = _RECORD if block is last else 0.0
        made.append(_piece(writer, lead, block, (ROOM if made else first, ROOM - below)))
        lead = []
    return [*made, _Piece(lead, None, Item(_above(lead), 0.0, (0.0,)))] if lead else made


def _piece(
    writer: _Writer, lead: Sequence[TextLine], block: Picture | Table | ToDecide, rooms: tuple[float, float]
) -> _Piece:
    """A block and what it takes; of a table as many rows as two slides with so much room hold."""
    over = _above(lead)
    if isinstance(block, Picture):
        natural = min(BODY / block.on_slide.width, _GROWN) * block.on_slide.height
        least = min(natural * _SMALLER, _PICTURE)
        return _Piece(lead, block, Item(over, _under(writer, block) + _GAP, (least,), natural - least))
    if isinstance(block, ToDecide):
        fixed, more = HEAD + HEADS + AFTER, (max(_LINES, block.lines) - _WRITTEN) * LINE
        return _Piece(lead, block, Item(over, fixed, (_WRITTEN * LINE,), more, follows=True))
    grid = writer.grid(block)
    fixed = HEAD + grid.heights[0] + AFTER
    if over + HEAD + grid.height + AFTER > rooms[0]:
        once = max(1, grid.fitting(rooms[0] - HEAD - AFTER - _COUNTED - over))
        rest = grid.part(once, len(block.rows))
        if HEAD + rest.height + AFTER > rooms[1]:
            grid = grid.part(0, once + max(1, rest.fitting(rooms[1] - HEAD - AFTER - _COUNTED)))
            fixed += _COUNTED
    return _Piece(lead, block, Item(over, fixed, grid.heights[1:]), grid)


def _above(lead: Sequence[TextLine]) -> float:
    return tall(lead, BODY) + _GAP if lead else 0.0


def _under(writer: _Writer, picture: Picture) -> float:
    """Height of a caption."""
    return tall([_caption(writer, picture)], BODY) + 0.05


def _caption(writer: _Writer, picture: Picture) -> TextLine:
    return TextLine(writer.said(picture.caption), 11, ink="soft")


class _Flow:
    """The slides of one section.

    Parameters
    ----------
    shared
        The slide of another section, on which this one has room; letters stay as they are on it.
    whole
        Whether it fits on one slide: what is to be decided is then said once, with the lines to write on.
    """

    def __init__(self, writer: _Writer, number: int, section: Section, shared: Frame | None, *, whole: bool) -> None:
        self.writer, self.deck, self.section = writer, writer.deck, section
        form = _ITEM_MINUTES if section.minutes else _ITEM
        many = len(writer.document.sections)
        self.beside = writer.said(form.format(n=number, all=many, m=section.minutes or 0))
        asked = "" if whole else " / ".join(map(writer.said, _decisions(section)))
        self.decide = writer.said(_DECIDE.format(what=Text(asked, asked))) if asked else ""
        self.notes: list[str] = []
        self.slides, self.shared = (1 if shared else 0), shared
        if shared:
            self.deck.heading(shared, writer.said(section.heading), self.beside)
        self.frame = shared or self._begin()

    def fill(self, pieces: Sequence[_Piece], after: float) -> None:
        """All of them, as they are shared out best; the next section begins on the last slide if that has so much room."""
        slides = plan([p.item for p in pieces], self.frame.room, ROOM)
        for number, parts in enumerate(slides):
            if number:
                self._note()
                self.frame = self._begin()
            self._slide(pieces, parts, after if parts is slides[-1] else inf)
        self._note()

    def _slide(self, pieces: Sequence[_Piece], parts: Sequence[Part], after: float) -> None:
        """What stands on one; what would stay empty goes to pictures and lines to write on, else to larger letters."""
        spare = self.frame.room - height([p.item for p in pieces], parts)
        here = [pieces[part.item] for part in parts]
        grids = [piece.grid and piece.grid.part(part.first, part.past) for piece, part in zip(here, parts, strict=True)]
        pictures = sum(piece.item.more for piece in here if not piece.item.follows)
        if self.frame is not self.shared and pictures < spare < after:
            grids, spare = _enlarged(grids, spare - pictures)
            spare += pictures
        for piece, part, grid in zip(here, parts, grids, strict=True):
            if not part.first:
                self._leads(piece.lead)
            more = min(spare, piece.item.more)
            spare -= more
            if isinstance(piece.block, Picture):
                self._picture(piece.block, piece.item.rows[0] + more)
            elif isinstance(piece.block, ToDecide):
                self._record(piece.block, _WRITTEN + int(more / LINE + 1e-9))
            elif isinstance(piece.block, Table) and grid:
                self._table(piece.block, part, grid, len(piece.item.rows))

    def _picture(self, picture: Picture, high: float) -> None:
        """A picture with its caption below it."""
        frame, under = self.frame, _under(self.writer, picture)
        draw(frame.slide, picture.on_slide, (MARGIN, frame.top, BODY, high), self.writer.lang)
        self.deck.write(frame.slide, (MARGIN, frame.top + high + 0.03, BODY, under), [_caption(self.writer, picture)])
        frame.empty, frame.top = False, frame.top + high + under + _GAP

    def _table(self, table: Table, part: Part, grid: Grid, kept: int) -> None:
        """Rows of a table; where it ends, what has no room is counted."""
        said = self.writer.said
        if part.first:
            grid = replace(grid, title=said(_ON.format(h=table.heading)))
        else:
            self.notes += [said(text) for text in table.explain]
        self.notes += self.writer.long(table, part)
        put(self.deck, self.frame, grid, titled=self.section.titles(table))
        if part.past == kept < len(table.rows):
            more = len(table.rows) - kept
            left = Text(f"另有 {more} 行，见网页或工作簿", f"{counted(more, 'more row')}: see the page or the workbook")
            note = [TextLine(said(left), 11, ink="soft")]
            self.deck.write(self.frame.slide, (MARGIN, self.frame.top - 0.1, BODY, 0.22), note)
            self.frame.top += _COUNTED

    def _record(self, record: ToDecide, lines: int) -> None:
        """Empty lines for a decision."""
        heads = [(self.writer.said(head), part) for head, part in (_COSTED if record.cost else _DECIDED)]
        title = self.writer.said(_DECIDE.format(what=record.decision))
        put(self.deck, self.frame, empty_grid(title, heads, lines))

    def _begin(self) -> Frame:
        self.slides += 1
        title = self.writer.said(self.section.heading)
        if self.slides > 1:
            title = f"{title} ({self.slides})"
        return self.deck.frame(title, self.beside, self.decide if self.slides == 1 else "")

    def _leads(self, lead: Sequence[TextLine]) -> None:
        if not lead:
            return
        high = tall(lead, BODY)
        self.deck.write(self.frame.slide, (MARGIN, self.frame.top, BODY, high), lead)
        self.frame.top += high + _GAP
        self.frame.empty = False
        self.notes = [*(line.text for line in lead), *self.notes]

    def _note(self) -> None:
        rests = map(self.writer.said, self.section.rests)
        notes = self.frame.slide.notes_slide.notes_text_frame
        notes.text = "\n".join(filter(None, [notes.text, *self.notes, *rests]))
        self.notes = []


def _enlarged(grids: Sequence[Grid | None], spare: float) -> tuple[list[Grid | None], float]:
    """The same tables in the largest letters for which there is room, then with more air, and what is left of it."""
    for size in LARGER:
        tried = [grid and larger(grid, size) for grid in grids]
        more = sum(a.height - b.height for a, b in zip(tried, grids, strict=True) if a and b)
        if more <= spare:
            grids, spare = tried, spare - more
            break
    total = sum(grid.height for grid in grids if grid)
    part = min(_AIR, spare / total) if total else 0.0
    return [grid and airy(grid, part) for grid in grids], spare - part * total
