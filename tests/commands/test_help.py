"""Every command explains itself in both languages, with a working example."""

import click
import pytest

from graphcrm.commands.shell import COMMANDS, cli
from graphcrm.rendering.width import width
from graphcrm.workspace.editing import NODES


def leaves(command, path=()):
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from leaves(command.get_command(context, name), (*path, name))
    else:
        yield path, command


EVERY = list(leaves(cli))
GROUPS = ("", "network", "query", "scenario", "privacy", "duplicates", "edit", "store")


def test_the_table_of_commands_is_the_one_that_was_promised():
    promised = (
        "demo init import validate network query scenario map export report brief portfolio list privacy duplicates rank edit digest "
        "accept assess log "
        "history undo redo store cypher explain settings doctor"
    )
    assert " ".join(COMMANDS) == promised


@pytest.mark.parametrize("path", [p for p, _ in EVERY], ids=" ".join)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_has_an_example_and_every_option_a_text(shell, path, lang):
    code, out, err = shell(*path, "--help", "--lang", lang)
    assert (code, err) == (0, "")
    assert f"graphcrm {' '.join(path)}" in out
    assert "\n    graphcrm " in out.replace("\n  graphcrm ", "\n    graphcrm ")
    command = dict(EVERY)[path]
    for param in command.params:
        if isinstance(param, click.Option):
            assert "".join(param.text.say(lang).split()) in "".join(out.split()), param.name
    chinese = any("\u4e00" <= c <= "\u9fff" for c in out)
    assert chinese == (lang == "zh") or path in {("edit", "person"), ("import",), ("network", "import"), ("log",)}


@pytest.mark.parametrize(
    "path", [*(p for p, _ in EVERY if p[0] != "query"), *((g,) if g else () for g in GROUPS)], ids=" ".join
)
def test_help_has_the_same_sections_in_both_languages_and_ends_with_the_exit_codes(shell, path):
    """Usage, what it does with an example, options, commands, exit codes: as many blocks, in that order."""
    zh, en = (shell(*path, "--help", "--lang", lang)[1] for lang in ("zh", "en"))
    assert (zh.count("退出码："), en.count("Exit codes:")) == (1, 1)
    names = {"选项：": "Options:", "命令：": "Commands:", "退出码：": "Exit codes:"}
    headings = [
        [line for line in out.splitlines() if line in known] for out, known in ((zh, names), (en, names.values()))
    ]
    assert [names[heading] for heading in headings[0]] == headings[1]
    assert headings[1][-1] == "Exit codes:"
    assert "\n    graphcrm " in en
    assert ("1 a finding" in en) == (not path or "--fail-on" in en), "that of all commands says all codes"


@pytest.mark.parametrize("kind", NODES)
def test_the_example_of_a_record_runs_on_the_sample(kind, shell, sample, monkeypatch):
    monkeypatch.setenv("GRAPHCRM_WORKSPACE", str(sample))
    words = shell("edit", kind, "--help")[1].split(f"\n    graphcrm edit {kind} ")[1].split("\n")[0].split()
    code, out, err = shell("edit", kind, *words, "--dry-run")
    assert (code, err) == (0, "")
    assert "→" in out or "would be new" in out


def test_near_misses_are_suggested(shell):
    assert shell("qury") == (2, "", "Error: there is no command “qury”. Did you mean query?\nSee “graphcrm --help”.\n")
    # What is like no command is not told twice to look at the help.
    assert shell("zzz") == (2, "", "Error: there is no command “zzz”.\nSee “graphcrm --help”.\n")
    code, _, err = shell("query", "key-influencer")
    assert code == 2
    assert "Did you mean key-influencers" in err
    code, _, err = shell("query", "--acount", "HY", "--lang", "zh")
    assert code == 2
    assert err.startswith("错误：没有选项 --acount")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("edit", "attitude"), "edge STANCE"),
        (("edit", "听谁的"), "edge INFLUENCES"),
        (("edit", "reporting"), "edge REPORTS_TO"),
        (("edit", "persn"), "person"),
        (("privacy", "forget"), "erase"),
    ],
)
def test_words_of_the_workbook_and_of_the_law_lead_to_their_command(shell, words, meant):
    """Whoever filled in the sheet of attitudes looks for a command of that name."""
    assert f"Did you mean {meant}?" in shell(*words)[2]


