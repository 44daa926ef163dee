"""Bringing a workspace up to the format of this graphcrm, on request; a backup comes first, in either kind of store.

A file of an older format is also brought up when it is opened, for it belongs to one person; a team's workspace only here.
"""

from __future__ import annotations

import os

from graphcrm.configuration import on_server
from graphcrm.store.base import AuditEntry
from graphcrm.store.migration_report import MigrationReport
from graphcrm.store.waiting import OnWait

__all__ = ["migrate_store"]


def migrate_store(
    url: str, entry: AuditEntry, *, dry_run: bool = False, on_wait: OnWait | None = None
) -> MigrationReport:
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
    if on_server(url):
        from graphcrm.store import SCHEMES, open_store
        from graphcrm.store.neo4j.migration import migrate as migrate_team

        if url.partition("://")[0].lower() not in SCHEMES:
            open_store(url).close()  # raises, and says which kinds of address there are
        return migrate_team(url, entry, os.curdir, dry_run=dry_run, on_wait=on_wait)
    from graphcrm.store.sqlite.migration import migrate as migrate_file
    from graphcrm.store.sqlite.schema import CURRENT

    return migrate_file(url, entry, CURRENT, dry_run=dry_run, on_wait=on_wait)
