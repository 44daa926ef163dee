"""``import --guess``: from a list as somebody keeps it to a graph, by the command line."""

import csv
import json
import re

import pytest

from graphcrm.workspace import guesses
from tests.commands.conftest import ROOT
from tests.ingest.guessing.conftest import book

KEPT = ROOT / "datasets" / "kept"
DAY = ("--today", "2026-06-30")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answered(path, **answers):
    """The questions with some answers filled in."""
    text = path.read_text(encoding="utf-8-sig")
    for key, said in answers.items():
        start = next(line for line in text.splitlines() if line.startswith((key.replace("_", ":"), key)))
        text = text.replace(start, start + said)
    path.write_text(text, encoding="utf-8")


def test_a_kept_list_is_guessed_answered_imported_and_importing_it_again_changes_nothing(shell, here):
    code, out, err = shell("import", "--guess", KEPT, *DAY)
    assert (code, err) == (0, "")
    assert "stakeholders (8 rows, heading on line 3) → people" in out
    assert "Attitude (+/-) → attitude to us (how the heading begins; values: 0, ++ → 2, +++ → 3" in out
    assert "line 13 was not imported (a line of totals): Total: 8" in out
    assert "rows that come of it: 3 orgs, 5 units, 10 people, 1 opportunities, 12 edges, 6 roles, 3 interactions" in out
    assert "1. Who is “Ines Valdez” (“influence”, line 7; in no list)?" in out
    assert f"graphcrm import {KEPT} --mapping kept.mapping.toml --questions kept.questions.csv" in out
    assert not (here / "workspace.graphcrm").exists(), "guessing writes nothing into a workspace"
    answered(here / "kept.questions.csv", person_ines="Delta Advice (third_party/consultant)", our_company="Brightwave")
    words = ("import", KEPT, "--mapping", "kept.mapping.toml", "--questions", "kept.questions.csv", *DAY)
    code, out, err = shell(*words)
    assert (code, out.splitlines()[1].split(" created")[0]) == (0, "43")
    assert "Ines Valdez" not in out, "what is answered is not asked again"
    again = f"graphcrm import --guess {KEPT} --mapping kept.mapping.toml --questions kept.questions.csv"
    assert ("questions:" in out) == (again in err), "what comes up only now is said to be answered how"
    code, out, _ = shell(*words)
    assert (code, out[:23], out.splitlines()[0][-9:]) == (0, "0 created, 0 updated, 3", " 0 closed")
    names = {r["id"]: r["name"] for r in json.loads(shell("list", "orgs", "--format", "json")[1])["rows"]}
    assert set(names.values()) == {"Harbour Energy plc", "Harbour Grid Services Ltd", "Brightwave", "Delta Advice"}


def test_the_questions_beside_a_mapping_are_found_and_answers_survive_another_guess(shell, here):
    shell("import", "--guess", KEPT, *DAY)
    answered(here / "kept.questions.csv", our_company="Brightwave")
    mapping = (here / "kept.mapping.toml").read_text(encoding="utf-8")
    (here / "kept.mapping.toml").write_text(
        mapping.replace('"Last met" = "last_met"', '"Last met" = ""'), encoding="utf-8"
    )
    _, out, err = shell("import", "--guess", KEPT, *DAY)
    assert "kept.mapping.toml was there and was used" in err
    assert "columns left out: Last met" in out
    assert "What is your own company called" not in out
    assert "Brightwave" in (here / "kept.questions.csv").read_text(encoding="utf-8-sig")
    assert shell("import", KEPT, "--mapping", "kept.mapping.toml", *DAY)[0] == 0
    assert "Brightwave" in shell("list", "orgs")[1]


def test_a_dry_run_of_a_guess_writes_no_file(shell, here):
    code, out, _ = shell("import", "--guess", "--dry-run", KEPT, *DAY)
    assert (code, "rows that come of it" in out) == (0, True)
    assert list(here.iterdir()) == []


