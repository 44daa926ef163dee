"""Tables as people and programs keep them: lines above the heading, names for ids, days and numbers of other countries."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from graphcrm.errors import UsageError
from graphcrm.ingest.plan import plan_import, plan_rows
from tests.ingest.conftest import account, csv_text, options, write
from tests.ingest.test_roundtrip import facts, stored

PEOPLE = [
    {"id": "c1", "name": "Paula Prime", "org": "HY", "grade": 5},
    {"id": "c2", "name": "José Diaz", "org": "HY", "reports_to": "c1"},
]


@pytest.fixture(scope="module")
def base():
    return stored(
        plan_rows({"orgs": account()["orgs"], "people": account()["people"][:2]}, existing={}, options=options())
    )


def person(plan, key):
    return next(json.loads(props) for kind, _, k, props, *_ in facts(plan) if (kind, k) == ("person", key))


def take(path: Path, base, **changes):
    return plan_import([path], existing=base, options=options(**changes))


# --- notes between the rows -----------------------------------------------------------------------------------------------

NOTED = [
    ["id", "name", "org"],
    ["# c8", "an example", "HY"],
    ["#17", "Ann Ode", "HY"],
    ["#", "", ""],
    ["#note", "", ""],
]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_id_with_a_number_sign_is_no_note(tmp_path, base, form):
    if form == "csv":
        path = tmp_path / "people.csv"
        path.write_text("".join(",".join(row) + "\n" for row in NOTED), encoding="utf-8")
    else:
        path = workbook_of(tmp_path, NOTED)
    plan = take(path, base)
    assert plan.counts["people"].rows == 1
    assert plan.by_code == {}
    assert person(plan, "#17")["name"] == "Ann Ode"


def test_an_error_in_the_first_column_is_told(tmp_path, base):
    path = workbook_of(tmp_path, [["id", "name", "org"], ["#REF!", "Ann Ode", "HY"], ["c9", "Bo Ode", "HY"]])
    assert [(p.code, p.line, p.column) for p in take(path, base).problems] == [("E03", 2, "id")]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#NAME?", "#DIV/0!"])
def test_an_error_that_a_csv_file_kept_is_no_name_or_id(tmp_path, base, error):
    path = tmp_path / "people.csv"
    path.write_text(f"id,name,org,title\nc8,{error},HY,CEO\n{error},Bo Ode,HY,CEO\nc9,Cy Ode,HY,{error}\n")
    told = [(p.code, p.line, p.column, p.value) for p in take(path, base).problems if p.is_error]
    assert told == [("E03", 2, "name", error), ("E03", 3, "id", error), ("E03", 4, "title", error)]
    assert f"the cell holds the error {error}" in take(path, base).problems[0].text.en


def workbook_of(folder, rows):
    workbook = openpyxl.Workbook()
    workbook.active.title = "people"
    for row in rows:
        workbook.active.append(row)
    workbook.save(folder / "people.xlsx")
    return folder / "people.xlsx"


# --- the heading --------------------------------------------------------------------------------------------------------

ABOVE = {
    "sep": ("sep=;\n", ";"),
    "quoted sep": ('"sep=;"\n', ";"),
    "title": ("Our people\n", ","),
    "title, day, empty": ("Acme, our people; all\nExported 2026-06-01\n\n,,,,\n", ","),
    "title of an export": ("Report: people,,,,\n2026-06-01 14:30,,,,\n", ","),
    "comment and title": ("# how to fill\nPeople of the bank\n", "\t"),
    "a row that mentions a heading": ("name of the list,\n", ","),
    "mark and sep": ("\ufeffsep=,\n", ","),
}


@pytest.mark.parametrize("name", ABOVE)
def test_what_stands_above_the_heading_is_skipped_and_told(tmp_path, base, name):
    before, delimiter = ABOVE[name]
    path = tmp_path / "people.csv"
    path.write_text(before + csv_text(PEOPLE, delimiter=delimiter), encoding="utf-8")
    plan = take(path, base)
    assert plan.errors == 0, plan.problems
    assert person(plan, "c2")["reports_to"] == "c1"
    heading = before.count("\n") + 1
    assert f"the heading is in line {heading}" in plan.remarks[0].en
    assert f"标题在第 {heading} 行" in plan.remarks[0].zh


def test_a_heading_in_the_first_line_is_nothing_to_tell(tmp_path, base):
    path = tmp_path / "people.csv"
    path.write_text(csv_text(PEOPLE), encoding="utf-8")
    assert not any("line" in remark.en for remark in take(path, base).remarks)


@pytest.mark.parametrize(
    "heading", ["Reports\nto", "reports \u00a0 to", "REPORTS_TO\u200b", "汇报对象\r\n", "Ｒｅｐｏｒｔｓ to*"]
)
def test_a_heading_may_be_written_over_lines(tmp_path, base, heading):
    path = tmp_path / "people.csv"
    path.write_text(
        csv_text([{heading if k == "reports_to" else k: v for k, v in row.items()} for row in PEOPLE]), encoding="utf-8"
    )
    plan = take(path, base)
    assert plan.by_code == {}
    assert person(plan, "c2")["reports_to"] == "c1"


def workbook(path: Path, rows, change=lambda sheet: None) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "people"
    for row in rows:
        book.active.append(row)
    change(book.active)
    book.save(path)
    return path


HEAD = ["id", "name", "org", "grade", "left_on", "kappa"]


def test_a_sheet_may_have_a_merged_title_hidden_rows_and_serial_dates(tmp_path, base):
    def change(sheet):
        sheet.merge_cells("A1:F1")
        sheet.row_dimensions[5].hidden = True

    rows = [["Our people"], [], HEAD, ["c1", "A", "HY", 5, 45999, 1.125], ["c2", "B", "HY", None, 45999.6, None]]
    plan = take(workbook(tmp_path / "a.xlsx", rows, change), base)
    assert plan.errors == 0, plan.problems
    assert person(plan, "c1") == {
        "id": "c1",
        "name": "A",
        "org": "HY",
        "grade": 5,
        "left_on": "2025-12-08",
        "kappa": 1.125,
    }
    assert person(plan, "c2")["left_on"] == "2025-12-08"
    assert ["line 3" in r.en or "1 hidden row from line 5" in r.en for r in plan.remarks[:2]] == [True, True]


def from_1904(tmp_path, rows, title="people"):
    """A workbook that counts days from 1904, as Excel for the Mac used to."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_days_of_a_workbook_that_counts_from_1904(tmp_path, base):
    """Whether a day has kept its format or is a bare number, it is the same day; other numbers are what they are."""
    rows = [
        ["Our people", 44537],
        HEAD,
        ["c1", "44537", "HY", 5, 44537, 2],
        ["c2", "B", "HY", None, date(2025, 12, 8), None],
    ]
    plan = take(from_1904(tmp_path, rows), base)
    assert plan.errors == 0, plan.problems
    assert [person(plan, c)["left_on"] for c in ("c1", "c2")] == ["2025-12-08", "2025-12-08"]
    assert (person(plan, "c1")["name"], person(plan, "c1")["kappa"]) == ("44537", 2)


