"""Cooling ties."""

from __future__ import annotations

from graphcrm.analysis.contest.contest import chosen_rivals
from graphcrm.analysis.contest.drift import movements
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.time.cooling import cooling, remark
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """Ties that are silent for much longer than usual, and silent bridges, to those with the largest share first."""
    s = ask.situation
    moved = movements(s, s.graph.people, chosen_rivals(s), *ask.drift())
    every = cooling(s, key_persons(s), moved)
    found = ask.top(every)
    rows = [
        ask.row(c, our_person=c.ours, id=c.person, tie_90d_ago=c.tie_then, competitor_trend=c.competitor) for c in found
    ]
    return Answer.of(rows, remarks=[remark(every)], explain=[c.sentence(s.snapshot, s.side) for c in found])
