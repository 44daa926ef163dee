"""Records that analyses read: frozen dataclasses made from the properties of stored facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any, ClassVar, NamedTuple, Self

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Name
from graphcrm.model.choices import CommLevel, Flag

__all__ = [
    "Action",
    "Asked",
    "Assessment",
    "Edge",
    "Goal",
    "Interaction",
    "Named",
    "Need",
    "NetworkTie",
    "Opportunity",
    "Org",
    "Person",
    "Record",
    "Stated",
    "Unit",
    "comm_level",
]


class Record:
    """Made from a fact's properties; properties that this version does not know are passed over."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[Mapping[str, Any]]

    @classmethod
    def of(cls, key: str, props: Mapping[str, Any]) -> Self:
        known = cls.__dataclass_fields__
        given = cls._completed(key, props)
        frozen = {k: tuple(v) if type(v) is list else v for k, v in given.items() if k in known}
        return cls(**frozen | {"id": key})

    @classmethod
    def _completed(cls, key: str, props: Mapping[str, Any]) -> Mapping[str, Any]:
        """The properties with what follows from the others where it was not given."""
        return props


def _in_english(record: Record, column: str) -> None:
    """Whoever reads English reads the English form of a column, if it is recorded."""
    if english := getattr(record, f"{column}_en"):
        object.__setattr__(record, column, Name.of(getattr(record, column), english))


class Named(Record):
    """A record with an English name beside the name."""

    __slots__ = ()
    name: str
    name_en: str

    def __post_init__(self) -> None:
        _in_english(self, "name")


class Stated(Record):
    """A record with the English form of its statement beside it."""

    __slots__ = ()
    statement: str
    statement_en: str

    def __post_init__(self) -> None:
        _in_english(self, "statement")


@dataclass(frozen=True, slots=True)
class Org(Named):
    """An organisation. The root of ours is the only one of category our_company without a parent."""

    id: str
    name: str
    category: str
    name_en: str = ""
    subtype: str | None = None
    parent: str | None = None
    industry: str = ""
    region: str = ""
    tier: str | None = None
    segment: str | None = None
    lifecycle: str | None = None
    strategic_fit: int | None = None
    our_importance_to_them: int | None = None
    their_importance_to_us: int | None = None
    switching_cost_them: int | None = None
    switching_cost_us: int | None = None
    bargaining_them: int | None = None
    bargaining_us: int | None = None
    annual_revenue: float | None = None
    cost_to_serve: float | None = None
    relationship_budget: float | None = None
    currency: str | None = None
    wallet_share: float | None = None
    bonds: tuple[str, ...] = ()
    value_alignment: int | None = None
    satisfaction: float | None = None
    satisfaction_date: str | None = None


@dataclass(frozen=True, slots=True)
class Unit(Named):
    """A department of an organisation."""

    id: str
    name: str
    org: str
    name_en: str = ""
    parent: str | None = None
    headcount: int | None = None
    function: str | None = None


@dataclass(frozen=True, slots=True)
class Person(Named):
    """A person. `grade` is comparable across organisations: 5 owner/board … 1 staff; `kappa` is stubbornness.

    An open seat is a person with the flag `placeholder`: a post whose holder is not known yet. It may have no name, and is then
    called by its title.

    >>> Person.of("s1", {"title": "CFO", "org": "HY", "flags": ["placeholder"]}).name
    '? CFO'
    """

    id: str
    name: str
    org: str
    name_en: str = ""
    title: str = ""
    title_en: str = ""
    unit: str | None = None
    grade: int | None = None
    function: str | None = None
    role: str | None = None
    early_career: bool = False
    kappa: float = 1.0
    ability: int | None = None
    willingness: int | None = None
    sponsor_capacity: int = 3
    flags: tuple[str, ...] = ()
    left_on: str | None = None
    email: str | None = None
    keys: tuple[str, ...] = ()
    reports_to: str | None = None
    owner: str | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def _completed(cls, key: str, props: Mapping[str, Any]) -> Mapping[str, Any]:
        if props.get("name"):
            return props
        english = {"name_en": f"? {props['title_en']}"} if props.get("title_en") and not props.get("name_en") else {}
        return {**props, "name": f"? {props.get('title') or key}", **english}

    def __post_init__(self) -> None:
        Named.__post_init__(self)
        if self.title_en:
            object.__setattr__(self, "title", Name.of(self.title, self.title_en))

    def has(self, flag: Flag) -> bool:
        return flag in self.flags


