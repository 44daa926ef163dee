"""What was given away comes back as the same: into an empty workspace as the same day, into its own without a change."""

import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphcrm.edition import Edition
from graphcrm.export.access import admitted
from graphcrm.export.content import content_of
from graphcrm.export.delimited import csv_files
from graphcrm.export.document import as_document
from graphcrm.export.workbook import workbook
from graphcrm.ingest.plan import plan_import
from graphcrm.snapshot.taking import from_batches
from graphcrm.store import open_store
from tests.export.conftest import at
from tests.ingest.conftest import account, options, write
from tests.ingest.test_roundtrip import facts, stored
from tests.oracle.random_accounts import AS_OF, TODAY, write_account

QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def written(form, content, folder, lang="en"):
    """The content as files of a format."""
    folder.mkdir(parents=True, exist_ok=True)
    if form == "csv":
        for name, text in csv_files(content).items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(text.encode())
        return folder
    if form == "json":
        (folder / "all.json").write_text(as_document(content), encoding="utf-8")
        return folder / "all.json"
    (folder / "all.xlsx").write_bytes(workbook(content, lang, made_on=AS_OF))
    return folder / "all.xlsx"


FORMS = [("xlsx", "zh"), ("xlsx", "en"), ("json", "en"), ("csv", "en")]


@settings(max_examples=3, deadline=None, suppress_health_check=QUIET)
@given(seed=st.integers(0, 10_000), missing=st.booleans())
def test_random_accounts_come_back_as_the_same_day(tmp_path_factory, seed, missing):
    folder = tmp_path_factory.mktemp("random")
    (folder / "tables").mkdir()
    write_account(folder / "tables", seed, 10, missing)
    first = folder / "first.graphcrm"
    ws = at(first, TODAY.isoformat())
    ws.import_tables(folder / "tables", accept_valid=True)
    with open_store(str(first)) as store:
        batches = store.read(AS_OF.isoformat())
        now = store.read(TODAY.isoformat())
    for form, lang in FORMS:
        again = folder / f"{form}-{lang}.graphcrm"
        path = written(form, content_of(batches), folder / f"{form}-{lang}", lang)
        assert at(again, TODAY.isoformat()).import_tables(path).plan.errors == 0
        with open_store(str(again)) as store:
            assert from_batches(store.read(AS_OF.isoformat()), AS_OF) == from_batches(batches, AS_OF)
        unchanged = ws.import_tables(written(form, content_of(now), folder / f"{form}-{lang}-now", lang))
        assert (unchanged.change, unchanged.plan.errors) == (None, 0)


