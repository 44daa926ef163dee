"""Reading a workbook (.xlsx): a sheet per table, straight from its XML, so that nothing in it is taken on trust.

Error cells and formulas without a cached value are told apart from empty cells; a document type declaration, and with it
every entity, is refused; inflated sizes are checked as declared and as read.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from xml.parsers.expat import ExpatError

from graphcrm.i18n import Text
from graphcrm.ingest.files import LIMIT, Unreadable, opened
from graphcrm.ingest.gathering import MOST_COLUMNS, Gathering
from graphcrm.ingest.headings import table_of, tables_text
from graphcrm.ingest.sheet import Cell, read_sheet, read_strings, read_styles
from graphcrm.ingest.xmlparts import elements
from graphcrm.ingest.zipguard import check_archive
from graphcrm.model.fields import Field, shown
from graphcrm.model.tables import Table

__all__ = ["SheetRows", "each_sheet", "read_workbook", "visible_sheets"]

_CHUNK = 4096
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    EOFError,
    NotImplementedError,
    LookupError,
    RuntimeError,
    ValueError,
)


#: Rows of a sheet that hold anything, with their numbers, each as cells by position.
SheetRows = Iterator[tuple[int, dict[int, Cell]]]
#: Told (rows, table, place, name of the sheet) of every sheet.
Take = Callable[[SheetRows, Table, str, str], None]


def read_workbook(gathering: Gathering, path: Path, file: str) -> None:
    """Read every visible sheet that is named after a table; raises Unreadable."""

    def take(rows: SheetRows, of: Table, where: str, name: str) -> None:
        try:
            _sheet(gathering, rows, of, path, where, name)
        except Unreadable as error:
            gathering.unreadable(where, error)

    each_sheet(gathering, path, file, take)


def each_sheet(gathering: Gathering, path: Path, file: str, take: Take) -> None:
    """Hand over every visible sheet that is named after a table; those that are not are reported. Raises Unreadable."""
    with opened(path, LIMIT["xlsx"]) as stream:
        try:
            check_archive(stream)
            with zipfile.ZipFile(stream) as archive:
                _sheets(gathering, archive, file, take)
        except _DAMAGED as error:
            raise _damaged_by(error) from error


def _sheets(gathering: Gathering, archive: zipfile.ZipFile, file: str, take: Take) -> None:
    book = _workbook_part(archive)
    targets = _relations(archive, book)
    strings = read_strings(archive, _target(targets, "sharedStrings"))
    styles = read_styles(archive, _target(targets, "styles"))
    found = False
    for element in elements(archive, book, {"workbookPr", "sheet"}):
        if element.name == "workbookPr":
            styles.from_1904 = element.get("date1904") in ("1", "true")
            continue
        name = element.get("name")
        of = table_of(gathering.mapping.get(name.casefold(), name))
        where = f"{file}#{shown(name)}"
        if of is None or element.get("state") in ("hidden", "veryHidden"):
            _passed_over(gathering, where, name, of)
            continue
        found = True
        sheet = targets.get(element.get("id"))
        if sheet is None:
            raise Unreadable(Text(f"缺少工作表“{shown(name)}”", f"the sheet “{shown(name)}” is missing"))
        take(read_sheet(archive, sheet[1], strings, styles), of, where, name)
    if not found:
        raise Unreadable(
            Text("工作簿里没有名为某张表的可见工作表;", "no visible sheet is named after a table; ") + tables_text("")
        )


def _passed_over(gathering: Gathering, where: str, name: str, of: Table | None) -> None:
    if of is None:
        text = Text(
            f"工作表“{shown(name)}”不是表名,未导入;", f"the sheet “{shown(name)}” is not a table; it was not imported; "
        )
        gathering.log.say("W12", where, text + tables_text(name))
    else:
        text = Text("隐藏的工作表不导入", "a hidden sheet is not imported")
        gathering.log.say("W12", where, text)


def _workbook_part(archive: zipfile.ZipFile) -> str:
    for element in elements(archive, "_rels/.rels", {"Relationship"}):
        if element.get("Type").endswith("/officeDocument"):
            return element.get("Target").lstrip("/")
    raise KeyError("no workbook part")


def _relations(archive: zipfile.ZipFile, book: str) -> dict[str, tuple[str, str]]:
    """(type, part) by relation id."""
    folder = PurePosixPath(book).parent
    name = str(folder / "_rels" / (PurePosixPath(book).name + ".rels"))
    found = {}
    for element in elements(archive, name, {"Relationship"}):
        target = element.get("Target")
        full = target.lstrip("/") if target.startswith("/") else str(folder / target)
        found[element.get("Id")] = (element.get("Type").rsplit("/", 1)[-1], full)
    return found


def _target(relations: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((full for type_, full in relations.values() if type_ == kind), None)


def _sheet(gathering: Gathering, rows: SheetRows, of: Table, path: Path, where: str, name: str) -> None:
    gathered = gathering.begin(of, where, path.name)
    columns: dict[int, Field] | None = None
    chunk: list[dict[int, Cell]] = []
    lines: list[int] = []

    def flush() -> None:
        if columns and chunk:
            gathering.add(gathered, ((f, [row.get(place, "") for row in chunk]) for place, f in columns.items()), lines)
            chunk.clear()
            lines.clear()

    for line, row in rows:
        first = row.get(0, "")
        if not row or (isinstance(first, str) and first.lstrip().startswith("#") and columns is not None):
            continue
        if columns is None:
            if isinstance(first, str) and first.lstrip().startswith("#"):
                continue
            width = max(row) + 1
            if width > MOST_COLUMNS:
                raise Unreadable(Text(f"标题有 {width:,} 列", f"the heading has {width:,} columns"), line)
            headings = [str(row.get(n, "")) if isinstance(row.get(n, ""), str) else "" for n in range(width)]
            columns = gathering.heading(of, where, headings, line, name)
            continue
        if any(place not in columns and place >= width for place in row):
            gathering.lose(of, where, Text("标题之外的列里有内容", "there is something beyond the last heading"), line)
            continue
        chunk.append(row)
        lines.append(line)
        if len(chunk) == _CHUNK:
            flush()
    flush()
    if columns is None:
        raise Unreadable(Text("工作表没有标题行", "the sheet has no heading line"), 1)


def visible_sheets(path: Path) -> Iterator[tuple[str, SheetRows]]:
    """Name and rows of every visible sheet, whatever it holds. Raises Unreadable, also while rows are read."""
    with opened(path, LIMIT["xlsx"]) as stream:
        try:
            check_archive(stream)
            with zipfile.ZipFile(stream) as archive:
                book = _workbook_part(archive)
                targets = _relations(archive, book)
                strings = read_strings(archive, _target(targets, "sharedStrings"))
                styles = read_styles(archive, _target(targets, "styles"))
                for element in elements(archive, book, {"workbookPr", "sheet"}):
                    if element.name == "workbookPr":
                        styles.from_1904 = element.get("date1904") in ("1", "true")
                    elif element.get("state") not in ("hidden", "veryHidden") and element.get("id") in targets:
                        sheet = targets[element.get("id")][1]
                        yield element.get("name"), _guarded(read_sheet(archive, sheet, strings, styles))
        except _DAMAGED as error:
            raise _damaged_by(error) from error


def _guarded(rows: SheetRows) -> SheetRows:
    """Rows whose faults, wherever they are met, are those of the workbook."""
    try:
        yield from rows
    except _DAMAGED as error:
        raise _damaged_by(error) from error


def _damaged_by(error: Exception) -> Unreadable:
    """What is said of a workbook that cannot be taken apart."""
    reason = " ".join(str(error).split())[:100]
    return Unreadable(
        Text(f"工作簿已损坏或不是 Excel 文件({reason})", f"the workbook is damaged or not from Excel ({reason})")
    )
