"""Reading a CSV file: heading line, comments, physical line numbers, in chunks, column by column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from graphcrm.i18n import Text
from graphcrm.ingest.files import LIMIT, Unreadable, encoding_of, opened
from graphcrm.ingest.gathering import Gathering
from graphcrm.model.fields import Field
from graphcrm.model.tables import Table

__all__ = ["Rows", "Seen", "read_csv", "records"]

_CHUNK = 8192
#: Lines that one row may span, by line breaks within quotes.
_MOST_LINES = 5_000

#: Told how many bytes have been read.
Seen = Callable[[int], None]
Rows = tuple[list[list[str]], list[int]]


def read_csv(gathering: Gathering, of: Table, path: Path, file: str, source: str, seen: Seen) -> None:
    """Read a file as rows of a table; raises Unreadable."""
    with opened(path, LIMIT["csv"]) as stream:
        columns: dict[int, Field] | None = None
        rows = gathering.begin(of, file, path.name)

        def odd(row: list[str], line: int, width: int) -> None:
            gathering.lose(of, file, ragged(len(row), width), line)

        def heading(names: list[str], line: int) -> None:
            nonlocal columns
            columns = gathering.heading(of, file, names, line, source)

        for chunk, lines in records(stream, heading, odd):
            assert columns is not None
            if not chunk:
                continue
            texts = list(zip(*chunk, strict=True))
            gathering.add(rows, ((field, texts[place]) for place, field in columns.items()), lines)
            seen(stream.tell())
        if columns is None:
            raise Unreadable(Text("没有标题行", "there is no heading line"), 1)


def ragged(cells: int, width: int) -> Text:
    """A row with more or fewer cells than the heading."""
    return Text(f"这一行有 {cells} 个单元格,标题有 {width} 个", f"the row has {cells} cells, the heading {width}")


def records(
    stream: BinaryIO, heading: Callable[[list[str], int], None], odd: Callable[[list[str], int, int], None]
) -> Iterator[Rows]:
    """Rows of a CSV file in chunks, with the line on which each begins.

    `heading` is told the heading line; `odd` every row that has not as many cells. Empty rows and rows whose first cell
    begins with ``#`` are passed over.
    """
    encoding = encoding_of(stream)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield from _records(text, heading, odd)
    except UnicodeDecodeError as error:
        raise Unreadable(Text("文件在读取时被改动", "the file changed while it was read")) from error
    finally:
        if not stream.closed:
            text.detach()


def _records(
    text: TextIO, heading: Callable[[list[str], int], None], odd: Callable[[list[str], int, int], None]
) -> Iterator[Rows]:
    delimiter = _delimiter(text)
    feed = _Feed(text)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    width, before = 0, 0
    chunk: list[list[str]] = []
    lines: list[int] = []
    try:
        for row in reader:
            feed.row_ended()
            begin, before = before + 1, reader.line_num
            if len(row) == width and width:
                chunk.append(row)
                lines.append(begin)
                if len(chunk) == _CHUNK:
                    yield _without_comments(chunk, lines)
                    chunk, lines = [], []
            elif _empty_or_comment(row):
                continue
            elif not width:
                while row and not row[-1].strip():
                    row.pop()
                width = len(row)
                heading(row, begin)
            elif len(row) > width and not any(map(str.strip, row[width:])):
                chunk.append(row[:width])
                lines.append(begin)
            else:
                odd(row, begin, width)
    except csv.Error as error:
        raise Unreadable(_csv_fault(str(error)), before + 1) from error
    if chunk:
        yield _without_comments(chunk, lines)


def _empty_or_comment(row: list[str]) -> bool:
    return not row or row[0].lstrip("\ufeff ").startswith("#") or not any(map(str.strip, row))


def _without_comments(chunk: list[list[str]], lines: list[int]) -> Rows:
    suspects = {n for n, row in enumerate(chunk) if row[0][:1] in "# " and _empty_or_comment(row)}
    if suspects:
        chunk = [row for n, row in enumerate(chunk) if n not in suspects]
        lines = [line for n, line in enumerate(lines) if n not in suspects]
    return chunk, lines


def _csv_fault(message: str) -> Text:
    if "larger than" in message:
        return Text(
            "一个单元格超过 131,072 个字符;可能是引号没有成对",
            "a cell has more than 131,072 characters; perhaps a quote was not closed",
        )
    return Text(f"引号没有成对({message})", f"the quotes are unbalanced ({message})")


def _delimiter(text: TextIO) -> str:
    """Comma, or the semicolon or tab that the heading line has more of."""
    best = ","
    for line in iter(text.readline, ""):
        if line.strip() and not line.lstrip('"\ufeff ').startswith("#"):
            counts = {d: line.count(d) for d in (",", ";", "\t")}
            best = max(counts, key=lambda d: (counts[d], d == ","))
            break
    text.seek(0)
    return best


class _Feed:
    """Lines for the csv reader; refuses a row that runs over thousands of lines, as an unclosed quote makes it."""

    def __init__(self, text: TextIO) -> None:
        self._lines = iter(text)
        self._since = 0

    def row_ended(self) -> None:
        self._since = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._since += 1
            if self._since > _MOST_LINES:
                raise csv.Error("a row runs over too many lines")
            yield line
