"""``graphcrm cypher`` from the command line."""

from __future__ import annotations

import csv
import io
import json

import pytest

from graphcrm.commands.cypher import _parameter
from graphcrm.errors import UsageError
from graphcrm.store import open_store
from tests.commands.conftest import shell  # noqa: F401
from tests.cypher.conftest import Team

COMMON = ("--as-of", "2026-06-30")


@pytest.fixture
def ask(shell, sample_team: Team):  # noqa: F811
    """Runs a command on the sample account's workspace on the server."""

    def call(*words):
        return shell("--workspace", sample_team.url, "cypher", *words)

    return call


def test_a_file_is_told_where_cypher_runs(shell, tmp_path):  # noqa: F811
    where = tmp_path / "w.graphcrm"
    open_store(str(where), create=True).close()
    for words in (("needs",), ("needs", "--account", "HY")):
        code, out, err = shell("--workspace", where, "cypher", *words)
        assert (code, out) == (2, "")
        assert "needs a Neo4j workspace" in err
        assert f"store copy {where}" in err
    assert "需要 Neo4j 工作区" in shell("--workspace", where, "cypher", "needs", "--lang", "zh")[2]


def test_the_list_needs_no_server(shell):  # noqa: F811
    code, out, _ = shell("cypher", "--format", "json")
    found = {row["name"]: row["question"] for row in json.loads(out)}
    assert code == 0
    assert found["needs"] == "Needs and our response"
    assert "诉求与我方响应" in shell("cypher", "--lang", "zh")[1]
    assert shell("cypher", "--format", "csv")[1].startswith("name,question\n")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("to=c4", ("to", "c4")),
        ("since=2026-03-31", ("since", "2026-03-31")),
        ("n=3", ("n", 3)),
        ("q=.5", ("q", ".5")),
        ("q=0.5", ("q", 0.5)),
        ("yes=true", ("yes", True)),
        ("none=null", ("none", None)),
        ('ids=["a","b"]', ("ids", ["a", "b"])),
        ('text="7"', ("text", "7")),
        ("eq=a=b", ("eq", "a=b")),
        ("empty=", ("empty", "")),
        ("big=99999999999999999999", ("big", "99999999999999999999")),
        ("x=NaN", ("x", "NaN")),
        ("x=1e999", ("x", "1e999")),
        ("hostile='}) DETACH DELETE n //", ("hostile", "'}) DETACH DELETE n //")),
    ],
)
def test_parameters(word, expected):
    assert _parameter(word) == expected


@pytest.mark.parametrize("word", ["", "x", "=1", "a b=1", "1a=2", "a-b=1"])
def test_what_is_no_parameter(word):
    with pytest.raises(UsageError, match="NAME=VALUE"):
        _parameter(word)


def test_formats(ask, sample_team: Team):
    code, out, err = ask("needs", "--account", "HY", *COMMON, "--format", "json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert document["rows"] == sample_team.run("needs", as_of="2026-06-30")
    assert document["more"] is False
    rows = list(csv.DictReader(io.StringIO(ask("needs", "--account", "HY", *COMMON, "--format", "csv")[1])))
    assert [row["id"] for row in rows] == [row["id"] for row in document["rows"]]
    table = ask("needs", "--account", "HY", *COMMON)[1]
    assert all(row["need"] in table for row in document["rows"])


def test_the_customer_of_an_opportunity_need_not_be_named(ask):
    given = ask("decision-circle", "--opportunity", "HY-CORE", "--account", "HY", *COMMON)
    assert given[0] == 0
    assert ask("decision-circle", "--opportunity", "HY-CORE", *COMMON) == given
    code, _, err = ask("needs", *COMMON)
    assert code == 2
    assert "HY, HYL" in err


def test_own_statements(ask, tmp_path, monkeypatch):
    mine = tmp_path / "mine.cypher"
    mine.write_text(
        "// mine\nMATCH p = (a:Person {workspace: $workspace, id: $id})-[r:REPORTS_TO]->(b)\nRETURN a, r, p, $list AS list,"
        " date('2026-01-01') AS day, null AS nothing",
        encoding="utf-8",
    )
    code, out, _ = ask(mine, "--param", "id=c6", "--param", "list=[1, [2]]", "--format", "json")
    assert code == 0
    row = json.loads(out)["rows"][0]
    assert row["a"]["labels"] == ["Graphcrm", "Person"]
    assert row["a"]["name"] == "王工"
    assert (row["r"]["type"], row["r"]["from"]) == ("REPORTS_TO", "c6")
    assert len(row["p"]["nodes"]) == 2
    assert (row["list"], row["day"], row["nothing"]) == ([1, [2]], "2026-01-01", None)
    statement = "RETURN $as_of AS day, $workspace <> '' AS known, $vendor AS vendor"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(statement.encode())))
    found = json.loads(ask("-", *COMMON, "--format", "json")[1])["rows"]
    assert found == [{"day": "2026-06-30", "known": True, "vendor": None}]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"RETURN '\xd6\xdc'")))
    assert ask("-", *COMMON)[0] == 2


