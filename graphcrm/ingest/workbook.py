"""Reading a workbook (.xlsx, .ods): a sheet per table, straight from its XML, so that nothing in it is taken on trust.

Error cells and formulas without a cached value are told apart from empty cells; a document type declaration, and with it
every entity, is refused; inflated sizes are checked as declared and as read.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from posixpath import normpath

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.files import LIMIT, Unreadable, opened
from graphcrm.ingest.gathering import MOST_COLUMNS, MOST_TABLES, Gathering
from graphcrm.ingest.heading_row import LOOKED_AT, heading_row, is_comment_row, passed_over
from graphcrm.ingest.headings import meant_table, otherwise
from graphcrm.ingest.narrow import TableRows
from graphcrm.ingest.ods import is_opendocument, read_ods
from graphcrm.ingest.sheet import Cell, Cells, SheetRows, area_of, read_strings, read_styles
from graphcrm.ingest.xmlparts import DAMAGED, elements
from graphcrm.ingest.zipguard import check_archive
from graphcrm.model.fields import DateOf, Field, shown
from graphcrm.model.guarding import unguarded
from graphcrm.model.sheets import sheet as narrow_sheet
from graphcrm.model.tables import Table
from graphcrm.spoken import counted

__all__ = ["RawSheet", "Rows", "each_sheet", "every_sheet", "read_workbook", "visible_sheets"]

_CHUNK = 4096
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, LookupError, RuntimeError, ValueError,
)  # fmt: skip
#: What is said of each.
_CUT = Text("压缩包不完整", "the archive is incomplete")
#: How it is said that a part is missing (`zipguard.part`) or, by Python's reader of archives, that its checksum is wrong.
_OF_A_PART = {
    r"the part (.*) is missing": Text("缺少必要的部分 {part}", "{part}, a part that it needs, is missing"),
    r"Bad CRC-32 for file '(.*)'": Text(
        "{part} 的校验和不对，内容已损坏", "the checksum of {part} is wrong: what it holds is damaged"
    ),
}
_INNER = Text("内部的编号或引用不合规定", "a number or reference inside it is wrong")
_WHY: Mapping[type[Exception], Text] = {
    zipfile.BadZipFile: _CUT,
    EOFError: _CUT,
    zlib.error: Text("压缩的内容已损坏", "what is compressed in it is damaged"),
    NotImplementedError: Text("压缩方式不受支持", "it is compressed in a way that is not supported"),
    KeyError: Text("缺少必要的部分", "a part that it needs is missing"),
}


Row = tuple[int, dict[int, Cell]]
Rows = Iterator[Row]
#: Told (rows, table, place, name of the sheet) of every sheet.
Take = Callable[[TableRows, Table, str, str], None]


def read_workbook(gathering: Gathering, path: Path, file: str) -> None:
    """Read every visible sheet that is named after a table; raises Unreadable."""

    def take(rows: TableRows, of: Table, where: str, name: str) -> None:
        try:
            with _taken_apart():
                _sheet(gathering, rows, of, path, where, name)
        except Unreadable as error:
            gathering.unreadable(where, error)

    each_sheet(gathering, path, file, take)


def each_sheet(gathering: Gathering, path: Path, file: str, take: Take) -> None:
    """Hand over every visible sheet that is named after a table; those that are not are reported. Raises Unreadable."""
    with opened(path, LIMIT["xlsx"]) as stream, _taken_apart():
        check_archive(stream)
        with zipfile.ZipFile(stream) as archive:
            _sheets(gathering, archive, file, take)


def _sheets(gathering: Gathering, archive: zipfile.ZipFile, file: str, take: Take) -> None:
    found = False
    for name, hidden, cells in _raw(archive):
        of = gathering.table(name)
        where = f"{file}#{shown(name)}"
        if name.startswith("#"):  # lists to choose from, and what else is there for whoever fills in the workbook
            continue
        if of is None or hidden:
            _passed_over(gathering, where, name, of)
            continue
        found = True
        if cells is None:
            raise Unreadable(Text(f"缺少工作表“{shown(name)}”", f"the sheet “{shown(name)}” is missing"))
        dated = partial(_dated, gathering, of, name)
        take(TableRows(cells, narrow_sheet(name), gathering.knows(of, name), dated), of, where, name)
    if not found:
        raise Unreadable(
            Text("工作簿里没有名为某张表的可见工作表；", "no visible sheet is named after a table; ") + otherwise("")
        )


#: What else comes as an archive, by how one of its parts is called.
_OTHERS = {
    "Index/": Text("苹果 Numbers（或 Pages、Keynote）的文件", "a file of Apple’s Numbers, Pages or Keynote"),
    "Index.zip": Text("苹果 Numbers（或 Pages、Keynote）的文件", "a file of Apple’s Numbers, Pages or Keynote"),
    "word/": Text("Word 文档", "a Word document"),
    "ppt/": Text("PowerPoint 演示文稿", "a PowerPoint presentation"),
    "xl/workbook.bin": Text("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"),
}


def _raw(archive: zipfile.ZipFile) -> Iterator[tuple[str, bool, Cells | None]]:
    """The sheets of a workbook of either kind: name, whether it is hidden, and its cells, None where the workbook lacks them."""
    if is_opendocument(archive):
        sheets = read_ods(archive)
        _refuse_many(len(sheets))
        yield from ((sheet.name, sheet.unseen, sheet) for sheet in sheets)
        return
    _refuse_others(archive.namelist())
    book = _workbook_part(archive)
    targets = _relations(archive, book)
    strings = read_strings(archive, _target(targets, "sharedStrings"))
    styles = read_styles(archive, _target(targets, "styles"))
    listed = elements(archive, book, {"workbookPr", "sheet"})
    _refuse_many(sum(element.name == "sheet" for element in listed))
    for element in listed:
        if element.name == "workbookPr":
            styles.from_1904 = element.get("date1904") in ("1", "true")
            continue
        part = targets.get(element.get("id"))
        cells = None if part is None else SheetRows(archive, part[1], strings, styles)
        yield element.get("name"), element.get("state") in ("hidden", "veryHidden"), cells


def _refuse_others(parts: Sequence[str]) -> None:
    """Refuse what is an archive, too, and no workbook that can be read, by the name of what it is."""
    for begins, kind in _OTHERS.items():
        if any(part.startswith(begins) for part in parts):
            raise Unreadable(
                Text("这是{kind}；请导出为 .xlsx 或 CSV", "this is {kind}; export it as .xlsx or CSV").format(kind=kind)
            )


def _refuse_many(sheets: int) -> None:
    """Refuse more sheets than anybody keeps, since of each something may be said."""
    if sheets > MOST_TABLES:
        raise Unreadable(
            Text(
                f"有 {sheets:,} 张工作表，最多 {MOST_TABLES} 张；请拆分",
                f"there are {sheets:,} sheets; at most {MOST_TABLES}. Split it",
            )
        )


def _dated(gathering: Gathering, of: Table, name: str, heading: str) -> bool:
    """Whether a heading is that of a column of days."""
    meant = gathering.column(of, heading, name)
    return meant is not None and isinstance(meant.parse, DateOf)


def _passed_over(gathering: Gathering, where: str, name: str, of: Table | None) -> None:
    if of is None:
        text = Text(
            f"工作表“{shown(name)}”不是表名，未导入", f"the sheet “{shown(name)}” is not a table; it was not imported"
        )
        gathering.log.say("W12", where, text + meant_table(name))
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
        full = normpath(target.lstrip("/") if target.startswith("/") else str(folder / target))
        found[element.get("Id")] = (element.get("Type").rsplit("/", 1)[-1], full)
    return found


def _target(relations: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((full for type_, full in relations.values() if type_ == kind), None)


def _sheet(gathering: Gathering, cells: TableRows, of: Table, path: Path, where: str, name: str) -> None:
    gathered = gathering.begin(of, where, path.name, narrow_sheet(name))
    rows, heading = _from_heading(gathering, iter(cells), of, where, name)
    columns, width = _columns(gathering, heading, of, where, name)
    chunk: list[dict[int, Cell]] = []
    lines: list[int] = []

    def flush() -> None:
        if chunk:
            gathering.add(gathered, ((f, [row.get(place, "") for row in chunk]) for place, f in columns.items()), lines)
            chunk.clear()
            lines.clear()

    for line, row in rows:
        if is_comment_row(row):
            continue
        if any(place not in columns and place >= width for place in row):
            gathering.lose(of, where, Text("标题之外的列里有内容", "there is something beyond the last heading"), line)
            continue
        chunk.append({n: unguarded(c) if type(c) is str and c[:1] == "'" else c for n, c in row.items()})
        lines.append(line)
        if len(chunk) == _CHUNK:
            flush()
    flush()
    _refuse_merged(cells, heading[0])
    _tell_hidden(gathering, cells, where, heading[0])


def _from_heading(gathering: Gathering, rows: Rows, of: Table, where: str, name: str) -> tuple[Rows, Row]:
    """The rows below the heading, and the heading; what stands above it is told."""
    first = list(islice((r for r in rows if not is_comment_row(r[1])), LOOKED_AT))
    if not first:
        raise Unreadable(Text("工作表没有标题行", "the sheet has no heading line"), 1)
    texts = [[cell for cell in row.values() if isinstance(cell, str)] for _, row in first]
    at = heading_row(texts, gathering.knows(of, name))
    if at:
        gathering.remarks.append(passed_over(where, [line for line, _ in first[:at]], first[at][0]))
    return chain(first[at + 1 :], rows), first[at]


def _columns(gathering: Gathering, heading: Row, of: Table, where: str, name: str) -> tuple[dict[int, Field], int]:
    line, row = heading
    width = max(row) + 1
    if width > MOST_COLUMNS:
        raise Unreadable(Text(f"标题有 {width:,} 列", f"the heading has {width:,} columns"), line)
    headings = [str(row.get(n, "")) if isinstance(row.get(n, ""), str) else "" for n in range(width)]
    return gathering.heading(of, where, headings, line, name), width


def _refuse_merged(cells: TableRows, heading: int) -> None:
    """Raise for merged cells below the heading: only the first of them holds what all of them show."""
    for merged in cells.merged:
        first, _, last, _ = area_of(merged) or (0, 0, 0, 0)
        if last > heading:
            raise Unreadable(
                Text(f"单元格 {merged} 是合并的", f"the cells {merged} are merged"),
                first,
                suggestion=Text(
                    "请取消合并，并在每个单元格里写上内容", "Unmerge them, and write in each cell what it should hold"
                ),
            )


def _tell_hidden(gathering: Gathering, cells: TableRows, where: str, heading: int) -> None:
    hidden = [line for line in cells.hidden if line > heading]
    if hidden:
        gathering.remarks.append(
            Text(
                f"{where}：有 {len(hidden)} 行是隐藏的（从第 {hidden[0]} 行起），已与其他行一样读取",
                f"{where}: {counted(len(hidden), 'hidden row')} from line {hidden[0]} on, read like the others",
            )
        )


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it stands, whatever it is about: its rows, read as they are asked for, and what else is known once they are."""

    name: str
    hidden: bool
    rows: Rows
    cells: Cells


