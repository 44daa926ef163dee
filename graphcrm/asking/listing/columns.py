"""Columns of a list as the data model has them: heading, who may see it, how it is written, and its value in a record."""

from __future__ import annotations

from typing import Any

from graphcrm.asking.labelled import Labelled
from graphcrm.asking.query import Column
from graphcrm.model.fields import Field, IntegerOf, NumberOf, boolean, parse_date
from graphcrm.model.provenance import MONEY
from graphcrm.model.tables import column

__all__ = ["of_table", "recorded", "value_of"]

#: Kinds of which people read the name beside the id.
_NAMED = frozenset({"person", "org", "unit", "opportunity"})
_FORMS = {boolean: "bool", parse_date: "date", MONEY: "money"}
#: Columns that records call otherwise.
_CALLED = {"from": "giver", "to": "taker", "key": "id"}


def of_table(table: str, names: str) -> tuple[Column, ...]:
    """Columns of a table by their names, blanks between.

    >>> [(c.format, c.access.value) for c in of_table("actions", "owner due cost result")]
    [('person', 'insight'), ('date', 'insight'), ('money', 'insight'), ('text', 'private')]
    """
    found = [column(table, name) for name in names.split()]
    return tuple(Column(f.name, f.heading, _format(f), f.access) for f in found)


def _format(field: Field) -> str:
    if _NAMED & set(field.refs):
        return "people" if field.many else "person"
    if field.many:
        return "list"
    if isinstance(field.parse, IntegerOf):  # a scale about zero is read with its sign
        return "support" if field.parse.low == -field.parse.high else "int"
    return _FORMS.get(field.parse) or ("number" if isinstance(field.parse, NumberOf) else "text")


def value_of(record: Any, name: str) -> Any:
    """What a record holds in a column."""
    return getattr(record, _CALLED.get(name, name))


def recorded(table: str, name: str, record: Any) -> Any:
    """The value of a column as a list has it: codes with labels, names as they were recorded, None for nothing."""
    value, field = value_of(record, name), column(table, name)
    if isinstance(value, tuple):
        return [_said(field, one) for one in value]
    return None if value is None or value == "" else _said(field, value)


def _said(field: Field, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return Labelled.of(value, field.label(value)) if field.choices or field.usual else str(value)
