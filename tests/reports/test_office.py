"""Reports as workbooks and slides: what they hold is native and typed, hostile text breaks nothing, editions hold."""

from __future__ import annotations

import io
import itertools
import re
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

from graphcrm.asking.formats import FORMATS
from graphcrm.errors import UsageError
from graphcrm.i18n import Lang, Text
from graphcrm.rendering.letters import ems
from graphcrm.reports.deck import BODY
from graphcrm.reports.document import Document, Picture, Section, Table, ToDecide, Words
from graphcrm.reports.kinds.registry import REPORTS
from graphcrm.reports.page import as_page
from graphcrm.reports.sheets import as_workbook
from graphcrm.reports.slide_tables import measured
from graphcrm.reports.slides import as_slides
from graphcrm.spoken import sentence
from graphcrm.workspace.door import Workspace
from tests.pages.hostile import NAMES
from tests.reports.conftest import TODAY, report

pptx = pytest.importorskip("pptx")
WITHOUT_AGENDA = [code for code in REPORTS if code != "session"]
HOSTILE = [*NAMES, "=1+1", "@SUM(A1)", "\ufffe\uffff", "\x0b\x1f", "_x0041_", "]]><a:t>", "<&\"'>"]


@pytest.fixture(scope="module")
def document(sample: Workspace) -> Document:
    return report(sample, "session")


@pytest.fixture(scope="module")
def others(sample: Workspace) -> dict[str, Document]:
    """Every report without an agenda."""
    return {code: report(sample, code) for code in WITHOUT_AGENDA}


@pytest.fixture(scope="module")
def decks(document: Document, others: dict[str, Document]) -> dict[str, bytes]:
    """The slides of the report with an agenda in each language, and of the others: a second and more each."""
    others_said = {code: as_slides(other, "en") for code, other in others.items()}
    return {"zh": as_slides(document, "zh"), "en": as_slides(document, "en"), **others_said}


@pytest.fixture(scope="module")
def workbook(document: Document) -> bytes:
    """The report with an agenda as a workbook in English."""
    return as_workbook(document, "en")


def slides(content: bytes) -> list:
    return list(pptx.Presentation(io.BytesIO(content)).slides)


def inside(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


def test_every_table_is_a_sheet_with_its_rows(document: Document, workbook: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    tables = [b for s in document.sections for b in s.blocks if isinstance(b, Table)]
    assert len(book.sheetnames) == 1 + len(tables) + bool(document.evidence)
    for table, name in zip(tables, book.sheetnames[1:], strict=False):
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert [c.value for c in sheet[1]][: len(table.columns)] == [c.heading.en for c in table.columns]
        assert sheet.max_row > len(table.rows)
    assert as_workbook(document, "en") == workbook


def test_what_is_a_number_or_a_day_on_a_card_is_one_in_the_workbook(others: dict[str, Document]) -> None:
    """Everything was text, “47%” and “+2”: nothing could be sorted, and a column of shares had no sum."""
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(others["card"], "en")))
    cells = {row[0].value: row[1] for sheet in book for row in sheet.iter_rows() if len(row) > 1}
    told = {name: (type(cells[name].value), cells[name].number_format) for name in ("grade", "share", "status level")}
    assert told == {"grade": (int, "#,##0_0"), "share": (float, "0%_0"), "status level": (int, "+0_0;-0_0;0_0")}
    assert 0 < cells["share"].value < 1
    assert FORMATS["figure"].sheet("2026-03-31", {}, "en").value == date(2026, 3, 31), "the day on which somebody left"
    assert FORMATS["figure"].sheet("2026-3-31", {}, "en").value == "2026-3-31"


