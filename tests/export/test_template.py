"""The empty workbook: filled in as somebody would in Excel, it goes in as it is."""

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphcrm.errors import UsageError
from graphcrm.ingest.fixing import fix
from graphcrm.ingest.plan import plan_import
from graphcrm.model.choices import Confidence
from graphcrm.model.sheets import SHEETS, sheet
from graphcrm.model.tables import TABLES
from tests.export.conftest import at
from tests.ingest.conftest import options
from tests.ingest.test_roundtrip import facts

FIVE = ("people", "reporting", "listens", "attitudes", "meetings")


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """The workbook, made once."""
    folder = tmp_path_factory.mktemp("template")
    at(folder / "none.graphcrm").templates(folder / "t.xlsx", lang="zh")
    return folder / "t.xlsx"


@pytest.fixture
def template(empty, tmp_path):
    """One that a test may fill in."""
    return Path(shutil.copy(empty, tmp_path))


def named(book, name):
    return next(s for s in book if s.title.startswith(f"{name}|"))


def fill(book, name, *rows):
    """Write rows by heading below the example, as a person does; headings may be given by code."""
    page = named(book, name)
    headings = {str(c.value).split("|")[0].rstrip(" *"): c.column for c in page[1] if c.value}
    for line, row in enumerate(rows, 3):
        for code, value in row.items():
            page.cell(line, headings[code]).value = value


def filled(path):
    book = openpyxl.load_workbook(path)
    told = {"confidence": "很可能", "observed_at": "2026-05-01", "source": "survey", "reported_by": "u1"}
    fill(
        book,
        "orgs",
        {"id": "US", "name": "我方", "category": "我方"},
        {"id": "HY", "name": "华岳银行", "category": "客户", "tier": "A 伙伴"[0]},
    )
    fill(
        book,
        "people",
        {"id": "u1", "name": "张经理", "org": "US", "role": "ar"},
        {"id": "007", "name": "林行长", "org": "HY", "grade": 4},
        {"id": "c2", "name": "周总", "org": "HY", "owner": "u1"},
    )
    fill(book, "reporting", {"person": "c2", "manager": "007", "line": "solid"})
    fill(book, "listens", {"person": "007", "listens_to": "c2", "level": 3, **told})
    fill(book, "attitudes", {"person": "007", "vendor": "US", "level": 1, **told})
    fill(book, "meetings", {"date": "2026-06-01", "kind": "拜访", "participants": "u1;c2", "summary": "需求"})
    book.save(path)
    return path


def test_it_is_filled_in_and_goes_in_as_it_is(template):
    plan = plan_import([filled(template)], existing={}, options=options())
    assert plan.errors == 0
    assert "W12" not in plan.by_code
    made = {(kind, key): json.loads(props) for kind, _, key, props, *_ in facts(plan)}
    assert made["reports_to", "c2\t007\t\t\t"]["line"] == "solid"
    influence = made["influences", "c2\t007\t\t\tu1"]
    assert (influence["from"], influence["to"], influence["level"], influence["confidence"]) == ("c2", "007", 3, "B")
    assert made["stance", "007\tUS\t\t\tu1"]["level"] == 1
    assert made["person", "007"]["name"] == "林行长"
    assert {kind for kind, _ in made} == {"org", "person", "reports_to", "influences", "stance", "interaction"}


def test_a_corrected_copy_of_it_is_a_folder_of_tables(template, tmp_path):
    fixed = fix([filled(template)], tmp_path / "copy")
    assert {"listens.csv", "reporting.csv", "edges.csv"} <= {p.name for p in fixed.files}
    again = plan_import([tmp_path / "copy"], existing={}, options=options())
    assert facts(again) == facts(plan_import([template], existing={}, options=options()))


