"""Files that mean harm, or are only damaged: a clear word about it, in time, and nothing written."""

import io
import json
import random
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphcrm.errors import InputError
from graphcrm.ingest.files import Unreadable, opened
from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.guessing.questions import read_answers, write_questions
from graphcrm.ingest.guessing.references import resolving
from graphcrm.ingest.guessing.references.identities import Identities
from graphcrm.ingest.guessing.sheets.grids import read_grids
from graphcrm.ingest.guessing.writing import as_toml
from graphcrm.ingest.mapping import named_mappings, read_mapping
from graphcrm.ingest.plan import plan_import
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import book
from tests.ingest.guessing.test_systems import CARDS, EVENTS

RELAXED = settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CSV = "Name;Title;Company;Boss;Attitude\nAna Ruiz;CEO;X;;+\nBo Berg;CIO;X;Ana Ruiz;++\n"


def _workbook() -> bytes:
    """The list as a workbook whose parts are not compressed, so that a byte that is changed is a byte of a sheet."""
    out, packed = io.BytesIO(), io.BytesIO()
    made = openpyxl.Workbook()
    for line in CSV.splitlines():
        made.active.append(line.split(";"))
    made.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.namelist():
            target.writestr(zipfile.ZipInfo(part), source.read(part))
    return out.getvalue()


SAMPLES = {
    "a.csv": CSV.encode(),
    "a.vcf": CARDS.encode(),
    "a.ics": EVENTS.encode(),
    "a.ftm": b'{"id":"c1","schema":"Company","properties":{"name":["X"]}}\n',
    "a.json": b'{"people":[{"Name":"Ana Ruiz","Company":"X","Title":"CEO"}]}',
    "a.tsv": CSV.replace(";", "\t").encode("utf-16"),
    "a.xlsx": _workbook(),
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
    b"Dr " * 2000,
    b"\x1b$B",
]
SYSTEMS = {
    "a.vcf": "vcard",
    "a.ics": "icalendar",
    "a.ftm": "followthemoney",
    "a.json": "hubspot",
    "a.csv": "salesforce",
    "a.tsv": "salesforce",
    "a.xlsx": "salesforce",
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
@given(seed=st.integers(0, 2**32))
def test_cut_off_changed_and_foreign_bytes(tmp_path, name, seed):
    sample, chosen, path = SAMPLES[name], random.Random(seed), tmp_path / name
    for harm in HARM:
        at = chosen.randint(0, len(sample))
        path.write_bytes(sample[:at] + harm + chosen.choice((sample[at:], b"")))
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
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 100_000_000)
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


