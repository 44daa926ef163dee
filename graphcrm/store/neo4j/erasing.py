"""The one exception to append-only: rewrite or drop versions, re-seal what they were part of, and redraw it.

The server keeps what was removed for a while in its transaction logs (``db.tx_log.rotation.retention_policy``) and in backups;
no client can reach there, so an administrator has to see to them.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from graphcrm.model.facts import Version, canonical
from graphcrm.store.base import AuditEntry
from graphcrm.store.chains import Link, link_sha256, storable
from graphcrm.store.neo4j.applying import catch_up
from graphcrm.store.neo4j.chain import append_audit, write_link
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.drawing import drawing_tasks
from graphcrm.store.neo4j.head import Head, head_of, write_head, write_scopes
from graphcrm.store.neo4j.lease import Lease
from graphcrm.store.neo4j.schema import Schema
from graphcrm.store.neo4j.state import Loaded, State, load, steadily, verified_chunks
from graphcrm.store.rule import Columns
from graphcrm.store.sealing import Chunk, RowsHash, row_checksum
from graphcrm.store.versions import versions_of

__all__ = ["Rewrite", "erase"]

Rewrite = Callable[[Version], Mapping[str, object] | None]
#: Sequence -> what becomes of the version: new properties as text, or None for a version that goes.
_Altered = dict[int, tuple[Version, str | None]]

_DROP = """
UNWIND $rows AS row
MATCH (v:Graphcrm {workspace: $workspace}) WHERE v.kind = row[0] AND v.sequence = row[1]
DELETE v
"""
_REWRITE = """
UNWIND $rows AS row
MATCH (v:Graphcrm {workspace: $workspace}) WHERE v.kind = row[0] AND v.sequence = row[1]
SET v.props = row[2], v.checksum = row[3]
"""


def erase(graph: Graph, schema: Schema, lease: Lease, rewrite: Rewrite, entry: AuditEntry) -> int:
    """Rewrite or drop versions in one transaction, as the one writer; returns how many were touched."""
    catch_up(graph, schema, lease)

    def decide(state: State) -> tuple[State, _Altered, dict[str, Loaded]]:
        altered = _decide(graph, state, rewrite, lease)
        return state, altered, load(graph, state, None, lease.keep) if altered else {}

    state, altered, before = steadily(graph, schema, decide)
    after = {kind: _altered(loaded, altered) for kind, loaded in before.items()}
    touched: dict[str, set[str]] = {}
    for version, _ in altered.values():
        touched.setdefault(version.kind, set()).add(version.key)
    workspace = graph.address.workspace
    tasks = list(drawing_tasks(workspace, after, state.undone, touched, (), before=before))

    def work(run: Run, properties: dict[str, Any]) -> None:
        head = head_of(properties)
        if altered:
            _write(run, workspace, altered)
            head = _reseal(run, workspace, state, head, after, altered)
        write_head(run, workspace, append_audit(run, workspace, head, entry), secrets.token_hex(8))
        for task in tasks:
            task(run)

    lease.step(work)
    return len(altered)


def _decide(graph: Graph, state: State, rewrite: Rewrite, lease: Lease) -> _Altered:
    altered: _Altered = {}
    undone = state.undone

    def decide(chunk: Chunk) -> None:
        for version, before in zip(versions_of(chunk, undone), chunk.props, strict=True):
            wanted = rewrite(version)
            text = None if wanted is None else storable(canonical(wanted))
            if text != before:
                altered[version.sequence] = (version, text)

    verified_chunks(graph, state, decide, None, lease.keep)
    return altered


def _altered(loaded: Loaded, altered: _Altered) -> Loaded:
    """The versions as they are afterwards."""
    c = loaded.columns
    kept = [i for i, sequence in enumerate(loaded.sequences) if altered.get(sequence, (None, ""))[1] is not None]
    props = [altered[s][1] if s in altered else c.props[i] for i in kept for s in (loaded.sequences[i],)]
    keys, starts, ends, seen = (
        [column[i] for i in kept] for column in (c.keys, c.valid_from, c.valid_to, c.observed_at)
    )
    columns = Columns(keys, [text or "" for text in props], starts, ends, seen)
    return Loaded(columns, [loaded.sequences[i] for i in kept], [loaded.changes[i] for i in kept])


def _write(run: Run, workspace: str, altered: _Altered) -> None:
    dropped = [[v.kind, sequence] for sequence, (v, props) in altered.items() if props is None]
    rewritten = [
        [v.kind, sequence, props, _checksum(sequence, v, props)]
        for sequence, (v, props) in altered.items()
        if props is not None
    ]
    run(_DROP, workspace=workspace, rows=dropped)
    run(_REWRITE, workspace=workspace, rows=rewritten)


def _checksum(sequence: int, v: Version, props: str) -> int:
    return row_checksum(sequence, v.change, v.kind, v.key, v.valid_from, v.valid_to, v.observed_at, props)[1]


def _reseal(run: Run, workspace: str, state: State, head: Head, after: Mapping[str, Loaded], altered: _Altered) -> Head:
    """Recompute the totals, the digests of the changes concerned, and the chain from there on."""
    kinds = {version.kind for version, _ in altered.values()}
    changes = {version.change for version, _ in altered.values()}
    texts: dict[int, list[tuple[int, bytes]]] = {number: [] for number in changes}
    scopes = dict(state.scopes)
    for kind, loaded in after.items():
        rows = total = 0
        for i, (sequence, change) in enumerate(zip(loaded.sequences, loaded.changes, strict=True)):
            if kind not in kinds and change not in changes:
                continue
            c = loaded.columns
            columns = (c.keys[i], c.valid_from[i], c.valid_to[i], c.observed_at[i], c.props[i])
            text, checksum = row_checksum(sequence, change, kind, *columns)
            rows, total = rows + 1, total + checksum
            if change in changes:
                texts[change].append((sequence, text))
        if kind in kinds:
            scopes[kind] = replace(scopes[kind], rows=rows, total=total)
    head = write_scopes(run, workspace, scopes, kinds, head)
    previous = ""
    for link in state.links:
        if link.number in changes:
            link = _redigested(link, texts[link.number])
        sha256 = link_sha256(previous, link)
        if sha256 != link.sha256:
            write_link(run, workspace, replace(link, sha256=sha256))
        previous = sha256
    return replace(head, change_sha256=previous)


def _redigested(link: Link, rows: list[tuple[int, bytes]]) -> Link:
    digest = RowsHash()
    digest.add([text for _, text in sorted(rows)])
    return replace(link, rows=len(rows), rows_sha256=digest.hexdigest())
