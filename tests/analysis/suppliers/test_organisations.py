"""Suppliers and third parties: Kraljic's place, shares, endorsement, double dealing, advice."""

import pytest

from graphcrm.analysis.suppliers.kraljic import KraljicQuadrant, kraljic
from graphcrm.analysis.suppliers.organisations import Advice, suppliers, third_parties
from tests.analysis.golden import edge, golden_situation, golden_snapshot


def supplies(source="SUP", target="US", **props):
    return edge("SUPPLIES", source, target, **props)


OTHER = {"SUP2": {"name": "other", "category": "supplier"}}


@pytest.mark.parametrize(
    ("rows", "impact", "profit", "risk", "quadrant"),
    [
        ([supplies(spend_share=0.45, alternatives=2, switch_months=4)], 4, 4, (3 + 7 / 3 + 2.8 + 5) / 4, "strategic"),
        ([supplies()], None, 1, (1 + 5) / 2, "bottleneck"),
        ([supplies(alternatives=9)], None, 1, (1 + 5 + 1) / 3, "non-critical"),
        ([supplies(category="x"), supplies("SUP2", category="x")], 3, 3, 1, "leverage"),
        ([supplies(category="x"), supplies("SUP2", category="y")], None, 1, 3, "bottleneck"),
        ([supplies(switch_months=36), supplies("SUP2")], None, 1, (1 + 5 + 1) / 3, "non-critical"),
        (
            [supplies(spend_share=0.5), supplies(spend_share=0.1, reported_by="u2"), supplies("SUP2")],
            2,
            3,
            2,
            "leverage",
        ),
    ],
)
def test_a_suppliers_place(rows, impact, profit, risk, quadrant):
    found = kraljic(golden_snapshot(edges=rows, orgs=OTHER), "SUP", impact)
    assert found.impact == pytest.approx(profit)
    assert found.risk == pytest.approx(risk)
    assert found.quadrant is KraljicQuadrant(quadrant)
    assert found.risky == (quadrant in ("strategic", "bottleneck"))


def test_whoever_does_not_supply_us_has_no_place():
    assert kraljic(golden_snapshot(edges=[supplies(target="HY"), supplies("US", "HY")]), "SUP", 5) is None


def of(rows):
    return {o.id: o for o in rows}


def test_the_published_shares():
    s = golden_situation()
    assert of(third_parties(s))["ADV"].share == pytest.approx(0.093, abs=1e-3)
    assert of(suppliers(s))["SUP"].share == pytest.approx(0.005, abs=1e-3)
    assert of(third_parties(s))["ADV"].influences == ("c3", "c6")
    assert "9%" in of(third_parties(s))["ADV"].sentence(s.snapshot).en


@pytest.mark.parametrize(
    ("change", "independent"),
    [
        ({}, False),
        ({"orgs": {"ADV": {"subtype": "supervision"}}}, True),
        ({"orgs": {"ADV": {"subtype": "media"}}}, False),
        ({"people": {"t1": {"flags": ["independence_required"]}}}, True),
        ({"people": {"t1": {"flags": ["independence_required", "left"]}}}, False),
    ],
)
def test_whoever_must_stay_independent_is_cooperated_with_and_nothing_else(change, independent):
    found = of(third_parties(golden_situation(**change)))["ADV"]
    assert found.independent is independent
    assert (found.advice is Advice.COOPERATE) is independent


@pytest.mark.parametrize(
    ("edges", "dual", "advice"),
    [
        ([], False, Advice.PARTNER),
        ([supplies(target="RIV")], True, Advice.SECOND_SOURCE),
        ([edge("ALLIED_WITH", "RIV", "SUP")], True, Advice.SECOND_SOURCE),
        ([supplies("RIV", "SUP")], False, Advice.PARTNER),
        ([supplies()], False, Advice.SECOND_SOURCE),
        ([supplies(alternatives=9)], False, Advice.PARTNER),
    ],
)
def test_double_dealing_and_risk_want_a_second_source(edges, dual, advice):
    found = of(suppliers(golden_situation(edges=edges)))["SUP"]
    assert (found.dual_supply, found.advice) == (dual, advice)


@pytest.mark.parametrize(
    ("source", "endorsed"), [("HY", True), ("c9", True), ("RIV", False), ("u1", False), ("s1", False)]
)
def test_who_endorses(source, endorsed):
    found = of(third_parties(golden_situation(edges=[edge("ENDORSES", source, "ADV", level=2)])))
    assert found["ADV"].endorsed is endorsed


def test_the_tie_is_the_best_to_anybody_who_is_still_there():
    people = {"t2": {"name": "叶", "org": "ADV"}, "t3": {"name": "王", "org": "ADV", "flags": ["left"]}}
    ties = {("u1", "t2"): 0.4, ("u2", "t3"): 0.9}
    found = of(third_parties(golden_situation(people=people, ties=ties)))["ADV"]
    assert found.tie == pytest.approx(0.4)


def test_whoever_was_evaluated_is_listed_and_those_who_want_attention_come_first():
    rows = {"supplier_evaluation": [{"org": "ADV", "date": "2026-01-01"}]}
    s = golden_situation(rows=rows, edges=[supplies(spend_share=0.9)], orgs=OTHER)
    assert [o.id for o in suppliers(s)] == ["ADV", "SUP", "SUP2"]
    attention = of(suppliers(s))
    assert attention["ADV"].attention == pytest.approx(0.4 + 0.3)
    risk = (1 + 4 * 0.9 + 5) / 2
    assert attention["SUP"].attention == pytest.approx(0.4 * 0.0046 / 0.0929 + 0.3 * (risk - 1) / 4 + 0.3, abs=1e-3)


def test_whoever_supplies_us_is_listed_whatever_else_they_are():
    """A partner who supplies a competitor as well is a risk that nobody would see in a list of suppliers by name only."""
    orgs = {
        "PRT": {"name": "伙伴", "category": "partner"},
        "US2": {"name": "我方子公司", "category": "our_company", "parent": "US"},
    }
    edges = [
        supplies("PRT", "US2", spend_share=0.5),
        supplies("PRT", "RIV"),
        supplies("ADV", "HY"),
        supplies("US2", "US"),
    ]
    found = of(suppliers(golden_situation(orgs=orgs, edges=edges)))
    assert set(found) == {"SUP", "PRT"}
    assert (found["PRT"].place.quadrant, found["PRT"].dual_supply) == (KraljicQuadrant.STRATEGIC, True)
