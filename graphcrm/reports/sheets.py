"""A report as a workbook: first what it says and what is to be decided, then a sheet for each of its tables, typed as in answers."""

from __future__ import annotations

from datetime import date

from graphcrm.edition import banner
from graphcrm.i18n import Lang, Text
from graphcrm.rendering.spreadsheet import Book, Leaf
from graphcrm.rendering.workbook import typed
from graphcrm.reports.document import Block, Document, Facts, Picture, Table, ToDecide, Words
from graphcrm.reports.page import CHART, CONFIDENTIAL
from graphcrm.reports.strings import REPORT

__all__ = ["as_workbook"]


_OVERVIEW, _EVIDENCE = Text("总览", "Overview"), Text("依据", "Evidence")
_DECIDE = Text("要定的事：{what}", "To decide: {what}")
_SHEET = Text("→ 工作表“{name}”：{heading}", "→ sheet “{name}”: {heading}")
_PICTURE = Text("图（见网页或幻灯片）：{what}", "Picture (on the page or the slides): {what}")


def as_workbook(document: Document, lang: Lang) -> bytes:
    """The workbook; the same document gives the same bytes."""
    mark = banner(document.edition, CONFIDENTIAL if document.edition.insight else CHART).say(lang)
    title = Text("{h} — {s} · {d}", "{h} — {s} · {d}").format(h=document.heading, s=document.subject, d=document.as_of)
    book = Book(title, lang, date.fromisoformat(document.as_of), mark)
    first = book.leaf(_OVERVIEW.say(lang))
    first.words(title.say(lang), bold=True)
    first.words(mark)
    for name, value in document.head:
        first.words(_pair(name, value, lang))
    for section in document.sections:
        first.gap()
        first.words(section.heading.say(lang), bold=True)
        for block in section.blocks:
            _told(book, first, block, lang)
    rests = dict.fromkeys(note for section in document.sections for note in section.rests)
    if rests:
        first.gap()
        first.words(REPORT["rests"].say(lang), bold=True)
    for note in rests:
        first.words(note.say(lang))
    first.finish()
    if document.evidence:
        leaf = book.leaf(_EVIDENCE.say(lang))
        for one in document.evidence:
            leaf.words(one.name.say(lang), bold=True)
            for block in one.blocks:
                if isinstance(block, Table):
                    _table(leaf, block, lang)
                else:
                    _told(book, leaf, block, lang)
            leaf.gap()
        leaf.finish()
    return book.close()


def _told(book: Book, leaf: Leaf, block: Block, lang: Lang) -> None:
    """A block as lines of text; a table gets a sheet of its own, which the line names."""
    if isinstance(block, Words):
        leaf.words(block.text.say(lang))
    elif isinstance(block, Facts):
        for name, value in block.pairs:
            leaf.words(_pair(name, value, lang))
    elif isinstance(block, Picture):
        leaf.words(_PICTURE.format(what=block.drawing.title).say(lang))
    elif isinstance(block, ToDecide):
        leaf.words(_DECIDE.format(what=block.decision).say(lang))
    else:
        own = book.leaf(_called(block, lang))
        _table(own, block, lang)
        for sentence in block.explain:
            own.words(sentence.say(lang))
        own.finish()
        leaf.leads(own.name, _SHEET.format(name=own.name, heading=block.heading).say(lang))


def _called(table: Table, lang: Lang) -> str:
    """What the sheet of a table is called: the query, for readers of Chinese what it asks."""
    return table.heading.zh if lang == "zh" else table.result.query.name.removeprefix("list ")


def _table(leaf: Leaf, table: Table, lang: Lang) -> None:
    leaf.table([c.heading.say(lang) for c in table.columns], typed(table.columns, table.rows, table.result.names, lang))
    leaf.gap()
    leaf.words(table.heading.say(lang), bold=True)


def _pair(name: Text, value: Text, lang: Lang) -> str:
    return Text("{name}：{value}", "{name}: {value}").format(name=name, value=value).say(lang)
