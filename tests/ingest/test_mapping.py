"""Exports of other systems: a file says which table and which columns they stand for."""

import json

import pytest

from graphcrm.errors import InputError
from graphcrm.ingest.mapping import read_mapping
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
    assert read_mapping(mapping(CONTACTS)) == {
        "Contact": "people",
        "Contact.ContactId": "id",
        "Contact.LastName": "name",
        "Contact.Account Name": "org",
    }
    assert read_mapping(mapping("[people]\ncolumns = { Chef = 'reports_to' }")) == {
        "people": "people",
        "people.Chef": "reports_to",
    }


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
        ("[Contact]\ntable = 'people'\ncolumns = { A = ['id'] }", "has no column"),
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
    with pytest.raises(InputError, match="cannot be read"):
        read_mapping(tmp_path)
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not valid TOML"):
        read_mapping(tmp_path / "b.toml")
