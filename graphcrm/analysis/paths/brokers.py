"""Brokers and gatekeepers: through whom influence on the decision has to pass."""

from __future__ import annotations

import numpy as np

from graphcrm.analysis.numbers import ordinal
from graphcrm.analysis.paths.betweenness import best_paths_to, betweenness, decision_betweenness
from graphcrm.analysis.situation import Situation, once
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.spoken import signed

__all__ = ["Broker", "brokers"]


@dataclass(frozen=True, slots=True)
class Broker:
    """One person of the graph.

    decision_betweenness, betweenness
        0..1, see :mod:`graphcrm.analysis.paths.betweenness`; 0 for pure sources.
    dependents
        Everybody one of whose best paths to a decider runs strictly through this person, strongest path first, equal ones by id.
    """

    id: str
    decision_betweenness: float
    betweenness: float
    dependents: tuple[str, ...]
    support: int | None
    tie: float

    def sentence(self, situation: Situation) -> Text:
        """“The best paths of {k} people to the decision run through {p} (support {s}).”"""
        name, k = situation.snapshot.people[self.id].name, len(self.dependents)
        if not k:
            said = Text("没有人到决策者的最佳路径经过 {p}。", "{p} is on nobody's best path to the decision.")
            return said.format(p=name)
        held = Text("未知", " unknown") if self.support is None else Text.of(f" {signed(self.support)}")
        en = (
            "The best path of one person to the decision runs"
            if k == 1
            else f"The best paths of {k} people to the decision run"
        )
        whose = Text(f"{k} 人到决策者的最佳路径", en)
        return Text("{whose}要经过 {p}（支持度{s}）。", "{whose} through {p} (support{s}).").format(
            whose=whose, p=name, s=held
        )


@once
def brokers(situation: Situation) -> tuple[Broker, ...]:
    """Everybody of the graph, those on most paths to the decision first, equal ones by id."""
    graph = situation.graph
    deciding = decision_betweenness(graph.W, situation.r)
    between = betweenness(graph.W)
    dependents = _dependents(situation)
    found = [
        Broker(
            id=person,
            decision_betweenness=float(deciding[at]),
            betweenness=float(between[at]),
            dependents=tuple(dependents.get(at, ())),
            support=situation.level_of(person),
            tie=float(situation.T[at]),
        )
        for at, person in enumerate(graph.people)
    ]
    return tuple(sorted(found, key=lambda b: (-ordinal(b.decision_betweenness), b.id)))


def _dependents(situation: Situation) -> dict[int, list[str]]:
    """Ids of those who depend on each person (by place), strongest path first."""
    people = situation.graph.people
    strongest: dict[int, dict[int, float]] = {}
    for paths in best_paths_to(situation.graph.W, np.flatnonzero(situation.r > 0)):
        strength = ordinal(np.exp(-paths.cost))
        for column in range(len(paths.targets)):
            for person in np.flatnonzero(paths.dependency[:, column] > 0):
                known = strongest.setdefault(int(person), {})
                for other in paths.through(int(person), column):
                    known[int(other)] = max(known.get(int(other), 0.0), float(strength[other, column]))
    return {
        person: sorted((people[at] for at in known), key=lambda p: (-known[situation.graph.index[p]], p))
        for person, known in strongest.items()
    }
