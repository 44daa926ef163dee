"""Addresses, credentials and texts of every kind for a team's store: a sentence and an exit code, never a traceback or a secret."""

from __future__ import annotations

import logging
import sys

import pytest

from graphcrm.errors import UsageError
from graphcrm.store.neo4j.address import Address
from graphcrm.store.neo4j.faults import guarded
from tests.neo4j.server import free_port

SECRET = "hunter2-Zaphod"
CHECK = ("store", "check")


@pytest.fixture(autouse=True)
def _environment(monkeypatch):
    for name in ("NEO4J_URI", "NEO4J_DATABASE", "NEO4J_USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("neo4j://", "the host is missing"),
        ("neo4j://::1", "the host is missing"),
        ("neo4j://[::1", "name of a host"),
        ("neo4j://[x]", "name of a host"),
        ("neo4j://h h", "name of a host"),
        ("neo4j://h\nx", "name of a host"),
        ("neo4j://h\x1b[31mx", "name of a host"),
        ("neo4j://a..b", "name of a host"),
        ("neo4j://.x", "name of a host"),
        (f"neo4j://{'a' * 70}.invalid", "name of a host"),
        ("neo4j://h\udcff", "name of a host"),
        ("neo4j://h:0x10", "the port is not"),
        ("neo4j://h/a%2Fb", "name of a database"),
        ("neo4j://h/a/b", "name of a database"),
        ("neo4j://h/系统", "name of a database"),
        ("neo4j://h/%ff", "name of a database"),
        ("neo4j://h?workspace=%00", "a workspace's name"),
        ("neo4j://h?workspace=a%0Ab", "a workspace's name"),
        ("neo4j://h?workspace=../../x", "a workspace's name"),
        ("neo4j://h?workspace=" + "x" * 65, "a workspace's name"),
        ("neo4j://h?workspace=\udcff", "a workspace's name"),
        ("neo4j://h?workspace=a&workspace=b", "given once"),
        ("neo4j://h?Workspace=a", "the only option"),
        (f"neo4j://u:{SECRET}@h", "must not carry a password"),
        (f"ftp://u:{SECRET}@h", "unknown kind"),
    ],
)
@pytest.mark.parametrize("words_of", [CHECK, ("store", "migrate"), ("store", "redraw"), ("store", "copy", "w")])
def test_malformed(shell, tmp_path, monkeypatch, url, words, words_of):
    monkeypatch.chdir(tmp_path)
    if words_of[1] == "copy":
        code, out, err = shell(*words_of, url)
    else:
        code, out, err = shell("--workspace", url, *words_of)
    assert (code, out) == (2, "")
    assert words in err
    assert SECRET not in err
    assert "\x1b" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("not a uri", "does not begin with"),
        ("localhost:7687", "does not begin with"),
        ("http://h", "unknown kind of address http://"),
        (f"http://u:{SECRET}@h", "unknown kind of address http://"),
        (f"{SECRET}\x1b://h", "unknown kind of address ?://"),
        (f"neo4j://u:{SECRET}@h", "must not carry a password"),
        ("neo4j://", "the host is missing"),
        ("neo4j://h:99999", "the port is not"),
        ("neo4j://h?x=y", "the only option"),
    ],
)
def test_a_malformed_uri_in_the_environment_is_named(shell, monkeypatch, named, words):
    monkeypatch.setenv("NEO4J_URI", named)
    code, _, err = shell("--workspace", "neo4j://", *CHECK)
    assert code == 2
    assert err.startswith("Error: the environment variable NEO4J_URI: ")
    assert words in err
    assert SECRET not in err
    assert "环境变量 NEO4J_URI" in shell("--workspace", "neo4j://", *CHECK, "--lang", "zh")[2]


def test_what_an_address_leaves_out_is_that_of_the_environment():
    environ = {"NEO4J_URI": "bolt+s://ann@[::1]:7/crm?workspace=emea", "NEO4J_DATABASE": "other"}
    assert Address.parse("neo4j://", environ) == Address("bolt+s", "::1", 7, "crm", "emea", "ann")
    assert Address.parse("neo4j:///db?workspace=w", environ) == Address("bolt+s", "::1", 7, "db", "w", "ann")
    assert Address.parse("neo4j://", {**environ, "NEO4J_URI": "bolt://h"}) == Address(
        "bolt", "h", 7687, "other", "main"
    )
    assert Address.parse("bolt://h", environ) == Address("bolt", "h", 7687, "other", "main")


@pytest.mark.parametrize("scheme", ["neo4j", "bolt", "neo4j+s", "bolt+ssc"])
@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "nosuch.invalid", "münchen.invalid"])
def test_nobody_there_is_one_sentence(shell, scheme, host):
    code, out, err = shell("--workspace", f"{scheme}://{host}:{free_port()}", *CHECK)
    assert (code, out) == (4, "")
    assert err.count("\n") == 1
    slow = (
        host.endswith(".invalid") and "did not answer within" in err
    )  # whoever looks names up may be slow to say that there is none
    assert "nobody answers" in err or slow
    assert SECRET not in err


def test_the_driver_speaks_only_to_those_who_listen(shell, logged):
    shell("--workspace", f"neo4j://127.0.0.1:{free_port()}", *CHECK)
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("neo4j").handlers)
    assert SECRET not in logged.getvalue()


@pytest.mark.parametrize(("name", "value"), [("NEO4J_PASSWORD", f"{SECRET}\udcff"), ("NEO4J_USERNAME", "n\udcff")])
def test_credentials_that_are_no_text(shell, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    code, _, err = shell("--workspace", "bolt://127.0.0.1", *CHECK)
    assert code == 4
    assert "not text in UTF-8" in err
    assert SECRET not in err


@pytest.mark.parametrize(
    "words", [CHECK, ("store", "migrate"), ("store", "redraw"), ("cypher", "needs"), ("query", "kpi")]
)
def test_no_password_and_nobody_to_ask(shell, monkeypatch, words):
    monkeypatch.delenv("NEO4J_PASSWORD")
    monkeypatch.setattr("graphcrm.store.neo4j.credentials._from_keyring", lambda user, host: None)
    monkeypatch.setattr(sys, "stdin", None)
    code, out, err = shell("--workspace", "neo4j://h", *words)
    assert (code, out) == (4, "")
    assert "keyring set graphcrm neo4j@h" in err


def test_no_answer_to_the_question_for_a_password(shell, monkeypatch):
    class Terminal:
        def isatty(self) -> bool:
            return True

    def hung_up(prompt: str) -> str:
        raise EOFError

    monkeypatch.delenv("NEO4J_PASSWORD")
    monkeypatch.setattr("graphcrm.store.neo4j.credentials._from_keyring", lambda user, host: None)
    monkeypatch.setattr("graphcrm.store.neo4j.credentials.sys.stdin", Terminal())
    monkeypatch.setattr("graphcrm.store.neo4j.credentials.sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", hung_up)
    code, _, err = shell("--workspace", "neo4j://h", *CHECK)
    assert code == 4
    assert "no password" in err


def test_a_text_that_cannot_be_sent():
    with pytest.raises(UsageError, match="half a character"), guarded(Address.parse("bolt://h", {})):
        "\ud800".encode()
