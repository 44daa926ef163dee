"""R02 to R09: each filled from the answers, checked at both doors, restricted where it has to be."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation as read_pptx

from graphcrm.drawing.shapes import Label
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.portfolio.page import document as portfolio_page
from graphcrm.reports.document import Document, Facts, Picture, Table, Words
from graphcrm.reports.kinds.registry import REPORTS, find_report
from graphcrm.reports.page import as_page
from graphcrm.reports.sheets import as_workbook
from graphcrm.reports.slides import as_slides
from graphcrm.workspace.door import Workspace
from tests.reports.conftest import TODAY, report

HOLDS = {
    "decision": {"decision-circle", "decision-chain", "hierarchy", "brokers", "hidden-influencers", "verify-next"},
    "coverage": {"coverage", "coverage-gaps", "levels", "overdue", "activity", "progress"},
    "risks": {"findings", "single-threads", "bus-factor", "contest", "cut-lines", "audit"},
    "card": {"card"},
    "dossier": {
        "relationship-level",
        "list orgs",
        "list people",
        "list calendar",
        "factions",
        "vendor-perception",
        "levels",
    },
    "plan": {"list actions", "coverage-gaps", "who-to-win", "sponsor-plan"},
    "partners": {"supplier-scorecard", "third-party-map", "list thirdparties", "bridges"},
    "handover": {"handover", "promises"},
    "session": {"goals", "key-influencers", "progress", "contest"},
}
SEEN_BY_THE_CUSTOMER = {"session", "decision", "dossier"}


def tables(document: Document) -> list[Table]:
    return [b for s in document.sections for b in s.blocks if isinstance(b, Table)]


def test_what_the_register_counts_is_what_it_lists(sample: Workspace) -> None:
    """Not the tasks to find something out, nor what is resolved: both stand in the whole answer alone."""
    counted, listed, *_ = report(sample, "risks").sections[0].blocks
    assert isinstance(counted, Words)
    assert isinstance(listed, Table)
    assert sum(map(int, re.findall(r"\d+", counted.text.en))) == len(listed.rows) < len(listed.result.rows)


@pytest.mark.parametrize("code", list(REPORTS))
def test_every_report_holds_its_answers(sample: Workspace, code: str) -> None:
    document = report(sample, code)
    assert HOLDS[code] <= {t.result.query.name for t in tables(document)}
    assert document.code == code
    assert all(s.blocks for s in document.sections)
    for lang in ("zh", "en"):
        page = as_page(document, lang)  # type: ignore[arg-type]
        assert all(f'id="{s.code}"' in page for s in document.sections)
        ids = re.findall(r' id="([^"]*)"', page)
        assert len(ids) == len(set(ids)), "scripts find the right element"
        assert "graphcrm query" not in page, "who reads it need not have the program"
        assert not re.search(r' data-zh="([^"]*)" data-en="\1"', page), "what is the same in both languages stands once"


def test_the_plan_holds_what_actions_cost_against_the_budget(sample: Workspace) -> None:
    (facts,) = [b for b in report(sample, "plan").sections[0].blocks if isinstance(b, Facts)]
    assert {label.en: value.en for label, value in facts.pairs} == {
        "currency": "CNY",
        "spent on actions": "14,000",
        "planned for actions": "87,000",
        "relationship budget": "300,000",
        "actions against budget": "34%",
    }


def test_lists_hold_no_column_without_a_value_nor_a_name_twice(sample: Workspace) -> None:
    """The page says each name in its own language; of the coverage matrix the roles that somebody requires stay."""
    shown = tables(report(sample, "dossier"))
    lists = [t for t in shown if t.result.query.name.startswith("list ")]
    assert len(lists) >= 3
    for table in lists:
        assert all(any(row[c.name] not in (None, "", [], ()) for row in table.rows) for c in table.columns)
        assert "name_en" not in {c.name for c in table.columns}
    (matrix,) = [t for t in shown if t.result.query.name == "coverage"]
    roles = {c.name for c in matrix.columns} & {"ar", "sr", "fr", "service", "exec", "finance", "legal", "other"}
    assert {"ar", "sr", "exec"} <= roles
    assert roles < {"ar", "sr", "fr", "service", "exec", "finance", "legal", "other"}


def test_reports_are_found_by_number() -> None:
    assert [kind.number for kind in REPORTS.values()] == [f"R{n:02}" for n in range(1, len(REPORTS) + 1)]
    assert find_report("r09").code == "handover"


def test_the_register_holds_what_is_open_and_no_tasks(sample: Workspace) -> None:
    (register,) = [t for t in tables(report(sample, "risks")) if t.result.query.name == "findings"]
    assert {"resolved"} & {row["state"] for row in register.result.rows}, "the sample has something that was resolved"
    assert not {row["state"] for row in register.rows} & {"resolved"}
    assert not {row["kind"] for row in register.rows} & {"verify"}
    (drift,) = [t for t in tables(report(sample, "risks")) if t.result.query.name == "contest"]
    assert {row["id"] for row in drift.rows} == {"c4", "c7"}


def test_the_register_says_what_is_done_or_proposed_against_each_risk_and_by_when(sample: Workspace) -> None:
    """What is under way about the person comes first; a promise has its own day, and what needs deciding an empty cell."""
    (register,) = [t for t in tables(report(sample, "risks")) if t.result.query.name == "findings"]
    assert [c.name for c in register.columns][3:6] == ["owner", "countermeasure", "due"]
    said = {row["key"]: (row["countermeasure"] and row["countermeasure"].en, row["due"]) for row in register.rows}
    assert said["drift:c4"] == ("under way: cost workshop", "2026-07-24")
    assert said["gap:c4"] == (
        "under way: cost workshop; proposed: Vice President Gao → President Lin → CFO Wu",
        "2026-07-24",
    )
    assert said["sponsor:c3"] == ("under way: tech exchange; proposed: CTO as sponsor", "2026-07-22")
    assert said["bow-tie:u3"] == ("proposed: hand over to Liu, CTO", None)
    assert said["promise:PR02"] == (None, "2026-07-08")
    assert said["audit:asked"] == (None, None)


def test_a_state_of_three_characters_is_not_broken(sample: Workspace) -> None:
    """In the last column of a full table every row was two lines high, of 未处 and 理."""
    cells = re.findall(r"<td([^>]*)>未处理</td>", as_page(report(sample, "risks"), "zh"))
    assert len(cells) > 5
    assert all('class="figure"' in cell for cell in cells)


def test_whoever_leaves_to_our_gain_is_no_risk(sample: Workspace) -> None:
    """Without CFO Wu the lean would rise by 22 points and the covered share by 12: the whole answer has that, the register not."""
    (left,) = [t for t in tables(report(sample, "risks")) if t.result.query.name == "bus-factor"]
    assert {row["id"] for row in left.rows} == {"u1", "u2", "u3", "c2", "c3", "c5", "c6", "c7", "c8", "c11"}
    assert "c4" in {row["id"] for row in left.result.rows}


def test_who_connects_no_organisations_is_not_listed(sample: Workspace) -> None:
    (bridges,) = [t for t in tables(report(sample, "partners")) if t.result.query.name == "bridges"]
    assert len(bridges.rows) == 10
    assert min(row["weighted_total"] for row in bridges.rows) > 0 == bridges.result.rows[-1]["weighted_total"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_paper_has_the_grade_on_every_sheet_and_what_numbers_rest_on_once(sample: Workspace, lang: str) -> None:
    """On paper nothing is opened: what stands folded under each section on a screen is told once for all."""
    document = report(sample, "decision")
    page = as_page(document, lang)  # type: ignore[arg-type]
    grade = {"zh": "数据等级 A", "en": "Data grade A"}[lang]
    assert f'{TODAY} · {grade}"' in page
    (rested,) = re.findall(r'<div class="rested">(.*?)</div>', page, re.DOTALL)
    assert rested.count("<li") == len(document.rests) > 3
    assert '<div class="rested">' not in as_page(report(sample, "card"), lang)  # type: ignore[arg-type]


def test_what_is_open_holds_nothing_that_was_resolved(sample: Workspace) -> None:
    (found,) = [t for t in tables(report(sample, "handover", ours="u3")) if t.result.query.name == "findings"]
    mine = {row["state"] for row in found.result.rows if row["owner"] == "u3"}
    assert "resolved" in mine
    assert {row["state"] for row in found.rows} == mine - {"resolved"}


def test_a_card_is_for_the_team_and_one_sheet(sample: Workspace) -> None:
    with pytest.raises(UsageError, match="internal"):
        report(sample, "card", edition="shared")
    document = report(sample, "card")
    assert document.sheet
    assert [s.code for s in document.sections][:3] == ["identity", "decision", "support"]
    assert "audit trail" in document.notes[0].en
    assert sample.caller.author in document.notes[0].en
    assert document.notes[1].en == "Data grade A: sound data."
    assert document.sections[0].heading == Text("身份", "Identity")
    trail = [entry for entry in sample.trail() if entry.action == "report card internal"]
    assert "c4" in {entry.subject for entry in trail}


def test_a_card_draws_the_six_dimensions_of_its_person_and_of_nobody_else(sample: Workspace) -> None:
    """Where they were assessed: R05 has the radar."""
    drawn = {
        person: [b for s in report(sample, "card", person=person).sections for b in s.blocks] for person in ("c6", "c1")
    }
    (radar,) = [b for b in drawn["c6"] if isinstance(b, Picture)]
    assert radar.drawing.title.en == "Status in six dimensions"
    told = {shape.text.en for shape in radar.drawing.shapes if isinstance(shape, Label)}
    assert "Architect Wang" in told
    assert not told & {"President Lin", "CIO Zhou"}
    assert not any(isinstance(b, Picture) for b in drawn["c1"]), "nobody has assessed the chairman"


def test_a_handover_names_an_heir_for_each_contact_and_the_loss(sample: Workspace) -> None:
    document = report(sample, "handover")
    (contacts,) = [t for t in tables(document) if t.result.query.name == "handover"]
    assert [row["id"] for row in contacts.rows] == ["c6", "c10"]
    assert {row["heir"] for row in contacts.rows} == {"u1"}
    (sums,) = [b for s in document.sections for b in s.blocks if isinstance(b, Facts)]
    assert [value.en for _, value in sums.pairs] == ["2", "9%", "59%"]
    with pytest.raises(UsageError, match="not one of ours"):
        report(sample, "handover", ours="c1")


def test_what_a_report_does_not_take_or_lacks_is_said(sample: Workspace) -> None:
    with pytest.raises(UsageError, match=r"the report session takes no --person\. There are --since\."):
        report(sample, "session", person="c4")
    with pytest.raises(UsageError, match=r"takes no --sinc\. Did you mean --since\?"):
        report(sample, "session", sinc="2026-06-01")
    with pytest.raises(UsageError, match=r"the report risks takes no --foo\.$"):
        report(sample, "risks", foo=1)
    with pytest.raises(UsageError, match="needs --ours"):
        sample.document("handover", "HY", as_of=TODAY)
    with pytest.raises(UsageError, match="--since"):
        report(sample, "session", since="soon")


def test_a_slip_in_the_name_is_told_before_a_file_that_exists(sample: Workspace, tmp_path: Path) -> None:
    taken = tmp_path / "session.html"
    taken.write_text("ours", encoding="utf-8")
    with pytest.raises(UsageError, match="session"):
        sample.report("sesion", taken, account="HY", as_of=TODAY)
    with pytest.raises(UsageError, match="exists"):
        sample.report("session", taken, account="HY", as_of=TODAY)
    assert taken.read_text(encoding="utf-8") == "ours"


def test_the_last_session_is_compared_with(sample: Workspace) -> None:
    bare, compared = report(sample, "session"), report(sample, "session", since="2026-03-31")
    (now,) = [t for t in tables(bare) if t.result.query.name == "progress"]
    (both,) = [t for t in tables(compared) if t.result.query.name == "progress"]
    assert [c.name for c in now.columns] == ["principle", "measure", "now", "competitor"]
    assert [c.name for c in both.columns] == ["principle", "measure", "now", "before", "change", "competitor"]
    covered = next(row for row in both.rows if row["measure"] == "covered")
    assert covered["change"] == pytest.approx(covered["now"] - covered["before"])
    assert "changes" in {t.result.query.name for t in tables(compared)}


@pytest.mark.parametrize("code", [code for code in REPORTS if code != "card"])
def test_what_the_customer_may_see_is_the_chart_and_names(sample: Workspace, code: str) -> None:
    if code not in SEEN_BY_THE_CUSTOMER:
        with pytest.raises(UsageError, match="nothing to show"):
            report(sample, code, edition="customer-safe")
        return
    document = report(sample, code, edition="customer-safe")
    assert all(c.access.value == "open" for t in tables(document) for c in t.columns)
    pictures = [b for s in document.sections for b in s.blocks if isinstance(b, Picture)]
    assert {b.drawing.title.en for b in pictures} == {"Organisation chart"}, "nor is influence spoken of"
    assert not document.head
    assert not document.evidence


def test_a_thin_account_has_reports_that_say_so(tmp_path: Path) -> None:
    thin = Workspace(tmp_path / "thin.graphcrm")
    (tmp_path / "orgs.csv").write_text("id,name,category\nUS,We,our_company\nTH,Thin,customer\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text("id,name,org,title\np1,Ann,TH,CEO\nu1,Bo,US,Sales\n", encoding="utf-8")
    thin.import_tables(tmp_path, today=TODAY)
    for code in ("session", "decision", "coverage", "dossier", "plan", "partners", "risks"):
        document = thin.document(code, "TH", as_of=TODAY)
        for section in document.sections:
            assert section.blocks, f"{code} {section.code}"
        assert "0 rows" not in as_page(document, "en")
        assert "status" not in {t.result.query.name for t in tables(document)}, "nobody has a level: no table of dashes"


@pytest.mark.parametrize("edition", ["shared", "customer-safe"])
def test_a_report_of_a_decision_lists_its_account_alone(sample: Workspace, edition: str) -> None:
    """Named by its opportunity, the account is the same as named by itself."""
    found = sample.document("dossier", None, "HYL-CORE", as_of=TODAY, edition=edition)
    named = sample.document("dossier", "HYL", "HYL-CORE", as_of=TODAY, edition=edition)
    (people, same) = (
        [row["id"] for t in tables(one) if t.result.query.name == "list people" for row in t.rows]
        for one in (found, named)
    )
    assert people == same
    assert "h1" in people
    assert not {"c2", "u1"} & set(people)


@pytest.mark.parametrize("code", ["coverage", "dossier"])
def test_who_reads_of_coverage_sees_it_as_a_picture(sample: Workspace, code: str) -> None:
    drawn = [b.drawing.title.en for s in report(sample, code).sections for b in s.blocks if isinstance(b, Picture)]
    assert "Coverage heat map" in drawn


def test_what_the_row_above_said_is_said_in_a_low_voice(sample: Workspace) -> None:
    """A path of two hops has two rows: the second repeats path and contribution, not the hop."""
    page = as_page(report(sample, "coverage"), "en")
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    path = "Adviser He → Architect Wang → CIO Zhou"
    cells = [re.findall(r"<t[hd]([^>]*?)(?: data-[^>]*)?>(?:<span[^>]*>)?([^<]+)", row) for row in rows]
    first, second = [row for row in cells if row and row[0][1] == path]
    assert ["same" in said for said, _ in first[:3]] == [False, False, False]
    assert ["same" in said for said, _ in second[:3]] == [True, True, False]
    assert first[2][1] != second[2][1]


def test_of_what_an_edition_does_not_show_no_line_is_left(sample: Workspace) -> None:
    """Hospitality is the team's own: shared, no line says that something unnamed is not shown."""
    told = {edition: as_page(report(sample, "coverage", edition=edition), "en") for edition in ("internal", "shared")}
    assert "This edition does not show it" not in told["shared"]
    assert "hospitality" in told["internal"].lower()


