"""What a transaction knows about the store before it reads or changes facts: everything but the facts, verified."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graphcrm.store.chains import Link
from graphcrm.store.collector import collector_paused
from graphcrm.store.damage import newer
from graphcrm.store.rule import Columns, undone_changes
from graphcrm.store.sealing import Chunk
from graphcrm.store.sqlite.chain import read_changes
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.rows import scan
from graphcrm.store.sqlite.schema import Schema
from graphcrm.store.sqlite.seal import Seal, check_tables, read_scopes, read_seal
from graphcrm.store.totals import Scope, Tally

__all__ = ["State", "read_columns", "read_state", "verified_chunks"]


@dataclass(frozen=True, slots=True)
class State:
    """Totals and chain of changes."""

    seal: Seal
    scopes: dict[str, Scope]
    links: list[Link]

    @property
    def undone(self) -> frozenset[int]:
        """Changes that are withdrawn."""
        return undone_changes({link.number: link.undoes for link in self.links})


def read_state(db: Database, schema: Schema) -> State:
    """Read and verify the state inside a transaction.

    Raises
    ------
    IntegrityError
        Something is not what was written.
    NotAStore
        A newer graphcrm has brought the file up to its own schema since it was opened.
    """
    seal = read_seal(db)
    if seal.schema > schema.version:
        raise newer(db.path, seal.schema, schema.version)
    check_tables(db, schema)
    return State(seal, read_scopes(db, seal), read_changes(db, seal))


def verified_chunks(
    db: Database, state: State, use: Callable[[Chunk], None], kinds: Sequence[str] | None = None
) -> None:
    """Hand every version of `kinds` (all if None) to `use`, then compare with the totals.

    What `use` gathers may be relied on only when this returns.

    Raises
    ------
    IntegrityError
        A row is damaged, missing, doubled or foreign.
    """
    tally = Tally()
    with collector_paused():
        for chunk in scan(db, kinds):
            tally.add(chunk)
            use(chunk)
    tally.compare(state.scopes, kinds)


def read_columns(db: Database, state: State, kinds: Sequence[str] | None, undone: Iterable[int]) -> dict[str, Columns]:
    """The live versions of every kind as columns, verified."""
    withdrawn = frozenset(undone)
    found: dict[str, Columns] = {}

    def gather(chunk: Chunk) -> None:
        columns = (chunk.keys, chunk.props, chunk.valid_from, chunk.valid_to, chunk.observed_at)
        present = set(chunk.kinds)
        touched = not withdrawn.isdisjoint(chunk.changes)
        for kind in present:
            into = found.setdefault(kind, Columns())
            targets = (into.keys, into.props, into.valid_from, into.valid_to, into.observed_at)
            if len(present) == 1 and not touched:
                for target, column in zip(targets, columns, strict=True):
                    target.extend(column)
                continue
            marks = enumerate(zip(chunk.kinds, chunk.changes, strict=True))
            live = [i for i, (its_kind, change) in marks if its_kind == kind and change not in withdrawn]
            for target, column in zip(targets, columns, strict=True):
                target.extend(map(column.__getitem__, live))

    verified_chunks(db, state, gather, kinds)
    return found
