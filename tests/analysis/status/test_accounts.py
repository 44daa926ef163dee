"""Accounts at a glance, and the sentence of each."""

from graphcrm.analysis.status.accounts import AccountLine, account_lines
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from graphcrm.snapshot import Snapshot
from tests.analysis.golden import edge, golden_snapshot, meeting


def lines(snapshot: Snapshot) -> dict[str, AccountLine]:
    return {line.account.id: line for line in account_lines(snapshot, snapshot.accounts)}


def owns(*pairs: tuple[str, str]) -> list[dict[str, object]]:
    return [edge("OWNS", ours, theirs, primary=True) for ours, theirs in pairs]


def test_who_looks_after_most_of_an_account_is_its_owner() -> None:
    assert lines(golden_snapshot())["HY"].owner is None
    assert lines(golden_snapshot(edges=owns(("u2", "c1"), ("u1", "c2"))))["HY"].owner == "u1"
    assert lines(golden_snapshot(edges=owns(("u2", "c1"), ("u1", "c2"), ("u2", "c3"))))["HY"].owner == "u2"
    left = golden_snapshot(edges=owns(("u2", "c1"), ("u1", "c2"), ("u2", "c3")), people={"c3": {"flags": ["left"]}})
    assert lines(left)["HY"].owner == "u1", "whom nobody can meet any more needs nobody to look after"


def test_a_holding_counts_as_one_account() -> None:
    more = {
        "HY-S": {"name": "sub", "category": "customer", "parent": "HY"},
        "NEW": {"name": "new", "category": "customer"},
    }
    people = {
        "c1": {"flags": ["left"]},
        "c9": {"flags": ["placeholder"]},
        "x": {"name": "x", "org": "HY-S"},
    }
    deals = {
        "SUB": {"name": "of the subsidiary", "customer": "HY-S", "status": "open"},
        "OLD": {"name": "lost", "customer": "HY", "status": "lost", "closed_on": "2026-01-01"},
    }
    found = lines(
        golden_snapshot(orgs=more, people=people, opportunities=deals, interactions=[meeting("2026-05-01", "u1", "x")])
    )
    assert list(found) == ["HY", "NEW"]
    assert (found["HY"].people, found["HY"].deals, found["HY"].last_contact) == (10, 2, "2026-05-01")
    assert (found["NEW"].people, found["NEW"].deals, found["NEW"].last_contact) == (0, 0, None)


def test_accounts_of_a_kind_are_picked_out_and_what_they_are_is_said() -> None:
    snapshot = golden_snapshot(
        orgs={
            "HY": {"segment": "frozen", "lifecycle": "dormant"},
            "NEW": {"name": "new", "category": "customer", "segment": "value"},
        },
        people={"x": {"name": "x", "org": "NEW"}},
        interactions=[meeting("2026-06-29", "u1", "x")],
        edges=owns(("u1", "x")),
    )

    def asked(**params: object) -> tuple[list[object], list[str]]:
        result = run(Ask(find_query("accounts"), snapshot, {**params, "explain": True}))
        return [row["account"] for row in result.rows], [t.en for t in (*result.remarks, *result.explain)]

    assert asked()[0] == ["HY", "NEW"]
    assert asked(segment="frozen") == (
        ["HY"],
        [
            "华岳银行 (partner, frozen, dormant): nobody looks after it; 11 people known, 1 open deal; no contact on record."
        ],
    )
    assert asked(segment="value") == (
        ["NEW"],
        ["new (value): 张 looks after it; 1 person known, 0 open deals; last contact 1 day ago."],
    )
    assert asked(tier="A", lifecycle="dormant")[0] == ["HY"]
    assert asked(tier="A", segment="value") == ([], ["No account fits."])
