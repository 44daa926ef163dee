"""R04, the risk register: what may go wrong with the relationship, how much of the decision hangs on it, and what is done against it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.analysis.findings.life import FindingState
from graphcrm.asking.answers.findings import counted
from graphcrm.i18n import Text
from graphcrm.reports.countermeasures import with_countermeasures
from graphcrm.reports.document import Document, Section, Table, ToDecide, Words
from graphcrm.reports.heading import made
from graphcrm.reports.parts import evidence
from graphcrm.reports.scene import Scene

__all__ = ["build"]


#: To find something out is a task, not a risk.
_TASKS = frozenset({"verify"})
#: What is less is read as nothing.
_LEAST = 0.005
_RISKS = Text("风险，重者在前", "Risks, the new and the weightiest first")


def build(scene: Scene) -> Document:
    """The list of findings, then each risk with its countermeasure."""
    ask = scene.answers
    risks = [row for row in ask.rows("findings", top=1000) if _risk(row)]
    sections = [
        Section(
            "register",
            Text("台账", "Register"),
            [
                *([Words(counted(row["state"] for row in risks))] if risks else []),
                *(
                    with_countermeasures(block, ask) if isinstance(block, Table) else block
                    for block in ask.table("findings", _RISKS, where=_risk, remarks=False, top=1000)
                ),
                ToDecide(Text("每项：应对措施、责任人、日期", "For each: countermeasure, owner, date"), 4),
            ],
        ),
        Section(
            "threads",
            Text("单线与离任", "Single threads and departures"),
            [*ask.table("single-threads"), *ask.table("bus-factor", where=_costs, top=1000)],
        ),
        Section(
            "rival",
            Text("竞争", "Competition"),
            [
                *ask.table(
                    "contest",
                    Text("此消彼长的人", "Who cools toward us while a competitor warms"),
                    0,
                    where=lambda row: row["drift"] is True,
                    top=1000,
                ),
                *ask.table("cut-lines"),
            ],
        ),
        Section("cooling", Text("变冷的关系", "Cooling ties"), ask.table("cooling", top=20)),
        Section("trust", Text("数据", "Data"), ask.table("audit", where=lambda row: row["ok"] is False)),
    ]
    return made(scene, Text("风险台账", "Risk register"), sections, evidence(scene))


def _risk(row: Mapping[str, Any]) -> bool:
    return row["kind"] not in _TASKS and row["state"] != FindingState.RESOLVED


def _costs(row: Mapping[str, Any]) -> bool:
    """Whether a whole per cent of reach or lean, or a thread, is lost if this person leaves: what is won is no risk."""
    reach, lean, threads = (row[key] or 0 for key in ("covered_loss", "lean_change", "threads_change"))
    return bool(reach >= _LEAST or lean <= -_LEAST or threads < 0)
