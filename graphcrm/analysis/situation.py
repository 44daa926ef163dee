"""The situation that most analyses start from: one graph with its weights, shares, attitudes and ties, computed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import numpy as np

from graphcrm.analysis.coverage.tie import Ties, ties
from graphcrm.analysis.influence.decision_weights import DecisionWeights, decision_weights
from graphcrm.analysis.influence.share import BackwardPaths, equilibrium, influence_share
from graphcrm.analysis.opinion.side import AskedSide, side_of
from graphcrm.analysis.opinion.support import Support, competitor_supports, supports
from graphcrm.analysis.ranks import rank_bounds
from graphcrm.arrays import Vector
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.graph.context import Context, resolve
from graphcrm.graph.influence import GraphOptions, InfluenceGraph, influence_graph
from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.snapshot import Snapshot

__all__ = ["Situation", "nobody_here", "once"]


P = ParamSpec("P")
T = TypeVar("T")


_HAS_LEFT = Text("{p}（{id}）已离职", "{p} ({id}) has left")
_NOT_IN_GRAPH = Text(
    "{p}（{id}）不在本决策的影响图中（属我方或竞争对手，或没有相关记录）",
    "{p} ({id}) is not in the influence graph of this decision (ours, a competitor's, or without recorded ties to the customer)",
)


@dataclass(frozen=True)
class Situation:
    """Everything is derived from `graph`; vectors follow ``graph.people``."""

    graph: InfluenceGraph

    def __repr__(self) -> str:
        of = self.context.opportunity or self.context.account
        return f"<Situation {of.id} {self.snapshot.as_of.isoformat()}: {len(self.graph.people)} people>"

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        account: str | None = None,
        opportunity: str | None = None,
        vendor: str | None = None,
        options: GraphOptions = GraphOptions(),
    ) -> Situation:
        """Resolve the context and build the graph."""
        where = resolve(snapshot, account, opportunity, vendor)
        return cls(influence_graph(snapshot.within(where.tree), where, options))

    @cached_property
    def remembered(self) -> dict[object, Any]:
        """Results of measures that were asked already (:func:`once`)."""
        return {}

    @property
    def snapshot(self) -> Snapshot:
        return self.graph.snapshot

    @property
    def context(self) -> Context:
        return self.graph.context

    def place_of(self, person: str) -> int:
        """Index of a person in the vectors.

        Raises
        ------
        UsageError
            An unknown id, or somebody who is not in the graph.
        """
        who = self.snapshot.person(person)
        if person not in self.graph.index:
            said = _HAS_LEFT if self.snapshot.has_left(person) else _NOT_IN_GRAPH
            raise UsageError(said.format(p=who.name, id=person))
        return self.graph.index[person]

    @cached_property
    def concerned(self) -> frozenset[str]:
        """People of the customer's tree, also those who left, and the outsiders who matter to the decision."""
        return frozenset((*self.snapshot.index.people(self.context.tree), *self.graph.people))

    @cached_property
    def undecided(self) -> Text | None:
        """Why nobody has a share in a decision here; None where shares mean something."""
        return no_decision(self.snapshot, self.context)

    @cached_property
    def weights(self) -> DecisionWeights:
        return decision_weights(self.graph)

    @property
    def r(self) -> Vector:
        """Decision weights."""
        return self.weights.r

    @cached_property
    def share(self) -> Vector:
        """Decision-influence shares."""
        return influence_share(self.graph.W, self.r, self.graph.kappa)

    @cached_property
    def backward(self) -> BackwardPaths:
        """The paths that carry each person's share."""
        return BackwardPaths(self.graph.W, self.r, self.graph.kappa)

    @cached_property
    def share_by_stubbornness(self) -> tuple[Vector, Vector]:
        """Shares with everybody's stubbornness halved, and doubled."""
        half, double = (influence_share(self.graph.W, self.r, self.graph.kappa * factor) for factor in (0.5, 2.0))
        return half, double

    def share_of(self, person: str) -> float:
        """Share of a person; 0 for people outside the graph."""
        at = self.graph.index.get(person)
        return 0.0 if at is None else float(self.share[at])

    def weight_of(self, person: str) -> float:
        """Decision weight of a person; 0 for people outside the graph."""
        at = self.graph.index.get(person)
        return 0.0 if at is None else float(self.r[at])

    @cached_property
    def places(self) -> Mapping[str, tuple[int, int]]:
        """Best and worst rank by share of each person; equal shares share both."""
        best, worst = rank_bounds(self.share[:, None])
        return dict(zip(self.graph.people, zip(best[:, 0].tolist(), worst[:, 0].tolist(), strict=True), strict=True))

    @cached_property
    def rank_order(self) -> tuple[str, ...]:
        """People by descending share; of a tie, which has no order, by id."""
        return tuple(sorted(self.graph.people, key=lambda p: (self.places[p], p)))

    @cached_property
    def support(self) -> Mapping[str, Support]:
        """Support toward the vendor; people without a stance are absent."""
        return supports(self.snapshot, self.context, self.context.vendor, self.concerned)

    def level_of(self, person: str) -> int | None:
        """Support level of anybody, None if unknown: somebody may hold a role and be in no influence graph."""
        known = self.support
        if person not in self.concerned:
            known = supports(self.snapshot, self.context, self.context.vendor, [person])
        found = known.get(person)
        return None if found is None else found.level

    @cached_property
    def side(self) -> AskedSide:
        """How sentences call whoever is asked about."""
        return side_of(self.snapshot, self.context.vendor)

    @cached_property
    def toward_us(self) -> Mapping[str, int]:
        """Support level toward us, whichever vendor is asked about; people without a stance are absent."""
        held = (
            self.support
            if self.context == self._ours
            else supports(self.snapshot, self._ours, self._ours.vendor, self.concerned)
        )
        return {person: support.level for person, support in held.items()}

    @cached_property
    def against_us(self) -> Mapping[str, int]:
        """Highest support toward a competitor of ours, whichever vendor is asked about."""
        if self.context == self._ours:
            return self.competitor
        return competitor_supports(self.snapshot, self._ours, self.concerned)

    @cached_property
    def _ours(self) -> Context:
        """The same decision with our company as the vendor: our routes are ours whomever else somebody supports."""
        ours, vendor = self.snapshot.our_company, self.snapshot.orgs.get(self.context.vendor or "")
        if ours is None or vendor is None or vendor.category == OrgCategory.OUR_COMPANY:
            return self.context
        return replace(self.context, vendor=ours.id)

    @cached_property
    def competitor(self) -> Mapping[str, int]:
        """Highest support toward a competitor; people without such a stance are absent."""
        return competitor_supports(self.snapshot, self.context, self.concerned)

    @cached_property
    def x(self) -> Vector:
        """Prior opinions in [−1, 1], unknown 0."""
        return np.array([self.support[p].x if p in self.support else 0.0 for p in self.graph.people], dtype=float)

    @cached_property
    def y(self) -> Vector:
        """Equilibrium opinions."""
        return equilibrium(self.graph.W, self.x, self.graph.kappa)

    @cached_property
    def lean(self) -> float:
        """Φ = rᵀ y in [−1, 1]."""
        return float(self.r @ self.y)

    @cached_property
    def ties(self) -> Ties:
        """Our ties to the people concerned."""
        return ties(self.snapshot, self.concerned)

    @cached_property
    def team(self) -> tuple[str, ...]:
        """Our people who are tied to anybody of the graph at all, by id."""
        return tuple(sorted({tie.ours for person in self.graph.people for tie in self.ties.of(person)}))

    @cached_property
    def T(self) -> Vector:
        """Best tie of ours to each person, in [0, 1)."""
        return np.array([self.ties.best(p)[0] for p in self.graph.people], dtype=float)


