"""All questions of an account at once: as values, as a workbook, as a folder; what has no answer says why."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from graphcrm.asking.result import Result
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.workspace.door import Workspace
from tests.commands.conftest import sample, shell, workspace  # noqa: F401 - fixtures

AT = {"opportunity": "HY-CORE", "as_of": "2026-06-30"}
ASKED = ("--account", "HY", "--opportunity", "HY-CORE", "--as-of", "2026-06-30")
#: What asks for somebody, or for a day, that was not named.
SILENT = {"route", "changes", "card", "explain", "digest", "decision-chain", "influence-tree", "handover"}
NEEDED = {"to": "c2", "person": "c6", "since": "2026-03-31", "owner": "u1", "ours": "u1"}


@pytest.fixture(scope="module")
def answers(sample):  # noqa: F811
    return {one.query.name: one.found for one in Workspace(sample).answers("HY", **AT)}


@pytest.fixture(scope="module")
def book(sample, tmp_path_factory):  # noqa: F811
    path = tmp_path_factory.mktemp("everything") / "HY.xlsx"
    Workspace(sample).write_answers(path, "HY", **AT, lang="en", **NEEDED)
    return openpyxl.load_workbook(path)


def test_every_question_of_the_catalogue_is_answered_or_says_why(answers, sample):  # noqa: F811
    assert list(answers) == list(Workspace(sample).catalogue)
    silent = {name: found for name, found in answers.items() if isinstance(found, Text)}
    assert set(silent) == SILENT
    assert "--since" in silent["changes"].en


@pytest.mark.parametrize("name", ["key-influencers", "forecast", "status", "portfolio", "findings"])
def test_an_answer_is_the_one_that_is_asked_for_alone(answers, sample, name):  # noqa: F811
    ws = Workspace(sample)
    takes = {o.key for o in ws.catalogue[name].options}
    alone = ws.query(name, account="HY", **{k: v for k, v in AT.items() if k in takes}, explain=True)
    assert answers[name].rows == alone.rows
    assert answers[name].assumptions == alone.assumptions


def test_what_a_question_needs_may_be_given(sample):  # noqa: F811
    found = {one.query.name: one.found for one in Workspace(sample).answers("HY", **AT, **NEEDED)}
    assert all(isinstance(one, Result) for one in found.values())
    alone = Workspace(sample).query("changes", account="HY", **AT, since="2026-03-31")
    assert found["changes"].rows == alone.rows


@pytest.mark.usefixtures("few_draws")
def test_an_edition_holds_for_every_answer_and_one_entry_stands_in_the_trail(workspace):  # noqa: F811
    ws = Workspace(workspace)
    before = len(ws.trail())
    found = {one.query.name: one.found for one in ws.answers("HY", **AT, edition="shared")}
    assert "reporters" not in found["edges"].query.columns
    assert isinstance(found["digest"], Text)
    added = ws.trail()[before:]
    assert [(entry.action, entry.subject) for entry in added] == [("query --all shared", "HY")]


def test_the_index_leads_to_a_sheet_for_each_answer(book, answers):
    index = book["Index"]
    lines = [row for row in index.iter_rows(values_only=True) if row[0] and str(row[0]).startswith("Q")]
    assert [line[1] for line in lines] == list(answers)
    assert book.sheetnames == ["Index", *answers]
    assert index["A1"].value == "account: Huayue Bank (HY)"
    links = {cell.value: cell.hyperlink.location for row in index.iter_rows() for cell in row if cell.hyperlink}
    assert links["kpi"] == "'kpi'!A1"
    rows = {line[1]: line[3] for line in lines}
    assert rows["key-influencers"] == len(answers["key-influencers"].rows)


def test_cells_are_typed_and_headings_stay_in_sight(book):
    sheet = book["key-influencers"]
    assert sheet.freeze_panes == "A2"
    heads = [cell.value for cell in sheet[1]]
    row = dict(zip(heads, sheet[2], strict=True))
    assert (row["share"].data_type, row["share"].number_format) == ("n", "0%_0")
    assert row["share"].value == pytest.approx(0.29, abs=0.01)
    assert row["id"].value == "c2"
    contacts = book["overdue"]
    assert contacts.freeze_panes == "A2"
    days = [c for r in book["promises"].iter_rows(min_row=2, max_row=4) for c in r if c.is_date]
    assert days
    assert days[0].value.date() > date(2020, 1, 1)


@pytest.mark.usefixtures("few_draws")
def test_a_folder_has_a_file_for_each_answer_and_an_index(shell, sample, tmp_path):  # noqa: F811
    target = tmp_path / "out"
    code, out, _ = shell("-w", sample, "query", "--all", *ASKED, "-o", target, "--format", "json")
    assert code == 0
    assert f"{len(Workspace(sample).catalogue) - len(SILENT)} questions answered; {len(SILENT)} not" in out
    with (target / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        index = {row["query"]: row for row in csv.DictReader(file)}
    assert {p.stem for p in target.glob("*.json")} == {name for name, row in index.items() if row["rows"]}
    assert "--to" in index["route"]["why_not"]
    code, _, err = shell("-w", sample, "query", "--all", *ASKED, "-o", target, "--format", "json")
    assert code == 2
    assert "--force" in err
    (target / "route.json").write_text("stale", encoding="utf-8")
    assert shell("-w", sample, "query", "--all", *ASKED, "-o", target, "--format", "json", "--force")[0] == 0
    assert not (target / "route.json").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--all",), "-o"),
        (("--all", "-o", "answers.csv"), "folder"),
        (("--all", "-o", "out", "--account", "NO"), "NO"),
        (("--account", "HY"), "--all"),
        (("--all", "--find", "who", "-o", "out"), "--all"),
        (("-o", "out"), "--all"),
        (("--find", "xyzzy"), "xyzzy"),
        (("--all", "kpi", "-o", "out"), "--all"),
    ],
)
def test_what_does_not_go_together_is_refused(shell, sample, tmp_path, monkeypatch, words, says):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    code, _, err = shell("-w", sample, "query", *words)
    assert code == 2
    assert says in err
    assert not list(tmp_path.iterdir())


def test_a_parameter_that_no_query_takes_is_refused(sample):  # noqa: F811
    with pytest.raises(UsageError, match="Did you mean"):
        Workspace(sample).answers("HY", perso="c6")


def test_the_questions_that_need_something_can_be_given_it_on_the_command_line():
    from graphcrm.commands.query import query

    offered = {p.name for p in query.params}
    required = {o.key for q in Workspace("none").catalogue.values() for o in q.options if o.required}
    assert required <= offered


def test_one_answer_as_a_workbook(shell, sample, tmp_path):  # noqa: F811
    path = tmp_path / "answer.xlsx"
    code, out, err = shell("-w", sample, "query", "forecast", *ASKED, "-o", path, "--explain")
    assert (code, out, err) == (0, f"{path} written\n", "")
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))["forecast"]
    assert [c.value for c in sheet[1]][:2] == ["decider", "weight"]
    assert isinstance(sheet["B2"].value, float)


def test_found_questions_are_listed(shell, sample):  # noqa: F811
    code, out, err = shell("-w", sample, "query", "--find", "brokrs", "--format", "csv")
    assert code == 0
    assert out.splitlines()[1].startswith("Q07,brokers")
    assert "brokers" in err
