"""A report as a workbook: first what it says and what is to be decided, then a sheet for each of its tables, typed as in answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from graphcrm.asking.form import SheetCell
from graphcrm.edition import banner
from graphcrm.i18n import Lang, Text
from graphcrm.rendering.spreadsheet import Book, Leaf
from graphcrm.rendering.workbook import typed
from graphcrm.reports.document import Document, Facts, Picture, Table, ToDecide, Words
from graphcrm.reports.page import CHART, CONFIDENTIAL
from graphcrm.reports.strings import REPORT
from graphcrm.spoken import sentence

__all__ = ["as_workbook"]


_OVERVIEW, _EVIDENCE = Text("总览", "Overview"), Text("依据", "Evidence")
_DECIDE = Text("要定的事：{what}", "To decide: {what}")
_SHEET = Text("→ 工作表“{name}”", "→ sheet “{name}”")
_HOLDS = Text("{sheet}：{heading}", "{sheet}: {heading}")
#: A row of more values stands upright beside other tables.
_MANY, _UPRIGHT = 8, (Text("指标", "Measure"), Text("值", "Value"))
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
    asked = Counter(b.result.query.name for s in document.sections for b in s.blocks if isinstance(b, Table))
    for section in document.sections:
        first.gap()
        first.words(section.heading.say(lang), bold=True)
        for block in section.blocks:
            if isinstance(block, Table):
                _on_its_own(book, first, block, lang, alone=asked[block.result.query.name] == 1)
            else:
                _told(first, block, lang)
    if document.rests:
        first.gap()
        first.words(REPORT["rests"].say(lang), bold=True)
    for note in document.rests:
        first.words(sentence(note).say(lang))
    first.finish()
    if document.evidence:
        leaf = book.leaf(_EVIDENCE.say(lang), mixed=True)
        for one in document.evidence:
            leaf.words(one.name.say(lang), bold=True)
            for block in one.blocks:
                if isinstance(block, Table):
                    _table(leaf, block, lang, upright=True)
                else:
                    _told(leaf, block, lang)
            leaf.gap()
        leaf.finish()
    return book.close()


def _told(leaf: Leaf, block: Words | Facts | Picture | ToDecide, lang: Lang) -> None:
    """A block as lines of text."""
    if isinstance(block, Words):
        leaf.words(block.text.say(lang))
    elif isinstance(block, Facts):
        for name, value in block.pairs:
            leaf.words(_pair(name, value, lang))
    elif isinstance(block, Picture):
        leaf.words(_PICTURE.format(what=block.drawing.title).say(lang))
    else:
        leaf.words(_DECIDE.format(what=block.decision).say(lang))


def _on_its_own(book: Book, leaf: Leaf, table: Table, lang: Lang, *, alone: bool) -> None:
    """A table on a sheet of its own, to which a line leads; what the sheet is called is not said again.

    It is called as the query is, for readers of Chinese, and where the query is asked of several, as what it tells.
    """
    heading = table.heading.say(lang)
    own = book.leaf(table.result.query.name.removeprefix("list ") if alone and lang != "zh" else heading)
    _table(own, table, lang)
    for said in table.explain:
        own.words(said.say(lang))
    own.finish()
    sheet = _SHEET.format(name=own.name)
    leaf.leads(
        own.name, (sheet if own.name == heading else _HOLDS.format(sheet=sheet, heading=table.heading)).say(lang)
    )


def _table(leaf: Leaf, table: Table, lang: Lang, *, upright: bool = False) -> None:
    """A table and what it is; `upright`, a single row of many values is a line for each, so that others keep their size on paper."""
    rows = [_named(row, lang) for row in table.rows]
    heads = [c.heading.say(lang) for c in table.columns]
    cells = typed(table.columns, rows, table.result.names, lang)
    if upright and len(cells) == 1 and len(heads) > _MANY:
        leaf.table(
            [t.say(lang) for t in _UPRIGHT], [(SheetCell(h, "@"), c) for h, c in zip(heads, cells[0], strict=True)]
        )
    else:
        leaf.table(heads, cells)
    leaf.gap()
    leaf.words(table.heading.say(lang), bold=True)


def _named(row: Mapping[str, Any], lang: Lang) -> Mapping[str, Any]:
    """A record of a list under its English name for readers of English, as on the page."""
    return {**row, "name": row["name_en"]} if lang == "en" and row.get("name") and row.get("name_en") else row


def _pair(name: Text, value: Text, lang: Lang) -> str:
    return Text("{name}：{value}", "{name}: {value}").format(name=name, value=value).say(lang)
