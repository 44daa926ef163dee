"""Cells of a worksheet: strings, numbers, dates, booleans, errors, formulas without a value."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import datetime, timedelta
from math import isfinite
from typing import Any, Protocol

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Unusable, error_cell
from graphcrm.ingest.files import Unreadable
from graphcrm.ingest.xmlparts import elements, fed, new_parser
from graphcrm.model.fields import shown
from graphcrm.model.figures import exact

__all__ = [
    "MOST_TEXT", "NO_VALUE", "Cell", "Cells", "SheetRows", "Styles", "area_of", "letters", "number_text", "read_strings",
    "read_styles", "too_long",
]  # fmt: skip

Cell = Any

_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_MOST_MERGED = 10_000
#: Rows and columns of a sheet, and digits of the numbers by which its parts refer to each other.
_MOST_LINES, _MOST_PLACES, _DIGITS = 1_048_576, 16_384, 9
#: Cells of one sheet, and characters of one cell, that are looked at.
_MOST_CELLS = 12_000_000
_MOST_STRINGS = 3_000_000
MOST_TEXT = 40_000
#: Whole numbers from which on a spreadsheet has rounded the digits behind the fifteenth, and digits of one that is taken as a key.
_WHOLE, _MOST_DIGITS = 1e15, 40
_ROUNDED = Text(
    "这个数超过 15 位，后面的数字已被电子表格舍去；请把单元格设为文本，重新填写",
    "the number has more than 15 digits, and the spreadsheet has rounded the others; make the cell text and fill it in again",
)
#: As far in as Excel lets a cell stand.
_DEEPEST = 250
NO_VALUE = Unusable(
    Text(
        "公式没有缓存的值；请在 Excel 里重新计算并保存",
        "the formula has no stored value; recalculate and save it in Excel",
    )
)


@dataclass(slots=True)
class Styles:
    """Which cell formats show dates, which stand how far in, and the day from which days are counted."""

    dates: set[int] = field(default_factory=set)
    indents: dict[str, int] = field(default_factory=dict)
    from_1904: bool = False

    def moment(self, days: float) -> str | None:
        """A serial number as ISO text: a date, a time of day, or both."""
        if not 0 <= days < 2_958_466 or (60 <= days < 61 and not self.from_1904):
            return None  # the 60th is what Excel takes for 29 February 1900
        if days < 1 and not self.from_1904:
            return (datetime(1900, 1, 1) + timedelta(seconds=round(days * 86400))).time().isoformat()
        start = datetime(1904, 1, 1) if self.from_1904 else datetime(1899, 12, 30 if days >= 60 else 31)
        try:
            when = start + timedelta(seconds=round(days * 86400))
        except OverflowError:  # four years too many where days are counted from 1904; the last instant, rounded up
            return None
        return when.date().isoformat() if when.time() == datetime.min.time() else when.isoformat(" ")


def read_styles(archive: zipfile.ZipFile, name: str | None) -> Styles:
    """Cell formats by number."""
    styles = Styles()
    if name is None:
        return styles
    custom: dict[str, str] = {}
    formats: list[str] = []
    inside = False
    for element in elements(
        archive, name, {"numFmt", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs", "xf", "alignment"}
    ):
        if element.name == "numFmt":
            custom.setdefault(element.get("numFmtId"), element.get("formatCode"))
        elif element.name == "xf":
            if inside:
                formats.append(element.get("numFmtId") or "0")
        elif element.name == "alignment":
            if inside and formats and 0 < (indent := _whole(element.get("indent")) or 0) <= _DEEPEST:
                styles.indents[str(len(formats) - 1)] = indent
        else:
            inside = element.name == "cellXfs"
    for number, code in enumerate(formats):
        shape = _LITERAL.sub("", custom.get(code, "")).split(";")[0]
        builtin = _whole(code) in _DATE_FORMATS and code not in custom
        if builtin or (re.search("[ymdhs年月日]", shape, re.IGNORECASE) and "general" not in shape.casefold()):
            styles.dates.add(number)
    return styles


def read_strings(archive: zipfile.ZipFile, name: str | None) -> list[str]:
    """The shared strings; the runs of a rich text are joined, phonetic hints left out."""
    if name is None:
        return []
    found: list[str] = []
    pieces: list[str] = []
    state = {"text": False, "hint": False}

    def start(tag: str, _attributes: dict[str, str]) -> None:
        local = tag.rsplit(":", 1)[-1]
        if local == "si":
            pieces.clear()
        elif local == "rPh":
            state["hint"] = True
        elif local == "t":
            state["text"] = not state["hint"]

    def end(tag: str) -> None:
        local = tag.rsplit(":", 1)[-1]
        if local == "t":
            state["text"] = False
        elif local == "rPh":
            state["hint"] = False
        elif local == "si":
            found.append(unescaped("".join(pieces)))
            if len(found) > _MOST_STRINGS:
                raise Unreadable(Text("工作簿里的文字太多；请用 CSV", "the workbook holds too many texts; use CSV"))

    def data(text: str) -> None:
        if state["text"]:
            pieces.append(text)

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
    for _ in fed(parser, archive, name):
        pass
    return found


def unescaped(text: str) -> str:
    """Text with the workbook's own escapes (``_x000D_``) resolved, each a unit of UTF-16; half a character is a lost one."""
    if "_x" not in text:
        return text
    made = _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), text)
    return made.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class _Reader:
    """Collects the cells of each row; `rows` is emptied by whoever reads."""

    def __init__(self, strings: list[str], styles: Styles) -> None:
        self.strings, self.styles = strings, styles
        self.rows: list[tuple[int, dict[int, Cell]]] = []
        self.row: dict[int, Cell] = {}
        self.line = self.column = self.cells = 0
        self.kind = self.style = ""
        self.formula = self.collecting = self.has_value = self.hint = False
        #: What the row says that its number is, "" if nothing.
        self.numbered = ""
        self.pieces: list[str] = []
        self.hidden: list[int] = []
        self.indents: dict[tuple[int, int], int] = {}
        self.merged: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = self._local(tag)
        if local == "c":
            self._open(attributes)
        elif local == "v" or local == "t":
            self.collecting = not self.hint
            self.has_value = self.has_value or self.collecting
        elif local == "f":
            self.formula = True
        elif local == "rPh":
            self.hint = True
        elif local == "row":
            self.numbered = attributes.get("r", "")
            self.line = self._line_of(attributes.get("r", ""))
            self.row, self.column = {}, -1
            self.cells += 1
            if attributes.get("hidden") in ("1", "true"):
                self.hidden.append(self.line)
        elif local == "mergeCell" and len(self.merged) < _MOST_MERGED:
            self.merged.append(attributes.get("ref", ""))

    def _line_of(self, given: str) -> int:
        """The number of a row, which may be left out; raises Unreadable for what is none."""
        number = _whole(given) if given else self.line + 1
        if number is None or not self.line < number <= _MOST_LINES:
            said = Text(
                "“{number}” 不是行号（第 {line} 行之后）", "“{number}” is no number of a row (after row {line})"
            )
            raise Unreadable(said.format(number=shown(given, 20), line=self.line))
        return number

    def _column_of(self, given: str) -> int:
        """The place of a cell in its row, which may be left out; raises Unreadable for what is none, or stands in another row."""
        if not given:
            return self.column + 1
        place = _PLACE.fullmatch(given)
        column = _number(place[1]) if place else _MOST_PLACES
        if column >= _MOST_PLACES or (place and self.numbered and place[2] != self.numbered):
            said = Text("“{place}” 不是这一行里的单元格", "“{place}” is no cell of this row")
            raise Unreadable(said.format(place=shown(given, 20)), self.line)
        return column

    @staticmethod
    def _local(tag: str) -> str:
        """Name without its prefix."""
        return tag.rsplit(":", 1)[-1] if ":" in tag else tag

    def _open(self, attributes: dict[str, str]) -> None:
        self.cells += 1
        self.column = self._column_of(attributes.get("r", ""))
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.formula = self.has_value = self.collecting = False
        self.pieces = []

    def data(self, text: str) -> None:
        if self.collecting:
            self.pieces.append(text)

    def end(self, tag: str) -> None:
        local = self._local(tag)
        if local == "v" or local == "t":
            self.collecting = False
        elif local == "rPh":
            self.hint = False
        elif local == "c":
            value = self._value()
            if value != "":
                if self.column in self.row:
                    where = f"{letters(self.column)}{self.line}"
                    twice = Text("单元格 {where} 出现两次", "the cell {where} is there twice").format(where=where)
                    raise Unreadable(twice, self.line)
                self.row[self.column] = value
                if self.style in self.styles.indents:
                    self.indents[self.line, self.column] = self.styles.indents[self.style]
        elif local == "row" and self.row:
            self.rows.append((self.line, self.row))

    def _value(self) -> Cell:
        text = "".join(self.pieces)
        if self.formula and (not self.has_value or (not text and self.kind != "str")):
            return NO_VALUE
        if not text:
            return ""
        if len(text) > MOST_TEXT:
            return too_long(text)
        if self.kind == "s":
            place = _whole(text)
            return _no_string(text) if place is None or place >= len(self.strings) else self.strings[place]
        if self.kind == "e":
            return error_cell(text)
        if self.kind == "b":
            return {"1": "true", "0": "false"}.get(text) or _no_truth(text)
        if self.kind in ("str", "inlineStr"):
            return unescaped(text)
        return self._plain(text) if self.kind == "n" else text

    def _plain(self, text: str) -> Cell:
        number = _finite(text)
        if number is not None and _whole(self.style) in self.styles.dates:
            moment = self.styles.moment(number)
            return (
                Unusable(Text(f"{text[:20]} 不是日期", f"{text[:20]} is not a date"), text[:20])
                if moment is None
                else moment
            )
        return number_text(text)


