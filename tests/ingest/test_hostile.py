"""Files that are broken, or made to do harm: each is refused with its file, code and line, and nothing raises."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.plan import ImportPlan, plan_import
from graphcrm.ingest.workbook import visible_sheets
from tests.ingest.conftest import account, csv_text, options, write

HEAD = "id,name,org\n"
GOOD = HEAD + "c1,陈董,HY\n"


def refused(path: Path, **changes: object) -> ImportPlan:
    """The plan of an import that must be refused without harm."""
    result = plan_import([path], existing={}, options=options(**changes))
    assert result.change is None
    assert result.errors > 0
    assert all(p.code and p.text.zh and p.text.en and len(p.value) <= 200 for p in result.problems)
    per_file: dict[str, int] = {}
    for problem in result.problems:
        per_file[problem.file] = per_file.get(problem.file, 0) + 1
    assert all(n <= 50 for n in per_file.values())
    return result


def first_error(result: ImportPlan) -> tuple[str, int | None]:
    """Code and line of the first error."""
    error = next(p for p in result.problems if p.is_error)
    return error.code, error.line


BYTES: dict[str, tuple[bytes, str, int | None]] = {
    # name: content of people.csv, code and line of the first error
    "empty": (b"", "E15", None),
    "only a mark": (b"\xef\xbb\xbf", "E15", 1),
    "only newlines": (b"\n\n\r\n", "E15", 1),
    "only comments": (b"# a\n# b\n", "E15", 1),
    "spaces": (b"   \n  ", "E15", 1),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "E15", None),
    "PNG": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "E15", 3),
    "ELF": (b"\x7fELF\x02\x01\x01\x00", "E15", 1),
    "gzip": (b"\x1f\x8b\x08\x00\x00\x00", "E15", None),
    "encrypted workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "E15",
        None,
    ),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "E15", None),
    "half a zip": (b"PK\x03\x04" + b"\x14\0" * 40, "E15", None),
    "empty zip": (b"PK\x05\x06" + b"\0" * 18, "E15", None),
    "NUL in the heading": (b"id,na\0me,org\n", "E15", 1),
    "NUL in line 3": ((HEAD + "c1,a,HY\nc2,b\0,HY\n").encode(), "E15", 3),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "E15", 1),
    "UTF-32": (GOOD.encode("utf-32-le"), "E15", 1),
    "half a UTF-16": (GOOD.encode("utf-16")[:-1], "E15", None),
    "broken UTF-8 after its mark": (b"\xef\xbb\xbf" + HEAD.encode() + b"c1,\xff\xfe,HY\n", "E15", 2),
    "broken everywhere": (HEAD.encode() + b"c1,\xff\xff\xff,HY\n", "E15", 2),
    "half a surrogate pair": ((HEAD + "c1,").encode() + b"\xed\xa0\x80,HY\n", "E15", 2),
    "cut in a character": (GOOD.encode()[:-5], "E15", 2),
    "UTF-8 then GB18030": ((HEAD + "c1,周五林行长,HY\n").encode() + "c2,王工程师,HY\n".encode("gb18030"), "E15", None),
    "GB18030 then UTF-8": ((HEAD + "c1,周五林行长,HY\n").encode("gb18030") + "c2,王工程师,HY\n".encode(), "E15", None),
    "Western or Central European": ((HEAD + "c1,Brûlé,HY\n").encode("cp1252"), "E15", 2),
    "quote never closed": ((HEAD + 'c1,"abc,HY\nc2,b,HY\n').encode(), "E15", 2),
    "quote never closed, later": ((GOOD + 'c2,"abc,HY\n').encode(), "E15", 3),
    "text after a quote": ((HEAD + 'c1,"a"b,HY\n').encode(), "E15", 2),
    "too few cells": ((HEAD + "c1,a\n").encode(), "E15", 2),
    "too many cells": ((HEAD + "c1,a,HY,b\n").encode(), "E15", 2),
    "one cell": ((HEAD + "c1\n").encode(), "E15", 2),
    "heading twice": (b"id,name,org,name\n", "E15", 1),
    "heading twice in two languages": ("id,name,姓名,org\n".encode(), "E15", 1),
    "heading twice with a bar": ("id|编号,编号,name,org\n".encode(), "E15", 1),
    "no id column": (b"name,org\na,HY\n", "E13", 1),
    "no name column": (b"id,org\na,HY\n", "E13", 1),
    "no org column": (b"id,name\na,b\n", "E13", 1),
    "nothing known": (b"foo,bar\n1,2\n", "E13", 1),
    "one word": (b"hello", "E13", 1),
    "a long line": ((HEAD + "c1," + "x" * 3_000_000 + ",HY\n").encode(), "E15", 2),
    "a long heading": (b"id," + b"a," * 800_000 + b"name\n", "E15", 1),
    "many columns": (b"id,name,org," + b",".join(f"c{n}".encode() for n in range(40_000)) + b"\n", "E15", 1),
    "a cell of 200,000": ((HEAD + "c1," + "x" * 200_000 + ",HY\n").encode(), "E15", 2),
    "quoted newlines for ever": ((HEAD + 'c1,"' + "\n" * 400_000).encode(), "E15", 2),
    "millions of quoted newlines": ((HEAD + "c1," + '"\n",' * 400_000).encode(), "E15", 2),
    "carriage returns only, ragged": (b"id,name,org\rc1,a\r", "E15", 2),
    "JSON in a csv": (b'{"people": []}', "E13", 1),
    "HTML": (b"<html><body><table><tr><td>id</td></tr></table>", "E15", None),
    "HTML after a mark": (b"\xef\xbb\xbf\n<!DOCTYPE html><table><tr><td>id</td></tr></table>", "E15", None),
    "XML": (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>', "E13", 1),
    "wide empty rows": ((HEAD + ("," * 15_000 + "x\n") * 300).encode(), "E15", 2),
}


@pytest.mark.parametrize("name", BYTES)
def test_broken_csv(tmp_path, name):
    content, code, line = BYTES[name]
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    result = refused(path)
    assert first_error(result)[0] == code, result.problems[:3]
    if line is not None:
        assert first_error(result)[1] == line
    assert all(p.file.endswith("people.csv") for p in result.problems)
    assert path.read_bytes() == content


def test_cells_are_read_as_a_spreadsheet_shows_them(tmp_path):
    """Phonetic hints are no part of a text; 15 digits count, and all of them where a program wrote more."""
    cells = (
        '<c r="A2"><v>123456789012345678</v></c><c r="B2" t="inlineStr"><is><r><t>田</t></r><r><t>中</t></r>'
        '<rPh sb="0" eb="2"><t>タナカ</t></rPh></is></c><c r="C2"><v>2.9999999999999996</v></c>'
    )
    path = book(tmp_path / "b.xlsx", sheet(f'<row r="2">{cells}</row>'))
    [read] = [row for name, rows in visible_sheets(path) for line, row in rows if line == 2]
    assert read == {0: "123456789012345678", 1: "田中", 2: "3"}


def test_a_part_may_be_named_from_the_folder_above(tmp_path):
    rels = _RELS.replace("worksheets/", "../xl/./worksheets/")
    path = book(tmp_path / "b.xlsx", sheet(""), **{"xl/_rels/workbook.xml.rels": rels})
    assert [(name, len(list(rows))) for name, rows in visible_sheets(path)] == [("people", 1)]


def test_the_mark_of_dos_is_passed_over_at_the_very_end_alone(tmp_path):
    write(tmp_path, account())
    people = tmp_path / "people.csv"
    whole = people.read_bytes()
    people.write_bytes(whole + b"\x1a")
    plan = plan_import([tmp_path], existing={}, options=options())
    line = whole.count(b"\n") + 1
    assert plan.errors == 0
    assert [t.en for t in plan.remarks if "0x1A" in t.en and f"line {line} " in t.en]
    people.write_bytes(whole + b"\x1a\n" + whole.splitlines(keepends=True)[-1].replace(b"c", b"x", 1))
    assert ("E15", line) == first_error(plan_import([tmp_path], existing={}, options=options()))


JSON: dict[str, tuple[str | bytes, str, int | None]] = {
    "list": ("[]", "E15", 1),
    "number": ("5", "E15", 1),
    "text": ('"people"', "E15", 1),
    "null": ("null", "E15", 1),
    "empty object": ("{}", "E15", None),
    "no table": ('{"x": []}', "E15", None),
    "cut": ('{"people": [', "E15", 1),
    "cut in a row": ('{"people": [\n{"id": "c1",', "E15", 2),
    "trailing comma": ('{"people": [],}', "E15", 1),
    "two documents": ('{"people": []}\n{"orgs": []}', "E15", 2),
    "single quotes": ("{'people': []}", "E15", 1),
    "comment": ("// hi\n{}", "E15", 1),
    "table is an object": ('{"people": {}}', "E15", 1),
    "table is text": ('{"people": "x"}', "E15", 1),
    "table is a number": ('{"people": 3}', "E15", 1),
    "table is null": ('{"people": null}', "E15", 1),
    "row is a list": ('{"people": [[1]]}', "E03", 1),
    "row is text": ('{"people": ["c1"]}', "E03", 1),
    "row is null": ('{"people": [\nnull]}', "E03", 2),
    "rows in rows": ('{"people": [[[[[]]]]]}', "E03", 1),
    "table twice": ('{"people": [], "people": []}', "E15", 1),
    "table twice in two languages": ('{"people": [],\n "人员": []}', "E15", 2),
    "column twice": ('{"people": [{"id": "c1", "id": "c2", "name": "a", "org": "HY"}]}', "E15", 1),
    "column twice in two languages": ('{"people": [{"id": "c1", "编号": "c2", "name": "a", "org": "HY"}]}', "E15", 1),
    "NaN": ('{"people": [{"id": "c1", "name": "a", "org": "HY", "kappa": NaN}]}', "E03", 1),
    "Infinity": ('{"people": [{"id": "c1", "name": "a", "org": "HY", "kappa": Infinity}]}', "E03", 1),
    "minus Infinity": ('{"people": [{"id": "c1", "name": "a", "org": "HY", "kappa": -Infinity}]}', "E03", 1),
    "NaN as a name": ('{"people": [{"id": "c1", "name": NaN, "org": "HY"}]}', "E03", 1),
    "huge float": ('{"people": [{"id": "c1", "name": "a", "org": "HY", "kappa": 1e999}]}', "E03", 1),
    "huge integer": ('{"people": [{"id": "c1", "name": "a", "org": "HY", "grade": ' + "9" * 50_000 + "}]}", "E03", 1),
    "object as a cell": ('{"people": [{"id": {"a": 1}, "name": "a", "org": "HY"}]}', "E03", 1),
    "list as a cell": ('{"people": [{"id": ["c1"], "name": "a", "org": "HY"}]}', "E03", 1),
    "list of lists": ('{"people": [{"id": "c1", "name": "a", "org": "HY", "flags": [["left"]]}]}', "E03", 1),
    "a list of more than anybody writes": (
        '{"people": [{"id": "c1", "name": "a", "org": "HY", "flags": [' + '"left",' * 10_000 + '"left"]}]}',
        "E03",
        1,
    ),
    "boolean as a grade": ('{"people": [{"id": "c1", "name": "a", "org": "HY", "grade": true}]}', "E03", 1),
    "null name": ('{"people": [{"id": "c1", "name": null, "org": "HY"}]}', "E13", 1),
    "missing name": ('{"people": [{"id": "c1", "org": "HY"}]}', "E13", 1),
    "surrogate in an id": ('{"people": [{"id": "c\\ud800", "name": "a", "org": "HY"}]}', "E03", 1),
    "half a character": ('{"people": [\n{"id": "c1", "name": "a\\ud83d", "org": "HY"}]}', "E03", 2),
    "half a character in a list": (
        '{"people": [{"id": "c1", "name": "a", "org": "HY",\n "keys": ["a:\\ude00"]}]}',
        "E03",
        1,
    ),
    "NUL in an id": ('{"people": [{"id": "c\\u0000", "name": "a", "org": "HY"}]}', "E03", 1),
    "deep lists": ('{"people":\n' + "[" * 100_000, "E15", 2),
    "deep lists, closed": ('{"people":\n' + "[" * 100_000 + "]" * 100_000 + "}", "E15", 2),
    "deep objects": ('{"people": [\n{"id": "[[["},\n' + '{"a":' * 100_000, "E15", 3),
    "deep in an unknown member": ('{"x":\n' + "[" * 100_000 + "]" * 100_000 + "}", "E15", 2),
    "only brackets": ("[" * 100_000, "E15", 1),
    "bad escape": ('{"people": [{"id": "\\x"}]}', "E15", 1),
    "raw newline in a text": ('{"people": [{"id": "a\nb"}]}', "E15", 1),
    "bad UTF-8": (b'{"people": [{"id": "\xff\xff"}]}', "E15", 1),
    "NUL": (b'{"people": [\0]}', "E15", 1),
    "many errors": (
        '{"people": ['
        + ",\n".join(f'{{"id": "c{n}", "name": "a", "org": "HY", "grade": 9}}' for n in range(2000))
        + "]}",
        "E03",
        1,
    ),
    "many columns": (
        '{"people": [{"id": "c1", "name": "a", "org": "HY", ' + ",".join(f'"k{n}": 1' for n in range(30_000)) + "}]}",
        "E15",
        1,
    ),
}


@pytest.mark.parametrize("name", JSON)
def test_broken_json(tmp_path, name):
    content, code, line = JSON[name]
    path = tmp_path / "data.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    result = refused(path)
    errors = [p for p in result.problems if p.code == code]
    assert errors, result.problems[:3]
    if line is not None:
        assert errors[0].line == line


def test_a_document_of_more_tables_than_anybody_keeps_is_refused(tmp_path):
    path = tmp_path / "data.json"
    path.write_text("{" + ",\n".join(f'"t{n}": []' for n in range(1, 502)) + "}", encoding="utf-8")
    assert first_error(refused(path)) == ("E15", 501)
    guessed = guess([path], existing={}, options=options())
    assert [(p.code, p.line) for p in guessed.problems] == [("E15", 501)]


def test_deep_json_is_told_from_a_syntax_error(tmp_path):
    path = tmp_path / "data.json"
    path.write_text('{"people": [' + '{"a":' * 100_000)
    assert "nested" in refused(path).problems[0].text.en


PATHS: dict[str, Callable[[Path], Path]] = {}


def path_case(make: Callable[[Path], Path]) -> Callable[[Path], Path]:
    """Register a way to make something that is no readable file."""
    PATHS[make.__name__] = make
    return make


@path_case
def missing(folder: Path) -> Path:
    return folder / "people.csv"


@path_case
def empty_folder(folder: Path) -> Path:
    return folder


@path_case
def folder_without_tables(folder: Path) -> Path:
    (folder / "readme.md").write_text("x")
    (folder / "notes.csv").write_text("a,b\n")
    return folder


@path_case
def folder_named_like_a_table(folder: Path) -> Path:
    (folder / "people.csv").mkdir()
    return folder / "people.csv"


@path_case
def folder_within(folder: Path) -> Path:
    (folder / "people.csv").mkdir()
    return folder


@path_case
def folder_of_a_workbook(folder: Path) -> Path:
    (folder / "book.xlsx").write_bytes(b"PK")
    return folder


@path_case
def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "people.csv")
    return folder / "people.csv"


@path_case
def pipe_in_a_folder(folder: Path) -> Path:
    os.mkfifo(folder / "people.csv")
    return folder


@path_case
def device(folder: Path) -> Path:
    os.symlink("/dev/zero", folder / "people.csv")
    return folder / "people.csv"


@path_case
def link_to_itself(folder: Path) -> Path:
    os.symlink(folder / "people.csv", folder / "people.csv")
    return folder / "people.csv"


@path_case
def links_in_a_circle(folder: Path) -> Path:
    os.symlink(folder / "orgs.csv", folder / "people.csv")
    os.symlink(folder / "people.csv", folder / "orgs.csv")
    return folder


@path_case
def link_to_nothing(folder: Path) -> Path:
    os.symlink(folder / "nothing", folder / "people.csv")
    return folder


@path_case
def name_with_nul(folder: Path) -> Path:
    return folder / "peo\0ple.csv"


@path_case
def very_long_name(folder: Path) -> Path:
    return folder / ("x" * 5000 + ".csv")


@path_case
def no_table_of_this_name(folder: Path) -> Path:
    (folder / "persons.csv").write_text(GOOD)
    return folder / "persons.csv"


@path_case
def sparse_file(folder: Path) -> Path:
    with open(folder / "people.csv", "wb") as stream:
        stream.truncate(2 << 30)
    return folder / "people.csv"


@path_case
def sparse_workbook(folder: Path) -> Path:
    with open(folder / "book.xlsx", "wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(250 << 20)
    return folder / "book.xlsx"


@path_case
def text_named_as_a_workbook(folder: Path) -> Path:
    (folder / "book.xlsx").write_text(GOOD)
    return folder / "book.xlsx"


@pytest.mark.parametrize("name", PATHS)
def test_not_a_readable_file(tmp_path, name):
    result = refused(PATHS[name](tmp_path))
    assert {p.code for p in result.problems if p.is_error} == {"E15"}


@pytest.mark.parametrize(
    ("part", "said"),
    [("Index/Document.iwa", "Numbers"), ("word/document.xml", "Word"), ("xl/workbook.bin", ".xlsb")],
)
def test_an_archive_that_is_no_workbook_is_called_what_it_is(tmp_path, part, said):
    path = tmp_path / "people.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, b"x")
    (problem,) = refused(path).problems
    assert said in problem.text.en
    assert said in problem.text.zh


def test_an_unreadable_file(tmp_path, monkeypatch):
    path = tmp_path / "people.csv"
    path.write_text(GOOD)
    path.chmod(0)

    def denied(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    assert "permission" in refused(path).problems[0].text.en


def test_a_near_name_is_suggested(tmp_path):
    (tmp_path / "persons.csv").write_text(GOOD)
    assert "people" in refused(tmp_path / "persons.csv").problems[0].text.en


def test_twelve_thousand_errors(tmp_path):
    tables = account()
    tables["people"] += [{"id": f"x{n}", "name": f"甲{n}", "org": f"NO{n}", "grade": 9} for n in range(12_000)]
    result = refused(write(tmp_path / "t", tables))
    file = next(f for f in result.totals if f.endswith("people.csv"))
    assert result.totals[file] == result.errors == 24_000
    assert result.by_code == {"E01": 12_000, "E03": 12_000}
    assert len(result.problems) == 50
    assert {p.code for p in result.problems} == {"E01", "E03"}
    assert result.counts["people"].rejected == 12_000


def test_a_reference_cascade_is_linear(tmp_path):
    units = [{"id": f"d{i}", "name": f"部{i}", "org": "US", "parent": f"d{i - 1}" if i else ""} for i in range(400)]
    units[0]["org"] = "NOPE"
    tables = {"orgs": account()["orgs"], "units": units}
    result = plan_import([write(tmp_path / "t", tables)], existing={}, options=options(accept_valid=True))
    assert result.counts["units"].rejected == 400


@pytest.mark.slow
def test_a_chain_of_twenty_thousand_managers(tmp_path):
    n = 20_000
    people = [{"id": f"p{i}", "name": f"名{i}", "org": "US", "reports_to": f"p{(i + 1) % n}"} for i in range(n)]
    result = refused(write(tmp_path / "t", {"orgs": account()["orgs"], "people": people}))
    assert result.by_code["E06"] == n


# --- workbooks -----------------------------------------------------------------------------------------------------------

_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = f'<Relationships><Relationship Id="r1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
_BOOK = '<workbook xmlns:r="x"><sheets><sheet name="people" sheetId="1" r:id="r1"/></sheets></workbook>'
_RELS = f'<Relationships><Relationship Id="r1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
_HEADING = "".join(
    f'<c r="{c}1" t="inlineStr"><is><t>{t}</t></is></c>' for c, t in zip("ABC", ("id", "name", "org"), strict=True)
)


def sheet(rows: str) -> str:
    """XML of a sheet with the heading of people."""
    return f"<worksheet><sheetData><row r='1'>{_HEADING}</row>{rows}</sheetData></worksheet>"


def book(path: Path, xml: str | bytes, leave_out: str = "", **parts: str | bytes) -> Path:
    """A workbook made by hand, with one sheet and whatever parts are given."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _RELS,
        "xl/worksheets/sheet1.xml": xml,
    }
    files.update({name.replace("__", "/"): text for name, text in parts.items()})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            if name != leave_out:
                archive.writestr(name, text)
    return path


