"""The scenarios that a team keeps, side by side with the situation as it is."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.analysis.opinion.forecast import DISCLAIMER
from graphcrm.analysis.opinion.what_if import what_if
from graphcrm.analysis.resilience.threads import min_threads
from graphcrm.asking.answers.what_if import outcome
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled
from graphcrm.asking.saved import Saved, spelled
from graphcrm.errors import UsageError
from graphcrm.i18n import Text

__all__ = ["answer"]


_AS_IS = Labelled.of("as_is", Text("现状", "as it is"))
_NONE = Text(
    "还没有为此保存设想；用 graphcrm query what-if --remove ID --save NAME 保存。",
    "No scenario has been saved for this; save one with graphcrm query what-if --remove ID --save NAME.",
)
_CANNOT = Text("设想“{name}”现在无法推演：{why}", "the scenario “{name}” cannot be made any more: {why}")


def answer(ask: Ask) -> Answer:
    """The first row is the situation as it is; then the saved scenarios, in the order of their names or in that asked for.

    Of a decision those are compared that were saved for it or for the account as a whole, of an account all of its own. A scenario
    whose people or ties are not there any more keeps its row, without numbers, and a sentence says why.
    """
    s = ask.situation
    kept = ask.kept_scenarios(ask.get("name")) if ask.get("name") else _of_here(ask)
    now = what_if(s, (), min_threads)
    rows = [{"scenario": _AS_IS, "changes": None, **outcome(now)}]
    said, notes = [now.sentence], [DISCLAIMER, *now.notes]
    for one in kept:
        try:
            found = what_if(s, one.changes, min_threads)
        except UsageError as error:
            rows.append({"scenario": one.name, "changes": spelled(one), **dict.fromkeys(outcome(now))})
            said.append(_CANNOT.format(name=one.name, why=error.text))
            continue
        rows.append({"scenario": one.name, "changes": Labelled.of(found.code, found.words), **outcome(found)})
        said.append(found.sentence)
        notes += found.notes
    broken = [text for row, text in zip(rows, said, strict=True) if row["lean"] is None]
    return Answer.of(rows, explain=said, remarks=broken if kept else [_NONE], assumptions=list(dict.fromkeys(notes)))


def _of_here(ask: Ask) -> Sequence[Saved]:
    where = ask.situation.context
    here = where.opportunity.id if where.opportunity else None
    ours = [one for one in ask.saved().values() if one.account == where.account.id]
    return [one for one in ours if here is None or one.opportunity in (None, here)]