def test_version(shell):
    code, out, _ = shell("--version")
    assert code == 0
    assert out.startswith("graphcrm 0.")


@pytest.mark.parametrize("words", [[], ["store"], ["network"]])
def test_a_command_that_only_groups_others_shows_its_help(shell, words):
    code, _, err = shell(*words)
    assert code == 2
    assert err.startswith("Usage: ")
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "zh"],
        ["query", "kpi", "--top", "x"],
        ["query", "kpi", "--top", "0"],
        ["query", "kpi", "--top"],
        ["query", "kpi", "--format", "yaml"],
        ["query", "kpi", "and", "more"],
        ["query", "who-to-win", "--budget", "-1"],
        ["assess", "c6"],
        ["map", "influence", "--account", "HY"],
        ["--lang", "fr", "query"],
        ["log", "vist", "u1", "c7"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_explained_in_chinese_alone(shell, monkeypatch, words):
    monkeypatch.setenv("GRAPHCRM_LANG", "zh")
    code, _, err = shell(*words)
    assert code == 2
    said = err.splitlines()[0]
    assert said.startswith("错误：")
    assert not any(
        word in said for word in (" is ", " not ", "valid", "requires", "Missing", "unexpected", "value for")
    )


def test_a_name_in_place_of_an_id_is_understood(shell, workspace):
    at = ("-w", workspace, "query", "route", "--account", "HY", "--as-of", "2026-06-30")
    code, _, err = shell(*at, "--to", "林行长")
    assert code == 2
    assert "The id is c2" in err
    assert "The id is c2" in shell(*at, "--to", "C2")[2]
    assert "Near: c9" in shell(*at, "--to", "c99")[2]


def test_an_assessment_on_the_command_line_has_a_source(shell, workspace):
    code, _, err = shell("-w", workspace, "assess", "c6", "--by", "u1", "--date", "2026-06-01", "acceptance=1")
    assert code == 0
    assert "W13" not in err


@pytest.mark.parametrize("group", ["edit", "network"])
def test_groups_accept_the_global_options(shell, workspace, group):
    code, out, err = shell(group, "--lang", "zh", "-w", workspace, "--help")
    assert (code, err) == (0, "")
    assert out.startswith("用法：")


def test_a_workspace_named_at_any_place_is_used(shell, workspace):
    for words in (
        ("-w", workspace, "edit", "person", "c6", "title=x"),
        ("edit", "-w", workspace, "person", "c6", "title=x"),
        ("edit", "person", "c6", "title=x", "-w", workspace),
    ):
        assert shell(*words, "--dry-run")[0] == 0, words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_fits_the_terminal(shell, lang, monkeypatch):
    """But for examples, which are there to be copied, and the line of usage."""
    monkeypatch.setenv("COLUMNS", "80")
    for path in {leaf[:n] for leaf, _ in EVERY for n in range(len(leaf) + 1)}:
        for line in shell(*path, "--help", "--lang", lang)[1].splitlines()[1:]:
            assert width(line) <= 80 or (line.startswith("    ") and "graphcrm " in line), (path, line)


def test_help_says_which_kinds_there_are(shell):
    out = shell("edit", "edge", "--help")[1]
    assert all(kind in out for kind in ("REPORTS_TO", "INFLUENCES", "STANCE: -1 opposes"))
    assert "拜访（visit）" in shell("log", "--help", "--lang", "zh")[1]


def test_a_broken_query_of_the_team_hides_no_help(shell, workspace):
    own = workspace.parent / "queries"
    own.mkdir(exist_ok=True)
    (own / "ours.toml").write_text("zh = ", encoding="utf-8")
    code, out, err = shell("-w", workspace, "query", "--help")
    assert (code, "hidden-influencers" in out) == (0, True)
    assert "ours.toml" in err
