"""A corrected copy means the same, breaks no more rules, says every change, and never stands where something was."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphcrm.errors import InputError, UsageError
from graphcrm.ingest import fixing
from graphcrm.ingest.correcting import Corrector
from graphcrm.ingest.fixing import fix
from graphcrm.ingest.hints import hints_of
from graphcrm.ingest.plan import plan_import
from graphcrm.model.tables import TABLES, table
from graphcrm.resources import resource
from tests.ingest.conftest import account, options, write
from tests.ingest.test_hostile import BYTES, JSON, TEXTS
from tests.ingest.test_roundtrip import facts, flat, in_chinese, valid_tables, write_json, write_xlsx


def column(name, column_):
    return Corrector(table(name).column(column_).parse)


CELLS = [
    ("people", "name", "  王工 ", "王工"),
    ("people", "name", "王  工", "王  工"),
    ("people", "name", "王\u202e工\x07", "王工"),
    ("people", "name", "   ", ""),
    ("people", "name", "x" * 500, "x" * 500),
    ("people", "grade", "３", "3"),
    ("people", "grade", " 4 ", "4"),
    ("people", "grade", "3.0", "3.0"),
    ("people", "grade", "9", "9"),
    ("people", "early_career", "是", "true"),
    ("people", "early_career", "ＮＯ", "false"),
    ("people", "early_career", "0", "0"),
    ("people", "function", "运维/生产", "operations"),
    ("people", "function", "IT", "it"),
    ("people", "flags", "已离职；public_official", "left;public_official"),
    ("people", "flags", "已离职、公职人员", "left;public_official"),
    ("people", "left_on", "2026/3/5", "2026-03-05"),
    ("people", "left_on", "2026年3月5日", "2026-03-05"),
    ("people", "left_on", "2026.3.5", "2026-03-05"),
    ("people", "left_on", "２０２６０３０５", "2026-03-05"),
    ("people", "left_on", "20260231", "20260231"),
    ("people", "left_on", "5/3/2026", "5/3/2026"),
    ("people", "id", "ｃ１", "ｃ１"),
    ("people", "id", " Q.Second@Acme.example", "q.second@acme.example"),
    ("people", "id", "c 1", "c 1"),
    ("orgs", "annual_revenue", "1,200,000.50", "1200000.5"),
    ("orgs", "annual_revenue", "0", "0"),
    ("orgs", "annual_revenue", "1_0", "1_0"),
    ("orgs", "category", "our  company", "our_company"),
    ("orgs", "category", " 我方\t", "our_company"),
    ("orgs", "currency", "cny", "CNY"),
    ("interactions", "time", "9:05", "09:05"),
    ("interactions", "participants", "u1, c2", "u1, c2"),
    ("interactions", "participants", "u1\nc2", "u1;c2"),
    ("edges", "evidence", r"先\；后； b ;C:\x", r"先\；后;b;C:\x"),
    ("edges", "evidence", "甲、乙, 丙", "甲、乙, 丙"),
]


@pytest.mark.parametrize(("name", "field", "before", "after"), CELLS)
def test_what_becomes_of_a_cell(name, field, before, after):
    assert column(name, field)[before] == after


@given(
    st.sampled_from([f for t in TABLES for f in t.columns]),
    st.text(max_size=12) | st.sampled_from([c[2] for c in CELLS]),
)
def test_a_corrected_cell_is_the_same_value_or_newly_one_and_is_not_corrected_again(field, raw):
    from graphcrm.ingest.cells import Bad, Memo

    memo, corrector = Memo(field.parse), Corrector(field.parse)
    made = corrector[raw]
    before, after = memo[raw], memo[made]
    if isinstance(before, Bad):
        assert made == raw or not isinstance(after, Bad)
    else:
        assert (after or None) == (before or None) or after == before
    assert corrector[made] == made


# --- whole files --------------------------------------------------------------------------------------------------------


def told(result, lines=True):
    """The problems of a plan, each as often as it is there, without the file."""
    return Counter((p.code, p.line if lines else None, p.column, p.text) for p in result.problems)


def check(path: Path, target: Path, lines: bool = True, encoding: str | None = None) -> None:
    """The copy of files of which every cell can be read: the same facts, the same problems but for the cleaning."""
    before = plan_import([path], existing={}, options=options(encoding=encoding))
    fixed = fix([path], target, hints=hints_of(encoding))
    after = plan_import(fixed.files, existing={}, options=options())
    # A line end that goes from within a cell brings the rows below it up.
    lines = lines and not any(c.before.count("\n") != c.after.count("\n") for c in fixed.corrections)
    assert told(after, lines) <= told(before, lines)
    assert set(before.by_code) - set(after.by_code) <= {"W14"}
    assert facts(after) == facts(before)
    assert fix(fixed.files, target.parent / f"again-{target.name}").corrections == ()


def dirty(draw, tables):
    """The same tables with blanks around texts, labels for codes, other dates, other separators."""

    def cell(value):
        if not isinstance(value, str) or not value or draw(st.booleans()):
            return value
        year = value[:4]
        if len(value) == 10 and year.isdigit() and value[4] == value[7] == "-":
            return draw(
                st.sampled_from([value.replace("-", "/"), f"{year}年{value[5:7]}月{value[8:]}日", f" {value} "])
            )
        return draw(st.sampled_from([f" {value}", f"{value}\t", f"\u3000{value} "]))

    return {name: [{k: cell(v) for k, v in row.items()} for row in rows] for name, rows in tables.items()}


@st.composite
def dirty_tables(draw):
    return dirty(draw, flat(draw(valid_tables())))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=dirty_tables())
def test_the_copy_of_random_tables_means_the_same(tmp_path_factory, tables):
    folder = tmp_path_factory.mktemp("t")
    check(write(folder / "a", tables), folder / "fixed-a")
    gb = write(folder / "b", in_chinese(tables), "gb18030", delimiter=";", lineterminator="\r\n")
    check(gb, folder / "fixed-b", encoding="gb18030")
    check(write(folder / "c", tables, "utf-8-sig"), folder / "fixed-c")
    check(write_json(folder / "d.json", tables), folder / "fixed-d.json", lines=False)
    check(write_xlsx(folder / "e.xlsx", tables), folder / "fixed-e", lines=False)


def test_no_file_of_a_copy_has_its_name_before_all_are_written(tmp_path, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(copy):
        assert len(copy.files) == len(list((tmp_path / "fixed").iterdir())) > 3
        assert not any(map(Path.exists, copy.files))
        raise Killed

    monkeypatch.setattr(fixing._Copy, "finish", killed)
    with pytest.raises(Killed):
        fix([resource("datasets", "huayue")], tmp_path / "fixed")
    assert list(tmp_path.iterdir()) == []


def test_the_sample_account_needs_no_correction_but_plain_numbers(tmp_path):
    check(resource("datasets", "huayue"), tmp_path / "fixed")


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_survives(tmp_path, text):
    tables = account()
    tables["people"][2]["title"] = text
    check(write(tmp_path / "t", tables), tmp_path / "fixed")
    check(write_json(tmp_path / "t.json", tables), tmp_path / "fixed.json", lines=False)


@pytest.mark.parametrize("name", BYTES)
def test_a_broken_table_is_no_better_and_no_worse_in_the_copy(tmp_path, name):
    path = tmp_path / "people.csv"
    path.write_bytes(BYTES[name][0])
    target = tmp_path / "fixed" / "people.csv"
    try:
        fixed = fix([path], target)
    except InputError:
        assert not target.exists()
        assert not target.parent.exists()
        return
    before = plan_import([path], existing={}, options=options())
    after = plan_import(fixed.files, existing={}, options=options())
    assert told(after) <= told(before)
    assert path.read_bytes() == BYTES[name][0]


@pytest.mark.parametrize("name", JSON)
def test_a_broken_document_is_no_better_and_no_worse_in_the_copy(tmp_path, name):
    content = JSON[name][0]
    path, target = tmp_path / "t.json", tmp_path / "fixed.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        fixed = fix([path], target)
    except InputError:
        assert not target.exists()
        return
    before = plan_import([path], existing={}, options=options())
    after = plan_import(fixed.files, existing={}, options=options())
    assert told(after, lines=False) <= told(before, lines=False)


def test_what_cannot_be_read_is_corrected_where_it_can_be(tmp_path):
    tables = account()
    tables["people"][2] |= {"grade": "５ ", "title": " 董事长\u202e"}
    tables["edges"][0] |= {"observed_at": "2026.5.1", "kind": "影响"}
    tables["interactions"][0]["participants"] = "u1\nc2"
    folder = write(tmp_path / "t", tables)
    assert plan_import([folder], existing={}, options=options()).change is None
    fixed = fix([folder], tmp_path / "fixed")
    after = plan_import([tmp_path / "fixed"], existing={}, options=options())
    assert facts(after) == facts(plan_import([write(tmp_path / "plain", account())], existing={}, options=options()))
    assert [(Path(c.file).name, c.line, c.column, c.before, c.after) for c in fixed.corrections] == [
        ("edges.csv", 2, "kind", "影响", "INFLUENCES"),
        ("edges.csv", 2, "observed_at", "2026.5.1", "2026-05-01"),
        ("interactions.csv", 2, "participants", "u1\nc2", "u1;c2"),
        ("people.csv", 4, "grade", "５ ", "5"),
        ("people.csv", 4, "title", " 董事长\u202e", "董事长"),
    ]


def test_all_that_is_not_corrected_stays(tmp_path):
    path = tmp_path / "people.csv"
    text = '# 说明;x\r\nid;姓名;org;备注\r\n\r\nc1; 陈董;HY;" a;b "\r\n#c2;x\r\nc3;周总\r\n'
    path.write_bytes(text.encode("gb18030"))
    target = tmp_path / "fixed" / "people.csv"
    fix([path], target)
    assert target.read_bytes() == text.replace(" 陈董", "陈董").encode("utf-8-sig")
    path.write_bytes(text.encode())
    (tmp_path / "plain").mkdir()
    fix([path], tmp_path / "plain" / "people.csv")
    assert (tmp_path / "plain" / "people.csv").read_bytes() == text.replace(" 陈董", "陈董").encode()


def test_a_line_end_at_the_end_of_a_cell_goes_and_the_rows_below_come_up(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text('id,name,org\nc1,"陈董\n",HY\nc2, 林 ,HY\n', encoding="utf-8")
    fixed = fix([path], tmp_path / "fixed" / "people.csv")
    assert fixed.files[0].read_text(encoding="utf-8") == "id,name,org\nc1,陈董,HY\nc2,林,HY\n"
    assert [c.line for c in fixed.corrections] == [2, 4]


def test_a_row_never_becomes_a_comment_or_nothing(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("name,id,org\n\x01# 王,c1,HY\n\x01,,\n", encoding="utf-8")
    fixed = fix([path], tmp_path / "fixed" / "people.csv")
    assert fixed.corrections == ()
    assert fixed.files[0].read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


def test_a_document_keeps_its_order_and_what_is_not_of_ours(tmp_path):
    path = tmp_path / "t.json"
    path.write_text(
        '{"note": {"a": [1, 2.50]},\n "people": [{"id": "c1", "x": null, "name": " 陈董 ", "grade": 4, "flags": ["已离职"]},\n5]}'
    )
    fixed = fix([path], tmp_path / "fixed.json")
    assert fixed.files[0].read_text(encoding="utf-8") == (
        '{\n "note": {"a": [1, 2.50]},\n "people": [\n'
        '  {"id": "c1", "x": null, "name": "陈董", "grade": 4, "flags": ["left"]},\n  5\n ]\n}\n'
    )
    assert [(c.line, c.column, c.before, c.after) for c in fixed.corrections] == [
        (2, "name", " 陈董 ", "陈董"),
        (2, "flags", "已离职", "left"),
    ]


def test_a_workbook_becomes_a_file_for_each_sheet(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "人员"
    for row in (["编号", "姓名", "组织", "职级", "备注"], [], ["c1", " 陈董 ", "HY", 5, "x"], ["c2", "林", "HY"]):
        sheet.append(row)
    workbook.create_sheet("说明")
    workbook.save(tmp_path / "t.xlsx")
    fixed = fix([tmp_path / "t.xlsx"], tmp_path / "fixed")
    assert [p.name for p in fixed.files] == ["人员.csv"]
    with open(fixed.files[0], encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [
            ["编号", "姓名", "组织", "职级", "备注"],
            [],
            ["c1", "陈董", "HY", "5", "x"],
            ["c2", "林", "HY", "", ""],
        ]


def test_a_cell_without_a_value_is_not_copied_as_one(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.title = "people"
    for row in (["id", "name", "org"], ["c1", "=1+1", "HY"]):
        workbook.active.append(row)
    workbook.save(tmp_path / "t.xlsx")
    with pytest.raises(InputError, match=r"t\.xlsx.*2.*no stored value"):
        fix([tmp_path / "t.xlsx"], tmp_path / "fixed")
    assert not (tmp_path / "fixed").exists()


def test_nothing_is_written_over(tmp_path):
    folder = write(tmp_path / "t", account())
    before = {p: p.read_bytes() for p in folder.iterdir()}
    single = folder / "people.csv"
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "units.csv").write_text("mine")
    for paths, target in (
        ([folder], folder),
        ([single], single),
        ([folder], tmp_path / "half"),
        ([single, folder / "orgs.csv"], folder),
    ):
        with pytest.raises(UsageError, match="exists"):
            fix(paths, target)
    assert {p: p.read_bytes() for p in folder.iterdir()} == before
    assert [p.name for p in (tmp_path / "half").iterdir()] == ["units.csv"]
    assert not (tmp_path / "twice").exists()


def test_the_copy_must_be_importable_by_its_name(tmp_path):
    folder = write(tmp_path / "t", account())
    with pytest.raises(UsageError, match=r"it should be called people\.csv"):
        fix([folder / "people.csv"], tmp_path / "fixed.csv")
    with pytest.raises(UsageError, match=r"it should end in \.json"):
        fix([write_json(tmp_path / "t.json", account())], tmp_path / "fixed.csv")
    assert fix([folder / "people.csv"], tmp_path / "人员.csv").files == (tmp_path / "人员.csv",)


def test_an_export_of_another_system_keeps_its_headings(tmp_path):
    path = tmp_path / "Contact.csv"
    path.write_text("ContactId,LastName,Account\nc8, 王 ,HY\n", encoding="utf-8")
    mapping = {"Contact": "people", "Contact.ContactId": "id", "Contact.LastName": "name", "Contact.Account": "org"}
    fixed = fix([path], tmp_path / "fixed" / "Contact.csv", mapping=mapping)
    assert fixed.files[0].read_text(encoding="utf-8") == "ContactId,LastName,Account\nc8,王,HY\n"


def test_json_is_valid_whatever_it_holds(tmp_path):
    path = tmp_path / "t.json"
    path.write_text(json.dumps({"people": [{"id": "c1", "name": "a\ud800", "x": "\ud800"}]}))
    fixed = fix([path], tmp_path / "fixed.json")
    assert json.loads(fixed.files[0].read_text(encoding="utf-8")) == {
        "people": [{"id": "c1", "name": "a\ud800", "x": "\ud800"}]
    }


def test_files_of_one_name_are_copied_below_their_folders_and_what_is_not_copied_is_told(tmp_path):
    folders = [write(tmp_path / name, {"people": account()["people"]}) for name in ("a", "b")]
    for name in ("notes.csv", "more.xlsx"):
        (folders[0] / name).write_text("x,y\n")
    made = fix(folders, tmp_path / "copy")
    assert sorted(p.relative_to(tmp_path).as_posix() for p in made.files) == ["copy/a/people.csv", "copy/b/people.csv"]
    assert [Path(p.file).name for p in made.left_out] == ["notes.csv", "more.xlsx"]
    book = write_xlsx(tmp_path / "x", {"people": account()["people"]})
    with pytest.raises(UsageError, match="two of the tables"):
        fix([folders[0] / "people.csv", book], tmp_path / "twice" / "below")
    assert not (tmp_path / "twice").exists(), "nothing is left of it"


def test_a_figure_that_points_to_a_footnote_is_not_made_a_digit():
    assert column("orgs", "annual_revenue")["500²"] == "500²"
    assert column("people", "left_on")["2026-06-①"] == "2026-06-①"
