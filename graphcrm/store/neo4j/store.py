"""The team store behind the seam."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from graphcrm.acknowledged import Counting
from graphcrm.errors import IntegrityError
from graphcrm.model.facts import Change, Receipt, Version
from graphcrm.store.base import AuditEntry, CheckReport, Made, Progress, Store, made_now
from graphcrm.store.change_chain import as_changes
from graphcrm.store.checksums import Chunk
from graphcrm.store.neo4j.applying import apply_change, redraw, would_change
from graphcrm.store.neo4j.chain_nodes import append_audit, read_audit
from graphcrm.store.neo4j.checking import check_store
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.copying import copy_to
from graphcrm.store.neo4j.erasing import erase
from graphcrm.store.neo4j.lease import Lease, Overtaken
from graphcrm.store.neo4j.opening import open_graph
from graphcrm.store.neo4j.schema import CURRENT, Schema, define, missing_constraints
from graphcrm.store.neo4j.state import GraphState, missing, refuse_newer, steadily, verified_chunks
from graphcrm.store.neo4j.totals_node import totals_of, write_totals
from graphcrm.store.planning.erasure import Rewrite
from graphcrm.store.state import State
from graphcrm.store.versions import concerning
from graphcrm.store.waiting import OnWait, telling

__all__ = ["Neo4jStore"]


#: How often a writer whose lease was lost, and with it nothing but time, begins anew.
_ATTEMPTS = 3
_FENCE = "MATCH (w:Graphcrm {root: $workspace}) SET w.fence = $token RETURN properties(w)"
_UNFENCE = "MATCH (w:Graphcrm {root: $workspace}) REMOVE w.fence"


class Neo4jStore(Store):
    """A workspace in a Neo4j database. Make it with :meth:`open`."""

    def __init__(self, graph: Graph, schema: Schema, on_wait: OnWait | None = None) -> None:
        self._graph = graph
        self._schema = schema
        self._on_wait = on_wait

    @classmethod
    def open(
        cls, url: str, *, create: bool = False, on_wait: OnWait | None = None, schema: Schema = CURRENT
    ) -> Neo4jStore:
        """Open the workspace at `url`, with `create` making it if there is none; see :func:`graphcrm.store.open_store`."""
        return cls(open_graph(url, schema, create=create), schema, on_wait)

    def apply(self, change: Made, *, dry_run: bool = False, progress: Progress | None = None) -> Receipt:
        """Write a change set entirely or not at all; see :meth:`Store.apply`."""
        if dry_run:
            return would_change(self._graph, self._schema, made_now(change))
        for _ in range(_ATTEMPTS - 1):
            with suppress(Overtaken), Counting() as counting, self._lease() as lease:
                return apply_change(self._graph, self._schema, lease, change, progress, counting)
        with Counting() as counting, self._lease() as lease:
            return apply_change(self._graph, self._schema, lease, change, progress, counting)

    def scan(self, begin: Callable[[State], Callable[[Chunk], None]], kinds: Sequence[str] | None = None) -> None:
        """Hand every version to what `begin` makes of the state; see :meth:`Store.scan`."""
        steadily(self._graph, self._schema, lambda state: verified_chunks(self._graph, state, begin(state), kinds))

    def history(self, key: str | None = None, *, anywhere: bool = False) -> tuple[Sequence[Change], Sequence[Version]]:
        """The chain of changes and the versions concerning `key`; see :meth:`Store.history`."""

        def use(state: GraphState) -> tuple[list[Change], list[Version]]:
            versions: list[Version] = []
            if key is not None:
                undone = state.undone

                def gather(chunk: Chunk) -> None:
                    versions.extend(concerning(chunk, key, undone, anywhere=anywhere))

                verified_chunks(self._graph, state, gather)
            return as_changes(state.links), sorted(versions, key=lambda version: version.sequence)

        return steadily(self._graph, self._schema, use)

    def erase(self, rewrite: Rewrite, entry: AuditEntry, renamed: Mapping[str, str] | None = None) -> int:
        """Rewrite or drop stored versions; see :meth:`Store.erase`."""
        with Counting() as counting, self._lease() as lease:
            return erase(self._graph, self._schema, lease, rewrite, entry, renamed or {}, counting)

    def audit(self, entry: AuditEntry | None = None) -> Sequence[AuditEntry]:
        """Append to the audit trail (returns nothing then), or return it; see :meth:`Store.audit`."""
        if entry is None:
            return steadily(self._graph, self._schema, lambda state: _entries(self._graph, state))
        self._append(entry)
        return ()

    def check(self, progress: Progress | None = None) -> CheckReport:
        """Verify everything, the browsable graph included; see :meth:`Store.check`."""
        return check_store(self._graph, self._schema, progress)

    def backup(self, to: str) -> None:
        """A verified copy as an embedded store's file at `to`; see :meth:`Store.backup`."""
        copy_to(self._graph, self._schema, to)

    def redraw(self, entry: AuditEntry | None = None, progress: Progress | None = None) -> None:
        """Draw the browsable graph anew from the facts, after somebody changed it by hand; `entry` goes into the audit trail.

        Constraints that somebody dropped are made again.
        """
        if missing_constraints(self._graph, self._schema):
            with suppress(
                IntegrityError
            ):  # nodes that are drawn twice go as the graph is taken away; redraw defines what is missing
                define(self._graph, self._schema)
        with self._lease() as lease:
            redraw(self._graph, self._schema, lease, entry, progress)

    def close(self) -> None:
        """Release the connections."""
        self._graph.close()

    def _lease(self) -> Lease:
        return Lease(self._graph, self._on_wait)

    def _append(self, entry: AuditEntry) -> None:
        """An audit entry waits for no other writer but the transaction that is being committed."""
        token, workspace = secrets.token_hex(8), self._graph.address.workspace

        def work(run: Run) -> None:
            rows: list[list[Any]] = run(_FENCE, workspace=workspace, token=token)
            if not rows:
                raise missing(self._graph)
            refuse_newer(self._graph, self._schema, rows[0][0])
            if rows[0][0].get("mark") == token:
                return  # an earlier attempt was committed after all
            totals = append_audit(run, workspace, totals_of(rows[0][0]), entry)
            write_totals(run, workspace, totals, token)
            run(_UNFENCE, workspace=workspace)

        with telling(self._on_wait):
            self._graph.write(work, soon=True)


def _entries(graph: Graph, state: GraphState) -> list[AuditEntry]:
    return [entry for entry, _ in read_audit(graph, state.totals)]
