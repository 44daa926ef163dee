"""The chain of changes and the audit trail in their tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, replace

from graphcrm.store.audit_chain import audit_sha256, stored_entry, verified_entries
from graphcrm.store.base import AuditEntry
from graphcrm.store.change_chain import Link, verified_links
from graphcrm.store.planning.outcome import Outcome
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.totals_row import write_scopes, write_totals
from graphcrm.store.totals import Totals

__all__ = ["add_link", "append_audit", "commit", "read_audit", "read_changes", "update_links"]


def read_changes(db: Database, totals: Totals) -> list[Link]:
    """All changes, oldest first, the chain verified; see :func:`graphcrm.store.change_chain.verified_links`."""
    rows = db.execute(
        "SELECT number, at, day, author, action, undoes, rows, rows_sha256, detail, sha256 FROM changes ORDER BY number"
    )
    return verified_links((Link(*row) for row in rows), totals.changes, totals.change_sha256)


def add_link(db: Database, link: Link) -> None:
    """Write a change, before its rows, which refer to it; what is only known at the end follows by :func:`update_links`."""
    db.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(link))


def update_links(db: Database, links: Iterable[Link]) -> None:
    """Write what the rows of these changes amount to, and their place in the chain."""
    for link in links:
        db.execute(
            "UPDATE changes SET rows = ?, rows_sha256 = ?, sha256 = ? WHERE number = ?",
            (link.rows, link.rows_sha256, link.sha256, link.number),
        )


def read_audit(db: Database, totals: Totals) -> list[AuditEntry]:
    """The audit trail, oldest first, its chain verified; see :func:`graphcrm.store.audit_chain.verified_entries`."""
    rows = db.execute("SELECT number, at, author, action, subject, detail, sha256 FROM audit ORDER BY number")
    entries = ((number, AuditEntry(*columns), sha256) for number, *columns, sha256 in rows)
    return [entry for entry, _ in verified_entries(entries, totals.audits, totals.audit_sha256)]


def append_audit(db: Database, totals: Totals, entry: AuditEntry) -> Totals:
    """Write an audit entry and return the totals that count it."""
    number, stored = totals.audits + 1, stored_entry(entry)
    sha256 = audit_sha256(totals.audit_sha256, number, stored)
    columns = (number, stored.at, stored.author, stored.action, stored.subject, stored.detail, sha256)
    db.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", columns)
    return replace(totals, audits=number, audit_sha256=sha256)


def commit(db: Database, totals: Totals, outcome: Outcome, *, settled: bool = True) -> None:
    """Write what the workspace says about itself from now on; not `settled`: its pages are about to be rearranged."""
    write_scopes(db, outcome.scopes, outcome.touched)
    update_links(db, outcome.links)
    write_totals(db, append_audit(db, outcome.on(totals), outcome.entry), settled=settled)
