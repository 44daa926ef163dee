"""What is known of an account as a whole, as far as relationship levels rest on it."""

from __future__ import annotations

from functools import cached_property

from graphcrm.analysis.coverage.breadth import Breadth, breadth
from graphcrm.analysis.coverage.cadence import ContactStatus
from graphcrm.analysis.coverage.comm_levels import communication_levels
from graphcrm.analysis.coverage.kpi import Kpi, kpi_block
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.numbers import is_active
from graphcrm.analysis.order_statistics import median
from graphcrm.analysis.plan.goals import shared_goals
from graphcrm.analysis.resilience.bow_tie import bow_tie
from graphcrm.analysis.resilience.threads import min_threads
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.six_dimensions import Dimension
from graphcrm.analysis.status.status_table import assessments_of, status_of
from graphcrm.dataclass import dataclass
from graphcrm.model.choices import AllianceForm, CommLevel, OrgCategory
from graphcrm.model.contacts import Direction, InteractionKind
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge, Goal, Interaction, Org
from graphcrm.snapshot import days_between

__all__ = ["EXECUTIVE_GRADE", "EXECUTIVE_MEETINGS", "RelationshipFacts"]


EXECUTIVE_GRADE = 4
EXECUTIVE_MEETINGS = frozenset({InteractionKind.EXEC_VISIT.value, InteractionKind.EXEC_SUMMIT.value})
_JOINT = frozenset({InteractionKind.JOINT_PLANNING.value, InteractionKind.JOINT_INNOVATION.value})


@dataclass(frozen=True)
class RelationshipFacts:
    """Counts and measures of the account of a situation; what is not recorded is None."""

    situation: Situation

    @property
    def rules(self) -> dict[str, float]:
        return dict(self.situation.snapshot.settings.relationship)

    @property
    def account(self) -> Org:
        return self.situation.context.account

    @cached_property
    def kpi(self) -> Kpi:
        return kpi_block(self.situation, key_persons(self.situation))

    @cached_property
    def breadth(self) -> Breadth:
        return breadth(self.situation)

    @cached_property
    def bow_tie(self) -> float | None:
        return bow_tie(self.situation).index

    @cached_property
    def threads(self) -> int | None:
        """Fewest threads to any decider."""
        return min_threads(self.situation)

    def talks(self, level: CommLevel) -> bool:
        """Whether a communication level is in order."""
        rows = {row.comm_level: row.status for row in communication_levels(self.situation)}
        return rows[level] is ContactStatus.OK

    @cached_property
    def ours(self) -> frozenset[str]:
        """Organisations of our company."""
        return frozenset(o.id for o in self.situation.snapshot.orgs.values() if o.category == OrgCategory.OUR_COMPANY)

    @cached_property
    def contracts(self) -> tuple[str | None, ...]:
        """Start of each contract between us and the customer's tree that has begun; None where no start is recorded."""
        snapshot = self.situation.snapshot
        found = snapshot.contracts_with_us(self.situation.context.tree)
        return tuple(c.start for c in found if (c.start or "") <= snapshot.as_of.isoformat())

    @cached_property
    def tenure(self) -> float | None:
        """Years since the first contract."""
        first = min((start for start in self.contracts if start), default=None)
        return None if first is None else days_between(first, self.situation.snapshot.as_of) / 365

    @cached_property
    def interactions(self) -> tuple[Interaction, ...]:
        """The year's interactions of ours with anybody of the customer's tree, those who have left included."""
        snapshot = self.situation.snapshot
        return tuple(
            event
            for event in snapshot.index.interactions(self.customers)
            if 0 <= days_between(event.date, snapshot.as_of) <= self.rules["days"]
        )

    @cached_property
    def customers(self) -> frozenset[str]:
        return frozenset(self.situation.snapshot.index.people(self.situation.context.tree))

    @cached_property
    def in_business(self) -> bool:
        """Whether there is any contract, or any contact that is logged or told of."""
        met = self.situation.snapshot.index.interactions(self.customers)
        return bool(self.contracts or met or any(self.situation.ties.best(p)[0] > 0 for p in self.customers))

    @cached_property
    def started_by_customer(self) -> float | None:
        """Part of the year's interactions that the customer initiated, 0..1."""
        events = self.interactions
        theirs = [
            event.initiated_by in self.customers if event.initiated_by else event.direction == Direction.THEIRS
            for event in events
        ]
        return sum(theirs) / len(events) if events else None

    @cached_property
    def executive_pairs(self) -> int:
        """Pairs of grade ≥ 4 on both sides with an active tie and enough executive meetings in the year."""
        snapshot, most = self.situation.snapshot, self.rules["executive_meetings"]
        meetings = [event for event in self.interactions if event.kind in EXECUTIVE_MEETINGS]
        return sum(
            is_active(tie.strength, snapshot.settings)
            and (snapshot.people[tie.ours].grade or 0) >= EXECUTIVE_GRADE
            and sum({tie.ours, tie.person} <= set(event.participants) for event in meetings) >= most
            for person in self.situation.graph.customers
            if (snapshot.people[person].grade or 0) >= EXECUTIVE_GRADE
            for tie in self.situation.ties.of(person)
        )

    @cached_property
    def joint_activities(self) -> int:
        """Joint planning and joint innovation in the year."""
        return sum(event.kind in _JOINT for event in self.interactions)

    @cached_property
    def written_plans(self) -> int:
        """Joint planning that was confirmed in writing in the year."""
        return sum(e.kind == InteractionKind.JOINT_PLANNING and e.confirmed_in_writing for e in self.interactions)

    @cached_property
    def information(self) -> float | None:
        """Median of what key people pass on, by their newest assessment with its caps; None if none of them has it."""
        snapshot = self.situation.snapshot
        keys = tuple(key_persons(self.situation))
        held = assessments_of(snapshot, keys, self.situation.context.vendor)
        scores = []
        for person in keys:
            rating = status_of(snapshot, person, held.get(person, ())).rating
            if rating is not None and Dimension.INFORMATION in rating.counted:
                scores.append(rating.counted[Dimension.INFORMATION])
        return float(median(scores)) if scores else None

    def between(self, kind: EdgeKind) -> tuple[Edge, ...]:
        """Edges of a kind between the two groups of organisations."""
        tree = self.situation.context.tree
        return tuple(
            edge
            for edge in self.situation.snapshot.index.edges(kind, tree)
            if {edge.source, edge.target} & tree and {edge.source, edge.target} & self.ours
        )

    @cached_property
    def alliances(self) -> int:
        """Verified formal alliances and joint ventures, and stakes that either group holds in the other."""
        forms = (AllianceForm.FORMAL, AllianceForm.JOINT_VENTURE)
        allied = sum(bool(e.get("verified")) and e.get("form") in forms for e in self.between(EdgeKind.ALLIED_WITH))
        return allied + len(self.between(EdgeKind.HOLDS_EQUITY))

    @cached_property
    def joint_investment(self) -> bool:
        """A stake in each other, or a joint venture."""
        ventures = (e.get("form") == AllianceForm.JOINT_VENTURE for e in self.between(EdgeKind.ALLIED_WITH))
        return any(ventures) or bool(self.between(EdgeKind.HOLDS_EQUITY))

    @cached_property
    def agreed_goals(self) -> tuple[Goal, ...]:
        """Goals at the customer that both have agreed to and pursue or have reached."""
        return shared_goals(self.situation)