def test_days_of_such_a_workbook_are_guessed_right(tmp_path):
    from graphcrm.workspace.door import Workspace

    rows = [["Name", "Company", "Title", "E-mail", "left_on"], ["Ana Costa", "Acme", "CFO", "a@acme.example", 44537]]
    rows += [
        ["Jan Novak", "Acme", "CIO", "j@acme.example", None],
        ["Eva Lund", "Acme", "Buyer", "e@acme.example", None],
    ]
    path = from_1904(tmp_path, rows, "contacts")
    ws = Workspace(tmp_path / "w.graphcrm")
    found = ws.guess(path, mapping=tmp_path / "m.toml")
    days = next(f for f in found.plan.change.batches if f.kind == "person").props
    assert ['"left_on":"2025-12-08"' in text for text in days].count(True) == 1, days


def test_merged_cells_among_the_rows_are_refused_by_their_line(tmp_path, base):
    rows = [HEAD, ["c1", "A", "HY", 5], ["c2", "B", None, None]]
    plan = take(workbook(tmp_path / "a.xlsx", rows, lambda sheet: sheet.merge_cells("C2:C3")), base)
    (problem,) = (p for p in plan.problems if p.code == "E15")
    assert (problem.line, plan.change) == (2, None)
    assert "C2:C3" in problem.text.zh


# --- days and numbers ---------------------------------------------------------------------------------------------------


def amounts(tmp_path, base, cells, **changes):
    rows = [{"id": f"O{n}", "name": "x", "customer": "HY", "amount": cell} for n, cell in enumerate(cells)]
    path = tmp_path / "opportunities.csv"
    path.write_text(csv_text(rows, delimiter=";"), encoding="utf-8")
    plan = take(path, base, **changes)
    if plan.change is None:
        return [(p.code, p.line, p.column) for p in plan.problems if p.is_error]
    return [json.loads(props)["amount"] for kind, _, _, props, *_ in facts(plan)]


