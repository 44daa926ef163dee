"""Lists of activities, as CRM systems export them: when each one is due is when it was, or is to be."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.laid import Sheet
from graphcrm.ingest.guessing.texts.heading_senses import is_of_records
from graphcrm.ingest.guessing.words import Shape, vocabulary, word_key

__all__ = ["due_as_date"]

_WHY = Text(
    "，即活动的日期：每行是一种活动，并写明是否完成",
    ": the day of the activity, of which a row says how and whether it is done",
)


def due_as_date(sheet: Sheet, shape: Shape, taken: Mapping[str, Guess]) -> dict[str, Guess]:
    """The columns of a list whose rows say how and whether they were done, with the day on which they are due as theirs.

    When a row was added or changed, which is no day of it, is then not looked at.
    """
    due, kind, date = taken.get("next_due"), taken.get("kind"), taken.get("date")
    dated = date is not None and not is_of_records(date.heading)
    if shape.table != "interactions" or due is None or kind is None or dated:
        return {**taken}
    kinds, said = vocabulary("interactions", "kind"), sheet.said(kind.place)
    known = 2 * sum(word_key(one) in kinds for one in said) >= len(said)
    if "next_step" in taken or "status" not in taken or not known:
        return {**taken}
    return {n: g for n, g in taken.items() if n != "next_due"} | {"date": due.as_meaning("date", _WHY)}
