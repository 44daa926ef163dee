"""Records of contracts, evaluations of suppliers and third parties, key events, how often to be in touch, and what a stage asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.model.records import Record

__all__ = ["CadenceRule", "CalendarEvent", "Contract", "StageTask", "SupplierEvaluation", "ThirdPartyReview"]


@dataclass(frozen=True, slots=True)
class Contract(Record):
    """A contract between two organisations, from one day to another as far as they are known."""

    id: str
    giver: str
    taker: str
    start: str | None = None
    end: str | None = None
    value: float | None = None
    currency: str | None = None

    @classmethod
    def _completed(cls, key: str, props: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**props, "giver": props["from"], "taker": props["to"]}

    @property
    def parties(self) -> tuple[str, str]:
        """The two organisations."""
        return self.giver, self.taker


@dataclass(frozen=True, slots=True)
class SupplierEvaluation(Record):
    """A supplier as somebody of ours saw it on a day; each score 1..5 or None."""

    id: str
    org: str
    date: str
    capital_qualification: int | None = None
    people: int | None = None
    reputation: int | None = None
    service_system: int | None = None
    scalability: int | None = None
    complementarity: int | None = None
    impact: int | None = None
    evaluator: str = ""
    next_review: str | None = None


@dataclass(frozen=True, slots=True)
class ThirdPartyReview(Record):
    """Working with a third party as somebody of ours saw it on a day; each score 1..5 or None."""

    id: str
    org: str
    date: str
    trust: int | None = None
    info_share: int | None = None
    scope_clarity: int | None = None
    endorsement: int | None = None
    support: int | None = None
    scope: str = ""
    reviewer: str = ""
    next_review: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarEvent(Record):
    """A key event of an organisation or a person."""

    id: str
    date: str
    event: str
    org: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class CadenceRule(Record):
    """Most days between contacts with those whom it fits; what is None fits everybody."""

    id: str
    tier: str | None = None
    comm_level: str | None = None
    grade: int | None = None
    max_days: int | None = None


@dataclass(frozen=True, slots=True)
class StageTask(Record):
    """What is to be reached in a unit, named by id, name or function, at a stage of an opportunity."""

    id: str
    stage: str | None = None
    goal: str = ""
    unit: str = ""
    method: str = ""
    owner: str = ""
