"""Introductions: which two people should exchange views more, because it would move the decision toward us.

Strengthening u's influence on v changes the lean by ``∂Φ/∂W[u, v] = (share_v / κ_v)(y_u − y_v)``. Candidates are pairs of a
supporter u (support ≥ 1) and a person v whose equilibrium opinion lies at least .3 lower, without an influence of .3
already, both of whom may be approached. The gain printed is exact: Φ recomputed with an edge of level 3 and confidence A in
place of a weaker one.

People of equal standing talk to each other: two who stand more than two grades apart are brought together only through
somebody at most two grades from either, over whom u moves v already; without such a person they are no candidates. Whose
grade is not recorded is nobody's superior here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.influence.one_edge import OneEdge
from graphcrm.analysis.numbers import at_least, ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.arrays import Matrix
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Confidence, Function
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import lean, points

__all__ = ["LEAST_DIFFERENCE", "Introduction", "Occasion", "assumed_weight", "exact_gains", "introductions"]

_LEVEL = 3
_LEAST_SUPPORT = 1
#: How far two opinions must be apart for one to be worth bringing to the other.
LEAST_DIFFERENCE = 0.3
_ENOUGH_INFLUENCE = 0.3
_TOP_GRADE = 4
_PARITY = 2
_TECHNICAL = frozenset({Function.IT, Function.ENGINEERING, Function.OPERATIONS, Function.QUALITY})


class Occasion(Choice):
    """Professional occasion on which two people can exchange views."""

    EXPERT_EXCHANGE = "expert_exchange", "专家技术交流"
    REFERENCE_VISIT = "reference_visit", "样板点参观"
    JOINT_WORKSHOP = "joint_workshop", "联合研讨会"


@dataclass(frozen=True, slots=True)
class Introduction:
    """Let u and v exchange views. `gain` is ΔΦ; `y_u` and `y_v` are equilibrium opinions in −1..1.

    `through` is who has to bring them together, None where they are within two grades of each other.
    """

    u: str
    v: str
    gain: float
    y_u: float
    y_v: float
    setting: Occasion
    through: str | None = None

    def occasion(self, snapshot: Snapshot) -> Text:
        """The setting in words, with whoever brings the two together."""
        if self.through is None:
            return self.setting.label
        return Text("{setting},由 {w} 引荐", "{setting}, introduced by {w}").format(
            setting=self.setting.label, w=snapshot.people[self.through].name
        )

    def sentence(self, situation: Situation) -> Text:
        """“Bring {u} and {v} together: lean +{g} …”"""
        people = situation.snapshot.people
        return Text(
            "促成 {u} 与 {v} 多交流({setting}),倾向{gain}(现倾向 {yu} 对 {yv})。",
            "Bring {u} and {v} together ({setting}): lean {gain} (their own leans: {yu} and {yv}).",
        ).format(
            u=people[self.u].name,
            v=people[self.v].name,
            setting=self.occasion(situation.snapshot),
            gain=points(self.gain),
            yu=lean(self.y_u),
            yv=lean(self.y_v),
        )


def introductions(situation: Situation) -> tuple[Introduction, ...]:
    """All candidate pairs, largest exact gain first, ties by ids; none that would move the decision away from us.

    Left out are pairs with anybody who must stay independent, is a public official, is marked "no contact", has objected
    or has left, and pairs more than two grades apart whom nobody can bring together.
    """
    graph, y = situation.graph, situation.y
    people = graph.people
    if not people:
        return ()
    open_to = np.array([situation.snapshot.may_be_target(p) for p in people])
    supports = np.array([(situation.level_of(p) or 0) >= _LEAST_SUPPORT for p in people])
    wanted = at_least(y[:, None] - y[None, :], LEAST_DIFFERENCE)
    wanted &= ~at_least(graph.W, _ENOUGH_INFLUENCE)
    wanted &= (open_to & supports)[:, None] & open_to[None, :]
    gains = exact_gains(situation, assumed_weight(situation))
    wanted &= at_least(gains, 0.0)
    between = _Between(situation, open_to)
    found = []
    for u, v in zip(*np.nonzero(wanted), strict=True):
        through = between.of(u, v)
        if through is not None or between.on_a_par(u, v):
            gain, setting = float(gains[u, v]), _setting(situation, u, v)
            found.append(Introduction(people[u], people[v], gain, float(y[u]), float(y[v]), setting, through))
    return tuple(sorted(found, key=lambda i: (-ordinal(i.gain), i.u, i.v)))


def assumed_weight(situation: Situation) -> float:
    """Weight of an edge of level 3 and confidence A: p · q."""
    settings = situation.snapshot.settings
    return settings.p_influence(_LEVEL) * settings.confidence[Confidence.A.value]


def exact_gains(situation: Situation, weight: float) -> Matrix:
    """ΔΦ for each pair u≠v if its weight, where lower, became `weight`; shape (n, n), 0 elsewhere."""
    return OneEdge(situation).gains(np.maximum(situation.graph.W, weight))


class _Between:
    """Who can bring together two people whom too many grades part."""

    def __init__(self, situation: Situation, open_to: NDArray[np.bool_]) -> None:
        graph = situation.graph
        self._people, self._W, self._open_to = graph.people, graph.W, open_to
        grades = [situation.snapshot.people[p].grade for p in graph.people]
        self._grade = np.array([np.nan if g is None else g for g in grades], dtype=float)

    def on_a_par(self, u: int, v: int) -> bool:
        """At most two grades apart, as far as both grades are recorded."""
        return not abs(self._grade[u] - self._grade[v]) > _PARITY

    def of(self, u: int, v: int) -> str | None:
        """Inner person of the strongest recorded route u → w → v, w on a par with both; None if u and v need nobody."""
        if self.on_a_par(u, v):
            return None
        route = self._W[u] * self._W[:, v]
        near = np.maximum(abs(self._grade - self._grade[u]), abs(self._grade - self._grade[v])) <= _PARITY
        route[~(near & self._open_to & (self._W[u] > 0) & (self._W[:, v] > 0))] = 0.0
        best = int(ordinal(route).argmax()) if len(route) else 0
        return self._people[best] if route[best] > 0 else None


def _setting(situation: Situation, u: int, v: int) -> Occasion:
    pair = [situation.snapshot.people[situation.graph.people[at]] for at in (u, v)]
    if all(p.function in _TECHNICAL for p in pair):
        return Occasion.EXPERT_EXCHANGE
    return Occasion.REFERENCE_VISIT if (pair[1].grade or 0) >= _TOP_GRADE else Occasion.JOINT_WORKSHOP
