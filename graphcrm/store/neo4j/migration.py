"""Workspaces of an older schema: copied to a file, then brought up step by step in one transaction, as the one writer."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import replace
from typing import Any

from graphcrm.acknowledged import UPGRADE, Counting
from graphcrm.store.base import AuditEntry
from graphcrm.store.migration_report import MigrationReport, noted
from graphcrm.store.neo4j.applying import catch_up
from graphcrm.store.neo4j.chain_nodes import note
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.copying import copy_to
from graphcrm.store.neo4j.lease import Lease
from graphcrm.store.neo4j.opening import connect, schema_of
from graphcrm.store.neo4j.schema import CURRENT, Schema, define
from graphcrm.store.neo4j.totals_node import format_now, totals_of
from graphcrm.store.sqlite.copying import unused
from graphcrm.store.waiting import OnWait

__all__ = ["migrate"]


def migrate(
    url: str,
    entry: AuditEntry,
    folder: str,
    *,
    dry_run: bool = False,
    on_wait: OnWait | None = None,
    schema: Schema = CURRENT,
) -> MigrationReport:
    """Bring the workspace at `url` up to `schema`, with a backup of it in `folder` before anything is changed.

    Nobody else writes between the backup and the end. If a step fails, everything is as before; constraints of the new schema
    may stay, which say nothing about nodes of the old one.
    """
    with closing(connect(url)) as graph:
        found = schema_of(graph, schema)
        if found == schema.version or dry_run:
            return MigrationReport(found, schema.version, None, done=False)
        with Lease(graph, on_wait) as lease:
            return _migrate(graph, lease, schema, entry, folder)


def _migrate(graph: Graph, lease: Lease, schema: Schema, entry: AuditEntry, folder: str) -> MigrationReport:
    found = schema_of(graph, schema)  # another process may have been faster
    steps = schema.steps_from(found)
    if not steps:
        return MigrationReport(found, schema.version, None, done=False)
    old = steps[0].previous
    assert old is not None
    workspace = graph.address.workspace
    backup = unused(os.path.join(os.path.abspath(folder), f"graphcrm-{workspace}.format{found}.backup"))
    copy_to(graph, old, backup)
    catch_up(graph, old, lease)
    define(graph, schema)

    def work(run: Run, properties: dict[str, Any]) -> None:
        for step in steps:
            assert step.upgrade is not None
            step.upgrade(run, workspace)
        totals = replace(totals_of(properties), schema=schema.version)
        note(run, workspace, totals, noted(entry, found, schema.version))

    with Counting(lambda: graph.write(lambda run: format_now(run, workspace) == schema.version, soon=True)) as counting:
        counting.what = UPGRADE
        lease.step(work)
    return MigrationReport(found, schema.version, backup, done=True)
