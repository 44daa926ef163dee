"""The last step of every change and every erasure, and the moment at which it counts: totals, chain and audit entry."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from graphcrm.store.base import AuditEntry
from graphcrm.store.neo4j.chain_nodes import append_audit, write_link
from graphcrm.store.neo4j.connection import Run
from graphcrm.store.neo4j.totals_node import totals_of, write_scopes, write_totals
from graphcrm.store.planning.outcome import Outcome
from graphcrm.store.totals import Totals

__all__ = ["commit", "note"]


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
