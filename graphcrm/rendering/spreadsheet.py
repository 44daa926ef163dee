"""A workbook of tables: typed cells under frozen headings, and text that is never a formula.

Whatever somebody typed into a record stays text: such cells are written as strings, and what begins like a formula carries Excel's
mark for text, so that it stays text when a cell is opened and closed again. XlsxWriter has its home for answers and reports here.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from graphcrm.asking.form import SheetCell
from graphcrm.harmless import harmless
from graphcrm.i18n import Lang, Text
from graphcrm.rendering.width import width
from graphcrm.rendering.wrapping import wrap

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["Book", "Leaf"]


#: What Excel can hold: characters of a cell, rows of a sheet, characters of a sheet's name.
_LONGEST, _MOST_ROWS, _NAME = 32_767, 1_048_576, 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_FORMULA = ("=", "+", "-", "@")
_NARROW, _WIDE = 9, 48
#: Columns that a sheet of words alone is wide; points of a row of one line, and of each further one.
_PAGE, _ROW, _LINE, _A4 = 110, 15, 15, 9
#: A sheet of paper holds so many columns in full size: where there are more, texts are broken, but no narrower than this.
_PAPER, _BROKEN = 145, 24
#: Numbers stand on the right, apart from a text that begins the next column by the width of a digit. An indent would do, but LibreOffice
#: forgets it where the number to the left has another format.
_RIGHT: dict[str, Any] = {"align": "right"}
_APART = "_0"
_YES_NO = Text('"是";;"否"', '"yes";;"no"')
_CUT = Text("（其余 {n} 行放不进一张表；请用 csv）", "({n} more rows do not fit a sheet; use csv)")


class Book:
    """A workbook under construction; the same content gives the same bytes. `mark` stands on every sheet of paper."""

    def __init__(self, title: Text, lang: Lang, made_on: date, mark: str = "") -> None:
        from xlsxwriter import Workbook

        self._out = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book: Workbook = Workbook(self._out, options)
        created = datetime.combine(made_on, datetime.min.time())
        self.lang, self.title, self.mark = lang, harmless(title.say(lang)), mark
        self._book.set_properties({"title": self.title, "created": created})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._names: set[str] = set()

    def leaf(self, name: str, *, mixed: bool = False) -> Leaf:
        """A new sheet, `mixed` if for tables of several kinds.

        A name that Excel refuses, or that is taken, is changed as little as possible.
        """
        return Leaf(self, self._book.add_worksheet(self._free(name)), mixed)

    def close(self) -> bytes:
        """The file."""
        self._book.close()
        return self._out.getvalue()

    def format(self, **properties: Any) -> Format:
        """A cell format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"valign": "top", **properties})
        return self._formats[key]

    def _free(self, name: str) -> str:
        plain = harmless(name).translate(_FORBIDDEN).strip(" '")[:_NAME].rstrip(" '") or "-"
        wanted, count = plain, 1
        while wanted.casefold() in self._names or wanted.casefold() == "history":  # which Excel keeps for itself
            count += 1
            end = f" {count}"
            wanted = plain[: _NAME - len(end)] + end
        self._names.add(wanted.casefold())
        return wanted