_ROW = '<row r="2"><c r="A2" t="inlineStr"><is><t>c1</t></is></c>{}<c r="C2" t="inlineStr"><is><t>HY</t></is></c></row>'
_ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
_EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

SHEETS: dict[str, tuple[str, str, int | None]] = {
    "error cell": (sheet(_ROW.format('<c r="B2" t="e"><v>#REF!</v></c>')), "E03", 2),
    "a name of which nobody sees anything": (
        sheet(_ROW.format('<c r="B2" t="inlineStr"><is><t>\u200d\u3164\ufeff</t></is></c>')),
        "E13",
        2,
    ),
    "a cell twice": (sheet(_ROW.format('<c r="A2" t="inlineStr"><is><t>c9</t></is></c>')), "E15", 2),
    "a cell of no place": (sheet(_ROW.format('<c r="?2" t="str"><v>x</v></c>')), "E15", 2),
    "a cell beyond all columns": (sheet(_ROW.format('<c r="ZZZZZ2" t="str"><v>x</v></c>')), "E15", 2),
    "a cell of another row": (sheet(_ROW.format('<c r="B9" t="str"><v>x</v></c>')), "E15", 2),
    "a key that the spreadsheet has rounded": (
        sheet(_ROW.format('<c r="B2"><v>1.2345678901234568E+17</v></c>')),
        "E03",
        2,
    ),
    "a row twice": (sheet(_ROW.format('<c r="B2" t="str"><v>x</v></c>') + '<row r="2"/>'), "E15", None),
    "no number": (sheet(_ROW.format('<c r="B2"><v>abc</v></c>')), "E03", 2),
    "not a number": (sheet(_ROW.format('<c r="B2"><v>NaN</v></c>')), "E03", 2),
    "a shared text before the first": (sheet(_ROW.format('<c r="B2" t="s"><v>-1</v></c>')), "E03", 2),
    "formula that failed": (sheet(_ROW.format('<c r="B2" t="e"><f>A1</f><v>#N/A</v></c>')), "E03", 2),
    "formula without a value": (sheet(_ROW.format('<c r="B2"><f>A1</f></c>')), "E03", 2),
    "formula with an empty value": (sheet(_ROW.format('<c r="B2"><f>A1</f><v></v></c>')), "E03", 2),
    "missing name": (sheet(_ROW.format("")), "E13", 2),
    "text beyond the heading": (
        sheet(_ROW.format('<c r="B2"><v>5</v></c>').replace("</row>", '<c r="Z2"><v>1</v></c></row>')),
        "E15",
        2,
    ),
    "string out of range": (sheet(_ROW.format('<c r="B2" t="s"><v>99</v></c>')), "E03", 2),
    "string of a letter": (sheet(_ROW.format('<c r="B2" t="s"><v>x</v></c>')), "E03", 2),
    "number of letters": (sheet(_ROW.format('<c r="B2"><v>x</v></c>')), "E03", 2),
    "string of too many digits": (sheet(_ROW.format('<c r="B2" t="s"><v>0000000009999</v></c>')), "E03", 2),
    "neither yes nor no": (sheet(_ROW.format('<c r="B2" t="b"><v>7</v></c>')), "E03", 2),
    "a number as Python writes it": (sheet(_ROW.format('<c r="B2"><v>1_000</v></c>')), "E03", 2),
    "a row beyond all rows": (sheet(_ROW.format("").replace('r="2"', f'r="{"9" * 24}"')), "E15", None),
    "the row after the last": (sheet(_ROW.format("").replace('r="2"', 'r="1048577"')), "E15", None),
    "row zero": (sheet(_ROW.format("").replace('r="2"', 'r="0"')), "E15", None),
    "a row of no number": (sheet(_ROW.format("").replace('r="2"', 'r="zwei"')), "E15", None),
    "long text": (sheet(_ROW.format(f'<c r="B2" t="str"><v>{"x" * 50_000}</v></c>')), "E03", 2),
    "no rows": ("<worksheet><sheetData/></worksheet>", "E15", 1),
    "not XML": ("hello", "E15", None),
    "cut XML": (sheet(_ROW.format(""))[:-20], "E15", None),
    "empty XML": ("", "E15", None),
    "entities": (_ENTITY + sheet(_ROW.format('<c r="B2" t="str"><v>&b;</v></c>')), "E15", None),
    "external entity": (_EXTERNAL + sheet(_ROW.format('<c r="B2" t="str"><v>&e;</v></c>')), "E15", None),
    "undeclared entity": (sheet(_ROW.format('<c r="B2" t="str"><v>&nope;</v></c>')), "E15", None),
    "endless attribute": (f'<worksheet a="{"x" * 3_000_000}"/>', "E15", None),
    "endless comment": (f"<worksheet><!--{'x' * 3_000_000}--></worksheet>", "E15", None),
    "no required column": (
        "<worksheet><sheetData><row r='1'><c t='str'><v>id</v></c></row></sheetData></worksheet>",
        "E13",
        1,
    ),
    "heading twice": (sheet("").replace("<t>org</t>", "<t>name</t>"), "E15", 1),
    "deep XML": ("<a>" * 100_000, "E15", None),
    "16,384 columns": (
        "<worksheet><sheetData><row r='1'>"
        + "".join(f"<c t='str'><v>h{n}</v></c>" for n in range(16_384))
        + "</row></sheetData></worksheet>",
        "E15",
        1,
    ),
}


