"""The audit trail, the same in every store: every entry carries a SHA-256 over itself and the entry before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from graphcrm.errors import IntegrityError
from graphcrm.i18n import Text
from graphcrm.store.base import AuditEntry
from graphcrm.store.checksums import sha256_of, storable
from graphcrm.store.damage import damaged

__all__ = ["audit_sha256", "broken_audit", "stored_entry", "verified_entries"]


_BROKEN = Text("审计链在第 {number} 条处断裂", "the chain of audit entries is broken at entry {number}")


def audit_sha256(previous: str, number: int, entry: AuditEntry) -> str:
    """SHA-256 over an audit entry's columns and the entry before."""
    return sha256_of(previous, number, entry.at, entry.author, entry.action, entry.subject, entry.detail)


def stored_entry(entry: AuditEntry) -> AuditEntry:
    """An audit entry as it is stored."""
    return AuditEntry(*map(storable, (entry.at, entry.author, entry.action, entry.subject, entry.detail)))


def broken_audit(number: int) -> IntegrityError:
    """The error for a chain of audit entries that does not hold at one of them."""
    return damaged(_BROKEN.format(number=number))


def verified_entries(
    rows: Iterable[tuple[Any, AuditEntry, Any]], audits: int, sha256: str
) -> Iterator[tuple[AuditEntry, str]]:
    """The audit trail with each entry's digest, oldest first, its chain verified up to the head that the totals name.

    Parameters
    ----------
    rows
        Number, entry and digest of each, as stored.
    """
    count, previous = 0, ""
    for number, entry, digest in rows:
        if number != count + 1 or digest != audit_sha256(previous, number, entry):
            raise broken_audit(count + 1)
        yield entry, digest
        count, previous = number, digest
    if count != audits or previous != sha256:
        raise broken_audit(count)
