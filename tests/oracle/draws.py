"""Rank confidence, one world after another as it is written: edges, levels, missing ties, attitudes."""

import numpy as np

from tests.oracle import scales
from tests.oracle.influence import Pair, ageing
from tests.oracle.picture import Picture
from tests.oracle.shares import Equilibrium, weight_matrix


class Worlds:
    """Draws over what is recorded, without derived edges and counter-influence."""

    def __init__(self, picture: Picture, rate: float, seed: int) -> None:
        self.picture = picture
        self.rate = rate
        self.rng = np.random.default_rng(seed)
        self.evidence = {
            pair: domains
            for pair, domains in picture.graph.evidence("INFLUENCES").items()
            if pair[0] in picture.people and pair[1] in picture.people
        }
        self.pairs = [(u, v) for u in picture.people for v in picture.people if u != v]
        near = np.array([3.0 if self.near(u, v) else 1.0 for u, v in self.pairs])
        self.chance = near / near.sum()

    def near(self, one: str, other: str) -> bool:
        """Unit distance at most 1: the same unit, or one below the other."""
        facts = self.picture.facts
        a, b = facts.unit(one), facts.unit(other)
        if a is None or b is None:
            return False
        return a == b or facts.units[a].text("parent") == b or facts.units[b].text("parent") == a

    def off(self) -> int:
        """A level is one too low, right, or one too high in 1, 8, 1 of 10 cases."""
        return int(self.rng.choice([-1, 0, 1], p=[0.1, 0.8, 0.1]))

    def weights(self) -> dict[Pair, float]:
        """Every tie of one world."""
        facts, domain_here = self.picture.facts, self.picture.graph.domain
        found: dict[Pair, float] = {}
        for pair, domains in self.evidence.items():
            absent = 1.0
            for domain, told in domains.items():
                if self.rng.random() < float(told.q):
                    level = min(5, max(1, told.level + self.off()))
                    same = "general" in (domain, domain_here) or domain == domain_here
                    match = 1.0 if same else scales.OTHER_DOMAIN_FACTOR
                    age = ageing((facts.as_of - told.observed).days, scales.HALF_LIFE["INFLUENCES"])
                    absent *= 1 - scales.STRENGTH[level] * age * match
            found[pair] = min(scales.MAX_WEIGHT, 1 - absent)
        recorded = [told.level for domains in self.evidence.values() for told in domains.values()] or [2]
        for _ in range(self.rng.poisson(self.rate * max(len(self.evidence), len(self.picture.people)))):
            pair = self.pairs[self.rng.choice(len(self.pairs), p=self.chance)]
            strength = scales.STRENGTH[int(self.rng.choice(recorded))]
            found[pair] = min(scales.MAX_WEIGHT, 1 - (1 - found.get(pair, 0.0)) * (1 - strength))
        return found

    def opinion(self, person: str) -> float:
        """Where a person stands in one world."""
        stance = self.picture.stance[person]
        if stance.level is None or (stance.stale and self.rng.random() < 0.5):
            return float(self.rng.integers(-1, 2))
        return scales.OPINION[min(3, max(-1, stance.level + self.off()))]

    def world(self) -> tuple[list[float], float]:
        """Shares of everybody, and the lean."""
        people = self.picture.people
        kappa = {p: self.picture.facts.kappa(p) for p in people}
        model = Equilibrium(people, weight_matrix(people, self.weights()), kappa, self.picture.r)
        return [model.share[p] for p in people], model.lean({p: self.opinion(p) for p in people})
