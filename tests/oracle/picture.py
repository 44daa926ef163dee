"""Everything that several answers need, computed once for one context."""

from tests.oracle import scales
from tests.oracle.facts import Facts
from tests.oracle.influence import InfluenceGraph
from tests.oracle.shares import Equilibrium, equilibrium, key_people
from tests.oracle.ties import Ties
from tests.oracle.weights import decision_weights


class Picture:
    """Facts, influence graph, decision weights, equilibrium, ties and key persons of one context."""

    def __init__(self, facts: Facts, derived: bool, min_confidence: str | None, signed: bool) -> None:
        self.facts = facts
        self.graph = InfluenceGraph(facts, derived, min_confidence, signed)
        self.people = self.graph.people
        self.r = decision_weights(facts, self.people)
        self.model: Equilibrium = equilibrium(self.graph, self.r)
        self.share = self.model.share
        self.ties = Ties(facts)
        self.tie = {p: self.ties.best(p) for p in self.people}
        self.stance = {p: facts.support(p) for p in self.people}
        self.x = {p: self.stance[p].opinion for p in self.people}
        self.keys = key_people(self.graph, self.model)

    @property
    def deciders(self) -> list[str]:
        """People with decision weight, heaviest first."""
        return sorted((p for p in self.people if self.r[p] > 0), key=lambda p: (-round(self.r[p], 12), p))

    def level(self, person: str) -> int | None:
        """Support level, however old."""
        return self.stance[person].level

    def fresh_level(self, person: str) -> int | None:
        """Support level, None when older than 180 days."""
        return None if self.stance[person].stale else self.stance[person].level

    def unknown_share(self) -> float:
        """Share of people whose support is unknown or stale."""
        return sum(self.share[p] for p in self.people if self.stance[p].stale)

    def covered(self) -> float:
        """Share of people with an active tie."""
        return sum(self.share[p] for p in self.people if self.tie[p] >= scales.ACTIVE)
