"""The two chains, the same in every store: every change and every audit entry carries a SHA-256 over itself and the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graphcrm.errors import IntegrityError
from graphcrm.i18n import Text
from graphcrm.model.facts import Change
from graphcrm.store.base import AuditEntry
from graphcrm.store.damage import damaged
from graphcrm.store.rule import undone_changes

__all__ = [
    "Link",
    "audit_sha256",
    "broken_audit",
    "broken_chain",
    "link_sha256",
    "public",
    "storable",
    "stored_entry",
    "verified_entries",
    "verified_links",
]

_CHANGES = Text("变更链在第 {number} 个变更处断裂", "the chain of changes is broken at change {number}")
_AUDIT = Text("审计链在第 {number} 条处断裂", "the chain of audit entries is broken at entry {number}")


@dataclass(frozen=True, slots=True)
class Link:
    """A change as it is stored; `detail` is JSON text."""

    number: int
    at: str
    day: str
    author: str
    action: str
    undoes: int | None
    rows: int
    rows_sha256: str
    detail: str
    sha256: str = ""


def storable(text: str) -> str:
    """Free text about a change, with what cannot be stored written as an escape (a login name may be anything).

    >>> storable("a\\0b")
    'a\\\\x00b'
    """
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def link_sha256(previous: str, link: Link) -> str:
    """SHA-256 over a change's columns, its rows' digest among them, and the change before."""
    undoes = "" if link.undoes is None else link.undoes
    return _sha256(
        previous,
        link.number,
        link.at,
        link.day,
        link.author,
        link.action,
        undoes,
        link.rows,
        link.rows_sha256,
        link.detail,
    )


def audit_sha256(previous: str, number: int, entry: AuditEntry) -> str:
    """SHA-256 over an audit entry's columns and the entry before."""
    return _sha256(previous, number, entry.at, entry.author, entry.action, entry.subject, entry.detail)


def _sha256(*columns: object) -> str:
    return hashlib.sha256("\0".join(map(str, columns)).encode()).hexdigest()


def stored_entry(entry: AuditEntry) -> AuditEntry:
    """An audit entry as it is stored."""
    return AuditEntry(*map(storable, (entry.at, entry.author, entry.action, entry.subject, entry.detail)))


def broken_chain(number: int) -> IntegrityError:
    """The error for a chain of changes that does not hold at one of them."""
    return damaged(_CHANGES.format(number=number))


def broken_audit(number: int) -> IntegrityError:
    """The error for a chain of audit entries that does not hold at one of them."""
    return damaged(_AUDIT.format(number=number))


def verified_links(rows: Iterable[Link], changes: int, sha256: str) -> list[Link]:
    """All changes, oldest first, the chain verified up to the head that the totals name.

    Raises
    ------
    IntegrityError
        A change is altered, missing or foreign.
    """
    links: list[Link] = []
    previous = ""
    for link in rows:
        if link.number != len(links) + 1 or link.sha256 != link_sha256(previous, link):
            raise broken_chain(len(links) + 1)
        links.append(link)
        previous = link.sha256
    if len(links) != changes or previous != sha256:
        raise broken_chain(len(links))
    return links


def verified_entries(
    rows: Iterable[tuple[Any, AuditEntry, Any]], audits: int, sha256: str
) -> Iterator[tuple[AuditEntry, str]]:
    """The audit trail with each entry's digest, oldest first, its chain verified up to the head that the totals name.

    Parameters
    ----------
    rows
        Number, entry and digest of each, as stored.

    Raises
    ------
    IntegrityError
        An entry is altered, missing or foreign.
    """
    count, previous = 0, ""
    for number, entry, digest in rows:
        if number != count + 1 or digest != audit_sha256(previous, number, entry):
            raise broken_audit(count + 1)
        yield entry, digest
        count, previous = number, digest
    if count != audits or previous != sha256:
        raise broken_audit(count)


def public(links: Sequence[Link]) -> list[Change]:
    """Stored changes as the seam shows them."""
    undone = undone_changes({link.number: link.undoes for link in links})
    return [
        Change(
            number=link.number,
            at=link.at,
            day=link.day,
            author=link.author,
            action=link.action,
            undoes=link.undoes,
            rows=link.rows,
            sha256=link.sha256,
            undone=link.number in undone,
            detail=json.loads(link.detail),
        )
        for link in links
    ]
