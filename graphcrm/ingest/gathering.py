"""Gathering rows from any number of files into one set of columns for each table."""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Bad, Cells, Cleaned, Memo, explain
from graphcrm.ingest.files import Unreadable
from graphcrm.ingest.heading_row import Knows
from graphcrm.ingest.headings import column, not_imported, table_of
from graphcrm.ingest.hints import FILES, Hints
from graphcrm.ingest.log import Log
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.fields import Field, FieldError, IntegerOf, Parser, shown
from graphcrm.model.figures import decimal_sign
from graphcrm.model.problems import Problem
from graphcrm.model.rules.rows import Breach, TableColumns
from graphcrm.model.sheets import Sheet
from graphcrm.model.tables import Table
from graphcrm.spoken import counted

__all__ = ["Gathered", "Gathering", "Section"]

#: More columns than this are no table.
MOST_COLUMNS = 2_000
#: Most sheets of a workbook, and most members of a document, since of each something may be said.
MOST_TABLES = 500


@dataclass(slots=True)
class Section:
    """The rows of a table that came from one file; `origin` is the name under which filled-in sources go.

    sheet
        The sheet of our workbook that they stand on, if it calls columns otherwise than the table.
    """

    file: str
    origin: str
    start: int
    sheet: Sheet | None = None
    lines: array[int] = field(default_factory=lambda: array("q"))

    def labels(self, of: Field) -> tuple[str, str]:
        """What a column is called where these rows stand, as code and in Chinese."""
        return self.sheet.labels(of) if self.sheet else (of.name, of.zh)

    def called(self, column: str) -> str:
        """The code by which a column is called where these rows stand."""
        return self.sheet.aliases.get(column, (column,))[0] if self.sheet else column


class Gathered(TableColumns):
    """The rows of a table, where each came from, and which of them are rejected."""

    def __init__(self, of: Table) -> None:
        super().__init__(of)
        self.parts: list[Section] = []
        self.rejected: set[int] = set()
        #: Rows whose cell in a column could not be read: nothing more is said of that cell.
        self.unread: dict[str, set[int]] = {}
        #: Numbers as they are written, by part and column, where the decimal sign has to be seen from them.
        self.written: dict[tuple[int, str], set[Any]] = {}
        #: Headings that were reported as unknown.
        self.unknown: set[str] = set()

    def part(self, row: int) -> Section:
        """The part that a row belongs to."""
        return self.parts[bisect.bisect_right(self.parts, row, key=lambda p: p.start) - 1]

    def place(self, row: int) -> tuple[str, int | None]:
        """File and line of a row."""
        part = self.part(row)
        return part.file, part.lines[row - part.start] or None

    def called(self, row: int, column: str) -> str:
        """What a column is called where a row stands."""
        return self.part(row).called(column)

    def drop(self, gone: Collection[int]) -> None:
        """Take rows out, as if nobody had given them."""
        out = set(gone)
        kept = [row for row in range(self.count) if row not in out]
        now = {row: place for place, row in enumerate(kept)}
        start = 0
        for part in self.parts:
            part.lines = array("q", (line for row, line in enumerate(part.lines, part.start) if row in now))
            part.start, start = start, start + len(part.lines)
        self.columns = {name: [column[row] for row in kept] for name, column in self.columns.items()}
        self.rejected = {now[row] for row in self.rejected if row in now}
        self.unread = {name: {now[row] for row in rows if row in now} for name, rows in self.unread.items()}
        self.count = len(kept)