def _whole(text: str) -> int | None:
    """A number of up to nine digits and nothing else; None for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def _finite(text: str) -> float | None:
    if "_" in text:
        return None  # Python would read 1_000
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _no_truth(text: str) -> Unusable:
    said = Text("单元格标为是或否，“{word}” 却都不是", "the cell is said to be yes or no, and “{word}” is neither")
    return Unusable(said.format(word=shown(text, 20)), shown(text, 20))


def _no_string(text: str) -> Unusable:
    said = Text("引用的第 {n} 段文字不在工作簿里", "the text number {n} that it refers to is not in the workbook")
    return Unusable(said.format(n=shown(text, 20)), shown(text, 20))


def number_text(text: str) -> Cell:
    """A number as text, whole ones without a point; a cell that is said to be a number and is none holds no value.

    A spreadsheet keeps and shows 15 digits: what is whole with so many is whole, and a longer key was rounded unless all its
    digits stand there, as programs write them.
    """
    number = _finite(text)
    if number is None:
        said = Text("单元格标为数，“{word}” 却不是数", "the cell is said to be a number, and “{word}” is none")
        return Unusable(said.format(word=shown(text, 20)), shown(text, 20))
    near = float(f"{number:.15g}")
    if near.is_integer() and abs(near) < _WHOLE:
        return str(int(near))
    if near.is_integer() and not (text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS):
        return Unusable(_ROUNDED, shown(text, 20))
    return text if near.is_integer() else exact(repr(number))


def too_long(text: str) -> Unusable:
    """What stands in place of a text that no cell could hold."""
    return Unusable(Text(f"单元格有 {len(text):,} 个字符", f"the cell has {len(text):,} characters"))


class Cells(Protocol):
    """A sheet's rows with what else is known of it once they were read."""

    @property
    def hidden(self) -> Sequence[int]: ...
    @property
    def merged(self) -> Sequence[str]: ...
    @property
    def indents(self) -> Mapping[tuple[int, int], int]: ...
    @property
    def from_1904(self) -> bool: ...
    def __iter__(self) -> Iterator[tuple[int, dict[int, Cell]]]: ...


