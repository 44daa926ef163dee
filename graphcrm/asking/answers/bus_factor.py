"""What happens if somebody leaves."""

from __future__ import annotations

from graphcrm.analysis.resilience.bow_tie import bow_tie
from graphcrm.analysis.resilience.leave_one_out import leave_one_out
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text


def answer(ask: Ask) -> Answer:
    """A row per person, ours first: coverage lost, change of lean and of threads, and who could take over."""
    s = ask.situation
    found = ask.top(leave_one_out(s))
    rows = [
        {
            "side": row.side,
            "id": row.id,
            "name": ask.name(row.id),
            "covered_loss": row.covered_loss,
            "lean_change": row.lean_change,
            "threads_change": row.threads_change,
            "handover_to": list(row.handover_to),
        }
        for row in found
    ]
    tie = bow_tie(s)
    remarks = []
    if tie.index is not None and tie.person is not None:
        name = ask.name(tie.person)
        remarks.append(Text(f"领结指数 {tie.index:.0%}({name})", f"bow-tie index {tie.index:.0%} ({name})"))
    return Answer.of(rows, remarks=remarks, explain=[row.sentence(s.snapshot) for row in found])
