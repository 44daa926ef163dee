"""Changes on top of the recorded facts."""

from __future__ import annotations

from graphcrm.analysis.opinion.forecast import DISCLAIMER
from graphcrm.analysis.opinion.scenario import parse_change
from graphcrm.analysis.opinion.what_if import what_if
from graphcrm.analysis.resilience.threads import min_threads
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled
from graphcrm.i18n import Text


def answer(ask: Ask) -> Answer:
    """All changes that were given make one scenario; without any, the row shows the situation as it is."""
    s = ask.situation
    changes = [
        parse_change(option, text) for option in ("set", "kappa", "remove", "add") for text in ask.get(option, ())
    ]
    found = what_if(s, changes, min_threads)
    row = {
        "scenario": Labelled.of(found.code, found.words) if changes else found.code,
        "lean": found.lean,
        "delta": found.delta,
        "y": dict(found.y),
        "covered": found.covered,
        "threads": found.threads,
    }
    notes = [DISCLAIMER, *found.notes, Text("仅为设想,未写入任何内容", "a scenario only; nothing was stored")]
    return Answer.of([row], remarks=[found.sentence], assumptions=notes)
