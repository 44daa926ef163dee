"""Changes on top of the recorded facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.analysis.opinion.forecast import DISCLAIMER
from graphcrm.analysis.opinion.scenario import parse_change
from graphcrm.analysis.opinion.what_if import Scenario, what_if
from graphcrm.analysis.resilience.threads import min_threads
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled
from graphcrm.asking.saved import KINDS
from graphcrm.i18n import Text
from graphcrm.spoken import joined


def answer(ask: Ask) -> Answer:
    """All changes that were given make one scenario, with those of a saved one that is named; without any, the row shows the
    situation as it is."""
    s = ask.situation
    changes = [*(ask.scenario.changes if ask.scenario else ())]
    changes += [parse_change(kind, text) for kind in KINDS for text in ask.get(kind, ())]
    found = what_if(s, changes, min_threads)
    row = {"scenario": Labelled.of(found.code, found.words) if changes else found.code, **outcome(found)}
    notes = [
        DISCLAIMER,
        *_elsewhere(ask),
        *found.notes,
        Text("仅为设想，事实未变", "a scenario only; no fact was changed"),
    ]
    return Answer.of([row], remarks=[found.sentence], assumptions=notes)


def _elsewhere(ask: Ask) -> list[Text]:
    """That a saved scenario was made for another account or decision than the one it is put upon."""
    context, saved = ask.situation.context, ask.scenario
    decision = context.opportunity.id if context.opportunity else None
    if saved is None or (saved.account, saved.opportunity or decision) == (context.account.id, decision):
        return []
    made = joined(map(ask.name, filter(None, (saved.account, saved.opportunity))))
    told = Text(
        "设想“{name}”原是为{made}保存的，此处用于{here}",
        "the scenario “{name}” was saved for {made}; here it is put upon {here}",
    )
    return [told.format(name=saved.name, made=made, here=joined([ask.name(decision or context.account.id)]))]


def outcome(found: Scenario) -> Mapping[str, Any]:
    """The columns that say what a scenario leads to."""
    return {
        "lean": found.lean,
        "delta": found.delta,
        "y": dict(found.y),
        "covered": found.covered,
        "threads": found.threads,
    }
