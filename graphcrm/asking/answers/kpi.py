"""The account's KPI block."""

from __future__ import annotations

from graphcrm.analysis.coverage.kpi import kpi_block
from graphcrm.analysis.data.audit import audit
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.opinion.forecast import DISCLAIMER
from graphcrm.analysis.resilience.bow_tie import bow_tie
from graphcrm.analysis.resilience.threads import min_threads
from graphcrm.analysis.situation import nobody_here
from graphcrm.analysis.status.relationship_level import relationship_level
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.whose_plan import whose_level


def answer(ask: Ask) -> Answer:
    """One row: shares of the decision influence, lean with interval, traffic light, resilience and data grade."""
    s = ask.situation
    block = kpi_block(
        s,
        key_persons(s),
        bow_tie=bow_tie(s).index,
        min_threads=min_threads(s),
        level=relationship_level(s).level,
        data_grade=audit(s).grade,
    )
    low, high = ask.draws.lean_interval()
    row = ask.row(block, lean_lo=low, lean_hi=high)
    notes = [DISCLAIMER, *block.assumptions, *whose_level(s.side)]
    return Answer.of([row], remarks=[nobody_here(s) or block.sentence(s.snapshot)], assumptions=notes)
