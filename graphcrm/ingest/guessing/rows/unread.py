"""What is not read of rows and is told: rows with nothing but columns that are not imported, and words that nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.meanings import meaning
from graphcrm.ingest.guessing.questions import Asked
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.somebody import says_nothing
from graphcrm.ingest.guessing.values import is_number, text
from graphcrm.ingest.guessing.words import EVERY_OTHER, vocabulary
from graphcrm.model.fields import shown

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
    rows = list(source.rows(asked))
    _unknown_told(source, rows, drafts)
    return source, rows


def _unknown_told(source: Source, rows: Sequence[tuple[Row, int]], drafts: Drafts) -> None:
    """Tell the words of columns of which unknown ones are dropped without a question, as functions are, where they alone say it."""
    sheet, of = source.sheet, source.section.of
    for place, names in source.meanings().items():
        found = meaning(of, names[0]) if of is not None and len(names) == 1 else None
        if of is None or found is None or vocabulary(of.name, found.name).get(EVERY_OTHER) != "":
            continue
        without = {line for row, line in rows if not row.get(found.name)}
        said = ((line, text(cells[place])) for cells, line in zip(sheet.rows, sheet.lines, strict=True))
        unknown = {line: one for line, one in said if line in without and one and not says_nothing(one)}
        example = shown(next(iter(unknown.values()), ""))
        words = Text(
            f"不认识的{found.zh}（如“{example}”）未导入",
            f"of the column “{found.en}” words that are not known (such as “{example}”) were left out",
        )
        for line in unknown:
            drafts.leave_out(sheet.file, words, line)