def test_what_is_wrong_or_told_stands_where_a_reader_of_the_workbook_finds_it(template):
    """On a sheet that holds it, under the heading that it has there."""
    book = openpyxl.load_workbook(filled(template))
    told = {"observed_at": "2026-05-01", "source": "survey", "reported_by": "u1"}
    fill(
        book,
        "listens",
        {"person": "E01", "listens_to": "c2", "level": 3, **told},
        {"person": "c2", "listens_to": "E02", "level": 3, **told},
        {"person": "c2", "listens_to": "c2", "level": 9, **told},
        {"person": "007", "listens_to": "c2", "level": 5, **told},
        {"person": "周总", "listens_to": "林行长", "level": 5, **told},
        {"listens_to": "林行长", "level": 5, **told},
    )
    stances = [{"person": one, "vendor": "我方", "level": 2, **told} for one in ("007", "c2")]
    fill(book, "attitudes", *stances, {"person": "c2", "vendor": "HY", "level": 2, **told})
    fill(book, "reporting", {"person": "c2", "manager": "c2"}, {"person": "c9", "manager": "007"})
    book.save(template)
    plan = plan_import([template], existing={}, options=options())
    on = {page.title: {str(c.value).split("|")[0].rstrip(" *") for c in page[1]} for page in book}
    assert {"E01", "E02", "E03", "E09", "E13", "W08"} <= set(plan.by_code)
    for one in plan.problems:
        assert one.column in on[one.file.partition("#")[2]], one
    assert {(p.file.partition("#")[2], p.line, p.column) for p in plan.problems if p.code == "E01"} >= {
        ("listens|听谁的", 3, "person"),
        ("listens|听谁的", 4, "listens_to"),
        ("reporting|汇报关系", 4, "person"),
    }
    assert {p.file.partition("#")[2] for p in plan.problems if p.code == "W08"} == {"listens|听谁的"}
    (missing,) = (p.text.en for p in plan.problems if p.code == "E13" and p.line == 8)
    assert missing == "the required value person is missing"
    names = [remark.en for remark in plan.remarks if "by name" in remark.en]
    assert [re.search(r"#(\w+).*: (\w+) names .*: (.*)", said).groups() for said in names] == [
        ("listens", "listens_to", "林行长 → 007"),
        ("listens", "person", "周总 → c2"),
        ("attitudes", "vendor", "我方 → US"),
    ]


def test_a_heading_that_is_missing_is_called_as_on_its_sheet(template):
    book = openpyxl.load_workbook(filled(template))
    named(book, "listens").delete_cols(1, 2)
    book.save(template)
    plan = plan_import([template], existing={}, options=options())
    (missing,) = (p for p in plan.problems if p.code == "E13")
    assert (missing.text.en, missing.column) == ("the table listens lacks 1 column: person", "person")


def test_empty_it_holds_nothing_and_says_nothing(template):
    plan = plan_import([template], existing={}, options=options())
    assert (plan.change, plan.problems) == (None, ())


def test_sheets_are_few_columns_in_the_order_of_the_work(template):
    book = openpyxl.load_workbook(template)
    titles = [s.title.split("|")[0] for s in book if s.sheet_state == "visible"]
    assert [t for t in titles if t in FIVE] == list(FIVE)
    assert {of.name for of in TABLES} <= {*titles, "interactions"}
    for name in FIVE:
        assert sum(not str(c.value).startswith("#") for c in named(book, name)[1]) <= 10, name


def test_what_helps_whoever_fills_it_in(template):
    book = openpyxl.load_workbook(template)
    listens = named(book, "listens")
    head = {str(c.value): c for c in listens[1]}
    assert "十个决定" in head["level|程度"].comment.text
    assert head["person|谁 *"].fill.fgColor.rgb != head["level|程度"].fill.fgColor.rgb
    assert [str(c.value) for c in listens[1] if str(c.value).startswith("#")] == [
        "# 谁：姓名",
        "# 听谁的：姓名",
        "# 报告人：姓名",
    ]
    assert listens["A2"].value.startswith("# ")
    samples = {str(c.value): named(book, "orgs").cell(2, c.column).value for c in named(book, "orgs")[1]}
    assert (samples["name|名称 *"], samples["category|类别 *"]) == ("华岳银行", "客户")
    day = head["observed_at|观察日期"].column_letter
    assert listens.column_dimensions[day].width
    words = {}
    for page in (book, openpyxl.load_workbook(template)):
        for column in page["#lists"].iter_cols(values_only=True):
            words[column[0]] = [one for one in column if one]
    assert words["证实"] == [member.zh for member in Confidence]
    for one in SHEETS:
        page = named(book, one.name)
        offered = {str(rule.sqref).split(":")[0].rstrip("0123456789") for rule in page.data_validations.dataValidation}
        for cell in page[1]:
            field = one.of.column(one.code(str(cell.value)) or str(cell.value).split("|")[0].rstrip(" *"))
            if field is not None and field.choices is not None:
                assert cell.column_letter in offered, (one.name, field.name)


