"""What each edition may show, decided when the file is built.

A page holds no value that its edition may not show: nothing is hidden by style sheets. The rules are allow-lists: a field
that nobody put on a list does not reach the edition. A record class says

``ACCESS``
    the access class of its fields; a field that is not in it is private;
``access``
    optionally, of the record as a whole: the record is left out where that class is not admitted;
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from typing import Any, TypeVar

from graphcrm.edition import Access, Edition

__all__ = ["allow", "may_travel", "redacted"]

T = TypeVar("T")


def allow(open_: str = "", insight: str = "") -> Mapping[str, Access]:
    """The allow-list of a record class, from names with blanks between.

    >>> allow(open_="name title", insight="support")["support"]
    <Access.INSIGHT: 'insight'>
    """
    return dict.fromkeys(open_.split(), Access.OPEN) | dict.fromkeys(insight.split(), Access.INSIGHT)


def may_travel(record: object, edition: Edition) -> bool:
    """Whether an edition may hold a record at all."""
    return getattr(record, "access", Access.OPEN) in edition.admits


def redacted(record: T, edition: Edition) -> T:
    """The record as an edition may see it: what it may not is back at its default, in nested records too.

    Records without an `ACCESS` of their own (a `Text`, a name) go with the field that holds them.

    Raises
    ------
    TypeError
        A field that has no default is not admitted: such a record has to be left out as a whole.
    """
    if Access.PRIVATE in edition.admits or not is_dataclass(record) or isinstance(record, type):
        return record
    listed: Mapping[str, Access] | None = getattr(type(record), "ACCESS", None)
    if listed is None:
        return record
    changed: dict[str, Any] = {}
    for f in fields(record):
        value = getattr(record, f.name)
        if listed.get(f.name, Access.PRIVATE) not in edition.admits:
            changed[f.name] = _default(record, f)
        elif isinstance(value, tuple):
            changed[f.name] = _members(value, edition)
        else:
            changed[f.name] = redacted(value, edition)
    return replace(record, **changed)


def _members(values: Iterable[Any], edition: Edition) -> tuple[Any, ...]:
    return tuple(redacted(v, edition) for v in values if may_travel(v, edition))


def _default(record: object, field: Field[Any]) -> Any:
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return field.default_factory()
    raise TypeError(f"{type(record).__name__}.{field.name} has no default to go back to")
