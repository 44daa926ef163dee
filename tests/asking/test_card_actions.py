"""A card: the next three actions, the earliest first; nothing that is over; contest and attitudes; by what names findings call things."""

from __future__ import annotations

from typing import Any

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from graphcrm.snapshot import Snapshot
from tests.analysis.golden import edge, golden_snapshot


def _action(key: str, due: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "target": "c2", "type": "visit", "owner": "u1", "due": due} | more


def test_the_next_three_actions_with_whoever_and_whatever_for() -> None:
    actions = [
        _action("A5", "2026-09-01", goal="G1"),
        _action("A1", "2026-07-03", opportunity="HY-CORE"),
        _action("A2", "2026-07-02", goal="G1", opportunity="HY-CORE"),
        _action("A3", "2026-07-01", status="done"),
        _action("A4", "2026-07-04"),
    ]
    snapshot = golden_snapshot(rows={"action": actions})
    found = run(Ask(find_query("card"), snapshot, {"account": "HY", "person": "c2"}))
    rows = [row for row in found.rows if str(row["section"]) == "action"]
    assert [(row["item"], str(row["detail"])) for row in rows] == [
        ("2026-07-02", "张 · G1"),
        ("2026-07-03", "张 · 新一代核心系统"),
        ("2026-07-04", "张"),
    ]


def _card(snapshot: Snapshot, person: str, section: str) -> list[tuple[str, str]]:
    found = run(Ask(find_query("card"), snapshot, {"account": "HY", "person": person}))
    return [(str(row["item"]), str(row["value"])) for row in found.rows if str(row["section"]) == section]


def test_a_need_that_is_settled_is_on_no_card() -> None:
    needs = [
        {"id": key, "holder": "c2", "kind": "career", "statement": f"need {key}", "status": status}
        for key, status in (("N1", "done"), ("N2", "open"), ("N3", "dropped"), ("N4", ""))
    ]
    held = _card(golden_snapshot(rows={"need": needs}), "c2", "need")
    assert [statement for _, statement in held] == ["need N2", "need N4"]


def test_the_contest_about_somebody_whom_no_influence_joins_to_the_decision() -> None:
    stances = [edge("STANCE", "s2", "US", level=2), edge("STANCE", "s2", "RIV", level=0)]
    people = {"s2": {"id": "s2", "name": "许", "org": "SUP", "grade": 2}}
    assert _card(golden_snapshot(people=people, edges=stances), "s2", "competitor") == [("state", "ours")]


def test_a_stance_in_another_matter_hides_no_other_vendor() -> None:
    """President Lin's stance toward the competitor is for another opportunity; that toward us, whose id comes later, is told."""
    elsewhere = golden_snapshot(
        opportunities={"O2": {"id": "O2", "name": "二期", "customer": "HY", "stage": "s2", "status": "open"}},
        edges=[edge("STANCE", "c2", "RIV", level=1, opportunity="O2")],
    )
    found = run(Ask(find_query("card"), elsewhere, {"account": "HY", "opportunity": "HY-CORE", "person": "c2"}))
    assert [str(row["item"]) for row in found.rows if str(row["section"]) == "support"] == [elsewhere.orgs["US"].name]


def test_a_promise_that_is_due_is_called_by_its_statement() -> None:
    promise = {"id": "P1", "from": "u1", "to": "c4", "statement": "测算", "made_on": "2026-06-01", "due": "2026-07-01"}
    snapshot = golden_snapshot(rows={"promise": [promise]})
    past = dict.fromkeys(range(400), snapshot)  # as it is today
    found = run(Ask(find_query("findings"), snapshot, {"account": "HY"}, past=past))
    (subject,) = (row["subject"] for row in found.rows if str(row["kind"]) == "promise")
    assert [one.label.zh for one in subject] == ["测算"]
