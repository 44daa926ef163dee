"""Needs that are still there: not done, closed, cancelled or dropped."""

from __future__ import annotations

from collections.abc import Collection

from graphcrm.model.choices import is_over
from graphcrm.model.records import Need
from graphcrm.snapshot import Snapshot

__all__ = ["open_needs"]


def open_needs(snapshot: Snapshot, holders: Collection[str]) -> tuple[Need, ...]:
    """Needs of people or organisations that are not settled, by id; one that we answered stays open until it is done."""
    found = (n for n in snapshot.index.needs(holders) if not is_over(n.status))
    return tuple(sorted(found, key=lambda n: n.id))
