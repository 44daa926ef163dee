"""Backups of a team's workspace: an embedded store with the same versions, chains and totals, verified before it gets its name."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from graphcrm.store.neo4j.chain_nodes import read_audit
from graphcrm.store.neo4j.connection import Graph
from graphcrm.store.neo4j.faults import guarded
from graphcrm.store.neo4j.rows import scan
from graphcrm.store.neo4j.schema import Schema
from graphcrm.store.neo4j.state import GraphState, steadily
from graphcrm.store.sqlite.chain_tables import add_link
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.copying import accept_copy, refuse_existing
from graphcrm.store.sqlite.creating import create, temporary_beside
from graphcrm.store.sqlite.opening import check_file
from graphcrm.store.sqlite.schema import CURRENT
from graphcrm.store.sqlite.totals_row import write_scopes, write_totals

__all__ = ["copy_to"]


def copy_to(graph: Graph, schema: Schema, to: str) -> None:
    """Copy a workspace to an embedded store's file at `to`.

    Raises
    ------
    UsageError
        The name is taken.
    IntegrityError
        The workspace is damaged; no copy is left behind.
    StoreUnavailable
        The place cannot be written, or the server cannot be read.
    """
    refuse_existing(to)

    def attempt(state: GraphState) -> None:
        with temporary_beside(to) as temporary:
            create(temporary, CURRENT, over_empty=True)
            with closing(Database(temporary)) as db, db.writing(), guarded(graph.address):
                _fill(db, graph, state)
            accept_copy(temporary, to, check_file(temporary, CURRENT), graph.address.shown)

    steadily(graph, schema, attempt)


def _fill(db: Database, graph: Graph, state: GraphState) -> None:
    """Write what the workspace holds, row by row as it is; the checksums and digests of both stores are the same."""
    for link in state.links:
        add_link(db, link)
    for kind in sorted(state.scopes):
        for chunk in scan(graph, kind, state.totals.changes, state.settling):
            c = chunk
            rows = zip(
                c.sequences, c.changes, c.kinds, c.keys, c.valid_from, c.valid_to, c.observed_at, c.props, c.checksums,
                strict=True,
            )  # fmt: skip
            db.raw.executemany("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    _fill_audit(db, graph, state)
    write_scopes(db, state.scopes, state.scopes)
    write_totals(db, replace(state.totals, schema=CURRENT.version))


def _fill_audit(db: Database, graph: Graph, state: GraphState) -> None:
    for number, (entry, sha256) in enumerate(read_audit(graph, state.totals), 1):
        columns = (number, entry.at, entry.author, entry.action, entry.subject, entry.detail, sha256)
        db.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", columns)
