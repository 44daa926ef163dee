"""Stored versions as the seam shows them, one object each: for history and erasure, not for bulk reading."""

from __future__ import annotations

import json
from collections.abc import Iterator, Set

from graphcrm.i18n import Text
from graphcrm.model.facts import Version
from graphcrm.store.checksums import Chunk
from graphcrm.store.columns import Stored
from graphcrm.store.damage import damaged

__all__ = ["concerning", "versions_of"]


_PROPS = Text("{kind} 的第 {sequence} 条记录不是有效的 JSON", "row {sequence} of {kind} is not valid JSON")


def versions_of(kind: str, stored: Stored, undone: Set[int]) -> Iterator[Version]:
    """Every version of a kind."""
    c = stored.columns
    rows = zip(stored.sequences, stored.changes, c.keys, c.props, c.valid_from, c.valid_to, c.observed_at, strict=True)
    return (_version(kind, row, undone) for row in rows)


def concerning(chunk: Chunk, key: str, undone: Set[int], *, anywhere: bool) -> Iterator[Version]:
    """The versions of facts with this key, or whose key names it as one of its tab-separated parts.

    With `anywhere` also those of which a property, or an item of one, is this text.
    """
    c = chunk
    said = json.dumps(key, ensure_ascii=False)
    for i, candidate in enumerate(c.keys):
        named = key in candidate and (candidate == key or key in candidate.split("\t"))
        if named or (anywhere and said in c.props[i]):
            row = (
                c.sequences[i],
                c.changes[i],
                candidate,
                c.props[i],
                c.valid_from[i],
                c.valid_to[i],
                c.observed_at[i],
            )
            yield _version(c.kinds[i], row, undone)


def _version(kind: str, row: tuple[int, int, str, str, str, str, str], undone: Set[int]) -> Version:
    """One version; IntegrityError if its properties are not a JSON object."""
    sequence, change, key, text, valid_from, valid_to, observed_at = row
    try:
        props = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise damaged(_PROPS.format(kind=kind, sequence=sequence)) from error
    return Version(sequence, change, kind, key, props, valid_from, valid_to, observed_at, change in undone)
