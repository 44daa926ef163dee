"""The row of an interaction that is logged: a new one, or one with an id that is recorded already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.ingest.building import event_key
from graphcrm.model.contacts import InteractionKind
from graphcrm.model.facts import DATES
from graphcrm.typed import typed
from graphcrm.workspace.changing import Existing
from graphcrm.workspace.confirming import parsed
from graphcrm.workspace.editing import INTERACTIONS, Row
from graphcrm.workspace.known_ids import look_up, present

__all__ = ["interaction"]


_AGAIN = Text(
    "这些人 {day} 的{what}已有记录，内容不同：若是当天的另一次，请写 time=14:30；若要更正那一次，先撤销再记录"
    "（编号见 {history}，撤销用 {undo}）",
    "{what} of these people on {day} is recorded already, and says something else. Another one of that day needs its time: time=14:30; to"
    " correct that one, withdraw it (`{history}` gives its number, `{undo}` withdraws it) and log it anew",
)
_ONCE = Text("若是当天的另一次，请写 time=14:30", "another one of that day needs its time: time=14:30")


def interaction(
    kind: str, people: Sequence[str], day: str | None, given: Mapping[str, Any], existing: Existing, *, today: str
) -> Row:
    """An interaction of some people on a day, today by default; with the id of a recorded one, that one with some columns changed.

    Raises
    ------
    UsageError
        One of the same people on the same day is recorded and says something else, or an id is not known; near misses are named.
    """
    named = given.get("id")
    row = {"date": day or today, "kind": kind, "participants": ";".join(people), **given}
    look_up(INTERACTIONS, row, existing)
    if named:
        known = present(existing, INTERACTIONS.kind, str(named))
        before = {k: v for k, v in known.items() if k not in DATES}
        return Row({**before, **row, "date": day or before.get("date") or today}, before)
    said = parsed(INTERACTIONS, row)
    key = event_key(said["date"], said.get("time"), said["kind"], said["participants"])
    known = present(existing, INTERACTIONS.kind, key)
    before = {k: v for k, v in known.items() if k not in DATES}
    if not before:
        return Row(row, {})
    if any(value != before.get(name) for name, value in said.items() if name != "participants"):
        told = InteractionKind(said["kind"]).told
        raise UsageError(
            _AGAIN.format(what=told, day=said["date"], history=typed(f"history {people[0]}"), undo=typed("undo"))
        )
    return Row(before, before, (_ONCE,))
