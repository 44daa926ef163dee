"""What a file holds, as rows of text and nothing more: sheets of a workbook, a CSV file, lists of objects in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell, failed
from graphcrm.ingest.csvfile import every_row, layout_of
from graphcrm.ingest.files import LIMIT, Unreadable, display, opened
from graphcrm.ingest.gathering import MOST_COLUMNS
from graphcrm.ingest.guessing.laid import meanings_of, whole
from graphcrm.ingest.guessing.sheets.webpages import tables_of
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import heading_key, known_headings
from graphcrm.ingest.jsonfile import Scanner, cell, refusing, said_twice, text_of
from graphcrm.ingest.other_networks import network_elsewhere
from graphcrm.ingest.sheet import area_of
from graphcrm.ingest.sources import form_of
from graphcrm.ingest.workbook import every_sheet
from graphcrm.model.fields import shown
from graphcrm.spoken import counted

__all__ = ["Grid", "Row", "read_grids"]

#: Cells of one file that are held at once.
_MOST_CELLS = 6_000_000
#: How deep objects within a record are laid flat (``Account.Owner.Name``).
_DEPTH = 4

#: What an object may be called by.
_NAMES = ("Name", "name", "display_name", "displayName", "title", "id", "Id")
_CALLED = frozenset({"name", "org"})
#: Lists that stand within companies, whatever those are called: leads, records, a file of any name.
_OF_COMPANIES = frozenset({"contacts", "people", "persons", "opportunities", "deals"})
#: Endings of files with an object on each line.
_LINES = frozenset({".jsonl", ".ndjson"})

#: Where a name leads to, as notebooks on the web write it behind the name, or around it.
_LINK_BEGINS = "(http"
_LINK = re.compile(r" ?\(https?://[^()\s]*\)")
_LINKED = re.compile(r"\[([^\[\]]*)\]\(https?://[^()\s]*\)")

#: Blanks one after the other in a cell that stand for more than one: an indent. More are cut down, as what looks for signs
#: with blanks around them would go through them again from each.
_BLANKS = 32
#: Signs of which lines are drawn between cells.
_DRAWN = "| " + "".join(map(chr, range(0x2500, 0x2580)))
_LONG_BLANKS = re.compile(rf"(\s{{{_BLANKS}}})\s+")

#: What Google writes between several things in a cell.
_GOOGLE = " ::: "

Row = tuple[int, list[Cell]]
Reader = Callable[[Path, str | None, Callable[[Text], None]], dict[str, list[Row]]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as it stands: its file, its name, and its rows (line, cells) that hold anything.

    exact
        The first row is the heading and every other one a record (JSON): nothing is to be looked for.
    remarks
        What was passed over on the way.
    from_1904
        Numbers that are days are counted from 1904.
    """

    file: str
    name: str
    rows: list[Row]
    exact: bool = False
    remarks: tuple[Text, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = field(default=())
    from_1904: bool = False


def read_grids(path: Path, refuse: Callable[[str, Unreadable], None], encoding: str | None = None) -> Iterator[Grid]:
    """Every sheet of a file; a sheet that cannot be read is told to `refuse`. Raises Unreadable for a whole file.

    `encoding` is a codec that somebody named for text files.
    """
    for grid in _grids(path, refuse, encoding):
        for _, cells in grid.rows:
            for n, said in enumerate(cells):
                if not said or not isinstance(said, str):
                    continue
                if len(said) > _BLANKS:
                    cells[n] = _LONG_BLANKS.sub(_cut, said)
                elif said[0] == "#":
                    cells[n] = failed(said) or said
                elif said[0] in _DRAWN and not said.strip(_DRAWN):
                    cells[n] = ""
        yield replace(grid, name=whole(grid.name), rows=[row for row in grid.rows if any(map(text, row[1]))])


def _cut(blanks: re.Match[str]) -> str:
    return blanks[1] + ("\n" if "\n" in blanks[0] and "\n" not in blanks[1] else "")


def _grids(path: Path, refuse: Callable[[str, Unreadable], None], encoding: str | None) -> Iterator[Grid]:
    from graphcrm.ingest.guessing.sheets.records import READERS  # small readers of formats that are no tables

    file = display(path)
    reader = READERS.get(path.suffix.casefold())
    if path.suffix.casefold() in _LINES and (grids := _objects(path, file, encoding)):
        yield from grids
        return
    if reader is not None:
        yield from _by_reader(reader, path, file, encoding)
        return
    form = form_of(path, pages=True)
    if (elsewhere := network_elsewhere(path)) is not None:
        raise Unreadable(elsewhere)
    if form == "page":
        for n, rows in enumerate(tables_of(path, encoding), 1):
            yield Grid(file, path.stem if n == 1 else f"{path.stem} ({n})", rows)
    elif form == "xlsx":
        yield from _sheets(path, file, refuse)
    elif form == "json" and (grids := _objects(path, file, encoding)):
        yield from grids
    elif form == "json":
        yield from _documents(path, file, encoding)
    else:
        yield Grid(file, path.stem, _bounded(_lines(path, encoding)))


def _by_reader(reader: Reader, path: Path, file: str, encoding: str | None) -> list[Grid]:
    told: list[Text] = []
    made = reader(path, encoding, told.append)
    return [Grid(file, name, rows, exact=True, remarks=tuple(told)) for name, rows in made.items()]


def _lines(path: Path, encoding: str | None) -> Iterator[Row]:
    with opened(path, LIMIT["csv"]) as stream:
        layout = layout_of(stream, encoding, lambda cell: heading_key(cell) in known_headings())
        for row, line in every_row(stream, layout):
            if len(row) > MOST_COLUMNS:
                raise Unreadable(Text(f"有 {len(row):,} 列", f"there are {len(row):,} columns"), line)
            if any(map(str.strip, row)):
                yield line, list(row)


def _bounded(rows: Iterator[Row]) -> list[Row]:
    kept, cells = [], 0
    for row in rows:
        cells += len(row[1]) + 1
        if cells > _MOST_CELLS:
            raise Unreadable(Text("文件太大；请拆分", "the file is too large; split it"))
        whole = "\n".join(map(str, row[1]))
        for n, said in enumerate(row[1]) if _GOOGLE in whole or _LINK_BEGINS in whole else ():
            if isinstance(said, str) and _GOOGLE in said:
                row[1][n] = said.replace(_GOOGLE, "; ")
            elif isinstance(said, str) and _LINK_BEGINS in said:
                row[1][n] = _LINK.sub("", _LINKED.sub(r"\1", said)) or said
        kept.append(row)
    return kept


def _sheets(path: Path, file: str, refuse: Callable[[str, Unreadable], None]) -> Iterator[Grid]:
    for sheet in every_sheet(path):
        place = f"{file}#{shown(sheet.name)}"
        if sheet.hidden:
            text = Text("隐藏的工作表，未读取", "a hidden sheet; it was not read")
            yield Grid(place, sheet.name, [], remarks=(text,))
            continue
        try:
            beyond: list[int] = []
            rows = _bounded((line, _dense(cells, line, beyond)) for line, cells in sheet.rows if cells)
        except Unreadable as error:
            refuse(place, error)
            continue
        indents = sheet.cells.indents
        for line, cells in rows if indents else ():
            cells[:] = ["  " * indents.get((line, n), 0) + c if isinstance(c, str) else c for n, c in enumerate(cells)]
        remarks = []
        told = len(set(sheet.cells.hidden) & {line for line, _ in rows})
        if told:
            remarks.append(
                Text(f"有 {told} 个隐藏行，照样读取", f"{counted(told, 'hidden row')}, read like the others")
            )
        if beyond:
            said = Text(
                f"第 {MOST_COLUMNS:,} 列以后有内容，未读取（从第 {beyond[0]} 行起，{len(beyond)} 行）",
                f"what stands beyond column {MOST_COLUMNS:,} was not read (from line {beyond[0]}; {len(beyond)} row(s))",
            )
            remarks.append(said)
        merged = tuple(filter(None, map(area_of, sheet.cells.merged)))
        yield Grid(place, sheet.name, rows, remarks=tuple(remarks), merged=merged, from_1904=sheet.cells.from_1904)


def _dense(cells: Mapping[int, Cell], line: int, beyond: list[int]) -> list[Cell]:
    """The cells from the first column on; a line with cells further right than any table goes is noted in `beyond`."""
    if max(cells) >= MOST_COLUMNS:
        beyond.append(line)
        cells = {place: value for place, value in cells.items() if place < MOST_COLUMNS}
    return [cells.get(place, "") for place in range(max(cells, default=0) + 1)]


def _documents(path: Path, file: str, encoding: str | None) -> Iterator[Grid]:
    """Lists of objects: the document itself, or its members (``records``, ``results``, ``value``, names of tables)."""
    text, _ = text_of(path, encoding)
    with refusing(text):
        scan = Scanner(text)
        if scan.peek() == "[":
            grids = _records(scan, file, path.stem)
            scan.end()
            yield from grids
            return
        found = False
        for _, name in scan.members():
            if scan.peek() == "[":
                found = True
                inside = name.casefold() in ("records", "results", "value", "data", "items")
                yield from _records(scan, file, path.stem if inside else name)
            else:
                scan.value()
        scan.end()
        if not found:
            raise Unreadable(Text("JSON 里没有记录的列表", "the JSON holds no list of records"))


def _objects(path: Path, file: str, encoding: str | None) -> list[Grid]:
    """A file with an object on each line, entities of FollowTheMoney among them; nothing for any other."""
    from graphcrm.ingest.guessing.sheets.records import READERS

    text, _ = text_of(path, encoding)
    lines = (one for one in text.splitlines() if one.strip())
    try:
        first = json.loads(next(lines, ""))
    except (ValueError, RecursionError):
        return []
    several = next(lines, "").startswith("{")
    if isinstance(first, dict) and "schema" in first and "properties" in first:
        return _by_reader(READERS[".ftm"], path, file, encoding)
    if not isinstance(first, dict) or not (several or path.suffix.casefold() in _LINES):
        return []
    with refusing(text):
        joined = re.sub(r"(?<=\})\s*\n(?=\s*\{)", lambda m: "," + m[0], text.rstrip())
        return _records(Scanner(f"[{joined}]"), file, path.stem)


def _records(scan: Scanner, file: str, name: str) -> list[Grid]:
    """A sheet of the objects of a list, and one for each list of objects within them, whose rows name the object that they stand in."""
    found = [(scan.line, scan.value()) for _ in scan.items("[", "]")]
    for line, record in found:
        if fault := said_twice(record):
            raise Unreadable(fault, line)
    lists: list[Row] = [
        (n, [cell(one) for one in r[: MOST_COLUMNS + 1]]) for n, r in found if isinstance(r, list) and r
    ]
    records = [(line, record) for line, record in found if isinstance(record, dict)]
    if not records and lists:
        return [Grid(file, name, _bounded(iter(lists)))]  # rows as they stand in a table, the heading among them
    first, *others = _sheets_of(records, file, name, 0)
    left = [line for line, record in found if not isinstance(record, dict)]
    if left:
        told = Text(
            f"有 {len(left)} 项不是对象（第一项在第 {left[0]} 行），未导入",
            f"what is no object was not imported: {counted(len(left), 'item')} (the first in line {left[0]})",
        )
        first = replace(first, remarks=(told,))
    return [first, *others]


def _sheets_of(records: list[tuple[int, dict[str, Any]]], file: str, name: str, depth: int) -> Iterator[Grid]:
    places: dict[str, int] = {}
    rows: list[Row] = []
    inner: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    kind = str(dict(_flat(records[0][1], "", _DEPTH)).get("attributes.type", "")) if records else ""
    for line, record in records:
        flat = dict(_flat(record, "", _DEPTH))
        for heading, value in record.items() if depth < _DEPTH else ():
            members = value.get("records") if isinstance(value, dict) else value
            if isinstance(members, list) and any(isinstance(one, dict) for one in members):
                flat = {h: v for h, v in flat.items() if h.partition(".")[0] != heading}
                called = _called(record)
                one_of = kind or re.sub("s$", "", re.sub("ies$", "ys", name))  # one of the companies
                if not depth and heading.casefold() in _OF_COMPANIES and heading_key(one_of) not in known_headings():
                    one_of = "company"
                above = {one_of: called}
                if "company" in record and depth:
                    above = {"company": str(record["company"])} | above  # addresses within contacts within companies
                inner.setdefault(heading, []).extend((line, above | one) for one in members if isinstance(one, dict))
        for heading in flat:
            places.setdefault(heading, len(places))
        if len(places) > MOST_COLUMNS:
            raise Unreadable(Text("记录的字段太多", "the records have too many fields"), line)
        row: list[Cell] = [""] * len(places)
        for heading, value in flat.items():
            row[places[heading]] = value
        rows.append((line, row))
    headings: list[Cell] = [*places]
    yield Grid(file, kind or name, [(0, headings), *rows], exact=True)
    for heading, some in inner.items():
        yield from _sheets_of(some, file, heading, depth + 1)


def _called(record: Mapping[str, Any]) -> str:
    """What an object is called: by a member of a usual name, else by the first that is headed like names of companies or people."""
    usual = (record[key] for key in _NAMES if isinstance(record.get(key), str))
    headed = (v for k, v in record.items() if isinstance(v, str) and _CALLED & meanings_of(heading_key(k)))
    return str(next(usual, None) or next(headed, ""))


def _flat(record: Mapping[str, Any], before: str, depth: int) -> Iterator[tuple[str, Cell]]:
    """Members of a record and of the objects in it, with dots between the names; ``properties`` is no name of its own."""
    for name, value in record.items():
        whole = before + name
        if isinstance(value, dict) and depth:
            inner = before if name in ("properties", "fields") else f"{whole}."
            yield from _flat(value, inner, depth - 1)
        else:
            yield whole, cell(value)
