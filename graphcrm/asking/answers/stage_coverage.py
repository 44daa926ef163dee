"""Do we reach the units that this stage needs?"""

from __future__ import annotations

from graphcrm.analysis.coverage.stage_coverage import stage_coverage
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text


def answer(ask: Ask) -> Answer:
    """A row per line of the stage plan that applies now, those without an active contact first."""
    found = stage_coverage(ask.situation)
    rows = [
        ask.row(
            row,
            goal=row.goal or None,
            method=row.method or None,
            owner=row.owner or None,
            units=[ask.path(unit) for unit in row.units],
        )
        for row in found
    ]
    nothing = Text(
        "阶段计划（stageplan）没有适用于当前阶段的行：不作判断。",
        "The stage plan (stageplan) has no line for the present stage: nothing is judged.",
    )
    return Answer.of(rows, nothing=nothing, explain=[row.sentence(ask.snapshot) for row in found])
