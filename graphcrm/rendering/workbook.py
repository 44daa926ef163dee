"""Answers as a workbook: a sheet a question, and for many of them an index of what was asked, answered and not answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from graphcrm.asking.answered import Answered
from graphcrm.asking.form import SheetCell
from graphcrm.asking.formats import FORMATS
from graphcrm.asking.heading import quality
from graphcrm.asking.query import Column
from graphcrm.asking.result import Result
from graphcrm.i18n import Lang, Text
from graphcrm.rendering.spreadsheet import Book, Leaf
from graphcrm.rendering.table import NO_ROWS

__all__ = ["INDEX", "as_workbook", "bound", "index_rows", "typed"]


#: Headings of the index.
INDEX = (
    Text("编号", "No."),
    Text("查询", "query"),
    Text("问题", "question"),
    Text("行数", "rows"),
    Text("未能回答的原因", "why there is no answer"),
)
_CONTENTS = Text("目录", "Index")
_EVERYTHING = Text("全部答案", "All answers")
_PLAIN, _WHOLE = "@", "0"


def as_workbook(result: Result, lang: Lang, *, explain: bool = False) -> bytes:
    """One answer as a workbook of one sheet."""
    book = Book(result.query.question, lang, date.fromisoformat(result.as_of))
    _sheet(book.leaf(result.query.name), result, lang, explain=explain)
    return book.close()


def bound(answers: Sequence[Answered], subject: Sequence[tuple[Text, Text]], as_of: date, lang: Lang) -> bytes:
    """Many answers as one workbook: first the index, whose names lead to the sheets; `subject` says of whom and of which day."""
    book = Book(_EVERYTHING, lang, as_of)
    index = book.leaf(_CONTENTS.say(lang))
    for what, value in subject:
        index.words(Text("{what}：{value}", "{what}: {value}").format(what=what, value=value).say(lang), bold=True)
    index.gap()
    rows = [
        [SheetCell(value, _WHOLE if isinstance(value, int) else _PLAIN) for value in row]
        for row in index_rows(answers, lang)
    ]
    first = index.table([head.say(lang) for head in INDEX], rows)
    index.finish()
    for line, one in enumerate(answers, first):
        if isinstance(one.found, Result):
            leaf = book.leaf(one.query.name)
            _sheet(leaf, one.found, lang, explain=True)
            index.link(line, 1, leaf.name, one.query.name)
    return book.close()


def index_rows(answers: Iterable[Answered], lang: Lang) -> list[list[str | int | None]]:
    """A row a question, under the headings of :data:`INDEX`."""
    return [
        [
            one.query.number,
            one.query.name,
            one.query.question.say(lang),
            len(one.found.rows) if isinstance(one.found, Result) else None,
            None if isinstance(one.found, Result) else one.found.say(lang),
        ]
        for one in answers
    ]


def typed(
    columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], names: Mapping[str, str], lang: Lang
) -> list[list[SheetCell]]:
    """The values of a row group as a spreadsheet holds them."""
    return [[FORMATS[c.format].sheet(row.get(c.name), names, lang) for c in columns] for row in rows]


def _sheet(leaf: Leaf, result: Result, lang: Lang, *, explain: bool) -> None:
    """The tables first, so that headings stand in the first line; below them what the answer is about and rests on."""
    for columns, rows in zip(result.query.groups, result.groups, strict=True):
        if columns:
            leaf.table([c.heading.say(lang) for c in columns], typed(columns, rows, result.names, lang))
            if not rows:
                leaf.words(NO_ROWS.say(lang))
            leaf.gap()
    leaf.words(result.query.question.say(lang), bold=True)
    leaf.words(" · ".join(value.say(lang) for _, value in result.about))
    said = [*result.remarks, *(result.told if explain else ()), *result.assumptions]
    for text in (*said, *([quality(result.data_quality)] if result.data_quality else [])):
        leaf.words(text.say(lang))
    leaf.finish()
