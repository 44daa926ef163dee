"""Whom to bring together."""

from __future__ import annotations

from graphcrm.analysis.opinion.introductions import introductions
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """Pairs u, v: how much the lean gains if u's influence on v became one of level 3, and a setting for it."""
    s = ask.situation
    found = ask.top(introductions(s))
    rows = [
        {"u": i.u, "v": i.v, "gain_pp": 100 * i.gain, "y_u": i.y_u, "y_v": i.y_v, "setting": i.setting} for i in found
    ]
    return Answer.of(rows, explain=[i.sentence(s) for i in found])
