"""Reading a CSV file: heading line, comments, physical line numbers, in chunks, column by column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TextIO

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.encodings import encoding_of
from graphcrm.ingest.files import LIMIT, Unreadable, has_apostrophes, is_simple, opened
from graphcrm.ingest.gathering import Gathering
from graphcrm.ingest.heading_row import LOOKED_AT, Knows, heading_row, is_comment, passed_over
from graphcrm.model.fields import Field
from graphcrm.model.guarding import unguarded
from graphcrm.model.tables import Table

__all__ = ["Layout", "Rows", "Seen", "every_row", "is_heading", "layout_of", "read_csv", "records"]

#: Rows at a time: few enough that their cells are still in the processor's cache when they are turned into columns.
_CHUNK = 1024
#: Characters at a time of a file in which every line is a row, for the same reason.
_BLOCK = 32 * 1024
#: Lines that one row may span, by line breaks within quotes.
_MOST_LINES = 5_000
#: Cells that are held at a time.
_MOST_CELLS = 1_000_000

#: How DOS ends a text; programs of today still write it.
_END_OF_FILE = "\x1a"
_DELIMITERS = (",", ";", "\t", "|")
#: The first line of a file that says its separator, as Excel reads and writes it.
_SEPARATOR = re.compile(r"sep=(.)", re.IGNORECASE)
_LONGEST_HEADING = 256 * 1024

#: Told how many bytes have been read.
Seen = Callable[[int], None]
Rows = tuple[list[list[str]], list[int]]
#: Cells column by column, and the lines on which the rows begin.
Columns = tuple[Sequence[Sequence[str]], list[int]]
Heading = Callable[[list[str], int], None]
#: Told (lines that were skipped, line of the heading).
Above = Callable[[Sequence[int], int], None]
#: Told (row, line, cells that there should be).
Odd = Callable[[list[str], int, int], None]


def read_csv(gathering: Gathering, of: Table, path: Path, file: str, source: str, seen: Seen) -> None:
    """Read a file as rows of a table; raises Unreadable."""
    with opened(path, LIMIT["csv"]) as stream:
        columns: dict[int, Field] | None = None
        quoted = has_apostrophes(stream)
        rows = gathering.begin(of, file, path.name)
        last, marks = 0, list[tuple[int, int]]()

        def odd(row: list[str], line: int, width: int) -> None:
            nonlocal last
            if row == [_END_OF_FILE]:
                marks.append((line, width))
                return
            last = line
            gathering.lose(of, file, ragged(len(row), width), line)

        def heading(names: list[str], line: int) -> None:
            nonlocal columns
            columns = gathering.heading(of, file, names, line, source)

        def above(lines: Sequence[int], line: int) -> None:
            gathering.remarks.append(passed_over(file, lines, line))

        knows = gathering.knows(of, source)
        layout = layout_of(stream, gathering.hints.encoding, knows)
        for texts, lines in _in_columns(stream, heading, odd, layout, knows, above):
            assert columns is not None
            if quoted:
                texts = [list(map(unguarded, column)) for column in texts]
            gathering.add(rows, ((field, texts[place]) for place, field in columns.items()), lines)
            last = max(last, lines[-1])
            seen(stream.tell())
        if columns is None:
            raise Unreadable(Text("没有标题行", "there is no heading line"), 1)
        for line, width in marks:
            if line < last:
                gathering.lose(of, file, ragged(1, width), line)
            else:
                gathering.remarks.append(_end_mark(file, line))


def _end_mark(file: str, line: int) -> Text:
    return Text(
        "{file}：第 {line} 行是 DOS 的文件结束符（0x1A），已忽略",
        "{file}: line {line} is the mark by which DOS ends a file (0x1A), and was passed over",
    ).format(file=file, line=line)


def ragged(cells: int, width: int) -> Text:
    """A row with more or fewer cells than the heading."""
    return Text(f"这一行有 {cells} 个单元格，标题有 {width} 个", f"the row has {cells} cells, the heading {width}")


def records(
    stream: BinaryIO,
    heading: Heading,
    odd: Odd,
    layout: Layout | None = None,
    knows: Knows | None = None,
    above: Above | None = None,
) -> Iterator[Rows]:
    """Rows of a CSV file in chunks, with the line on which each begins.

    `heading` is told the heading line; `odd` every row that has not as many cells. Empty rows and rows whose first cell
    begins with ``#`` are passed over. With `knows` the heading may stand below other lines, of which `above` is told.
    """
    layout = layout or layout_of(stream, knows=knows)
    with _decoded(stream, layout) as (text, simple):
        width = 0
        for rows, lines in _chunks(text, layout.delimiter, simple):
            if not width:
                width = _heading(rows, lines, heading, knows, above)
            if width:
                yield _regular(rows, lines, width, odd)


def _in_columns(
    stream: BinaryIO, heading: Heading, odd: Odd, layout: Layout, knows: Knows, above: Above
) -> Iterator[Columns]:
    """The same column by column, without what is empty; rows of a simple file are parted many at a time."""
    with _decoded(stream, layout) as (text, simple):
        width = last = 0
        for rows, lines in _chunks(text, layout.delimiter, simple):
            last = lines[-1]
            if not width:
                width = _heading(rows, lines, heading, knows, above)
            if width:
                yield from _turned(_regular(rows, lines, width, odd))
            if width and simple:
                break
        while simple and (block := text.read(_BLOCK)):
            block += text.readline()
            if columns := _parted(block, layout.delimiter, width):
                lines = list(range(last + 1, last + 1 + len(columns[0])))
                yield columns, lines
                last = lines[-1]
                continue
            before = last
            for rows, lines in _chunks(io.StringIO(block, newline=""), layout.delimiter, simple):
                last = before + lines[-1]
                yield from _turned(_regular(rows, [before + line for line in lines], width, odd))


def _turned(chunk: Rows) -> Iterator[Columns]:
    rows, lines = chunk
    if lines:
        yield list(zip(*rows, strict=True)), lines


def _parted(block: str, delimiter: str, width: int) -> Sequence[Sequence[str]] | None:
    """The columns of some whole lines without quotes; None unless each has `width` cells and is neither empty nor a comment."""
    if "\r" in block:
        block = block.replace("\r\n", "\n")
    if not block.endswith("\n"):
        block += "\n"
    if "\r" in block or not width:
        return None
    cells = block.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)
    ends = cells[width :: width + 1]
    if ends.count("\n") != len(ends) or len(cells) != len(ends) * (width + 1) + 1 or block.count("\n") != len(ends):
        return None
    columns = [cells[place : -1 : width + 1] for place in range(width)]
    return None if any(first[:1] in "# " for first in set(columns[0])) else columns


@contextmanager
def _decoded(stream: BinaryIO, layout: Layout) -> Iterator[tuple[TextIO, bool]]:
    """The text of a stream, and whether every line of it is a row of moderate size without quotes."""
    simple = layout.encoding.startswith("utf-8") and is_simple(stream)
    text = io.TextIOWrapper(stream, encoding=layout.encoding, newline="")
    try:
        yield text, simple
    except UnicodeDecodeError as error:
        raise Unreadable(Text("文件在读取时被改动", "the file changed while it was read")) from error
    finally:
        if not stream.closed:
            text.detach()


def _chunks(text: TextIO, delimiter: str, simple: bool) -> Iterator[Rows]:
    """Rows and the lines on which they begin; in a simple file every line is a row."""
    feed = _Feed(text)
    reader = csv.reader(text if simple else feed, delimiter=delimiter, strict=True)
    before = 0
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        while simple and (rows := list(islice(reader, _CHUNK))):
            first, before = before + 1, before + len(rows)  # whoever is given the rows may take the heading off them
            yield rows, list(range(first, before + 1))
        for row in reader:
            feed.row_ended(len(row))
            rows.append(row)
            lines.append(before + 1)
            before = reader.line_num
            if len(rows) == _CHUNK or feed.heavy:
                yield rows, lines
                rows, lines = [], []
                feed.heavy = False
    except csv.Error as error:
        if rows and lines:
            yield rows, lines
        raise Unreadable(_csv_fault(str(error)), before + 1) from error
    if lines:
        yield rows, lines


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written."""

    encoding: str
    delimiter: str
    newline: str


