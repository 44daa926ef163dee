"""The kinds of map that there are, each declared once in a module of its own.

To add a kind:

1. ``graphcrm/maps/kinds/CODE.py`` declares a `MapKind`: name, code, label, editions, what it draws, legend, table, tools, and
   where it has more than the maps of people its layout, payload and facts. What it has in common with them comes from
   `graphcrm.maps.kinds.people`; records of its own extend `MapModel` and name the access class of each field
   (`graphcrm.pages.redaction`); words of its own go into `graphcrm.maps.strings`.
2. ``visual/map/kinds/CODE.js`` defines `KIND`: extent and ground of the picture, how cards, lines and marks look. Entries of
   its own for the legend go into `ENTRIES`, cells for the table into `CELLS`.
3. Its line in `KINDS` below.

The help of ``graphcrm map``, the page, the three editions and the tests over all kinds follow.

A kind that is a chart declares a `ChartKind` instead: a drawing of the situation (a pure function in `graphcrm.charts` on values
that ``graphcrm/maps/building/CODE.py`` puts together) and the same figures as tables. It needs no script of its own: the page of
all charts is ``visual/templates/chart.html.j2`` with ``visual/chart``. Its line stands in `CHARTS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.maps.kinds.change import CHANGE
from graphcrm.maps.kinds.chart import ChartKind
from graphcrm.maps.kinds.contest import CONTEST
from graphcrm.maps.kinds.coverage import COVERAGE
from graphcrm.maps.kinds.ecosystem import ECOSYSTEM
from graphcrm.maps.kinds.formal import FORMAL
from graphcrm.maps.kinds.grid import GRID
from graphcrm.maps.kinds.influence import INFLUENCE
from graphcrm.maps.kinds.kind import MapKind
from graphcrm.maps.kinds.network import NETWORK
from graphcrm.maps.kinds.route import ROUTE
from graphcrm.maps.kinds.zipper import ZIPPER
from graphcrm.model.fields import shown
from graphcrm.near import did_you_mean, near
from graphcrm.spoken import joined

__all__ = ["CHARTS", "EVERY", "KINDS", "find_kind"]


def _in_order(kinds: Mapping[str, MapKind | ChartKind]) -> dict[str, MapKind | ChartKind]:
    return dict(sorted(kinds.items(), key=lambda one: int(one[1].name[1:])))


#: By code, in the order of their names.
KINDS: Mapping[str, MapKind] = MappingProxyType(
    {
        kind.code: kind
        for kind in (
            INFLUENCE,
            FORMAL,
            CONTEST,
            ROUTE,
            ECOSYSTEM,
            CHANGE,
            NETWORK,
        )
    }
)

#: The kinds that are charts, by code, in the order of their names.
CHARTS: Mapping[str, ChartKind] = MappingProxyType({kind.code: kind for kind in (COVERAGE, GRID, ZIPPER)})

#: All of them, in the order of their names.
EVERY: Mapping[str, MapKind | ChartKind] = MappingProxyType(_in_order({**KINDS, **CHARTS}))


def find_kind(wanted: str) -> MapKind | ChartKind:
    """A kind of map or chart by code or name, in any case.

    Raises
    ------
    UsageError
        There is none; near misses are named.

    Examples
    --------
    >>> find_kind("M2").code
    'formal'
    >>> find_kind("decision chain")
    Traceback (most recent call last):
    graphcrm.errors.UsageError: there is no map “decision chain”. Did you mean influence?
    """
    named = {**EVERY, **{k.name.lower(): k for k in EVERY.values()}}
    if wanted.lower() in named:
        return named[wanted.lower()]
    known = joined(f"{k.code} ({k.name})" for k in EVERY.values())
    others = Text("可用：{names}。", "There are {names}.").format(names=known)
    said = Text("没有名为“{wanted}”的地图。{hint}", "there is no map “{wanted}”. {hint}")
    words = {word: word for word in named}
    words |= {word: k.code for k in EVERY.values() for word in (*k.called, k.label.zh, k.label.en)}
    meant = list(dict.fromkeys(words[word] for word in near(wanted, words)))[:2]
    hint = did_you_mean(meant[0], meant) if meant else others
    raise UsageError(said.format(wanted=shown(wanted), hint=hint))
