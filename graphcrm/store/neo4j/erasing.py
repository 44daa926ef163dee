"""The one exception to append-only: rewrite or drop versions, re-seal what they were part of, and redraw it.

Few versions are altered in one transaction; many in slices, all or none for a reader (:mod:`graphcrm.store.neo4j.altering`).

The server keeps what was removed for a while in its transaction logs (``db.tx_log.rotation.retention_policy``) and in backups;
no client can reach there, so an administrator has to see to them.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphcrm.errors import GraphcrmError
from graphcrm.model.facts import Version, canonical
from graphcrm.store.base import AuditEntry
from graphcrm.store.chains import Link, link_sha256, storable
from graphcrm.store.neo4j.altering import begin, finish, settle, turn, write_ahead
from graphcrm.store.neo4j.applying import catch_up, forget_altered
from graphcrm.store.neo4j.chain import note
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.drawing import drawing_tasks
from graphcrm.store.neo4j.head import Head, head_of, write_scopes
from graphcrm.store.neo4j.lease import Lease
from graphcrm.store.neo4j.schema import Schema
from graphcrm.store.neo4j.slicing import Step, as_work
from graphcrm.store.neo4j.state import Loaded, State, load, steadily, verified_chunks
from graphcrm.store.rule import Columns
from graphcrm.store.sealing import Chunk, RowsHash, row_checksum
from graphcrm.store.totals import Scope
from graphcrm.store.versions import versions_of

__all__ = ["Rewrite", "erase"]

Rewrite = Callable[[Version], Mapping[str, object] | None]
#: Sequence -> what becomes of the version: new properties as text, or None for a version that goes.
_Altered = dict[int, tuple[Version, str | None]]

#: Versions up to which an erasure is a single transaction.
AT_ONCE = 5_000


def erase(graph: Graph, schema: Schema, lease: Lease, rewrite: Rewrite, entry: AuditEntry) -> int:
    """Rewrite or drop versions as the one writer; returns how many were touched."""
    catch_up(graph, schema, lease)

    def decide(state: State) -> tuple[State, _Altered, dict[str, Loaded]]:
        altered = _decide(graph, state, rewrite, lease)
        return state, altered, load(graph, state, None, lease.keep) if altered else {}

    state, altered, before = steadily(graph, schema, decide)
    if not altered:
        lease.step(lambda run, properties: note(run, graph.address.workspace, head_of(properties), entry))
        return 0
    after: dict[str, Loaded] = {}
    for kind, loaded in before.items():
        after[kind] = _altered(loaded, altered)
        lease.keep()
    sealed = _resealed(state, after, altered, lease.keep)
    erasure = _Erasure(graph.address.workspace, state, altered, before, after, sealed, entry)
    if len(altered) <= AT_ONCE:
        lease.step(lambda run, properties: erasure.carry_out(lambda work: work(run, properties)))
        return len(altered)
    try:
        erasure.carry_out(lease.step)
    except BaseException:
        # The next writer would do it too; until then what was written ahead only takes up room.
        if not graph.away:
            with contextlib.suppress(GraphcrmError):
                forget_altered(graph, lease)
        raise
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


@dataclass(frozen=True, slots=True)
class _Sealed:
    """Totals of all kinds, and the changes whose place in the chain is another afterwards, up to the last one's digest."""

    scopes: dict[str, Scope]
    links: list[Link]
    change_sha256: str


def _resealed(state: State, after: Mapping[str, Loaded], altered: _Altered, each_kind: Callable[[], None]) -> _Sealed:
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
        each_kind()
    links = []
    previous = ""
    for link in state.links:
        if link.number in changes:
            link = _redigested(link, texts[link.number])
        sha256 = link_sha256(previous, link)
        if sha256 != link.sha256:
            links.append(replace(link, sha256=sha256))
        previous = sha256
    return _Sealed(scopes, links, previous)


def _redigested(link: Link, rows: list[tuple[int, bytes]]) -> Link:
    digest = RowsHash()
    digest.add([text for _, text in sorted(rows)])
    return replace(link, rows=len(rows), rows_sha256=digest.hexdigest())


@dataclass(frozen=True, slots=True)
class _Erasure:
    """An erasure worked out: what becomes of which version, all versions before and after, and their seals."""

    workspace: str
    state: State
    altered: _Altered
    before: Mapping[str, Loaded]
    after: Mapping[str, Loaded]
    sealed: _Sealed
    entry: AuditEntry

    def carry_out(self, step: Step) -> None:
        """Do it piece by piece, each by `step`; inside one transaction it may be done anew, if that is repeated."""
        token = secrets.token_hex(8)
        touched: dict[str, set[str]] = {}
        for version, _ in self.altered.values():
            touched.setdefault(version.kind, set()).add(version.key)
        begin(step, self.workspace, token, touched)
        write_ahead(step, self.workspace, token, self._rows(), self.sealed.links)
        step(lambda run, properties: self._turn(run, head_of(properties), touched))
        settle(step, self.workspace, token, touched)
        tasks = drawing_tasks(self.workspace, self.after, self.state.undone, touched, (), before=self.before)
        for task in tasks:
            step(as_work(task))
        finish(step, self.workspace)

    def _rows(self) -> list[list[Any]]:
        return [
            [v.kind, sequence, props, None if props is None else _checksum(sequence, v, props)]
            for sequence, (v, props) in self.altered.items()
        ]

    def _turn(self, run: Run, head: Head, kinds: Mapping[str, object]) -> None:
        head = write_scopes(run, self.workspace, self.sealed.scopes, kinds, head)
        turn(run, self.workspace)
        note(run, self.workspace, replace(head, change_sha256=self.sealed.change_sha256), self.entry)


def _checksum(sequence: int, v: Version, props: str) -> int:
    return row_checksum(sequence, v.change, v.kind, v.key, v.valid_from, v.valid_to, v.observed_at, props)[1]