def comm_level(grade: int | None) -> CommLevel | None:
    """Communication level of a grade: shareholder 5, management 3–4, operational 1–2."""
    if grade is None:
        return None
    return CommLevel.SHAREHOLDER if grade == 5 else CommLevel.MANAGEMENT if grade >= 3 else CommLevel.OPERATIONAL


@dataclass(frozen=True, slots=True)
class Opportunity(Named):
    """A decision of the customer that we want to win."""

    id: str
    name: str
    customer: str
    name_en: str = ""
    amount: float | None = None
    currency: str | None = None
    stage: str | None = None
    decision_rule: str = "weighted"
    domain: str = "general"
    due: str | None = None
    tender_open: bool = False
    competitors: tuple[str, ...] = ()
    status: str = "open"
    closed_on: str | None = None


@dataclass(frozen=True, slots=True)
class Goal(Stated):
    """A goal at a customer: hill, share, profit, competition."""

    id: str
    kind: str
    customer: str
    statement: str
    agreed_by_both: bool = False
    due: str | None = None
    status: str = ""
    statement_en: str = ""


@dataclass(frozen=True, slots=True)
class Need(Stated):
    """A need of a person or an organisation."""

    id: str
    holder: str
    kind: str
    statement: str
    explicit: bool = False
    horizon: str | None = None
    our_response: str = ""
    owner: str | None = None
    status: str = ""
    statement_en: str = ""
    our_response_en: str = ""

    def __post_init__(self) -> None:
        Stated.__post_init__(self)
        _in_english(self, "our_response")


@dataclass(frozen=True, slots=True)
class Action(Record):
    """Something that one of ours will do with somebody."""

    id: str
    target: str
    type: str
    owner: str
    due: str
    goal: str | None = None
    opportunity: str | None = None
    cost: float | None = None
    currency: str | None = None
    status: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Interaction(Record):
    """A contact event between ours and theirs; never with the text of a message."""

    id: str
    date: str
    kind: str
    participants: tuple[str, ...]
    time: str = ""
    channel: str | None = None
    source_channel: str | None = None
    direction: str | None = None
    initiated_by: str | None = None
    opportunity: str | None = None
    outcome: int | None = None
    cost: float | None = None
    currency: str | None = None
    confirmed_in_writing: bool = False
    severity: str = ""
    status: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Assessment(Record):
    """Six-dimension assessment of a person toward a vendor; each score −1..3 or None."""

    id: str
    person: str
    date: str
    assessor: str
    vendor: str | None = None
    acceptance: int | None = None
    participation: int | None = None
    information: int | None = None
    guidance: int | None = None
    project_support: int | None = None
    rivals: int | None = None
    override: int | None = None
    override_reason: str = ""
    target: int | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked(Record):
    """A colleague was asked on `date` about a person, the people of a unit or everybody (``*``); no domain: about all of them."""

    id: str
    reporter: str
    about: str
    kind: str
    date: str
    domain: str | None = None


class Edge(NamedTuple):
    """An active edge of one reporter. What only some kinds have is in `props` (``edge.get("line")``)."""

    kind: str
    source: str
    target: str
    level: int | None
    confidence: str
    observed_at: str
    valid_from: str
    valid_to: str
    reported_by: str
    domain: str
    opportunity: str | None
    props: Mapping[str, Any]

    def held_by(self, day: str | None) -> bool:
        """Said, and true, from a day on that is not after this one; always so where no day is given."""
        return day is None or (self.observed_at <= day and self.valid_from <= day)

    @classmethod
    def all_of(
        cls,
        kind: str,
        props: Iterable[Mapping[str, Any]],
        valid_from: Iterable[str],
        valid_to: Iterable[str],
        observed_at: Iterable[str],
    ) -> list[Edge]:
        """The edges of a kind from the columns of their facts: an account has thousands, so nothing is called for each."""
        make = tuple.__new__
        return [
            make(
                cls,
                (
                    kind,
                    of.get("from") or of["person"],
                    of.get("to") or of["opportunity"],
                    of.get("level"),
                    of.get("confidence", "E"),
                    seen,
                    begins,
                    ends,
                    of.get("reported_by", ""),
                    of.get("domain", "general"),
                    of.get("opportunity"),
                    of,
                ),
            )
            for of, begins, ends, seen in zip(props, valid_from, valid_to, observed_at, strict=True)
        ]

    def get(self, name: str, default: Any = None) -> Any:
        return self.props.get(name, default)

    @property
    def polarity(self) -> int:
        return int(self.props.get("polarity", 1))


@dataclass(frozen=True, slots=True)
class NetworkTie:
    """A tie of an imported organisational network: its own type, and what it was mapped to."""

    type: str
    tie: str
    source: str
    target: str
    weight: float
    first: str | None = None
    last: str | None = None
