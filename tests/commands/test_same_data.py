"""The sample account in every form that an import takes: the same data again changes nothing."""

import csv
import json

import openpyxl
import pytest

from tests.commands.conftest import ROOT, TODAY

FOLDER = ROOT / "datasets" / "huayue"


def sheets():
    for path in sorted(FOLDER.glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as stream:
            yield path.stem, list(csv.reader(stream))


def workbook(folder):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
    book.save(folder / "all.xlsx")
    return folder / "all.xlsx"


def document(folder):
    tables = {
        name: [{k: v for k, v in zip(rows[0], row, strict=True) if v} for row in rows[1:]] for name, rows in sheets()
    }
    (folder / "all.json").write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
    return folder / "all.json"


def other_encoding(folder):
    for name, rows in sheets():
        with open(folder / f"{name}.csv", "w", encoding="gb18030", newline="") as stream:
            csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    return folder


@pytest.mark.parametrize("form", [workbook, document, other_encoding])
def test_another_form_of_the_sample_changes_nothing(shell, workspace, tmp_path, form):
    folder = tmp_path / "form"
    folder.mkdir()
    code, out, _ = shell("-w", workspace, "import", form(folder), "--today", TODAY, "--format", "json")
    assert code == 0
    receipt = json.loads(out)["receipt"]
    assert (receipt["created"], receipt["updated"], receipt["change"]) == (0, 0, None)
    assert receipt["unchanged"] > 400


def test_the_sample_says_where_everything_comes_from(shell, tmp_path):
    _, out, _ = shell("-w", tmp_path / "w", "import", FOLDER, "--today", TODAY, "--dry-run", "--format", "json")
    assert "W13" not in {p["code"] for p in json.loads(out)["problems"]}
