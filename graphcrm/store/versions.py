"""Stored versions as the seam shows them, one object each: for history and erasure, not for bulk reading."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graphcrm.i18n import Text
from graphcrm.model.facts import Version
from graphcrm.store.damage import damaged
from graphcrm.store.sealing import Chunk

__all__ = ["concerning", "versions_of"]

_PROPS = Text("{kind} 的第 {sequence} 条记录不是有效的 JSON", "row {sequence} of {kind} is not valid JSON")


def versions_of(chunk: Chunk, undone: frozenset[int]) -> Iterator[Version]:
    """Every version of a chunk."""
    return (version_at(chunk, i, undone) for i in range(len(chunk.keys)))


def concerning(chunk: Chunk, key: str, undone: frozenset[int]) -> Iterator[Version]:
    """The versions of facts with this key, or whose key names it as one of its tab-separated parts."""
    for i, candidate in enumerate(chunk.keys):
        if key in candidate and (candidate == key or key in candidate.split("\t")):
            yield version_at(chunk, i, undone)


def version_at(chunk: Chunk, i: int, undone: frozenset[int]) -> Version:
    """The version at one position of a chunk.

    Raises
    ------
    IntegrityError
        Its properties are not a JSON object.
    """
    try:
        props = json.loads(chunk.props[i])
    except (ValueError, RecursionError) as error:
        raise damaged(_PROPS.format(kind=chunk.kinds[i], sequence=chunk.sequences[i])) from error
    return Version(
        sequence=chunk.sequences[i],
        change=chunk.changes[i],
        kind=chunk.kinds[i],
        key=chunk.keys[i],
        props=props,
        valid_from=chunk.valid_from[i],
        valid_to=chunk.valid_to[i],
        observed_at=chunk.observed_at[i],
        undone=chunk.changes[i] in undone,
    )