def test_a_workbook_in_english_calls_people_as_the_page_does(others: dict[str, Document]) -> None:
    """The lists of a dossier named 陈董 beside “reports to Chairman Chen”."""
    for lang, head, named in (("en", "name", ["Chairman Chen", "President Lin"]), ("zh", "姓名", ["陈董", "林行长"])):
        book = openpyxl.load_workbook(io.BytesIO(as_workbook(others["dossier"], lang)))
        people = next(sheet for sheet in book if sheet.title in ("people", "人员"))
        column = [cell.value for cell in people["A"]]
        assert column[0] == head
        assert column[1:3] == named


def test_every_agenda_item_has_a_slide_with_native_tables_and_pictures(
    document: Document, decks: dict[str, bytes]
) -> None:
    made = slides(decks["en"])
    titles = [slide.shapes.title.text_frame.text for slide in made]
    assert all(section.heading.en in titles for section in document.sections)
    assert len(set(titles)) == len(titles), "a slide is found by its title"
    shapes = [shape for slide in made for shape in slide.shapes]
    pictures = [b for s in document.sections for b in s.blocks if isinstance(b, Picture)]
    groups = [shape for shape in shapes if shape.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.GROUP]
    assert [g._element.nvGrpSpPr.cNvPr.get("descr") for g in groups] == [p.drawing.title.en for p in pictures]
    assert any(len(group.shapes) > 20 for group in groups)
    assert not [s for s in shapes if s.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.PICTURE], "nothing is a bitmap"


@pytest.mark.parametrize("code", WITHOUT_AGENDA)
def test_every_section_of_every_report_stands_on_a_slide(
    others: dict[str, Document], decks: dict[str, bytes], code: str
) -> None:
    """Also one with nothing but lines to write on: the action plan had no slides at all."""
    said = [s.text_frame.text for slide in slides(decks[code]) for s in slide.shapes if s.has_text_frame]
    assert {section.heading.en for section in others[code].sections} <= set(said)


def test_the_agenda_takes_its_slide(decks: dict[str, bytes]) -> None:
    """Ten questions in small letters left the lower half empty."""
    agenda = slides(decks["en"])[1]
    (frame,) = [shape for shape in agenda.shapes if shape.has_table]
    assert frame.top + sum(row.height for row in frame.table.rows) > 0.75 * 7.5 * 914_400


def test_every_row_stands_on_a_slide_or_is_counted(document: Document, decks: dict[str, bytes]) -> None:
    long = next(b for s in document.sections for b in s.blocks if isinstance(b, Table) and b.heading.en == "Goals")
    section = Section("x", Text("表", "tables"), [replace(long, rows=[*long.rows] * 15)])
    larger = as_slides(replace(document, sections=[section]), "en")
    for sections, content in ((document.sections, decks["en"]), ([section], larger)):
        made = slides(content)
        frames = [shape for slide in made for shape in slide.shapes if shape.has_table]
        words = "\n".join(s.text_frame.text for slide in made for s in slide.shapes if s.has_text_frame)
        for table in (b for s in sections for b in s.blocks if isinstance(b, Table)):
            names = {table.heading.en, f"{table.heading.en} (continued)"}
            parts = [frame.table for frame in frames if frame.name in names]
            assert all(len(part.columns) == len(table.columns) for part in parts)
            shown = sum(len(part.rows) - 1 for part in parts)
            same = sum(
                len(b.rows) for s in sections for b in s.blocks if isinstance(b, Table) and b.heading == table.heading
            )
            assert shown == same or f"{same - shown} more rows" in words, table.heading
    assert (12 < shown < 60, len(parts)) == (True, 2)


def test_numbers_stand_on_the_right_and_a_decision_has_lines_to_write_on(
    document: Document, decks: dict[str, bytes]
) -> None:
    tables = {s.name: s.table for slide in slides(decks["en"]) for s in slide.shapes if s.has_table}
    share = tables["Who really moves the decision"]
    right = pptx.enum.text.PP_ALIGN.RIGHT
    assert share.cell(1, 2).text == "29%"
    assert (
        share.cell(1, 2).text_frame.paragraphs[0].alignment
        == right
        != share.cell(1, 0).text_frame.paragraphs[0].alignment
    )
    records = [b for s in document.sections for b in s.blocks if isinstance(b, ToDecide)]
    for record in records:
        lines = tables[f"To decide: {record.decision.en}"]
        assert 2 <= len(lines.rows) - 1 <= max(8, record.lines)
        assert not any(cell.text for row in list(lines.rows)[1:] for cell in row.cells)


