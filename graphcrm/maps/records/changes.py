"""What is different on a map between two days, and since several earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access
from graphcrm.i18n import Text
from graphcrm.maps.records.edges import LineKind
from graphcrm.maps.records.findings import MapKpi
from graphcrm.pages.redaction import allow

__all__ = ["MapChange", "MapChanges"]


@dataclass(frozen=True, slots=True)
class MapChange:
    """One difference; who reported it is not in it.

    people
        Whom it concerns, as far as they are on the map.
    kind
        joined, left, seat, added, removed, level, support, tie, rank, thread.
    was
        The support before, of a move of support: −1..3, None for unknown.
    line
        Of a relation that is a line of the map: its two ends in the order of the line.
    sort
        Which of the lines between the two it is; trust is a line of influence.
    steps
        Of a line that has another level: "3→4".
    became
        What all the reports of the line together say of it: came, gone, changed; "" where `kind` says it.
    """

    KEYS: ClassVar[frozenset[str]] = frozenset({"people", "line"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="people kind sentence date was line steps sort became")

    people: tuple[str, ...]
    kind: str
    sentence: Text
    date: str = ""
    was: int | None = None
    line: tuple[str, ...] = ()
    steps: str = ""
    sort: LineKind = LineKind.INFLUENCES
    became: str = ""


@dataclass(frozen=True, slots=True)
class MapChanges:
    """Everything that changed since a day, in the order of Q35, with how much of each kind; `nearer` is the same since later days."""

    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="since changes kpis nearer")

    since: str = ""
    changes: tuple[MapChange, ...] = ()
    kpis: tuple[MapKpi, ...] = ()
    nearer: tuple[MapChanges, ...] = ()