def layout_of(stream: BinaryIO, encoding: str | None = None, knows: Knows | None = None) -> Layout:
    """Encoding, separator of cells and end of lines; the stream is left at its beginning. Raises Unreadable.

    `encoding` is a codec that somebody named; `knows` helps to find the heading, which has the separator.
    """
    encoding = encoding_of(stream, wanted=encoding)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    delimiter, first = _delimiter(text, knows), text.readline()
    text.detach()
    stream.seek(0)
    return Layout(encoding, delimiter, "\r\n" if first.endswith("\r\n") else "\n")


def every_row(stream: BinaryIO, layout: Layout) -> Iterator[tuple[list[str], int]]:
    """All rows, comments and empty ones included, and the lines on which they begin. Raises Unreadable."""
    text = io.TextIOWrapper(stream, encoding=layout.encoding, newline="")
    try:
        for rows, lines in _chunks(text, layout.delimiter, simple=False):
            yield from zip(rows, lines, strict=True)
    finally:
        if not stream.closed:
            text.detach()


def is_heading(row: list[str]) -> bool:
    """Whether a row is the heading, if none before it was."""
    return not _empty_or_comment(row)


def _heading(
    rows: list[list[str]], lines: list[int], heading: Heading, knows: Knows | None, above: Above | None
) -> int:
    """Take the heading, and what stands before it, off the rows; returns its width, 0 if it is not among them."""
    candidates = list(islice((n for n, row in enumerate(rows) if not _empty_or_comment(row)), LOOKED_AT))
    if not candidates:
        rows.clear()
        lines.clear()
        return 0
    chosen = 0 if knows is None else heading_row([rows[n] for n in candidates], knows)
    at = candidates[chosen]
    skipped = [lines[n] for n in candidates[:chosen]]
    if not skipped and _SEPARATOR.fullmatch("".join(rows[at]).strip()) and len(candidates) > 1:
        at, skipped = candidates[1], [lines[at]]
    row, line = rows[at], lines[at]
    del rows[: at + 1], lines[: at + 1]
    while not row[-1].strip():
        row.pop()
    if skipped and above is not None:
        above(skipped, line)
    heading(row, line)
    return len(row)


