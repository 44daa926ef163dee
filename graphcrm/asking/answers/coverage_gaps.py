"""Coverage gaps, ranked."""

from __future__ import annotations

from graphcrm.analysis.coverage.coverage_gaps import coverage_gaps
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.paths.routes import best_ways
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text

_NOTHING = Text("按现行要求没有覆盖空白。", "No coverage gap by the requirements in force.")


def answer(ask: Ask) -> Answer:
    """Who or which unit is not covered, most severe first, with an owner and a route where contact may be suggested."""
    s = ask.situation
    found = ask.top(coverage_gaps(s, key_persons(s), best_ways(s)))
    rows = [ask.row(gap, required_role=gap.required) for gap in found]
    # Of an account without anybody nothing is covered, and requirements have nobody to be about.
    nothing = _NOTHING if s.graph.people else None
    return Answer.of(rows, nothing=nothing, explain=[gap.sentence(s.snapshot) for gap in found])
