"""The two chains in their tables."""

from __future__ import annotations

from dataclasses import replace

from graphcrm.store.base import AuditEntry
from graphcrm.store.chains import Link, audit_sha256, stored_entry, verified_entries, verified_links
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.seal import Seal

__all__ = ["append_audit", "read_audit", "read_changes"]


def read_changes(db: Database, seal: Seal) -> list[Link]:
    """All changes, oldest first, the chain verified; see :func:`graphcrm.store.chains.verified_links`."""
    rows = db.execute(
        "SELECT number, at, day, author, action, undoes, rows, rows_sha256, detail, sha256 FROM changes ORDER BY number"
    )
    return verified_links((Link(*row) for row in rows), seal.changes, seal.change_sha256)


def read_audit(db: Database, seal: Seal) -> list[AuditEntry]:
    """The audit trail, oldest first, its chain verified; see :func:`graphcrm.store.chains.verified_entries`."""
    rows = db.execute("SELECT number, at, author, action, subject, detail, sha256 FROM audit ORDER BY number")
    entries = ((number, AuditEntry(*columns), sha256) for number, *columns, sha256 in rows)
    return [entry for entry, _ in verified_entries(entries, seal.audits, seal.audit_sha256)]


def append_audit(db: Database, seal: Seal, entry: AuditEntry) -> Seal:
    """Write an audit entry and return the seal that counts it."""
    number, stored = seal.audits + 1, stored_entry(entry)
    sha256 = audit_sha256(seal.audit_sha256, number, stored)
    columns = (number, stored.at, stored.author, stored.action, stored.subject, stored.detail, sha256)
    db.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", columns)
    return replace(seal, audits=number, audit_sha256=sha256)
