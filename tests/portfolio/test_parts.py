"""An account cut out of the workspace says what the workspace says of it, and nothing else changes its digest."""

import pytest

from graphcrm.analysis.coverage.portfolio import accounts, portfolio
from graphcrm.model.facts import Batch, Fact
from graphcrm.portfolio.parts import Parts
from graphcrm.workspace.door import Workspace
from tests.oracle.random_accounts import AS_OF, TODAY, write_account
from tests.portfolio.conftest import DAY


def facts(kind, *rows):
    return Batch.of(kind, [Fact(kind, key, props) for key, props in rows], dated=False)


def small(**more):
    """Two customers, a third party between them, and us."""
    batches = {
        "org": facts(
            "org",
            *((k, {"id": k, "name": k, "category": c}) for k, c in (("A", "customer"), ("B", "customer"))),
            ("T", {"id": "T", "name": "T", "category": "third_party"}),
            ("US", {"id": "US", "name": "US", "category": "our_company"}),
        ),
        "person": facts(
            "person",
            *((k, {"id": k, "name": k, "org": o}) for k, o in (("a", "A"), ("b", "B"), ("t", "T"), ("u", "US"))),
        ),
        "influences": facts(
            "influences", ("1", {"from": "t", "to": "a", "level": 3}), ("2", {"from": "t", "to": "b", "level": 3})
        ),
        "knows": facts("knows", ("3", {"from": "u", "to": "a"}), ("4", {"from": "u", "to": "b"})),
    }
    return batches | more


def rows(part, kind):
    return list(part.batches[kind].keys) if kind in part.batches else []


def test_a_part_has_what_names_the_account_and_who_that_names():
    part = Parts(small()).part("A")
    assert rows(part, "org") == ["A", "B", "T", "US"], "the third party is tied to somebody of B"
    assert rows(part, "person") == ["a", "b", "t", "u"]
    assert rows(part, "influences") == ["1", "2"], "the third party belongs to both accounts"
    assert rows(part, "knows") == ["3"], "what ours are to others is no matter of the account"


def test_others_change_nothing():
    before = {a: Parts(small()).part(a).digest for a in "AB"}
    other = Batch.of(
        "knows",
        [
            Fact("knows", "3", {"from": "u", "to": "a"}),
            Fact("knows", "4", {"from": "u", "to": "b", "declared_level": 2}),
        ],
    )
    after = {a: Parts(small(knows=other)).part(a).digest for a in "AB"}
    assert before["A"] == after["A"]
    assert before["B"] != after["B"]


def test_the_team_s_rules_are_a_matter_of_every_account():
    plan = facts("cadence", ("", {"tier": "A", "max_days": 9}))
    assert {rows(Parts(small(cadence=plan)).part(a), "cadence")[0] for a in "AB"} == {""}
    everybody = facts("asked", ("q", {"reporter": "u", "about": "*"}), ("r", {"reporter": "u", "about": "b"}))
    assert rows(Parts(small(asked=everybody)).part("A"), "asked") == ["q"]


def test_a_network_comes_as_a_whole():
    ties = facts(
        "tie",
        *(
            (k, {"type": n, "from": f, "to": t, "weight": 1})
            for k, n, f, t in (("x", "n", "a", "b"), ("y", "n", "b", "t"), ("z", "m", "b", "t"))
        ),
    )
    assert rows(Parts(small(tie=ties)).part("A"), "tie") == ["x", "y", "z"], (
        "t is tied to a by no tie of m, but belongs to A"
    )
    alone = {k: v for k, v in small(tie=ties).items() if k != "influences"}
    assert rows(Parts(alone).part("A"), "tie") == ["x", "y"]


@pytest.mark.parametrize("seed", range(6))
def test_a_random_account_is_the_same_in_its_part(tmp_path, seed):
    (tmp_path / "files").mkdir()
    write_account(tmp_path / "files", seed, size=14 + seed)
    ws = Workspace(tmp_path / "w.graphcrm")
    ws.import_tables(tmp_path / "files", today=TODAY)
    snapshot = ws.snapshot(AS_OF)
    assert ws.portfolio(as_of=AS_OF).holdings == portfolio(snapshot, accounts(snapshot))


def test_an_imported_network_is_the_same_in_its_part(tmp_path, ws):
    edges = tmp_path / "net.csv"
    pairs = [(8 + n, 9 + n * 3 % 200) for n in range(80)]
    edges.write_text("from,to,weight\n" + "".join(f"p{u},p{v},{1 + u % 7}\n" for u, v in pairs if u != v))
    ws.import_network(edges, ties={"mails": "influences"}, account="A0", today=DAY)
    snapshot = ws.snapshot(DAY)
    assert ws.portfolio(as_of=DAY).holdings == portfolio(snapshot, accounts(snapshot))