def test_what_a_heading_says_no_table_below_it_says_again(sample: Workspace) -> None:
    """A card said “Identity” twice, and so did the portfolio of all accounts."""
    for document in (report(sample, "card"), portfolio_page(sample.portfolio(as_of=TODAY))):
        page = as_page(document, "en")
        headings = [s.heading.en for s in document.sections if any(isinstance(b, Table) for b in s.blocks)]
        titles = re.findall(r"<caption[^>]*>([^<]*)</caption>", page)
        assert headings
        assert not set(headings) & set(titles)
        assert all(re.search(rf'aria-label="{re.escape(said)}"', page) for said in headings), "it is named all the same"
        slides = read_pptx(BytesIO(as_slides(document, "en")))
        for slide in slides.slides:
            written = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
            assert not any(written.count(said) > 1 for said in headings)


def test_a_workbook_names_each_sheet_once(sample: Workspace) -> None:
    """A card had twelve sheets, `card`, `card 2` and so on; in Chinese a line said the name of its sheet twice."""
    book = load_workbook(BytesIO(as_workbook(report(sample, "card"), "en")))
    assert book.sheetnames[:3] == ["Overview", "Identity", "Decision"]
    lines = [
        str(row[0].value) for row in load_workbook(BytesIO(as_workbook(report(sample, "card"), "zh"))).worksheets[0]
    ]
    assert "→ 工作表“身份”" in lines
    assert not any(re.fullmatch(r"→ 工作表“(.*)”：\1", line) for line in lines)


def test_a_row_in_which_nothing_is_recorded_is_one_name_in_a_sentence(sample: Workspace) -> None:
    """Half of the six-dimension table of a thin account was dashes."""
    document = sample.document("session", "HYL", "HYL-CORE", as_of=TODAY)
    (people,) = [s for s in document.sections if s.code == "people"]
    (table,) = [b for b in people.blocks if isinstance(b, Table) and b.result.query.name == "status"]
    assert table.rows
    assert all(row["assessed_on"] is not None for row in table.rows)
    assert not {"caps", "target"} & {c.name for c in table.columns}
    said = [b.text.en for b in people.blocks if isinstance(b, Words)]
    assert "Not assessed yet: Liang Siyuan, Pan Xiaolan, Shi Wenbo, Kang Yongjian." in said
    asked = [b.text.en for s in document.sections if s.code == "trust" for b in s.blocks if isinstance(b, Words)]
    assert "Where nobody is named to ask, none of ours has a tie to anybody who could tell." in asked
