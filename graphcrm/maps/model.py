"""The pure input of a map: what it shows, and nothing about how.

These records are independent of the rest of the package. A command fills them from analyses; `graphcrm.maps.page.render`
turns them into a page. Units: shares, strengths and weights are fractions 0..1 (a page prints whole per cents), dates are
ISO text, ids are any text (a page never contains them).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Literal

from graphcrm.i18n import Text

__all__ = [
    "EdgeKind",
    "Edition",
    "Evidence",
    "MapContact",
    "MapEdge",
    "MapGap",
    "MapKind",
    "MapKpi",
    "MapModel",
    "MapName",
    "MapNote",
    "MapOpportunity",
    "MapPath",
    "MapPerson",
    "MapReason",
    "Tone",
]

Tone = Literal["plain", "good", "warn", "bad"]


class MapKind(StrEnum):
    """Which question the map answers."""

    INFLUENCE = "influence"
    """M1: the decision chain; colour is support, arcs are influence."""
    FORMAL = "formal"
    """M2: the organisation tree in grey, influence over it, inversions in orange, the shadow circle outlined."""


class Edition(Enum):
    """For whom the file is built; the redaction of each is in `graphcrm.maps.redaction`."""

    INTERNAL = ("internal", Text("内部版", "internal edition"))
    """The account team: everything."""
    SHARED = ("shared", Text("共享版", "shared edition"))
    """Colleagues: no private notes, no restricted text, no names of reporters."""
    CUSTOMER_SAFE = ("customer-safe", Text("客户可见版", "customer-safe edition"))
    """May reach the customer: the organisation chart and formal roles only."""

    def __init__(self, code: str, label: Text) -> None:
        self.code = code
        self.label = label


class EdgeKind(StrEnum):
    """What a line means. Influence runs from who moves to who is moved; reporting from subordinate to boss."""

    INFLUENCES = "influences"
    TRUSTS = "trusts"
    """Influence derived from trust: already turned round, `source` is the trusted person who moves `target`."""
    REPORTS_TO = "reports_to"
    CONFLICTS = "conflicts"


@dataclass(frozen=True, slots=True)
class MapName:
    """A name, with its English form if it has one."""

    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class MapOpportunity:
    """The decision that the map is about."""

    name: str
    name_en: str = ""
    amount: float | None = None  # in `currency`, not in thousands
    currency: str = ""  # ISO-4217
    due: str = ""  # ISO date of the decision


@dataclass(frozen=True, slots=True)
class MapKpi:
    """One number of the header block, already in words (whole per cents)."""

    label: Text
    value: Text
    tone: Tone = "plain"
    of: Text | None = None  # the small print behind the value, e.g. "/ 10"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why we believe something. `restricted` text stays in the internal edition, `reported_by` too."""

    text: str = ""
    source: Text | None = None
    reported_by: str = ""
    observed_at: str = ""
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class MapNote:
    """A remark on a person. Private and restricted ones stay in the internal edition."""

    text: str
    private: bool = False
    restricted: bool = False


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

    id: str
    name: str
    grade: int  # 5 board .. 1 staff
    name_en: str = ""
    title: str = ""
    title_en: str = ""
    unit: str = ""
    unit_en: str = ""
    org: str = ""
    org_en: str = ""
    outside: bool = False  # not of the customer's tree of organisations
    org_category: str = "customer"  # supplier, partner, third_party, competitor, other
    support: int | None = None  # -1..3; None is unknown, which is not neutral
    support_at: str = ""  # date of the observation
    support_evidence: tuple[Evidence, ...] = ()
    stale: bool = False  # support older than 180 days: value kept, drawn faded, counted as unknown
    roles: tuple[str, ...] = ()  # codes of decision roles: decider, approver, buyer, ...
    share: float | None = None  # decision-influence share 0..1
    band: Literal["A", "B", "C", "D"] | None = None
    rank_lo: int | None = None  # 5-95 % interval of the rank, 1 is first
    rank_hi: int | None = None
    decision_weight: float | None = None  # formal weight r, 0..1
    tie: float | None = None  # our best tie 0..1; None is not known (for example a redacted edition)
    contacts: tuple[MapContact, ...] = ()
    owner: MapName | None = None  # our person in charge
    sponsor: MapName | None = None  # our executive sponsor
    flags: frozenset[str] = (
        frozenset()
    )  # independence_required, no_contact, objected, left, public_official, key_person
    left_on: str = ""
    summary: Text | None = None  # the analysis' sentence about the person
    top_paths: tuple[MapReason, ...] = ()
    notes: tuple[MapNote, ...] = ()
    in_circle: bool = False  # member of the shadow circle
    listed: bool = False  # on the formal list of the decision

    @property
    def left(self) -> bool:
        """Has left the organisation: shown struck through, never a target."""
        return "left" in self.flags or bool(self.left_on)


