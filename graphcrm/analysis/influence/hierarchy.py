"""Informal hierarchy and inversions: does influence run down the chart, or up it?

Tiers are trophic levels read upstream, so that a high tier goes with a high grade where influence runs down
(:mod:`graphcrm.analysis.influence.trophic`). An inversion is a tie of ŵ ≥ .30 from somebody of a lower grade to somebody of a higher
one. Counter-influence says against whom somebody works and not where they stand: only what is positive in W counts.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from graphcrm.analysis.bands import LEAST_UPWARDS
from graphcrm.analysis.influence.agony import hierarchy_of
from graphcrm.analysis.influence.hidden import FEWEST, percentile
from graphcrm.analysis.influence.trophic import incoherence, upstream_tiers
from graphcrm.analysis.numbers import at_least, at_most, ordinal
from graphcrm.analysis.ranks import kendall_tau_b
from graphcrm.analysis.situation import Situation, once
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Domain
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import decimal, joined, per_cent

__all__ = ["FEWEST_TIES", "FlowDirection", "Hierarchy", "HierarchyPlace", "Inversion", "hierarchy"]


#: Fewer ties than this have no direction in common.
FEWEST_TIES = 3
_CLEAR, _CIRCULAR = 0.3, 0.7
#: A difference of percentiles from which on it is told, as for hidden influencers.
_NOTABLE = 0.25
_DIGITS = 9


class FlowDirection(Choice):
    """What F₀ says: below .3 clear, above .7 circular."""

    CLEAR = "clear", "层级分明", "a clear hierarchy"
    MIXED = "mixed", "混合", "mixed"
    CIRCULAR = "circular", "互为影响", "circular"

    @classmethod
    def of(cls, value: float) -> FlowDirection:
        """The class of an incoherence in [0, 1]."""
        if not at_least(value, _CLEAR):
            return cls.CLEAR
        return cls.MIXED if at_most(value, _CIRCULAR) else cls.CIRCULAR


@dataclass(frozen=True, slots=True)
class HierarchyPlace:
    """One person: `tier` ≥ 0, the higher the further upstream, None without a tie.

    `delta` is pct(tier) − pct(grade) in −1..1 over those who have both (percentiles as for hidden influencers): positive, higher than
    the chart says. None without either, and in graphs of fewer than eight people.
    """

    id: str
    grade: int | None
    tier: float | None
    delta: float | None

    def sentence(self, snapshot: Snapshot) -> Text:
        """Where somebody stands, and whether the chart says the same."""
        name = snapshot.people[self.id].name
        if self.tier is None:
            return Text("{p} 没有影响关系，无层级。", "{p} has no tie of influence, hence no tier.").format(p=name)
        said = Text("", "")
        if self.delta is not None:
            said = Text("，与职级相符", ", as the grade says")
            if at_least(abs(self.delta), _NOTABLE):
                higher = self.delta > 0
                said = (
                    Text("，高于职级", ", higher than the grade says")
                    if higher
                    else Text("，低于职级", ", lower than the grade says")
                )
        return Text("{p} 处于影响层级 {tier}{said}。", "{p} stands at tier {tier}{said}.").format(
            p=name, tier=decimal(self.tier), said=said
        )


@dataclass(frozen=True, slots=True)
class Inversion:
    """A tie from a lower to a higher grade; `domains` are those of its evidence."""

    source: str
    target: str
    grade_from: int
    grade_to: int
    weight: float
    domains: tuple[str, ...]

    def sentence(self, snapshot: Snapshot) -> Text:
        """Who moves whom against the chart, how strongly and in what matters."""
        people = snapshot.people
        return Text(
            "{u}（职级 {gu}）影响 {v}（职级 {gv}），权重 {w}，领域：{domains}。",
            "{u} (grade {gu}) moves {v} (grade {gv}), weight {w}, domain: {domains}.",
        ).format(
            u=people[self.source].name,
            v=people[self.target].name,
            gu=self.grade_from,
            gv=self.grade_to,
            w=per_cent(self.weight),
            domains=joined(Domain(d).label for d in self.domains) if self.domains else Text("未录入", "not recorded"),
        )


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """`places` by tier, highest first, people without one last; `inversions` strongest first; equal ones by id.

    `incoherence` F₀ and `hierarchy` lie in 0..1; `tau_b` compares tiers with grades, −1..1, None where either does not vary.
    """

    places: tuple[HierarchyPlace, ...]
    inversions: tuple[Inversion, ...]
    incoherence: float
    tau_b: float | None
    hierarchy: float

    @property
    def direction(self) -> FlowDirection:
        return FlowDirection.of(self.incoherence)

    def sentence(self, situation: Situation) -> Text:
        """“Directional incoherence F₀={F} ({cls}); {k} inversions, strongest {u} → {v}.”"""
        people, k = situation.snapshot.people, len(self.inversions)
        said = Text("没有倒挂", "no inversion")
        if k:
            first = self.inversions[0]
            said = Text(
                "{count}，最强：{u}（职级 {gu}） → {v}（职级 {gv}）",
                "{count}, strongest {u} (grade {gu}) → {v} (grade {gv})",
            ).format(
                count=Text(f"{k} 处倒挂", f"{k} {'inversion' if k == 1 else 'inversions'}"),
                u=people[first.source].name,
                v=people[first.target].name,
                gu=first.grade_from,
                gv=first.grade_to,
            )
        return Text(
            "影响方向的不一致程度 F₀={F}（{cls}）；{said}。", "Directional incoherence F₀={F} ({cls}); {said}."
        ).format(F=decimal(self.incoherence), cls=self.direction.label, said=said)


@once
def hierarchy(situation: Situation) -> Hierarchy | None:
    """Tiers, inversions and how far influence runs one way; None for fewer than three ties."""
    graph = situation.graph
    W = np.maximum(graph.W, 0.0)
    if int((W > 0).sum()) < FEWEST_TIES:
        return None
    grades = {p: situation.snapshot.people[p].grade for p in graph.people}
    tiers = {
        p: float(t) for p, t in zip(graph.people, upstream_tiers(W).round(_DIGITS), strict=True) if not np.isnan(t)
    }
    both = [p for p in graph.people if p in tiers and grades[p] is not None]
    delta: Mapping[str, float] = {}
    by_tier, by_grade = (np.array([float(of[p] or 0) for p in both]) for of in (tiers, grades))
    if len(graph.people) >= FEWEST:
        delta = dict(zip(both, (percentile(by_tier) - percentile(by_grade)).tolist(), strict=True))
    places = [HierarchyPlace(p, grades[p], tiers.get(p), delta.get(p)) for p in graph.people]
    return Hierarchy(
        places=tuple(sorted(places, key=lambda p: (p.tier is None, -(p.tier or 0.0), p.id))),
        inversions=_inversions(situation, grades),
        incoherence=incoherence(W) or 0.0,
        tau_b=kendall_tau_b(by_tier, by_grade),
        hierarchy=hierarchy_of(W) or 0.0,
    )


def _inversions(situation: Situation, grades: Mapping[str, int | None]) -> tuple[Inversion, ...]:
    found = []
    for (u, v), edge in situation.graph.edges.items():
        low, high = grades[u], grades[v]
        if low is not None and high is not None and low < high and at_least(edge.weight, LEAST_UPWARDS):
            domains = tuple(sorted({part.domain for part in edge.parts}))
            found.append(Inversion(u, v, low, high, edge.weight, domains))
    return tuple(sorted(found, key=lambda i: (-ordinal(i.weight), i.source, i.target)))