@pytest.mark.parametrize("name", SHEETS)
def test_broken_sheet(tmp_path, name):
    xml, code, line = SHEETS[name]
    result = refused(book(tmp_path / "b.xlsx", xml))
    errors = [p for p in result.problems if p.code == code]
    assert errors, result.problems[:3]
    if line is not None:
        assert errors[0].line == line


@pytest.mark.parametrize(
    "part", ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"]
)
def test_missing_part(tmp_path, part):
    result = refused(book(tmp_path / "b.xlsx", sheet(""), leave_out=part))
    assert first_error(result)[0] == "E15"
    assert part in result.problems[0].text.zh


@pytest.mark.parametrize(
    ("part", "file", "where"),
    [
        ("xl/workbook.xml", "b.xlsx", "xl/workbook.xml, line 2: mismatched tag (column 3)"),
        ("xl/worksheets/sheet1.xml", "b.xlsx#people", "xl/worksheets/sheet1.xml, line 2: mismatched tag (column 3)"),
    ],
)
def test_damaged_xml_is_told_with_its_sheet_or_part_and_line(tmp_path, part, file, where):
    path = book(tmp_path / "b.xlsx", sheet(""), **{part.replace("/", "__"): "<a>\n</b>"})
    problem = refused(path).problems[0]
    assert (problem.code, Path(problem.file).name) == ("E15", file)
    assert where in problem.text.en


