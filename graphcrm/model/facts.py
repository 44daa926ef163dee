"""What a store keeps: versions of facts, in batches, and the receipt for a change.

A store knows nothing of people or influence. It keeps *facts*: a kind, a key, a period of validity, the day on which the
fact was observed, and properties as canonical JSON. History is append-only; a new version never overwrites an old one.

Which version counts on a day `as_of`: of the versions of one key with ``valid_from ≤ as_of`` and ``observed_at ≤ as_of``
(and whose change has not been undone) the one with the greatest ``(valid_from, sequence)``; it is active if
``as_of < valid_to``. So a new version ends the old one at the new ``valid_from``, except for an ``as_of`` that has not yet
seen the new one. A version that ends at `NEVER` counts on no day, and its fact is not among the latest ones either.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.errors import IntegrityError
from graphcrm.i18n import Text

__all__ = [
    "DATES",
    "NEVER",
    "OPEN",
    "Batch",
    "Change",
    "ChangeSet",
    "Fact",
    "Receipt",
    "Version",
    "canonical",
    "malformed",
]


#: What the dates of a fact are called in a row of a table.
DATES = ("valid_from", "valid_to", "observed_at")
#: ``valid_from``/``observed_at`` of what holds since ever, ``valid_to`` of what still holds.
OPEN = ""
#: ``valid_to`` of a version that takes back what the version of the same beginning said: it never held, on no day.
NEVER = "0001-01-01"


def canonical(props: Mapping[str, Any]) -> str:
    """Properties as JSON with sorted names, no spaces and no empty values: equal facts have equal text.

    >>> canonical({"name": "周", "grade": 4, "title": None, "flags": []})
    '{"grade":4,"name":"周"}'
    """
    kept = {k: v for k, v in props.items() if v is not None and v != [] and v != ""}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """One version of one fact, before it is stored. Dates are ISO text; "" means open."""

    kind: str
    key: str
    props: Mapping[str, Any]
    valid_from: str = OPEN
    valid_to: str = OPEN
    observed_at: str = OPEN


_MALFORMED = Text(
    "{kind} 的记录“{key}”不是这类记录该有的样子（{what}）；没有用它计算任何结果。请运行 graphcrm history 查看是谁写入的并撤销，或恢复备份",
    "the {kind} “{key}” is not what such a record has to be ({what}); nothing was computed from it. `graphcrm history` says who wrote it:"
    " withdraw that, or restore a backup",
)


def malformed(kind: str, key: str, what: str) -> IntegrityError:
    """The error for a row that is as it was written and yet none of its kind: no importer of ours wrote it."""
    return IntegrityError(_MALFORMED.format(kind=kind, key=key, what=what))


@dataclass(frozen=True, slots=True)
class Batch:
    """Facts of one kind as equally long columns; `props` holds canonical JSON texts.

    dated
        True: a row is identified by (key, valid_from), e.g. an assessed edge. False: the rows carry no dates of their own
        (a person, an organisation); the first version of a key holds since ever and a later, different one from the day of
        the change.
    """

    kind: str
    keys: Sequence[str]
    props: Sequence[str]
    valid_from: Sequence[str]
    valid_to: Sequence[str]
    observed_at: Sequence[str]
    dated: bool = True

    def __len__(self) -> int:
        return len(self.keys)

    @classmethod
    def of(cls, kind: str, facts: Iterable[Fact], *, dated: bool = True) -> Batch:
        """Turn single facts into a batch."""
        rows = [(f.key, canonical(f.props), f.valid_from, f.valid_to, f.observed_at) for f in facts]
        keys, props, starts, ends, seen = (list(c) for c in zip(*rows, strict=True)) if rows else ([], [], [], [], [])
        return cls(kind, keys, props, starts, ends, seen, dated)

    @property
    def columns(self) -> tuple[Sequence[str], Sequence[str], Sequence[str], Sequence[str], Sequence[str]]:
        """Keys, properties and the `DATES`."""
        return self.keys, self.props, self.valid_from, self.valid_to, self.observed_at

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Key and properties of each fact, one by one; raises IntegrityError as :meth:`decoded`."""
        for key, text in zip(self.keys, self.props, strict=True):
            try:
                props = json.loads(text)
            except ValueError as error:
                raise malformed(self.kind, key, str(error)) from error
            if type(props) is not dict:
                raise malformed(self.kind, key, type(props).__name__)
            yield key, props

    def decoded(self) -> list[dict[str, Any]]:
        """The properties of all facts, read at once: faster than one by one.

        Raises IntegrityError: the properties of one are no object, whatever its checksum says.
        """
        try:
            found: list[dict[str, Any]] = json.loads("[" + ",".join(self.props) + "]")
        except ValueError:
            found = []
        if len(found) == len(self.props) and all(type(props) is dict for props in found):
            return found
        return [props for _, props in self.rows()]

    def row(self, at: int) -> dict[str, Any]:
        """The properties of a fact with those of its dates that it has."""
        dates = zip(DATES, self.columns[2:], strict=True)
        return {**json.loads(self.props[at]), **{name: days[at] for name, days in dates if days[at]}}

    def picked(self, places: Sequence[int]) -> Batch:
        """The facts at some places, in their order."""
        keys, props, starts, ends, seen = ([column[n] for n in places] for column in self.columns)
        return Batch(self.kind, keys, props, starts, ends, seen, self.dated)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All that one command changes, applied entirely or not at all.

    author
        Who asked for it (free text, e.g. the login name).
    action
        What was done, for `history` and the audit trail: ``import``, ``edit person`` …
    at
        Moment of the change, ISO date and time, from the caller's clock.
    day
        Business day of the change, ISO; where an undated kind's new version begins.
    undoes
        Number of an earlier change whose versions this one withdraws (its own undo brings them back).
    after
        How many changes the store had when it was read for this one; a store that has others by then refuses it, because what
        was checked against the old facts may not fit the new ones. None: whatever others did does not matter.
    """

    author: str
    action: str
    at: str
    day: str
    batches: Sequence[Batch] = ()
    undoes: int | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What applying a change set did. `change` is None if nothing had to be written.

    withdrawn, restored
        Numbers of the earlier changes that no longer count, or count again, because of it.
    behind
        A sentence if a team's browsable graph does not show the change yet, which is stored all the same.
    """

    change: int | None
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    closed: int = 0
    by_kind: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)  # kind -> created, updated, unchanged
    withdrawn: Sequence[int] = ()
    restored: Sequence[int] = ()
    behind: Text | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A stored version of a fact: `change` wrote it, `sequence` orders versions, `undone` if its change was withdrawn."""

    sequence: int
    change: int
    kind: str
    key: str
    props: Mapping[str, Any]
    valid_from: str
    valid_to: str
    observed_at: str
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the chain of changes."""

    number: int
    at: str
    day: str
    author: str
    action: str
    undoes: int | None
    rows: int
    sha256: str
    undone: bool
    detail: Mapping[str, Any]
