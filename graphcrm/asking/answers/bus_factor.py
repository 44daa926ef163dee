"""What happens if somebody leaves."""

from __future__ import annotations

from graphcrm.analysis.resilience.bow_tie import bow_tie
from graphcrm.analysis.resilience.leave_one_out import leave_one_out
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """A row per person, ours first: coverage lost, change of lean and of threads, and who could take over."""
    s = ask.situation
    found = ask.top(leave_one_out(s))
    rows = [ask.row(row) for row in found]
    tie = bow_tie(s)
    return Answer.of(rows, remarks=[tie.sentence(s.snapshot)], explain=[row.sentence(s.snapshot) for row in found])
