"""Good files that were damaged on the way: whatever happens to their bytes, nothing raises, and what is taken is what was written."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphcrm.ingest.plan import ImportPlan, plan_import, plan_rows
from tests.ingest.conftest import account, csv_text, options
from tests.ingest.test_roundtrip import stored

NAMES = ("陈董", "林行长", "周晓雯", "José Núñez", "Müller", "O'Neil", "王 伟")
ROWS = [
    {"id": f"c{n}", "name": name, "org": "HY", "title": "经理, 采购", "grade": n % 5 + 1}
    for n, name in enumerate(NAMES)
]
#: Every value that a row may have in the store: nothing else was ever written.
WRITTEN = {value for row in ROWS for value in row.values()}


@pytest.fixture(scope="module")
def base():
    kept = {"orgs": account()["orgs"], "people": account()["people"][:2]}
    return stored(plan_rows(kept, existing={}, options=options()))


def _book() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "people"
    book.active.append(list(ROWS[0]))
    for row in ROWS:
        book.active.append(list(row.values()))
    book.save(out)
    return out.getvalue()


WHOLE: dict[str, tuple[str, bytes]] = {
    "utf-8": ("people.csv", csv_text(ROWS).encode()),
    "semicolons below a title": ("people.csv", ("Our people\n" + csv_text(ROWS, delimiter=";")).encode("utf-8-sig")),
    "utf-16": ("people.csv", csv_text(ROWS).encode("utf-16")),
    "gb18030": (
        "people.csv",
        csv_text([r for r in ROWS if r["name"] not in ("José Núñez", "Müller")]).encode("gb18030"),
    ),
    "json": ("data.json", json.dumps({"people": ROWS}, ensure_ascii=False, indent=1).encode()),
    "xlsx": ("data.xlsx", _book()),
}


def harmless(result: ImportPlan) -> None:
    """Either everything is refused with what to do in both languages, or nothing was wrong."""
    for problem in result.problems:
        assert problem.file
        assert problem.text.zh
        assert problem.text.en
        assert problem.advice.zh
        assert problem.advice.en
    if result.errors:
        assert result.change is None


def plan(folder: Path, name: str, content: bytes, base) -> ImportPlan:
    path = folder / name
    path.write_bytes(content)
    result = plan_import([path], existing=base, options=options())
    harmless(result)
    assert path.read_bytes() == content
    return result


@pytest.mark.parametrize("form", WHOLE)
def test_undamaged_they_are_taken(tmp_path, base, form):
    name, content = WHOLE[form]
    result = plan(tmp_path, name, content, base)
    assert result.errors == 0, result.problems
    rows = [json.loads(p) for b in result.change.batches for p in b.props]
    assert {value for row in rows for value in row.values()} <= WRITTEN


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("form", WHOLE)
@given(data=st.data())
def test_cut_off_they_are_refused_or_what_is_left_is_right(tmp_path, base, form, data):
    name, content = WHOLE[form]
    cut = data.draw(st.integers(0, len(content) - 1))
    result = plan(tmp_path, name, content[:cut], base)
    for batch in result.change.batches if result.change else ():
        for props in batch.props:
            for value in json.loads(props).values():
                # a cell that was cut may be shorter, never other text
                assert value in WRITTEN or any(str(whole).startswith(str(value)) for whole in WRITTEN)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("form", WHOLE)
@given(place=st.floats(0, 0.999), some=st.binary(min_size=1, max_size=6), over=st.booleans())
def test_other_bytes_in_them_never_raise(tmp_path, base, form, place, some, over):
    name, content = WHOLE[form]
    at = int(place * len(content))
    plan(tmp_path, name, content[:at] + some + content[at + (len(some) if over else 0) :], base)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300) | st.text(max_size=150).map(str.encode),
    name=st.sampled_from(["people.csv", "a.json", "a.xlsx"]),
)
def test_anything_at_all_never_raises(tmp_path, base, content, name):
    assert plan(tmp_path, name, content, base).change is None


LINES = ["id,name,org", "c1,陈董,HY"]
HEADINGS: dict[str, Callable[[], str]] = {
    "ten thousand columns": lambda: ",".join(["id", "name", "org", *(f"c{n}" for n in range(10_000))]) + "\n",
    "formulas as headings": lambda: "=cmd|' /C calc'!A0,@SUM(1),+1,-1\nc1,a,b,c\n",
    "a script as a heading": lambda: "id,name,org,<script>alert(1)</script>\nc1,a,NOPE,b\n",
    "two headings of one column over lines": lambda: '"Re\nports to","reports  to",id,name,org\nc2,c2,c1,a,HY\n',
    "only a separator": lambda: "sep=;\n",
    "a separator and nothing known": lambda: "sep=;\nfoo;bar\n1;2\n",
    "titles without end": lambda: "\n".join(f"title {n}" for n in range(100)) + "\nid,name,org\nc1,a,HY\n",
    "a separator that is a quote": lambda: 'sep="\nid"name"org\n',
    "the rows above the heading": lambda: "c1,陈董,HY\nid,name,org\n",
}


@pytest.mark.parametrize("name", HEADINGS)
def test_headings_that_mean_harm_are_refused(tmp_path, base, name):
    result = plan(tmp_path, "people.csv", HEADINGS[name]().encode(), base)
    assert result.change is None
    assert all(len(p.value) <= 200 for p in result.problems)


def test_a_cell_that_grows_to_a_gigabyte_is_refused_before_it_does(tmp_path, base):
    book = zipfile.ZipFile(io.BytesIO(_book()))
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for part in book.namelist():
            if not part.endswith("sheet1.xml"):
                out.writestr(part, book.read(part))
        with out.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b'<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>')
            for _ in range(1024):
                sheet.write(b"x" * 1024 * 1024)
            sheet.write(b"</t></is></c></row></sheetData></worksheet>")
    assert path.stat().st_size < 8 * 1024 * 1024
    result = plan_import([path], existing=base, options=options())
    harmless(result)
    assert [p.code for p in result.problems] == ["E15"]


def test_a_hidden_sheet_is_told_and_left(tmp_path, base):
    book = openpyxl.load_workbook(io.BytesIO(_book()))
    other = book.create_sheet("units")
    other.append(["id", "name", "org"])
    other.append(["d1", "科技部", "HY"])
    other.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    result = plan_import([tmp_path / "a.xlsx"], existing=base, options=options())
    assert [p.code for p in result.problems] == ["W12"]
    assert {b.kind for b in result.change.batches} == {"person"}
