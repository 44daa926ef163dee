"""Workbooks hold what was recorded, whatever it is: nothing becomes a formula, and every file opens."""

import io
import zipfile
from datetime import date
from xml.etree import ElementTree

import openpyxl
import pytest

from graphcrm.asking.form import SheetCell
from graphcrm.i18n import Text
from graphcrm.rendering.spreadsheet import Book
from tests.pages.hostile import NAMES

TITLE = Text("标题", "title")
FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x")', " =1", "\t=cmd|' /C calc'!A0", "{=1}"]
BREAKING = ["a\x00b", "\x0b\x0c\x1f", "\ufffe\uffff", "\ud800", "_x0041_", "<a>&\"'", "]]>", "a\u202eb", "x" * 40_000]


def made(texts, names=()):
    book = Book(TITLE, "en", date(2026, 6, 30))
    leaf = book.leaf("texts")
    leaf.table(["text"], [[SheetCell(text, "@")] for text in texts])
    for text in texts:
        leaf.words(text)
    leaf.finish()
    for name in names:
        book.leaf(name)
    return book.close()


@pytest.mark.parametrize("text", [*FORMULAS, *BREAKING, *NAMES])
def test_text_stays_text(text):
    content = made([text])
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            if name.endswith(".xml"):
                ElementTree.fromstring(file.read(name))
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")
        assert b"externalLink" not in file.read("[Content_Types].xml")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["texts"]
    for cell in (sheet["A2"], sheet["A3"]):
        assert cell.data_type in ("s", "n")
        assert cell.data_type == "s" or cell.value is None
        assert cell.value is None or len(cell.value) <= 32_767
        assert cell.hyperlink is None


@pytest.mark.parametrize("text", FORMULAS[:7])
def test_what_begins_like_a_formula_is_marked_as_text(text):
    sheet = openpyxl.load_workbook(io.BytesIO(made([text])))["texts"]
    assert sheet["A2"].quotePrefix
    assert not openpyxl.load_workbook(io.BytesIO(made(["plain"])))["texts"]["A2"].quotePrefix


def test_names_of_sheets_are_such_as_excel_takes_and_each_is_another():
    names = ["a/b", "A:B", "history", "", "x" * 40, "x" * 41, "'quoted'", "[*?]", "文" * 40]
    found = openpyxl.load_workbook(io.BytesIO(made(["x"], names))).sheetnames
    assert len({name.casefold() for name in found}) == len(found)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in found)
    assert found[1:3] == ["a b", "A B 2"]


def test_values_keep_their_types():
    book = Book(TITLE, "en", date(2026, 6, 30))
    leaf = book.leaf("values")
    row = [
        SheetCell(0.25, "0%"),
        SheetCell(True, "General"),
        SheetCell(date(2026, 6, 30), "yyyy-mm-dd"),
        SheetCell(None, "0"),
    ]
    leaf.table(["a", "b", "c", "d"], [row, [SheetCell(date(1850, 1, 1), "yyyy-mm-dd"), *row[1:]]])
    leaf.finish()
    sheet = openpyxl.load_workbook(io.BytesIO(book.close()))["values"]
    assert [c.value for c in sheet[2]][:2] == [0.25, True]
    assert sheet["C2"].value.date() == date(2026, 6, 30)
    assert sheet["D2"].value is None
    assert (sheet["A2"].alignment.horizontal, sheet["A2"].number_format) == ("right", "0%_0"), (
        "apart from the next column, also where LibreOffice forgets an indent"
    )
    assert (sheet["A1"].alignment.horizontal, sheet["A1"].number_format) == ("right", "@_0"), "as the numbers below it"
    assert sheet["A3"].value == "1850-01-01"
    assert sheet.freeze_panes == "A2"


def test_the_same_content_gives_the_same_bytes():
    assert made(["x"]) == made(["x"])


def test_a_column_is_as_wide_as_its_longest_number():
    """Where it is not, Excel shows ### in place of the number."""
    book = Book(TITLE, "en", date(2026, 6, 30))
    leaf = book.leaf("values")
    leaf.table(["a", "b"], [[SheetCell(32_000_000, "#,##0.00"), SheetCell(0.25, "0%")]])
    leaf.finish()
    columns = openpyxl.load_workbook(io.BytesIO(book.close()))["values"].column_dimensions
    assert columns["A"].width >= len("32,000,000.00") + 2
    assert columns["B"].width < 11


@pytest.mark.parametrize(("columns", "wide"), [(3, 48), (5, 29), (8, 24)])
def test_texts_are_broken_before_a_sheet_of_paper_is_printed_smaller(columns: int, wide: int):
    """A sheet of four wide columns of texts was printed at 44 per cent: letters of 5 points."""
    book = Book(TITLE, "en", date(2026, 6, 30))
    leaf = book.leaf("texts")
    leaf.table(["a"] * columns, [[SheetCell("seven letters each, " * 4, "@")] * columns])
    leaf.finish()
    sheet = openpyxl.load_workbook(io.BytesIO(book.close()))["texts"]
    assert {round(c.width - 0.71) for c in sheet.column_dimensions.values()} == {wide}
    assert sheet.row_dimensions[2].height >= 15 * 80 / wide, "each has the lines that it takes"


def test_what_cannot_be_broken_keeps_its_width_beside_texts_that_are():
    book = Book(TITLE, "en", date(2026, 6, 30))
    leaf = book.leaf("both", mixed=True)
    leaf.table(["n", *"abcdef"], [[SheetCell(10**30, "#,##0"), *[SheetCell("word " * 20, "@")] * 6]])
    leaf.finish()
    sheet = openpyxl.load_workbook(io.BytesIO(book.close()))["both"]
    assert sheet.column_dimensions["A"].width > 40
    assert sheet.freeze_panes is None, "among tables of several kinds the headings of the first are not those of all"
