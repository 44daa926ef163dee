"""Whether the map can be trusted."""

from __future__ import annotations

from graphcrm.analysis.data.audit import AuditRow, audit
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.formats import NOT_MET, beside
from graphcrm.asking.labelled import Figure, Labelled, any_near


def answer(ask: Ask) -> Answer:
    """One row per metric with its threshold, whether it is met, and how to mend it; the grade stands above."""
    found = audit(ask.situation)
    rows = [
        ask.row(m, metric=Labelled.of(m.metric, m.label), value=_value(m), threshold=_figure(m, m.threshold))
        for m in found.rows
    ]
    notes = [NOT_MET] if any_near(row["value"] for row in rows) else []
    return Answer.of(rows, remarks=[found.sentence, found.colleagues.sentence], assumptions=notes)


def _value(row: AuditRow) -> Figure | None:
    """What a metric is; marked where it misses its threshold by less than is printed."""
    value = _figure(row, row.value)
    return beside(value, _figure(row, row.threshold)) if row.ok is False else value


def _figure(row: AuditRow, value: float | None) -> Figure | None:
    return Figure.of(value, "share" if row.share else "number")
