"""How a row of a list of meetings stands: it took place, is planned, was called off, or nothing says it."""

from __future__ import annotations

import re

from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.heading_senses import is_to_come
from graphcrm.ingest.guessing.texts.plans_of_meetings import is_called_planned, is_plan_of_meetings
from graphcrm.ingest.guessing.words import heading_key

__all__ = ["CANCELLED", "PLANNED", "TASK", "standing"]

#: What stands for a kind of activity that is no meeting.
TASK = "task"
#: What stands for a meeting that did not take place, in a column of kinds, of outcomes or of statuses.
CANCELLED = "cancelled"
PLANNED = "planned"
_HELD, _OPEN, _POSTPONED = "held", "open", "postponed"
#: What a row says that is known only once a meeting was held.
_CAME_OF_IT = ("outcome", "minutes", "next_step")
#: Names of lists of tasks, and those of lists that hold meetings, too.
_TASKS = re.compile(r"(?<![^\W_])(?:tasks?|to-?dos?|aufgaben?|tâches?|tareas?)(?![^\W_])|任务|待办", re.IGNORECASE)
_MEETINGS = re.compile(r"meeting|visit|besuch|termin|réunion|reunion|拜访|走访|会", re.IGNORECASE)
#: Headings of exports of tasks: the day of each, its status.
_OF_TASK = re.compile(
    r"activitydate|task(?:status|type|subject|title|name|id)|任务(?:状态|类型|名称|主题)|aufgaben(?:status|typ|art)",
    re.IGNORECASE,
)


def standing(row: Row, source: Source) -> str:
    """“held”, “planned”, “cancelled”, or “open” for what is still going on behind it; "" where nothing says it.

    A list of tasks tells how each of them stands: one that is going on, or was put off, is still to be done.
    A meeting that is only planned by its title or topic took place all the same if the row says what came of it.
    """
    kind, status = row.get("kind", ""), row.get("status", "")
    if kind == CANCELLED:
        return CANCELLED
    if status == _POSTPONED:
        return PLANNED if kind == TASK or _is_of_tasks(source) else CANCELLED
    if status in (_HELD, CANCELLED):
        return status
    if (status == _OPEN and (kind == TASK or _is_of_tasks(source))) or _has_days_to_come(source):
        return PLANNED
    if any(row.get(name) for name in _CAME_OF_IT):
        return status
    titles = (source.sheet.name, *source.sheet.above)
    called = is_called_planned(row.get("summary", "")) or any(map(is_plan_of_meetings, titles))
    return PLANNED if called else status


def _is_of_tasks(source: Source) -> bool:
    """Whether a list is of tasks, as its name or a heading says: “Task”, “Task status”, “ActivityDate”."""
    name = source.sheet.name
    called = bool(_TASKS.search(name)) and not _MEETINGS.search(name)
    return called or any(_OF_TASK.fullmatch(heading_key(heading)) for heading in source.sheet.headings)


def _has_days_to_come(source: Source) -> bool:
    """Whether the days of a list are those for which its meetings are planned: “计划时间”, “Planned for”."""
    headings, said = source.sheet.headings, source.meanings()
    return any("date" in names and is_to_come(headings[n]) for n, names in said.items())
