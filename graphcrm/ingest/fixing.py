"""A corrected copy of files: what is safe to correct is, cell by cell, and everything is said that was.

The copy of a CSV file keeps its rows, comments, separator and line ends and is UTF-8; that of a JSON document its members in
their order. Of a workbook the sheets become CSV files. Nothing is ever written over.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from graphcrm.dataclass import dataclass
from graphcrm.errors import InputError, StoreUnavailable, UsageError
from graphcrm.files import reason
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell, Unusable, clean
from graphcrm.ingest.correcting import Corrector
from graphcrm.ingest.csvfile import every_row, is_heading, layout_of
from graphcrm.ingest.files import LIMIT, Unreadable, display, opened
from graphcrm.ingest.gathering import Gathering
from graphcrm.ingest.heading_row import LOOKED_AT, heading_row
from graphcrm.ingest.hints import FILES, Hints
from graphcrm.ingest.jsoncopy import copy_json
from graphcrm.ingest.log import Log
from graphcrm.ingest.narrow import TableRows
from graphcrm.ingest.sources import Found, files_of, form_of, table_named
from graphcrm.ingest.workbook import each_sheet
from graphcrm.model.fields import shown
from graphcrm.model.figures import Exact
from graphcrm.model.guarding import guarded, unguarded
from graphcrm.model.problems import Problem
from graphcrm.model.sheets import sheet
from graphcrm.model.tables import Table
from graphcrm.temporary import remove_forgotten, unused_name

__all__ = ["Correction", "Fixed", "fix"]

#: Empty rows of a sheet that are kept, so that the rows after them keep their numbers.
_MOST_EMPTY = 1000


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell that the copy has otherwise; `line` is that of the original."""

    file: str
    line: int
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """The files of the copy, every cell that was corrected, and what of the originals is not in the copy."""

    files: Sequence[Path]
    corrections: Sequence[Correction]
    left_out: Sequence[Problem] = ()


def fix(
    paths: Sequence[str | os.PathLike[str]],
    target: str | os.PathLike[str],
    *,
    mapping: Mapping[str, str] | None = None,
    hints: Hints = FILES,
) -> Fixed:
    """Write a corrected copy of files as `target`: a file for a single CSV file or JSON document, else a folder.

    Of several files of one name each goes into a folder that is called like the one it comes from. A correction never changes
    what can be read: it is the same value written plainly, or a value where none could be read.

    Raises
    ------
    UsageError
        The target exists, or has not the name or the ending that it needs.
    InputError
        A file cannot be read to its end; nothing is left of the copy then.
    StoreUnavailable
        The copy cannot be written.
    """
    gathering = Gathering(Log(), mapping, hints)
    found = files_of(gathering, paths)
    if gathering.broken:
        problem = next(p for p in gathering.log.report().problems if p.is_error)
        raise InputError(Text(f"{problem.file}：", f"{problem.file}: ") + problem.text, [problem])
    copy = _Copy(gathering, Path(target))
    try:
        copy.make(found, folder=len(found) != 1 or any(map(os.path.isdir, paths)))
        copy.finish()
    except BaseException:
        copy.withdraw()
        raise
    left_out = [p for p in gathering.log.report().problems if p.line is None]  # whole files and sheets
    return Fixed(tuple(copy.files), tuple(copy.corrections), tuple(left_out))