@pytest.mark.slow
def test_a_million_empty_rows(tmp_path):
    rows = "".join(f'<row r="{n}"/>' for n in range(2, 1_000_000))
    path = book(tmp_path / "b.xlsx", sheet(rows + _ROW.format("").replace('2"', '1000000"')))
    assert refused(path).by_code["E13"] == 1


def zip_bomb(folder: Path) -> Path:
    return book(folder / "b.xlsx", b"<worksheet>" + b" " * (60 << 20) + b"</worksheet>")


def many_entries(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "b.xlsx", "w") as archive:
        for n in range(12_000):
            archive.writestr(f"p{n}", b"")
    return folder / "b.xlsx"


def lying_sizes(folder: Path) -> Path:
    path = book(folder / "b.xlsx", sheet("<row/>" * 200_000))
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"PK\x05\x06"))
    data[at + 24 : at + 28] = struct.pack("<I", 500)
    path.write_bytes(data)
    return path


def overlapping(folder: Path) -> Path:
    path = book(folder / "b.xlsx", sheet(""))
    data = bytearray(path.read_bytes())
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    path.write_bytes(data)
    return path


def same_name_twice(folder: Path) -> Path:
    path = book(folder / "b.xlsx", sheet(""))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet(""))
    return path


def encrypted(folder: Path) -> Path:
    path = book(folder / "b.xlsx", sheet(""))
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    return path


