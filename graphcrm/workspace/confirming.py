"""Sentences that confirm a change: whom it touched, and what stands there now instead of what stood before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graphcrm.i18n import Text
from graphcrm.model.tables import Table
from graphcrm.workspace.changing import Existing
from graphcrm.workspace.editing import Row

__all__ = ["confirmation"]

_NAMED = ("person", "org", "unit", "opportunity")
_WHO = ("from", "to", "person", "opportunity", "participants", "assessor")


def confirmation(table: Table, row: Row, existing: Existing) -> tuple[Text, ...]:
    """“王工 (c6): title 系统架构师 → 首席架构师”, and what should be said beside it."""
    names = _Names(existing)
    changed = [
        Text("{column} {before} → {after}", "{column} {before} → {after}").format(
            column=Text(field.zh, field.name),
            before=_value(row.before.get(field.name)),
            after=_value(row.values.get(field.name)),
        )
        for field in table.columns
        if field.name not in (*table.key, *_WHO)
        and field.name in row.values
        and _value(row.values.get(field.name)) != _value(row.before.get(field.name))
    ]
    who = _subject(row.values, names)
    if not changed:
        return row.said
    parts = Text(";".join(c.zh for c in changed), "; ".join(c.en for c in changed))
    return (Text("{who}:{parts}", "{who}: {parts}").format(who=who, parts=parts), *row.said)


class _Names:
    """Names by id, read when they are needed."""

    def __init__(self, existing: Existing) -> None:
        self._existing = existing

    def say(self, key: str) -> str:
        for kind in _NAMED:
            batch = self._existing.get(kind)
            if batch is not None and key in batch.keys:
                name = json.loads(batch.props[list(batch.keys).index(key)]).get("name")
                return f"{name} ({key})" if name else key
        return key


def _subject(values: Mapping[str, Any], names: _Names) -> str:
    if "id" in values and "name" in values:
        return f"{values['name']} ({values['id']})"
    if "from" in values:
        return f"{names.say(str(values['from']))} → {names.say(str(values['to']))} {values.get('kind', '')}".strip()
    ends = [str(v) for column in _WHO if (v := values.get(column))]
    people = [one for end in ends for one in end.split(";")]
    return ", ".join(names.say(one) for one in people) or names.say(str(values.get("id", "")))


def _value(value: Any) -> str:
    if value is None or value in ("", [], ()):
        return "—"
    if isinstance(value, bool):
        return str(value).lower()
    return ";".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
