"""Files that hold a network: which format one is, by what is in it, and its ties and people as grids of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.csvfile import layout_of, ragged, records
from graphcrm.ingest.files import LIMIT, Unreadable, display, opened
from graphcrm.ingest.heading_row import is_comment_row
from graphcrm.ingest.network_columns import NODES, places
from graphcrm.ingest.network_rows import Grid, NetworkRows
from graphcrm.ingest.sources import form_of
from graphcrm.model.fields import shown

__all__ = ["FORMATS", "read_network", "read_people"]

#: What a user may bring.
FORMATS = Text(
    "可读取：CSV、Excel 工作簿、GraphML、GEXF、GML、Pajek、JSON（nodes/links）或邻接矩阵",
    "What can be read: CSV, workbooks, GraphML, GEXF, GML, Pajek, JSON with nodes and links, adjacency matrices",
)

#: What a cell of a matrix holds where two are not tied, which is in nearly all of them.
_NO_TIE = ("0", "", 0)
#: How programs write that, with the decimals of the column.
_NOUGHT = re.compile(r"\s*(?:[+-]?0+(?:[.,]0*)?\s*)?")


def read_network(network: NetworkRows, path: Path) -> None:
    """Read ties, and people where the format has them; raises Unreadable."""
    form = _form(path)
    if form == "csv":
        _csv(network, path, ties=True)
    elif form == "xlsx":
        _workbook(network, path)
    else:
        from graphcrm.ingest.network_graphs import read_graph

        def tell(said: Text, line: int) -> None:
            network.log.say("W12", display(path), said, line)

        people, ties = read_graph(path, form, network.encoding, tell)
        network.nodes(people)
        network.edges(ties)


def read_people(network: NetworkRows, path: Path) -> None:
    """Read a list of people, a table of its own; raises Unreadable."""
    form = _form(path)
    if form == "csv":
        _csv(network, path, ties=False)
        return
    if form != "xlsx":
        raise Unreadable(Text("人员表须为 CSV 或工作簿", "a list of people is a CSV file or a workbook"))
    for grid in _sheets(network, path):
        try:
            places(grid.headings, NODES)
        except Unreadable:
            continue
        network.nodes(grid, listed=True)
        return
    raise Unreadable(Text("没有一张表有编号（id）列", "no sheet has a column id"), 1, "id", "E13")


def _form(path: Path) -> str:
    """The format, by what the file holds and, of plain text, by its ending; raises Unreadable."""
    with opened(path, max(LIMIT.values())) as stream:
        start = stream.read(4096).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    suffix = path.suffix.casefold()
    if start[:1] == b"<":
        return "xml"
    form = form_of(path)
    if form == "xlsx":
        return form
    if suffix in {".graphml", ".gexf"}:
        raise Unreadable(Text("这不是 XML", "this is not XML"))
    if suffix == ".gml":
        return "gml"
    return "pajek" if suffix in {".net", ".paj"} or start[:1] == b"*" else form


def _csv(network: NetworkRows, path: Path, *, ties: bool) -> None:
    """Rows as they stream by; a matrix is looked at whole."""
    file = display(path)
    headings: list[str] = []
    held: list[list[str]] = []
    numbers: list[int] = []
    why: Unreadable | None = None
    table = "edges" if ties else "nodes"

    def odd(row: list[str], line: int, width: int) -> None:
        network.rows[table] += 1
        network.fault(table, "E15", file, ragged(len(row), width), line)

    more = False
    with opened(path, LIMIT["csv"]) as stream:
        layout = layout_of(stream, network.encoding)
        for rows, lines in records(stream, lambda names, _line: headings.extend(names), odd, layout):
            grid = Grid(file, headings, rows, lines, more=more)
            if why is None and ties:
                try:
                    network.edges(grid)
                except Unreadable as error:
                    if more or not _no_list(error):
                        raise
                    why = error
            elif why is None:
                network.nodes(grid, listed=True)
            if why is not None:
                held += rows
                numbers += lines
            more = True
    if not headings:
        raise Unreadable(Text("没有标题行", "there is no heading line"), 1)
    if why is not None:
        network.edges(_unfolded(network, Grid(file, headings, held, numbers), why))


def _no_list(error: Unreadable) -> bool:
    """Whether the fault is that columns of a list of ties are missing, as they are in a matrix."""
    return error.column in ("src", "dst") and error.code == "E13"


@lru_cache(maxsize=1000)
def _is_nought(cell: str) -> bool:
    """Whether a cell of a matrix says that two are not tied: “0.000”, a blank. Of a million cells nearly all are the same text."""
    return bool(_NOUGHT.fullmatch(cell))


def _unfolded(network: NetworkRows, grid: Grid, why: Unreadable, of_type: str | None = None) -> Grid:
    """The ties of an adjacency matrix: row → column, as strong as the cell says. Empty cells and noughts are none.

    The first column names the rows and the first row the columns, in any order but the same ones. Raises `why`, that the
    grid is no list of ties, if it is no matrix either.
    """
    names = [heading.strip() for heading in grid.headings[1:]]
    rows = [str(row[0]).strip() for row in grid.rows]
    if not rows or sorted(rows) != sorted(names) or len(set(names)) != len(names):
        raise why
    network.know(*(name for name in rows if name))
    ties: list[list[Cell]] = []
    lines: list[int] = []
    for name, row, line in zip(rows, grid.rows, grid.lines, strict=True):
        for other, cell in [one for one in zip(names, row[1:], strict=True) if one[1] not in _NO_TIE]:
            if isinstance(cell, str) and _is_nought(cell):
                continue
            ties.append([name, other, cell] if of_type is None else [name, other, cell, of_type])
            lines.append(line)
    return Grid(grid.file, ("src", "dst", "weight", "type")[: 3 if of_type is None else 4], ties, lines, loose=True)


def _workbook(network: NetworkRows, path: Path) -> None:
    """Every visible sheet that is a list of ties, of people, or a matrix; of several the types may be the sheets' names."""
    seen, ties = [], 0
    for grid in _sheets(network, path):
        seen.append(grid.file)
        try:
            network.edge_columns(grid.headings, grid.rows)
        except Unreadable as error:
            if not _no_list(error):
                raise
            try:
                name = grid.file.rsplit("#", 1)[-1]
                network.edges(_unfolded(network, grid, error, name if name in network.ties else None))
            except Unreadable:
                if _people(network, grid):
                    continue
                text = Text(
                    "这张表既无关系也无人员，未导入", "the sheet holds neither ties nor people; it was not imported"
                )
                network.log.say("W12", grid.file, text)
                continue
        else:
            network.edges(grid)
        ties += 1
    if not ties:
        sheets = ", ".join(name.rsplit("#", 1)[-1] for name in seen[:20])
        why = Text(
            f"没有一张表是关系清单（src、dst）或邻接矩阵；有：{sheets}",
            f"no sheet is a list of ties (src, dst) or a matrix; there is {sheets or 'none'}",
        )
        options = "graphcrm network import --source-column … --target-column …"
        advice = Text(f"指明是哪两列：{options}", f"Name the two columns: {options}")
        raise Unreadable(why, 1, "src", "E13", advice)


def _people(network: NetworkRows, grid: Grid) -> bool:
    try:
        network.nodes(grid)
    except Unreadable:
        return False
    return True


def _sheets(network: NetworkRows, path: Path) -> Iterator[Grid]:
    """The visible sheets of a workbook, each row as wide as the heading; raises Unreadable."""
    from graphcrm.ingest.workbook import visible_sheets

    file = display(path)
    for name, cells in visible_sheets(path):
        where = f"{file}#{shown(name)}"
        headings: list[str] = []
        rows: list[list[Cell]] = []
        lines: list[int] = []
        for line, row in cells:
            if is_comment_row(row):
                continue
            if not headings:
                headings = [str(row.get(n, "")) for n in range(max(row) + 1)]
            elif max(row) >= len(headings):
                beyond = Text("标题之外的列里有内容", "there is something beyond the last heading")
                network.rows["edges"] += 1
                network.fault("edges", "E15", where, beyond, line)
            else:
                rows.append([row.get(n, "") for n in range(len(headings))])
                lines.append(line)
        if headings:
            yield Grid(where, headings, rows, lines)
