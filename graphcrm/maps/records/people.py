"""A person on a map, and what belongs to one person only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access
from graphcrm.i18n import Text
from graphcrm.maps.records.edges import MapEvidence
from graphcrm.pages.redaction import allow

__all__ = ["DECIDING", "MapContact", "MapName", "MapNeed", "MapPerson", "MapReason"]


#: The decision roles that decide: their cards are drawn with a strong edge.
DECIDING = ("decider", "approver")


@dataclass(frozen=True, slots=True)
class MapName:
    """A name, with its English form if it has one."""

    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class MapNeed:
    """What a person needs, and what we do about it. Private and restricted ones stay in the internal edition.

    response
        Our answer to it, empty if there is none yet.
    private
        Not said aloud, but concluded by us.
    """

    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="text response status private restricted")

    text: str
    response: str = ""
    status: str = ""
    private: bool = False
    restricted: bool = False

    @property
    def access(self) -> Access:
        return Access.PRIVATE if self.private or self.restricted else Access.INSIGHT


@dataclass(frozen=True, slots=True)
class MapContact:
    """One of our people who knows the person on the map.

    strength
        Tie strength T, 0..1; bands none < .10 ≤ weak < .30 ≤ moderate < .60 ≤ strong.
    initials
        Two or three letters for the card; made from the name if empty.
    """

    name: str
    strength: float
    initials: str = ""
    name_en: str = ""
    last_contact: str = ""
    cooling: bool = False


@dataclass(frozen=True, slots=True)
class MapReason:
    """One path by which a person's share arrives: the sentence and its part of the share (0..1)."""

    explanation: Text
    contribution: float


@dataclass(frozen=True, slots=True)
class MapPerson:
    """A person on the map, of the customer or outside it."""

    KEYS: ClassVar[frozenset[str]] = frozenset({"id"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(
        open_="id name name_en grade title title_en unit unit_en roles seat",
        insight="org org_en outside org_category support support_at support_evidence stale share band rank rank_lo rank_hi "
        "firm community decision_weight tie contacts owner sponsor flags left_on summary top_paths needs in_circle listed "
        "on_path",
    )

    id: str
    name: str
    grade: int  # 5 board .. 1 staff; 0 where none is recorded
    name_en: str = ""
    title: str = ""
    title_en: str = ""
    unit: str = ""
    unit_en: str = ""
    org: str = ""
    org_en: str = ""
    outside: bool = False  # not of the customer's tree of organisations
    firm: bool = False  # no person: the card at the head of an organisation
    org_category: str = "customer"  # supplier, partner, third_party, competitor, other
    support: int | None = None  # -1..3; None is unknown, which is not neutral
    support_at: str = ""  # date of the observation
    support_evidence: tuple[MapEvidence, ...] = ()
    stale: bool = False  # support older than 180 days: value kept, drawn faded, counted as unknown
    seat: bool = False  # an open seat: a post whose holder is not known, drawn as a ghost
    roles: tuple[str, ...] = ()  # codes of decision roles: decider, approver, buyer, ...
    share: float | None = None  # decision-influence share 0..1
    band: str | None = None
    rank: int | None = None  # place in a network of ties, 1 is first
    rank_lo: int | None = None  # 5-95 % interval of the rank, 1 is first
    rank_hi: int | None = None
    community: int | None = None  # in a network of ties, 0 is the largest
    decision_weight: float | None = None  # formal weight r, 0..1
    tie: float | None = None  # our best tie 0..1; None is not known (for example a redacted edition)
    contacts: tuple[MapContact, ...] = ()
    owner: MapName | None = None  # our person in charge
    sponsor: MapName | None = None  # our executive sponsor
    #: independence_required, no_contact, objected, left, public_official, key_person
    flags: frozenset[str] = frozenset()
    left_on: str = ""
    summary: Text | None = None  # the analysis' sentence about the person
    top_paths: tuple[MapReason, ...] = ()
    needs: tuple[MapNeed, ...] = ()
    in_circle: bool = False  # member of the shadow circle
    listed: bool = False  # on the formal list of the decision
    on_path: bool = False  # on a hidden path, whether the map draws it or not

    @property
    def left(self) -> bool:
        """Has left the organisation: shown struck through, never a target."""
        return "left" in self.flags or bool(self.left_on)

    @property
    def decides(self) -> bool:
        """Whether one of the decision roles decides."""
        return any(role in DECIDING for role in self.roles)

    @property
    def beside_name(self) -> MapName:
        """The title as it stands beside the name: an open seat is called by its post, which is not said twice."""
        said = (self.title and self.title in self.name) or (self.title_en and self.title_en in self.name_en)
        return MapName("") if self.seat and said else MapName(self.title, self.title_en)

    @property
    def access(self) -> Access:
        """The customer's present people are on the customer's own chart; only influence puts others on a map."""
        return Access.INSIGHT if self.outside or self.left or self.firm else Access.OPEN