class _Copy:
    """A copy under construction: the files written so far, and what was corrected in them."""

    def __init__(self, gathering: Gathering, target: Path) -> None:
        self.gathering = gathering
        self.target = target
        self.files: list[Path] = []
        self.corrections: list[Correction] = []
        #: What each file is called until all are written, so that a process that is killed leaves none by half.
        self._staged: dict[Path, Path] = {}
        self._finished: list[Path] = []
        #: Folders that were made, the deepest first.
        self._made: list[Path] = []

    def make(self, found: Sequence[Found], *, folder: bool) -> None:
        for source, place in zip(found, _places(found), strict=True):
            file = display(source.path)
            try:
                form = form_of(source.path)
                into = self.target / place if folder or form == "xlsx" else self.target
                if form == "xlsx":
                    each_sheet(self.gathering, source.path, file, partial(self._sheet, into.parent))
                elif form == "json":
                    self._named(
                        into, into.suffix.casefold() == ".json", Text("应以 .json 结尾", "it should end in .json")
                    )
                    self._json(source.path, file, into)
                else:
                    of = table_named(self.gathering, source.path)
                    advice = Text(f"应名为 {of.name}.csv", f"it should be called {of.name}.csv")
                    self._named(into, self._means(into, of), advice)
                    self._csv(source.path, file, into, of)
            except Unreadable as error:
                where = f"{file}:{error.line}" if error.line else file
                problem = Problem(error.code, error.text, file, error.line, error.column, suggestion=error.suggestion)
                raise InputError(
                    Text(f"没有写副本：{where} ", f"no copy was written: {where}: ") + error.text, [problem]
                ) from error

    def finish(self) -> None:
        """Give the files their names."""
        for path in self.files:
            with self._writing(path):
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))  # never in the place of one that is there
                self._finished.append(path)
                os.replace(self._staged[path], path)

    def withdraw(self) -> None:
        """Remove what was written, and the folder if it was made for it."""
        for path in (*self._staged.values(), *self._finished):
            path.unlink(missing_ok=True)
        for folder in self._made:
            with suppress(OSError):
                folder.rmdir()

    def _means(self, path: Path, of: Table) -> bool:
        return self.gathering.table(path.stem) is of and path.suffix.casefold() in (".csv", ".tsv", ".txt")

    def _named(self, path: Path, right: bool, advice: Text) -> None:
        if not right:
            said = shown(path.name)
            raise UsageError(Text(f"副本“{said}”", f"the copy “{said}”: ") + advice)

    @contextmanager
    def _open(self, path: Path, encoding: str) -> Iterator[TextIO]:
        """A new file of the copy; never one that is there."""
        if path in self._staged:
            both = Text("要写两个 {name}；请分开处理", "two of the tables would be {name}; copy them one by one")
            raise UsageError(both.format(name=display(path)))
        with self._writing(path):
            if not os.path.exists(path.parent):
                self._made[:0] = [
                    folder for folder in (path.parent, *path.parent.parents) if not os.path.exists(folder)
                ]
                path.parent.mkdir(parents=True)
            if os.path.lexists(path):
                raise FileExistsError
            remove_forgotten(path.parent)
            self._staged[path] = path.with_name(unused_name())
            stream = open(self._staged[path], "x", encoding=encoding, newline="", errors="backslashreplace")  # noqa: SIM115  (its errors are told apart)
        self.files.append(path)
        with stream:
            yield stream

    @contextmanager
    def _writing(self, path: Path) -> Iterator[None]:
        """Say what is wrong where the file cannot be made."""
        try:
            yield
        except FileExistsError as error:
            text = Text("{path} 已存在；请给副本另取名字", "{path} exists; choose another name for the copy")
            raise UsageError(text.format(path=display(path))) from error
        except OSError as error:
            said = Text("无法写入副本 {path}：{why}", "the copy {path} cannot be written: {why}")
            raise StoreUnavailable(said.format(path=display(path), why=reason(error))) from error

    def _csv(self, path: Path, file: str, into: Path, of: Table) -> None:
        with opened(path, LIMIT["csv"]) as stream:
            rows = _Rows(self, of, path.stem, file)
            layout = layout_of(stream, self.gathering.hints.encoding, rows.is_column)
            encoding = "utf-8" if layout.encoding == "utf-8" else "utf-8-sig"
            with self._open(into, encoding) as out:
                writer = csv.writer(out, delimiter=layout.delimiter, lineterminator=layout.newline)
                for row, line in rows.placed(every_row(stream, layout)):
                    writer.writerow(rows.corrected(row, line))
                rows.require_heading()

    def _sheet(self, folder: Path, cells: TableRows, of: Table, where: str, name: str) -> None:
        stem = (sheet(name) or of).name if "|" in name else name
        with self._open(folder / f"{stem}.csv", "utf-8-sig") as out:
            writer = csv.writer(out, lineterminator="\r\n")
            rows = _Rows(self, of, name, where)
            before = 0

            def texts() -> Iterator[tuple[list[str], int]]:
                for line, row in cells:
                    for n, cell in row.items():
                        if isinstance(cell, Unusable) and rows.knows(n):
                            raise Unreadable(cell.text, line)
                    yield [_text(row.get(n, "")) for n in range(max(row) + 1)], line

            for row, line in rows.placed(texts()):
                writer.writerows([[]] * min(line - before - 1, _MOST_EMPTY))
                before = line
                writer.writerow(rows.corrected(row + [""] * (rows.width - len(row)), line))
            rows.require_heading()

    def _json(self, path: Path, file: str, into: Path) -> None:
        def told(line: int, column: str, before: str, after: str) -> None:
            self.corrections.append(Correction(file, line, column, before, after))

        with self._open(into, "utf-8") as out:
            copy_json(self.gathering, path, out.write, told)


