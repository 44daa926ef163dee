"""Triangulation: would another method name the same people?

Five rankings, by share, reach index, personalised PageRank, weighted out-degree and decision betweenness; how many of them place
somebody among the first five, and how well all five agree (Kendall's W). Counter-influence has a share, but no place on paths or in
flows: the other four take what is positive in W.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from graphcrm.analysis.influence.centralities import out_degree, pagerank, reach_index
from graphcrm.analysis.paths.brokers import brokers
from graphcrm.analysis.ranks import kendall_w, rank_bounds
from graphcrm.analysis.situation import Situation, once
from graphcrm.arrays import Vector
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice

__all__ = ["FIRST", "RankingMethod", "Triangulated", "Triangulation", "triangulation"]


#: How many places are the first ones.
FIRST = 5


class RankingMethod(Choice):
    """A way to rank people, in the order in which the columns stand."""

    SHARE = "share", "影响份额", "influence share"
    DII = "dii", "触达指数", "reach index"
    PPR = "ppr", "个性化 PageRank", "personalised PageRank"
    DEGREE = "degree", "加权出度", "weighted out-degree"
    BETWEENNESS = "betweenness", "决策中介度", "decision betweenness"


@dataclass(frozen=True, slots=True)
class Triangulated:
    """One person: the best place that each method leaves open (equal scores share it); the last ones of a tie that reaches beyond the
    fifth place are not among the first five.
    """

    id: str
    ranks: Mapping[RankingMethod, int]
    agree: int

    @property
    def robust(self) -> bool:
        """Whether all methods, or all but one, say the same of the first five places."""
        return not 1 < self.agree < len(RankingMethod) - 1

    def sentence(self, situation: Situation) -> Text:
        """“{k} of 5 methods rank {p} in the top five; {robust|method-dependent}.”"""
        name, n = situation.snapshot.people[self.id].name, len(situation.graph.people)
        if n <= FIRST:
            return Text(
                "{p}：共 {n} 人，都在前五名之内，各方法无从比较。",
                "{p}: {n} on the map, so everybody is among the first five, and the methods cannot be compared.",
            ).format(p=name, n=n)
        sure = Text("结论稳健", "robust") if self.robust else Text("结论依赖方法", "method-dependent")
        verb = "ranks" if self.agree == 1 else "rank"
        return Text(
            "{k}/{n} 种方法把 {p} 排进前五；{sure}。", f"{{k}} of {{n}} methods {verb} {{p}} in the top five; {{sure}}."
        ).format(k=self.agree, n=len(RankingMethod), p=name, sure=sure)


@dataclass(frozen=True, slots=True)
class Triangulation:
    """`people` by share; `concordance` is Kendall's W in 0..1, None where nothing tells anybody apart; `scores` by method."""

    people: tuple[Triangulated, ...]
    concordance: float | None
    scores: Mapping[RankingMethod, Vector]


@once
def triangulation(situation: Situation) -> Triangulation:
    """Everybody of the graph by all five methods."""
    graph = situation.graph
    W = np.maximum(graph.W, 0.0)
    between = {b.id: b.decision_betweenness for b in brokers(situation)}
    scores: dict[RankingMethod, Vector] = {
        RankingMethod.SHARE: situation.share,
        RankingMethod.DII: reach_index(W, situation.r),
        RankingMethod.PPR: pagerank(W, situation.r if situation.r.any() else None),
        RankingMethod.DEGREE: out_degree(W),
        RankingMethod.BETWEENNESS: np.array([between[p] for p in graph.people]),
    }
    best, worst = rank_bounds(np.column_stack(list(scores.values())))
    agree = (worst <= FIRST).sum(axis=1)
    place = graph.index
    people = tuple(
        Triangulated(p, dict(zip(scores, best[place[p]].tolist(), strict=True)), int(agree[place[p]]))
        for p in situation.rank_order
    )
    return Triangulation(people, kendall_w(list(scores.values())), scores)
