"""Every text of a record made fit for a page, in one place, so that no field can be forgotten."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from operator import is_
from typing import Any, TypeVar

from graphcrm.pages.text import clean

__all__ = ["cleaned"]


T = TypeVar("T")

#: Of these are many values, and none of them has a text in it.
_WITHOUT_TEXT = frozenset({int, float, bool})


def cleaned(record: T) -> T:
    """A copy of a record whose texts hold no control, bidi or surrogate characters and are at most 2,000 long.

    Works on any nesting of dataclasses, tuples and sets. The fields that a class names in `KEYS` point from one record to
    another and never reach a page: they keep every character.

    Examples
    --------
    >>> from graphcrm.i18n import Text
    >>> cleaned(Text("王\\u202e志远", "Wang\\x07"))
    Text(zh='王志远', en='Wang')
    """
    changed: dict[str, Any] = {}
    kind: type = type(record)
    for name in _fields(kind):
        value = getattr(record, name)
        if value and type(value) not in _WITHOUT_TEXT and (new := _value(value)) is not value:
            changed[name] = new
    return replace(record, **changed) if changed else record  # type: ignore[type-var]  # what has fields is a record


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The names of the fields of a record class that can reach a page; none for what is no record."""
    keys: frozenset[str] = getattr(kind, "KEYS", frozenset())
    return tuple(f.name for f in fields(kind) if f.name not in keys) if is_dataclass(kind) else ()


def _value(value: Any) -> Any:
    if isinstance(value, str):
        if isinstance(value, Enum):
            return value
        new = clean(value)
        return value if new == value else new
    if isinstance(value, tuple):
        items = [_value(v) for v in value]
        return value if all(map(is_, items, value)) else tuple(items)
    if isinstance(value, frozenset):
        return frozenset(_value(v) for v in value)
    return cleaned(value)
