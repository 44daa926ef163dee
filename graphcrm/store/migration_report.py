"""What an upgrade of a workspace found and did."""

from __future__ import annotations

from dataclasses import replace

from graphcrm.dataclass import dataclass
from graphcrm.model.facts import canonical
from graphcrm.store.base import AuditEntry

__all__ = ["MigrationReport", "noted"]


@dataclass(frozen=True, slots=True)
class MigrationReport:
    """What was found and done.

    found, known
        Number of the format that was there, and of the one that this graphcrm uses.
    backup
        Path of the copy that was made before, an embedded store.
    done
        Whether this call brought the workspace up.
    """

    found: int
    known: int
    backup: str | None
    done: bool


def noted(entry: AuditEntry, found: int, known: int) -> AuditEntry:
    """The audit entry of a migration."""
    return replace(entry, detail=canonical({"from": found, "to": known}))
