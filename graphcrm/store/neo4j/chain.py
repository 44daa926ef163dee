"""The two chains as nodes: every change and every audit entry carries a SHA-256 over itself and the one before.

The digests are those of the embedded store, so a workspace keeps its chains when it moves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from graphcrm.i18n import Text
from graphcrm.store.base import AuditEntry
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.head import Head
from graphcrm.store.sqlite.chain import Link, link_sha256, storable
from graphcrm.store.sqlite.faults import damaged

__all__ = ["append_audit", "links_of", "read_audit", "write_link"]

_CHANGES = Text("变更链在第 {number} 个变更处断裂", "the chain of changes is broken at change {number}")
_AUDIT = Text("审计链在第 {number} 条处断裂", "the chain of audit entries is broken at entry {number}")
#: Audit entries fetched at once.
_PAGE = 10_000


def links_of(rows: Sequence[Mapping[str, Any]], head: Head) -> list[Link]:
    """All changes up to the head, oldest first, the chain verified.

    Raises
    ------
    IntegrityError
        A change is altered, missing or foreign.
    """
    links: list[Link] = []
    previous = ""
    for row in rows:
        try:
            link = Link(undoes=row.get("undoes"), **{name: row[name] for name in Link.__slots__ if name != "undoes"})
        except KeyError as error:
            raise damaged(_CHANGES.format(number=len(links) + 1)) from error
        if link.number != len(links) + 1 or link.sha256 != link_sha256(previous, link):
            raise damaged(_CHANGES.format(number=len(links) + 1))
        links.append(link)
        previous = link.sha256
    if len(links) != head.changes or previous != head.change_sha256:
        raise damaged(_CHANGES.format(number=len(links)))
    return links


def write_link(run: Run, workspace: str, link: Link) -> None:
    """Write a change, or what an erasure made of it."""
    run(
        "MERGE (c:Graphcrm {workspace: $workspace, number: $number}) SET c:Change, c += $link",
        workspace=workspace,
        number=link.number,
        link=asdict(link),
    )


def _sha256(previous: str, number: int, entry: AuditEntry) -> str:
    columns = (previous, number, entry.at, entry.author, entry.action, entry.subject, entry.detail)
    return hashlib.sha256("\0".join(map(str, columns)).encode()).hexdigest()


def append_audit(run: Run, workspace: str, head: Head, entry: AuditEntry) -> Head:
    """Write an audit entry and return the head that counts it."""
    number = head.audits + 1
    stored = AuditEntry(*map(storable, (entry.at, entry.author, entry.action, entry.subject, entry.detail)))
    sha256 = _sha256(head.audit_sha256, number, stored)
    run(
        "CREATE (a:Graphcrm:Audit {workspace: $workspace, entry: $number, sha256: $sha256}) SET a += $columns",
        workspace=workspace,
        number=number,
        sha256=sha256,
        columns={"at": stored.at, "author": stored.author, "action": stored.action, "subject": stored.subject,
                 "detail": stored.detail},
    )  # fmt: skip
    return replace(head, audits=number, audit_sha256=sha256)


def read_audit(graph: Graph, head: Head) -> list[tuple[AuditEntry, str]]:
    """The audit trail up to the head, oldest first, each entry with its digest, the chain verified.

    Raises
    ------
    IntegrityError
        An entry is altered, missing or foreign.
    """
    entries: list[tuple[AuditEntry, str]] = []
    previous = ""
    while True:
        rows = graph.read(
            "MATCH (a:Graphcrm {workspace: $workspace}) WHERE a.entry > $after"
            " RETURN a.entry, a.at, a.author, a.action, a.subject, a.detail, a.sha256 ORDER BY a.entry LIMIT $page",
            workspace=graph.address.workspace,
            after=len(entries),
            page=_PAGE,
        )
        for number, *columns, sha256 in rows:
            if len(entries) == head.audits:
                break  # written after the head was read
            if (
                number != len(entries) + 1
                or None in columns
                or sha256 != _sha256(previous, number, AuditEntry(*columns))
            ):
                raise damaged(_AUDIT.format(number=len(entries) + 1))
            entries.append((AuditEntry(*columns), sha256))
            previous = sha256
        if len(rows) < _PAGE or len(entries) == head.audits:
            break
    if len(entries) != head.audits or previous != head.audit_sha256:
        raise damaged(_AUDIT.format(number=len(entries)))
    return entries