def test_what_is_no_table_is_said_and_nothing_is_written(shell, here):
    (here / "letter.csv").write_text("Dear Sir,\nthank you for yours.\n", encoding="utf-8")
    code, out, err = shell("import", "--guess", "letter.csv")
    assert code == 3
    assert out == "no table was recognised in “letter”, and nothing of it was imported; line 1: Dear Sir\n"
    assert "letter.csv: no table was recognised" in err
    code, _, err = shell("import", "--guess", "none.xlsx")
    assert code == 3
    assert "there is no such file" in err
    assert "no table was recognised" not in err, "what was not read has no headings to look at"
    assert [p.name for p in here.iterdir()] == ["letter.csv"]


def test_it_speaks_chinese(shell, here):
    code, out, _ = shell("import", "--guess", KEPT, "--lang", "zh", *DAY)
    assert code == 0
    assert "stakeholders（8 行，标题在第 3 行） → 人员（people）" in out
    assert "请看一遍 kept.mapping.toml" in out
    assert "值：0、++ → 2、+++ → 3" in out
    written = (here / "kept.mapping.toml").read_text(encoding="utf-8")
    assert "# 报告人" in written
    assert 'table = "people"  # 人员' in written
    assert re.findall(r"# .*[\u4e00-\u9fff][:,] .*", written) == [], "marks between Chinese words are full-width"


def test_our_company_without_a_name_is_offered_and_answered_in_the_language_of_the_reader(shell, here):
    (here / "list.csv").write_text(
        "Name,Company,Our owner,Reports to\nAda Lee,Acme Ltd,Tom Reed,\nBen Low,Acme Ltd,,Zoe Poe\n", "utf-8"
    )
    _, out, _ = shell("import", "--guess", "list.csv", *DAY)
    assert "[Acme Ltd | Our company | -]" in out
    assert "Acme Ltd | Our company | -" in (here / "list.questions.csv").read_text("utf-8-sig")
    answered(here / "list.questions.csv", **{"person_zoe poe": "our company"})
    assert shell("import", "list.csv", "--mapping", "list.mapping.toml", *DAY)[0] == 0
    people = json.loads(shell("list", "people", "--format", "json")[1])["rows"]
    assert {p["org"] for p in people if p["name"] in ("Zoe Poe", "Tom Reed")} == {"us"}
    assert len(json.loads(shell("list", "orgs", "--format", "json")[1])["rows"]) == 2


def test_a_mapping_in_english_holds_no_chinese(shell, here):
    shell("import", "--guess", KEPT, *DAY)
    assert re.findall(r"[\u4e00-\u9fff]+", (here / "kept.mapping.toml").read_text(encoding="utf-8")) == []


def test_a_program_gets_the_questions_as_json(shell, here):
    shell("import", "--guess", KEPT, *DAY)
    code, out, _ = shell("import", KEPT, "--mapping", "kept.mapping.toml", "--format", "json", *DAY)
    asked = {q["id"]: q for q in json.loads(out)["questions"]}
    assert code == 0
    assert asked["our_company"]["answer"] == ""
    assert asked["person:ines valdez"]["text"]["zh"].startswith("“Ines Valdez”是谁？")


def test_at_a_terminal_the_questions_are_asked_and_the_answers_kept(shell, here, monkeypatch):
    said = iter(["Delta Advice (third_party/consultant)", "B"])
    monkeypatch.setattr("graphcrm.commands.guessing._at_terminal", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(said, ""))
    code, out, _ = shell("import", "--guess", KEPT, *DAY)
    assert (code, "Look over kept.mapping.toml" in out) == (0, True)
    kept = (here / "kept.questions.csv").read_text(encoding="utf-8-sig")
    assert "Delta Advice" in kept
    monkeypatch.undo()
    monkeypatch.chdir(here)
    assert shell("import", KEPT, "--mapping", "kept.mapping.toml", *DAY)[0] == 0
    assert "Delta Advice" in shell("list", "orgs")[1], "the answers beside the mapping are found"


def test_connections_of_one_of_ours(shell, workspace, tmp_path):
    export = tmp_path / "Connections.csv"
    text = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAna,Ruiz,,,Meridian Foods,CEO,17 Nov 2024\n"
    export.write_text(text, encoding="utf-8")
    words = ("-w", workspace, "import", export, "--mapping", "linkedin", "--as", "u1", *DAY)
    code, out, err = shell(*words)
    assert (code, "3 created" in out) == (0, True), err
    assert "0 created, 0 updated" in shell(*words)[1]


