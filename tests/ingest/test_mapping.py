"""Exports of other systems: a file says which table and which columns they stand for."""

import json
from pathlib import Path

import pytest

from graphcrm.errors import InputError
from graphcrm.ingest.mapping import named_mappings, read_mapping
from graphcrm.ingest.plan import plan_import, plan_rows
from tests.ingest.conftest import account, options
from tests.ingest.test_roundtrip import facts, stored, write_xlsx

CONTACTS = """
[Contact]
table = "人员"
columns = { ContactId = "id", LastName = "姓名", "Account Name" = "org" }
"""
ROWS = [{"ContactId": "c8", "LastName": "王", "Account Name": "HY", "title": "秘书"}]


@pytest.fixture
def base():
    return stored(plan_rows(account(), existing={}, options=options()))


@pytest.fixture
def mapping(tmp_path):
    def write(text):
        path = tmp_path / "crm.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_section_names_the_table_and_its_columns(mapping):
    assert read_mapping(mapping(CONTACTS)).renames() == {
        "Contact": "people",
        "Contact.ContactId": "id",
        "Contact.LastName": "name",
        "Contact.Account Name": "org",
    }
    assert read_mapping(mapping("[people]\ncolumns = { Chef = 'reports_to' }")).renames() == {
        "people": "people",
        "people.Chef": "reports_to",
    }


def test_a_column_may_mean_two_things_or_nothing(mapping):
    (sheet,) = read_mapping(
        mapping("[people]\ncolumns = { Haltung = ['stance', 'stance_subtype'], Hobby = '' }")
    ).sheets
    assert dict(sheet.columns) == {"haltung": ("stance", "stance_subtype"), "hobby": ()}


def test_a_sheet_is_known_by_its_name_or_by_headings(mapping):
    found = read_mapping(mapping("[Contact]\ntable = 'people'\nnames = ['联系人']\nheadings = ['Last Name']"))
    assert (
        found.of("联系人", ["x"])
        is found.of("contact", [])
        is found.of("report17", ["Last_Name", "City"])
        is found.sheets[0]
    )
    assert found.of("report17", ["City"]) is None


def test_the_mapping_of_a_known_system_goes_by_its_name():
    assert {"salesforce", "hubspot", "dynamics"} <= set(named_mappings())
    for name in named_mappings():
        assert read_mapping(name).sheets
    with pytest.raises(InputError, match="Did you mean salesforce"):
        read_mapping("salesfroce")


def test_files_sheets_and_members_go_by_it(tmp_path, mapping, base):
    (tmp_path / "Contact.csv").write_text("ContactId,LastName,Account Name,title\nc8,王,HY,秘书\n", encoding="utf-8")
    (tmp_path / "export.json").write_text(json.dumps({"Contact": ROWS}), encoding="utf-8")
    book = write_xlsx(tmp_path / "export.xlsx", {"Contact": ROWS})
    chosen = options(mapping=read_mapping(mapping(CONTACTS)))
    for path in (tmp_path / "Contact.csv", tmp_path / "export.json", book):
        result = plan_import([path], existing=base, options=chosen)
        assert [(f[2], json.loads(f[3])["title"]) for f in facts(result)] == [("c8", "秘书")]
        assert result.problems == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# nothing\n", "it maps nothing"),
        ("", "the file is empty"),
        ("[Contact", "not valid TOML"),
        ("Contact = 'people'", "each section holds"),
        ("[Contact]\ntable = 'people'\ncolumn = {}", "each section holds"),
        ("[Contact]\ntable = 'people'\ncolumns = []", "each section holds"),
        ("[Contact]\ntable = 'poeple'", "did you mean “people”"),
        ("[Contact]\ntable = 3", "there is no table “3”"),
        ("[Contact]", "there is no table “Contact”"),
        ("[Contact]\ntable = 'people'\ncolumns = { A = 'titel' }", "has no column “titel”; there is title"),
        ("[Contact]\ntable = 'people'\ncolumns = { A = [3] }", "has no column"),
        ("[people]\ndate_order = 'dym'", "crm.toml:2: [people]: date_order is ymd, dmy or mdy, and here it is “dym”"),
        ("[people]\n\nheading = 0", "crm.toml:3: [people]: heading is the number of a line, and here it is “0”"),
        ("[people]\nheading = true", "here it is “True”"),
        ("[people]\nheading = nan", "crm.toml:2: "),
        (f"[people]\nheading = {10**22}", "crm.toml:2: [people]: heading is the number of a line"),
        (
            "[a]\ntable = ''\nours = 1\n[people]\nours = 'maybe'",
            "crm.toml:3: [a]: ours is true or false, and here it is “1”",
        ),
        (
            "# ours\n[people] # ours\nours = 'maybe'",
            "crm.toml:3: [people]: ours is true or false, and here it is “maybe”",
        ),
        ("[people]\n\nlayout = ['nope']", "crm.toml:3: [people]: there is no layout “nope”"),
        ("x = 1\n['a b']\ntable = 3", "crm.toml:1: [x]: each section holds"),
        ("['a b']\n\ntable = 3", "crm.toml:3: [a b]: there is no table “3”"),
        ("[people]\nnames = 'x'", "crm.toml:2: [people]: names is a list of texts"),
        ("[people]\nfixed = { titel = 'x' }", "has no column “titel”"),
        ("[people]\nfixed = 3", "fixed is"),
        ("[people.values]\nstance = { 2 = 'fan' }", "values is"),
        ("[people]\ncolums = {}", "Did you mean columns"),
        ("system = 3\n[people]", "crm.toml:1: system is a text"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said(mapping, text, said):
    path = mapping(text)
    with pytest.raises(InputError) as caught:
        read_mapping(path)
    assert said in caught.value.text.en
    assert "crm.toml" in caught.value.text.zh


def test_a_mapping_that_is_not_there_or_no_text_is_refused(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_mapping(tmp_path / "none.toml")
    with pytest.raises(InputError, match="not an ordinary file"):
        read_mapping(tmp_path)
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not valid TOML"):
        read_mapping(tmp_path / "b.toml")


def test_what_is_no_file_is_not_read_for_a_line(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "read_text", lambda *_: pytest.fail("it may be a device without end"))
    with pytest.raises(InputError, match="not an ordinary file"):
        read_mapping(tmp_path)
