"""Needs with our response, and what changed since a day, from the command line."""

import json

import pytest

from graphcrm.analysis.time.changes import ChangeKind, Difference
from graphcrm.asking.answers.changes import sentence
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.analysis.golden import golden_snapshot
from tests.commands.conftest import sample, shell  # noqa: F401

COMMON = ("--account", "HY", "--as-of", "2026-06-30")


@pytest.fixture
def ask(shell, sample):  # noqa: F811
    def call(*words):
        code, out, err = shell("--workspace", sample, "query", *words, *COMMON, "--format", "json")
        return code, json.loads(out) if out else None, err

    return call


def test_needs(ask):
    code, found, _ = ask("needs")
    assert code == 0
    assert found["columns"] == ["holder", "need", "kind", "horizon", "response", "owner", "status"]
    rows = {row["need"]: row for row in found["rows"]}
    assert rows["五年总拥有成本可核算、可比较"] == {
        "holder": "c4", "need": "五年总拥有成本可核算、可比较", "kind": "business", "horizon": "now", "response": None,
        "owner": "u1", "status": "open",
    }  # fmt: skip
    holders = [row["holder"] for row in found["rows"]]
    assert holders == sorted(holders)
    assert "HY" in holders, "organisations have needs, too"
    assert not {"h3", "h4"} & set(holders), "another account's"


def test_needs_of_one_holder(ask):
    assert {row["holder"] for row in ask("needs", "--person", "c4")[1]["rows"]} == {"c4"}
    assert [row["holder"] for row in ask("needs", "--person", "HY")[1]["rows"]] == ["HY"]
    code, _, err = ask("needs", "--person", "c44")
    assert code == 2
    assert "c4" in err


def test_what_is_settled_waits_for_no_response():
    """Golden account with three needs that nobody answered, two of them settled."""
    rows = [
        {"id": f"N{i}", "holder": "c4", "kind": "business", "statement": "账目", "status": status}
        for i, status in enumerate(("open", "done", "dropped"))
    ]
    found = run(Ask(find_query("needs"), golden_snapshot(rows={"need": rows}), {"account": "HY"}))
    assert [remark.en for remark in found.remarks] == ["3 needs, 1 without a response of ours."]


def test_changes(ask):
    code, found, _ = ask("changes", "--since", "2026-03-31", "--opportunity", "HY-CORE")
    assert code == 0
    assert found["columns"] == ["kind", "item", "before", "after", "date", "source"]
    assert found["params"]["since"] == "2026-03-31"
    expected = {
        "kind": "level",
        "item": "INFLUENCES c6>c3 technical",
        "before": 4,
        "after": 5,
        "date": "2026-06-30",
        "source": "u2",
    }
    assert expected in found["rows"]
    assert {"kind": "support", "item": "c4", "before": 0, "after": -1, "date": "2026-06-30", "source": "u1"} in found[
        "rows"
    ]


@pytest.mark.parametrize(
    ("kind", "before", "after", "said"),
    [
        ("added", None, 3, "relation added: Wang → Zhou (influences), level 3."),
        ("added", None, 0, "denial added: Wang → Zhou (influences)."),
        ("removed", 0, None, "denial withdrawn: Wang → Zhou (influences)."),
        ("level", 3, 0, "level changed: Wang → Zhou (influences), 3 → 0."),
    ],
)
def test_a_report_that_there_is_no_tie_adds_none(kind, before, after, said):
    names = {"c6": {"name": "Wang"}, "c3": {"name": "Zhou"}}
    ask = Ask(find_query("changes"), golden_snapshot(people=names))
    told = Difference(ChangeKind(kind), ("c6", "c3"), before, after, kind_of="INFLUENCES")
    assert sentence(ask, told).en == said


def test_nothing_changes_within_a_day(ask):
    assert ask("changes", "--since", "2026-06-30")[1]["rows"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--since"),
        (("--since", "2026-07-01"), "later"),
        (("--since", "yesterday"), "--since"),
    ],
)
def test_a_day_that_cannot_be_compared_with(ask, words, said):
    code, out, err = ask("changes", *words)
    assert (code, out) == (2, None)
    assert said in err


def test_only_changes_takes_since(ask):
    code, _, err = ask("kpi", "--since", "2026-01-01")
    assert code == 2
    assert "--since" in err
