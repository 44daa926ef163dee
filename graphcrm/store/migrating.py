"""Bringing a workspace up to the format of this graphcrm, on request; a backup comes first, in either kind of store.

A file of an older format is also brought up when it is opened, for it belongs to one person; a team's workspace only here.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphcrm.model.facts import canonical
from graphcrm.store.base import AuditEntry
from graphcrm.store.damage import too_old

if TYPE_CHECKING:
    from graphcrm.store.sqlite.schema import Schema

__all__ = ["Migration", "migrate_store", "noted"]


@dataclass(frozen=True, slots=True)
class Migration:
    """What was found and done.

    found, known
        Number of the format that was there, and of the one that this graphcrm uses.
    backup
        Path of the copy that was made before, an embedded store.
    done
        Whether this call brought the workspace up.
    """

    found: int
    known: int
    backup: str | None
    done: bool


def migrate_store(
    url: str, entry: AuditEntry, *, dry_run: bool = False, on_wait: Callable[[], None] | None = None
) -> Migration:
    """Bring the workspace at `url` up to the format of this graphcrm.

    The backup of a file lies beside it, that of a team's workspace in the current folder; no file is ever overwritten.

    Parameters
    ----------
    entry
        Goes into the audit trail, with both numbers, when it is done.
    dry_run
        Only look; nothing is written anywhere.

    Raises
    ------
    StoreError
        There is no workspace, it is newer or too old, or cannot be written.
    IntegrityError
        It is damaged; it was left as it is.
    UsageError
        The address is not one of a store.
    """
    if "://" in url:
        from graphcrm.store import open_store
        from graphcrm.store.neo4j.address import SCHEMES
        from graphcrm.store.neo4j.migrating import migrate

        if url.partition("://")[0].lower() not in SCHEMES:
            open_store(url).close()  # raises, and says which kinds of address there are
        return migrate(url, entry, os.curdir, dry_run=dry_run, on_wait=on_wait)
    from graphcrm.store.sqlite.schema import CURRENT

    return migrate_file(url, entry, CURRENT, dry_run=dry_run, on_wait=on_wait)


def migrate_file(
    path: str, entry: AuditEntry, schema: Schema, *, dry_run: bool, on_wait: Callable[[], None] | None
) -> Migration:
    """The same for a file; see :func:`migrate_store`."""
    from graphcrm.store.sqlite.connection import Database
    from graphcrm.store.sqlite.header import examine
    from graphcrm.store.sqlite.migrating import migrate
    from graphcrm.store.sqlite.opening import check_file
    from graphcrm.store.sqlite.seal import read_seal
    from graphcrm.store.sqlite.store import SqliteStore

    actual = os.path.realpath(path)
    backup = None
    found = schema.version
    if os.path.exists(actual) and examine(actual) < schema.version:
        with closing(Database(actual, on_wait)) as db:
            with db.reading():
                found = read_seal(db).schema
            if found < schema.version and schema.older(found) is None:
                raise too_old(actual, found)
            if found < schema.version and not dry_run:
                backup = migrate(db, found, schema, check_file)
        if dry_run:
            return Migration(found, schema.version, None, done=False)
    # Whatever else may be wrong with the file, opening it says so.
    with SqliteStore.open(path, on_wait=on_wait, schema=schema) as store:
        if backup is not None:
            store.audit(noted(entry, found, schema.version))
    return Migration(found, schema.version, backup, done=backup is not None)


def noted(entry: AuditEntry, found: int, known: int) -> AuditEntry:
    """The audit entry of a migration."""
    return replace(entry, detail=canonical({"from": found, "to": known}))