class Gathering:
    """Tables under construction; readers call `begin`, `columns` and `add`."""

    def __init__(self, log: Log, mapping: Mapping[str, str] | None = None, hints: Hints = FILES) -> None:
        self.log = log
        self.hints = hints
        #: Cells of these columns that are wrong are given up (W16) instead of their rows, by table.
        self.spared: Mapping[str, frozenset[str]] = {}
        #: Tables of which cells were given up.
        self.given_up: set[str] = set()
        #: What should be told that is no problem.
        self.remarks: list[Text] = []
        self.mapping = {k.strip().casefold(): v for k, v in (mapping or {}).items()}
        self.tables: dict[str, Gathered] = {}
        #: Files of which nothing, or not everything, could be read.
        self.broken = False
        self._memos: dict[Parser, Memo] = {}
        #: Rows rejected before they could be read, by table.
        self.lost: dict[str, int] = {}

    def begin(self, of: Table, file: str, origin: str, sheet: Sheet | None = None) -> Gathered:
        """Start a part of a table."""
        rows = self.tables.setdefault(of.name, Gathered(of))
        rows.parts.append(Section(file, shown(origin, 150), rows.count, sheet))
        self.log.files.setdefault(file)
        return rows

    def unreadable(self, file: str, error: Unreadable) -> None:
        """Report a file that could not be read (to its end)."""
        self.broken = True
        self.log.add(Problem(error.code, error.text, file, error.line, error.column, suggestion=error.suggestion))

    def lose(self, of: Table, file: str, text: Text, line: int | None, code: str = "E15") -> None:
        """Report a row that could not be taken apart."""
        self.lost[of.name] = self.lost.get(of.name, 0) + 1
        self.log.say(code, file, text, line)

    def heading(self, of: Table, file: str, headings: Sequence[str], line: int, source: str) -> dict[int, Field]:
        """The columns by position.

        A heading that means nothing here is reported (W12); two that mean the same, or a required one that is missing,
        make the file unreadable.
        """
        if len(headings) > MOST_COLUMNS:
            raise Unreadable(
                Text(
                    f"有 {len(headings):,} 列，最多 {MOST_COLUMNS:,} 列",
                    f"there are {len(headings):,} columns; at most {MOST_COLUMNS:,}",
                ),
                line,
            )
        part = self.tables[of.name].parts[-1]
        found: dict[int, Field] = {}
        first: dict[str, int] = {}
        for place, heading in enumerate(headings):
            meant = self.column(of, heading, source)
            if meant is None:
                if heading.strip():
                    self.log.say("W12", file, not_imported(of, heading), line, shown(heading))
            elif meant.name in first:
                name, before = part.called(meant.name), first[meant.name] + 1
                raise Unreadable(
                    Text(
                        f"列 {name} 出现两次（第 {before} 列和第 {place + 1} 列）",
                        f"the column {name} is there twice (columns {before} and {place + 1})",
                    ),
                    line,
                    name,
                )
            else:
                first[meant.name] = place
                found[place] = meant
        missing = [
            f for f in of.columns if f.required and f.name not in first and not (f.unless and f.unless[0] in first)
        ]
        if missing:
            labels = [part.labels(f) for f in missing]
            table = part.sheet.name if part.sheet else of.name
            raise Unreadable(
                Text(
                    f"表 {table} 缺少必填列：{', '.join(f'{code}（{zh}）' for code, zh in labels)}",
                    f"the table {table} lacks {counted(len(missing), 'column')}: {', '.join(code for code, _ in labels)}",
                ),
                line,
                labels[0][0],
                "E13",
            )
        return found

    def table(self, name: str) -> Table | None:
        """The table that the name of a file, sheet or member means, by the mapping first."""
        return table_of(self.mapping.get(name.casefold(), name))

    def knows(self, of: Table, source: str) -> Knows:
        """Which cells are headings of a table."""
        return lambda heading: self.column(of, heading, source) is not None

    def column(self, of: Table, heading: str, source: str) -> Field | None:
        """The column that a heading means, by the mapping first."""
        if self.mapping:
            wanted = self.mapping.get(f"{source}.{heading}".strip().casefold())
            if wanted is not None:
                return column(of, wanted.rsplit(".", 1)[-1])
        return column(of, heading)

    def add(self, rows: Gathered, cells: Iterable[tuple[Field, Sequence[Any]]], lines: Sequence[int]) -> None:
        """Append rows, given column by column."""
        before = rows.count
        given = set()
        for of, texts in cells:
            memo = self._memo(of)
            if memo.numeric and not self.hints.decimal:
                rows.written.setdefault((len(rows.parts) - 1, of.name), set()).update(texts)
            values = rows.columns.get(of.name)
            if values is None:
                values = rows.columns[of.name] = [None] * before
            values.extend(map(memo.__getitem__, texts))
            given.add(of.name)
        rows.count += len(lines)
        for name, values in rows.columns.items():
            if name not in given:
                values.extend([None] * len(lines))
        rows.parts[-1].lines.extend(lines)

    def _memo(self, of: Field) -> Memo:
        memo = self._memos.get(of.parse)
        if memo is None:
            memo = self._memos[of.parse] = Memo(self.hints.parser(of.parse))
        return memo

    def settle(self) -> None:
        """Report what could not be read or had to be cleaned, and take it out of the columns."""
        for rows in self.tables.values():
            for of in rows.table.columns:
                values = rows.columns.get(of.name)
                if values is None:
                    if of.required and (missing := _wanting(rows, of, range(rows.count))):
                        self._required(rows, of, missing)
                    continue
                memo = self._memo(of)
                if memo.doubtful:
                    self._decide(rows, of, values)
                if memo.bad:
                    self._refuse(rows, of, values)
                if memo.cleaned:
                    self._cleaned(rows, of, values)
                if of.required and None in values:
                    bare = [i for i, v in enumerate(values) if v is None and not (memo.bad and i in rows.rejected)]
                    if missing := _wanting(rows, of, bare):
                        self._required(rows, of, missing)
        self._memos.clear()

    def _decide(self, rows: Gathered, of: Field, values: list[Any]) -> None:
        """Read ambiguous numbers by the decimal sign of the other cells of the column in the same file, if they have one."""
        for row, value in enumerate(values):
            if type(value) is Bad:
                part = bisect.bisect_right(rows.parts, row, key=lambda p: p.start) - 1
                sign = decimal_sign(rows.written.get((part, of.name), ()))
                if sign:
                    with suppress(FieldError):
                        values[row] = replace(self.hints, decimal=sign).parser(of.parse)(value.raw)

    def _refuse(self, rows: Gathered, of: Field, values: list[Any]) -> None:
        bad = [i for i, v in enumerate(values) if type(v) is Bad]
        for row in bad:
            raw, values[row] = values[row].raw, None
            file, line = rows.place(row)
            code = "W16" if of.name in self.spared.get(rows.table.name, ()) else "E03"
            if code == "E03":
                rows.rejected.add(row)
                rows.unread.setdefault(of.name, set()).add(row)
            if self.log.room(file, code):
                text, value = explain(of, raw, self.hints.parser(_parser_at(rows, of, row)))
                self.log.say(code, file, text, line, rows.called(row, of.name), value)
            else:
                self.log.count(file, code)

    def _cleaned(self, rows: Gathered, of: Field, values: list[Any]) -> None:
        for row, value in enumerate(values):
            if isinstance(value, (Cleaned, Cells)):
                values[row] = (tuple(value) if isinstance(value, Cells) else str(value)) or None
                file, line = rows.place(row)
                text = Text("已去除控制字符或双向控制符", "control characters or bidi overrides were removed")
                self.log.say("W14", file, text, line, rows.called(row, of.name))

    def _required(self, rows: Gathered, of: Field, missing: list[int]) -> None:
        def say(row: int) -> Text:
            code, zh = rows.part(row).labels(of)
            return Text(f"缺少必填值：{zh}", f"the required value {code} is missing")

        self.report(rows, Breach("E13", rows.table.name, missing, of.name, say))

    def report(self, rows: Gathered, finding: Breach) -> None:
        """Log a finding, row by row, and reject the rows of an error, or give up the cells if they are spared."""
        values = rows.columns.get(finding.column)
        if finding.is_error and finding.rows and finding.column in self.spared.get(rows.table.name, ()):
            self._log(rows, replace(finding, code="W16"), finding.rows, values)
            self._give_up(rows, finding)
            return
        unread = rows.unread.get(finding.column) if finding.code == "E13" else None
        some: Sequence[int] = [r for r in finding.rows if r not in unread] if unread else finding.rows
        self._log(rows, finding, some, values)
        if not finding.rows:
            part = rows.part(finding.among)
            self.log.say(finding.code, part.file, finding.say(-1), column=part.called(finding.column))
        if finding.is_error:
            rows.rejected.update(finding.rows)

    def _give_up(self, rows: Gathered, finding: Breach) -> None:
        self.given_up.add(rows.table.name)
        column = rows.columns[finding.column]
        for row in finding.rows:
            column[row] = None

    def _log(self, rows: Gathered, finding: Breach, some: Sequence[int], values: list[Any] | None) -> None:
        if len(rows.parts) == 1 and len(some) > self.log.listed:
            self.log.count(rows.parts[0].file, finding.code, len(some) - self.log.listed)
            some = some[: self.log.listed]
        for row in some:
            file, line = rows.place(row)
            if not self.log.room(file, finding.code):
                self.log.count(file, finding.code)
                continue
            value = values[row] if values is not None else None
            suggestion = finding.suggest(row) if finding.suggest else None
            told = (
                "" if value is None else shown("; ".join(map(str, value)) if isinstance(value, tuple) else str(value))
            )
            column = rows.called(row, finding.column)
            self.log.add(Problem(finding.code, finding.say(row), file, line, column, told, suggestion))


def _wanting(rows: Gathered, of: Field, bare: Sequence[int]) -> list[int]:
    """Those of the rows without a required value that nothing in the row excuses."""
    if of.unless is None:
        return list(bare)
    column, excuse = of.unless
    excuses = rows[column]
    return [row for row in bare if not (isinstance(excuses[row], tuple) and excuse in excuses[row])]


def _parser_at(rows: Gathered, of: Field, row: int) -> Parser:
    """What reads a column in this row: the level of a relation has the range of its kind."""
    kind = rows["kind"][row] if rows.table.name == "edges" and of.name == "level" else None
    levels = EDGE_RULES[EdgeKind(kind)].level if kind else None
    if levels is None or not isinstance(of.parse, IntegerOf):
        return of.parse
    return replace(of.parse, low=levels[0], high=levels[1])
