"""What an edit says that is refused: the place in words of a command, which has no lines, and the command to use instead."""

from __future__ import annotations

import pytest

from tests.commands.conftest import sample  # noqa: F401 - the imported workspace


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("edge", "INFLUENCES", "c6", "c3", "level=9"), "edit edge level  E03"),
        (("person", "c6", "grade=9"), "edit person grade  E03"),
        (("edge", "ROLE_IN", "c6", "HY-CORE"), "graphcrm edit role PERSON OPPORTUNITY roles=…"),
    ],
)
def test_the_place_is_the_command_and_the_column(sample, shell, words, said):  # noqa: F811
    code, _, err = shell("--lang", "en", "edit", *words, "-w", str(sample), "--dry-run")
    assert code in (2, 3)
    assert said in err
    assert ":1:" not in err


def test_help_names_no_kind_that_is_refused(shell):
    code, out, _ = shell("--lang", "en", "edit", "edge", "--help")
    assert code == 0
    assert "SPONSORS" in out
    assert "ROLE_IN" not in out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("edit", "edge", "INFLUENCE", "c6", "c3"), 2, "no kind of relation “INFLUENCE”. Did you mean INFLUENCES?"),
        (
            ("assess", "c6", "--by", "u2", "acceptance=9"),
            3,
            "from -1 to 3. Correct the value; “acceptance=” empties it",
        ),
        (
            ("edit", "edge", "STANCE", "c4", "US", "level=7"),
            3,
            "“7” is not a whole number from -1 to 3. Correct the value\n",
        ),
        (
            ("edit", "edge", "STANCE", "c4", "US", "level=4"),
            3,
            "level of STANCE is from -1 to 3, not 4. Correct the value\n",
        ),
        (
            ("edit", "edge", "ENDORSES", "c4", "US", "level=6"),
            3,
            "from 1 to 3. Correct the value; “level=” empties it\n",
        ),
        (("edit", "edge", "STANCE", "c4", "level=1"), 2, "TO is missing: “level=1” stands in its place"),
        (
            ("edit", "edge", "REPORTS_TO", "c6", "c5", "--end", "2026-07-01"),
            2,
            "edit person c6 reports_to=…\n",
        ),
        (("edit", "edge", "REPORTS_TO", "c6", "c2", "--end", "2026-07-01"), 2, "there is no such relation to end\n"),
        (("log", "visit", "u1"), 3, "one of our people and one from outside. Correct the value\n"),
        (
            ("edit", "potential", "P-DATA", "HY-RISK", "amount=300万"),
            3,
            "all its figures, 3000000. Correct the value; “amount=",
        ),
        (("assess", "c6", "--by", "c1", "acceptance=1"), 2, "“c1” is not one of ours"),
        (
            ("edit", "product", "P-DATA"),
            2,
            "write COLUMN=VALUE, such as line='数据'. P-DATA has line='数据' name='数据中台'",
        ),
        (("log", "vist", "u1", "c7"), 2, "“vist” is not among its values. Did you mean visit"),
        (("portfolio", "--jobs", "0"), 2, "0 is not in the range x>=1"),
        (("query", "kpi", "--account", "HZ"), 2, "HY (Huayue Bank)"),
        (("query", "kpi", "--account", "HY", "-o", "none/x.csv"), 2, "there is no folder none; make it first"),
        (("query", "kpi", "--account", "HY", "-o", "w.graphcrm/x.csv"), 2, "Not a directory; check the path"),
        (
            ("import", "--template", "w.graphcrm"),
            2,
            "w.graphcrm is a file: name a folder, or a new file that ends in .xlsx",
        ),
    ],
    ids=lambda words: " ".join(words[:3]) if isinstance(words, tuple) else "",
)
def test_a_slip_is_told_with_its_value_and_what_to_do(shell, workspace, monkeypatch, words, code, said):
    monkeypatch.chdir(workspace.parent)
    found = shell("-w", workspace, *words)
    assert found[0] == code, found
    assert said in found[2]
    assert shell("-w", workspace, *words, "--lang", "zh")[0] == code


def test_an_empty_workspace_says_that_it_is(shell, tmp_path):
    shell("-w", tmp_path / "new.graphcrm", "init")
    _, _, err = shell("-w", tmp_path / "new.graphcrm", "query", "kpi", "--account", "HY")
    assert err.endswith("The workspace has no organisation yet: graphcrm import brings them in\n")


def test_the_example_of_what_to_write_is_a_whole_value(shell, workspace):
    assert shell("-w", workspace, "edit", "product", "P-DATA", "line=data and more")[0] == 0
    _, _, err = shell("-w", workspace, "--lang", "en", "edit", "product", "P-DATA")
    assert "such as line='data and more'. P-DATA has" in err
