"""Verify everything, and say what is wrong instead of stopping at the first fault."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from graphcrm.errors import IntegrityError
from graphcrm.i18n import Text
from graphcrm.store.base import CheckReport, Progress
from graphcrm.store.change_chain import Link, compare_digests
from graphcrm.store.checksums import Chunk, RowsHash
from graphcrm.store.sqlite.chain_tables import read_audit, read_changes
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.faults import guarded
from graphcrm.store.sqlite.rows import scan
from graphcrm.store.sqlite.schema import Schema
from graphcrm.store.sqlite.table_definitions import check_tables
from graphcrm.store.sqlite.totals_row import read_scopes, read_totals
from graphcrm.store.totals import Scope, Tally

__all__ = ["check_store"]


_ENGINE = Text("数据库引擎报告：{what}", "the database engine reports: {what}")
_FOREIGN_KEY = Text(
    "表 {table} 的第 {row} 行指向不存在的变更", "row {row} of {table} refers to a change that does not exist"
)


def check_store(db: Database, schema: Schema, progress: Progress | None = None) -> CheckReport:
    """Verify the file, the engine's structures, every row, all totals and both chains, in one read transaction."""
    check = _Check(db, schema, progress)
    db.value("PRAGMA shrink_memory")  # what is verified is the file, not what was read of it before
    try:
        with db.reading():
            check.run()
    except IntegrityError as error:
        check.note(error)
    return CheckReport(check.changes, check.versions, tuple(check.damage))


class _Check:
    def __init__(self, db: Database, schema: Schema, progress: Progress | None) -> None:
        self.db = db
        self.schema = schema
        self.progress = progress
        self.damage: list[Text] = []
        self.changes = 0
        self.versions = 0
        self._links: list[Link] | None = None
        self._scopes: dict[str, Scope] | None = None

    def note(self, error: IntegrityError) -> None:
        """Keep what an error says is wrong, once."""
        if error.what not in self.damage:
            self.damage.append(error.what)

    def run(self) -> None:
        """All steps; damage in one does not keep the others from looking."""
        for step in (self._engine, self._references, self._tables, self._totals, self._rows):
            self._attempt(step)

    def _attempt(self, step: Callable[[], None]) -> None:
        try:
            with guarded(self.db.path):
                step()
        except IntegrityError as error:
            self.note(error)

    def _engine(self) -> None:
        for (what,) in self.db.execute("PRAGMA integrity_check(20)"):
            if what != "ok":
                self.damage.append(_ENGINE.format(what=what))

    def _references(self) -> None:
        for table, row, *_ in self.db.execute("PRAGMA foreign_key_check").fetchmany(20):
            self.damage.append(_FOREIGN_KEY.format(table=table, row=row))

    def _tables(self) -> None:
        check_tables(self.db, self.schema)

    def _totals(self) -> None:
        totals = read_totals(self.db)

        def scopes() -> None:
            self._scopes = read_scopes(self.db, totals)

        def changes() -> None:
            self._links = read_changes(self.db, totals)
            self.changes = len(self._links)

        def audit() -> None:
            read_audit(self.db, totals)

        for step in (scopes, changes, audit):
            self._attempt(step)

    def _rows(self) -> None:
        tally = Tally()
        total = sum(scope.rows for scope in (self._scopes or {}).values())
        digests: dict[int, RowsHash] = {}
        for chunk in scan(self.db):
            self.versions += len(chunk.keys)
            tally.add(chunk)
            _digest(chunk, digests)
            if self.progress is not None:
                self.progress(self.versions, max(total, self.versions))
        if self._scopes is not None:
            tally.compare(self._scopes)
        compare_digests(self._links or (), digests)


def _digest(chunk: Chunk, digests: dict[int, RowsHash]) -> None:
    start = 0
    for change, rows in groupby(chunk.changes):
        stop = start + sum(1 for _ in rows)
        digests.setdefault(change, RowsHash()).add(chunk.texts[start:stop])
        start = stop
