"""From an address to a workspace that is known to be ours and of this schema, made or migrated if need be."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from graphcrm.store.damage import too_old
from graphcrm.store.neo4j.address import Address
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.credentials import find_credentials
from graphcrm.store.neo4j.head import EMPTY, head_of, write_head
from graphcrm.store.neo4j.lease import Lease, OnWait
from graphcrm.store.neo4j.schema import Schema, define
from graphcrm.store.neo4j.state import missing, newer, steadily

__all__ = ["open_graph"]

_EXISTS = "MATCH (w:Graphcrm {root: $workspace}) RETURN properties(w)"
_MAKE = """
MERGE (w:Graphcrm {root: $workspace})
ON CREATE SET w:Workspace, w.made = $token, w.drawn = 0
RETURN w.made = $token AND w.checksum IS NULL
"""


def open_graph(url: str, schema: Schema, *, create: bool, on_wait: OnWait | None) -> Graph:
    """Connect, and make or migrate the workspace; nothing is written for a workspace that is simply opened.

    Raises
    ------
    StoreUnavailable, NotAStore, IntegrityError, UsageError
        As :func:`graphcrm.store.open_store` says.
    """
    address = Address.parse(url)
    graph = Graph.connect(address, find_credentials(address))
    try:
        found = graph.read(_EXISTS, workspace=address.workspace)
        if not found:
            if not create:
                raise missing(graph)
            _make(graph, schema)
            found = graph.read(_EXISTS, workspace=address.workspace)
        stored = found[0][0].get("schema")
        if isinstance(stored, int) and stored > schema.version:
            raise newer(graph, stored, schema.version)
        head = steadily(graph, schema, lambda state: state.head)
        if head.schema < schema.version:
            _migrate(graph, schema, head.schema, on_wait)
    except BaseException:
        graph.close()
        raise
    return graph


def _make(graph: Graph, schema: Schema) -> None:
    """Make an empty workspace. If somebody else makes it at the same time, theirs stays."""
    define(graph, schema)
    workspace, token = graph.address.workspace, secrets.token_hex(16)

    def make(run: Run) -> None:
        if run(_MAKE, workspace=workspace, token=token)[0][0]:
            write_head(run, workspace, replace(EMPTY, schema=schema.version), token)

    graph.write(make)


def _migrate(graph: Graph, schema: Schema, found: int, on_wait: OnWait | None) -> None:
    """Bring a workspace up to `schema` in one transaction, as the one writer."""
    steps = schema.steps_from(found)
    if steps is None:
        raise too_old(graph.address.shown, found)
    define(graph, schema)
    workspace = graph.address.workspace

    def work(run: Run, properties: dict[str, Any]) -> None:
        head = head_of(properties)
        if head.schema != found:
            return  # another process was faster
        for step in steps:
            assert step.upgrade is not None
            step.upgrade(run, workspace)
        write_head(run, workspace, replace(head, schema=schema.version), secrets.token_hex(8))

    with Lease(graph, on_wait) as lease:
        lease.step(work)
