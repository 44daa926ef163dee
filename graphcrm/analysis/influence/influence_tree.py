"""The influence tree toward a decider: everybody's best way to be heard, as one tree."""

from __future__ import annotations

import math

from graphcrm.analysis.bands import LEAST_PATH
from graphcrm.analysis.numbers import at_least, ordinal
from graphcrm.analysis.paths.paths import best_next, path_costs
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass

__all__ = ["TreeNode", "influence_tree"]


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A person with a way to the decider: the next person on it, the strength of that hop and of the whole way."""

    id: str
    onward: str
    weight: float
    strength: float


def influence_tree(situation: Situation, to: str) -> tuple[TreeNode, ...]:
    """Union of the best paths into `to` of everybody whose best path has strength ≥ .05, strongest first.

    It is an arborescence: whoever stands on a path is nearer to the decider, hence in the tree as well.

    Raises
    ------
    UsageError
        Somebody who is not in the influence graph.
    """
    graph = situation.graph
    costs, following = best_next(path_costs(graph.W), situation.place_of(to))
    nodes = [
        TreeNode(person, graph.people[onward], float(graph.W[at, onward]), math.exp(-cost))
        for at, (person, onward, cost) in enumerate(zip(graph.people, following, costs, strict=True))
        if onward >= 0 and at_least(math.exp(-cost), LEAST_PATH)
    ]
    return tuple(sorted(nodes, key=lambda n: (-ordinal(n.strength), n.id)))
