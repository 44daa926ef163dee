"""What a workspace says about itself when a change or an erasure is done: the one thing that a commit writes beside the rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from graphcrm.dataclass import dataclass
from graphcrm.store.base import AuditEntry
from graphcrm.store.change_chain import Link
from graphcrm.store.totals import Scope, Totals

__all__ = ["Outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Totals, chain and audit entry of a change or an erasure; nothing of them is there before, all of them after.

    scopes, touched
        Totals of all kinds, and which of them are others than before.
    links
        Changes that are new or stand differently in the chain.
    last_sequence, changes, change_sha256
        Of the newest version; length and end of the chain.
    entry
        What the audit trail says about it.
    """

    scopes: Mapping[str, Scope]
    touched: Collection[str]
    links: Sequence[Link]
    last_sequence: int
    changes: int
    change_sha256: str
    entry: AuditEntry

    @classmethod
    def only_noted(cls, totals: Totals, entry: AuditEntry) -> Outcome:
        """Nothing but an audit entry."""
        return cls({}, (), (), totals.last_sequence, totals.changes, totals.change_sha256, entry)

    def on(self, totals: Totals) -> Totals:
        """The totals afterwards, but for the audit trail, to which others may have added meanwhile."""
        after = replace(
            totals, last_sequence=self.last_sequence, changes=self.changes, change_sha256=self.change_sha256
        )
        if not self.touched:
            return after
        checksum = sum(scope.checksum for scope in self.scopes.values())
        return replace(after, scopes=len(self.scopes), scopes_checksum=checksum)
