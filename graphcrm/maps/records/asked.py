"""What was asked of a kind of map, beside the situation that it draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any

from graphcrm.dataclass import dataclass

if TYPE_CHECKING:
    from graphcrm.analysis.situation import Situation
    from graphcrm.snapshot import Snapshot

__all__ = ["NOTHING", "MapAsked"]


@dataclass(frozen=True, slots=True)
class MapAsked:
    """What was asked of a kind beside the situation.

    values
        Options of the kind's own, by name in Python.
    past
        What was true so many days before, for the days of the question to which the kind belongs.
    earlier
        What was true on the day that was named (``--since``).
    before
        The same situation on that day.
    between, nearer
        What was true, and the situation, on further days between that day and the question's, oldest first.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    past: Mapping[int, Snapshot] = field(default_factory=dict)
    earlier: Snapshot | None = None
    before: Situation | None = None
    between: tuple[Snapshot, ...] = ()
    nearer: tuple[Situation, ...] = ()


NOTHING = MapAsked()
