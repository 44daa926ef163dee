"""Three-level communication."""

from __future__ import annotations

from graphcrm.analysis.coverage.comm_levels import communication_levels
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """Counterpart pairs, days since the last contact and status per communication level."""
    s = ask.situation
    found = communication_levels(s)
    rows = [
        {
            "comm_level": row.comm_level,
            "pairs": len(row.pairs),
            "last_contact": row.last_contact,
            "days": row.days,
            "target_days": None if row.target_days is None else int(row.target_days),
            "status": row.status,
            "missing_counterpart": list(row.missing_counterpart),
        }
        for row in found
    ]
    return Answer.of(rows, explain=[row.sentence(s.snapshot) for row in found])
