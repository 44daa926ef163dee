"""Versions of one kind as columns: how facts are held while they are read, compared and planned with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import field

from graphcrm.dataclass import dataclass
from graphcrm.model.facts import NEVER, OPEN, Batch
from graphcrm.store.checksums import Chunk

__all__ = ["Columns", "Stored", "counting", "sort_in"]


@dataclass(slots=True)
class Columns:
    """Versions of one kind as equally long columns, in the order in which they were written."""

    keys: list[str] = field(default_factory=list)
    props: list[str] = field(default_factory=list)
    valid_from: list[str] = field(default_factory=list)
    valid_to: list[str] = field(default_factory=list)
    observed_at: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.keys)

    def picked(self, kind: str, positions: Sequence[int]) -> Batch:
        """The rows at `positions` as a batch."""
        return Batch(kind, *_texts(self.at(positions)))

    def extend(self, other: Columns | Batch | Chunk) -> None:
        """Add rows at the end."""
        own = (self.keys, self.props, self.valid_from, self.valid_to, self.observed_at)
        for column, more in zip(own, _texts(other), strict=True):
            column.extend(more)

    def at(self, positions: Sequence[int]) -> Columns:
        """The rows at `positions`."""
        return Columns(*([column[i] for i in positions] for column in _texts(self)))


@dataclass(slots=True)
class Stored:
    """All versions of one kind, withdrawn ones included, in the order in which they were written."""

    columns: Columns = field(default_factory=Columns)
    sequences: list[int] = field(default_factory=list)
    changes: list[int] = field(default_factory=list)

    def live(self, undone: Set[int]) -> Columns:
        """The versions that have not been withdrawn."""
        if undone.isdisjoint(self.changes):
            return self.columns
        return self.columns.at([i for i, change in enumerate(self.changes) if change not in undone])

    def keys_of(self, changes: Set[int]) -> set[str]:
        """Keys of the facts of which one of these changes wrote a version."""
        if changes.isdisjoint(self.changes):
            return set()
        return {key for key, change in zip(self.columns.keys, self.changes, strict=True) if change in changes}

    def followed_by(self, rows: Batch, first: int, change: int) -> Stored:
        """These versions and, after them, the rows of a change, numbered from `first`."""
        found = Stored(
            Columns(), [*self.sequences, *range(first, first + len(rows))], [*self.changes, *[change] * len(rows)]
        )
        found.columns.extend(self.columns)
        found.columns.extend(rows)
        return found


def sort_in(chunk: Chunk, found: dict[str, Stored]) -> None:
    """Add the rows of a chunk to the versions found so far, each to those of its kind."""
    present = set(chunk.kinds)
    for kind in present:
        stored = found.setdefault(kind, Stored())
        if len(present) == 1:
            stored.columns.extend(chunk)
            stored.sequences.extend(chunk.sequences)
            stored.changes.extend(chunk.changes)
            continue
        own = [i for i, its_kind in enumerate(chunk.kinds) if its_kind == kind]
        stored.columns.extend(Columns(*([column[i] for i in own] for column in _texts(chunk))))
        stored.sequences.extend(map(chunk.sequences.__getitem__, own))
        stored.changes.extend(map(chunk.changes.__getitem__, own))


def _texts(
    of: Columns | Batch | Chunk,
) -> tuple[Sequence[str], Sequence[str], Sequence[str], Sequence[str], Sequence[str]]:
    return of.keys, of.props, of.valid_from, of.valid_to, of.observed_at


def counting(columns: Columns, as_of: str | None) -> list[int]:
    """Positions of the versions that count on `as_of`, sorted by key; `columns` holds live versions only.

    `as_of` None: the latest version of every key, ended ones included, but not one that takes back what was said.
    """
    starts, ends = columns.valid_from, columns.valid_to
    seen: Iterable[int] = range(len(columns))
    if as_of is not None:
        pairs = zip(starts, columns.observed_at, strict=True)
        seen = [i for i, (start, observed) in enumerate(pairs) if start <= as_of and observed <= as_of]
    keys = columns.keys
    if len(set(keys)) == len(keys):  # one version each, as after a first import
        chosen = sorted(seen, key=keys.__getitem__)
    else:
        # A stable sort keeps the order of writing among equal starts, and a later entry of a dict replaces an earlier
        # one: what stays for a key is its greatest (valid_from, sequence).
        ordered = sorted(seen, key=starts.__getitem__)
        latest = dict(zip(map(keys.__getitem__, ordered), ordered, strict=True))
        chosen = [latest[key] for key in sorted(latest)]
    if as_of is None:
        return [i for i in chosen if ends[i] != NEVER]
    return [i for i in chosen if ends[i] == OPEN or as_of < ends[i]]
