"""What a shell offers on Tab: click's completion, over the command line as it stands."""

import subprocess
import sys

import pytest
from click.shell_completion import ShellComplete

from graphcrm.commands.shell import cli
from graphcrm.store import open_store


@pytest.fixture
def offered(monkeypatch):
    """Words with their help for a command line whose last word is being typed."""
    monkeypatch.setenv("GRAPHCRM_LANG", "en")
    monkeypatch.delenv("GRAPHCRM_WORKSPACE", raising=False)

    def ask(*words):
        *before, last = map(str, words)
        found = ShellComplete(cli, {"obj": {}}, "graphcrm", "_GRAPHCRM_COMPLETE").get_completions(before, last)
        return {item.value: item.help for item in found}

    return ask


def test_commands_queries_and_their_numbers(offered):
    assert offered("que") == {"query": "ask a named question"}
    assert offered("query", "key") == {"key-influencers": "Who really moves the decision"}
    assert offered("query", "Q11") == {"Q11": "kpi: Account KPI block"}
    assert offered("query", "q1").keys() >= {"Q11", "Q19"}
    assert offered("--lang", "zh", "query", "key") == {"key-influencers": "谁真正左右决定"}
    assert "person" in offered("edit", "pe")


def test_options_and_choices(offered):
    assert offered("query", "kpi", "--acc") == {"--account": "customer id"}
    assert "--since" in offered("query", "changes", "--")
    assert "--since" not in offered("query", "kpi", "--")
    assert offered("query", "Q12", "--by", "") == {"unit": "unit", "person": "person"}
    assert offered("query", "kpi", "--min-confidence", "B") == {"B": "likely"}
    assert set(offered("query", "kpi", "--format", "")) == {"table", "csv", "json", "html"}
    assert offered("log", "exec") == {"exec_visit": "exec visit", "exec_summit": "exec summit"}
    assert offered("--lang", "zh", "list", "peo") == {"people": "人员"}


@pytest.mark.parametrize("place", ["before", "after"])
def test_ids_come_from_the_workspace_of_the_command_line(offered, sample, place):
    at = ("-w", sample) if place == "before" else ()
    then = () if place == "before" else ("-w", sample)
    assert offered(*at, "query", *then, "kpi", "--account", "H") == {"HY": "华岳银行", "HYL": "华岳租赁"}
    assert set(offered(*at, "query", *then, "kpi", "--account", "")) == {"HY", "HYL"}, "customers alone"
    assert set(offered(*at, "query", *then, "kpi", "--vendor", "")) >= {"US", "RIV"}
    assert "HY" not in offered(*at, "query", *then, "kpi", "--vendor", "")
    assert offered(*at, "query", *then, "kpi", "--opportunity", "HYL") == {"HYL-CORE": "租赁业务平台"}
    assert offered(*at, "query", *then, "card", "--person", "c6") == {"c6": "王工 · 系统架构师"}
    assert set(offered(*at, "query", *then, "needs", "--person", "HY")) == {"HY", "HYL"}


def test_the_workspace_of_the_environment(offered, sample, monkeypatch):
    monkeypatch.setenv("GRAPHCRM_WORKSPACE", str(sample))
    assert offered("list", "people", "--account", "HYL") == {"HYL": "华岳租赁"}


def test_a_name_is_completed_to_its_id(offered, sample):
    for typed in ("王", "wang", "WANGG"):
        assert offered("-w", sample, "query", "card", "--person", typed) == {"c6": "王工 · 系统架构师"}, typed


def test_what_is_edited(offered, sample):
    at = ("-w", sample)
    assert offered(*at, "edit", "person", "c6") == {"c6": "王工 · 系统架构师"}
    assert set(offered(*at, "edit", "unit", "HYL")) == set(offered(*at, "edit", "unit", "HYL-"))
    assert offered(*at, "edit", "edge", "INF") == {"INFLUENCES": "influences"}
    assert "c6" in offered(*at, "edit", "edge", "INFLUENCES", "c")
    assert set(offered(*at, "edit", "edge", "STANCE", "c4", "U")) >= {"US"}
    assert "c4" not in offered(*at, "edit", "edge", "STANCE", "c4", "")
    assert "u2" in offered(*at, "assess", "c6", "--by", "u")
    assert "c7" in offered(*at, "log", "visit", "u1", "c")


def test_completing_leaves_no_trace(offered, workspace):
    with open_store(str(workspace)) as store:
        before = store.audit()
    assert offered("-w", workspace, "query", "kpi", "--account", "")
    with open_store(str(workspace)) as store:
        assert store.audit() == before


@pytest.mark.parametrize(
    "words",
    [
        ("query", "kpi", "--account", ""),
        ("query", "no-such-query", "--account", ""),
        ("no-such-command", "--account", ""),
        ("edit", "no-such-kind", ""),
        ("edit", "edge", "NOTHING", ""),
        ("list", "no-such-kind", "--account", ""),
        ("-w", "neo4j://nobody.invalid", "query", "kpi", "--account", ""),
    ],
)
def test_nothing_to_offer_is_said_by_silence(offered, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    assert {k: v for k, v in offered(*words).items() if not k.startswith("-")} == {}
    assert list(tmp_path.iterdir()) == [], "no workspace is made"


def test_a_damaged_workspace_is_silent(offered, tmp_path):
    (tmp_path / "w.graphcrm").write_bytes(b"not a store at all")
    assert offered("-w", tmp_path / "w.graphcrm", "query", "kpi", "--account", "") == {}


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_switching_it_on(tmp_path, shell_name):
    ask = "from graphcrm.commands import main\nmain()"
    env = {"_GRAPHCRM_COMPLETE": f"{shell_name}_source", "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, env=env, check=False)
    assert "_GRAPHCRM_COMPLETE" in done.stdout
    assert done.returncode == 0, done.stderr
