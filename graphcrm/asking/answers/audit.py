"""Whether the map can be trusted."""

from __future__ import annotations

from graphcrm.analysis.data.audit import audit
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled


def answer(ask: Ask) -> Answer:
    """One row per metric with its threshold, whether it is met, and how to mend it; the grade stands above."""
    found = audit(ask.situation)
    rows = [
        {
            "metric": Labelled.of(m.metric, m.label),
            "value": m.value,
            "threshold": m.threshold,
            "ok": m.ok,
            "fix": m.fix,
        }
        for m in found.rows
    ]
    return Answer.of(rows, remarks=[found.sentence])
