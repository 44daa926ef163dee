"""Every text of a record made fit for a page, in one place, so that no field can be forgotten."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from graphcrm.pages.text import clean

__all__ = ["cleaned"]

T = TypeVar("T")


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
    if not is_dataclass(record) or isinstance(record, type):
        return record
    keys: frozenset[str] = getattr(type(record), "KEYS", frozenset())
    changed: dict[str, Any] = {}
    for f in fields(record):
        value = getattr(record, f.name)
        if f.name not in keys and (new := _value(value)) is not value:
            changed[f.name] = new
    return replace(record, **changed) if changed else record


def _value(value: Any) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        new = clean(value)
        return value if new == value else new
    if isinstance(value, tuple):
        items = tuple(_value(v) for v in value)
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if isinstance(value, frozenset):
        return frozenset(_value(v) for v in value)
    return cleaned(value)
