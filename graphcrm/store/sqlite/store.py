"""The embedded store behind the seam. What changes, checks or copies it is loaded when that is done: most commands only read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from graphcrm.acknowledged import Counting, change_named
from graphcrm.model.facts import Change, Receipt, Version
from graphcrm.store.base import AuditEntry, CheckReport, Made, Progress, Store, made_now
from graphcrm.store.change_chain import as_changes
from graphcrm.store.checksums import Chunk
from graphcrm.store.sqlite.chain_tables import read_audit
from graphcrm.store.sqlite.connection import Database, OnWait
from graphcrm.store.sqlite.opening import check_file, open_database
from graphcrm.store.sqlite.schema import CURRENT, Schema
from graphcrm.store.sqlite.state import read_state, verified_chunks
from graphcrm.store.state import State
from graphcrm.store.versions import concerning

if TYPE_CHECKING:
    from graphcrm.store.planning.erasure import Rewrite

__all__ = ["SqliteStore"]


class SqliteStore(Store):
    """A workspace in one SQLite file. Make it with :meth:`open`."""

    def __init__(self, db: Database, schema: Schema) -> None:
        self._db = db
        self._schema = schema

    @classmethod
    def open(
        cls, path: str, *, create: bool = False, on_wait: OnWait | None = None, schema: Schema = CURRENT
    ) -> SqliteStore:
        """Open the file at `path`, with `create` making it if there is none; see :func:`graphcrm.store.open_store`."""
        return cls(open_database(path, schema, create=create, on_wait=on_wait), schema)

    def apply(self, change: Made, *, dry_run: bool = False, progress: Progress | None = None) -> Receipt:
        """Write a change set entirely or not at all; see :meth:`Store.apply`."""
        from graphcrm.store.sqlite.applying import apply_change

        with Counting(lambda: self._db.committed) as commit, self._db.reading() if dry_run else self._db.writing():
            made = made_now(change)
            state = read_state(self._db, self._schema)
            receipt = apply_change(self._db, state, made, progress, dry_run=dry_run)
            if receipt.change is not None and not dry_run:
                commit.what = change_named(receipt.change, self._db.path)
        return receipt

    def scan(self, begin: Callable[[State], Callable[[Chunk], None]], kinds: Sequence[str] | None = None) -> None:
        """Hand every version to what `begin` makes of the state; see :meth:`Store.scan`."""
        with self._db.reading():
            state = read_state(self._db, self._schema)
            wanted = None if kinds is None else sorted(state.scopes.keys() & set(kinds))
            use = begin(state)
            if wanted is None or wanted:
                verified_chunks(self._db, state, use, wanted)

    def history(self, key: str | None = None, *, anywhere: bool = False) -> tuple[Sequence[Change], Sequence[Version]]:
        """The chain of changes and the versions concerning `key`; see :meth:`Store.history`."""
        versions: list[Version] = []
        with self._db.reading():
            state = read_state(self._db, self._schema)
            if key is not None:
                undone = state.undone

                def gather(chunk: Chunk) -> None:
                    versions.extend(concerning(chunk, key, undone, anywhere=anywhere))

                verified_chunks(self._db, state, gather)
        return as_changes(state.links), versions

    def erase(self, rewrite: Rewrite, entry: AuditEntry, renamed: Mapping[str, str] | None = None) -> int:
        """Rewrite or drop stored versions and leave no trace of the old text; see :meth:`Store.erase`."""
        from graphcrm.store.sqlite.erasing import erase

        return erase(self._db, self._schema, rewrite, entry, renamed or {})

    def audit(self, entry: AuditEntry | None = None) -> Sequence[AuditEntry]:
        """Append to the audit trail (returns nothing then), or return it; see :meth:`Store.audit`."""
        if entry is None:
            with self._db.reading():
                return read_audit(self._db, read_state(self._db, self._schema).totals)
        from graphcrm.store.planning.outcome import Outcome
        from graphcrm.store.sqlite.chain_tables import commit

        with self._db.writing():
            state = read_state(self._db, self._schema)
            read_audit(self._db, state.totals)
            commit(self._db, state.totals, Outcome.only_noted(state.totals, entry))
        return ()

    def check(self, progress: Progress | None = None) -> CheckReport:
        """Verify everything; see :meth:`Store.check`."""
        from graphcrm.store.sqlite.checking import check_store

        return check_store(self._db, self._schema, progress)

    def backup(self, to: str) -> None:
        """A verified copy at `to`; see :meth:`Store.backup`."""
        from graphcrm.store.sqlite.copying import copy_to

        copy_to(self._db, to, lambda path: check_file(path, self._schema))

    def close(self) -> None:
        """Release the file."""
        self._db.close()
