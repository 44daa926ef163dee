"""Where the decision leans."""

from __future__ import annotations

from graphcrm.analysis.opinion.forecast import DISCLAIMER, forecast
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """A row per decider, and one for the decision with its interval."""
    found = forecast(ask.situation, ask.draws.lean_interval(), ask.draws.p_positive)
    deciders = [ask.row(d) for d in found.deciders]
    decision = ask.row(found, 1)
    return Answer((deciders, [decision]), remarks=[found.sentence], assumptions=[DISCLAIMER, *found.notes])
