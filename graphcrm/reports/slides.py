"""A report as slides that can be edited: native tables, pictures as native shapes with a text for those who cannot see them.

A section is a slide; each further table or picture of it gets one more, with the same heading. What a slide has no room for is
counted on it, and what its numbers rest on stands in its notes. python-pptx (MIT) has its home here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from graphcrm.edition import banner
from graphcrm.errors import UsageError
from graphcrm.harmless import harmless
from graphcrm.i18n import Lang, Text
from graphcrm.rendering.width import width
from graphcrm.reports.cells import Cells
from graphcrm.reports.document import Block, Document, Facts, Picture, Record, Section, Table, Words
from graphcrm.reports.native import draw
from graphcrm.reports.page import CHART, CONFIDENTIAL

__all__ = ["as_slides"]

_MISSING = Text(
    "幻灯片需要 python-pptx:pip install 'graphcrm[office]'", "slides need python-pptx: pip install 'graphcrm[office]'"
)
_DECIDE = Text("要定的事:{what}", "To decide: {what}")
_MORE = Text(
    "另有 {rows} 行、{columns} 列,见工作簿(--xlsx)",
    "not shown: {rows} rows, {columns} columns; the workbook has them (--xlsx)",
)
_MINUTES = Text("{n} 分钟", "{n} min")
#: Inches: size of a slide, its margin, where the body begins and ends.
_WIDTH, _HEIGHT, _MARGIN, _TOP, _BOTTOM = 13.333, 7.5, 0.5, 1.35, 6.45
_ROWS, _COLUMNS, _LONGEST = 11, 9, 160
#: Inches: a row of one line, each further line, a Latin letter of the size in which tables are written.
_ROW, _LINE, _LETTER = 0.36, 0.19, 0.078
_NOT_XML = re.compile("[\ufffe\uffff]")


def as_slides(document: Document, lang: Lang) -> bytes:
    """The slides.

    Raises
    ------
    UsageError
        python-pptx is not installed.
    """
    try:
        from pptx import Presentation
        from pptx.util import Inches
    except ImportError as error:
        raise UsageError(_MISSING) from error
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    made = datetime.fromisoformat(document.as_of)
    deck.core_properties.title = _said(document.heading, lang)
    deck.core_properties.author = "graphcrm"
    deck.core_properties.created = deck.core_properties.modified = made
    writer = _Writer(deck, document, lang)
    writer.opening()
    for section in document.sections:
        writer.section(section)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _said(text: Text, lang: Lang) -> str:
    return _clean(text.say(lang))


def _clean(text: str) -> str:
    """Text that XML can hold and that turns no line around."""
    return _NOT_XML.sub("", harmless(text, keep="\n"))


class _Writer:
    """Puts slide after slide into a deck."""

    def __init__(self, deck: Any, document: Document, lang: Lang) -> None:
        self.deck, self.document, self.lang = deck, document, lang
        self.cells = Cells(document)
        mark = banner(document.edition, CONFIDENTIAL if document.edition.insight else CHART)
        self.foot = " · ".join([_said(document.subject, lang), document.as_of, _said(mark, lang)])

    def opening(self) -> None:
        """Of whom, of which day, for whose eyes; the numbers that a session begins with."""
        slide = self._slide(self.document.heading, self.document.subject)
        self._lines(
            slide, _TOP + 0.2, [f"{_said(n, self.lang)}: {_said(v, self.lang)}" for n, v in self.document.head], 20
        )

    def section(self, section: Section) -> None:
        """Its text and first table or picture on the first slide, each further one on a slide of its own."""
        shown = [b for b in section.blocks if isinstance(b, Table | Picture)]
        words = [line for b in section.blocks for line in self._words(b)]
        minutes = _MINUTES.format(n=section.minutes) if section.minutes else None
        decide = [b.decision for b in section.blocks if isinstance(b, Record)]
        for at, block in enumerate(shown or [None]):
            slide = self._slide(section.heading, minutes)
            top = _TOP
            if at == 0 and words:
                top += self._lines(slide, top, words[:3], 12)
            if isinstance(block, Table):
                self._table(slide, block, top)
            elif isinstance(block, Picture):
                box = (_MARGIN, top, _WIDTH - 2 * _MARGIN, _BOTTOM - top - 0.3)
                draw(slide, block.drawing, box, self.lang, _clean)
                self._lines(slide, _BOTTOM - 0.3, [_said(block.caption, self.lang)], 11)
            if at == 0 and decide:
                asked = [_said(_DECIDE.format(what=one), self.lang) for one in decide]
                self._lines(slide, _BOTTOM + 0.05, asked[:1], 14, bold=True)
            sentences = block.explain if isinstance(block, Table) else ()
            notes = [*words, *(_said(t, self.lang) for t in (*sentences, *section.rests))]
            slide.notes_slide.notes_text_frame.text = "\n".join(notes)

    def _words(self, block: Block) -> list[str]:
        if isinstance(block, Words):
            return [_said(block.text, self.lang)]
        if isinstance(block, Facts):
            return [f"{_said(name, self.lang)}: {_said(value, self.lang)}" for name, value in block.pairs]
        return []

    def _slide(self, heading: Text, beside: Text | None) -> Any:
        from pptx.util import Inches, Pt

        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        title = slide.shapes.title
        title.left, title.top = Inches(_MARGIN), Inches(0.3)
        title.width, title.height = Inches(_WIDTH - 2 * _MARGIN), Inches(0.9)
        told = _said(heading, self.lang)
        title.text_frame.text = f"{told}  ·  {_said(beside, self.lang)}" if beside else told
        title.text_frame.word_wrap = True
        for run in title.text_frame.paragraphs[0].runs:
            run.font.size, run.font.bold = Pt(26), True
        self._lines(slide, _HEIGHT - 0.45, [self.foot], 10)
        return slide

    def _lines(self, slide: Any, top: float, lines: Sequence[str], size: int, *, bold: bool = False) -> float:
        """Lines of text over the whole width; the height that they take."""
        from pptx.util import Inches, Pt

        height = len(lines) * size / 72 * 1.5 + 0.1
        place = (Inches(_MARGIN), Inches(top), Inches(_WIDTH - 2 * _MARGIN), Inches(height))
        frame = slide.shapes.add_textbox(*place).text_frame
        frame.word_wrap = True
        for at, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text, run.font.size, run.font.bold = line, Pt(size), bold
        return height

    def _table(self, slide: Any, table: Table, top: float) -> None:
        from pptx.util import Inches, Pt

        columns, names = table.columns[:_COLUMNS], table.result.names
        heads = [_said(c.heading, self.lang) for c in columns]
        body = [[_cut(_said(self.cells.text(c, row, names), self.lang)) for c in columns] for row in table.rows[:_ROWS]]
        cells = [heads, *body[: _fitting(heads, body, _BOTTOM - 0.3 - top - 0.4)]]
        rows = cells[1:]
        self._lines(slide, top, [_said(table.heading, self.lang)], 14, bold=True)
        place = (Inches(_MARGIN), Inches(top + 0.4), Inches(_WIDTH - 2 * _MARGIN), Inches(_ROW * len(cells)))
        frame = slide.shapes.add_table(len(cells), len(columns), *place)
        frame.name = _said(table.heading, self.lang)
        for i, line in enumerate(cells):
            for j, text in enumerate(line):
                paragraph = frame.table.cell(i, j).text_frame.paragraphs[0]
                run = paragraph.add_run()
                run.text, run.font.size = text, Pt(11)
        left = (len(table.rows) - len(rows), len(table.columns) - len(columns))
        if any(left):
            more = _said(_MORE.format(rows=left[0], columns=left[1]), self.lang)
            self._lines(slide, _BOTTOM - 0.25, [more], 10)


def _fitting(heads: Sequence[str], rows: Sequence[Sequence[str]], room: float) -> int:
    """How many rows a slide has room for (inches), since a cell grows with its text; one at least."""
    letters = max(1, int(((_WIDTH - 2 * _MARGIN) / len(heads) - 0.2) / _LETTER))
    left = room - _tall(heads, letters)
    for at, row in enumerate(rows):
        left -= _tall(row, letters)
        if left < 0:
            return max(1, at)
    return len(rows)


def _tall(row: Sequence[str], letters: int) -> float:
    """Height of a row of which each line holds so many Latin letters."""
    return max(_ROW, max(-(-width(cell) // letters) for cell in row) * _LINE + 0.1)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