class Leaf:
    """A sheet that is filled from the top; the first table's headings stay in sight, unless the tables are of several kinds (`mixed`)."""

    def __init__(self, book: Book, sheet: Worksheet, mixed: bool) -> None:
        self._book, self._sheet = book, sheet
        self._line = 0
        self._frozen = mixed
        self._widths: dict[int, int] = {}
        self._least: dict[int, int] = {}
        self._told: list[tuple[int, str, bool]] = []
        self._cells: dict[int, list[tuple[int, str]]] = {}

    @property
    def name(self) -> str:
        """What the sheet is called."""
        return str(self._sheet.get_name())

    def words(self, text: str, *, bold: bool = False) -> None:
        """A line of text over the whole width."""
        self._told.append((self._line, text, bold))
        self._line += 1

    def leads(self, to: str, shown: str) -> None:
        """A line that leads to another sheet of the book."""
        self.link(self._line, 0, to, shown)
        self._line += 1

    def gap(self) -> None:
        """An empty line."""
        self._line += 1

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[SheetCell]]) -> int:
        """A table; what does not fit a sheet is counted below it. Gives the line of its first row."""
        top = self._line
        for at, head in enumerate(heads):
            over = {**_RIGHT, "num_format": _apart("@")} if any(_number(row[at].value) for row in rows) else {}
            self._text(top, at, head, {"bold": True, "bg_color": "#E6ECF5", "bottom": 1, "text_wrap": True, **over})
            self._widths[at] = max(self._widths.get(at, _NARROW), min(width(head) + 2, _WIDE // 2))
            self._cells.setdefault(top, []).append((at, head))
        room = max(0, _MOST_ROWS - top - 1_000)
        for line, row in enumerate(rows[:room], top + 1):
            for at, cell in enumerate(row):
                self._cell(line, at, cell)
        self._line = top + 1 + min(len(rows), room)
        if not self._frozen:
            self._sheet.freeze_panes(top + 1, 0)
            if rows and heads:
                self._sheet.autofilter(top, 0, self._line - 1, len(heads) - 1)
            self._frozen = True
        if len(rows) > room:
            self.words(_CUT.format(n=len(rows) - room).say(self._book.lang))
        return top + 1

    def link(self, line: int, at: int, to: str, shown: str) -> None:
        """A cell that leads to another sheet of the book."""
        look = self._book.format(font_color="#1F5FA8", underline=1)
        self._sheet.write_url(line, at, f"internal:'{to}'!A1", look, shown)

    def finish(self) -> None:
        """Set what the content decides: widths of columns, heights of rows, and how it is printed."""
        widths = self._broken() or {0: _PAGE}
        for at, wide in widths.items():
            self._sheet.set_column(at, at, wide)
        last, whole = max(widths), sum(widths.values())
        for line, text, bold in self._told:
            look = {"bold": True, "text_wrap": True} if bold else {"text_wrap": True}
            if last:
                self._sheet.merge_range(line, 0, line, last, "")
            self._text(line, 0, text, look)
            self._tall(line, _lines(text, whole - 2))
        for line, cells in self._cells.items():
            self._tall(line, max(_lines(text, widths[at] - 1) for at, text in cells))
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(0.5, 0.5, 0.7, 0.6)
        self._sheet.set_header(
            "&L&9{}&R&9{}".format(*(t.replace("&", "&&")[:100] for t in (self._book.title, self._book.mark)))
        )
        self._sheet.set_footer("&L&9&A&R&9&P / &N")

    def _broken(self) -> dict[int, int]:
        """The widths with which a sheet of paper is not printed smaller, as far as its texts may be broken."""
        for most in range(_WIDE, _BROKEN - 1, -1):
            widths = {at: max(min(wide, most), self._least.get(at, 0)) for at, wide in self._widths.items()}
            if sum(widths.values()) <= _PAPER:
                break
        return widths

    def _tall(self, line: int, lines: int) -> None:
        """Make room for a text of several lines; not every program does so by itself."""
        if lines > 1:
            self._sheet.set_row(line, _ROW + _LINE * (lines - 1))

    def _cell(self, line: int, at: int, cell: SheetCell) -> None:
        value, form = cell.value, cell.number_format
        if value is None or value == "":
            return
        if isinstance(value, bool):
            # Excel has words of its own for these, others print what the format says.
            self._sheet.write_boolean(
                line, at, value, self._book.format(num_format=_YES_NO.say(self._book.lang), align="left")
            )
        elif isinstance(value, int | float):
            if form == "General" and not float(value).is_integer():
                form = "0.0" if abs(value) >= 1 else "0.00"  # the cell has all digits, a reader wants few
            self._sheet.write_number(line, at, value, self._book.format(num_format=_apart(form), **_RIGHT))
            self._needs(at, _letters(value, form) + 3)
        elif isinstance(value, date):
            moment = datetime.combine(value, datetime.min.time())
            if value.year < 1900:  # before the first day that Excel knows
                self._text(line, at, value.isoformat(), {})
            else:
                self._sheet.write_datetime(line, at, moment, self._book.format(num_format=form, align="left"))
            self._needs(at, 12)
        else:
            self._text(line, at, value, {"num_format": "@", "text_wrap": True})
            longest = max(map(width, value.split("\n")))
            if longest + 2 > _BROKEN or "\n" in value:
                self._cells.setdefault(line, []).append((at, value))
            self._widths[at] = max(self._widths.get(at, _NARROW), min(longest + 2, _WIDE))

    def _needs(self, at: int, wide: int) -> None:
        """A column is at least so wide: it holds something that is not broken."""
        self._least[at] = max(self._least.get(at, 0), wide)
        self._widths[at] = max(self._widths.get(at, _NARROW), wide)

    def _text(self, line: int, at: int, text: str, look: dict[str, Any]) -> None:
        shown = harmless(text, keep="\n")
        if len(shown) > _LONGEST:
            shown = shown[: _LONGEST - 1] + "…"
        if shown.lstrip().startswith(_FORMULA):
            look = {**look, "quote_prefix": True}
        self._sheet.write_string(line, at, shown, self._book.format(**look))


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _apart(form: str) -> str:
    """A format whose numbers of every sign end a digit before the edge of the cell.

    >>> _apart("+0;-0;0")
    '+0_0;-0_0;0_0'
    """
    return ";".join(part + _APART for part in form.split(";"))


def _letters(value: float, form: str) -> int:
    """How many letters a number takes in a format: where a column has fewer, Excel shows none of it.

    >>> _letters(32_000_000, "#,##0"), _letters(-0.125, "0%"), _letters(1234.5, "0.00")
    (10, 4, 7)
    """
    first = form.partition(";")[0]
    part = "" if form == "General" else first.partition(".")[2]
    decimals = sum(letter in "0#" for letter in part)
    shown = value * 100 if "%" in first else value
    return len(f"{shown:{',' if ',' in first else ''}.{decimals}f}") + ("%" in first)


def _lines(text: str, room: int) -> int:
    return sum(len(wrap(part, max(2, room))) for part in text.split("\n"))