def test_one_sign_before_three_digits_is_never_guessed(tmp_path, base):
    refused = [("E03", 2, "amount"), ("E03", 3, "amount")]
    assert amounts(tmp_path, base, ["250.000", "80,000", "5"]) == refused
    assert amounts(tmp_path, base, ["250.000", "80.000"], decimal=",") == [250000.0, 80000.0]
    assert amounts(tmp_path, base, ["250.000", "80.000"], decimal=".") == [250.0, 80.0]


def test_the_other_cells_of_the_column_may_tell(tmp_path, base):
    assert amounts(tmp_path, base, ["250.000", "80.000,50"]) == [250000.0, 80000.5]
    assert amounts(tmp_path, base, ["250,000", "80,000.50"]) == [250000.0, 80000.5]
    assert amounts(tmp_path, base, ["250.000", "0.5"]) == [250.0, 0.5]
    assert amounts(tmp_path, base, ["250.000", "1.250.000", "１２"]) == [250000.0, 1250000.0, 12.0]
    assert amounts(tmp_path, base, ["250.000", "1.5", "1,5"]) == [("E03", 2, "amount")]


def test_a_number_of_a_program_is_not_ambiguous(tmp_path, base):
    path = tmp_path / "a.json"
    row = {"id": "O1", "name": 12.345, "customer": "HY", "amount": 12.345}
    path.write_text(json.dumps({"opportunities": [row]}), encoding="utf-8")
    (made,) = (json.loads(props) for kind, _, _, props, *_ in facts(take(path, base)))
    assert (made["name"], made["amount"]) == ("12.345", 12.345)


@pytest.mark.parametrize(("order", "day"), [("dmy", "2025-03-05"), ("mdy", "2025-05-03")])
def test_the_order_of_a_day_is_said_or_asked_for(tmp_path, base, order, day):
    path = tmp_path / "people.csv"
    path.write_text(csv_text([PEOPLE[0] | {"left_on": "05.03.2025"}]), encoding="utf-8")
    assert person(take(path, base, date_order=order), "c1")["left_on"] == day
    plan = take(path, base)
    (problem,) = plan.problems
    assert (problem.code, problem.line, problem.column, plan.change) == ("E03", 2, "left_on", None)
    assert "--date-order" in problem.text.en


@pytest.mark.parametrize("changes", [{"encoding": "klingon"}, {"date_order": "ymd"}, {"decimal": ";"}])
def test_hints_are_checked(tmp_path, changes):
    with pytest.raises(UsageError):
        plan_import([tmp_path], existing={}, options=options(**changes))


def test_levels_and_grades_may_be_words(tmp_path, base):
    edges = [
        {
            "kind": "STANCE",
            "from": "c1",
            "to": "US",
            "level": "支持有限",
            "reported_by": "u1",
            "observed_at": "2026-05-01",
        },
        {
            "kind": "INFLUENCES",
            "from": "c1",
            "to": "c2",
            "level": "Often adopted",
            "reported_by": "u1",
            "observed_at": "2026-05-01",
        },
    ]
    plan = take(write(tmp_path / "t", {"people": [PEOPLE[0] | {"grade": "高层管理"}, PEOPLE[1]], "edges": edges}), base)
    assert person(plan, "c1")["grade"] == 4
    assert [json.loads(f[3])["level"] for f in facts(plan) if f[0] in ("stance", "influences")] in ([1, 3], [3, 1])


# --- names for ids ------------------------------------------------------------------------------------------------------


def named(tmp_path, base, changes, **kept):
    tables = {"people": [dict(row) for row in PEOPLE], **kept}
    tables["people"][1] |= changes
    return take(write(tmp_path / "t", tables), base)


@pytest.mark.parametrize(
    "name",
    ["Paula Prime", "paula  prime", "Prime, Paula", "PAULA\u00a0PRIME", "p.prime@hy.example", "X-77"],
)
def test_a_name_an_address_or_a_key_stands_for_the_one_who_has_it(tmp_path, base, name):
    plan = named(
        tmp_path,
        base,
        {"reports_to": name, "org": "华岳银行"},
        people=[PEOPLE[0] | {"email": "P.Prime@hy.example", "keys": "crm:X-77"}, dict(PEOPLE[1])],
    )
    assert plan.errors == 0, plan.problems
    assert (person(plan, "c2")["reports_to"], person(plan, "c2")["org"]) == ("c1", "HY")
    assert any("→ c1" in remark.en for remark in plan.remarks)


