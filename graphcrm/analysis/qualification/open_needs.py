"""Needs that are still there: not done, not closed, not cancelled."""

from __future__ import annotations

from collections.abc import Collection

from graphcrm.model.choices import NeedStatus
from graphcrm.model.records import Need
from graphcrm.snapshot import Snapshot

__all__ = ["open_needs"]

_GONE = {word for s in (NeedStatus.DONE, NeedStatus.CLOSED, NeedStatus.CANCELLED) for word in (s.value, s.zh)}


def open_needs(snapshot: Snapshot, holders: Collection[str]) -> tuple[Need, ...]:
    """Needs of people or organisations that are not settled, by id; one that we answered is, until it is done."""
    found = (n for n in snapshot.index.needs(holders) if n.status.strip().casefold() not in _GONE)
    return tuple(sorted(found, key=lambda n: n.id))
