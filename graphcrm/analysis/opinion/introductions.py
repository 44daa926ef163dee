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

from collections.abc import Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.influence.one_edge import OneEdge
from graphcrm.analysis.numbers import at_least, ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.arrays import Floats, Ints
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Confidence, Function
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import lean, points

__all__ = ["Introduction", "Occasion", "assumed_weight", "exact_gains", "introductions"]


_LEVEL = 3
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
        return Text("{setting}，由 {w} 引荐", "{setting}, introduced by {w}").format(
            setting=self.setting.label, w=snapshot.people[self.through].name
        )

    def sentence(self, situation: Situation) -> Text:
        """“Bring {u} and {v} together: lean +{g} …”"""
        people = situation.snapshot.people
        return Text(
            "促成 {u} 与 {v} 多交流（{setting}），倾向{gain}（现倾向 {yu} 对 {yv}）。",
            "Bring {u} and {v} together ({setting}): lean {gain} (their own leans: {yu} and {yv}).",
        ).format(
            u=people[self.u].name,
            v=people[self.v].name,
            setting=self.occasion(situation.snapshot),
            gain=points(self.gain),
            yu=lean(self.y_u),
            yv=lean(self.y_v),
        )


def introductions(situation: Situation, most: int | None = None) -> tuple[Introduction, ...]:
    """The candidate pairs, largest exact gain first, ties by ids, the first `most` of them; none that would move the decision away
    from us.

    Left out are pairs with anybody who must stay independent, is a public official, is marked "no contact", has objected
    or has left, and pairs more than two grades apart whom nobody can bring together.
    """
    graph, y = situation.graph, situation.y
    people = graph.people
    if not people:
        return ()
    rules = situation.snapshot.settings.introductions
    open_to = np.array([situation.snapshot.may_be_target(p) for p in people])
    supports = np.array([(situation.level_of(p) or 0) >= rules["support"] for p in people])
    wanted = at_least(y[:, None] - y[None, :], rules["difference"])
    wanted &= ~at_least(graph.W, rules["influence"])
    wanted &= (open_to & supports)[:, None] & open_to[None, :]
    u, v = np.nonzero(wanted)  # in the order of ids
    gains = exact_gains(situation, u, v, assumed_weight(situation))
    order = np.argsort(-ordinal(gains), kind="stable")
    # Of hundreds of thousands of pairs few are asked for: who brings two together is looked up for no others.
    best = order[at_least(gains[order], 0.0)]
    return tuple(islice(_brought_together(situation, open_to, u[best], v[best], gains[best]), most))


def _brought_together(
    situation: Situation, open_to: NDArray[np.bool_], us: Ints, vs: Ints, gains: Floats
) -> Iterator[Introduction]:
    """Those of some pairs that may meet, in the order given."""
    people, y, between = situation.graph.people, situation.y, _Between(situation, open_to)
    for u, v, gain in zip(us, vs, gains, strict=True):
        through = between.of(u, v)
        if through is not None or between.on_a_par(u, v):
            setting = _setting(situation, u, v)
            yield Introduction(people[u], people[v], float(gain), float(y[u]), float(y[v]), setting, through)


def assumed_weight(situation: Situation) -> float:
    """Weight of an edge of level 3 and confidence A: p · q."""
    settings = situation.snapshot.settings
    return settings.p_influence(_LEVEL) * settings.confidence[Confidence.A.value]


def exact_gains(situation: Situation, u: Ints, v: Ints, weight: float) -> Floats:
    """ΔΦ of each pair u, v (places in the graph) if its influence, where weaker, became `weight`; 0 where u is v.

    Counter-influence of a pair, in a signed graph, stays beside it.
    """
    graph = situation.graph
    least: Floats | float = weight
    if graph.options.signed:
        against = np.zeros_like(graph.W)
        for (source, target), edge in graph.edges.items():
            against[graph.index[source], graph.index[target]] = edge.against
        least = weight - against[u, v]
    return OneEdge(situation).gains(u, v, np.maximum(graph.W[u, v], least))


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
