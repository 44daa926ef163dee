"""Reports as workbooks and slides: what they hold is native and typed, hostile text breaks nothing, editions hold."""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.reports.document import Document, Picture, Record, Section, Table, Words
from graphcrm.reports.sheets import as_workbook
from graphcrm.reports.slides import as_slides
from graphcrm.workspace.door import Workspace
from tests.pages.hostile import NAMES
from tests.reports.conftest import TODAY

pptx = pytest.importorskip("pptx")
HOSTILE = [*NAMES, "=1+1", "@SUM(A1)", "\ufffe\uffff", "\x0b\x1f", "_x0041_", "]]><a:t>", "<&\"'>"]


@pytest.fixture(scope="module")
def document(sample: Workspace) -> Document:
    return sample.document("session", "HY", "HY-CORE", as_of=TODAY)


def slides(content: bytes) -> list:
    return list(pptx.Presentation(io.BytesIO(content)).slides)


def inside(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


def test_every_table_is_a_sheet_with_its_rows(document: Document) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(document, "en")))
    tables = [b for s in document.sections for b in s.blocks if isinstance(b, Table)]
    assert len(book.sheetnames) == 1 + len(tables) + bool(document.evidence)
    for table, name in zip(tables, book.sheetnames[1:], strict=False):
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert [c.value for c in sheet[1]][: len(table.columns)] == [c.heading.en for c in table.columns]
        assert sheet.max_row > len(table.rows)
    assert as_workbook(document, "en") == as_workbook(document, "en")


def test_every_agenda_item_has_a_slide_with_native_tables_and_pictures(document: Document) -> None:
    made = slides(as_slides(document, "en"))
    titles = [slide.shapes.title.text_frame.text for slide in made]
    assert all(any(title.startswith(s.heading.en) for title in titles) for s in document.sections)
    shapes = [shape for slide in made for shape in slide.shapes]
    tables = [b for s in document.sections for b in s.blocks if isinstance(b, Table)]
    assert sum(shape.has_table for shape in shapes) == len(tables)
    pictures = [b for s in document.sections for b in s.blocks if isinstance(b, Picture)]
    groups = [shape for shape in shapes if shape.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.GROUP]
    assert [g._element.nvGrpSpPr.cNvPr.get("descr") for g in groups] == [p.drawing.title.en for p in pictures]
    assert any(len(group.shapes) > 20 for group in groups)
    assert not [s for s in shapes if s.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.PICTURE], "nothing is a bitmap"


def test_hostile_text_leaves_files_that_open(document: Document) -> None:
    texts = [Text(word, word) for word in HOSTILE]
    section = Section("x", Text("标题", "heading"), [*map(Words, texts), *map(Record, texts)])
    bad = replace(document, sections=[section, *(replace(section, heading=t) for t in texts)], evidence=())
    assert len(slides(as_slides(bad, "zh"))) == 2 + len(texts)
    openpyxl.load_workbook(io.BytesIO(as_workbook(bad, "zh")))
    assert "<f>" not in inside(as_workbook(bad, "zh"))


def test_what_an_edition_hides_stands_in_no_file(sample: Workspace) -> None:
    safe = sample.document("session", "HY", "HY-CORE", as_of=TODAY, edition="customer-safe")
    for content in (as_workbook(safe, "en"), as_slides(safe, "en")):
        found = inside(content)
        for word in ("28%", "Hostile", "Influence covered", "hidden influencer", "0.2927"):
            assert word not in found, word


def test_the_files_lie_beside_the_page_and_are_not_overwritten(sample: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "s.html"
    asked = {"account": "HY", "as_of": TODAY, "xlsx": True, "pptx": True}
    assert sample.report("decision", target, **asked) == [target, tmp_path / "s.xlsx", tmp_path / "s.pptx"]
    target.unlink()
    with pytest.raises(UsageError, match=r"s\.xlsx exists"):
        sample.report("decision", target, **asked)
    with pytest.raises(UsageError, match="html"):
        sample.report("decision", tmp_path / "other.pptx", account="HY", pptx=True)


def test_without_the_library_the_extra_is_named(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(UsageError, match=r"graphcrm\[office\]"):
        as_slides(document, "en")
