"""How broad our contacts are."""

from __future__ import annotations

from graphcrm.analysis.coverage.breadth import breadth
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text


def answer(ask: Ask) -> Answer:
    """Units with their active contacts, functions with whether we reach them, and the account as a whole."""
    s = ask.situation
    found = breadth(s)
    units = [ask.row(u, unit=ask.path(u.unit)) for u in found.units]
    functions = [{"function": f, "reached": reached} for f, reached in found.functions.items()]
    whole = ask.row(found, 2)
    notes = []
    if found.units and found.headcount is None:
        notes.append(
            Text(
                "有部门未录入人数：不计占编制的比例",
                "a headcount is missing: no ratio to the staff is told, nothing is guessed",
            )
        )
    return Answer((units, functions, [whole]), remarks=[found.sentence()], assumptions=notes)
