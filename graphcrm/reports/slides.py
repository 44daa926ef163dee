"""A report as slides that can be edited: native tables, pictures as native shapes with a text for those who cannot see them.

Each item of the agenda begins a slide; what follows shares it as far as there is room, and goes on to further ones with the same
heading. Where there is no agenda, a section begins below the one before where its first table has room. A table goes on to a second
slide; what has no room there either is counted. What the numbers rest on stands in the notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from graphcrm.edition import banner
from graphcrm.i18n import Lang, Text
from graphcrm.rendering.table import on_the_right
from graphcrm.reports.cells import Cells
from graphcrm.reports.deck import (
    BODY,
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
    lines_of,
    tall,
)
from graphcrm.reports.document import Block, Document, Facts, Picture, Section, Table, ToDecide, Words
from graphcrm.reports.native import draw
from graphcrm.reports.page import CHART, CONFIDENTIAL
from graphcrm.reports.slide_tables import AFTER, HEAD, LINE, Grid, empty_grid, measured, put
from graphcrm.reports.strings import REPORT

__all__ = ["as_slides"]

_DECIDE = Text("要定的事:{what}", "To decide: {what}")
_DECIDED = (Text("定了什么", "decided"), Text("谁", "who"), Text("何时", "by when"))
_MORE = Text("另有 {n} 行,见网页或工作簿", "{n} more rows: see the page or the workbook")
_ON = Text("{h}(续)", "{h} (continued)")
_ITEM, _ITEM_MINUTES = Text("{n} / {all}", "{n} / {all}"), Text("{n} / {all} · {m} 分钟", "{n} / {all} · {m} min")
_AGENDA = (Text("项", "item"), Text("问题", "question"), Text("要定的事", "to decide"), Text("分钟", "min"))
#: A table is cut between two slides where so many rows stand on either, and goes no further than to a second one.
_FEWEST, _PARTS = 4, 2
_GAP = 0.12
#: Inches in which a picture can be read from afar.
_PICTURE = 4.0
#: Room for a decision with two lines to write on, which stays with the table before it.
_RECORD = HEAD + 3 * LINE + 0.3


def as_slides(document: Document, lang: Lang) -> bytes:
    """The slides, the same for the same document.

    Raises
    ------
    UsageError
        python-pptx is not installed.
    """
    writer = _Writer(document, lang)
    writer.opening()
    if any(s.minutes for s in document.sections):
        writer.agenda()
    for number, section in enumerate(document.sections, 1):
        writer.section(number, section)
    return writer.deck.bytes()


class _Writer:
    """Puts slide after slide into a deck."""

    def __init__(self, document: Document, lang: Lang) -> None:
        self.document, self.lang = document, lang
        self.cells = Cells(document)
        self.mark = self.said(banner(document.edition, CONFIDENTIAL if document.edition.insight else CHART))
        foot = " · ".join([self.said(document.subject), document.as_of, self.mark])
        self.deck = Deck(self.said(document.heading), document.as_of, foot, lang)
        self.last: Frame | None = None
        self._grids: dict[int, Grid] = {}

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
        under = [TextLine(self.said(self.document.subject), 22, ink="accent_ink")]
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
        put(self.deck, frame, measured(title, [self.said(h) for h in _AGENDA], body, [True, False, False, True]))

    def section(self, number: int, section: Section) -> None:
        """Its blocks from slide to slide, and lines for what is decided at the end."""
        flow = _Flow(self, number, section, self._shared(section), whole=self._height(section.blocks) <= ROOM)
        records = [block for block in section.blocks if isinstance(block, ToDecide)]
        last = next((block for block in reversed(section.blocks) if isinstance(block, Picture | Table)), None)
        for block in section.blocks:
            if isinstance(block, Words | Facts):
                flow.lead.append(self.line(block))
            elif isinstance(block, Picture):
                flow.picture(block)
            elif isinstance(block, Table):
                flow.table(block, _RECORD if records and block is last else 0.0)
        flow.end(records)
        self.last = flow.frame

    def grid(self, table: Table) -> Grid:
        """A table with its measures, which are taken once: where it goes is tried before it goes there."""
        if id(table) not in self._grids:
            names = table.result.names
            body = [[self.said(self.cells.text(c, row, names)) for c in table.columns] for row in table.rows]
            heads = [self.said(c.heading) for c in table.columns]
            right = on_the_right(table.columns, table.rows)
            self._grids[id(table)] = measured(self.said(table.heading), heads, body, right)
        return self._grids[id(table)]

    def line(self, block: Words | Facts) -> TextLine:
        """A paragraph, or numbers side by side."""
        if isinstance(block, Words):
            return TextLine(self.said(block.text), 13, ink="soft" if block.tone == "note" else "ink")
        return TextLine(" · ".join(f"{self.said(name)}: {self.said(value)}" for name, value in block.pairs))

    def _shared(self, section: Section) -> Frame | None:
        """The slide of the section before, if this one can begin there, with all of its first table and what is decided on it."""
        kept = [n for n, b in enumerate(section.blocks, 1) if not isinstance(b, Words | Facts)]
        decided = len(kept) > 1 and isinstance(section.blocks[kept[1] - 1], ToDecide)
        needs = HEADED + self._height(section.blocks[: None if decided or not kept else kept[0]])
        if section.minutes or not self.last or needs > self.last.room:
            return None
        return self.last if lines_of(self.said(section.heading), HEADING, BODY - 2.2, bold=True) == 1 else None

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


class _Flow:
    """The slides of one section, filled one after the other.

    lead
        Lines that wait for the table or picture that they belong to.

    Parameters
    ----------
    shared
        The slide of another section, on which this one has room.
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
        self.lead: list[TextLine] = []
        self.notes: list[str] = []
        self.slides = 1 if shared else 0
        if shared:
            self.deck.heading(shared, writer.said(section.heading), self.beside)
        self.frame = shared or self._begin()

    def picture(self, picture: Picture) -> None:
        """A picture has a slide for itself, but for little above it; its lead stands above, its caption below."""
        if self.frame.room - self._above() < _PICTURE:
            self._fresh()
        self._leads()
        frame, caption = self.frame, TextLine(self.writer.said(picture.caption), 11, ink="soft")
        under = tall([caption], BODY) + 0.05
        box = (MARGIN, frame.top, BODY, frame.room - under - 0.05)
        draw(frame.slide, picture.drawing, box, self.writer.lang)
        self.deck.write(frame.slide, (MARGIN, frame.bottom - under, BODY, under), [caption])
        frame.empty, frame.top = False, frame.bottom

    def table(self, table: Table, below: float) -> None:
        """A table goes where it is whole, else on two slides; where it ends, so much room is kept below it."""
        said, grid = self.writer.said, self.writer.grid(table)
        self.notes += [said(text) for text in table.explain]
        done, rows = 0, len(table.rows)
        for part in range(_PARTS + 1):
            above = self._above() + HEAD
            left = grid.part(done, rows)
            whole = above + left.height + below
            if whole > self.frame.room and (
                left.fitting(self.frame.room - above) < _FEWEST
                or left.height < self.frame.room
                or (below and whole <= ROOM)
            ):
                self._fresh()
            room = self.frame.room - above
            count, rest = left.fitting(room), rows - done
            crowded = bool(below) and above + left.height + below > self.frame.room
            if (part < _PARTS - 1 and count < rest) or (crowded and count >= rest > _FEWEST):
                count = min(count, rest - _FEWEST)  # which stand together, and with the decision
            last = done + count >= rows or (part >= _PARTS - 1 and not (crowded and rest - count == _FEWEST))
            if last and done + count < rows:
                count = left.fitting(room - below - 0.25)
            count = max(1, count)
            self._leads()
            put(self.deck, self.frame, left.part(0, count))
            done += count
            if last:
                break
            grid = measured(said(_ON.format(h=table.heading)), grid.rows[0], grid.rows[1:], grid.right)
        if done < rows:
            note = [TextLine(said(_MORE.format(n=rows - done)), 11, ink="soft")]
            self.deck.write(self.frame.slide, (MARGIN, self.frame.top - 0.1, BODY, 0.22), note)
            self.frame.top += 0.2

    def end(self, records: Sequence[ToDecide]) -> None:
        """What was not said yet, and empty lines for the decision."""
        for record in records:
            heads = list(zip(map(self.writer.said, _DECIDED), (0.64, 0.2, 0.16), strict=True))
            title = self.writer.said(_DECIDE.format(what=record.decision))
            fit = int((self.frame.room - self._above() - HEAD - 0.3) / LINE)
            if fit < 2:
                self._fresh()
                fit = record.lines
            self._leads()
            put(self.deck, self.frame, empty_grid(title, heads, min(fit, record.lines)))
        if self.lead:
            if self._above() > self.frame.room:
                self._fresh()
            self._leads()
        self._note()

    def _begin(self) -> Frame:
        self.slides += 1
        title = self.writer.said(self.section.heading)
        if self.slides > 1:
            title = f"{title} ({self.slides})"
        return self.deck.frame(title, self.beside, self.decide if self.slides == 1 else "")

    def _fresh(self) -> None:
        """A new slide, if something stands on this one."""
        if not self.frame.empty:
            self._note()
            self.frame = self._begin()

    def _above(self) -> float:
        """Height of the lines that wait."""
        return tall(self.lead, BODY) + _GAP if self.lead else 0.0

    def _leads(self) -> None:
        if not self.lead:
            return
        high = tall(self.lead, BODY)
        self.deck.write(self.frame.slide, (MARGIN, self.frame.top, BODY, high), self.lead)
        self.frame.top += high + _GAP
        self.frame.empty = False
        self.notes = [*(line.text for line in self.lead), *self.notes]
        self.lead = []

    def _note(self) -> None:
        rests = map(self.writer.said, self.section.rests)
        notes = self.frame.slide.notes_slide.notes_text_frame
        notes.text = "\n".join(filter(None, [notes.text, *self.notes, *rests]))
        self.notes = []