def flipped(folder: Path) -> Path:
    path = book(folder / "b.xlsx", sheet("<row/>" * 1000))
    data = bytearray(path.read_bytes())
    at = data.find(b"xl/worksheets/sheet1.xml") + 40
    data[at] ^= 0xFF
    path.write_bytes(data)
    return path


def test_a_part_whose_checksum_is_wrong_is_named(tmp_path):
    path = book(tmp_path / "b.xlsx", sheet(""))
    data = bytearray(path.read_bytes())
    at = data.rfind(b"xl/worksheets/sheet1.xml")  # in the directory, where the sum stands 30 bytes before the name
    data[at - 30] ^= 0xFF
    path.write_bytes(data)
    assert "the checksum of xl/worksheets/sheet1.xml is wrong" in refused(path).problems[0].text.en


def cut_short(folder: Path) -> Path:
    path = book(folder / "b.xlsx", sheet("<row/>" * 1000))
    path.write_bytes(path.read_bytes()[:-100])
    return path


def workbook_without_tables(folder: Path) -> Path:
    return _renamed(folder, "Sheet1", "")


def hidden_sheet(folder: Path) -> Path:
    return _renamed(folder, "people", 'state="hidden"')


def _renamed(folder: Path, name: str, state: str) -> Path:
    path = book(folder / "a.xlsx", sheet(""))
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            text = old.read(item)
            if item == "xl/workbook.xml":
                text = text.replace(b'name="people"', f'name="{name}" {state}'.encode())
            new.writestr(item, text)
    (folder / "b.xlsx").write_bytes(out.getvalue())
    return folder / "b.xlsx"