@dataclass(frozen=True, slots=True)
class MapEdge:
    """A line of the map."""

    kind: EdgeKind
    source: str
    target: str
    weight: float = 0.0  # effective weight 0...85 of influence; level / 3 of a conflict; unused for reporting
    level: int | None = None  # as assessed: 1..5 for influence, 1..3 for conflict
    confidence: Literal["A", "B", "C", "D", "E"] | None = None
    derived: bool = False  # not recorded as influence but concluded from trust or reporting
    stale: bool = False
    inversion: bool = False  # a lower grade moves a higher one with weight .30 or more
    dotted: bool = False  # reporting only: a dotted line
    evidence: tuple[Evidence, ...] = ()
    observed_at: str = ""
    domain: Text | None = None

    @property
    def uncertain(self) -> bool:
        """Confidence C, D or E: drawn dotted."""
        return self.confidence in ("C", "D", "E")


@dataclass(frozen=True, slots=True)
class MapPath:
    """A hidden decision chain, from who starts it to the decider."""

    people: tuple[str, ...]  # ids in the order of influence, two or more
    strength: float  # product of weights 0..1: plausibility, not a chance of success
    band: Text  # strong / feasible / long shot, in words
    informality: float | None = None  # part of the hops outside the reporting line, 0..1
    explanation: Text | None = None
    formal_alternative: tuple[str, ...] = ()  # ids of the best fully formal path, if any
    formal_text: Text | None = None


@dataclass(frozen=True, slots=True)
class MapGap:
    """A person without adequate coverage."""

    person: str
    severity: float  # 0..1, share x (1 - best tie)
    reason: Text


@dataclass(frozen=True, slots=True)
class MapModel:
    """Everything a map shows.

    people
        Any order; drawn by grade, unit and id, so the order does not matter. At most 2,000.
    edges
        Both ends must be people of the map.
    paths, gaps
        In the order in which the page steps through them: strongest, most severe first.
    texts
        Assumptions and warnings printed below the legend, beside the fixed one on what a map can say.
    classification
        Replaces the edition's own banner; a banner cannot be left out.
    removed_notes
        How many remarks the redaction took away; set by `graphcrm.maps.redaction.redact`.

    Raises
    ------
    ValueError
        Duplicate ids, an id that is not on the map, a value outside its range.
    """

    kind: MapKind
    account: MapName
    as_of: str
    people: tuple[MapPerson, ...]
    edges: tuple[MapEdge, ...] = ()
    opportunity: MapOpportunity | None = None
    data_grade: Literal["A", "B", "C", "D"] | None = None
    kpis: tuple[MapKpi, ...] = ()
    paths: tuple[MapPath, ...] = ()
    gaps: tuple[MapGap, ...] = ()
    texts: tuple[Text, ...] = ()
    edition: Edition = Edition.INTERNAL
    classification: Text | None = None
    removed_notes: int = 0

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
            _check(p.grade in range(1, 6), p.id, "grade", p.grade, "1..5")
            _check(p.support is None or p.support in range(-1, 4), p.id, "support", p.support, "-1..3")
            for name, part in (("share", p.share), ("decision_weight", p.decision_weight), ("tie", p.tie)):
                _check(part is None or 0 <= part <= 1, p.id, name, part, "0..1")
        for e in self.edges:
            _check(0 <= e.weight <= 1, f"{e.source}>{e.target}", "weight", e.weight, "0..1")


def _check(ok: bool, where: str, field_name: str, value: object, allowed: str) -> None:
    if not ok:
        raise ValueError(f"{field_name} of {where!r} is {value!r}, allowed is {allowed}")
