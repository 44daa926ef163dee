"""Reading files by a mapping: which section a sheet belongs to, what is left over, and the rows of ours that come of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from graphcrm.files import reason
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Unusable
from graphcrm.ingest.files import Unreadable, display
from graphcrm.ingest.gathering import Gathering
from graphcrm.ingest.guessing.completing import completed
from graphcrm.ingest.guessing.laid import Sheet
from graphcrm.ingest.guessing.rows.reading import LISTS, Source
from graphcrm.ingest.guessing.sheets.grids import Grid, read_grids
from graphcrm.ingest.guessing.sheets.naming import Naming
from graphcrm.ingest.guessing.sheets.tables import find_tables, nothing_found
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.ingest.headings import is_private, not_imported, table_of
from graphcrm.ingest.lending import read_or_tell
from graphcrm.ingest.mapping import ForeignMapping, SheetMapping
from graphcrm.ingest.options import Progress
from graphcrm.model.fields import shown
from graphcrm.spoken import counted, joined

__all__ = ["grids_of", "sources_of"]

#: Endings of files in a folder that may hold tables.
_ENDINGS = frozenset({
    ".csv", ".tsv", ".txt", ".xls", ".html", ".htm", ".xlsx", ".xlsm", ".ods", ".json", ".vcf", ".vcard", ".ics", ".ndjson", ".jsonl",
    ".ftm",
})  # fmt: skip


def grids_of(
    gathering: Gathering, paths: Iterable[str | os.PathLike[str]], progress: Progress | None = None
) -> Iterator[Grid]:
    """Every sheet of every file; what cannot be read is reported."""
    files = [f for p in paths for f in _files(gathering, Path(p))]
    for done, path in enumerate(files, 1):
        yield from read_or_tell(gathering, path, files, partial(_grids, gathering, path)) or ()
        if progress is not None:
            progress(done, len(files))


def _grids(gathering: Gathering, path: Path) -> list[Grid]:
    return list(read_grids(path, gathering.unreadable, gathering.hints.encoding))


def _files(gathering: Gathering, path: Path) -> Sequence[Path]:
    try:
        if not path.is_dir():
            return [path]
        found = sorted(p for p in path.iterdir() if p.suffix.casefold() in _ENDINGS and p.name[:1] not in ".~")
    except (OSError, ValueError) as error:
        gathering.unreadable(
            display(path), Unreadable(Text("无法打开：{why}", "it cannot be opened: {why}").format(why=reason(error)))
        )
        return []
    if not found:
        empty = Text("文件夹里没有可读的文件", "the folder holds no file that can be read")
        gathering.unreadable(display(path), Unreadable(empty))
    return found


def sources_of(gathering: Gathering, grids: Iterable[Grid], mapping: ForeignMapping, today: str) -> list[Source]:
    """The sheets that the mapping knows, or that are named after a table of ours; what is left out is reported (W12)."""
    found: list[Source] = []
    sheets: list[Sheet] = []
    naming = Naming([section.name for section in mapping.sheets])
    for grid in map(naming.grid, grids):
        for remark in grid.remarks:
            gathering.log.say("W12", grid.file, remark)
        lines = {s.heading for s in mapping.sheets if s.heading and s.name == grid.name}
        laid = [naming.sheet(s, grid) for s in find_tables(grid, min(lines, default=None), mapping.allows)]
        if lines and not laid:
            told = Text(
                "映射说标题在第 {n} 行，那里没有标题", "the mapping has the heading in line {n}, where there is none"
            )
            gathering.unreadable(grid.file, Unreadable(told.format(n=min(lines))))
        if grid.rows and not (laid or lines):
            gathering.log.say("W12", grid.file, nothing_found(grid))
        sheets += laid
    for sheet, own in zip(sheets, completed(mapping, sheets, today), strict=True):
        section = own or _ours(sheet)
        for told in sheet.left_out if section else ():
            gathering.log.say("W12", sheet.file, told)
        if section is None:
            text = Text(
                f"映射里没有“{shown(sheet.name)}”这一节，未导入；列：",
                f"the mapping has no section for “{shown(sheet.name)}”; it was not imported; columns: ",
            )
            gathering.log.say("W12", sheet.file, text + joined([shown(h, 30) for h in sheet.headings if h][:12]))
        elif section.of is not None:
            source = Source(sheet, section, today)
            if not mapping.shipped:
                _report_missing(gathering, source)
            _report_repeated(gathering, source)
            _report_unmapped(gathering, source)
            _report_unusable(gathering, source)
            found.append(source)
    return found


def _ours(sheet: Sheet) -> SheetMapping | None:
    of = table_of(sheet.name)
    return None if of is None else SheetMapping(sheet.name, of, {}, {})


def _report_missing(gathering: Gathering, source: Source) -> None:
    """Columns that somebody's own mapping names and the sheet does not have; that of a system names more than anybody exports."""
    there = {heading_key(heading) for heading in source.sheet.headings}
    missing = [shown(h, 40) for key, h in source.section.headings.items() if key not in there]
    if missing:
        text = Text("映射里的列，这张表没有：", "columns of the mapping that the sheet does not have: ")
        gathering.log.say("W12", source.sheet.file, text + joined(missing[:40]), source.sheet.heading_line or None)


def _report_repeated(gathering: Gathering, source: Source) -> None:
    """Headings that stand over several columns, of which one would hide what the others say."""
    said = source.meanings()
    times = Counter(
        heading_key(source.sheet.headings[place]) for place, names in said.items() if not set(names) <= LISTS
    )
    for heading in dict.fromkeys(h for h in source.sheet.headings if times[heading_key(h)] > 1):
        text = Text(
            f"标题“{shown(heading)}”出现不止一次，每行只取第一个有内容的格",
            f"the heading “{shown(heading)}” stands more than once; of each row the first of its cells that holds anything counts",
        )
        gathering.log.say("W12", source.sheet.file, text, source.sheet.heading_line or None, shown(heading))


def _report_unmapped(gathering: Gathering, source: Source) -> None:
    """All columns about which the mapping says nothing, in one line; private ones are told apart."""
    names = source.unmapped()
    of = source.section.of
    assert of is not None
    for name in names:
        if is_private(name):
            gathering.log.say(
                "W12", source.sheet.file, not_imported(of, name), source.sheet.heading_line or None, shown(name)
            )
    rest = [shown(name, 40) for name in names if not is_private(name)]
    if rest:
        text = Text(f"{len(rest)} 列未导入：", f"not imported, {counted(len(rest), 'column')}: ") + joined(rest[:40])
        gathering.log.say("W12", source.sheet.file, text, source.sheet.heading_line or None)


def _report_unusable(gathering: Gathering, source: Source) -> None:
    """Cells of columns that are taken which hold an error, or a formula without a value (E03): they are never read as empty."""
    taken = [(place, names[0]) for place, names in source.meanings().items() if names]
    for cells, line in zip(source.sheet.rows, source.sheet.lines, strict=True):
        for place, name in taken:
            cell = cells[place]
            if isinstance(cell, Unusable):
                gathering.log.say("E03", source.sheet.file, cell.text, line, name, cell.value)