def test_an_error_in_a_csv_file_is_one_as_in_a_workbook_and_nobody_who_is_asked_about(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("Name,Company,Title,Reports to\nAna Ruiz,X,CIO,\nBo Berg,X,#1 buyer,#REF!\n", encoding="utf-8")
    found = guess([path], existing={}, options=options())
    assert [(p.code, p.line, p.column, p.value) for p in found.plan.problems] == [("E03", 3, "reports_to", "#REF!")]
    assert not [q.id for q in found.questions if q.id.startswith("person:")]


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
    assert said == ["1 hidden row, read like the others", "a hidden sheet; it was not read"]


#: Cells of some thousand signs, and headings above them: what is looked for in cells stops at an honest length, or goes through them once.
LONG = [
    "Dr " * 3000 + "!", "A" + " " * 20_000 + "!", "x" + "(" * 30_000 + "y", "x[" * 15_000 + "y", "N M;" * 3000,
    "a/" * 1500, " / ".join(["ab"] * 600), "★" * 3000, "ab - " * 600, "王伟、" * 1000, "1 = a " * 500, "-" * 3000, "a: b " * 600,
]  # fmt: skip
LAYOUTS = [
    "Name,Title,Company,Boss,Attitude", "Name,Background", "From,To,Relation,Level", "Date,Kind,Who met,Title,Our person,Next step",
    "姓名,单位,态度,影响力,备注", "Connected From,Role (From),Connected To,Role (To)", "Account,Opportunity,Contact,Role",
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_cell_takes_longer_than_it_is_long(tmp_path, layout):
    path, width = tmp_path / "a.csv", layout.count(",") + 1
    whole = "".join(",".join([f'"{cell}"'] * width) + "\n" for cell in LONG)
    mixed = "".join(",".join(["Ana Ruiz"] * (width - 1) + [f'"{cell}"']) + "\n" for cell in LONG)
    path.write_text(f"{layout}\n{whole}{mixed}", encoding="utf-8")
    assert guess([path], existing={}, options=options()).sheets


def test_a_long_run_of_blanks_in_a_cell_is_cut_down_and_keeps_its_line_break(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f'Name,Remark\nAna Ruiz,"{" " * 9}a{" " * 9000}b{" " * 99}\n{" " * 99}c"\n')
    (grid,) = read_grids(path, lambda *_: None)
    assert grid.rows[1][1][1] == " " * 9 + "a" + " " * 32 + "b" + " " * 32 + "\nc"


@pytest.mark.parametrize("layout", ["From,To,Relation,Level", "Person A,Relation,Person B"])
def test_a_row_that_ties_more_than_a_hundred_pairs_is_left_out_with_its_line(tmp_path, layout):
    path, many = tmp_path / "a.csv", {"From": "/".join(f"Ana Ruiz{chr(97 + n)}" for n in range(11))}
    cells = {"To": "Bo Berg", "Relation": "trusts", "Level": "3", "Person A": "Ana Ruiz", "Person B": "Bo Berg"}
    rows = [cells | {"From": "Ana Ruiz"}, cells | dict.fromkeys(("From", "To", "Person A", "Person B"), many["From"])]
    text = "".join(",".join(row[heading] for heading in layout.split(",")) + "\n" for row in rows)
    path.write_text(f"{layout}\n{text}")
    guessed = guess([path], existing={}, options=options())
    said = [(p.line, p.text.en) for p in guessed.plan.problems] + [
        (3, t.en) for s in guessed.sheets for t in s.sheet.left_out
    ]
    assert any("more than 100 pairs" in text and line == 3 for line, text in said), said


@pytest.mark.parametrize(("codes", "asked"), [(3, 3), (20, 20), (101, 1)])
def test_more_codes_than_a_cell_may_list_are_asked_about_as_one(tmp_path, codes, asked):
    path = tmp_path / "a.csv"
    said = "/".join(f"zq{n}" for n in range(codes))
    path.write_text(f"Account,Opportunity,Contact,Role\nAster,Core,Ana Ruiz,{said}\nAster,Core,Bo Berg,user\n")
    questions = guess([path], existing={}, options=options()).plan.questions
    assert sum(question.id.startswith("word:roles:") for question in questions) == asked


def test_a_row_of_thousands_of_people_and_managers_does_not_tie_each_with_each(tmp_path):
    path = tmp_path / "a.csv"
    again, many = "N M;" * 3000, "".join(f"N M{n};" for n in range(1000))
    path.write_text(f'Name,Title,Company,Boss\n"{again}",CIO,X,"{again}"\n"{many}",CIO,X,"{many}"\nBo Berg,CIO,X,N M\n')
    plan = guess([path], existing={}, options=options()).plan
    assert plan.counts["people"].rows == 2
    assert any("more than 100 people" in problem.text.en for problem in plan.problems)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", '{"Name": "Ana Ruiz", "Grade": ' + "9" * 5000 + "}"),
        ("a.ftm", '{"id": "p", "schema": "Person", "properties": {"name": ["Ana Ruiz"], "topics": 5}}'),
        ("a.ftm", '{"id": "p", "schema": "Person", "properties": {"name": ["Ana Ruiz"], "topics": null}}'),
        ("a.ftm", '{"id": "p", "schema": ["Person"], "properties": {"name": ["Ana Ruiz"]}}'),
    ],
)
def test_values_that_no_line_may_have_are_refused(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    with pytest.raises(Unreadable):
        list(read_grids(tmp_path / name, lambda *_: None))


@pytest.mark.parametrize("heading", ["Influence", "Grade", "Support (1-5)", "Veto"])
@pytest.mark.parametrize("cell", ["9" * 5000, "²", "①", "٣", "½"])
def test_signs_that_only_look_like_digits_and_digits_without_end_are_words_like_others(tmp_path, heading, cell):
    path = tmp_path / "a.csv"
    path.write_text(f"Name,Title,Company,{heading}\nAna Ruiz,CEO,X,{cell}\nBo Berg,CFO,X,{cell}\nCy Dale,CIO,X,3\n")
    assert guess([path], existing={}, options=options()).sheets


@pytest.mark.parametrize("amount", ["9" * 6000, "1" + "0" * 307 + " bn"])
def test_an_amount_beyond_all_numbers_is_told_as_it_stands(tmp_path, amount):
    path = tmp_path / "a.csv"
    path.write_text(f"Opportunity Name,Account Name,Amount,Stage\nCore,X,{amount},Prospecting\n")
    plan = guess([path], existing={}, options=options()).plan
    assert plan is not None
    [told] = [p for p in plan.problems if p.code == "E03"]
    assert (told.column, told.value[:50]) == ("amount", amount[:50])


def test_a_heading_that_stands_twice_is_told_and_the_mapping_can_be_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Name,Company,Name,Title\nAna Ruiz,X,Bob Ray,CIO\n,X,Cy Dale,CFO\n")
    guessed = guess([path], existing={}, options=options())
    assert guessed.plan is not None
    assert any("more than once" in problem.text.en for problem in guessed.plan.problems)
    assert guessed.plan.counts["people"].rows == 2
    (tmp_path / "m.toml").write_text(as_toml(guessed.mapping, guessed.sheets, "en"))
    assert read_mapping(tmp_path / "m.toml").sheets[0].columns["name"] == ("name",)


@pytest.mark.parametrize(
    "heading",
    [
        '=cmd|\' /C calc\'!A0', "<script>alert(1)</script>", '"Title\n[people]\nx = 1"', '"Ti""""tle = ""x"', "\x1b[31mTitle\x1b[0m",
        "\u202eeltiT", '"]\\u0022"', "../../Title", "${HOME}", "{title}", "%s%n", "Title\x08\x08",
    ],
)  # fmt: skip
def test_a_heading_that_means_harm_is_text_in_the_mapping_that_can_be_read_and_used(tmp_path, heading):
    path = tmp_path / "a.csv"
    path.write_text(f"Name,{heading},Company\nAna Ruiz,CIO,Aster\n", encoding="utf-8")
    guessed = guess([path], existing={}, options=options())
    written = tmp_path / "m.toml"
    written.write_text(as_toml(guessed.mapping, guessed.sheets, "en"), encoding="utf-8")
    assert "\x1b" not in written.read_text(encoding="utf-8")
    assert len(read_mapping(written).sheets) == 1
    plan = plan_import([path], existing={}, options=options(mapping=read_mapping(written)))
    assert (plan.ok, plan.counts["people"].rows) == (True, 1)


@pytest.mark.parametrize(
    ("file", "content", "line"),
    [
        ("a.csv", b"Name,Title,Company\nAna\0Ruiz,CIO,Aster\n", 2),
        ("a.csv", b"Name,Title,Company\nAna\xc0\xafRuiz,CIO,Aster\n", 2),
        ("a.csv", b'Name,Title,Company\nAna Ruiz,CIO,Aster\n"Ben,CIO,Aster\n', 3),
        ("a.csv", b"Name," + b"a" * 2_000_000, 1),
        ("a.csv", ",".join(f"c{n}" for n in range(300_000)).encode(), 1),
        ("a.json", b'[{"Name": "Ana Ruiz", "Company": "As', 1),
        ("a.csv", "Name,Title,Company\nAna Ruiz,CIO,Aster\n".encode("cp500"), 1),
        ("a.xlsx", b"a.csv" + b"\0" * 507 + b"x" * 512, None),
        ("a.csv", b"\x1f\x8b\x08\0\0\0\0\0", None),
        ("a.zip", b"PK\x03\x04" + b"\0" * 60, None),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', None),
        ("a.json", b'[{"Name": "Ana Ruiz", "Company": "Aster"}]\n[]', 2),
        ("a.json", b'{"people": [{"Name": "Ana Ruiz", "Company": "Aster"}]}\n\nx', 3),
        ("a.jsonl", b'{"Name": "Ana Ruiz", "Company": "Aster"}\n{"Name": "Bo Berg", "Company":\n', 2),
        ("a.ftm", b'{"id": "a", "schema": "Person", "properties": {}}\n{"id": "b",', 2),
        ("a.vcf", b"BEGIN:VCARD\nFN;CHARSET=KLINGON;QUOTED-PRINTABLE:=FF\nEND:VCARD\n", 2),
        ("a.vcf", b"BEGIN:VCARD\nFN;QUOTED-PRINTABLE:=FF\nEND:VCARD\n", 2),
        ("a.vcf", b"BEGIN:VCARD\nFN;CHARSET=undefined;QUOTED-PRINTABLE:=41\nEND:VCARD\n", 2),
        ("a.ics", b"BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20269901T0900\nEND:VEVENT\n", 4),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(tmp_path, file, content, line):
    path = tmp_path / file
    path.write_bytes(content)
    found = guess([path], existing={}, options=options())
    assert found.plan is None
    assert [(p.code, p.line) for p in found.problems] == [("E15", line)], found.problems
    assert path.name in found.problems[0].file


def test_thousands_of_unknown_people_are_asked_about_without_comparing_each_with_all(tmp_path, monkeypatch):
    compared = []
    monkeypatch.setattr(resolving, "near", lambda text, known: compared.append(len(known)) or [])
    path = tmp_path / "a.csv"
    path.write_text("Name,Title,Company,Boss\n" + "".join(f"Ana B{n},CIO,X,Nobody C{n}\n" for n in range(2000)))
    found = guess([path], existing={}, options=options())
    assert sum(compared) <= 300_000
    assert found.plan.counts["people"].rows == 4000  # a manager is taken to be where his people are
    assert sum(q.rows for q in found.questions) >= 2000


def test_areas_of_merged_cells_larger_than_the_sheet_cost_nothing(tmp_path):
    rows = [["Name", "Title", "Company"], ["Ana Ruiz", "CEO", "X"], ["Bo Berg", "CIO", ""]]
    path = book(tmp_path / "a.xlsx", {"People": rows}, {"People": ["C2:C1048576", "A9:A1048576"]})
    found = guess([path], existing={}, options=options())
    assert found.sheets[0].sheet.rows == [["Ana Ruiz", "CEO", "X"], ["Bo Berg", "CIO", "X"]]


def test_a_cell_far_to_the_right_is_told(tmp_path):
    path = book(tmp_path / "a.xlsx", {"People": [["Name", "Title", "Company"], ["Ana Ruiz", "CEO", "X"]]})
    sheet = openpyxl.load_workbook(path)
    sheet["People"]["XFD2"] = "x"
    sheet["People"]["XFD7"] = "y"
    sheet.save(path)
    plan = guess([path], existing={}, options=options()).plan
    assert plan.counts["people"].rows == 1
    assert any("beyond column 2,000" in p.text.en and "from line 2; 2 row" in p.text.en for p in plan.problems)


def test_references_to_what_no_sheet_of_people_can_hold_are_checked_as_ever(tmp_path):
    path, mapping = tmp_path / "a.csv", tmp_path / "m.toml"
    path.write_text("Name,Criterion\nAna Ruiz,speed\n")
    mapping.write_text('[a]\ntable = "positions"\ncolumns = { Name = "person", Criterion = "criterion" }\n')
    plan = plan_import([path], existing={}, options=options(mapping=read_mapping(mapping)))
    assert plan.change is None


def test_a_per_cent_is_a_share_or_a_mark_and_never_an_amount(tmp_path):
    path, mapping = tmp_path / "a.csv", tmp_path / "m.toml"
    path.write_text("Name,Wallet,Mark,Revenue\nX,30%,80%,5%\n")
    columns = (
        'columns = { Name = "name", Wallet = "wallet_share", Mark = "satisfaction", Revenue = "annual_revenue" }\n'
    )
    mapping.write_text('[a]\ntable = "orgs"\nfixed = { category = "customer" }\n' + columns)
    plan = plan_import([path], existing={}, options=options(mapping=read_mapping(mapping)))
    assert not any(p.is_error for p in plan.problems)
    assert "amount:a:5%" in {q.id for q in plan.questions}
    path.write_text("Name,Wallet,Mark,Revenue\nX,30%,80%,5\n")
    plan = plan_import([path], existing={}, options=options(mapping=read_mapping(mapping)))
    (props,) = next(b.props for b in plan.change.batches if b.kind == "org")
    assert (json.loads(props)["wallet_share"], json.loads(props)["satisfaction"]) == (0.3, 80)


@pytest.mark.parametrize("name", ["kept.csv", "kept.xlsx"])
def test_a_folder_in_place_of_a_file_is_no_ordinary_file(tmp_path, name):
    (tmp_path / name).mkdir()
    with pytest.raises(Unreadable) as refused, opened(tmp_path / name, 10):
        pass
    assert "not an ordinary file" in refused.value.text.en
    with pytest.raises(InputError, match="not an ordinary file"):
        read_mapping(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a" + ".a" * 500 + " = 1", "too many parts"),
        ("[" + "a." * 500 + "a]\n", "too many parts"),
        ('[M]\ntable = "people"\nlayout = ["level"]\n', "there is no layout “level”"),
        ('[M]\ntable = "people"\nlayout = "levels"\n', "is a list of texts"),
    ],
)
def test_a_mapping_that_costs_too_much_or_says_what_is_none(tmp_path, text, said):
    (tmp_path / "m.toml").write_text(text)
    with pytest.raises(InputError, match=said):
        read_mapping(tmp_path / "m.toml")


def test_a_name_that_no_file_can_hold_is_written_as_it_can_be(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"K\\ud800": [{"Name": "Ana Ruiz", "Title\\udfff": "CEO", "Company": "Iberia SA"}]}')
    found = guess([path], existing={}, options=options())
    assert "K?" in as_toml(found.mapping, found.sheets, "en")
    write_questions(found.questions, {}, "en").encode()


def test_an_event_of_ten_thousand_people_is_read(tmp_path):
    lines = [f"ATTENDEE;CN=P{n}:mailto:p{n}@x.example" for n in range(10_000)]
    path = tmp_path / "a.ics"
    path.write_text(
        "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20260512", *lines, "END:VEVENT", "END:VCALENDAR"])
    )
    (grid,) = read_grids(path, lambda *_: None)
    assert str(grid.rows[1][1]).count("@") == 10_000