def test_chinese_has_a_font_of_its_own_and_the_same_report_the_same_bytes(
    others: dict[str, Document], decks: dict[str, bytes]
) -> None:
    with zipfile.ZipFile(io.BytesIO(decks["zh"])) as file:
        theme = file.read("ppt/theme/theme1.xml").decode()
    assert theme.count('<a:ea typeface="Microsoft YaHei"/>') == 2
    assert "宋体" not in theme
    assert decks["risks"] == as_slides(others["risks"], "en")


def test_hostile_text_leaves_files_that_open(document: Document) -> None:
    texts = [Text(word, word) for word in HOSTILE]
    section = Section("x", Text("标题", "heading"), [*map(Words, texts), *map(ToDecide, texts)])
    called = [Section("x", text, [Words(text)], minutes=1) for text in texts]
    bad = replace(document, sections=[section, *called], evidence=())
    assert len(slides(as_slides(bad, "zh"))) >= 2 + len(texts)
    openpyxl.load_workbook(io.BytesIO(as_workbook(bad, "zh")))
    assert "<f>" not in inside(as_workbook(bad, "zh"))


LONG = "Bundesanstalt für den Betrieb der gemeinsamen Datenverarbeitung der Länder und Gemeinden " * 3


def test_the_longest_names_leave_the_day_and_the_class_on_every_slide(document: Document) -> None:
    """An account of 250 letters lay over the day of the first slide, and pushed the class below the end of all others."""
    long = replace(document, subject=Text(LONG, LONG), sections=document.sections[:2])
    first, *rest = slides(as_slides(long, "en"))
    boxes = sorted((s for s in first.shapes if s.has_text_frame and s.text_frame.text), key=lambda s: int(s.top))
    under, day = next((a, b) for a, b in itertools.pairwise(boxes) if b.text_frame.text.startswith(TODAY))
    assert under.text_frame.text.startswith(LONG[:80])
    assert under.top + height_of(under, WIDE) <= day.top
    for slide in rest:
        (foot,) = [s for s in slide.shapes if s.has_text_frame and TODAY in s.text_frame.text and s.top > 7 * 914_400]
        assert foot.text_frame.text.endswith(f"… · {TODAY} · CONFIDENTIAL · shared edition")
        assert foot.top + height_of(foot, WIDE) <= 7.5 * 914_400


def test_a_word_of_two_hundred_letters_breaks_alone() -> None:
    """It took the width of every column beside it, whose words then stood letter below letter."""
    grid = measured("t", ["name", "share", "contest state"], [["W" * 190, "29%", "unknown"]], [False, True, False])
    room = [(wide - 0.14) * 72 / grid.size for wide in grid.widths]
    assert ems("unknown") < room[2]
    assert ems("share") * 1.13 < room[1]
    assert sum(grid.widths) <= BODY + 1e-9


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_long_cell_says_where_the_rest_of_it_is(document: Document, lang: Lang) -> None:
    """“With st…”: after 220 letters it ended within a word, and the rest stood nowhere."""
    table = next(b for s in document.sections for b in s.blocks if isinstance(b, Table) and b.heading.en == "Goals")
    (name,) = [c.name for c in table.columns if c.heading.en == "goal"]
    told = [f"{n} " + "steadfast support of everybody concerned " * 9 + "until then." for n in range(30)]
    rows = [{**table.rows[0], name: text} for text in told]
    made = slides(
        as_slides(replace(document, sections=[Section("x", Text("表", "t"), [replace(table, rows=rows)])]), lang)
    )
    kept = 0
    for slide in made:
        cells = [
            c.text for s in slide.shapes if s.has_table for r in s.table.rows for c in r.cells if "steadfast" in c.text
        ]
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        for cell in cells:
            shown, _, where = cell.partition("…")
            assert where == {"en": " (the whole is in the notes)", "zh": "（全文见备注）"}[lang]
            (whole,) = [text for text in told if text.startswith(f"{shown} ")]
            assert len(cell) > 180
            assert whole in notes
        kept += len(cells)
    assert kept > 5


