"""Who looks like whose superior in a bare network."""

from __future__ import annotations

from graphcrm.analysis.network.explain import explain_confidence, explain_superior
from graphcrm.asking.answers.rank import choose, notes, ranking
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """Up to five boss candidates per person, the likeliest first."""
    found = ranking(ask)
    chosen = choose(found, ask)
    shown = ask.top(chosen.superiors)
    rows = [ask.row(s) for s in shown]
    explain = [explain_superior(s, ask.name) for s in shown] if ask.get("explain") else []
    return Answer.of(rows, remarks=[explain_confidence(chosen)], assumptions=notes(found, chosen, ask), explain=explain)