@pytest.mark.parametrize(
    "make",
    [
        zip_bomb,
        many_entries,
        lying_sizes,
        overlapping,
        same_name_twice,
        encrypted,
        flipped,
        cut_short,
        workbook_without_tables,
        hidden_sheet,
    ],
    ids=lambda f: f.__name__,
)
def test_broken_archive(tmp_path, make):
    assert first_error(refused(make(tmp_path)))[0] == "E15"


_GREEDY = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from graphcrm.ingest.plan import ImportOptions, plan_import
result = plan_import(sys.argv[1:], existing={}, options=ImportOptions(today="2026-06-30"))
assert result.change is None
print(*sorted({p.text.en for p in result.problems if "memory" in p.text.en}), sep="|")
"""


@pytest.mark.slow
def test_greedy_files_fit_into_one_gigabyte(tmp_path):
    """In a process that may not have more, the files are refused for what they are, not for want of memory."""
    many = write(tmp_path / "many", {"people": [{"id": f"x{n}", "name": "a", "org": f"N{n}"} for n in range(100_000)]})
    (tmp_path / "wide").mkdir()
    (tmp_path / "wide" / "people.csv").write_text(HEAD + ("," * 15_000 + "x\n") * 2_000)
    (tmp_path / "quotes").mkdir()
    (tmp_path / "quotes" / "people.csv").write_text(HEAD + "c1," + '"\n",' * 4_000_000)
    (tmp_path / "line").mkdir()
    (tmp_path / "line" / "people.csv").write_text(HEAD + "a," * 40_000_000)
    deep = tmp_path / "deep.json"
    deep.write_text('{"people": ' + "[" * 5_000_000)
    paths = [many, tmp_path / "wide", tmp_path / "quotes", tmp_path / "line", deep]
    bombs = tmp_path / "bombs"
    bombs.mkdir()
    paths += [zip_bomb(bombs), sparse_file(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-c", _GREEDY, *map(str, paths)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr[-2000:]


# --- text in any field --------------------------------------------------------------------------------------------------

TEXTS = [
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "+1",
    "-1",
    "<script>alert(1)</script>",
    '"quoted"',
    "a,b",
    "a\nb",
    "a;b",
    "'; DROP TABLE x;--",
    "}) DETACH DELETE n //",
    "../../../etc/passwd",
    "${jndi:ldap://x}",
    "{{7*7}}",
    "%s%n",
    "\\u0000",
    "null",
    "NaN",
    "None",
    "true",
    "0",
    "\u200bzero",
    "e\u0301",
    "\U0001f468\u200d\U0001f469",
    "العربية",
    "𠮷野家",
    "x\u00a0y",
    "#not a comment",
    "C:\\x",
    "a\tb",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_any_text_is_kept_as_it_is(tmp_path, text, form):
    tables = account()
    tables["people"][2]["title"] = text
    if form == "csv":
        path = write(tmp_path / "t", tables)
    else:
        path = tmp_path / "t.json"
        path.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
    result = plan_import([path], existing={}, options=options())
    assert result.change is not None, result.problems
    people = next(b for b in result.change.batches if b.kind == "person")
    assert json.loads(people.props[list(people.keys).index("c1")])["title"] == text


PRIVATE = """
birth_date, Date of Birth, BirthDate, 年龄, 出生日期, 性别, Gender, 身份证号, ID Number, passport_no, home_address, 家庭住址,
private phone, PersonalMobile, 私人电话, spouse, children, 家庭成员, 配偶, health, 健康状况, religion, 宗教信仰, ethnicity,
民族, political_party, 政治面貌, 党员, party membership, fingerprint, hobbies, 爱好, gifts_received, 礼品, salary, 银行账号,
travel, 行程, marital_status, 婚姻
"""


@pytest.mark.parametrize("heading", [h.strip() for h in PRIVATE.split(",")])
def test_private_columns_are_never_imported(tmp_path, heading):
    tables = account()
    tables["people"][2][heading] = "secret-value"
    result = plan_import([write(tmp_path / "t", tables)], existing={}, options=options())
    problem = next(p for p in result.problems if p.code == "W12")
    assert "never" in problem.text.en
    assert "从不" in problem.text.zh
    assert result.change is not None
    assert "secret-value" not in repr(result.change) + repr(result.problems)


def test_csv_text_helper_round_trips():
    assert csv_text([{"a": 1, "b": "x,y"}]) == 'a,b\n1,"x,y"\n'


def test_a_workbook_of_more_sheets_than_anybody_keeps_is_refused_in_one_sentence(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for number in range(600):
        book.create_sheet(f"s{number}")
    book.save(tmp_path / "a.xlsx")
    result = refused(tmp_path / "a.xlsx")
    assert "601 sheets; at most 500" in result.problems[0].text.en


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_are_compressed_as_spreadsheets_do(tmp_path: Path, way: int) -> None:
    """The faults of other ways are no faults of zip files to Python, and what they cost is known only afterwards."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", way) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "no spreadsheet uses" in refused(tmp_path / "a.xlsx").problems[0].text.en


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "compressed"),
        (b"Rar!\x1a\x07\x01\x00", "compressed"),
        (b"BZh91AY&SY" + b"\x9a" * 20, "compressed"),
        (b"\xfd7zXZ\0\0\4", "compressed"),
        (b"\x28\xb5\x2f\xfd\x24\x00", "compressed"),
        (b"people.csv".ljust(257, b"\0") + b"ustar\x0000", "compressed"),
        (b"SQLite format 3\0" + b"\0" * 90, "SQLite"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"\0\1\0\0Standard ACE DB\0", "Microsoft Access"),
        (struct.pack("<HHHHHHII", 0x0809, 16, 0x600, 5, 0, 0, 0, 6), ".xls"),
        (struct.pack("<HHHH", 0x0009, 4, 2, 0x10), ".xls"),
    ],
)
def test_a_file_that_is_no_table_is_called_what_it_is(tmp_path: Path, start: bytes, said: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(start)
    (problem,) = refused(path).problems
    assert (problem.code, said in problem.text.en, said in problem.text.zh or said == "compressed") == (
        "E15",
        True,
        True,
    )


def test_opendocument_that_is_encrypted_as_a_whole_is_told_with_what_to_do(tmp_path: Path) -> None:
    """LibreOffice hides even the names of its parts; one that only lacks its content is called damaged, and by the right part."""
    entry = '<m:manifest xmlns:m="x"><m:file-entry m:full-path="encrypted-package">{}</m:file-entry></m:manifest>'
    for inside, said in (("<m:encryption-data/>", "password"), ("", "content.xml, a part that it needs")):
        with zipfile.ZipFile(tmp_path / "people.ods", "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("META-INF/manifest.xml", entry.format(inside))
            archive.writestr("encrypted-package", b"x" * 500)
        assert said in refused(tmp_path / "people.ods").problems[0].text.en


def test_a_folder_of_many_files_that_are_no_tables_is_told_in_a_few_lines(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"f{number}.csv").write_text("a\n")
        (tmp_path / f"f{number}.json").write_text("{}")
    (tmp_path / "people.csv").write_text(GOOD)
    problems = plan_import([tmp_path], existing={}, options=options()).problems
    assert sum(p.code == "W12" for p in problems) == 42
    assert [p.text.en for p in problems if "more" in p.text.en] == ["280 more files of this kind not imported"] * 2
