"""Tables of a page of HTML, which many systems write and call ``.xls``: each table as rows of text.

The page is cut at its tags by our own few lines: nothing of it is loaded, run or followed, and no input takes longer than its length.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.encodings import encoding_of
from graphcrm.ingest.files import Unreadable, opened
from graphcrm.ingest.gathering import MOST_COLUMNS

__all__ = ["tables_of"]

_LIMIT = 50 * 1024 * 1024
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]{0,2000})>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div)\b[^<>]{0,200}>", re.IGNORECASE)
_OTHER = re.compile(r"<[^<>]{0,2000}>")
_SPAN = re.compile(r"colspan\s*=\s*[\"']?(\d{1,4})", re.IGNORECASE)
_MOST_CELLS = 3_000_000

Rows = list[tuple[int, list[Cell]]]


def tables_of(path: Path, wanted: str | None) -> list[Rows]:
    """The tables that hold anything, each as (line, cells); raises Unreadable."""
    with opened(path, _LIMIT) as stream:
        page = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), stream.read().decode(encoding_of(stream, wanted=wanted)))
    found: list[Rows] = []
    open_: list[Rows] = []
    line, counted, start, cells, gap = 1, 0, -1, 0, 0
    for tag in _TAG.finditer(page):
        line, counted = line + page.count("\n", counted, tag.start()), tag.start()
        if start >= 0 and open_ and open_[-1]:
            open_[-1][-1][1].append(_plain(page[start : tag.start()]))
            start = -1
        name = tag[2].casefold()
        if name == "table" and not tag[1]:
            open_.append([])
        elif name == "table" and open_:
            found.append(open_.pop())
        elif not tag[1] and name == "tr" and open_:
            open_[-1].append((line, []))
            gap = 0
        elif not tag[1] and open_ and open_[-1]:
            row = open_[-1][-1][1]
            row += [""] * gap
            span = _SPAN.search(tag[3])
            gap = min(int(span[1]), MOST_COLUMNS) - 1 if span else 0
            cells += gap + 1
            start = tag.end()
            if cells > _MOST_CELLS or len(row) > MOST_COLUMNS:
                raise Unreadable(Text("表格太大；请拆分", "the tables are too large; split them"), line)
    if start >= 0 and open_ and open_[-1]:
        open_[-1][-1][1].append(_plain(page[start:]))
    found += reversed(open_)
    kept = [[(n, cells) for n, cells in rows if any(cells)] for rows in found]
    if not any(kept):
        raise Unreadable(Text("网页里没有表格", "the page holds no table"))
    return [rows for rows in kept if rows]


def _plain(cell: str) -> str:
    return html.unescape(_OTHER.sub("", _BREAK.sub("\n", cell))).replace("\xa0", " ").strip()
