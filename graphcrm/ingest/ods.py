"""Reading an OpenDocument spreadsheet (.ods) as sheets like those of a workbook, by the same guarded XML parser.

All sheets stand in one part, so they are read together. A row or cell that says how often it is repeated is taken so often if it
holds something, and refused where that would be a bomb; cells that a merged one covers stay empty.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import field

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.cells import error_cell
from graphcrm.ingest.files import PROTECTED, Unreadable
from graphcrm.ingest.sheet import MOST_TEXT, NO_VALUE, Cell, letters, number_text, too_long
from graphcrm.ingest.xmlparts import fed, new_parser
from graphcrm.ingest.zipguard import part
from graphcrm.model.fields import shown

__all__ = ["OdsSheet", "is_opendocument", "read_ods"]

#: The part that holds the sheets.
_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
#: Cells of all sheets that are kept, and columns of a row, as many as Excel has.
_MOST_CELLS, _MOST_COLUMNS = 2_000_000, 16_384
#: Spaces that one element stands for.
_MOST_SPACES = 100
_TOO_LARGE = Text("表格太大；请另存为 .xlsx 或 CSV", "the sheets are too large; save them as .xlsx, or as CSV")
_TIME = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:\.\d+)?S")
_FRACTION = re.compile(r"\.\d+$")
#: What stands in a cell beside its text: comments, drawings.
_ASIDE = frozenset({"annotation", "shapes", "frame", "custom-shape", "g"})
_VALUES = {
    "float": "value", "percentage": "value", "currency": "value", "date": "date-value", "boolean": "boolean-value",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OdsSheet:
    """A sheet: its rows that hold anything, as (line, value by column), and what else is known of it."""

    name: str
    unseen: bool
    rows: list[tuple[int, dict[int, Cell]]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    indents: Mapping[tuple[int, int], int] = field(default_factory=dict)
    from_1904: bool = False

    def __iter__(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        return iter(self.rows)


def is_opendocument(archive: zipfile.ZipFile) -> bool:
    """Whether the archive is an OpenDocument file; one that is encrypted as a whole, as LibreOffice does, shows no content."""
    return not {_CONTENT, _MANIFEST}.isdisjoint(archive.namelist())


def read_ods(archive: zipfile.ZipFile) -> list[OdsSheet]:
    """Every sheet, in order. Raises Unreadable, and what XML and zip readers raise of what is damaged."""
    if _MANIFEST in archive.namelist():
        with part(archive, _MANIFEST) as stream:
            if b"encryption-data" in stream.read(1024 * 1024):
                raise Unreadable(PROTECTED)
    reader = _Reader()
    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.data
    for _ in fed(parser, archive, _CONTENT):
        pass
    if not reader.sheets:
        raise Unreadable(Text("这个 OpenDocument 文件里没有工作表", "this OpenDocument file holds no sheet"))
    return reader.sheets


class _Reader:
    """Collects sheets; `aside` counts elements that are open within a cell and no part of its text."""

    def __init__(self) -> None:
        self.sheets: list[OdsSheet] = []
        self.style, self.unseen = "", set[str]()
        self.depth = self.aside = self.line = self.column = self.cells = 0
        self.row, self.of_row = dict[int, Cell](), dict[str, str]()
        self.of_cell: dict[str, str] | None = None
        self.pieces: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, of = _local(tag), {_local(k): v for k, v in attributes.items()}
        if self.aside or name in _ASIDE:
            self.aside += 1
        elif name == "style":
            self.style = of.get("name", "")
        elif name == "table-properties" and of.get("display") == "false":
            self.unseen.add(self.style)
        elif name == "table":
            self.depth += 1
            if self.depth == 1:
                self.sheets.append(OdsSheet(of.get("name", ""), of.get("style-name", "-") in self.unseen))
                self.line = 1
        elif self.depth != 1:
            return
        elif name == "table-row":
            self.row, self.of_row, self.column = {}, of, 0
        elif name in ("table-cell", "covered-table-cell"):
            self.of_cell, self.pieces = of, []
        elif self.of_cell is not None and len(self.pieces) < MOST_TEXT:
            self.pieces.append(_spacing(name, of, bool(self.pieces)))

    def data(self, text: str) -> None:
        if self.of_cell is not None and not self.aside and 0 < len(self.pieces) < MOST_TEXT:
            self.pieces.append(text)

    def end(self, tag: str) -> None:
        name = _local(tag)
        if self.aside:
            self.aside -= 1
        elif name == "table":
            self.depth -= 1
        elif self.depth != 1:
            return
        elif name in ("table-cell", "covered-table-cell") and self.of_cell is not None:
            self._cell(self.of_cell, covered=name != "table-cell")
            self.of_cell = None
        elif name == "table-row":
            self._rows()

    def _cell(self, of: dict[str, str], *, covered: bool) -> None:
        times = _times(of, "number-columns-repeated")
        value = "" if covered else _value(of, "".join(self.pieces))
        if value != "":
            if self.column + times > _MOST_COLUMNS:
                raise Unreadable(Text(f"一格重复 {times:,} 列", f"a cell is repeated {times:,} times"), self.line)
            self.row.update((place, value) for place in range(self.column, self.column + times))
            down, right = _times(of, "number-rows-spanned"), _times(of, "number-columns-spanned")
            if (down > 1 or right > 1) and len(self.sheets[-1].merged) < _MOST_COLUMNS:
                first, last = letters(self.column), letters(min(self.column + right, _MOST_COLUMNS) - 1)
                self.sheets[-1].merged.append(f"{first}{self.line}:{last}{self.line + down - 1}")
        self.column += times

    def _rows(self) -> None:
        times, sheet = _times(self.of_row, "number-rows-repeated"), self.sheets[-1]
        if self.row:
            self.cells += times * (len(self.row) + 1)
            if self.cells > _MOST_CELLS:
                raise Unreadable(_TOO_LARGE, self.line)
            lines = range(self.line, self.line + times)
            sheet.rows.extend((line, dict(self.row)) for line in lines)
            if self.of_row.get("visibility") in ("collapse", "filter"):
                sheet.hidden.extend(lines)
        self.line += times


def _local(tag: str) -> str:
    return tag.rsplit(":", 1)[-1]


def _times(of: Mapping[str, str], name: str) -> int:
    """How often, at least once; raises Unreadable for what is no number of times, such as one below 0."""
    said = of.get(name, "1")
    if not (said.isascii() and said.isdigit()):
        what = shown(said)
        raise Unreadable(Text(f"“{what}”不是重复次数（{name}）", f"“{what}” is no number of times ({name})"))
    return max(1, int(said[:9]))


def _spacing(name: str, of: Mapping[str, str], later: bool) -> str:
    """What an element within a cell adds to its text: a further paragraph is a further line."""
    if name == "s":
        return " " * min(_times(of, "c"), _MOST_SPACES)
    return {"p": "\n" if later else "", "line-break": "\n", "tab": "\t"}.get(name, "")


def _value(of: Mapping[str, str], text: str) -> Cell:
    """The value of a cell as a workbook's would be: a number, an ISO day, a time, true or false, or its text."""
    kind = of.get("value-type", "")
    if kind == "error" or (text[:1] == "#" and "formula" in of and (text[-1:] in "!?" or text == "#N/A")):
        return error_cell(text)
    said = of.get(_VALUES.get(kind, ""), "")
    if kind == "time" and (found := _TIME.fullmatch(of.get("time-value", ""))):
        return f"{int(found[1]):02}:{int(found[2]):02}:{int(found[3]):02}"
    if kind == "date" and said:
        return _FRACTION.sub("", said).replace("T", " ").removesuffix(" 00:00:00")
    if kind == "boolean" or not said:
        text = said or of.get("string-value", text)
        if not text and "formula" in of and not kind:
            return NO_VALUE
        return too_long(text) if len(text) > MOST_TEXT else text
    return number_text(said)
