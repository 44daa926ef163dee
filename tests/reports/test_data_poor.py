"""R01 of an account of which only names are recorded: what tells nobody apart is one sentence, and says what to record."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from graphcrm.reports.document import Document, Facts, Picture, Table, Words
from graphcrm.reports.page import as_page
from graphcrm.reports.slides import as_slides
from graphcrm.workspace.door import Workspace
from tests.reports.conftest import TODAY

pptx = pytest.importorskip("pptx")


@pytest.fixture(scope="module")
def barely_known(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    place = tmp_path_factory.mktemp("names")
    people = "".join(f"p{i},Person {i},KH\n" for i in range(28))
    for table, text in {
        "orgs": "id,name,category\nKH,Customer,customer\nUS,Us,our_company\n",
        "opportunities": "id,name,customer\nO1,Deal,KH\n",
        "people": f"id,name,org\n{people}u1,Seller,US\n",
    }.items():
        (place / f"{table}.csv").write_text(text, encoding="utf-8")
    found = Workspace(place / "names.graphcrm")
    found.import_tables(place, today=TODAY)
    return found


@pytest.fixture(scope="module")
def names_only(barely_known: Workspace) -> Document:
    return barely_known.document("session", "KH", "O1", as_of=TODAY)


@pytest.mark.parametrize("kind", ["session", "dossier", "risks"])
def test_no_sentence_of_a_row_tells_readers_to_run_a_command(barely_known: Workspace, kind: str) -> None:
    """The list of findings said under each “(graphcrm query key-influencers lists them)”."""
    report = barely_known.document(kind, "KH", "O1", as_of=TODAY, edition="internal")
    assert not any("graphcrm " in as_page(report, lang) for lang in ("zh", "en"))


def test_rows_that_all_say_the_same_are_one_sentence(names_only: Document) -> None:
    """A session of 28 names had 31 slides, of which 14 were “0 —” for everybody, or bars of 4 % each."""
    said = {b.result.query.name: b.alike for s in names_only.sections for b in s.blocks if isinstance(b, Table)}
    same = (
        "cut-lines single-threads forecast who-to-win contest key-influencers decision-circle coverage-gaps bus-factor"
    )
    assert {name for name, text in said.items() if text} == set(same.split())
    assert said["cut-lines"] is not None
    assert said["cut-lines"].en == (
        "Cheapest cuts against us: all 28 rows say the same (least cost 0), which tells nobody apart. "
        "To tell them apart, record whom our people are in contact with, who influences whom."
    )
    drawn = {b.drawing.title.en for s in names_only.sections for b in s.blocks if isinstance(b, Picture)}
    assert not drawn & {"Shares of influence with their 90% intervals"}


def test_the_slides_say_the_sentence_and_the_page_keeps_the_rows(names_only: Document) -> None:
    (rival,) = [s for s in names_only.sections if s.code == "rival"]
    assert not any(isinstance(b, Table) for b in rival.spoken)
    (cuts,) = [b for b in rival.blocks if isinstance(b, Table) and b.result.query.name == "cut-lines"]
    assert cuts.alike
    assert Words(cuts.alike) in rival.spoken
    assert len(cuts.rows) == 28
    page = as_page(names_only, "en").split("<script")[0]
    assert cuts.alike.en in page
    assert "Cheapest cuts against us</caption>" not in page.replace("</span>", ""), "the rows are one click away"


def test_nothing_is_said_of_what_nobody_recorded(names_only: Document) -> None:
    """Of 28 whose weight is only assumed three were said to “decide alone on record”; three dashes stood for the lean of nobody."""
    said = [b.text.en for s in names_only.sections for b in s.blocks if isinstance(b, Words)]
    assert not [text for text in said if "decides alone" in text]
    assert "On record no path of influence leads to Person 0." in said
    facts = [b for s in names_only.sections for b in s.blocks if isinstance(b, Facts)]
    assert facts
    assert all(any(value.en != "—" for _, value in b.pairs) for b in facts)


def test_the_evidence_is_not_the_same_page_for_everybody(names_only: Document) -> None:
    """Fifteen people had a section each, which said of each that it is like all others."""
    assert [entry.person for entry in names_only.evidence] == [""]


def test_the_map_of_one_person_is_no_poster(tmp_path: Path) -> None:
    """A card of one name was as wide as half of the slide, in letters of fifty points; those of a table have 18 at most."""
    for table, text in {
        "orgs": "id,name,category\nK,Customer,customer\n",
        "people": "id,name,org\np1,Anna Single,K\n",
    }.items():
        (tmp_path / f"{table}.csv").write_text(text, encoding="utf-8")
    found = Workspace(tmp_path / "one.graphcrm")
    found.import_tables(tmp_path, today=TODAY)
    deck = pptx.Presentation(io.BytesIO(as_slides(found.document("session", "K", as_of=TODAY), "en")))
    groups = [s for slide in deck.slides for s in slide.shapes if s.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.GROUP]
    sizes = {
        r.font.size.pt
        for g in groups
        for s in g.shapes
        if s.has_text_frame
        for p in s.text_frame.paragraphs
        for r in p.runs
    }
    assert groups
    assert max(sizes) <= 24


def test_of_names_alone_nothing_is_advised_that_cannot_be_done(names_only: Document) -> None:
    """Doubtful influences were to be confirmed, and older ones checked, where there was none."""
    (audit,) = [
        b for s in names_only.sections for b in s.blocks if isinstance(b, Table) and b.result.query.name == "audit"
    ]
    advice = {row["metric"]: row["fix"] for row in audit.result.rows if row["ok"] is False and row["value"] is None}
    assert len(advice) == 2
    assert all(fix.en == "record first who influences whom" for fix in advice.values())


def test_a_column_of_dashes_is_no_column(names_only: Document) -> None:
    shown = {b.result.query.name: b for s in names_only.sections for b in s.blocks if isinstance(b, Table)}
    assert "competitor" not in {c.name for c in shown["progress"].columns}
    assert "ask_whom" not in {c.name for c in shown["verify-next"].columns}
