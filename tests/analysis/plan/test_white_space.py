"""White space: attractiveness by status, currencies apart, who decides and what to do about it."""

import pytest

from graphcrm.analysis.plan.white_space import NextStep, white_space
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import edge, golden_situation

UNITS = [{"id": "IT", "name": "科技部", "org": "HY"}, {"id": "FIN", "name": "财务部", "org": "HY"}]
PEOPLE = {"c3": {"unit": "IT"}, "c5": {"unit": "IT"}, "c6": {"unit": "IT"}, "c4": {"unit": "FIN"}}


def cells(*potential, people=PEOPLE, **changes):
    rows = {"unit": UNITS, "product": [{"id": "P1", "name": "平台", "name_en": "Platform"}], "potential": potential}
    return white_space(golden_situation(rows=rows, people=people, **changes))


def cell(unit="IT", status="potential", amount=100.0, currency="CNY", product="P1", **more):
    return {"product": product, "unit": unit, "status": status, "amount": amount, "currency": currency, **more}


def test_what_is_open_to_sell_comes_first():
    found = cells(
        cell("IT", "won", 900), cell("FIN", "competitor", 300, vendor="RIV"), cell("HY", "potential", 160),
        cell("IT", "open", 999, product="P2"),
    )  # fmt: skip
    assert [(c.unit, c.status, c.attractiveness) for c in found] == [
        ("HY", "potential", 160), ("FIN", "competitor", 150), ("IT", "won", 0), ("IT", "open", 0),
    ]  # fmt: skip


def test_currencies_are_neither_added_nor_compared():
    found = cells(
        cell("IT", amount=1e9, currency="USD"), cell("FIN", amount=1), cell("HY", amount=None, currency="EUR"),
        cell("IT", amount=2, currency="EUR", product="P2"),
    )  # fmt: skip
    assert [(c.currency, c.amount) for c in found] == [("CNY", 1), ("EUR", 2), ("USD", 1e9), (None, None)]


def test_who_decides_and_what_to_do():
    """Grade 3 and above, or with decision weight, by share; c6 (grade 2) is neither."""
    it, fin, whole = cells(cell("IT", amount=3), cell("FIN", amount=2), cell("HY", amount=1))
    assert (it.deciders, it.reach, it.step) == (("c3", "c5"), pytest.approx(0.62), NextStep.PROPOSE)
    assert (fin.deciders, fin.reach, fin.step) == (("c4",), 0.0, NextStep.INTRODUCED)
    assert fin.route == ("u3", "c2", "c4")
    assert whole.deciders == ("c2", "c4", "c3"), "three at most"
    weighty = cells(cell("IT"), weights={"c6": 0.1})[0]
    assert weighty.deciders == ("c6", "c3", "c5")


@pytest.mark.parametrize(
    ("status", "step"), [("won", None), ("none", None), ("open", NextStep.PROPOSE), ("competitor", NextStep.PROPOSE)]
)
def test_nothing_is_to_be_done_where_it_is_settled(status, step):
    assert cells(cell("IT", status))[0].step is step


@pytest.mark.parametrize("place", ["FIN", "HY"])
def test_whoever_has_a_second_post_there_decides_there_too(place):
    alone = dict.fromkeys(("c2", "c3", "c4")) | {"t1": 1.0}
    (found,) = cells(cell(place), people={}, weights=alone, edges=[edge("MEMBER_OF", "t1", place)])
    assert found.deciders[0] == "t1"
    (without,) = cells(cell(place), people={}, weights=alone)
    assert "t1" not in without.deciders


def test_a_second_post_in_the_same_customer_counts_there_too():
    (found,) = cells(cell("FIN"), people={"c3": {"unit": "IT"}}, edges=[edge("MEMBER_OF", "c3", "FIN")])
    assert found.deciders == ("c3",)


def test_where_nobody_is_known():
    """A seat stands for the post; without one nobody is known. Either way the next step is to find out."""
    seat = cells(cell("FIN"), people={"c4": {"unit": "FIN", "flags": ["placeholder"]}})[0]
    assert (seat.deciders, seat.reach, seat.route, seat.step) == (("c4",), None, None, NextStep.FIND_OUT)
    nobody = cells(cell("FIN"), people={})[0]
    assert (nobody.deciders, nobody.reach, nobody.step) == ((), None, NextStep.FIND_OUT)
    situation = golden_situation(rows={"unit": UNITS, "potential": [cell("FIN")]})
    assert white_space(situation)[0].sentence(situation).en == (
        "P1 in 财务部: potential; nobody is known who decides there; find out who decides."
    )


def test_other_accounts_have_their_own():
    other = {"X": {"id": "X", "name": "别家", "category": "customer"}}
    assert cells(cell("X"), orgs=other) == ()


def test_nobody_is_sent_to_whoever_may_not_be_contacted():
    barred = cells(cell("FIN"), people={**PEOPLE, "c4": {"unit": "FIN", "flags": ["no_contact"]}})[0]
    assert (barred.deciders, barred.route) == (("c4",), None)
    assert cells(cell("FIN"), options=GraphOptions(derived=True))[0].route == ("u3", "c2", "c4")