def _places(found: Sequence[Found]) -> list[Path]:
    """Where in the copy each file goes: by its name, or below the name of its folder, where several share a name."""
    times = Counter(source.path.name.casefold() for source in found)
    return [
        Path(
            one.path.name
            if times[one.path.name.casefold()] == 1
            else Path(one.path.absolute().parent.name, one.path.name)
        )
        for one in found
    ]


def _text(cell: Cell) -> str:
    """A cell of a sheet as a CSV file can hold it."""
    if isinstance(cell, Exact):
        return cell
    return clean(cell.value if isinstance(cell, Unusable) else str(cell))


def _better(corrector: Corrector, cell: str) -> str:
    """The corrected cell, which is read as what was corrected: with the apostrophe that an import would take off, if need be."""
    plain = unguarded(cell)
    better = corrector[plain]
    if better == plain:
        return cell
    return guarded(better) if plain != cell or unguarded(better) != better else better


class _Rows:
    """The rows of one table in turn: what stands before the heading, the heading, and what stands below it."""

    def __init__(self, copy: _Copy, of: Table, source: str, file: str) -> None:
        self._copy, self._of, self._source, self._file = copy, of, source, file
        #: Whether a cell is a heading of the table.
        self.is_column = copy.gathering.knows(of, source)
        self._columns: dict[int, tuple[str, Corrector]] | None = None
        self._heading = 0
        self.width = 0

    def placed(self, rows: Iterator[tuple[list[str], int]]) -> Iterator[tuple[list[str], int]]:
        """The rows, once it is known which of the first ones is the heading."""
        first = list(islice(rows, LOOKED_AT))
        candidates = [(row, line) for row, line in first if is_heading(row)]
        if candidates:
            self._heading = candidates[heading_row([row for row, _ in candidates], self.is_column)][1]
        return chain(first, rows)

    def knows(self, place: int) -> bool:
        """Whether a column is one of the table's; nothing is known before the heading."""
        return self._columns is None or place in self._columns

    def require_heading(self) -> None:
        if self._columns is None:
            raise Unreadable(Text("没有标题行", "there is no heading line"), 1)

    def corrected(self, row: list[str], line: int) -> list[str]:
        """The row as it goes into the copy; one with too few or too many cells stays as it is."""
        if self._columns is None:
            if is_heading(row) and line >= self._heading:
                self.width = max(n for n, heading in enumerate(row, 1) if heading.strip())
                named = (
                    (n, self._copy.gathering.column(self._of, heading, self._source)) for n, heading in enumerate(row)
                )
                self._columns = {
                    n: (field.name, Corrector(self._copy.gathering.hints.parser(field.parse)))
                    for n, field in named
                    if field is not None
                }
            return row
        if not is_heading(row) or len(row) < self.width or any(map(str.strip, row[self.width :])):
            return row
        made = list(row)
        for n, (_, corrector) in self._columns.items():
            made[n] = _better(corrector, row[n])
        if not is_heading(made):
            return row  # it would be taken for a comment, or for nothing
        for n, (before, after) in enumerate(zip(row, made, strict=True)):
            if before != after:
                name = self._columns[n][0]
                self._copy.corrections.append(Correction(self._file, line, name, before, after))
        return made