def test_people_of_one_mail_domain_are_not_gone_through_for_each_of_them():
    """What is asked of a domain, and who most belong to, is known as people are met: an event of many took their number squared."""

    class Once(dict):
        def items(self):
            raise AssertionError("every address is gone through")

        values = items

    known = Identities({})
    known.of["person"].emails, known.of["person"].org = Once(), Once()
    for n in range(3):
        known.add("person", f"P{n}", org="x", email=f"p{n}@X.example")
    known.add("person", "Q", org="y", email="q@y.example")
    known.add("person", "R", org="x", email="r@y.example")
    assert known.of["person"].domains == {"x.example": {"x"}, "y.example": {"x", "y"}}
    assert known.of["person"].members == {"x": 4, "y": 1}


def test_entities_of_other_schemas_are_told(tmp_path):
    path = tmp_path / "a.ftm"
    path.write_text(
        '{"id": "c", "schema": "Company", "properties": {"name": ["Aster"]}}\n{"id": "v", "schema": "Vessel"}\n'
    )
    (grid,) = read_grids(path, lambda *_: None)
    assert [remark.en for remark in grid.remarks] == ["1 entity of other schemas not imported: Vessel"]


@pytest.mark.parametrize("page", ["<table>" * 50_000, "<html>" + "<" * 500_000, "<html><!--" * 50_000])
def test_a_page_of_tags_without_end_is_read_in_one_go(tmp_path, page):
    path = tmp_path / "a.xls"
    path.write_text(page)
    with pytest.raises(Unreadable) as refused:
        list(read_grids(path, lambda *_: None))
    assert "no table" in refused.value.text.en


