"""The chain of changes and the audit trail as nodes."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from graphcrm.store.audit_chain import audit_sha256, broken_audit, stored_entry, verified_entries
from graphcrm.store.base import AuditEntry
from graphcrm.store.change_chain import Link, broken_chain, verified_links
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.totals_node import totals_of, well_typed, write_scopes, write_totals
from graphcrm.store.planning.outcome import Outcome
from graphcrm.store.totals import Totals

__all__ = ["append_audit", "commit", "links_of", "note", "read_audit", "write_link"]


#: Audit entries fetched at once.
_PAGE = 10_000
#: What an erasure changes of a change.
_REWRITTEN = frozenset({"rows", "rows_sha256", "sha256"})
_LAST = "MATCH (a:Graphcrm {workspace: $workspace, entry: $audits}) RETURN a.sha256"
_AUDIT_PAGE = """
MATCH (a:Graphcrm {workspace: $workspace}) WHERE a.entry > $after
RETURN a.entry, a.at, a.author, a.action, a.subject, a.detail, a.sha256 ORDER BY a.workspace, a.entry LIMIT $page
"""


def links_of(rows: Sequence[Mapping[str, Any]], totals: Totals, settling: str | None) -> list[Link]:
    """All changes that the totals count, oldest first, the chain verified; as the erasure with the token `settling` leaves them."""

    def stored() -> Iterator[Link]:
        for i, row in enumerate(rows, 1):
            try:
                after = "after_" if settling is not None and row.get("altered") == settling else ""
                columns = {n: row[f"{after}{n}" if n in _REWRITTEN else n] for n in Link.__slots__ if n != "undoes"}
            except KeyError as error:
                raise broken_chain(i) from error
            link = Link(undoes=row.get("undoes"), **columns)
            if not well_typed(link):
                raise broken_chain(i)
            yield link

    return verified_links(stored(), totals.changes, totals.change_sha256)


def write_link(run: Run, workspace: str, link: Link) -> None:
    """Write a change."""
    run(
        "MERGE (c:Graphcrm {workspace: $workspace, number: $number}) SET c:Change, c += $link",
        workspace=workspace,
        number=link.number,
        link=asdict(link),
    )


def append_audit(run: Run, workspace: str, totals: Totals, entry: AuditEntry) -> Totals:
    """Write an audit entry and return the totals that count it; the whole trail is verified when it is read."""
    if totals.audits and run(_LAST, workspace=workspace, audits=totals.audits) != [[totals.audit_sha256]]:
        raise broken_audit(totals.audits)
    number, stored = totals.audits + 1, stored_entry(entry)
    sha256 = audit_sha256(totals.audit_sha256, number, stored)
    run(
        "CREATE (a:Graphcrm:Audit {workspace: $workspace, entry: $number, sha256: $sha256}) SET a += $columns",
        workspace=workspace,
        number=number,
        sha256=sha256,
        columns={"at": stored.at, "author": stored.author, "action": stored.action, "subject": stored.subject,
                 "detail": stored.detail},
    )  # fmt: skip
    return replace(totals, audits=number, audit_sha256=sha256)


def read_audit(graph: Graph, totals: Totals) -> list[tuple[AuditEntry, str]]:
    """The audit trail as far as the totals count it, oldest first, each entry with its digest, the chain verified."""
    return list(verified_entries(_stored_entries(graph, totals.audits), totals.audits, totals.audit_sha256))


def _stored_entries(graph: Graph, audits: int) -> Iterator[tuple[Any, AuditEntry, Any]]:
    """Number, entry and digest of each, page by page; what was written after the totals were read is left out."""
    count = 0
    while count < audits:
        rows = graph.read(_AUDIT_PAGE, workspace=graph.address.workspace, after=count, page=_PAGE)
        for number, *columns, sha256 in rows[: audits - count]:
            entry = AuditEntry(*columns)
            if not well_typed(entry):
                raise broken_audit(count + 1)
            yield number, entry, sha256
            count += 1
        if len(rows) < _PAGE:
            return


def commit(run: Run, workspace: str, properties: Mapping[str, Any], outcome: Outcome) -> None:
    """Write what the workspace says about itself from now on, given the properties that its node has now."""
    if outcome.touched:
        write_scopes(run, workspace, outcome.scopes, outcome.touched)
    for link in outcome.links:
        write_link(run, workspace, link)
    # Others may have added audit entries since the outcome was planned.
    note(run, workspace, outcome.on(totals_of(properties)), outcome.entry)


def note(run: Run, workspace: str, totals: Totals, entry: AuditEntry) -> None:
    """Write an audit entry and, last, the totals that count it."""
    write_totals(run, workspace, append_audit(run, workspace, totals, entry), secrets.token_hex(8))
