"""Power–interest and salience."""

from __future__ import annotations

from graphcrm.analysis.status.salience import remark, salience, unknowns
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """Everybody of the decision with power, interest, quadrant and the attributes of salience."""
    s = ask.situation
    everybody = salience(s)
    found = ask.top(everybody)
    rows = [
        {
            "id": row.id,
            "name": ask.name(row.id),
            "power": row.power,
            "interest": row.interest,
            "quadrant": row.quadrant,
            "legitimacy": row.legitimacy,
            "urgency": row.urgency,
            "type": row.type,
        }
        for row in found
    ]
    return Answer.of(
        rows,
        remarks=[remark(everybody, s.snapshot)],
        explain=[row.sentence(s.snapshot) for row in found],
        assumptions=unknowns(everybody, s.snapshot),
    )
