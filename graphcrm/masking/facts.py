"""A store as whoever may not know names reads it: codes in the place of ids and names, names in texts replaced.

Everything that is read through it is masked, whatever is made of it: every analysis, map, report, answer, in every format. Mail
addresses and the ids of other systems are left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.masking.codes import CODED, Codes, allot
from graphcrm.masking.texts import Masker
from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import Batch, canonical
from graphcrm.model.fields import Field, ListOf, TextOf
from graphcrm.model.tables import BY_NAME, TABLES
from graphcrm.store.base import AuditEntry, CheckReport, Progress, Store
from graphcrm.store.checksums import Chunk, row_checksum
from graphcrm.store.state import State

__all__ = ["COLUMNS", "READ_ONLY", "MaskedStore", "codes_of", "masked_row"]


READ_ONLY = Text(
    "匿名化的视图只能读取：修改和历史请用原工作区",
    "an anonymised workspace is only read: change it, and look at its history, as it is",
)
#: Tells who is who in the real world, and nothing else.
_LEFT_OUT = frozenset({"email", "keys", "name_en"})


def codes_of(store: Store) -> Codes:
    """The codes of everything that was ever recorded."""
    latest = store.read(None, list(CODED))
    return allot({kind: dict(batch.rows()) for kind, batch in latest.items()})


class MaskedStore(Store):
    """`store`, masked."""

    def __init__(self, store: Store, mask: Masker) -> None:
        self._store, self._mask = store, mask
        self._reworded: dict[str, int] = {}

    def scan(self, begin: Callable[[State], Callable[[Chunk], None]], kinds: Sequence[str] | None = None) -> None:
        def masked(state: State) -> Callable[[Chunk], None]:
            use = begin(state)
            return lambda chunk: use(self._chunk(chunk))

        self._store.scan(masked, kinds)

    def read(self, as_of: str | None = None, kinds: Sequence[str] | None = None) -> Mapping[str, Batch]:
        return {kind: self._batch(batch) for kind, batch in self._store.read(as_of, kinds).items()}

    def audit(self, entry: AuditEntry | None = None) -> Sequence[AuditEntry]:
        """The trail says of whom it was, not by which code."""
        if entry is None:
            raise UsageError(READ_ONLY)
        real = self._mask.codes.real(entry.subject)
        return self._store.audit(replace(entry, subject=real, detail=entry.detail or "anonymised"))

    def check(self, progress: Progress | None = None) -> CheckReport:
        return self._store.check(progress)

    def close(self) -> None:
        self._store.close()

    def _refused(self, *_: Any, **__: Any) -> NoReturn:
        """What would change the workspace, or show it as it is."""
        raise UsageError(READ_ONLY)

    apply = history = erase = backup = _refused

    def _chunk(self, chunk: Chunk) -> Chunk:
        keys = ["\t".join(self._distinct(part) for part in key.split("\t")) for key in chunk.keys]
        props = [
            canonical(masked_row(self._mask, kind, key, json.loads(text)))
            for kind, key, text in zip(chunk.kinds, chunk.keys, chunk.props, strict=True)
        ]
        rows = zip(
            chunk.sequences,
            chunk.changes,
            chunk.kinds,
            keys,
            chunk.valid_from,
            chunk.valid_to,
            chunk.observed_at,
            props,
            strict=True,
        )
        texts = [row_checksum(*row)[0] for row in rows]
        return chunk._replace(keys=tuple(keys), props=tuple(props), texts=texts)

    def _distinct(self, part: str) -> str:
        """A part of a key such that two facts stay two while it is not yet known which versions count."""
        masked = self._key(part)
        if masked in (part, self._mask.codes.within(part)):
            return masked
        return f"{masked} {self._reworded.setdefault(part, len(self._reworded))}"

    def _batch(self, batch: Batch) -> Batch:
        keys = ["\t".join(self._key(part) for part in key.split("\t")) for key in batch.keys]
        props = [canonical(masked_row(self._mask, batch.kind, key, row)) for key, row in batch.rows()]
        return replace(batch, keys=keys, props=props).picked(sorted(range(len(keys)), key=keys.__getitem__))

    def _key(self, part: str) -> str:
        coded = self._mask.codes.within(part)
        return coded if coded != part else self._mask.text(part)


def masked_row(mask: Masker, kind: str, key: str, props: Mapping[str, Any]) -> Mapping[str, Any]:
    """The properties of a fact without names: codes for ids, names replaced in texts, nothing that tells who somebody is elsewhere.

    Only a record that has a code loses its name and addresses.
    """
    columns, named = COLUMNS.get(kind, {}), kind in CODED and kind != "unit" and mask.codes.id(key) != key
    row = {n: _masked(mask, columns.get(n), value) for n, value in props.items() if not (named and n in _LEFT_OUT)}
    if named and row.get("name"):
        row["name"] = mask.codes.id(key)
    return row


def _masked(mask: Masker, column: Field | None, value: Any) -> Any:
    if isinstance(value, list):
        return [_masked(mask, column, one) for one in value]
    if not isinstance(value, str) or (column is not None and not _may_name(column)):
        return value
    if column is not None and column.usual is not None and any(value == m.value for m in column.usual):
        return value
    return mask.codes.within(value) if column == _FINDING else mask.text(value)


#: The key of a finding that somebody lives with, made of ids.
_FINDING = BY_NAME["accepted"].column("key")


def _may_name(column: Field) -> bool:
    """Whether a column may hold an id, a reporter or text; dates, codes and amounts name nobody."""
    one = column.parse.one if isinstance(column.parse, ListOf) else column.parse
    return bool(column.refs) or isinstance(one, TextOf) or column.name in ("id", "source")


def _columns() -> Mapping[str, Mapping[str, Field]]:
    found: dict[str, dict[str, Field]] = {of.kind: {f.name: f for f in of.columns} for of in TABLES}
    found |= {kind.kind: {f.name: f for f in BY_NAME["edges"].columns} for kind in EdgeKind if kind.kind not in found}
    ends = Field("from", "", str, refs=("person",)), Field("to", "", str, refs=("person",))
    plain = [Field(name, "", float) for name in ("type", "tie", "weight", "sign", "first", "last")]
    return {**found, "tie": {f.name: f for f in (*ends, *plain)}}


#: The columns of each kind of fact.
COLUMNS = _columns()
