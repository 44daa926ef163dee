"""What is known about a workspace before its facts are read or changed."""

from __future__ import annotations

from graphcrm.dataclass import dataclass
from graphcrm.store.change_chain import Link
from graphcrm.store.totals import Scope, Totals
from graphcrm.store.undoing import undone_changes

__all__ = ["State"]


@dataclass(frozen=True, slots=True)
class State:
    """Totals and chain of changes, verified."""

    totals: Totals
    scopes: dict[str, Scope]
    links: list[Link]

    @property
    def undone(self) -> frozenset[int]:
        """Changes that are withdrawn."""
        return undone_changes({link.number: link.undoes for link in self.links})
