"""Where the decision leans."""

from __future__ import annotations

from graphcrm.analysis.opinion.forecast import DISCLAIMER, forecast
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """A row per decider, and one for the decision with its interval."""
    found = forecast(ask.situation, ask.draws.lean_interval(), ask.draws.p_positive)
    deciders = [
        {
            "decider": d.decider,
            "weight": d.weight,
            "own": d.own,
            "equilibrium": d.equilibrium,
            "contribution": d.contribution,
        }
        for d in found.deciders
    ]
    decision = {
        "lean": found.lean,
        "rule_value": found.rule_value,
        "lo": found.lo,
        "hi": found.hi,
        "p_positive": found.p_positive,
        "rule": found.rule,
        "veto_holder": found.veto_holder,
        "unknown_pct": 100 * found.unknown,
    }
    return Answer((deciders, [decision]), remarks=[found.sentence], assumptions=[DISCLAIMER, *found.notes])
