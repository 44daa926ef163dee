"""Lists of activities, as CRM systems export them: when each one is due is when it was, or is to be."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.columns.heading_readings import SAME
from graphcrm.ingest.guessing.words import Shape

__all__ = ["due_as_date"]

_WHY = Text(
    "，即活动的日期：每行是一种活动，并写明是否完成",
    ": the day of the activity, of which a row says how and whether it is done",
)


def due_as_date(shape: Shape, taken: Mapping[str, Guess]) -> dict[str, Guess]:
    """The columns of a list whose rows say how and whether they were done, with the day on which they are due as theirs.

    When a row was added or changed, which is no day of it, is then not looked at.
    """
    due, kind = taken.get("next_due"), taken.get("kind")
    apart = shape.table != "interactions" or {"date", "next_step"} & taken.keys() or "status" not in taken
    if apart or due is None or kind is None or kind.sure <= SAME:
        return {**taken}
    return {n: g for n, g in taken.items() if n != "next_due"} | {"date": due.as_meaning("date", _WHY)}
