"""Three-level communication."""

from __future__ import annotations

from collections.abc import Iterable

from graphcrm.analysis.coverage.comm_levels import COUNTERPART_GRADE, LevelRow, communication_levels
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text
from graphcrm.spoken import joined, some_of


def answer(ask: Ask) -> Answer:
    """Counterpart pairs, days since the last contact and status per communication level."""
    s = ask.situation
    found = communication_levels(s)
    rows = [
        ask.row(row, pairs=len(row.pairs), target_days=None if row.target_days is None else int(row.target_days))
        for row in found
    ]
    return Answer.of(
        rows, assumptions=[*_ungraded(ask), *_below(ask, found)], explain=[row.sentence(s.snapshot) for row in found]
    )


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


def _below(ask: Ask, found: Iterable[LevelRow]) -> list[Text]:
    """Who has no counterpart although some of ours are in contact: those do not stand high enough, and are not counted."""
    s = ask.situation
    met = [p for row in found for p in row.missing_counterpart if any(t.last_contact for t in s.ties.of(p))]
    if not met:
        return []
    least = joined(level.label + Text(f" {n} 级", f" {n}") for level, n in COUNTERPART_GRADE.items() if n is not None)
    return [
        Text(
            "与{names}有过联系的我方人员职级不够或未录，不算对口，未计入（至少：{least}）",
            "contact with {names} is not counted: those of ours who had it are of too low a grade, or of none on record"
            " (at least: {least})",
        ).format(names=some_of([s.snapshot.people[p].name for p in met]), least=least)
    ]
