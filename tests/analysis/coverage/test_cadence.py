"""Cadence of key persons and the three communication levels."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from graphcrm.analysis.coverage.cadence import ContactStatus, cadence, level_target, overdue, person_target
from graphcrm.analysis.coverage.comm_levels import LevelRow, communication_levels
from graphcrm.model.choices import CommLevel
from graphcrm.settings import DEFAULTS
from tests.analysis.golden import AS_OF, THEIRS, golden_situation, meeting

KEYS = ("c1", "c2", "c3", "c4", "c6", "c8", "t1")


def ago(days: int, *people: str, kind: str = "exec_visit") -> dict[str, Any]:
    return meeting((AS_OF - timedelta(days)).isoformat(), *people, kind=kind)


def level(situation: Any, which: CommLevel) -> LevelRow:
    return next(row for row in communication_levels(situation) if row.comm_level is which)


@pytest.mark.parametrize(
    ("days", "status"),
    [(0, "ok"), (45, "ok"), (46, "due"), (67, "due"), (68, "overdue"), (400, "overdue")],
)
def test_key_persons_of_tier_a_every_45_days(days: int, status: str) -> None:
    situation = golden_situation(interactions=[ago(days, "u3", "c2")])
    row = next(r for r in cadence(situation, KEYS) if r.person == "c2")
    assert (row.status.value, row.days_silent, row.target_days) == (status, days, 45)
    assert row.ratio == pytest.approx(days / 45)
    assert ("c2" in [r.person for r in overdue(situation, KEYS)]) is (status != "ok")


def test_never_contacted_first_then_by_ratio() -> None:
    meetings = [ago(100, "u3", "c2"), ago(50, "u2", "c6"), ago(60, "u1", "c6"), ago(10, "u3", "c3")]
    rows = overdue(golden_situation(interactions=meetings), KEYS)
    assert [r.person for r in rows] == ["c1", "c4", "c8", "t1", "c2", "c6"]
    assert [r.ratio for r in rows[:4]] == [None] * 4
    assert rows[0].status is ContactStatus.OVERDUE
    assert (rows[-1].last_contact, rows[-1].days_silent) == ("2026-05-11", 50)


@pytest.mark.parametrize(("tier", "days"), [("S", 30), ("A", 45), ("B", 90), ("C", 180), (None, 180)])
def test_targets_of_key_persons_by_tier(tier: str | None, days: int) -> None:
    situation = golden_situation(orgs={"HY": {"tier": tier}})
    assert person_target(situation, "c1") == person_target(situation, "c10") == days
    assert person_target(situation, "t1") == days


def test_the_plan_overrides_and_the_most_specific_row_counts() -> None:
    plan = [
        {"max_days": 300},
        {"tier": "A", "max_days": 70},
        {"tier": "A", "comm_level": "management", "max_days": 60},
        {"tier": "A", "comm_level": "management", "grade": 4, "max_days": 20},
        {"tier": "B", "comm_level": "management", "grade": 4, "max_days": 1},
    ]
    situation = golden_situation(rows={"cadence": plan})
    assert person_target(situation, "c2") == 20
    assert person_target(situation, "c5") == 60
    assert person_target(situation, "c10") == 70
    assert level_target(situation, CommLevel.MANAGEMENT, 4) == 20
    assert level_target(situation, CommLevel.SHAREHOLDER) == 70


@pytest.mark.parametrize(
    ("flags", "tender", "listed"),
    [
        ([], True, True),
        (["no_contact"], False, False),
        (["objected"], False, False),
        (["independence_required"], False, True),
        (["independence_required"], True, False),
        (["public_official"], True, False),
    ],
)
def test_whom_nobody_is_sent_to(flags: list[str], tender: bool, listed: bool) -> None:
    situation = golden_situation(people={"c4": {"flags": flags}}, opportunities={"HY-CORE": {"tender_open": tender}})
    assert ("c4" in [r.person for r in overdue(situation, KEYS)]) is listed


def test_sentence_of_a_silent_key_person() -> None:
    situation = golden_situation(interactions=[ago(100, "u3", "c2")])
    rows = {r.person: r.sentence(situation.snapshot) for r in overdue(situation, KEYS)}
    assert rows["c2"].zh == "林行长：已 100 天未联系，目标 45 天，逾期。"
    assert rows["c4"].en == "吴CFO: no contact on record, target 45 days: overdue."


# three levels -------------------------------------------------------------------------------------------------------


def test_without_contacts_there_is_no_link() -> None:
    rows = communication_levels(golden_situation())
    assert [r.comm_level for r in rows] == list(CommLevel)
    assert [r.status for r in rows] == [ContactStatus.NO_LINK] * 3
    assert [r.target_days for r in rows] == [365, 90, 30]
    assert rows[0].missing_counterpart == ("c1",)
    assert rows[1].pairs == (("u3", "c3"), ("u3", "c2"), ("u5", "c3"))  # u1 and u2 are no managers
    assert rows[1].missing_counterpart == ("c11", "c4", "c5", "c7")
    assert rows[2].missing_counterpart == ("c8",)


@pytest.mark.parametrize(("ours", "status"), [("u7", "ok"), ("u3", "no_link")])
def test_a_shareholder_needs_one_of_grade_five(ours: str, status: str) -> None:
    situation = golden_situation(interactions=[ago(1, ours, "c1")])
    row = level(situation, CommLevel.SHAREHOLDER)
    assert row.status == status
    assert row.missing_counterpart == (() if status == "ok" else ("c1",))


@pytest.mark.parametrize(
    ("days", "kind", "status"),
    [(90, "exec_visit", "ok"), (91, "exec_visit", "due"), (135, "exec_visit", "due"), (136, "exec_visit", "overdue")],
)
def test_management_within_90_days(days: int, kind: str, status: str) -> None:
    situation = golden_situation(ties={("u3", "c2"): 0.5}, interactions=[ago(days, "u3", "c2", kind=kind)])
    assert level(situation, CommLevel.MANAGEMENT).status == status


def test_in_time_but_too_weak_a_tie_is_only_due() -> None:
    weak = golden_situation(ties={("u3", "c2"): None}, interactions=[ago(5, "u3", "c2", kind="care")])
    row = level(weak, CommLevel.MANAGEMENT)
    assert (row.status, row.days, row.last_contact) == (ContactStatus.DUE, 5, "2026-06-25")


def test_operational_level_needs_two_pairs_in_every_unit() -> None:
    units = [{"id": u, "name": u, "org": "HY"} for u in ("IT", "OPS", "GM")]
    people = {"c6": {"unit": "IT"}, "c9": {"unit": "OPS"}, "c10": {"unit": "OPS"}, "c8": {"unit": "GM"}}
    meetings = [ago(3, "u2", "c6"), ago(3, "u1", "c6"), ago(9, "u1", "c9"), ago(2, "u4", "c9"), ago(2, "u1", "c8")]

    def status(tier: str, more: list[dict[str, Any]]) -> str | None:
        situation = golden_situation(
            people=people, rows={"unit": units}, interactions=meetings + more, orgs={"HY": {"tier": tier}}
        )
        return level(situation, CommLevel.OPERATIONAL).status

    assert status("A", []) == "overdue"  # the secretary's unit has one pair
    assert status("A", [ago(40, "u2", "c8")]) == "due"
    assert status("A", [ago(20, "u2", "c8")]) == "ok"
    assert status("S", [ago(20, "u2", "c8")]) == "due"
    assert status("B", []) == "ok"


def test_levels_that_a_tier_does_not_ask_for_are_not_rated() -> None:
    rows = communication_levels(golden_situation(orgs={"HY": {"tier": "C"}}))
    assert [r.target_days for r in rows] == [None, 365, 120]
    assert rows[0].status is None
    assert "not rated" in rows[0].sentence(golden_situation().snapshot).en


def test_the_plan_sets_targets_per_grade() -> None:
    plan = [{"tier": "A", "comm_level": "management", "grade": g, "max_days": d} for g, d in ((4, 10), (3, 100))]
    situation = golden_situation(rows={"cadence": plan}, interactions=[ago(50, "u3", "c2"), ago(50, "u3", "c5")])
    row = level(situation, CommLevel.MANAGEMENT)
    assert row.target_days == 10
    assert row.status is ContactStatus.OK  # c5 is of grade 3
    without = golden_situation(rows={"cadence": plan}, interactions=[ago(50, "u3", "c2")])
    assert level(without, CommLevel.MANAGEMENT).status is ContactStatus.OVERDUE


def test_empty_account() -> None:
    nobody = golden_situation(people=dict.fromkeys(THEIRS))
    assert cadence(nobody, ()) == ()
    rows = communication_levels(nobody)
    assert [(r.status, r.pairs, r.target_days) for r in rows] == [
        (ContactStatus.NO_LINK, (), 365),
        (ContactStatus.NO_LINK, (), 90),
        (ContactStatus.NO_LINK, (), 30),
    ]


def test_sentence_of_a_level() -> None:
    situation = golden_situation(interactions=[ago(5, "u7", "c1")])
    assert level(situation, CommLevel.SHAREHOLDER).sentence(situation.snapshot).zh == (
        "股东层：1 对关系，最近联系在 5 天前，目标 365 天，正常。"
    )


def test_a_level_that_is_late_within_its_target_says_why() -> None:
    """Twelve days of a target of thirty, but ties below .30, or not two pairs in every unit."""
    unit = {"c9": {"unit": "OPS"}, "c10": {"unit": "OPS"}, "c6": {"unit": "IT"}, "c8": {"unit": "IT"}}
    units = [{"id": u, "name": u, "org": "HY"} for u in ("IT", "OPS")]
    met = [ago(12, "u1", p, kind="call") for p in ("c9", "c10", "c6", "c8")]
    faint = dict.fromkeys([("u2", "c6"), ("u2", "c10"), ("u1", "c9"), ("u4", "c9")])
    weak = golden_situation(people=unit, rows={"unit": units}, interactions=met, ties=faint)
    row = level(weak, CommLevel.OPERATIONAL)
    assert (row.days, row.target_days, row.status) == (12, 30, ContactStatus.DUE)
    assert row.sentence(weak.snapshot).zh.endswith("到期（IT、OPS：目标期内达到 30% 的关系不足两对）。")

    few = golden_situation(people=unit, rows={"unit": units}, interactions=met[:3], ties=faint)
    row = level(few, CommLevel.OPERATIONAL)
    assert (row.days, row.status) == (12, ContactStatus.OVERDUE)
    assert (
        "overdue (OPS: fewer than two ties of 30% within the target; IT: fewer than two pairs within the target)"
        in (row.sentence(few.snapshot).en)
    )
    three = replace(DEFAULTS, cadence={**DEFAULTS.cadence, "pairs": 3})
    more = golden_situation(people=unit, rows={"unit": units}, interactions=met, settings=three)
    assert "IT、OPS：目标期内的联系不足 3 对" in level(more, CommLevel.OPERATIONAL).sentence(more.snapshot).zh

    one = golden_situation(
        interactions=[ago(12, "u3", "c5", kind="call")], ties={("u3", "c2"): None, ("u3", "c3"): None}
    )
    row = level(one, CommLevel.MANAGEMENT)
    assert (row.days, row.target_days, row.status) == (12, 90, ContactStatus.DUE)
    assert "due (the ties within the target are below 30%)" in row.sentence(one.snapshot).en

    late = golden_situation(interactions=[ago(300, "u3", "c5")])
    assert level(late, CommLevel.MANAGEMENT).reason is None
