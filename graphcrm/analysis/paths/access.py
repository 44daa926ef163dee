"""The access graph: how our people can reach the customer's people, hop by hop.

A hop from our person i to u has the strength of their tie T (≥ .10); a hop u→v is the influence of u on v times u's
willingness to carry our concern, which follows from u's support toward us. Those who must stay independent, are marked "no
contact" or have objected are never asked to introduce anybody, nor is an open seat, where nobody is known to ask.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.bands import LEAST_TIE
from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.paths.paths import Hops, k_best_paths, path_strength
from graphcrm.analysis.situation import Situation, once
from graphcrm.dataclass import dataclass
from graphcrm.model.choices import Flag
from graphcrm.snapshot import Snapshot

__all__ = ["AccessGraph", "access_graph", "may_introduce", "willingness"]


#: Longest route, our hop included.
MOST_HOPS = 4


def may_introduce(snapshot: Snapshot, person: str) -> bool:
    """False for those who must stay independent, are marked "no contact", have objected or have left, and for open seats."""
    who = snapshot.people[person]
    barred = who.has(Flag.NO_CONTACT) or who.has(Flag.OBJECTED)
    absent = snapshot.has_left(person) or snapshot.is_seat(person)
    return not (barred or absent or snapshot.is_independent(person))


def willingness(situation: Situation, person: str) -> float:
    """How readily somebody carries our concern, in (0, 1]: by support toward us, also where another vendor is asked about."""
    level = situation.toward_us.get(person)
    return situation.snapshot.settings.carry["unknown" if level is None else str(level)]


@dataclass(frozen=True)
class AccessGraph:
    """The people of the graph and those of ours who are tied to any of them.

    `people` are sorted by id; the last row of `weights`, shape (n + 1, n + 1), is our company. `weights` are hop strengths
    in [0, 1], `hops` have ``−ln`` of them as cost; `blocked` marks who may end a route but not stand inside one.
    """

    people: tuple[str, ...]
    ours: frozenset[str]
    weights: NDArray[np.float64]
    hops: Hops
    blocked: NDArray[np.bool_]

    @cached_property
    def index(self) -> dict[str, int]:
        """Place of each person in `weights`."""
        return {p: i for i, p in enumerate(self.people)}

    def strength(self, source: str, target: str) -> float:
        """Strength of a hop, 0 without one."""
        return float(self.weights[self.index[source], self.index[target]])

    def direct(self, person: str) -> float:
        """Strongest tie of at least .10 of ours to a person, 0 without one."""
        at = self.index[person]
        return max((float(self.weights[self.index[i], at]) for i in self.ours), default=0.0)

    def routes(self, target: str) -> Iterator[tuple[tuple[str, ...], float]]:
        """Routes of at most four hops from one of ours to a person with their strength, strongest first."""
        at, source = self.index[target], len(self.people)
        for nodes in k_best_paths(self.hops, source, at, MOST_HOPS + 1, self.blocked):
            yield tuple(self.people[v] for v in nodes[1:]), path_strength(self.weights, nodes)


def access_graph(situation: Situation, avoid: Collection[str] = ()) -> AccessGraph:
    """Access graph of a situation, without the people to be avoided (ours or theirs)."""
    return _access_graph(situation, frozenset(avoid))


@once
def _access_graph(situation: Situation, avoid: frozenset[str]) -> AccessGraph:
    graph, snapshot = situation.graph, situation.snapshot
    ours = [p for p in situation.team if p not in avoid]
    people = tuple(sorted([*ours, *(p for p in graph.people if p not in avoid)]))
    index = {p: i for i, p in enumerate(people)}
    us = len(people)
    tied = [
        (index[mine], index[person], tie.strength)
        for (mine, person), tie in situation.ties.by_pair.items()
        if mine in index and person in index and at_least(tie.strength, LEAST_TIE)
    ]
    first = np.array([*((us, index[mine], 1.0) for mine in ours), *tied]).reshape(-1, 3)
    place = np.array([index.get(p, us) for p in graph.people], dtype=np.intp)
    willing = np.array([willingness(situation, p) for p in graph.people])
    source, target, weight = graph.listed
    there = (weight > 0) & (place[source] < us) & (place[target] < us)
    # Of all pairs of people few are a tie: what a large account costs is written along them.
    source, target, weight = source[there], target[there], weight[there] * willing[source[there]]
    source = np.concatenate([first[:, 0].astype(np.intp), place[source]])
    target = np.concatenate([first[:, 1].astype(np.intp), place[target]])
    strength = np.concatenate([first[:, 2], weight])
    weights = np.zeros((us + 1, us + 1))
    weights[source, target] = strength
    hops = Hops.listed(us + 1, source, target, -np.log(strength))
    blocked = np.array([p in graph.index and not may_introduce(snapshot, p) for p in people] + [False], dtype=bool)
    return AccessGraph(people, frozenset(ours), weights, hops, blocked)
