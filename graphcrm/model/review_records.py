"""Records of contracts, evaluations of suppliers, key events, how often to be in touch, and what a stage asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphcrm.model.records import Record

__all__ = ["CadenceRule", "CalendarEvent", "Contract", "StageTask", "SupplierEvaluation"]


@dataclass(frozen=True, slots=True)
class Contract(Record):
    """A contract between two organisations, from one day to another as far as they are known."""

    id: str
    parties: tuple[str, str]
    start: str | None = None
    end: str | None = None
    value: float | None = None
    currency: str | None = None

    @classmethod
    def _completed(cls, key: str, props: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**props, "parties": (props["from"], props["to"])}


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