def test_of_several_with_a_name_none_is_chosen(tmp_path, base):
    people = [PEOPLE[0], PEOPLE[0] | {"id": "c7"}, PEOPLE[1] | {"reports_to": "Paula Prime"}]
    plan = take(write(tmp_path / "t", {"people": people}), base)
    problem = next(p for p in plan.problems if p.is_error)
    assert (problem.code, problem.line, problem.column, plan.change) == ("E01", 4, "reports_to", None)
    assert "“c1”" in problem.suggestion.zh
    assert "“c7”" in problem.suggestion.zh


@pytest.mark.parametrize(
    "who", ["u1;Paula Prime", "u1、Paula Prime", "张经理/Paula Prime", "u1, c1", "张经理; Prime, Paula"]
)
def test_participants_may_be_named(tmp_path, base, who):
    met = [{"id": "I9", "date": "2026-06-01", "kind": "visit", "participants": who}]
    plan = take(write(tmp_path / "t", {"people": PEOPLE, "interactions": met}), base)
    assert plan.errors == 0, plan.problems
    assert next(json.loads(f[3]) for f in facts(plan) if f[0] == "interaction")["participants"] == ["u1", "c1"]


def test_whoever_is_the_own_manager_by_name_is_the_top(tmp_path, base):
    plan = named(tmp_path, base, {"reports_to": "Diaz, José"})
    assert plan.by_code == {"W15": 1}
    assert "reports_to" not in person(plan, "c2")


def test_nobody_is_lost_for_an_optional_cell(tmp_path, base):
    people = [
        PEOPLE[0] | {"reports_to": "Nobody Left", "owner": "c2", "unit": "no such unit"},
        PEOPLE[1],
        {"id": "c3", "name": "Third", "org": "HY", "reports_to": "c2", "owner": "a>b"},
        {"id": "c4", "name": "Fourth", "org": "HY", "reports_to": "c5"},
        {"id": "c5", "name": "Fifth", "org": "HY", "grade": 9},
    ]
    folder = write(tmp_path / "t", {"people": people})
    assert take(folder, base).change is None
    plan = take(folder, base, accept_valid=True)
    assert {f[2] for f in facts(plan) if f[0] == "person"} == {"c1", "c2", "c3", "c4"}
    assert (plan.by_code["W16"], plan.errors) == (5, 1)
    assert person(plan, "c1") == {"id": "c1", "name": "Paula Prime", "org": "HY", "grade": 5}
    assert person(plan, "c3")["reports_to"] == "c2"
    assert "reports_to" not in person(plan, "c4")


# --- one name, one id ---------------------------------------------------------------------------------------------------

SAME = {
    "composition": ("José", "Jose\u0301"), "case": ("Jose Diaz", "JOSE DIAZ"), "blanks": ("Jose Diaz", "Jose  Diaz"),
    "no-break": ("Jose Diaz", "Jose\u00a0Diaz"), "spaced": ("王伟", "王 伟"), "wide blank": ("王伟", "王\u3000伟"),
    "width": ("Ann 1", "Ａｎｎ １"), "apostrophe": ("O'Neil", "O’Neil"), "order": ("Jose Diaz", "Diaz, Jose"),
    "invisible": ("Ann", "An\u200bn"), "hyphen": ("A-B", "A\u2011B"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_one_name_in_two_forms_is_one_person_perhaps(tmp_path, base, name):
    people = [{"id": f"c{n}", "name": written, "org": "HY"} for n, written in enumerate(SAME[name])]
    plan = take(write(tmp_path / "t", {"people": people}), base)
    assert plan.by_code == {"W03": 1}
    elsewhere = [people[0], people[1] | {"org": "SUP"}]
    assert take(write(tmp_path / "t", {"people": elsewhere}), base).by_code == {}


@pytest.mark.parametrize("name", [n for n in SAME if n not in ("order", "invisible", "no-break", "composition")])
def test_two_ids_that_look_the_same_are_told(tmp_path, base, name):
    people = [{"id": written, "name": f"n{n}", "org": "HY"} for n, written in enumerate(SAME[name])]
    plan = take(write(tmp_path / "t", {"people": people}), base)
    assert plan.by_code == {"W17": 1}
    assert plan.problems[0].line == 3
