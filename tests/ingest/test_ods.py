"""OpenDocument spreadsheets: read as the same workbook from Excel is, and hostile ones refused in words."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphcrm.ingest.cells import Unusable
from graphcrm.ingest.files import Unreadable
from graphcrm.ingest.plan import plan_import
from graphcrm.ingest.workbook import every_sheet
from tests.ingest.conftest import options

#: Three people under a title over merged cells, with days, per cents, a hidden row, an error and a hidden sheet.
REAL = Path(__file__).with_name("libreoffice.ods")
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def ods(path, tables, *, before="", styles="", manifest=""):
    """A spreadsheet of these tables, written as XML."""
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"{before}<office:document-content {SPACES}>{styles}{body}</office:document-content>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        if manifest:
            archive.writestr("META-INF/manifest.xml", manifest)
    return path


def sheet(rows, name="people", more=""):
    return f'<table:table table:name="{name}" {more}>{rows}</table:table>'


def row(*cells, more=""):
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def words(text, more=""):
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def cell(kind, more, text=""):
    return f'<table:table-cell office:value-type="{kind}" {more}><text:p>{text}</text:p></table:table-cell>'


def rows_of(path):
    return [(line, row) for one in every_sheet(path) for line, row in one.rows]


def test_a_real_one_is_read_like_the_workbook_that_it_was_made_from():
    first, second = every_sheet(REAL)
    assert (first.name, first.hidden, second.name, second.hidden) == ("Stakeholders", False, "Secret", True)
    *rows, (last, failed) = list(first.rows)
    assert rows == [
        (1, {0: "Stakeholder map – Huayue Power"}),
        (2, dict(enumerate(["Name", "Title", "Company", "Support", "Last met", "Share", "Active"]))),
        (3, dict(enumerate(["Anna  Berg", "CIO\nGroup", "Huayue Power", "Supporter", "2026-05-01", "0.25", "1"]))),
        (4, dict(enumerate(["Bert Kohl", "Head of IT", "Huayue Power", "Neutral", "2026-05-02 14:30:00", "0.5", "0"]))),
    ]
    assert (last, failed[5].value, 4 in failed) == (5, "#DIV/0!", False)
    assert (list(first.cells.hidden), list(first.cells.merged)) == ([4], ["A1:F1"])


def test_tables_of_ours_go_in_and_the_same_rows_from_excel_give_the_same(tmp_path):
    table = [["id", "name", "category"], ["HY", "华岳银行", "customer"], ["US", "我方", "our_company"]]
    book = openpyxl.Workbook()
    book.active.title = "orgs"
    for one in table:
        book.active.append(one)
    book.save(tmp_path / "t.xlsx")
    path = ods(tmp_path / "t.ods", sheet("".join(row(*map(words, one)) for one in table), "orgs"))
    plans = [plan_import([p], existing={}, options=options()) for p in (path, tmp_path / "t.xlsx")]
    assert plans[0].errors == 0
    assert [b.props for b in plans[0].change.batches] == [b.props for b in plans[1].change.batches]


def test_a_hidden_sheet_is_told_and_not_imported(tmp_path):
    look = '<style:style style:name="s"><style:table-properties table:display="false"/></style:style>'
    look = f"<office:automatic-styles>{look}</office:automatic-styles>"
    one = row(words("id"), words("name"), words("category")) + row(words("HY"), words("H"), words("customer"))
    path = ods(tmp_path / "t.ods", sheet(one, "orgs") + sheet(one, "people", 'table:style-name="s"'), styles=look)
    plan = plan_import([path], existing={}, options=options())
    assert {name: n.rows for name, n in plan.counts.items()} == {"orgs": 1}
    assert "a hidden sheet is not imported" in [p.text.en for p in plan.problems]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (cell("float", 'office:value="3"', "3,00 €"), "3"),
        (cell("float", 'office:value="2.50"', "2,5"), "2.5"),
        (cell("percentage", 'office:value="0.25"', "25 %"), "0.25"),
        (cell("currency", 'office:value="1000" office:currency="EUR"', "1.000 €"), "1000"),
        (cell("date", 'office:date-value="2026-05-01"', "01.05.26"), "2026-05-01"),
        (cell("date", 'office:date-value="2026-05-01T00:00:00"', "01.05.26"), "2026-05-01"),
        (cell("date", 'office:date-value="2026-05-01T14:30:05.250000"', "x"), "2026-05-01 14:30:05"),
        (cell("date", 'office:date-value=""', "01.05.26"), "01.05.26"),
        (cell("date", "", "May"), "May"),
        (cell("time", 'office:time-value="PT09H30M00S"', "9:30"), "09:30:00"),
        (cell("boolean", 'office:boolean-value="true"', "WAHR"), "true"),
        (words('a<text:s text:c="2"/>b</text:p><text:p>c<text:tab/>d<text:line-break/>e'), "a  b\nc\td\ne"),
        (words("a<office:annotation><text:p>a note</text:p></office:annotation>b"), "ab"),
        (words('<text:a>linked</text:a> <text:span>and</text:span> 王伟 &amp; Co'), "linked and 王伟 & Co"),
    ],
)  # fmt: skip
def test_values(tmp_path, written, read):
    assert rows_of(ods(tmp_path / "t.ods", sheet(row(written)))) == [(1, {0: read})]


def test_repeated_and_covered_cells(tmp_path):
    blank = '<table:table-cell table:number-columns-repeated="3"/>'
    many = row(
        words("x", 'table:number-columns-repeated="2"'), blank, words("y"), more='table:number-rows-repeated="2"'
    )
    merged = words("m", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell><text:p>hidden below</text:p></table:covered-table-cell>"
    rest = row('<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="1048570"')
    path = ods(tmp_path / "t.ods", sheet(many + row(merged, covered, words("z")) + rest))
    (one,) = every_sheet(path)
    line = {0: "x", 1: "x", 5: "y"}
    assert list(one.rows) == [(1, line), (2, line), (3, {0: "m", 2: "z"})]
    assert list(one.cells.merged) == ["A3:B4"]


def test_formulas_without_a_value_and_errors_are_no_empty_cells(tmp_path):
    lost = '<table:table-cell table:formula="of:=1+1"/>'
    error = cell("string", 'table:formula="of:=1/0" office:string-value=""', "#DIV/0!")
    [(_, found)] = rows_of(ods(tmp_path / "t.ods", sheet(row(lost, error))))
    assert [type(one) for one in found.values()] == [Unusable, Unusable]


HOSTILE = {
    "columns": sheet(row(words("x", 'table:number-columns-repeated="1000000"'))),
    "rows": sheet(row(words("x"), more='table:number-rows-repeated="999999999"')),
    "both": sheet(row(words("x", 'table:number-columns-repeated="16000"'), more='table:number-rows-repeated="1000"')),
    "many": sheet(row(words("x"), more='table:number-rows-repeated="900000"') * 3),
    "no number": sheet(row(words("x", 'table:number-columns-repeated="many"'))),
    "less than once": sheet(row(words("x", 'table:number-columns-repeated="-2"'))),
    "rows less than once": sheet(row(words("x"), more='table:number-rows-repeated="-2"')),
    "no sheet": "",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bomb_or_nonsense_is_refused_in_words(tmp_path, name):
    with pytest.raises(Unreadable) as refused:
        rows_of(ods(tmp_path / "t.ods", HOSTILE[name]))
    assert refused.value.text.en
    plan = plan_import([tmp_path / "t.ods"], existing={}, options=options())
    assert (plan.change, {p.code for p in plan.problems}) == (None, {"E15"})


@pytest.mark.parametrize("number", ["1,5", "NaN", "INF", "x"])
def test_a_number_that_is_none_is_a_fault_of_its_cell(tmp_path, number):
    [(_, cells)] = rows_of(ods(tmp_path / "t.ods", sheet(row(cell("float", f'office:value="{number}"')))))
    assert f"“{number}” is none" in cells[0].text.en


def test_document_types_passwords_and_inflation_are_refused(tmp_path):
    entity = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    with pytest.raises(Unreadable) as refused:
        rows_of(ods(tmp_path / "a.ods", sheet(row(words("&a;"))), before=entity))
    assert "document type" in refused.value.text.en
    with pytest.raises(Unreadable) as refused:
        rows_of(ods(tmp_path / "b.ods", sheet(row(words("x"))), manifest="<m><encryption-data/></m>"))
    assert "password" in refused.value.text.en
    with pytest.raises(Unreadable) as refused:
        rows_of(ods(tmp_path / "c.ods", sheet(row(words("x" * 40_000_000)))))
    assert "too large or suspicious" in refused.value.text.en


def test_what_only_ends_in_ods_is_none(tmp_path):
    path = tmp_path / "t.ods"
    path.write_text("id,name\nHY,x\n")
    plan = plan_import([path], existing={}, options=options())
    assert [p.text.en for p in plan.problems] == ["this is no workbook of Excel or OpenDocument"]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_one_never_raises_anything_else(tmp_path, data):
    raw = bytearray(REAL.read_bytes())
    if data.draw(st.booleans()):
        raw = raw[: data.draw(st.integers(1, len(raw) - 1))]
    else:
        for _ in range(data.draw(st.integers(1, 4))):
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "d.ods"
    path.write_bytes(raw)
    plan = plan_import([path], existing={}, options=options())
    assert plan.change is None or plan.errors == 0
