"""Finding the tables in what the user named: folders of CSV files, single files, workbooks, JSON documents."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from graphcrm.dataclass import dataclass
from graphcrm.files import reason
from graphcrm.i18n import Text
from graphcrm.ingest.csvfile import read_csv
from graphcrm.ingest.files import LIMIT, PROTECTED, TEXT, Unreadable, display, is_encrypted, opened, signature
from graphcrm.ingest.gathering import Gathering
from graphcrm.ingest.headings import AS_KEPT, meant_table, otherwise
from graphcrm.ingest.jsonfile import read_json
from graphcrm.ingest.lending import read_or_tell
from graphcrm.ingest.options import Progress
from graphcrm.ingest.other_networks import network_elsewhere, refused_network
from graphcrm.model.fields import shown
from graphcrm.model.tables import Table
from graphcrm.spoken import counted

__all__ = ["Found", "files_of", "form_of", "read_paths", "table_named"]

_PACKED = Text(
    "这是压缩文件（gzip、zip、7z 之类）；请先解压，再导入里面的文件",
    "this is a compressed file (gzip, zip, 7z or such); unpack it, and import the files in it",
)
_PACKINGS = re.compile(
    rb"\x1f\x8b|7z\xbc\xaf'\x1c|Rar!\x1a\x07|BZh[1-9]1AY&SY|\xfd7zXZ\0|\x28\xb5\x2f\xfd|.{257}ustar", re.DOTALL
)
#: Files that only a program of their own reads, by their first bytes.
_STORED = {b"SQLite format 3\0": "SQLite", b"PAR1": "Parquet", b"\0\1\0\0Standard ": "Microsoft Access"}
_XML = Text(
    "这是 Excel 2003 的 XML 表格；请在 Excel 里另存为 .xlsx 或 CSV",
    "this is an XML spreadsheet of Excel 2003; open it in Excel and save it as .xlsx, or as CSV",
)
#: How a page of HTML begins, which many systems write and call ``.xls``.
_PAGE_BEGINS = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*\?>\s*)?<(!doctype html|html|table|head|meta|style|body|div)\b", re.IGNORECASE
)
_PAGE = Text(
    "这是网页（HTML），不是工作簿或 CSV；请在 Excel 里另存为 .xlsx；",
    "this is a web page (HTML) and neither a workbook nor CSV; save it as .xlsx in Excel; ",
)
_LINES = Text(
    "每行是一个 JSON 对象（JSON Lines），不是一个 JSON 文档；",
    "this is JSON Lines, an object a line, and no JSON document; ",
)
#: How files of such lines end.
_BY_LINES = frozenset({".jsonl", ".ndjson", ".ftm"})
_OF_A_FOLDER = Text(
    "文件夹里只读 CSV 表，未导入；需要时请直接指定这个文件",
    "of a folder only tables in CSV are read; it was not imported; name the file itself if it is wanted",
)
#: Files of a folder that are told one by one, of those that are not read.
_TOLD = 20
_WHOLE = frozenset({".xlsx", ".xlsm", ".ods", ".json"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may hold tables."""

    path: Path
    size: int


def read_paths(gathering: Gathering, paths: Sequence[str | os.PathLike[str]], progress: Progress | None) -> None:
    """Read every table found; what cannot be read is reported."""
    found = files_of(gathering, paths)
    beside = [f.path for f in found]
    total = sum(f.size for f in found)
    done = 0
    for source in found:
        file = display(source.path)

        def seen(position: int, before: int = done) -> None:
            if progress is not None:
                progress(min(before + position, total), total)

        read_or_tell(gathering, source.path, beside, partial(_read, gathering, source.path, file, seen))
        done += source.size
        seen(0, done)


def files_of(gathering: Gathering, paths: Sequence[str | os.PathLike[str]]) -> list[Found]:
    """The files that hold tables; those of a folder that do not are reported."""
    return [f for p in paths for f in _expand(gathering, Path(p))]