def _regular(rows: list[list[str]], lines: list[int], width: int, odd: Odd) -> Rows:
    """The rows that have as many cells as the heading, without comments and empty rows."""
    if set(map(len, rows)) <= {width}:
        firsts = {row[0] for row in rows}
        if not any(first[:1] in "# " for first in firsts):
            return rows, lines
    kept: Rows = ([], [])
    for row, line in zip(rows, lines, strict=True):
        if _empty_or_comment(row):
            continue
        if len(row) != width and (len(row) < width or any(map(str.strip, row[width:]))):
            odd(row, line, width)
            continue
        kept[0].append(row[:width])
        kept[1].append(line)
    return kept


def _empty_or_comment(row: list[str]) -> bool:
    return not row or is_comment(row[0], row[1:]) or not any(map(str.strip, row))


def _csv_fault(message: str) -> Text:
    if "larger than" in message:
        return Text(
            "一个单元格超过 131,072 个字符；可能是引号没有成对",
            "a cell has more than 131,072 characters; perhaps a quote was not closed",
        )
    return Text(f"引号没有成对（{message}）", f"the quotes are unbalanced ({message})")


def _delimiter(text: TextIO, knows: Knows | None) -> str:
    """What a line ``sep=;`` says; else the separator by which most headings are known; else the one that a line has most of."""
    lines = list(islice((n for n in _beginnings(text) if n.strip() and not _is_comment(n)), LOOKED_AT))
    text.seek(0)
    if not lines:
        return ","
    if said := _SEPARATOR.fullmatch(lines[0].strip().strip('"\ufeff')):
        return said[1]
    counts = {d: lines[0].count(d) for d in _DELIMITERS}
    if knows is not None:
        known = {
            d: max(map(len, ({c for c in row if c and knows(c)} for row in _split(lines, d)))) for d in _DELIMITERS
        }
        return max(known, key=lambda d: (known[d], d != "|", counts[d], d == ","))
    return max(_DELIMITERS[:-1], key=lambda d: (counts[d], d == ","))


def _beginnings(text: TextIO) -> Iterator[str]:
    """Lines, none longer than a heading may be."""
    while line := text.readline(_LONGEST_HEADING):
        yield line


def _is_comment(line: str) -> bool:
    return line.lstrip('"\ufeff ').startswith("#")


def _split(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return [line.split(delimiter) for line in lines]


class _Feed:
    """Lines for the csv reader; refuses a row that runs over thousands of lines, as an unclosed quote makes it.

    heavy
        Set when the rows read so far should be passed on at once, because they have very many cells.
    """

    def __init__(self, text: TextIO) -> None:
        self._lines = iter(text)
        self._since = 0
        self._cells = 0
        self.heavy = False

    def row_ended(self, cells: int) -> None:
        self._since = 0
        self._cells += cells
        if self._cells > _MOST_CELLS:
            self._cells, self.heavy = 0, True

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._since += 1
            if self._since > _MOST_LINES:
                raise csv.Error("a row runs over too many lines")
            yield line
