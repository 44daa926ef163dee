"""Promises: whose they are, when they are due, who sees to them."""

import pytest

from graphcrm.analysis.plan.promises import count_promises, promises
from tests.analysis.golden import golden_situation


def promise(name, giver="u1", taker="c4", due=None, status=None, made_on="2026-06-01"):
    told = {k: v for k, v in {"due": due, "status": status}.items() if v}
    return {"id": name, "from": giver, "to": taker, "statement": "测算", "made_on": made_on, **told}


def found(*rows, **changes):
    return promises(golden_situation(rows={"promise": rows}, **changes))


@pytest.mark.parametrize(
    ("due", "days", "is_due"),
    [
        ("2026-06-29", -1, True),
        ("2026-06-30", 0, True),
        ("2026-07-14", 14, True),
        ("2026-07-15", 15, False),
        (None, None, False),
    ],
)
def test_ours_are_due_from_fourteen_days_before(due, days, is_due):
    (one,) = found(promise("P", due=due))
    assert (one.ours, one.days, one.is_due) == (True, days, is_due)


def test_theirs_are_never_due():
    (one,) = found(promise("P", "c4", "u1", due="2026-06-01"))
    situation = golden_situation()
    assert (one.ours, one.days, one.is_due) == (False, -29, False)
    assert one.sentence(situation.snapshot).en == "吴CFO promised 张: 测算; agreed for 2026-06-01; ask how it stands."
    assert one.sentence(situation.snapshot).zh == "吴CFO 答应张：测算；约定 2026-06-01，可以问一问进展。"


@pytest.mark.parametrize("status", ["kept", "broken", "dropped"])
def test_what_is_settled_is_not_due(status):
    (one,) = found(promise("P", due="2026-06-01", status=status))
    assert (one.days, one.is_due) == (None, False)


def test_order():
    rows = (
        promise("A"), promise("B", due="2026-07-01"), promise("C", due="2026-06-01"),
        promise("D", status="kept", made_on="2026-05-01"), promise("E", status="broken", made_on="2026-05-02"),
    )  # fmt: skip
    assert [g.promise.id for g in found(*rows)] == ["C", "B", "A", "E", "D"]


def test_who_sees_to_it():
    """Who of ours gave or took it; one who has left, or our company as a whole, leaves it to the owner of the other side."""
    owned = {"c4": {"owner": "u2"}}
    assert found(promise("P"), people=owned)[0].owner == "u1"
    assert found(promise("P", "c4", "u3"), people=owned)[0].owner == "u3"
    assert found(promise("P", "US"), people=owned)[0].owner == "u2"
    assert found(promise("P"), people={**owned, "u1": {"flags": ["left"]}})[0].owner == "u2"
    assert found(promise("P", "US"))[0].owner is None


def test_promises_of_other_accounts_are_not_here():
    other = {"X": {"id": "X", "name": "别家", "category": "customer"}}
    assert found(promise("P", taker="X"), orgs=other) == ()
    assert [g.promise.id for g in found(promise("P", taker="HY"), promise("Q", taker="t1"))] == ["P", "Q"]


def test_what_we_kept_and_broke():
    rows = [promise(f"P{n}", status=s) for n, s in enumerate(("kept", "kept", "broken", "dropped", None))]
    snapshot = golden_situation(rows={"promise": [*rows, promise("Q", "c4", "u1", status="broken")]}).snapshot
    counted = count_promises(snapshot, ["c4"])
    assert (counted.kept, counted.broken, counted.open, counted.any) == (2, 1, 1, True)
    assert not count_promises(snapshot, ["c2"]).any