def every_sheet(path: Path) -> Iterator[RawSheet]:
    """Every sheet of a workbook, in its order. Raises Unreadable, also while rows are read."""
    with opened(path, LIMIT["xlsx"]) as stream, _taken_apart():
        check_archive(stream)
        with zipfile.ZipFile(stream) as archive:
            for name, hidden, cells in _raw(archive):
                if cells is not None:
                    yield RawSheet(name, hidden, _guarded(cells), cells)


def visible_sheets(path: Path) -> Iterator[tuple[str, Rows]]:
    """Name and rows of every visible sheet, whatever it holds. Raises Unreadable, also while rows are read."""
    return ((sheet.name, sheet.rows) for sheet in every_sheet(path) if not sheet.hidden)


def _guarded(rows: Cells) -> Rows:
    """Rows whose faults, wherever they are met, are those of the workbook."""
    with _taken_apart():
        yield from rows


@contextmanager
def _taken_apart() -> Iterator[None]:
    """Raise Unreadable for whatever readers of archives and of XML raise, with the part where it is known."""
    try:
        yield
    except _DAMAGED as error:
        why = _WHY.get(type(error), _INNER)
        for pattern, words in _OF_A_PART.items():
            if found := re.search(pattern, str(error)):
                why = words.format(part=shown(found[1]))
        raise Unreadable(DAMAGED.format(why=why)) from error
