"""The organisations round a decision, as a map shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access
from graphcrm.i18n import Text
from graphcrm.pages.redaction import allow

__all__ = ["MapBroker", "MapEcosystem", "MapFirm"]


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