def test_what_an_edition_hides_stands_in_no_file(sample: Workspace) -> None:
    safe = report(sample, "session", edition="customer-safe")
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


def test_and_before_anything_is_computed(sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    monkeypatch.setattr(Workspace, "document", lambda *_, **__: pytest.fail("it was computed"))
    with pytest.raises(UsageError, match=r"graphcrm\[office\]"):
        sample.report("decision", tmp_path / "s.html", account="HY", pptx=True)


DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"
#: The mean width of a letter, in parts of its size: in the font of the deck, and in the widest that takes its place.
NARROW, WIDE = 0.43, 0.51


@pytest.mark.parametrize("letter", [NARROW, WIDE])
@pytest.mark.parametrize("lang", ["zh", "en", *WITHOUT_AGENDA])
def test_nothing_leaves_a_slide_or_lies_on_something_else(decks: dict[str, bytes], lang: str, letter: float) -> None:
    """Texts and tables are measured as they will be drawn: a cell with more lines is taller than the file says."""
    deck = pptx.Presentation(io.BytesIO(decks[lang]))
    inch = 914_400
    for number, slide in enumerate(deck.slides, 1):
        told = [s for s in slide.shapes if not (s.has_text_frame and not s.text_frame.text)]
        boxes = [(s.name, s.left, s.top, s.left + s.width, s.top + height_of(s, letter)) for s in told]
        for name, left, top, right, bottom in boxes:
            assert min(left, top) >= 0, (number, name)
            assert max(right - deck.slide_width, bottom - deck.slide_height) <= inch // 100, (number, name)
        for i, (name, left, top, right, bottom) in enumerate(boxes):
            for other, l2, t2, r2, b2 in boxes[i + 1 :]:
                apart = right <= l2 or r2 <= left or bottom <= t2 + inch // 50 or b2 <= top + inch // 50
                assert apart, (number, name, other)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_slide_is_half_empty(decks: dict[str, bytes], lang: str) -> None:
    """Four slides of the sample ended in their upper half: letters were small, panels three and one, lines to write on few."""
    assert not [slide.shapes.title.text_frame.text for slide in slides(decks[lang]) if empty(slide) >= 0.35]


def test_letters_grow_without_an_agenda_too(decks: dict[str, bytes]) -> None:
    """A third of these slides ended in their upper two thirds: letters stayed small for the sake of a section that might follow."""
    shown = [slide for code in WITHOUT_AGENDA for slide in slides(decks[code])[1:]]
    assert len([slide for slide in shown if empty(slide) >= 0.35]) < len(shown) / 10


def empty(slide: Any) -> float:
    """The part of its body below the last thing on a slide."""
    inch, top, bottom = 914_400, 1.15, 6.95
    ends = [(s.top + s.height) / inch for s in slide.shapes if s.top is not None and s.top < 7 * inch]
    return float((bottom - max(ends)) / (bottom - top))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_and_no_number_of_a_table_is_broken(decks: dict[str, bytes], lang: str) -> None:
    """Nor in the font that programs take where that of the deck is missing (Calibri is nowhere but in Office)."""
    for slide in slides(decks[lang]):
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            for n, row in enumerate(table.rows):
                for cell, column in zip(row.cells, table.columns, strict=True):
                    room = (column.width / 914_400 - 0.14) * 72
                    for run in (run for p in cell.text_frame.paragraphs for run in p.runs):
                        for word in re.findall(r"[^\s\u2e80-\uffef]+", run.text):
                            wide = ems(word) * run.font.size.pt * (1.13 if n == 0 else 1)
                            assert wide <= room, (word, run.font.size.pt, room)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lines_to_write_on_are_as_tall_as_the_file_says_in_every_program(decks: dict[str, bytes], lang: str) -> None:
    """An empty run is dropped by some programs, and with it the size of its letters: the paragraph itself has it."""
    cells = [
        c for s in slides(decks[lang]) for t in s.shapes if t.has_table for c in t.table.iter_cells() if not c.text
    ]
    assert cells
    for paragraph in (p for cell in cells for p in cell.text_frame.paragraphs):
        assert not paragraph.runs
        assert paragraph._p.find(f"{{{DRAWN}}}endParaRPr").get("sz") == "1200"


def height_of(shape: Any, letter: float) -> int:
    """The height that a shape is drawn with, by the widths of its letters."""
    if shape.has_table:
        rows = [
            max(
                drawn(c.text_frame, w.width / 914_400 - 0.14, letter)
                for c, w in zip(r.cells, shape.table.columns, strict=True)
            )
            for r in shape.table.rows
        ]
        return round(
            sum(max(r.height / 914_400, tall + 0.09) for r, tall in zip(shape.table.rows, rows, strict=True)) * 914_400
        )
    if shape.has_text_frame and not shape.is_placeholder:
        return round(drawn(shape.text_frame, shape.width / 914_400, letter) * 914_400)
    return int(shape.height)


def drawn(frame: Any, inches: float, letter: float) -> float:
    """Inches that a text is tall; a word that does not fit goes to the next line."""
    total = 0.0
    for paragraph in frame.paragraphs:
        size = next((run.font.size.pt for run in paragraph.runs), 12)
        room, lines, used = inches * 72 / size, 1, 0.0
        for word in re.findall(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*", paragraph.text):
            wide = 1.0 if word >= "\u2e80" else letter * len(word.rstrip())
            if used and used + wide > room:
                lines, used = lines + 1, 0.0
            used += wide if word >= "\u2e80" else letter * len(word)
        total += lines * size * 1.2 / 72
    return total


def test_amounts_have_their_thousands_apart(decks: dict[str, bytes]) -> None:
    assert "32,000,000" in inside(decks["en"])


def test_a_sheet_is_printed_on_one_page_of_width_with_its_class_and_every_line_has_room(workbook: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "CONFIDENTIAL" in sheet.oddHeader.right.text
    fix = book["audit"]["E"]
    long = next(cell for cell in fix if len(str(cell.value)) > 80)
    assert book["audit"].row_dimensions[long.row].height >= 30
    evidence = book["Evidence"]
    assert evidence.max_column <= 8, (
        "of the numbers at the top each is a line: sixteen beside each other made all else small"
    )
    assert ("Measure", "Value") in {tuple(c.value for c in row[:2]) for row in evidence.iter_rows()}
    assert evidence.freeze_panes is None
    assert isinstance(book["audit"]["D2"].value, bool)
    assert book["audit"]["D2"].number_format == '"yes";;"no"'


def test_the_overview_leads_to_the_sheets_and_says_once_what_they_rest_on(document: Document, workbook: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    first = book.worksheets[0]
    led = {link.location.split("!")[0].strip("'") for link in (c.hyperlink for (c, *_) in first.iter_rows()) if link}
    assert led == {*book.sheetnames[1:]} - {"Evidence"}
    rests = {sentence(note).en for section in document.sections for note in section.rests}
    told = [cell.value for (cell, *_) in first.iter_rows()]
    assert all(told.count(note) == 1 for note in rests)


def test_hostile_cells_stay_text_in_every_file(document: Document) -> None:
    goals = next(b for s in document.sections for b in s.blocks if isinstance(b, Table) and b.heading.en == "Goals")
    rows = [{**goals.rows[0], "goal": word} for word in HOSTILE]
    bad = replace(document, sections=[Section("x", Text("表", "table"), [replace(goals, rows=rows)])], evidence=())
    book, deck, page = as_workbook(bad, "en"), as_slides(bad, "en"), as_page(bad, "en")
    for content in (book, deck):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            for name in file.namelist():
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(file.read(name))
    assert "<f>" not in inside(book)
    cells = [row[0].value for row in openpyxl.load_workbook(io.BytesIO(book))["goals"].iter_rows(2, 1 + len(rows))]
    assert cells[HOSTILE.index("=1+1")] == "=1+1"
    assert not re.search(r"(?i)<(script|img|svg|iframe)[^>]*(onerror|onload|src=[\"']?(http|javascript))", page)


def test_who_waits_is_told_what_is_done(sample: Workspace, tmp_path: Path) -> None:
    """Three files take three steps, and what they say comes first."""
    told: list[tuple[int, int]] = []
    made = sample.report(
        "partners",
        tmp_path / "r.html",
        account="HY",
        as_of=TODAY,
        xlsx=True,
        pptx=True,
        progress=lambda *step: told.append(step),
    )
    assert [path.suffix for path in made] == [".html", ".xlsx", ".pptx"]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_decision_stands_with_what_it_is_about(others: dict[str, Document], decks: dict[str, bytes]) -> None:
    """No slide holds nothing but lines to write on, if a table of its item is there to stand with it."""
    sections = [s for document in others.values() for s in document.sections]
    alone = {s.heading.en for s in sections if all(isinstance(b, ToDecide) for b in s.blocks)}
    assert alone == {"Who, by when, for how much?"}
    for code, deck in decks.items():
        for slide in slides(deck):
            if code in others and slide.shapes.title.text in alone:
                continue
            tables = [shape.table for shape in slide.shapes if shape.has_table]
            empty = [t for t in tables if not any(cell.text for row in list(t.rows)[1:] for cell in row.cells)]
            assert not tables or len(empty) < len(tables), slide.shapes.title.text


def test_where_money_is_decided_on_there_is_a_column_for_it(
    document: Document, others: dict[str, Document], decks: dict[str, bytes]
) -> None:
    """“Who, by when, for how much?” had lines for who and when."""
    told = {"en": document, **others}
    wanted = {code for code, one in told.items() for s in one.sections if "how much" in s.heading.en}
    assert wanted == {"plan", "en"}
    for code in wanted:
        heads = [[c.text for c in s.table.rows[0].cells] for d in slides(decks[code]) for s in d.shapes if s.has_table]
        assert ["decided", "who", "by when", "for how much"] in heads, code


def test_without_an_agenda_short_sections_share_a_slide(decks: dict[str, bytes], others: dict[str, Document]) -> None:
    """A slide with a single sentence, or with nothing but lines to write on, is not made."""
    made = slides(decks["risks"])[1:]
    told = {s.text_frame.text for slide in made for s in slide.shapes if s.has_text_frame}
    assert {section.heading.en for section in others["risks"].sections} <= told
    assert "Cooling ties" not in [slide.shapes.title.text_frame.text for slide in made]
    assert all(any(shape.has_table for shape in slide.shapes) for slide in made)


def test_rows_leave_room_for_the_taller_lines_of_chinese() -> None:
    """A line of the usual fonts is 1.36 of its size with Chinese letters, 1.2 without: 12 points, 1/72 of an inch each."""
    heights = [measured("", ["x"], [[cell]], [False]).heights[1] for cell in ("Priya", "王志远")]
    assert heights == pytest.approx([12 * 1.2 / 72 + 0.09, 12 * 1.36 / 72 + 0.09])
