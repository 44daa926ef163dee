"""What each edition may show, decided when the file is built.

A page holds no value that its edition may not show: nothing is hidden by style sheets. The rules are allow-lists: a field
that nobody put on a list does not reach the edition. A record class says

``ACCESS``
    the access class of its fields; a field that is not in it is private;
``access``
    optionally, of the record as a whole: the record is left out where that class is not admitted;
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from functools import cache
from operator import is_
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

    Raises TypeError: a field that has no default is not admitted: such a record has to be left out as a whole.
    """
    return record if Access.PRIVATE in edition.admits else _reader(edition).seen(record)


@cache
def _reader(edition: Edition) -> _Reader:
    return _Reader(edition)


class _Reader:
    """The readers of one edition: what they may see of a class of records is found once for all its records."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        #: Of each class the fields that are withheld, and the names of the others; None of a class that goes with its field.
        self._rules: dict[type, tuple[tuple[Field[Any], ...], tuple[str, ...]] | None] = {}

    def seen(self, record: Any) -> Any:
        kind = type(record)
        if kind not in self._rules:
            self._rules[kind] = self._of(kind)
        rules = self._rules[kind]
        if rules is None:
            return record
        withheld, admitted = rules
        changed = {f.name: _default(kind, f) for f in withheld}
        for name in admitted:
            value = getattr(record, name)
            if value and (new := self._members(value) if isinstance(value, tuple) else self.seen(value)) is not value:
                changed[name] = new
        return replace(record, **changed) if changed else record

    def _of(self, kind: type) -> tuple[tuple[Field[Any], ...], tuple[str, ...]] | None:
        listed: Mapping[str, Access] | None = getattr(kind, "ACCESS", None)
        if listed is None or not is_dataclass(kind):
            return None
        withheld = tuple(f for f in fields(kind) if listed.get(f.name, Access.PRIVATE) not in self._edition.admits)
        return withheld, tuple(f.name for f in fields(kind) if f not in withheld)

    def _members(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        kept = [self.seen(v) for v in values if may_travel(v, self._edition)]
        return values if len(kept) == len(values) and all(map(is_, kept, values)) else tuple(kept)


def _default(kind: type, field: Field[Any]) -> Any:
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return field.default_factory()
    raise TypeError(f"{kind.__name__}.{field.name} has no default to go back to")