def test_in_english_nothing_but_the_labels_of_headings_is_chinese(tmp_path):
    at(tmp_path / "none.graphcrm").templates(tmp_path / "t.xlsx", lang="en")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    han = re.compile("[\u3400-\u9fff]")
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                assert not (cell.comment and han.search(cell.comment.text)), (page.title, cell.coordinate)
                label = cell.row == 1 and "|" in str(cell.value)
                formula = str(cell.value).startswith("=")
                assert label or formula or not han.search(str(cell.value)), (page.title, cell.coordinate, cell.value)
    listens = [str(c.value) for c in named(book, "listens")[1]]
    assert [h for h in listens if h.startswith("#")] == ["# person: name", "# listens to: name", "# reported by: name"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_rows_of_examples_are_such_as_an_import_takes(tmp_path, lang):
    """With the companies, the colleague and the boss that they speak of."""
    at(tmp_path / "none.graphcrm").templates(tmp_path / "t.xlsx", lang=lang)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    for one in SHEETS:
        page = named(book, one.name)
        page["A2"].value = page["A2"].value.removeprefix("# ")
    others = [("US", "our_company"), ("SUP", "supplier"), ("ADV", "third_party")]
    fill(book, "orgs", *({"id": key, "name": key, "category": kind} for key, kind in others))
    fill(book, "people", {"id": "u1", "name": "Z", "org": "US"}, {"id": "c0", "name": "B", "org": "HY", "grade": 5})
    book.save(tmp_path / "t.xlsx")
    plan = plan_import([tmp_path / "t.xlsx"], existing={}, options=options())
    assert [(p.file, p.column, p.text.en) for p in plan.problems if p.code.startswith("E")] == []
    missing = {of.name for of in TABLES} - {name for name, n in plan.counts.items() if n.rows}
    assert not missing


def test_an_existing_workbook_is_never_written_over(template, tmp_path):
    with pytest.raises(UsageError):
        at(tmp_path / "none.graphcrm").templates(template)


def test_names_of_narrow_sheets():
    assert sheet("听谁的") is sheet("listens") is sheet("listens|听谁的")
    assert sheet("listens|汇报关系") is None
    assert sheet("people") is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_workbook_never_raises(template, data):
    """Cut, or with bytes of its parts exchanged: read whole, or refused with a sentence, or with rows that are named."""
    whole = BOOKS.setdefault("filled", filled(template).read_bytes() if "filled" not in BOOKS else b"")
    part = data.draw(
        st.sampled_from(["cut", "bytes", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet7.xml"])
    )
    if part == "cut":
        content = whole[: data.draw(st.integers(0, 9999)) * (len(whole) - 1) // 9999]
    elif part == "bytes":
        content = changed(whole, data)
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(whole)) as before, zipfile.ZipFile(out, "w") as after:
            for name in before.namelist():
                after.writestr(name, changed(before.read(name), data) if name == part else before.read(name))
        content = out.getvalue()
    template.write_bytes(content)
    plan = plan_import([template], existing={}, options=options())
    assert plan.change is None or not plan.errors
    assert all(p.text.zh and p.text.en for p in plan.problems)


BOOKS: dict[str, bytes] = {}


def changed(content, data):
    """The bytes with some of them exchanged, at places that do not depend on how many there are."""
    made = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        made[data.draw(st.integers(0, 9999)) * (len(made) - 1) // 9999] = data.draw(st.integers(0, 255))
    return bytes(made)
