"""The facts of one day, record by record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graphcrm.dataclass import dataclass
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.plan_records import Acceptance, Criterion, Position, Potential, Product, Promise
from graphcrm.model.records import (
    Action,
    Asked,
    Assessment,
    Edge,
    Goal,
    Interaction,
    Need,
    NetworkTie,
    Opportunity,
    Org,
    Person,
    Unit,
)
from graphcrm.model.review_records import (
    CadenceRule,
    CalendarEvent,
    Contract,
    StageTask,
    SupplierEvaluation,
    ThirdPartyReview,
)
from graphcrm.settings import Settings

__all__ = ["DayFacts"]


@dataclass(frozen=True)
class DayFacts:
    """Facts active on `as_of`. Mappings are sorted by id; edges by (source, target, domain, reporter)."""

    as_of: date
    settings: Settings
    orgs: Mapping[str, Org]
    units: Mapping[str, Unit]
    people: Mapping[str, Person]
    opportunities: Mapping[str, Opportunity]
    goals: Mapping[str, Goal]
    needs: Mapping[str, Need]
    actions: Mapping[str, Action]
    interactions: tuple[Interaction, ...]
    assessments: tuple[Assessment, ...]
    criteria: Mapping[str, Criterion]
    positions: tuple[Position, ...]
    products: Mapping[str, Product]
    potential: tuple[Potential, ...]
    promises: Mapping[str, Promise]
    accepted: Mapping[str, Acceptance]
    asked: tuple[Asked, ...]
    edges: Mapping[EdgeKind, tuple[Edge, ...]]
    ties: tuple[NetworkTie, ...]
    contracts: tuple[Contract, ...]
    evaluations: tuple[SupplierEvaluation, ...]
    reviews: tuple[ThirdPartyReview, ...]
    calendar: tuple[CalendarEvent, ...]
    cadence: tuple[CadenceRule, ...]
    stage_plan: tuple[StageTask, ...]
    #: KNOWS rows that have changed or ended since an end left, as they were on that day.
    known_before: tuple[Edge, ...] = ()

    def of(self, kind: EdgeKind) -> tuple[Edge, ...]:
        """All active edges of a kind; what is asked for one account reads `index` instead."""
        return self.edges.get(kind, ())

    def category(self, person: str) -> str:
        """Category of the organisation of a person, "other" if unknown."""
        org = self.orgs.get(self.people[person].org)
        return org.category if org else OrgCategory.OTHER.value
