"""Ids that a command was given, among those that are recorded: what they stand for, and which were meant where they are not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.model.ids import into_which
from graphcrm.model.lists import split_items
from graphcrm.model.tables import Table
from graphcrm.near import near_id
from graphcrm.workspace.changing import Existing

__all__ = ["hinted", "look_up", "names_of", "near_known", "no_person", "present"]


def look_up(table: Table, given: Mapping[str, Any], existing: Existing) -> None:
    """See that the ids among the values are known, or are like no other; the rules of the data model judge the latter.

    Raises
    ------
    UsageError
        An id is not known and looks like one that is.
    """
    for field in table.columns:
        value = given.get(field.name)
        if not field.refs or not value:
            continue
        wanted = split_items(value) if isinstance(value, str) else list(value) if field.many else [str(value)]
        if all(any(w in (existing[kind].keys if kind in existing else ()) for kind in field.refs) for w in wanted):
            continue
        known = names_of(existing, field.refs)
        for one in wanted:
            hint = None if one in known or one.startswith("import:") else near_known(one, field.refs, existing)
            if hint is not None:
                text = Text("{column}：没有“{id}”", "{column}: there is no “{id}”")
                raise UsageError(hinted(text.format(column=field.heading, id=shown(one)), hint))


def no_person(which: str, existing: Existing, *more: Text) -> UsageError:
    """That nobody has this id; near misses are named."""
    said = Text("没有编号为“{id}”的人员", "there is no person with id “{id}”").format(id=shown(which))
    return UsageError(hinted(said, near_known(which, ["person"], existing), *more))


def near_known(which: str, kinds: Sequence[str], existing: Existing) -> Text | None:
    """What is stored of some kinds that was meant by an id that is not; None if it is like none of that."""
    stored = [batch for batch in map(existing.get, kinds) if batch is not None]
    keys = {key: props.get("keys", ()) for batch in stored for key, props in batch.rows()}
    return near_id(which, names_of(existing, kinds), into_which(keys))


def hinted(text: Text, *hints: Text | None) -> Text:
    """A sentence with what may help: near misses, what else is needed."""
    for hint in filter(None, hints):
        text += Text("。", ". ") + hint
    return text


def names_of(existing: Existing, kinds: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Ids of what is stored of some kinds, with the names that people know."""
    found = {}
    for kind in kinds:
        batch = existing.get(kind)
        for key, props in batch.rows() if batch is not None else ():
            found[key] = tuple(str(props[n]) for n in ("name", "name_en") if n in props)
    return found


def present(existing: Existing, kind: str, key: str) -> dict[str, Any]:
    """The latest version of a fact, with its dates; empty where there is none."""
    batch = existing.get(kind)
    if batch is None or key not in batch.keys:
        return {}
    return batch.row(list(batch.keys).index(key))
