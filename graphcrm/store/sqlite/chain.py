"""The two chains: every change and every audit entry carries a SHA-256 over itself and the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphcrm.i18n import Text
from graphcrm.model.facts import Change
from graphcrm.store.base import AuditEntry
from graphcrm.store.rule import undone_changes
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.faults import damaged
from graphcrm.store.sqlite.seal import Seal

__all__ = ["Link", "append_audit", "link_sha256", "public", "read_audit", "read_changes", "storable"]

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


def _sha256(*columns: object) -> str:
    return hashlib.sha256("\0".join(map(str, columns)).encode()).hexdigest()


def read_changes(db: Database, seal: Seal) -> list[Link]:
    """All changes, oldest first, the chain verified up to the head that the totals name.

    Raises
    ------
    IntegrityError
        A change is altered, missing or foreign.
    """
    links: list[Link] = []
    previous = ""
    rows: Iterable[tuple[Any, ...]] = db.execute(
        "SELECT number, at, day, author, action, undoes, rows, rows_sha256, detail, sha256 FROM changes ORDER BY number"
    )
    for row in rows:
        link = Link(*row)
        if link.number != len(links) + 1 or link.sha256 != link_sha256(previous, link):
            raise damaged(_CHANGES.format(number=len(links) + 1))
        links.append(link)
        previous = link.sha256
    if len(links) != seal.changes or previous != seal.change_sha256:
        raise damaged(_CHANGES.format(number=len(links)))
    return links


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


def read_audit(db: Database, seal: Seal) -> list[AuditEntry]:
    """The audit trail, oldest first, its chain verified.

    Raises
    ------
    IntegrityError
        An entry is altered, missing or foreign.
    """
    entries: list[AuditEntry] = []
    previous = ""
    rows = db.execute("SELECT number, at, author, action, subject, detail, sha256 FROM audit ORDER BY number")
    for number, *columns, sha256 in rows:
        if number != len(entries) + 1 or sha256 != _sha256(previous, number, *columns):
            raise damaged(_AUDIT.format(number=len(entries) + 1))
        entries.append(AuditEntry(*columns))
        previous = sha256
    if len(entries) != seal.audits or previous != seal.audit_sha256:
        raise damaged(_AUDIT.format(number=len(entries)))
    return entries


def append_audit(db: Database, seal: Seal, entry: AuditEntry) -> Seal:
    """Write an audit entry and return the seal that counts it."""
    number = seal.audits + 1
    columns = tuple(map(storable, (entry.at, entry.author, entry.action, entry.subject, entry.detail)))
    sha256 = _sha256(seal.audit_sha256, number, *columns)
    db.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", (number, *columns, sha256))
    return replace(seal, audits=number, audit_sha256=sha256)
