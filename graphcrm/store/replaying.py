"""A workspace's history as change sets that give it again, change by change, in an empty store.

What a store wrote, it writes again when it is given the rows of each change as dated facts: a row that differed from what was
stored then differs now. Only an erasure leaves a history that no change sets could have made: rows are missing, and some that
were different are now equal. So a missing row is replayed as a stand-in, and a row that has become equal with a mark; when all
is there, :func:`unmarked` erases both. Sequences, digests and the chain then come out as in the original.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace

from graphcrm.dataclass import dataclass
from graphcrm.model.facts import Batch, Change, ChangeSet, Version, canonical
from graphcrm.store.change_chain import link_sha256
from graphcrm.store.checksums import Chunk, RowsHash, checksummed
from graphcrm.store.columns import Columns
from graphcrm.store.planning.change import link_of
from graphcrm.store.undoing import undone_changes

__all__ = ["Replay", "Written", "replay", "unmarked"]


_Texts = tuple[str, str, str]
#: Property of a row that stands in for another one until the copy is complete.
_MARK = "graphcrm_copy"
_GONE, _CHANGED = "gone", "changed"
#: Kind of the stand-ins of a change of which nothing is left.
_NOTHING = "erased"


@dataclass(slots=True)
class Written(Columns):
    """The rows of one change, of all kinds, in the order in which they were written."""

    sequences: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)

    def take(self, chunk: Chunk, i: int) -> None:
        """Add the row at one position of a chunk."""
        self.add(
            chunk.sequences[i],
            chunk.kinds[i],
            (chunk.keys[i], chunk.props[i], chunk.valid_from[i], chunk.valid_to[i], chunk.observed_at[i]),
        )

    def add(self, sequence: int, kind: str, row: tuple[str, str, str, str, str]) -> None:
        self.sequences.append(sequence)
        self.kinds.append(kind)
        columns = (self.keys, self.props, self.valid_from, self.valid_to, self.observed_at)
        for column, value in zip(columns, row, strict=True):
            column.append(value)

    def stand_in(self, sequence: int, kind: str) -> None:
        """Add a row for one that was erased."""
        self.add(sequence, kind, (f"{_NOTHING}:{sequence}", canonical({_MARK: _GONE}), "", "", ""))

    def batches(self) -> list[Batch]:
        """The rows as dated batches, kind by kind."""
        found = []
        start = 0
        while start < len(self):
            kind, end = self.kinds[start], start
            while end < len(self) and self.kinds[end] == kind:
                end += 1
            part = slice(start, end)
            dates = self.valid_from[part], self.valid_to[part], self.observed_at[part]
            found.append(Batch(kind, self.keys[part], self.props[part], *dates))
            start = end
        return found


@dataclass(frozen=True, slots=True)
class Replay:
    """Change sets that give a history again.

    sha256
        What the chain will say after each of them.
    marked
        Stand-ins or marks are among the rows, to be erased at the end.
    """

    changes: Sequence[ChangeSet]
    sha256: Sequence[str]
    marked: bool


def replay(changes: Sequence[Change], rows: Mapping[int, Written], last_sequence: int) -> Replay:
    """Change sets for a history.

    Parameters
    ----------
    changes
        The chain, oldest first.
    rows
        What is left of the rows of each change, by number.
    last_sequence
        The highest sequence that was ever given.
    """
    complete = [rows.get(change.number) or Written() for change in changes]
    gaps = _fill(changes, complete, last_sequence)
    marks = _mark(changes, complete)
    marked = gaps or marks
    sets = [
        ChangeSet(c.author, c.action, c.at, c.day, written.batches(), c.undoes, c.detail)
        for c, written in zip(changes, complete, strict=True)
    ]
    chain = _chain(changes, sets) if marked else [change.sha256 for change in changes]
    return Replay(sets, chain, marked)


def unmarked(version: Version) -> Mapping[str, object] | None:
    """What a row of a replay has to become in the end: to be given to :meth:`graphcrm.store.Store.erase`."""
    mark = version.props.get(_MARK)
    if mark is None:
        return version.props
    return None if mark == _GONE else {k: v for k, v in version.props.items() if k != _MARK}


def _fill(changes: Sequence[Change], complete: Sequence[Written], last_sequence: int) -> bool:
    """Put a stand-in wherever a sequence is missing; whether there was any.

    The gap after a row belongs to that row's change, but for one row of each change of which nothing is left.
    """
    found = False
    following = 1
    before: Written | None = None
    bare: list[Written] = []
    for change, written in zip(changes, complete, strict=True):
        if not written.sequences:
            if change.undoes is None:
                bare.append(written)
            continue
        found = _close(range(following, written.sequences[0]), before, bare, written) or found
        found = _inner(written) or found
        before, bare, following = written, [], written.sequences[-1] + 1
    return _close(range(following, last_sequence + 1), before, bare, None) or found


def _close(gap: range, before: Written | None, bare: Sequence[Written], after: Written | None) -> bool:
    """Fill the gap between two changes that still have rows; `bare` are those between them."""
    if not gap:
        return False
    rest = len(gap) - len(bare)
    if before is None and bare:
        for number in gap[:rest]:
            bare[0].stand_in(number, _NOTHING)
    elif before is not None:
        for number in gap[:rest]:
            before.stand_in(number, before.kinds[-1])
    elif after is not None:
        first = Written()
        for number in gap[:rest]:
            first.stand_in(number, after.kinds[0])
        for name in Written.__dataclass_fields__:
            getattr(after, name)[:0] = getattr(first, name)
    for written, number in zip(bare, gap[rest:], strict=True):
        written.stand_in(number, _NOTHING)
    return True


def _inner(written: Written) -> bool:
    """Stand-ins between the rows of one change; whether there were any."""
    expected = range(written.sequences[0], written.sequences[0] + len(written))
    if written.sequences[-1] == expected[-1]:
        return False
    filled = Written()
    following = written.sequences[0]
    columns = zip(written.keys, written.props, written.valid_from, written.valid_to, written.observed_at, strict=True)
    kind = written.kinds[0]
    for sequence, its_kind, row in zip(written.sequences, written.kinds, columns, strict=True):
        for number in range(following, sequence):
            filled.stand_in(number, kind)
        filled.add(sequence, its_kind, row)
        following, kind = sequence + 1, its_kind
    for name in Written.__dataclass_fields__:
        getattr(written, name)[:] = getattr(filled, name)
    return True


def _mark(changes: Sequence[Change], complete: Sequence[Written]) -> bool:
    """Mark the rows that a store would leave alone, because they are equal to what counts at that moment."""
    written: list[list[tuple[_Texts, _Texts]]] = []
    live: dict[_Texts, _Texts] = {}
    undoes: dict[int, int | None] = {}
    undone: frozenset[int] = frozenset()
    found = False
    for change, rows in zip(changes, complete, strict=True):
        undoes[change.number] = change.undoes
        if change.undoes is not None:
            undone = undone_changes(undoes)
            live = {fact: said for number, of in enumerate(written, 1) if number not in undone for fact, said in of}
        own = []
        for i in range(len(rows)):
            identity = (rows.kinds[i], rows.keys[i], rows.valid_from[i])
            content = (rows.props[i], rows.valid_to[i], rows.observed_at[i])
            if live.get(identity) == content:
                rows.props[i] = canonical({**json.loads(rows.props[i]), _MARK: _CHANGED})
                content = (rows.props[i], *content[1:])
                found = True
            own.append((identity, content))
        written.append(own)
        if change.number not in undone:
            live.update(own)
    return found


def _chain(changes: Iterable[Change], sets: Iterable[ChangeSet]) -> list[str]:
    """The chain as a store makes it of these change sets."""
    chain: list[str] = []
    previous, first = "", 1
    for change, given in zip(changes, sets, strict=True):
        digest, rows = RowsHash(), 0
        for batch in given.batches:
            for part in checksummed(batch, change.number, first + rows):
                digest.add(part.texts)
                rows += len(part.texts)
        link = replace(link_of(given, change.number), rows=rows, rows_sha256=digest.hexdigest())
        previous = link_sha256(previous, link)
        chain.append(previous)
        first += rows
    return chain
