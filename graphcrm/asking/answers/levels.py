"""Three-level communication."""

from __future__ import annotations

from graphcrm.analysis.coverage.comm_levels import communication_levels
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text


def answer(ask: Ask) -> Answer:
    """Counterpart pairs, days since the last contact and status per communication level."""
    s = ask.situation
    found = communication_levels(s)
    rows = [
        ask.row(row, pairs=len(row.pairs), target_days=None if row.target_days is None else int(row.target_days))
        for row in found
    ]
    return Answer.of(rows, assumptions=_ungraded(ask), explain=[row.sentence(s.snapshot) for row in found])


def _ungraded(ask: Ask) -> list[Text]:
    """How many of the customer's people stand on no level, since nobody recorded their grade."""
    people = ask.situation.snapshot.people
    count = sum(people[p].grade is None for p in ask.situation.graph.customers)
    if not count:
        return []
    return [
        Text(
            f"{count} 人未录职级，不属任何一层，与其联系未计入",
            f"{count} without a grade, who {'stands' if count == 1 else 'stand'} on no level: contact with them is not counted here",
        )
    ]
