"""The portfolio: which customers are accounts, the last contact with anybody of them, and each by itself."""

import pytest

from graphcrm.analysis.status.portfolio import portfolio
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from graphcrm.errors import UsageError
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import PLAIN, golden_snapshot, meeting

MORE = {
    "HY-S": {"name": "sub", "category": "customer", "parent": "HY"},
    "NEW": {"name": "new", "category": "customer", "lifecycle": "new"},
    "G": {"name": "group", "category": "other"},
    "IN-G": {"name": "of a group", "category": "customer", "parent": "G"},
}


def test_a_customer_below_a_customer_is_no_account():
    assert [o.id for o in golden_snapshot(orgs=MORE).accounts] == ["HY", "IN-G", "NEW"]


@pytest.mark.parametrize(
    ("asked", "told"), [("HY-S", "belongs to the account HY; ask"), ("SUP", "is no customer .its category is supplier")]
)
def test_what_is_no_account_says_why(asked, told):
    with pytest.raises(UsageError, match=told):
        run(Ask(find_query("portfolio"), golden_snapshot(orgs=MORE), {"account": asked}))


def test_an_account_costs_what_it_would_alone():
    snapshot = golden_snapshot(orgs=MORE)
    found = {h.account.id: h for h in portfolio(snapshot, snapshot.accounts, options=PLAIN)}
    assert found["HY"].covered == pytest.approx(0.5764, abs=1e-3)
    assert found["HY"].bow_tie == pytest.approx(0.7304, abs=1e-3)
    assert (found["HY"].rag, found["HY"].data_grade) == ("green", "B")
    nobody = found["NEW"]
    assert (nobody.covered, nobody.bow_tie, nobody.last_contact, nobody.overdue) == (0, None, None, 0)
    assert (nobody.rag, nobody.data_grade) == ("red", "D")
    assert "no contact on record" in nobody.sentence(snapshot).en


def test_the_last_contact_is_with_anybody_mail_to_many_and_people_who_left_included():
    def last(*events, **people):
        snapshot = golden_snapshot(interactions=events, people=people)
        return portfolio(snapshot, snapshot.accounts, options=GraphOptions())[0].last_contact

    assert last() is None
    assert last(meeting("2026-05-01", "u1", "c5"), meeting("2026-04-01", "u1", "c8")) == "2026-05-01"
    assert last(meeting("2026-05-01", "u1", "c5"), c5={"flags": ["left"]}) == "2026-05-01"
    crowd = {f"x{n}": {"name": f"x{n}", "org": "HY"} for n in range(25)}
    assert last(meeting("2026-06-01", "u1", *crowd, kind="message"), **crowd) == "2026-06-01"
    assert last(meeting("2026-06-01", "u1", "t1")) is None, "a third party is not the customer"
