"""The coverage matrix."""

from __future__ import annotations

from typing import Any

from graphcrm.analysis.coverage.coverage_matrix import CoverageCell, coverage_by_person, coverage_by_unit
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """Rows by unit and level, or by person; a cell holds best tie, number of ties and last contact per role of ours."""
    s = ask.situation
    keys = key_persons(s)
    found = coverage_by_person(s, keys) if ask.get("by") == "person" else coverage_by_unit(s)
    rows = [ask.row(row, **{role.value: _cell(cell) for role, cell in row.cells.items()}) for row in found]
    return Answer.of(rows, explain=[row.sentence(s.snapshot) for row in found])


def _cell(cell: CoverageCell) -> dict[str, Any] | None:
    """Empty only where there never was anything: whoever came once, long ago, is not one who never came."""
    return {"tie": cell.tie, "pairs": cell.pairs, "last": cell.last} if cell.tie > 0 or cell.last else None
