"""The workbook: empty as the template, filled as the export, the same sheets either way; an import takes it as it is.

Required columns are marked, lists of codes drop down, dates are dates, what to ask before writing a number stands as a note on
the heading, and beside an id stands the name that belongs to it. Text is always written as text, never as a formula.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from graphcrm.errors import UsageError
from graphcrm.export.content import Content, Row
from graphcrm.export.delimited import cell
from graphcrm.export.guide import example, note
from graphcrm.i18n import Lang, Text
from graphcrm.ingest.sheet import letters
from graphcrm.model.choice import Choice
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.fields import Field, parse_date
from graphcrm.model.sheets import SHEETS, Sheet
from graphcrm.model.tables import Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["workbook"]

#: Rows below the last filled one that are ready to be filled in.
_READY = 200
_MOST_ROWS = 1_000_000
#: Filled rows of a sheet up to which the names beside ids are looked up; beyond they are written, since look-ups are slow.
_LOOKED_UP = 2_000
_LONGEST = 32_767
#: Lists to choose from; an import passes over sheets whose name begins so.
_LISTS = "#lists"
_TOO_LONG = Text(
    "表 {table} 的一个单元格超过 32,767 个字符，Excel 放不下；请用 csv 或 json",
    "a cell of the table {table} has more than 32,767 characters, which Excel cannot hold; use csv or json",
)
_TOO_MANY = Text(
    "表 {table} 有 {n:,} 行，Excel 放不下；请用 csv 或 json",
    "the table {table} has {n:,} rows, which Excel cannot hold; use csv or json",
)
#: Where the name of an id stands: the sheet, whose first two columns are id and name.
_NAMED = {"person": "people", "org": "orgs", "unit": "units", "opportunity": "opportunities"}


def workbook(content: Content, lang: Lang, *, made_on: date) -> bytes:
    """The workbook with these rows; without any it is the template.

    Raises
    ------
    UsageError
        A table has more rows, or a cell more characters, than Excel can hold.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, options)
    book.set_properties({"title": "graphcrm", "created": datetime.combine(made_on, datetime.min.time())})
    _Writer(book, content, lang).write()
    book.close()
    return out.getvalue()


