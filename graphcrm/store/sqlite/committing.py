"""The last step of every change and every erasure: totals, chain and audit entry, in the transaction that wrote the rows."""

from __future__ import annotations

from graphcrm.store.planning.outcome import Outcome
from graphcrm.store.sqlite.chain_tables import append_audit, update_links
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.totals_row import write_scopes, write_totals
from graphcrm.store.totals import Totals

__all__ = ["commit"]


def commit(db: Database, totals: Totals, outcome: Outcome, *, settled: bool = True) -> None:
    """Write what the workspace says about itself from now on; not `settled`: its pages are about to be rearranged."""
    write_scopes(db, outcome.scopes, outcome.touched)
    update_links(db, outcome.links)
    write_totals(db, append_audit(db, outcome.on(totals), outcome.entry), settled=settled)
