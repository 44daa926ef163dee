"""The whole input of a map: what it shows, and nothing about how.

These records are independent of the rest of the package: `graphcrm.maps.building` fills them from analyses,
`graphcrm.maps.page.render` turns them into a page. Units: shares, strengths and weights are fractions 0..1 (a page prints
whole per cents), dates are ISO text, ids are any text (a page never contains them).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import ClassVar

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access, Edition
from graphcrm.i18n import Text
from graphcrm.maps.records.changes import MapChanges
from graphcrm.maps.records.contest import MapContest
from graphcrm.maps.records.ecosystem import MapEcosystem
from graphcrm.maps.records.edges import MapEdge
from graphcrm.maps.records.findings import MapGap, MapKpi, MapPath
from graphcrm.maps.records.people import MapName, MapPerson
from graphcrm.maps.records.pins import MapPins
from graphcrm.maps.records.play import MapPlay
from graphcrm.maps.records.routes import MapRoutes
from graphcrm.pages.redaction import allow

__all__ = ["MapModel", "MapOpportunity"]


@dataclass(frozen=True, slots=True)
class MapOpportunity:
    """The decision that the map is about."""

    name: str
    name_en: str = ""
    amount: float | None = None  # in `currency`, not in thousands
    currency: str = ""  # ISO-4217
    due: str = ""  # ISO date of the decision


@dataclass(frozen=True, slots=True)
class MapModel:
    """Everything a map shows.

    kind
        Code of a registered kind (`graphcrm.maps.kinds`): which question the map answers.
    people
        Any order; drawn by grade, unit and id, so the order does not matter. At most 2,000.
    edges
        Both ends must be people of the map.
    paths, gaps
        In the order in which the page steps through them: strongest, most severe first.
    texts
        Assumptions and warnings printed below the legend, beside the fixed one on what a map can say.
    notices
        Stand above the map: why it is not what was asked for, and what it cannot bear.
    classification
        Replaces the edition's own banner; a banner cannot be left out.
    ego
        Id of the person round whom the map is drawn; empty on a map of everybody.
    contest, routes, changes, ecosystem
        What only the map of one kind shows; None on all others.
    ties
        Who has had to do with whom, on whatever day, and whether one reported to the other: who stands near whom follows from
        it, so that people stand where they stood on maps of other days. None if it follows from the lines of the map.
    pins
        Places that people have chosen; None on a map without lanes.
    removed_needs
        How many remarks the redaction took away; set by `graphcrm.maps.redaction.redact`.

    Raises ValueError: duplicate ids, an id that is not on the map, a value outside its range.
    """

    KEYS: ClassVar[frozenset[str]] = frozenset({"ego", "ties"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(
        open_="kind account as_of people edges edition classification ego pins",
        insight="opportunity data_grade kpis paths gaps texts notices removed_needs play contest routes changes "
        "ecosystem ties",
    )

    kind: str
    account: MapName
    as_of: str
    people: tuple[MapPerson, ...]
    edges: tuple[MapEdge, ...] = ()
    opportunity: MapOpportunity | None = None
    data_grade: str | None = None
    kpis: tuple[MapKpi, ...] = ()
    paths: tuple[MapPath, ...] = ()
    gaps: tuple[MapGap, ...] = ()
    texts: tuple[Text, ...] = ()
    edition: Edition = Edition.INTERNAL
    notices: tuple[Text, ...] = ()
    classification: Text | None = None
    removed_needs: int = 0
    play: MapPlay | None = None
    contest: MapContest | None = None
    routes: MapRoutes | None = None
    changes: MapChanges | None = None
    ecosystem: MapEcosystem | None = None
    ego: str = ""
    ties: tuple[tuple[str, str, bool], ...] | None = None
    pins: MapPins | None = None

    def __post_init__(self) -> None:
        twice = [key for key, n in Counter(p.id for p in self.people).items() if n > 1]
        if twice:
            raise ValueError(f"person id {twice[0]!r} occurs more than once")
        known = frozenset(p.id for p in self.people)
        named = [e.source for e in self.edges] + [e.target for e in self.edges] + [g.person for g in self.gaps]
        named += [i for path in self.paths for i in (*path.people, *path.formal_alternative)]
        for key in named:
            if key not in known:
                raise ValueError(f"id {key!r} is not a person of the map")
        for p in self.people:
            _check(p.grade in range(6), p.id, "grade", p.grade, "0..5")
            _check(p.support is None or p.support in range(-1, 4), p.id, "support", p.support, "-1..3")
            for name, part in (("share", p.share), ("decision_weight", p.decision_weight), ("tie", p.tie)):
                _check(part is None or 0 <= part <= 1, p.id, name, part, "0..1")
        for e in self.edges:
            _check(0 <= e.weight <= 1, (e.source, e.target), "weight", e.weight, "0..1")


def _check(ok: bool, where: str | tuple[str, str], field_name: str, value: object, allowed: str) -> None:
    if not ok:
        raise ValueError(f"{field_name} of {where!r} is {value!r}, allowed is {allowed}")
