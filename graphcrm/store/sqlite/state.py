"""What a transaction knows about the store before it reads or changes facts, verified, and bulk reading against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graphcrm.collector import collector_paused
from graphcrm.store.checksums import Chunk
from graphcrm.store.columns import Stored, sort_in
from graphcrm.store.damage import newer
from graphcrm.store.sqlite.chain_tables import read_changes
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.rows import scan
from graphcrm.store.sqlite.schema import Schema
from graphcrm.store.sqlite.table_definitions import check_tables
from graphcrm.store.sqlite.totals_row import read_scopes, read_totals
from graphcrm.store.state import State
from graphcrm.store.totals import Tally

__all__ = ["load", "read_state", "verified_chunks"]


def read_state(db: Database, schema: Schema) -> State:
    """Read and verify the state inside a transaction.

    Raises
    ------
    IntegrityError
        Something is not what was written.
    NotAStore
        A newer graphcrm has brought the file up to its own schema since it was opened.
    """
    totals = read_totals(db)
    if totals.schema > schema.version:
        raise newer(db.path, totals.schema, schema.version)
    check_tables(db, schema)
    return State(totals, read_scopes(db, totals), read_changes(db, totals))


def verified_chunks(
    db: Database, state: State, use: Callable[[Chunk], None], kinds: Sequence[str] | None = None
) -> None:
    """Hand every version of `kinds` (all if None) to `use`, then compare with the totals.

    What `use` gathers may be relied on only when this returns.
    """
    tally = Tally()
    with collector_paused():
        for chunk in scan(db, kinds):
            tally.add(chunk)
            use(chunk)
    tally.compare(state.scopes, kinds)


def load(db: Database, state: State, kinds: Sequence[str] | None = None) -> dict[str, Stored]:
    """The versions of `kinds` (all if None), verified; a kind that nothing was written of is absent."""
    found: dict[str, Stored] = {}
    wanted = None if kinds is None else sorted(state.scopes.keys() & set(kinds))
    if wanted is None or wanted:
        verified_chunks(db, state, lambda chunk: sort_in(chunk, found), wanted)
    return found
