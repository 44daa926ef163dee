"""What may be asked of a kind of map: the options of the query that it pictures, declared with the query and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from graphcrm.asking.options import Option
from graphcrm.asking.parameters import read_options
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.maps.kinds.chart import ChartKind
from graphcrm.maps.kinds.kind import MapKind
from graphcrm.maps.kinds.registry import KINDS
from graphcrm.maps.records.asked import MapAsked
from graphcrm.settings import Settings
from graphcrm.snapshot import Snapshot

__all__ = ["Days", "days_since", "kind_options", "read_asked"]


def kind_options() -> tuple[Option, ...]:
    """The options of all kinds, each once; the help says to which kinds it belongs."""
    found: dict[str, Option] = {}
    owners: dict[str, list[str]] = {}
    for kind in KINDS.values():
        for option in kind.options:
            found.setdefault(option.name, option)
            owners.setdefault(option.name, []).append(kind.code)
    said = Text("{kinds}：{help}", "{kinds}: {help}")
    return tuple(
        replace(o, required=False, help=said.format(kinds=", ".join(owners[o.name]), help=o.help))
        for o in found.values()
    )


def read_asked(kind: MapKind | ChartKind, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values that were given to a kind, by name in Python; what is None, False or empty counts as not given."""
    mine = kind.options if isinstance(kind, MapKind) else ()
    wanted = {
        name: value for name, value in given.items() if value is not False
    }  # a command names the flags of all kinds
    return read_options(mine, wanted, Text("地图 {kind}", "the map {kind}").format(kind=kind.code))


def days_since(since: date, day: date, dates: int) -> list[date]:
    """So many days from `since` on, evenly spaced before `day`, each once, the oldest first.

    >>> [str(d) for d in days_since(date(2026, 1, 1), date(2026, 1, 31), 3)]
    ['2026-01-01', '2026-01-11', '2026-01-21']
    """
    apart = max(0, (day - since).days) / dates
    return sorted({since + timedelta(days=int(k * apart)) for k in range(dates)})


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a map looks at: its own, so many days before that, and those since a day that was named."""

    day: date
    ago: tuple[int, ...] = ()
    since: tuple[date, ...] = ()

    @classmethod
    def of(cls, kind: MapKind | ChartKind, day: date, settings: Settings, since: date | None, dates: int = 1) -> Days:
        """Those of a kind; `since` None where no day was named."""
        ago = kind.days_back(settings) if isinstance(kind, MapKind) else ()
        return cls(day, ago, () if since is None else tuple(days_since(since, day, dates)))

    @property
    def all(self) -> list[date]:
        """Each in the order in which :meth:`asked` takes what was true on them."""
        return [self.day, *(self.day - timedelta(days=days) for days in self.ago), *self.since]

    def asked(self, values: Mapping[str, Any], read: Sequence[Snapshot]) -> MapAsked:
        """What was asked of the map, with what was true on all days."""
        past, since = read[1 : 1 + len(self.ago)], read[1 + len(self.ago) :]
        earlier = since[0] if since else None
        return MapAsked(values, dict(zip(self.ago, past, strict=True)), earlier, between=tuple(since[1:]))
