"""Rows of which nothing is read, since they say something only in columns that are not imported: each is told."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.questions import Asked
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.values import is_number, text

__all__ = ["rows_read"]

_UNREAD = Text(
    "只在未导入的列里有内容的行未导入", "rows that say something only in columns that are not imported were left out"
)


def rows_read(source: Source, asked: Asked, drafts: Drafts) -> tuple[Source, list[tuple[Row, int]]]:
    """A source with its rows and their lines; others are told, unless they hold nothing but numbers such as that of the row."""
    taken, sheet = {n for n, names in source.meanings().items() if names}, source.sheet
    for cells, line in zip(sheet.rows, sheet.lines, strict=True):
        if any(text(cells[n]) for n in taken):
            continue
        if any(not is_number(said) for said in map(text, cells) if said):
            drafts.leave_out(sheet.file, _UNREAD, line)
    return source, list(source.rows(asked))
