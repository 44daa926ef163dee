"""The next actions on a card: three, the earliest first, none that is over, each with owner and aim."""

from __future__ import annotations

from typing import Any

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.analysis.golden import golden_snapshot


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