def _number(letters: str) -> int:
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - 64
    return total - 1


class SheetRows:
    """Rows of a sheet that hold anything, each once: (line, value by column). Text, or an Unusable for a cell without a value.

    hidden
        Lines that are hidden, of those read so far.
    merged
        Ranges of merged cells (``B3:B7``), known once all rows were read.
    indents
        How far in cells stand that do, by line and column, of those read so far.
    from_1904
        Whether days are counted from 1904: numbers that are days but do not look it are behind by four years.
    """

    def __init__(self, archive: zipfile.ZipFile, name: str, strings: list[str], styles: Styles) -> None:
        self._archive, self._name = archive, name
        reader = self._reader = _Reader(strings, styles)
        self.hidden, self.merged, self.indents = reader.hidden, reader.merged, reader.indents
        self.from_1904 = styles.from_1904

    def __iter__(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        reader = self._reader
        parser = new_parser()
        parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
        parser.CharacterDataHandler = reader.data
        for _ in fed(parser, self._archive, self._name):
            if reader.cells > _MOST_CELLS:
                raise Unreadable(Text("工作表太大；请用 CSV", "the sheet is too large; use CSV"))
            yield from reader.rows
            reader.rows = []


def letters(place: int) -> str:
    """What a column is called.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    said = ""
    while place >= 0:
        said, place = chr(65 + place % 26) + said, place // 26 - 1
    return said


def area_of(merged: str) -> tuple[int, int, int, int] | None:
    """First line, first column, last line and last column of a merged range, columns from 0; None for what is none.

    >>> area_of("B3:C7"), area_of("A1")
    ((3, 1, 7, 2), None)
    """
    found = _RANGE.fullmatch(merged)
    return (int(found[2]), _number(found[1]), int(found[4]), _number(found[3])) if found else None
