"""Activities of lists of meetings that were none: tasks, and what is only planned, become actions."""

from __future__ import annotations

from graphcrm.ingest.guessing.facts.describing import Describing
from graphcrm.ingest.guessing.facts.standing_of_meetings import CANCELLED, PLANNED, TASK
from graphcrm.ingest.guessing.references.resolving import Place
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.model.choices import ActionStatus
from graphcrm.model.dates import day_of

__all__ = ["add_actions", "is_to_do"]

_STATUS = {"held": ActionStatus.DONE, CANCELLED: ActionStatus.CANCELLED}


def is_to_do(row: Row, kind: str, status: str) -> bool:
    """Whether a row tells what it is about, and until when, of something to be done: a task, or a meeting that is planned.

    >>> call = {"summary": "Call back", "date": "2026-12-02"}
    >>> is_to_do(call, "call", "planned"), is_to_do(call, "call", "held"), is_to_do(call, "task", "held")
    (True, False, True)
    >>> is_to_do({"date": "2026-12-02"}, "task", "planned")
    False
    """
    told = row.get("summary") and day_of(row.get("date", ""))
    return bool(told) and (kind == TASK or status == PLANNED)


def add_actions(
    theirs: list[str], ours: list[str], row: Row, kind: str, status: str, place: Place, describing: Describing
) -> None:
    """An action with each of theirs; a task of a day gone by of which nobody says how it stands was done, as all in a log."""
    day = day_of(row["date"]) or ""
    gone = kind == TASK and not status and day <= describing.options.today
    state = ActionStatus.DONE if gone else _STATUS.get(status, ActionStatus.OPEN)
    step = {name: said for name, said in row.items() if name not in ("next_owner", "next_status")}
    step |= {"next_step": row["summary"], "type": row["summary"], "next_due": day, "status": state.value}
    for one in theirs:
        describing.next_step(one, ours, step, place)