def test_values_are_never_part_of_the_statement(ask, sample_team: Team, tmp_path):
    hostile = "HY'}) DETACH DELETE n //"
    assert ask("needs", "--account", hostile, *COMMON, "--format", "json")[0] == 0
    before = sample_team.driver.execute_query(
        "MATCH (n:Graphcrm {workspace: $w}) RETURN count(n)", {"w": sample_team.workspace}
    )
    assert before.records[0][0] > 500


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Graphcrm {workspace: $workspace}) RETURN n",
        "MATCH (n:Graphcrm {workspace: $workspace}) SET n.hacked = true",
        "MATCH (n:Graphcrm {workspace: $workspace}) DETACH DELETE n",
        "MERGE (n:Other {x: 1})",
        "CREATE INDEX nosuch FOR (n:Other) ON (n.x)",
        "CALL db.createLabel('Other')",
    ],
)
def test_nothing_is_written(ask, sample_team: Team, tmp_path, statement):
    mine = tmp_path / "mine.cypher"
    mine.write_text(statement, encoding="utf-8")
    code, out, err = ask(mine)
    assert (code, out) == (2, "")
    assert "only reads" in err
    with open_store(sample_team.url) as store:
        assert store.check().ok


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("MATCH (n RETURN n", "does not accept"),
        ("", "does not accept"),
        ("RETURN $nowhere", "--param"),
        ("RETURN 1/0", "does not accept"),
        ("RETURN date('never')", "does not accept"),
        ("CALL no.such.procedure()", "does not accept"),
    ],
)
def test_faults_of_a_statement(ask, tmp_path, statement, said):
    mine = tmp_path / "mine.cypher"
    mine.write_text(statement, encoding="utf-8")
    code, out, err = ask(mine)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_limits(ask, tmp_path):
    mine = tmp_path / "mine.cypher"
    mine.write_text("UNWIND range(1, 1000000000) AS n RETURN n", encoding="utf-8")
    code, out, err = ask(mine, "--limit", "3", "--format", "json")
    assert code == 0
    assert json.loads(out) == {"columns": ["n"], "rows": [{"n": 1}, {"n": 2}, {"n": 3}], "more": True}
    assert "first 3 rows" in err
    mine.write_text("UNWIND range(1, 3) AS n RETURN n", encoding="utf-8")
    assert json.loads(ask(mine, "--limit", "3", "--format", "json")[1])["more"] is False
    mine.write_text("UNWIND range(1, 1000000000) AS n WITH n ORDER BY n % 7 RETURN count(n)", encoding="utf-8")
    code, out, err = ask(mine, "--timeout", "0.5")
    assert (code, out) == (4, "")
    assert "0.5 seconds" in err


def test_near_misses(ask, tmp_path):
    code, _, err = ask("neds")
    assert code == 2
    assert "Did you mean needs?" in err
    assert ask(tmp_path)[0] == 2
    binary = tmp_path / "x.cypher"
    binary.write_bytes(b"\xff\xfe\x00")
    assert ask(binary)[0] == 2


def test_reading_leaves_an_entry(ask, sample_team: Team):
    with open_store(sample_team.url) as store:
        before = len(store.audit())
    assert ask("kpi", "--account", "HY", *COMMON)[0] == 0
    with open_store(sample_team.url) as store:
        entries = store.audit()
    assert len(entries) == before + 1
    assert (entries[-1].action, entries[-1].subject) == ("cypher kpi", "HY")


def test_a_workspace_that_is_not_there(shell, server):  # noqa: F811
    code, out, err = shell("--workspace", f"{server}?workspace=nobody", "cypher", "needs", "--account", "HY")
    assert (code, out) == (4, "")
    assert "there is no workspace" in err