#: Texts that a spreadsheet, a parser or a careless writer could take for something else.
TEXTS = st.one_of(
    st.sampled_from(
        ["=1+1", "'=1", "''", "'x", "+86 139", "-", "@SUM(A1)", "#12", "＝1", "=cmd|' /C calc'!A0", "_x0041_", "1.125", "1,234", "007",
         "2026-05-01", "true", "a;b", "a\\;b", "x\ny", '"q"', "a,b", "\u00a0x", "王 伟", "𠀀", "null", "NaN", "a|b", "{=1}"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30),
)  # fmt: skip


@settings(max_examples=10, deadline=None, suppress_health_check=QUIET)
@given(data=st.data())
def test_any_text_comes_back_as_it_was(tmp_path, data):
    tables = account()
    for name, column in (
        ("people", "title"),
        ("opportunities", "name_en"),
        ("interactions", "summary"),
        ("goals", "statement"),
    ):
        for row in tables[name]:
            row[column] = data.draw(TEXTS)
    for row in tables["edges"][:4]:
        row["evidence"] = tuple(data.draw(st.lists(TEXTS, max_size=3)))
    planned = plan_import([_json(tmp_path, tables)], existing={}, options=options())
    if planned.change is None:  # a text that no column takes
        return
    batches = stored(planned)
    for form, lang in FORMS[1:]:
        path = written(form, content_of(batches), tmp_path / f"{form}{lang}", lang)
        assert facts(plan_import([path], existing={}, options=options())) == facts(planned), form


def _json(folder, tables):
    (folder / "in.json").write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
    return folder / "in.json"


def test_no_cell_of_a_workbook_or_table_is_a_formula_of_somebody(tmp_path):
    tables = account()
    tables["people"][2]["title"] = "=HYPERLINK(1)"
    content = content_of(stored(plan_import([write(tmp_path / "t", tables)], existing={}, options=options())))
    book = openpyxl.load_workbook(written("xlsx", content, tmp_path / "x"))
    aids = {}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    aids.setdefault(sheet.cell(1, cell.column).value[:1], 0)
                    assert cell.value.startswith("=IF(")
                    # Later functions would need a prefix that our sheets do not add.
                    assert set(re.findall(r"[A-Z]+(?=\()", cell.value)) <= {"IF", "IFERROR", "VLOOKUP", "COUNTIF"}
    assert set(aids) == {"#"}
    assert "'=HYPERLINK(1)" in csv_files(content)["people.csv"]


def test_people_who_are_not_to_be_processed_stay_here(tmp_path):
    tables = account()
    batches = stored(plan_import([write(tmp_path / "t", tables)], existing={}, options=options()))
    props = [p.replace('"grade":5', '"flags":["do_not_process"],"grade":5') for p in batches["person"].props]
    from dataclasses import replace

    batches["person"] = replace(batches["person"], props=props)
    content = content_of(batches)
    assert "c1" not in {row["id"] for row in content.rows("people")}
    assert all("reports_to" not in row or row["reports_to"] != "c1" for row in content.rows("people"))
    assert content.remarks


def test_a_workspace_of_a_network_gives_its_ties_to_a_folder_of_their_own(tmp_path):
    edges = tmp_path / "e.csv"
    edges.write_text("src,dst,type,weight\na,b,advice,2\nb,c,advice,-1\n")
    (tmp_path / "n.csv").write_text("id,name,dept\na,Anna,IT\n")
    ws = at(tmp_path / "n.graphcrm")
    ws.import_network(edges, tmp_path / "n.csv", ties={"advice": "trusts"}, name="N")
    out = ws.export("csv", tmp_path / "out")
    assert any("network" in remark.en for remark in out.remarks)
    again = at(tmp_path / "again.graphcrm")
    again.import_network(
        tmp_path / "out" / "network" / "edges.csv",
        tmp_path / "out" / "network" / "nodes.csv",
        ties={"advice": "trusts"},
        name="N",
    )
    assert again.snapshot() == ws.snapshot()


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_the_sample_goes_through_the_door_and_back(ws, tmp_path, form):
    before = ws.snapshot()
    out = ws.export(form, tmp_path / f"out.{form}")
    assert ws.import_tables(tmp_path / f"out.{form}").change is None
    again = at(tmp_path / "again.graphcrm")
    again.import_tables(tmp_path / f"out.{form}")
    assert again.snapshot() == before
    assert all(Path(path).exists() for path in out.files)
    assert ws.trail()[-2].action == f"export {form} internal"


@pytest.mark.parametrize("form", [form for form, _ in FORMS[1:]])
def test_lines_of_which_only_some_began_on_a_day_come_back_as_they_were(tmp_path, form):
    """Who is his own or somebody's manager without a day, and a seat that has been open since one."""
    first = at(tmp_path / "first.graphcrm", TODAY.isoformat())
    (tmp_path / "files").mkdir()
    for name, text in {
        "orgs": "id,name,category\nX,X AG,customer\nUS,Us,our_company\n",
        "people": "id,name,org,title\na,A,X,CEO\nb,B,X,CFO\nc,C,X,Clerk\nu,U,US,\n",
        "edges": "kind,from,to,valid_from\nREPORTS_TO,b,a,\nREPORTS_TO,c,b,\nMEMBER_OF,b,X,\nMEMBER_OF,c,X,2026-01-01\n",
    }.items():
        (tmp_path / "files" / f"{name}.csv").write_text(text, encoding="utf-8")
    first.import_tables(tmp_path / "files")
    first.vacate("b")
    out = tmp_path / ("out.xlsx" if form == "xlsx" else "out.json" if form == "json" else "out")
    first.export(form, out)
    before = first.snapshot()
    assert first.import_tables(out).change is None
    again = at(tmp_path / "again.graphcrm", TODAY.isoformat())
    again.import_tables(out)
    assert again.snapshot() == before


def test_what_an_edition_may_not_have_is_in_none_of_its_files(ws, tmp_path):
    with open_store(ws.url) as store:
        batches = store.read("2026-06-30")
    content = content_of(batches)
    shared = admitted(batches, Edition.SHARED, None, date(2026, 6, 30))
    text = as_document(shared)
    for row in content.rows("interactions"):
        assert not row.get("summary") or f'"summary": "{row["summary"]}"' not in text
    assert '"reported_by"' not in text
    assert '"evidence"' not in text
    assert '"asked"' not in text
    assert '"level"' in text
    safe = as_document(admitted(batches, Edition.CUSTOMER_SAFE, "HY", date(2026, 6, 30)))
    for word in (
        "level",
        "STANCE",
        "INFLUENCES",
        "tier",
        "owner",
        "amount",
        "coach",
        "decision_weight",
        '"u1"',
        "flags",
        "email",
    ):
        assert word not in safe, word
    assert '"c2"' in safe


@pytest.mark.parametrize("edition", ["internal", "shared", "customer-safe"])
def test_every_table_of_every_edition_has_a_heading(ws, tmp_path, edition):
    """A table of which an edition may show no column is not there at all."""
    ws.export("csv", tmp_path / "out", account="HY", edition=edition)
    for path in sorted((tmp_path / "out").rglob("*.csv")):
        heading, *rows = path.read_text("utf-8-sig").splitlines()
        assert heading, path.name
        assert all(rows), path.name
    again = at(tmp_path / "again.graphcrm")
    again.import_tables(tmp_path / "out")
    assert again.snapshot().people