def test_a_mapping_whose_questions_cannot_be_written_is_none(shell, tmp_path, monkeypatch):
    (tmp_path / "客户.csv").write_text("姓名,公司,职务\n王伟,华岳银行,总监\n", encoding="utf-8")
    (tmp_path / "客户.questions.csv").mkdir()
    monkeypatch.chdir(tmp_path)
    code, _, err = shell("import", "--guess", "客户.csv", "--today", "2026-06-30")
    assert code in (2, 3)
    assert "客户.questions.csv" in err
    assert not (tmp_path / "客户.mapping.toml").exists()


def test_a_mapping_is_never_there_without_its_questions(shell, tmp_path, monkeypatch):
    """Not even if all ends between the two files: the next look would use it, and nobody would be asked."""
    (tmp_path / "客户.csv").write_text("姓名,公司,职务\n王伟,华岳银行,总监\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    written = []
    monkeypatch.setattr(guesses, "write_whole", lambda path, _content: written.append(path))
    shell("import", "--guess", "客户.csv", "--today", "2026-06-30")
    assert written == ["客户.questions.csv", "客户.mapping.toml"]


@pytest.fixture
def answering(monkeypatch):
    """At a terminal, where somebody types these lines and then nothing any more; gives the lines that were not asked for."""

    def type_(*lines):
        rest = list(lines)
        monkeypatch.setattr("graphcrm.commands.guessing._at_terminal", lambda: True)
        monkeypatch.setattr("click.prompt", lambda *_, **__: rest.pop(0) if rest else "")
        return rest

    return type_


DEALS = [["Opportunity", "Customer", "Amount", "Stage", "Owner"], ["TMS", "Aster AG", 1000, "Proposal", "Tom Frey"]]
LOG = [["Date", "Who of us", "Who", "Type"], ["2026-05-04", "Tom Frey", "Anna Berg", "Fika"]]
PEOPLE = [["Name", "Title", "Support"], ["Anna Berg", "CIO", "Supporter"], ["Bert Kohl", "Buyer", "Neutral"]]


def test_at_a_terminal_an_answer_that_cannot_be_one_is_asked_for_again(shell, here, answering):
    book(here / "a.xlsx", {"Contacts": PEOPLE, "Visits": LOG})
    rest = answering("Aster AG", "Tom Frey", "often", "lunch", "high", "b", "01/02/2026", "2026-05-01", "Boreal")
    _, out, _ = shell("import", "--guess", "a.xlsx", *DAY)
    assert rest == []
    assert out.count("  possible are: ") == 2
    assert "possible are: A, B, C, D, E; an empty line leaves it" in out
    assert "“01/02/2026”: the day or the month first?" in out
    kept = (here / "a.questions.csv").read_text(encoding="utf-8-sig")
    answers = {row["id"]: row["answer"] for row in csv.DictReader(kept.splitlines())}
    assert answers["confidence"] == "b"
    assert answers["observed_at"] == "2026-05-01"
    assert answers["word:kind:fika"] == "lunch"
    assert "; the answers are in a.questions.csv, then:" in out


def test_what_an_answer_brings_up_is_asked_in_the_same_sitting(shell, here, answering):
    book(here / "a.xlsx", {"Contacts": PEOPLE, "Deals": DEALS})
    answering("Aster AG")
    _, out, _ = shell("import", "--guess", "a.xlsx", *DAY)
    assert out.count("Are the owners in “Deals” also responsible") == 1
    assert out.count("To which organisation do the people of “Contacts” belong") == 1


def test_the_line_that_goes_on_is_of_the_same_workspace_and_language(shell, here):
    book(here / "a.xlsx", {"Contacts": PEOPLE})
    _, out, _ = shell("--workspace", "my own.graphcrm", "--lang", "zh", "import", "--guess", "a.xlsx", *DAY)
    assert "graphcrm --workspace 'my own.graphcrm' --lang zh import a.xlsx --mapping a.mapping.toml" in out
