"""R01: the agenda of a session, filled from the answers, in every edition."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from graphcrm.asking.catalogue import find_query
from graphcrm.asking.listing.kinds import find_kind
from graphcrm.drawing.shapes import Label
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.reports.asking import MEETING
from graphcrm.reports.cells import Cells
from graphcrm.reports.document import Document, Picture, Section, Table, ToDecide, Words
from graphcrm.reports.page import as_page
from graphcrm.workspace.door import Workspace
from tests.reports.conftest import TODAY, report


@pytest.fixture(scope="module")
def session(sample: Workspace) -> Document:
    return report(sample, "session")


def tables(document: Document, code: str) -> list[Table]:
    return [b for s in document.sections if s.code == code for b in s.blocks if isinstance(b, Table)]


def test_the_agenda_is_that_of_ninety_minutes(session: Document) -> None:
    assert [s.minutes for s in session.sections] == [5, 5, 15, 10, 10, 10, 10, 15, 5, 5]
    assert all(any(isinstance(b, ToDecide) for b in s.blocks) for s in session.sections), "each ends in a decision"


def test_the_numbers_are_those_of_the_answers(session: Document, sample: Workspace) -> None:
    asked = sample.query("key-influencers", account="HY", opportunity="HY-CORE", as_of=TODAY, edition="shared")
    (people,) = [t for t in tables(session, "people") if t.result.query.name == "key-influencers"]
    assert [row["share_pct"] for row in people.rows] == [row["share_pct"] for row in asked.rows[: len(people.rows)]]
    assert [row["name"] for row in people.rows[:3]] == ["林行长", "吴CFO", "周CIO"]


def test_every_person_with_a_share_leads_to_evidence(session: Document) -> None:
    (people,) = [t for t in tables(session, "people") if t.result.query.name == "key-influencers"]
    known = {e.person for e in session.evidence}
    assert people.about
    assert set(people.about) <= known
    assert all(any(isinstance(b, Table) for b in e.blocks) for e in session.evidence)


def test_the_map_shows_everybody(session: Document) -> None:
    picture, formal = [b for s in session.sections if s.code == "decision" for b in s.blocks if isinstance(b, Picture)]
    assert [p.drawing.title.en for p in (picture, formal)] == ["Influence map", "Formal versus informal"]
    told = {shape.text.zh for shape in picture.drawing.shapes if hasattr(shape, "text")}
    assert {"林行长", "周CIO", "王工"} <= told


def test_the_page_is_closed_and_the_same_each_time(session: Document) -> None:
    page = as_page(session, "en")
    assert page == as_page(session, "en")
    assert "http://" not in page
    assert "https://" not in page
    assert re.findall(r"""(?:src|href)\s*=\s*["'](?!#)[^"']*""", page) == []
    for i in range(len(session.evidence)):
        assert f'id="evidence-{i}"' in page
    for target in set(re.findall(r'href="#([^"]+)"', page)):
        assert f'id="{target}"' in page, target


def test_what_the_customer_may_see_holds_no_judgement(sample: Workspace) -> None:
    page = as_page(report(sample, "session", edition="customer-safe"), "en")
    body = page.split("<script")[0]
    for word in ("28%", "Hostile", "Influence covered", "hidden influencer"):
        assert word not in body, word


def test_a_file_is_not_overwritten(sample: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "session.html"
    assert sample.report("session", target, account="HY", as_of=TODAY) == [target]
    with pytest.raises(UsageError, match="--force"):
        sample.report("session", target, account="HY", as_of=TODAY)
    with pytest.raises(UsageError, match="session"):
        sample.report("sesion", target, account="HY", as_of=TODAY)


def test_a_meeting_reads_few_columns_and_the_whole_answer_is_at_hand(session: Document) -> None:
    for table in (b for s in session.sections for b in s.blocks if isinstance(b, Table)):
        assert len(table.columns) <= 11, table.result.query.name
    (people,) = [t for t in tables(session, "people") if t.result.query.name == "key-influencers"]
    assert people.shortened
    page = as_page(session, "en").split("<script")[0]
    assert ">rank from<" in page, "a column that only the whole answer has"


def test_the_columns_of_a_meeting_are_columns_of_the_answers() -> None:
    for name, columns in MEETING.items():
        query = find_kind(name.removeprefix("list ")).query if name.startswith("list ") else find_query(name)
        assert set(columns) <= set(query.columns), name


def test_nothing_is_said_twice_under_one_heading(session: Document) -> None:
    for section in session.sections:
        said = [b.text for b in section.blocks if isinstance(b, Words)]
        assert len(said) == len(set(said))
        assert len(section.rests) == len(set(section.rests))
        assert not any("rows." in text.en for text in said), "how many rows there are is nobody's question"


def test_scenarios_stand_side_by_side_at_most_three(session: Document) -> None:
    (table,) = [t for t in tables(session, "moves") if t.result.query.name == "what-if"]
    assert len(table.rows) == 3
    assert len({row["scenario"] for row in table.rows}) == 3


def test_people_are_named_without_codes_and_in_the_language_of_the_page(session: Document) -> None:
    page = as_page(session, "en").split("<script")[0]
    assert "President Lin (c2)" not in page
    svg = page.split("<svg")[1].split("</svg>")[0]
    assert 'data-en="President Lin"' in svg


def test_the_customer_sees_no_frame_of_what_is_left_out(sample: Workspace) -> None:
    document = report(sample, "session", edition="customer-safe")
    assert [s.code for s in document.sections] == ["decision"], "the one decision is named at the top already"
    assert {document.heading.en, document.sections[0].heading.en} == {"Organisation and decision roles"}
    page = as_page(document, "en")
    assert "model values" not in page, "nor a label that is not shown"
    assert 'id="agenda"' not in page, "one section needs no contents"
    assert not any(isinstance(b, (ToDecide, Words)) for s in document.sections for b in s.blocks)
    assert not document.evidence
    assert not document.head


def test_two_of_one_name_keep_their_codes(session: Document) -> None:
    (gaps,) = [t for t in tables(session, "coverage") if t.result.query.name == "coverage-gaps"]
    names = {**gaps.result.names, "c1": "林行长", "c4": "林行长"}
    twins = replace(gaps, result=replace(gaps.result, names=names))
    cells = Cells(replace(session, sections=[Section("x", Text("x", "x"), [twins])], evidence=()))
    column = next(c for c in twins.columns if c.format == "person")
    assert cells.text(column, {column.name: "c1"}, names).zh == "林行长 (c1)"
    assert Cells(session).text(column, {column.name: "c1"}, gaps.result.names).zh == "陈董"


def test_what_somebody_recorded_keeps_its_brackets_and_what_we_advise_loses_the_command(session: Document) -> None:
    text = find_query("who-to-win").groups[0][-1]
    assert text.name == "play"
    recorded, ours = (
        "接待室（E12）",
        Text("请同行引荐（graphcrm query introductions）", "find a peer (graphcrm query introductions)"),
    )
    assert Cells(session).text(text, {"play": recorded}, {}).zh == recorded
    assert Cells(session).text(text, {"play": ours}, {}) == Text("请同行引荐", "find a peer")


def pictures(document: Document, code: str) -> list[str]:
    return [b.drawing.title.en for s in document.sections if s.code == code for b in s.blocks if isinstance(b, Picture)]


def test_where_a_team_would_rather_look_there_is_a_chart(session: Document) -> None:
    assert pictures(session, "people")[-2:] == ["Status in six dimensions", "Support over time"]
    assert pictures(session, "rival") == ["Contest with the competitor"]
    assert pictures(session, "coverage") == ["Coverage heat map"]
    assert pictures(session, "sponsors") == ["Zipper"]
    assert pictures(session, "moves") == ["Lean by decider"]
    drawn = [b for s in session.sections for b in s.blocks if isinstance(b, Picture)]
    assert all(b.slim.width <= 366 for b in drawn), "all are seen whole on a phone"
    charts = [
        b.drawing for b in drawn if "map" not in b.drawing.title.en.split() and "informal" not in b.drawing.title.en
    ]
    assert all(chart.width <= 1400 for chart in charts), "letters of 12 units are read on a slide of 880 points"
    assert all(chart.height <= 700 for chart in charts)


def test_the_customers_edition_has_no_chart_of_ours(sample: Workspace) -> None:
    found = report(sample, "session", edition="customer-safe")
    shown = [b.drawing.title.en for s in found.sections for b in s.blocks if isinstance(b, Picture)]
    assert all("chart" in title.lower() or "map" in title.lower() for title in shown)
    assert not {"Coverage heat map", "Zipper", "Lean by decider"} & set(shown)


def test_the_formal_map_shows_who_moves_upwards_and_the_circle(session: Document) -> None:
    drawn = {b.drawing.title.en: b.drawing for s in session.sections for b in s.blocks if isinstance(b, Picture)}
    strokes = {title: Counter(getattr(shape, "stroke", None) for shape in d.shapes) for title, d in drawn.items()}
    formal, plain = strokes["Formal versus informal"], strokes["Influence map"]
    # The golden circle: c2, c4, c3, t1, c6, c1; all listed people are in it.
    assert (formal["circle"], plain["circle"]) == (6, 0)
    assert formal["inversion"] > 0 == plain["inversion"]
    assert formal["inversion"] + formal["influence"] == plain["influence"]


def test_the_map_of_organisations_stands_beside_suppliers_and_third_parties(session: Document) -> None:
    (section,) = [s for s in session.sections if s.code == "partners"]
    (picture,) = [b for b in section.blocks if isinstance(b, Picture)]
    assert picture.drawing.title.en == "Ecosystem map"
    told = " ".join(shape.text.en for shape in picture.drawing.shapes if isinstance(shape, Label))
    for name in ("Mingjian Advisory", "Huayue Bank", "Hengxin Software", "Keyan Software"):
        assert name in told, "in one line or two"
    assert "supplies 32%" in told, "what a line between organisations is"


@pytest.mark.parametrize("code", ["session", "decision", "coverage", "risks", "plan", "partners"])
def test_every_number_leads_down_to_what_it_rests_on(sample: Workspace, code: str) -> None:
    document = report(sample, code)
    page = as_page(document, "en")
    ids, led = set(re.findall(r' id="([^"]+)"', page)), set(re.findall(r'href="#([^"]+)"', page))
    assert led <= ids, led - ids
    numbers = page.split('<dl class="numbers">')[1].split("</dl>")[0]
    heads = len(re.findall("<dd>", numbers))
    assert numbers.count('href="#evidence-0"') == (heads if document.evidence else 0)
    shown = re.sub(r'(?s)<details class="whole">.*?</table>', "", page.split('id="evidence"')[0])
    for table in re.findall(r"(?s)<table>.*?</table>", shown):
        for row in re.findall(r"(?s)<tr>.*?</tr>", table.split("<tbody>")[1]):
            if 'class="number"' in row:
                assert re.search(r'href="#(evidence-\d+|rests-\w+)"', row), row
    if document.evidence:
        top = document.evidence[0]
        (each,) = [b for b in top.blocks if isinstance(b, Table) and b.result.query.name == "key-influencers"]
        assert sum(row["share_pct"] for row in each.rows) == pytest.approx(100, abs=0.1)


def test_a_path_leads_to_the_evidence_of_who_begins_it(session: Document) -> None:
    paths = next(t for t in tables(session, "decision") if t.result.query.name == "decision-chain")
    assert paths.about == [row["path"][0] for row in paths.rows]


def test_of_names_alone_there_is_no_heat_map_but_a_sentence(tmp_path: Path) -> None:
    """It was a legend of seven signs over nothing."""
    (tmp_path / "orgs.csv").write_text("id,name,category\nUS,Ours,our_company\nA,Account,customer\n", encoding="utf-8")
    people = "".join(f"p{k},Person {k},A\n" for k in range(28))  # nobody of them has more influence than another
    (tmp_path / "people.csv").write_text(f"id,name,org\nu1,Cy Dunn,US\n{people}", encoding="utf-8")
    names = Workspace(tmp_path / "names.graphcrm")
    names.import_tables(tmp_path, today=TODAY)
    found = names.document("session", "A", as_of=TODAY)
    (section,) = [s for s in found.sections if s.code == "coverage"]
    assert pictures(found, "coverage") == []
    assert "No key person and no unit" in " ".join(b.text.en for b in section.blocks if isinstance(b, Words))
