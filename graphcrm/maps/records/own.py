"""What the map of one kind alone shows: the contest with competitors, the organisations round a decision, routes, changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access
from graphcrm.i18n import Text
from graphcrm.maps.records.findings import MapKpi
from graphcrm.pages.redaction import allow

__all__ = [
    "MapBroker",
    "MapChange",
    "MapChanges",
    "MapContest",
    "MapCut",
    "MapEcosystem",
    "MapFirm",
    "MapRoute",
    "MapRoutes",
    "MapStanding",
]


@dataclass(frozen=True, slots=True)
class MapStanding:
    """Whose side a person is on.

    state
        ours, ours_assumed, contested, theirs_assumed, theirs, open or unknown; assumed: the other side is not recorded.
    support_them, tie_them
        Support toward competitors, −1..3 (None: not recorded), and their best tie, 0..1.
    drift
        Cools toward us while a competitor warms.
    """

    KEYS: ClassVar[frozenset[str]] = frozenset({"person"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="person state support_them tie_them drift sentence")

    person: str
    state: str
    support_them: int | None = None
    tie_them: float = 0.0
    drift: bool = False
    sentence: Text | None = None


@dataclass(frozen=True, slots=True)
class MapCut:
    """The cheapest set of people without whom no route of ours leads to a decider; `sentence` says what would mend it."""

    KEYS: ClassVar[frozenset[str]] = frozenset({"decider", "people"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="decider people sentence")

    decider: str
    people: tuple[str, ...]
    sentence: Text


@dataclass(frozen=True, slots=True)
class MapContest:
    """Everybody of the influence graph by share, and the cuts by weight of the decider. People of ours may be in a cut."""

    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="standings cuts")

    standings: tuple[MapStanding, ...] = ()
    cuts: tuple[MapCut, ...] = ()


@dataclass(frozen=True, slots=True)
class MapBroker:
    """Who carries influence between others: open two-paths by role, in the order of the method."""

    KEYS: ClassVar[frozenset[str]] = frozenset({"person"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="person counts sentence")

    person: str
    counts: tuple[int, int, int, int, int]  # coordinator, itinerant, gatekeeper, representative, liaison
    sentence: Text


@dataclass(frozen=True, slots=True)
class MapFirm:
    """An organisation: the card that heads it, its people on the map, and how many more it has.

    role
        The brokerage role in which most open paths run through its people; empty without any.
    """

    KEYS: ClassVar[frozenset[str]] = frozenset({"card", "people"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="card people more role")

    card: str
    people: tuple[str, ...] = ()
    more: int = 0
    role: str = ""


@dataclass(frozen=True, slots=True)
class MapEcosystem:
    """The customer first, then us, competitors, and all others; `brokers` are people of the map."""

    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="firms brokers")

    firms: tuple[MapFirm, ...] = ()
    brokers: tuple[MapBroker, ...] = ()


@dataclass(frozen=True, slots=True)
class MapRoute:
    """A route from one of ours (the first of `people`) to the target; `asks` says what is asked of whom, hop by hop."""

    KEYS: ClassVar[frozenset[str]] = frozenset({"people"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="people strength band asks")

    people: tuple[str, ...]
    strength: float  # product of the hops 0..1: plausibility, not a chance of success
    band: Text
    asks: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class MapRoutes:
    """Routes to `target`, strongest first; none where nobody is reached or none may be given."""

    KEYS: ClassVar[frozenset[str]] = frozenset({"target"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="target routes")

    target: str = ""
    routes: tuple[MapRoute, ...] = ()


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
    """

    KEYS: ClassVar[frozenset[str]] = frozenset({"people", "line"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="people kind sentence date was line steps")

    people: tuple[str, ...]
    kind: str
    sentence: Text
    date: str = ""
    was: int | None = None
    line: tuple[str, ...] = ()
    steps: str = ""  # of a relation: "3→4"


@dataclass(frozen=True, slots=True)
class MapChanges:
    """Everything that changed since a day, in the order of Q35, with how much of each kind; `nearer` is the same since later days."""

    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="since changes kpis nearer")

    since: str = ""
    changes: tuple[MapChange, ...] = ()
    kpis: tuple[MapKpi, ...] = ()
    nearer: tuple[MapChanges, ...] = ()
