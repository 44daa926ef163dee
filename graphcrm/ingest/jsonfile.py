"""Reading one JSON document ``{"people": [{…}, …], …}``, row by row, so that every row has its line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell, Unusable
from graphcrm.ingest.encodings import encoding_of
from graphcrm.ingest.files import LIMIT, Unreadable, opened, unparsed
from graphcrm.ingest.gathering import MOST_COLUMNS, MOST_TABLES, Gathered, Gathering
from graphcrm.ingest.headings import not_imported, tables_text
from graphcrm.model.fields import Field, shown
from graphcrm.model.figures import exact
from graphcrm.model.tables import Table
from graphcrm.parsing import NotParsed, not_json
from graphcrm.spoken import joined

__all__ = [
    "Scanner",
    "add_objects",
    "cell",
    "constant",
    "object_of",
    "read_json",
    "refusing",
    "said_twice",
    "text_of",
    "twice",
]

_CHUNK = 4096
_SPACE = re.compile(r"[ \t\r\n]*")


class _Twice(dict[str, Any]):
    """An object in which a name stands twice."""

    name = ""


def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON that remembers whether a name stands in it twice: for ``object_pairs_hook``."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    marked = _Twice(made)
    marked.name = Counter(name for name, _ in pairs).most_common(1)[0][0]
    return marked


def said_twice(value: Any) -> Text | None:
    """What is wrong with an object if it, or one anywhere within, has two values under one name, of which only the last is left."""
    inside = [value]
    while inside:
        one = inside.pop()
        if isinstance(one, _Twice):
            return twice(one.name)
        inside.extend(one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())
    return None


def twice(*names: str) -> Text:
    """What is said of a row that gives a column, under one name or under several, two values."""
    said = joined(f"“{shown(name)}”" for name in names)
    if len(names) > 1:
        return Text("{names}是同一列", "{names} are the same column").format(names=said)
    return Text("同一行里{names}出现两次", "{names} is there twice in one row").format(names=said)


def constant(name: str) -> Unusable:
    """What JSON calls a number and is none (``NaN``, ``Infinity``), as a cell that says so."""
    return Unusable(Text(f"{name} 不是值", f"{name} is not a value"), name)


_NESTED = Unusable(Text("单元格里不能再有对象或列表", "a cell may not hold an object or a list of lists"))
#: Values of one cell: as long as the longest text that a cell of a workbook may hold would list, and more than anybody writes.
_MOST_LISTED = 10_000
_TOO_MANY = Text("列表有 {n} 项，最多 {most} 项", "the list has {n} values; at most {most}")
#: Numbers stay text, so that none is too large to be looked at; the column decides what they mean.
_DECODER = json.JSONDecoder(object_pairs_hook=object_of, parse_int=str, parse_float=exact, parse_constant=constant)


def cell(value: Any) -> Cell:
    """A JSON or Python value as the text that stands for it in a table."""
    if isinstance(value, (str, Unusable)):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        if len(value) > _MOST_LISTED:
            return Unusable(_TOO_MANY.format(n=f"{len(value):,}", most=f"{_MOST_LISTED:,}"))
        texts = tuple(cell(v) for v in value)
        return texts if all(isinstance(t, str) for t in texts) else _NESTED
    if isinstance(value, int):
        return str(value) if abs(value) < 10**300 else _NESTED
    return exact(repr(value)) if isinstance(value, float) else _NESTED


def read_json(gathering: Gathering, path: Path, file: str) -> None:
    """Read a document; raises Unreadable."""
    text, _ = text_of(path, gathering.hints.encoding)
    with refusing(text):
        _document(gathering, text, path, file)


def text_of(path: Path, wanted: str | None = None) -> tuple[str, str]:
    """The text of a document and its encoding, which somebody may have named; raises Unreadable."""
    with opened(path, LIMIT["json"]) as stream:
        encoding = encoding_of(stream, lines_matter=False, wanted=wanted)
        return stream.read().decode(encoding), encoding


@contextmanager
def refusing(text: str, above: int = 0) -> Iterator[None]:
    """Faults of a text in JSON as Unreadable; so many lines stand above it."""
    try:
        yield
    except (ValueError, RecursionError) as error:
        fault = not_json(error, text)
        raise unparsed("JSON", NotParsed(fault.text, fault.line + above if fault.line else None)) from error


class Scanner:
    """Walks the outer two levels of a document; the rows themselves are decoded by the standard library."""

    def __init__(self, text: str, decoder: json.JSONDecoder = _DECODER) -> None:
        self.text = text
        self._decoder = decoder
        self.at = 0
        self._line, self._counted = 1, 0
        self.skip()

    def skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    @property
    def line(self) -> int:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self, mark: str) -> None:
        if self.peek() != mark:
            raise json.JSONDecodeError(f"expecting {mark!r}", self.text, self.at)
        self.at += 1
        self.skip()

    def value(self) -> Any:
        made, self.at = self._decoder.raw_decode(self.text, self.at)
        self.skip()
        return made

    def members(self) -> Iterator[tuple[int, str]]:
        """Stop before the value of every member of the document, and give line and name; raises Unreadable for more than anybody keeps."""
        for n, _ in enumerate(self.items("{", "}"), 1):
            if n > MOST_TABLES:
                raise Unreadable(
                    Text(
                        f"最外层有 {MOST_TABLES} 个以上的名字；这里应是表名，下面是行的列表",
                        f"the outermost object has more than {MOST_TABLES} names; they should be names of tables, each with a list of rows",
                    ),
                    self.line,
                )
            line, name = self.line, str(self.value())
            self.take(":")
            yield line, name

    def end(self) -> None:
        """Refuse what stands behind the document."""
        if self.at != len(self.text):
            raise json.JSONDecodeError("extra data", self.text, self.at)

    def items(self, opening: str, closing: str) -> Iterator[None]:
        """Stop before every item of an object or a list."""
        self.take(opening)
        if self.peek() != closing:
            yield
            while self.peek() == ",":
                self.take(",")
                yield
        self.take(closing)


def _document(gathering: Gathering, text: str, path: Path, file: str) -> None:
    scan = Scanner(text)
    if scan.peek() != "{":
        shape = Text(
            'JSON 的最外层应为 {"people": [...], ...}', 'the JSON should be an object of tables: {"people": [...], ...}'
        )
        raise Unreadable(shape, scan.line)
    names: set[str] = set()
    for line, name in scan.members():
        of = gathering.table(name)
        if of is None:
            gathering.log.say(
                "W12",
                file,
                Text(
                    f"没有表“{shown(name)}”，未导入；",
                    f"there is no table “{shown(name)}”; it was not imported; ",
                )
                + tables_text(name),
                line,
            )
            scan.value()
        elif of.name in names:
            raise Unreadable(Text(f"表 {of.name} 出现两次", f"the table {of.name} is there twice"), line, of.name)
        elif scan.peek() != "[":
            raise Unreadable(
                Text(f"表 {of.name} 应为行的列表", f"the table {of.name} should be a list of rows"), line, of.name
            )
        else:
            names.add(of.name)
            _table(gathering, scan, of, gathering.begin(of, file, path.name), name)
    scan.end()
    if not names:
        raise Unreadable(Text("里面没有任何表；", "it holds no table; ") + tables_text(""))


def _table(gathering: Gathering, scan: Scanner, of: Table, rows: Gathered, source: str) -> None:
    chunk: list[Mapping[str, Any]] = []
    lines: list[int] = []
    for _ in scan.items("[", "]"):
        line = scan.line
        row = scan.value()
        if not isinstance(row, dict):
            gathering.lose(
                of,
                rows.parts[-1].file,
                Text("每一行应为 {列：值}", "a row should be an object {column: value}"),
                line,
                "E03",
            )
            continue
        if isinstance(row, _Twice):
            gathering.lose(of, rows.parts[-1].file, twice(row.name), line, "E15")
            continue
        chunk.append(row)
        lines.append(line)
        if len(chunk) == _CHUNK:
            add_objects(gathering, of, rows, chunk, lines, source)
            chunk, lines = [], []
    add_objects(gathering, of, rows, chunk, lines, source)


def add_objects(
    gathering: Gathering,
    of: Table,
    rows: Gathered,
    objects: Sequence[Mapping[str, Any]],
    lines: Sequence[int],
    source: str,
) -> None:
    """Append rows given as mappings from column (code or label) to value."""
    file = rows.parts[-1].file
    fields: dict[str, Field] = {}
    for n, row in enumerate(objects):
        for heading in row:
            if heading not in fields and heading not in rows.unknown:
                meant = gathering.column(of, heading, source)
                if meant is not None:
                    fields[heading] = meant
                elif len(rows.unknown) >= MOST_COLUMNS:
                    many = Text(f"超过 {MOST_COLUMNS:,} 列", f"there are more than {MOST_COLUMNS:,} columns")
                    raise Unreadable(many, lines[n])
                else:
                    rows.unknown.add(heading)
                    gathering.log.say("W12", file, not_imported(of, heading), lines[n], shown(heading))
    by_column: dict[str, list[str]] = {}
    for heading, meant in fields.items():
        by_column.setdefault(meant.name, []).append(heading)
    clash = [h for h in by_column.values() if len(h) > 1]
    if clash:
        kept = []
        for n, row in enumerate(objects):
            both = next((said for group in clash if len(said := [h for h in group if h in row]) > 1), None)
            if both is None:
                kept.append(n)
            else:
                gathering.lose(of, file, twice(*both), lines[n])
        objects, lines = [objects[n] for n in kept], [lines[n] for n in kept]
    if not objects:
        return
    cells = []
    for headings in by_column.values():
        meant = fields[headings[0]]
        cells.append((meant, [cell(next((row[h] for h in headings if h in row), None)) for row in objects]))
    gathering.add(rows, cells, lines)
