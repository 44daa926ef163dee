"""Files that mean harm, or are only damaged: a clear word about it, in time, and nothing written."""

import json
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphcrm.errors import InputError
from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.guessing.questions import read_answers, write_questions
from graphcrm.ingest.guessing.writing import as_toml
from graphcrm.ingest.mapping import named_mappings, read_mapping
from graphcrm.ingest.plan import plan_import
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import book
from tests.ingest.guessing.test_systems import CARDS, EVENTS

RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CSV = "Name;Title;Company;Boss;Attitude\nAna Ruiz;CEO;X;;+\nBo Berg;CIO;X;Ana Ruiz;++\n"
SAMPLES = {
    "a.csv": CSV.encode(),
    "a.vcf": CARDS.encode(),
    "a.ics": EVENTS.encode(),
    "a.ftm": b'{"id":"c1","schema":"Company","properties":{"name":["X"]}}\n',
    "a.json": b'{"people":[{"Name":"Ana Ruiz","Company":"X","Title":"CEO"}]}',
}
#: What is put somewhere into a file.
HARM = [
    b"",
    b"\0",
    b"\xff\xfe",
    b"\n\n\n",
    b";" * 3000,
    b'"',
    b"[" * 3000,
    b"BEGIN:VCARD\n" * 50,
    "，".encode("gb18030"),
]
SYSTEMS = {
    "a.vcf": "vcard",
    "a.ics": "icalendar",
    "a.ftm": "followthemoney",
    "a.json": "hubspot",
    "a.csv": "salesforce",
}


def survives(path, name):
    """Whatever the file holds, guessing and importing it give a plan, with problems or without."""
    found = guess([path], existing={}, options=options())
    assert found.plan is not None or found.problems or all(s.of is None for s in found.sheets)
    if found.plan is not None:
        assert (found.plan.change is None) or found.plan.ok
        as_toml(found.mapping, found.sheets, "zh")
    plan_import([path], existing={}, options=options(mapping=read_mapping(SYSTEMS[name])))


@pytest.mark.parametrize("name", SAMPLES)
@RELAXED
@given(data=st.data())
def test_cut_off_changed_and_foreign_bytes(tmp_path, name, data):
    sample = SAMPLES[name]
    at = data.draw(st.integers(0, len(sample)))
    harm = data.draw(st.sampled_from(HARM))
    keep = data.draw(st.booleans())
    path = tmp_path / name
    path.write_bytes(sample[:at] + harm + (sample[at:] if keep else b""))
    survives(path, name)


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "';DROP TABLE people;--", "\u202egnp.exe", "../../etc/passwd",
        "]\n[people]\ntable = 'orgs'", '"""\n[x]', "a" * 5000, "{{7*7}}", "\x1b[31mred", "名" * 300, "0" * 400,
    ],
)  # fmt: skip
def test_any_text_may_stand_in_any_cell_and_heading(tmp_path, text):
    safe = "".join(c for c in text if c >= " " or c in "\t\n")
    rows = [
        ["Name", "Title", "Company", "Attitude", safe],
        [safe, safe, safe, safe, safe],
        ["Ana Ruiz", "CEO", "X", "+", safe],
    ]
    path = book(tmp_path / "b.xlsx", {"People": rows})
    found = guess([path], existing={}, options=options())
    written = tmp_path / "m.toml"
    written.write_text(as_toml(found.mapping, found.sheets, "en"), encoding="utf-8")
    again = read_mapping(written)
    assert [(s.name, s.of, s.columns) for s in again.sheets] == [
        (s.name, s.of, s.columns) for s in found.mapping.sheets
    ]
    questions = tmp_path / "q.csv"
    questions.write_text(write_questions(found.questions, {}, "en"), encoding="utf-8")
    assert read_answers(questions) == {}
    assert not any(line.startswith(("=", "+", "@")) for line in questions.read_text(encoding="utf-8-sig").splitlines())


def test_answers_go_out_and_come_back(tmp_path):
    answers = {"a": "-", "b": "=1+1", "c": 'x, "y"\nz', "d": "+++"}
    path = tmp_path / "q.csv"
    path.write_text(write_questions((), answers, "zh"), encoding="utf-8")
    assert read_answers(path) == answers


@pytest.mark.parametrize(
    ("text", "said"), [("a,b\n1,2\n", "columns id and answer"), ("id,answer\nx\n", "too few cells"), ("", "empty")]
)
def test_a_file_that_holds_no_answers_is_refused(tmp_path, text, said):
    (tmp_path / "q.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_answers(tmp_path / "q.csv")


def test_a_bomb_and_a_broken_workbook_are_problems(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 300_000_000)
    whole = book(tmp_path / "whole.xlsx", {"People": [["Name", "Company"], ["Ana", "X"]]}).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    for name in ("bomb.xlsx", "cut.xlsx"):
        found = guess([tmp_path / name], existing={}, options=options())
        assert found.plan is None
        assert [p.code for p in found.problems] == ["E15"]


def test_deep_and_wide_json_is_refused(tmp_path):
    (tmp_path / "deep.json").write_text('{"a":' * 5000 + "1" + "}" * 5000, encoding="utf-8")
    wide = [{f"c{n}": 1 for n in range(3000)}]
    (tmp_path / "wide.json").write_text(json.dumps(wide), encoding="utf-8")
    for name in ("deep.json", "wide.json"):
        assert [p.code for p in guess([tmp_path / name], existing={}, options=options()).problems] == ["E15"]


@pytest.mark.parametrize("system", named_mappings())
def test_every_known_system_survives_a_file_of_another(tmp_path, system):
    path = tmp_path / "contacts.csv"
    path.write_text(CSV, encoding="utf-8")
    plan = plan_import([path], existing={}, options=options(mapping=read_mapping(system)))
    assert plan.change is None or plan.ok


def test_an_error_cell_or_a_formula_without_a_value_is_never_read_as_empty(tmp_path):
    rows = [["Name", "Company", "Title", "Remark"], ["Ana Ruiz", "X", "#N/A", "#REF!"], ["Bo Berg", "X", "=A2", ""]]
    path = book(tmp_path / "b.xlsx", {"People": rows})
    found = guess([path], existing={}, options=options())
    assert found.plan.change is None
    assert [(p.code, p.line, p.column) for p in found.plan.problems if p.code == "E03"] == [
        ("E03", 2, "title"),
        ("E03", 3, "title"),
    ]


def test_hidden_sheets_and_rows_are_told(tmp_path):
    path = book(
        tmp_path / "b.xlsx",
        {"People": [["Name", "Company"], ["Ana Ruiz", "X"], ["Bo Berg", "X"]], "Old": [["Name", "Company"]]},
    )
    made = openpyxl.load_workbook(path)
    made["Old"].sheet_state = "hidden"
    made["People"].row_dimensions[3].hidden = True
    made.save(path)
    said = [p.text.en for p in guess([path], existing={}, options=options()).plan.problems if p.code == "W12"]
    assert said == ["1 hidden row(s) were read like the others", "a hidden sheet; it was not read"]