class _Writer:
    """A workbook under construction."""

    def __init__(self, book: Workbook, content: Content, lang: Lang) -> None:
        self.book, self.content, self.lang = book, content, lang
        formats: Mapping[str, Mapping[str, Any]] = {
            "heading": {"bold": True, "bg_color": "#E6ECF5", "border": 1, "text_wrap": True, "valign": "top"},
            "required": {"bold": True, "bg_color": "#F9DDB1", "border": 1, "text_wrap": True, "valign": "top"},
            "aid": {"italic": True, "font_color": "#808080"},
            "aid_heading": {"italic": True, "font_color": "#808080", "border": 1, "text_wrap": True, "valign": "top"},
            "day": {"num_format": "yyyy-mm-dd"},
            "text": {"num_format": "@"},
        }
        self.formats = {name: book.add_format(dict(of)) for name, of in formats.items()}
        self.names = {
            kind: {str(row["id"]): str(row.get("name", "")) for row in content.rows(_NAMED[kind])} for kind in _NAMED
        }
        self.lists: dict[type[Choice], str] = {}
        self.ranges: list[list[str]] = []

    def write(self) -> None:
        from graphcrm.export.formulas import PlainSheet

        sheets = {one.name: self.book.add_worksheet(one.title, PlainSheet) for one in SHEETS}
        for one in SHEETS:
            self._sheet(sheets[one.name], one)
        lists = self.book.add_worksheet(_LISTS)
        for place, words in enumerate(self.ranges):
            lists.write_column(0, place, words)
        lists.hide()

    def _rows(self, one: Sheet) -> Sequence[Row]:
        """The rows of a sheet; what a narrow sheet of the same table takes does not stand on the table's own."""
        narrow = [other for other in SHEETS if other.of is one.of and other.fixed]
        rows = self.content.rows(one.of.name)
        if one.fixed:
            return [row for row in rows if one.takes(row)]
        return [row for row in rows if not any(other.takes(row) for other in narrow)] if narrow else rows

    def _sheet(self, sheet: Worksheet, one: Sheet) -> None:
        rows = self._rows(one)
        if len(rows) > _MOST_ROWS:
            raise UsageError(_TOO_MANY.format(table=one.of.name, n=len(rows)))
        rows = [_brief(one.of, row) for row in rows]
        narrow = len(one.columns) < len(one.of.columns)
        used = {name for row in rows for name in row} - one.fixed.keys()
        columns = [_column(one.of, name) for name in one.columns]
        columns += [f for f in one.of.columns if f.name in used and f.name not in one.columns]
        last = len(rows) + _READY
        at, samples = 0, []
        for field in columns:
            self._head(sheet, one, field, at)
            samples.append(self._sample(one, field))
            self._fill(sheet, one.of, field, at, rows)
            self._offer(sheet, one, field, at, last)
            at += 1
            kind = _end(one, field)
            if narrow and kind in _NAMED and not field.many:
                self._aid(sheet, one, field, at, [str(row.get(field.name, "")) for row in rows], kind, last)
                samples.append("")
                at += 1
        for place, sample in enumerate(samples):
            sheet.write_string(1, place, f"# {sample}" if place == 0 else sample, self.formats["aid"])
        sheet.freeze_panes(1, 0)
        if one.about.zh:
            sheet.write_comment(1, 0, one.about.say(self.lang), {"x_scale": 2})
        sheet.set_tab_color("#2F6DB5" if narrow else "#A0A0A0")

    def _sample(self, one: Sheet, field: Field) -> str:
        """The example of a column, codes by the words that its drop-down list has."""
        text = example(one, field).say(self.lang)
        choices = field.choices or field.usual
        return self._word(choices, text) if text and choices and text in {m.value for m in choices} else text

    def _head(self, sheet: Worksheet, one: Sheet, field: Field, at: int) -> None:
        code, label = one.labels(field)
        heading = f"{code}|{label}" if code != label else code
        sheet.write_string(
            0,
            at,
            f"{heading} *" if field.required else heading,
            self.formats["required" if field.required else "heading"],
        )
        asked = note(one, field)
        if asked is not None:
            sheet.write_comment(0, at, asked.say(self.lang), {"x_scale": 3, "y_scale": 2 if len(asked.en) > 160 else 1})
        wide = field.name in ("name", "evidence", "summary", "statement", "participants", "roles")
        # Ids are text: 007 stays what it is when somebody types it.
        ids = field.name == "id" or bool(field.refs)
        format_ = self.formats["day"] if field.parse is parse_date else self.formats["text"] if ids else None
        sheet.set_column(at, at, 24 if wide else 14, format_)

    def _fill(self, sheet: Worksheet, of: Table, field: Field, at: int, rows: Sequence[Row]) -> None:
        for line, row in enumerate(rows, 2):
            value = row.get(field.name)
            if value is None:
                continue
            if isinstance(value, bool):
                sheet.write_boolean(line, at, value)
            elif isinstance(value, int | float):
                sheet.write_number(line, at, value)
            elif field.parse is parse_date:
                sheet.write_datetime(line, at, datetime.fromisoformat(value), self.formats["day"])
            else:
                text = cell(field, self._said(field, value))
                if len(text) > _LONGEST:
                    raise UsageError(_TOO_LONG.format(table=of.name))
                sheet.write_string(line, at, text)

    def _said(self, field: Field, value: Any) -> Any:
        """Codes by the words that the drop-down list has."""
        if isinstance(value, list):
            return [self._said(field, one) for one in value]
        return self._word(field.choices, value) if field.choices else value

    def _word(self, choices: type[Choice], value: str) -> str:
        return choices(value).zh if self.lang == "zh" else value

    def _offer(self, sheet: Worksheet, one: Sheet, field: Field, at: int, last: int) -> None:
        """A list to choose from: the words of an enumeration, or the ids of the sheet where such things stand."""
        choices = field.choices or field.usual
        kind = _end(one, field)
        if choices is not None:
            source = self._list(choices)
        elif kind in _NAMED:
            source = f"='{_title(kind)}'!$A$3:$A${self.content_end(kind)}"
        else:
            return
        strict = field.choices is not None and not field.many
        sheet.data_validation(
            2, at, last + 1, at, {"validate": "list", "source": source, "show_error": strict, "ignore_blank": True}
        )

    def content_end(self, kind: str) -> int:
        """Number of the last row that may hold somebody or something of a kind."""
        return len(self.names[kind]) + _READY + 2

    def _list(self, choices: type[Choice]) -> str:
        if choices not in self.lists:
            left_out = {EdgeKind.ROLE_IN} if choices is EdgeKind else set()
            words = [self._word(choices, member.value) for member in choices if member not in left_out]
            letter = letters(len(self.ranges))
            self.ranges.append(words)
            self.lists[choices] = f"='{_LISTS}'!${letter}$1:${letter}${len(words)}"
        return self.lists[choices]

    def _aid(
        self, sheet: Worksheet, one: Sheet, field: Field, at: int, ids: Sequence[str], kind: str, last: int
    ) -> None:
        """The name beside an id, looked up where it stands, or beside a name that only one has; an import passes it over."""
        code, label = one.labels(field)
        name = "姓名" if kind == "person" else "名称"
        said = Text(f"# {label}：{name}", f"# {code.replace('_', ' ')}: name").say(self.lang)
        sheet.write_string(0, at, said, self.formats["aid_heading"])
        sheet.set_column(at, at, 16)
        letter, title = letters(at - 1), _title(kind)
        for line in range(2, last + 2):
            known = self.names[kind].get(ids[line - 2], "") if line - 2 < len(ids) else ""
            if len(ids) > _LOOKED_UP and line - 2 < len(ids):
                sheet.write_string(line, at, known, self.formats["aid"])
                continue
            known_by_name = f"IF(COUNTIF('{title}'!$B:$B,{letter}{line + 1})=1,{letter}{line + 1},\"?\")"
            look_up = f"VLOOKUP({letter}{line + 1},'{title}'!$A:$B,2,FALSE)"
            sheet.write_formula(
                line,
                at,
                f'=IF({letter}{line + 1}="","",IFERROR({look_up},{known_by_name}))',
                self.formats["aid"],
                known,
            )


def _column(of: Table, name: str) -> Field:
    found = of.column(name)
    assert found is not None
    return found


def _brief(of: Table, row: Row) -> Row:
    """A row without the day from which it holds where that is the day on which it was observed, as an import fills it in."""
    if of.dated_by is None and row.get("valid_from") and row["valid_from"] == row.get("observed_at"):
        return {name: value for name, value in row.items() if name != "valid_from"}
    return row


def _end(one: Sheet, field: Field) -> str:
    """What kind of thing a column names first of all; "" for plain values."""
    if "kind" in one.fixed and field.name in ("from", "to"):
        rule = EDGE_RULES[EdgeKind(one.fixed["kind"])]
        return (rule.source if field.name == "from" else rule.target)[0]
    return field.refs[0] if field.refs else ""


def _title(kind: str) -> str:
    return next(one.title for one in SHEETS if one.name == _NAMED[kind])
