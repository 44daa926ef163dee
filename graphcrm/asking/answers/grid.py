"""Power–interest and salience."""

from __future__ import annotations

from graphcrm.analysis.status.salience import remark, salience, unknowns
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """Everybody of the decision with power, interest, quadrant and the attributes of salience."""
    s = ask.situation
    everybody = salience(s)
    found = ask.top(everybody)
    rows = [ask.row(row) for row in found]
    return Answer.of(
        rows,
        remarks=[remark(everybody, s)],
        explain=[row.sentence(s.snapshot) for row in found],
        assumptions=unknowns(everybody, s.snapshot),
    )
