"""Rows of which nothing is read, since they say something only in columns that are not imported: each is told."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.questions import Asked
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.somebody import says_nothing
from graphcrm.ingest.guessing.values import is_number, text
from graphcrm.model.fields import shown

__all__ = ["rows_read"]

_UNREAD = Text(
    "只在未导入的列里有内容的行未导入", "rows that say something only in columns that are not imported were left out"
)

_FUNCTION = "function"


def rows_read(source: Source, asked: Asked, drafts: Drafts) -> tuple[Source, list[tuple[Row, int]]]:
    """A source with its rows and their lines; others are told, unless they hold nothing but numbers such as that of the row."""
    taken, sheet = {n for n, names in source.meanings().items() if names}, source.sheet
    for cells, line in zip(sheet.rows, sheet.lines, strict=True):
        if any(text(cells[n]) for n in taken):
            continue
        if any(not is_number(said) for said in map(text, cells) if said):
            drafts.leave_out(sheet.file, _UNREAD, line)
    rows = list(source.rows(asked))
    _functions_told(source, {line for row, line in rows if not row.get(_FUNCTION)}, drafts)
    return source, rows


def _functions_told(source: Source, without: set[int], drafts: Drafts) -> None:
    """Tell what a column of functions says that is none, where it says nothing else and the row is one of those `without`."""
    sheet = source.sheet
    for place, names in source.meanings().items():
        if names != (_FUNCTION,):
            continue
        said = {n: text(cells[place]) for cells, n in zip(sheet.rows, sheet.lines, strict=True) if n in without}
        unknown = {line: one for line, one in said.items() if one and not says_nothing(one)}
        example = shown(next(iter(unknown.values()), ""))
        words = Text(
            f"不属于已知职能的内容（如“{example}”）未导入",
            f"functions that are none of those known (such as “{example}”) were left out",
        )
        for line in unknown:
            drafts.leave_out(sheet.file, words, line)
