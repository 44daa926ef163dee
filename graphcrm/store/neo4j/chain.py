"""The two chains as nodes."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from graphcrm.store.base import AuditEntry
from graphcrm.store.chains import (
    Link,
    audit_sha256,
    broken_audit,
    broken_chain,
    stored_entry,
    verified_entries,
    verified_links,
)
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.head import Head, write_head

__all__ = ["append_audit", "links_of", "note", "read_audit", "write_link"]

#: Audit entries fetched at once.
_PAGE = 10_000
#: What an erasure changes of a change.
_RESEALED = frozenset({"rows", "rows_sha256", "sha256"})
_AUDIT_PAGE = """
MATCH (a:Graphcrm {workspace: $workspace}) WHERE a.entry > $after
RETURN a.entry, a.at, a.author, a.action, a.subject, a.detail, a.sha256 ORDER BY a.workspace, a.entry LIMIT $page
"""


def links_of(rows: Sequence[Mapping[str, Any]], head: Head, settling: str | None) -> list[Link]:
    """All changes up to the head, oldest first, the chain verified; as the erasure with the token `settling` leaves them.

    Raises
    ------
    IntegrityError
        A change is altered, missing or foreign.
    """

    def stored() -> Iterator[Link]:
        for i, row in enumerate(rows, 1):
            try:
                after = "after_" if settling is not None and row.get("altered") == settling else ""
                columns = {n: row[f"{after}{n}" if n in _RESEALED else n] for n in Link.__slots__ if n != "undoes"}
                yield Link(undoes=row.get("undoes"), **columns)
            except KeyError as error:
                raise broken_chain(i) from error

    return verified_links(stored(), head.changes, head.change_sha256)


def write_link(run: Run, workspace: str, link: Link) -> None:
    """Write a change."""
    run(
        "MERGE (c:Graphcrm {workspace: $workspace, number: $number}) SET c:Change, c += $link",
        workspace=workspace,
        number=link.number,
        link=asdict(link),
    )


def append_audit(run: Run, workspace: str, head: Head, entry: AuditEntry) -> Head:
    """Write an audit entry and return the head that counts it."""
    number, stored = head.audits + 1, stored_entry(entry)
    sha256 = audit_sha256(head.audit_sha256, number, stored)
    run(
        "CREATE (a:Graphcrm:Audit {workspace: $workspace, entry: $number, sha256: $sha256}) SET a += $columns",
        workspace=workspace,
        number=number,
        sha256=sha256,
        columns={"at": stored.at, "author": stored.author, "action": stored.action, "subject": stored.subject,
                 "detail": stored.detail},
    )  # fmt: skip
    return replace(head, audits=number, audit_sha256=sha256)


def note(run: Run, workspace: str, head: Head, entry: AuditEntry) -> None:
    """Write an audit entry and, last, the head that counts it."""
    write_head(run, workspace, append_audit(run, workspace, head, entry), secrets.token_hex(8))


def read_audit(graph: Graph, head: Head) -> list[tuple[AuditEntry, str]]:
    """The audit trail up to the head, oldest first, each entry with its digest, the chain verified.

    Raises
    ------
    IntegrityError
        An entry is altered, missing or foreign.
    """
    return list(verified_entries(_stored_entries(graph, head.audits), head.audits, head.audit_sha256))


def _stored_entries(graph: Graph, audits: int) -> Iterator[tuple[Any, AuditEntry, Any]]:
    """Number, entry and digest of each, page by page; what was written after the head was read is left out."""
    count = 0
    while count < audits:
        rows = graph.read(_AUDIT_PAGE, workspace=graph.address.workspace, after=count, page=_PAGE)
        for number, *columns, sha256 in rows[: audits - count]:
            if None in columns:
                raise broken_audit(count + 1)
            yield number, AuditEntry(*columns), sha256
            count += 1
        if len(rows) < _PAGE:
            return