def test_a_page_that_is_cut_off_keeps_its_last_cell(tmp_path):
    path = tmp_path / "a.xls"
    path.write_text("<table><tr><td>Name<td>Company<tr><td>Ana Ruiz<td>Iberia" + "<br" * 200_000)
    (grid,) = read_grids(path, lambda *_: None)
    assert grid.rows[1][1][1].startswith("Iberia")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people.json", '[{"Name": "Ann Ray", "Company": "Halvorsen"},\n{"Name": "Bob Fox", "Name": "Bo Fox"}]'),
        (
            "people.json",
            '[{"Name": "Ann Ray"},\n{"Name": "Bob Fox", "Account": {"Name": "Aster AG", "Name": "Boreal SE"}}]',
        ),
        (
            "entities.ftm.json",
            '{"id": "a", "schema": "Person", "properties": {"name": ["Ann Ray"]}}\n'
            '{"id": "b", "schema": "Person", "properties": {"name": ["Bob Fox"], "name": ["Bo Fox"]}}',
        ),
    ],
    ids=["record", "within", "entity"],
)
def test_of_a_record_that_says_two_things_under_one_name_neither_is_taken(tmp_path, look, name, text):
    path = tmp_path / name
    path.write_text(text)
    (problem,) = look(path).problems
    assert (problem.code, problem.line) == ("E15", 2)
    assert "twice" in problem.text.en


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("people.json", '[{"Name": "Ann Ray", "Company": "Aster"},\n5, null,\n["x"]]', "3 items (the first in line 2)"),
        (
            "a.ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260512\nRRULE:FREQ=MONTHLY;BYDAY=2TU\nATTENDEE;CN=Ann Ray:mailto:a@x.example\n"
            "END:VEVENT\nEND:VCALENDAR\n",
            "1 event (the first in line 2)",
        ),
        (
            "a.ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260512\nRRULE:FREQ=DAILY;INTERVAL=0\nATTENDEE;CN=Ann Ray:mailto:a@x.example\n"
            "END:VEVENT\nEND:VCALENDAR\n",
            "1 event (the first in line 2)",
        ),
        (
            "a.vcf",
            'BEGIN:VCARD\nFN:Ann Ray\nRay\nORG:Aster\nEMAIL;TYPE="work:ann@x.example\nEND:VCARD\n',
            "2 lines (the first is line 3, “Ray”)",
        ),
    ],
)
def test_what_is_passed_over_in_a_file_is_told_with_its_line(tmp_path, name, text, said):
    path = tmp_path / name
    path.write_text(text)
    (grid,) = read_grids(path, lambda *_: None)
    assert len(grid.rows) == 2
    assert said in " ".join(remark.en for remark in grid.remarks)
    plan = guess([path], existing={}, options=options()).plan
    assert any(said in problem.text.en for problem in plan.problems)
