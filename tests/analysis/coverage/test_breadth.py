"""Breadth of contacts and coverage of the units that a stage needs."""

from __future__ import annotations

from typing import Any

import pytest

from graphcrm.analysis.coverage.breadth import breadth
from graphcrm.analysis.coverage.stage_coverage import stage_coverage
from graphcrm.model.choices import Function
from graphcrm.model.edges import EdgeKind
from tests.analysis.golden import THEIRS, edge, golden_situation

UNITS: list[dict[str, Any]] = [
    {"id": "IT", "name": "科技部", "org": "HY", "function": "it", "headcount": 10},
    {"id": "OPS", "name": "运维中心", "org": "HY", "function": "operations", "headcount": 5},
    {"id": "FIN", "name": "财务部", "org": "HY", "function": "finance", "headcount": 5},
    {"id": "ELSE", "name": "别家部门", "org": "SUP", "function": "legal", "headcount": 99},
]
PLACES = {"c3": "IT", "c5": "IT", "c6": "IT", "c9": "OPS", "c10": "OPS", "c4": "FIN"}
PEOPLE = {p: {"unit": u} for p, u in PLACES.items()}


def with_units(units: list[dict[str, Any]] = UNITS, **changes: Any) -> Any:
    rows = {"unit": units, **changes.pop("rows", {})}
    return golden_situation(people={**PEOPLE, **changes.pop("people", {})}, rows=rows, **changes)


def test_a_second_post_is_counted_in_the_unit_of_the_account_that_is_asked() -> None:
    units = [*UNITS, {"id": "HQ", "name": "总部", "org": "GRP"}, {"id": "BO", "name": "总部之下", "org": "GRP"}]
    orgs = {"GRP": {"name": "集团", "category": "customer"}}
    for target, there in (("OPS", "OPS"), ("HY", None)):
        seconded = {"g1": {"name": "金", "org": "GRP", "unit": "HQ", "grade": 3, "title": "处长"}}
        posts = [edge("MEMBER_OF", "g1", target, title="派驻主任")]
        found = with_units(units, orgs=orgs, people=seconded, edges=posts, ties={("u1", "g1"): 0.5})
        who = found.snapshot.people["g1"]
        assert (who.unit, who.title, who.org) == (there, "派驻主任", "GRP")
        assert {u.unit: u.active for u in breadth(found).units}["OPS"] == (3 if there else 2)
        # In the account of the primary post nothing changes.
        at_home = type(found).of(found.snapshot, "GRP").snapshot
        assert found.snapshot.of(EdgeKind.MEMBER_OF) == at_home.of(EdgeKind.MEMBER_OF)


def test_a_second_post_within_the_customer_is_counted_in_both_units_and_once_in_all() -> None:
    there = {"edges": [edge("MEMBER_OF", "c9", "FIN")], "rows": {"stage_plan": PLAN}}
    found = breadth(with_units(**there))
    assert [(u.unit, u.active, u.known) for u in found.units] == [("FIN", 1, 2), ("IT", 3, 3), ("OPS", 2, 2)]
    assert (found.active, found.known) == (7, 11)
    finance = next(r for r in stage_coverage(with_units(**there)) if r.unit == "FIN")
    assert (set(finance.people), finance.active, finance.covered) == ({"c4", "c9"}, ("c9",), True)


def test_breadth_counts_active_contacts() -> None:
    found = breadth(with_units())
    assert (found.active, found.known, found.headcount) == (7, 11, 20)
    assert found.headcount_ratio == pytest.approx(7 / 20)
    assert [(u.unit, u.active, u.known, u.ratio) for u in found.units] == [
        ("FIN", 0, 1, 0.0),
        ("IT", 3, 3, 0.3),
        ("OPS", 2, 2, 0.4),
    ]
    assert found.broad_units == ("IT", "OPS")
    assert found.unit_ratio == pytest.approx(2 / 3)
    assert {f for f, covered in found.functions.items() if not covered} == {Function.FINANCE, Function.RISK}
    assert found.function_ratio == pytest.approx(4 / 6)
    assert "functions not reached: finance, risk" in found.sentence().en


def test_a_missing_headcount_is_never_guessed() -> None:
    units = [{**UNITS[0], "headcount": None}, *UNITS[1:]]
    found = breadth(with_units(units))
    assert found.headcount is found.headcount_ratio is None
    assert [u.ratio for u in found.units if u.unit == "IT"] == [None]
    assert "estimated" not in found.sentence().en


def test_nothing_known() -> None:
    found = breadth(golden_situation(people=dict.fromkeys(THEIRS)))
    assert (found.active, found.known, found.units) == (0, 0, ())
    assert found.known_ratio is found.unit_ratio is found.function_ratio is found.headcount_ratio is None


PLAN = [
    {"stage": "s2", "unit": "FIN", "goal": "总成本认可", "method": "工作坊", "owner": "u1"},
    {"stage": "s2", "unit": "科技部", "goal": "技术认可"},
    {"stage": "s2", "unit": "operations", "goal": "可运维"},
    {"stage": "s2", "unit": "合规部", "goal": "合规"},
    {"stage": "s2", "unit": "ELSE", "goal": "别家"},
    {"stage": "s3", "unit": "OPS", "goal": "平稳接管"},
    {"stage": "s0", "unit": "IT", "goal": "经营"},
]


def test_stage_plan_by_id_name_and_function() -> None:
    situation = with_units(rows={"stage_plan": PLAN})
    rows = stage_coverage(situation)
    assert [(r.unit, r.units, r.covered) for r in rows] == [
        ("FIN", ("FIN",), False),
        ("合规部", (), False),
        ("operations", ("OPS",), True),
        ("科技部", ("IT",), True),
    ]
    assert rows[0].people == ("c4",)
    assert rows[3].active == ("c3", "c5", "c6")
    said = [r.sentence(situation.snapshot) for r in rows]
    assert said[1].en.endswith("合规部: no such unit is on record.")
    assert said[0].zh == f"项目运作·{situation.snapshot.units['FIN'].name}：已知 1 人，无活跃联系人。"
    assert situation.snapshot.units["OPS"].name in said[2].en
    assert "operations" not in said[2].en


@pytest.mark.parametrize(("stage", "units"), [("s3", ["OPS"]), ("s4", [])])
def test_the_stage_of_the_opportunity_counts(stage: str, units: list[str]) -> None:
    situation = with_units(rows={"stage_plan": PLAN}, opportunities={"HY-CORE": {"stage": stage}})
    assert [r.unit for r in stage_coverage(situation)] == units


def test_account_context_takes_every_open_opportunity_else_the_running_account() -> None:
    more = {"HY-2": {"name": "二期", "customer": "HY", "stage": "s3", "status": "open"}}
    situation = with_units(rows={"stage_plan": PLAN}, opportunity=None, opportunities=more)
    assert {(r.opportunity, r.stage.value) for r in stage_coverage(situation)} == {("HY-CORE", "s2"), ("HY-2", "s3")}
    closed = with_units(rows={"stage_plan": PLAN}, opportunity=None, opportunities={"HY-CORE": {"status": "lost"}})
    assert [(r.opportunity, r.stage.value, r.unit) for r in stage_coverage(closed)] == [(None, "s0", "IT")]


def test_without_a_stage_nothing_is_required() -> None:
    situation = with_units(rows={"stage_plan": PLAN}, opportunities={"HY-CORE": {"stage": None}})
    assert stage_coverage(situation) == ()
