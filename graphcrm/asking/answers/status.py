"""Six-dimension status table."""

from __future__ import annotations

from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.status.six_dimensions import Dimension
from graphcrm.analysis.status.status_table import mean_level, mean_sentence, status_table
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """Everybody who was assessed, and key people who were not: scores as recorded, level with caps, trend, target."""
    s = ask.situation
    table = status_table(s, key_persons(s))
    found = ask.top(table)
    rows = [
        ask.row(row, caps=row.remarks, **{f"d{at}": row.scores[dimension] for at, dimension in enumerate(Dimension, 1)})
        for row in found
    ]
    anchors = s.snapshot.settings.anchors
    told = [row.sentence(s.snapshot) + row.recorded(anchors) for row in found]
    return Answer.of(rows, remarks=[mean_sentence(*mean_level(s, table))], explain=told)
