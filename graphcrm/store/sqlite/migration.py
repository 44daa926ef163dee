"""Bringing a file up to the format of this graphcrm on request, without waiting until it is next opened."""

from __future__ import annotations

import os
from contextlib import closing

from graphcrm.store.base import AuditEntry
from graphcrm.store.damage import too_old
from graphcrm.store.migration_report import MigrationReport, noted
from graphcrm.store.sqlite.beside import examine_beside
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.header import examine
from graphcrm.store.sqlite.opening import check_file
from graphcrm.store.sqlite.schema import Schema
from graphcrm.store.sqlite.schema_steps import bring_up
from graphcrm.store.sqlite.store import SqliteStore
from graphcrm.store.sqlite.totals_row import read_totals
from graphcrm.store.waiting import OnWait

__all__ = ["migrate"]


def migrate(path: str, entry: AuditEntry, schema: Schema, *, dry_run: bool, on_wait: OnWait | None) -> MigrationReport:
    """Bring up the file at `path`; see :func:`graphcrm.store.migration.migrate_store`."""
    actual = os.path.realpath(path)
    backup = None
    found = schema.version
    if os.path.exists(actual) and examine(actual) < schema.version:
        examine_beside(actual, schema, on_wait)
        with closing(Database(actual, on_wait)) as db:
            with db.reading():
                found = read_totals(db).schema
            if found < schema.version and schema.older(found) is None:
                raise too_old(actual, found)
            if found < schema.version and not dry_run:
                backup = bring_up(db, found, schema, check_file)
        if dry_run:
            return MigrationReport(found, schema.version, None, done=False)
    # Whatever else may be wrong with the file, opening it says so.
    with SqliteStore.open(path, on_wait=on_wait, schema=schema) as store:
        if backup is not None:
            store.audit(noted(entry, found, schema.version))
    return MigrationReport(found, schema.version, backup, done=backup is not None)
