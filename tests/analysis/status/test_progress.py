"""Contacts, money and progress, counted anew by hand from the records of the sample and of other days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from graphcrm.analysis.coverage.activity import contacts_of, money, recent
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.progress import Measure, measured
from graphcrm.asking.listing.scope import Scope
from graphcrm.errors import UsageError
from graphcrm.resources import resource
from graphcrm.workspace.door import Workspace
from tests.analysis.golden import edge, golden_situation, golden_snapshot, meeting

DAY = "2026-06-30"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    found = Workspace(tmp_path_factory.mktemp("progress") / "sample.graphcrm")
    found.import_tables(resource("datasets") / "huayue", today=DAY)
    return found


@pytest.mark.parametrize("day", [DAY, "2026-03-31", "2025-12-31"])
@pytest.mark.parametrize("account", ["HY", "HYL"])
def test_contacts_are_those_in_which_both_sides_took_part(workspace: Workspace, account: str, day: str) -> None:
    snapshot = workspace.snapshot(day)
    inside = {row["id"] for row in workspace.query("key-influencers", account=account, as_of=day, top=1000).rows}
    # A contact with somebody took place, whoever has left since.
    inside |= {row["id"] for row in workspace.list("people", account=account, as_of=day).rows}
    groups: dict[tuple[str, str | None], list[tuple[str, set[str]]]] = {}
    for i in snapshot.interactions:
        theirs = set(i.participants) & inside
        if theirs and any(snapshot.is_ours(p) for p in i.participants) and i.date <= day:
            groups.setdefault((i.kind, i.channel), []).append((i.date, theirs))
    first = (date.fromisoformat(day) - timedelta(days=89)).isoformat()
    rows = workspace.query("activity", account=account, as_of=day).groups[0]
    assert {(str(r["kind"]), r["channel"] and str(r["channel"])) for r in rows} == set(groups)
    for row in rows:
        found = groups[str(row["kind"]), row["channel"] and str(row["channel"])]
        assert row["contacts"] == len(found)
        assert row["recent"] == sum(d >= first for d, _ in found)
        assert row["people"] == len(set().union(*(who for _, who in found)))
        assert row["last"] == max(d for d, _ in found)
    assert [r["contacts"] for r in rows] == sorted((r["contacts"] for r in rows), reverse=True)


def test_money_is_added_up_by_currency(workspace: Workspace) -> None:
    (row,) = workspace.query("activity", account="HY", as_of=DAY).groups[1]
    assert row["currency"] == "CNY"
    assert row["cost_pct"] == pytest.approx(100 * (row["contacts_cost"] + row["actions_cost"]) / row["contracts"])
    done = [a for a in workspace.snapshot(DAY).actions.values() if a.status in ("done", "closed") and a.cost]
    assert row["actions_cost"] == sum(a.cost for a in done if a.cost)
    # The one value-added service of the year: the batch window that was made shorter (I153).
    assert row["value_added_cost"] == 6000 < row["contacts_cost"]
    assert row["value_added_pct"] == pytest.approx(100 * 6000 / row["contracts"])
    # Under way toward people of HY: A01, A03, A05 and A09; A10 is about another customer.
    assert row["planned_cost"] == 12000 + 20000 + 45000 + 10000
    assert row["budget"] == 300000
    assert row["budget_pct"] == pytest.approx(100 * (row["actions_cost"] + row["planned_cost"]) / 300000)


def test_what_is_over_or_of_another_currency_is_not_held_against_the_budget() -> None:
    costs = (("done", 50, "CNY"), ("closed", 5, "CNY"), ("open", 20, "CNY"), ("", 3, "CNY"))
    apart = (("cancelled", 1000, "CNY"), ("dropped", 2000, "CNY"), ("open", 7, "EUR"))
    actions = [
        {"id": f"A{n}", "target": "c4", "type": "visit", "owner": "u1", "due": DAY, "status": status, "cost": cost}
        | {"currency": currency}
        for n, (status, cost, currency) in enumerate((*costs, *apart))
    ]
    budget = {"HY": {"relationship_budget": 156.0, "currency": "CNY"}}
    cny, eur = money(golden_situation(orgs=budget, rows={"action": actions}))
    assert (cny.currency, cny.actions, cny.planned, cny.budget) == ("CNY", 55, 23, 156)
    assert (eur.currency, eur.actions, eur.planned, eur.budget) == ("EUR", 0, 7, 0)
    assert money(golden_situation()) == ()


def test_what_was_spent_on_somebody_who_has_left_stays_spent() -> None:
    action = {"id": "A", "target": "c4", "type": "visit", "owner": "u1", "due": DAY, "status": "done", "cost": 50}
    visit = {"id": "I", "date": DAY, "kind": "value_added", "participants": ["u1", "c4"], "cost": 7}
    rows = {"action": [action], "interaction": [visit]}
    for people in ({}, {"c4": {"flags": ["left"]}}):
        (found,) = money(golden_situation(people=people, rows=rows))
        assert (found.actions, found.contacts, found.value_added) == (50, 7, 7)


def test_progress_is_that_of_the_kpi_block_on_both_days(workspace: Workspace) -> None:
    where = {"account": "HY", "opportunity": "HY-CORE"}
    rows = {r["measure"]: r for r in workspace.query("progress", **where, as_of=DAY, since="2026-03-31").rows}
    for key, day in (("now", DAY), ("before", "2026-03-31")):
        kpi = workspace.query("kpi", **where, as_of=day).rows[0]
        assert rows["covered"][key] == pytest.approx(kpi["covered"], abs=1e-5)
        assert rows["hostile"][key] == pytest.approx(kpi["hostile"], abs=1e-5)
        assert rows["lean"][key] == pytest.approx(kpi["lean"], abs=1e-5)
        activity = workspace.query("activity", **where, as_of=day).groups[0]
        assert rows["contacts"][key] == sum(r["recent"] for r in activity)
    rival = workspace.query("kpi", **where, as_of=DAY, vendor="RIV").rows[0]
    assert rows["lean"]["competitor"] == pytest.approx(rival["lean"], abs=1e-5)
    assert rows["supportive"]["competitor"] > 0
    assert rows["covered"]["competitor"] is None
    assert (rows["satisfaction"]["now"], rows["satisfaction"]["competitor"]) == (78, None)
    assert [str(r["principle"]) for r in rows.values()] == ["process"] * 3 + ["result"] * 5 + ["value"] * 2


@pytest.mark.parametrize("vendor", ["US", "RIV"])
def test_support_and_opposition_grow_stale_together(vendor: str) -> None:
    """As in the KPI block, half a year later nobody is known to support or to oppose."""
    stances = [edge("STANCE", person, "RIV", level=level) for person, level in (("c2", 2), ("c3", -1))]
    for day, known in ((date(2026, 6, 30), True), (date(2027, 1, 15), False)):
        found = measured(Situation.of(golden_snapshot(as_of=day, edges=stances), "HY", "HY-CORE", vendor=vendor))
        assert [found[m] > 0 for m in (Measure.SUPPORTIVE, Measure.HOSTILE)] == [known, known]


def test_satisfaction_is_compared_where_it_is_recorded(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "sample.graphcrm")
    workspace.import_tables(resource("datasets") / "huayue", today=DAY)
    later = tmp_path / "orgs.csv"
    later.write_text("id,name,category,satisfaction\nHY,华岳银行,customer,70\n", encoding="utf-8")
    workspace.import_tables(later, today="2026-09-30")
    rows = workspace.query("progress", account="HY", as_of="2026-09-30", since=DAY).rows
    (row,) = [r for r in rows if r["measure"] == "satisfaction"]
    assert (row["now"], row["before"], row["change"]) == (70, 78, -8)
    without = golden_situation(orgs={"HY": {"satisfaction": None}})
    assert Measure.SATISFACTION not in measured(without)


def test_without_an_earlier_day_nothing_is_compared(workspace: Workspace) -> None:
    rows = workspace.query("progress", account="HY", as_of=DAY).rows
    assert {r["before"] for r in rows} | {r["change"] for r in rows} == {None}
    with pytest.raises(UsageError, match="later than"):
        workspace.query("progress", account="HY", as_of=DAY, since="2026-07-01")


@pytest.mark.parametrize("ours", ["u1", "u2", "u3", "u4"])
def test_what_is_handed_over_is_held_by_nobody_else(workspace: Workspace, ours: str) -> None:
    where = {"account": "HY", "opportunity": "HY-CORE", "as_of": DAY}
    contacts, (sums,) = workspace.query("handover", ours=ours, **where).groups
    leaving = next(r for r in workspace.query("bus-factor", **where).rows if r["id"] == ours)
    assert sums["covered_loss"] == pytest.approx(leaving["covered_loss"])
    assert sums["covered_loss"] == pytest.approx(sum(r["share_pct"] for r in contacts) / 100)
    assert sums["contacts"] == len(contacts)
    assert list(dict.fromkeys(r["heir"] for r in contacts if r["heir"])) == list(leaving["handover_to"])
    assert ours not in {r["heir"] for r in contacts}
    assert all(r["tie"] >= 0.3 for r in contacts)


def test_only_ours_hand_over(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="not one of ours"):
        workspace.query("handover", account="HY", ours="c4", as_of=DAY)


def test_an_action_is_of_the_account_by_whom_or_what_it_is_for() -> None:
    """Toward somebody else, for its goal or its opportunity; not for those of another customer."""
    customers = {"ELSE": {"name": "else", "category": "customer"}}
    aims = [
        {"goal": "G"},
        {"opportunity": "HY-CORE"},
        {"goal": "G", "opportunity": "HY-CORE"},
        {"goal": "H"},
        {},
    ]
    shared = {"target": "ELSE", "type": "visit", "owner": "u1", "due": DAY, "currency": "CNY"}
    rows = {
        "goal": [
            {"id": g, "kind": "hill", "customer": c, "statement": "goal"} for g, c in (("G", "HY"), ("H", "ELSE"))
        ],
        "action": [{**shared, **aim, "id": f"A{n}", "cost": 10**n} for n, aim in enumerate(aims)],
    }
    situation = golden_situation(orgs=customers, rows=rows)
    assert [m.planned for m in money(situation)] == [111]
    assert [a.id for a in Scope(situation.snapshot, "HY").actions] == ["A0", "A1", "A2"]


def test_the_last_90_days_include_the_day_itself() -> None:
    days = ("2026-04-01", "2026-04-02", "2026-06-30")  # 90, 89 and 0 days before
    s = golden_situation(interactions=[meeting(day, "u1", "c2") for day in days])
    assert [one.date for one in recent(s.snapshot, contacts_of(s))] == ["2026-04-02", "2026-06-30"]