def _expand(gathering: Gathering, path: Path) -> Iterator[Found]:
    try:
        folder = path.is_dir()
    except (OSError, ValueError):
        folder = False
    if not folder:
        yield Found(path, _size(path))
        return
    try:
        names = sorted(os.listdir(path))
    except OSError as error:
        gathering.unreadable(
            display(path), Unreadable(Text("无法打开：{why}", "it cannot be opened: {why}").format(why=reason(error)))
        )
        return
    tables = [n for n in names if Path(n).suffix.casefold() in TEXT and gathering.table(Path(n).stem) is not None]
    csv = [n for n in names if Path(n).suffix.casefold() in {".csv", ".tsv"} and not n.startswith(("~", "."))]
    _leave(gathering, path, [n for n in csv if n not in tables], _not_a_table)
    yield from (Found(path / name, _size(path / name)) for name in tables)
    whole = [n for n in names if Path(n).suffix.casefold() in _WHOLE and not n.startswith(("~", "."))]
    _leave(gathering, path, whole if tables else [], lambda _: _OF_A_FOLDER)
    if not tables:
        advice = otherwise("")
        if whole:
            advice = Text(f"请直接指定 {whole[0]}", f"name the file itself: {shown(whole[0])}")
        gathering.unreadable(
            display(path), Unreadable(Text("文件夹里没有任何表；", "the folder holds no table; ") + advice)
        )


def _leave(gathering: Gathering, folder: Path, names: Sequence[str], why: Callable[[str], Text]) -> None:
    """Tell of files of a folder that are not read, of the first ones each."""
    for name in names[:_TOLD]:
        gathering.log.say("W12", display(folder / name), why(name))
    if (more := len(names) - _TOLD) > 0:
        text = Text(f"另有 {more:,} 个这样的文件，未导入", f"{counted(more, 'more file')} of this kind not imported")
        gathering.log.say("W12", display(folder), text)


def _not_a_table(name: str) -> Text:
    stem = Path(name).stem
    text = Text(
        f"文件名“{shown(stem)}”不是表名，未导入",
        f"“{shown(stem)}” is not the name of a table; the file was not imported",
    )
    return text + meant_table(stem)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def table_named(gathering: Gathering, path: Path) -> Table:
    """The table that a file is named after; raises Unreadable."""
    of = gathering.table(path.stem)
    if of is None:
        stem = shown(path.stem)
        raise Unreadable(
            Text(f"文件名“{stem}”不是表名；", f"“{stem}” is not the name of a table; ") + otherwise(path.stem)
        )
    return of


def form_of(path: Path, *, pages: bool = False) -> str:
    """``xlsx`` (an .ods, too), ``json``, ``csv`` or, with `pages`, ``page``, by what the file holds; raises Unreadable for others."""
    with opened(path, max(LIMIT.values())) as stream:
        head = stream.read(4096)
        format_ = signature(head)
        locked = format_ == "ole" and is_encrypted(stream)
    suffix = path.suffix.casefold()
    if _PACKINGS.match(head) or (format_ == "zip" and suffix == ".zip"):
        raise Unreadable(_PACKED)
    if stored := next((name for begins, name in _STORED.items() if head.startswith(begins)), ""):
        raise Unreadable(
            Text(
                f"这是 {stored} 的数据文件，不是表格；请从中导出为 CSV 或 .xlsx",
                f"this is a data file of {stored} and no table; export what it holds as CSV or .xlsx",
            )
        )
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise Unreadable(_XML)
    if format_ == "zip":
        return "xlsx"
    if locked:
        raise Unreadable(PROTECTED)
    if format_ == "ole":
        raise Unreadable(
            Text(
                "这是旧版工作簿（.xls）或其他旧版 Office 文件；请在 Excel 里另存为 .xlsx 或 CSV",
                "this is an old workbook (.xls) or another old Office file; open it in Excel and save it as .xlsx, or as CSV",
            )
        )
    if format_ == "pdf":
        raise Unreadable(Text("这是 PDF，不是表格", "this is a PDF, not a table"))
    if suffix in {".xlsx", ".xlsm", ".ods"}:
        raise Unreadable(Text("这不是 Excel 或 OpenDocument 工作簿", "this is no workbook of Excel or OpenDocument"))
    if suffix == ".json" or (suffix not in TEXT and head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")):
        return "json"
    if (refused := refused_network(head)) is not None:
        raise Unreadable(refused)
    if not _PAGE_BEGINS.match(head):
        return "csv"
    if not pages:
        raise Unreadable(_PAGE + AS_KEPT)
    return "page"


def _read(gathering: Gathering, path: Path, file: str, seen: Callable[[int], None]) -> None:
    form = form_of(path)
    if (elsewhere := network_elsewhere(path)) is not None:
        raise Unreadable(elsewhere)
    if form == "xlsx":
        from graphcrm.ingest.workbook import read_workbook

        read_workbook(gathering, path, file)
    elif form == "json" and path.suffix.casefold() in _BY_LINES:
        raise Unreadable(_LINES + AS_KEPT)
    elif form == "json":
        read_json(gathering, path, file)
    else:
        read_csv(gathering, table_named(gathering, path), path, file, path.stem, seen)
