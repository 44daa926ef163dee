"""Tables of the embedded store, and the two marks by which a file is known as ours.

There is no index on purpose: every read verifies all rows of the kinds it wants anyway, and an index could be damaged on
its own and hide rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from graphcrm.dataclass import dataclass

__all__ = ["APPLICATION_ID", "CURRENT", "MARK", "PAGE_SIZE", "Schema"]


#: First mark: ``PRAGMA application_id``, the bytes "gCRM" in the file header.
APPLICATION_ID = 0x6743524D
#: Second mark: the name of the table that carries the totals, readable in the first page.
MARK = b"CREATE TABLE graphcrm_meta"
PAGE_SIZE = 4096

_META = """CREATE TABLE graphcrm_meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  schema INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  changes INTEGER NOT NULL,
  change_sha256 TEXT NOT NULL,
  audits INTEGER NOT NULL,
  audit_sha256 TEXT NOT NULL,
  scopes INTEGER NOT NULL,
  scopes_checksum INTEGER NOT NULL,
  pages INTEGER,
  checksum INTEGER NOT NULL
) STRICT"""

_CHANGES = """CREATE TABLE changes (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  author TEXT NOT NULL,
  action TEXT NOT NULL,
  undoes INTEGER REFERENCES changes (number),
  rows INTEGER NOT NULL,
  rows_sha256 TEXT NOT NULL,
  detail TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT"""

_SCOPES = """CREATE TABLE scopes (
  kind TEXT PRIMARY KEY,
  change INTEGER NOT NULL REFERENCES changes (number),
  rows INTEGER NOT NULL,
  total INTEGER NOT NULL,
  checksum INTEGER NOT NULL
) STRICT, WITHOUT ROWID"""

_VERSIONS = """CREATE TABLE versions (
  sequence INTEGER PRIMARY KEY,
  change INTEGER NOT NULL REFERENCES changes (number),
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  observed_at TEXT NOT NULL,
  props TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT"""

_AUDIT = """CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT"""


@dataclass(frozen=True, slots=True)
class Schema:
    """One version of the tables, and the step that leads to it from the version before.

    The table ``graphcrm_meta`` is the same in every version, so that any graphcrm can tell a newer file from a damaged one.

    version
        Number in ``PRAGMA user_version`` and in the totals.
    tables
        The statements that create it, in order. They are compared with the file's own text, so a step that alters a table
        has to leave exactly the text that stands here.
    previous, upgrade
        The version before and how its tables become these (run inside a transaction, after a backup was made).
    """

    version: int
    tables: tuple[str, ...]
    previous: Schema | None = None
    upgrade: Callable[[sqlite3.Connection], None] | None = None

    def older(self, version: int) -> Schema | None:
        """The schema of an earlier version that a file can be brought up from."""
        step = self.previous
        while step is not None and step.version != version:
            step = step.previous
        return step


CURRENT = Schema(1, (_META, _CHANGES, _SCOPES, _VERSIONS, _AUDIT))
