"""A card: the next three actions, the earliest first; nothing that is over; and the contest of whoever is on it."""

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