def once(measure: Callable[Concatenate[Situation, P], T]) -> Callable[Concatenate[Situation, P], T]:
    """Make a measure remember its results with the situation, for measures that several others start from."""

    @wraps(measure)
    def remembered(situation: Situation, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (measure, args, tuple(kwargs.items()))
        if key not in situation.remembered:
            situation.remembered[key] = measure(situation, *args, **kwargs)
        found: T = situation.remembered[key]
        return found

    return remembered


_SAID = Text(
    "{account} 没有可以占份额的决策：人员只来自导入的网络，未录入角色、职级或影响判断。"
    "谁在网络中有影响力：graphcrm rank；谁与谁往来：graphcrm map network。",
    "No decision of {account} is recorded to have a share in: its people come from an imported network, without a role, a "
    "grade or an assessed influence. Who carries influence in the network: graphcrm rank; who is in contact with whom: "
    "graphcrm map network.",
)


def no_decision(snapshot: Snapshot, context: Context) -> Text | None:
    """Why shares in a decision cannot be told in a context; None where they can.

    People with ties of an imported network, of whom nobody has a grade or a role and nobody's influence was assessed, take
    part in no decision that we know of. Weights would be equal by assumption, and ties of contact or advice would pass for
    influence on a decision: a ranking made of assumptions alone.
    """
    people = snapshot.index.people(context.tree)
    ties = snapshot.index.ties(people)
    if not ties or any(snapshot.people[p].grade is not None for p in people):
        return None
    deals = [deal.id for deal in snapshot.index.opportunities(context.tree)]
    if snapshot.index.edges(EdgeKind.ROLE_IN, deals):
        return None
    # An influence that an imported tie stands for was never observed on a day, nor judged by anybody.
    if any(edge.observed_at for edge in snapshot.index.edges(EdgeKind.INFLUENCES, people)):
        return None
    return _SAID.format(account=context.account.name)


_NOBODY = Text(
    "{account} 没有人在图上：未录入人员，或均已离职；因此下面的数字和空表说明不了什么。请先录入其人员。",
    "Nobody of {account} is on the map: nobody is recorded, or all have left. So neither a zero nor an empty table says "
    "anything here; record its people first.",
)


def nobody_here(situation: Situation) -> Text | None:
    """That there is nobody to tell anything of; None where there is somebody."""
    return None if situation.graph.people else _NOBODY.format(account=situation.context.account.name)
