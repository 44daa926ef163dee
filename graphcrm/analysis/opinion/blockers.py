"""Blockers: who holds a decision back, by how much, and how far they reach those who may veto it.

    pull_v  = share_v · x_v                      Φ = Σ_v pull_v   (shares of the signed graph)
    drag_v  = max(0, −pull_v)                    v is a blocker if drag_v > 0
    veto_vd = max(0, −V[d, v] · x_v)             what v takes off the equilibrium opinion of the veto holder d

V is the control matrix of the signed graph, so each number is exact: were v neutral, Φ would be higher by drag_v, and the opinion of d by
veto_vd. One holds the decision back in two ways: somebody who is against us and is listened to (x < 0, share > 0), or somebody who
is for us and turns people away from us (x > 0, share < 0). Whose attitude is unknown counts 0 and is no blocker on record.
"""

from __future__ import annotations

from graphcrm.analysis.influence.share import control_matrix
from graphcrm.analysis.numbers import TOLERANCE, ordinal
from graphcrm.analysis.opinion.forecast import veto_holders
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import shifts

__all__ = ["Blocker", "Way", "blockers"]


class Way(Choice):
    """How somebody holds a decision back."""

    OPPOSES = "opposes", "反对", "opposes"
    BACKFIRES = "backfires", "支持却适得其反", "supports and turns others away"


@dataclass(frozen=True, slots=True)
class Blocker:
    """`drag` in points of Φ, ≥ 0. `veto_holder` is whom this person holds back most of those with a veto, by `veto` points of opinion;
    None where nobody has one whom this person reaches."""

    id: str
    share: float
    level: int | None
    drag: float
    way: Way
    veto_holder: str | None
    veto: float | None

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{p} opposes: the lean is lowered by {drag} …”"""
        name = snapshot.people[self.id].name
        said = Text("{p}{way}，{drag}", "{p} {way}: {drag}").format(
            p=name, way=self.way.label, drag=shifts(Text("倾向", "the lean"), -self.drag)
        )
        if self.veto_holder == self.id:
            said += Text("；本人有否决权", "; can veto")
        elif self.veto_holder is not None and self.veto is not None:
            view = Text("有否决权的 {d} 的态度", "the view of {d}, who can veto,").format(
                d=snapshot.people[self.veto_holder].name
            )
            said += Text("；", "; ") + shifts(view, -self.veto)
        return said + Text("。", ".")


def blockers(situation: Situation) -> tuple[Blocker, ...]:
    """Everybody who holds the decision or a veto holder back, the largest drag first, then the largest reach, ties by id.

    A veto counts wherever it is recorded, also where the decision is made by another rule.
    """
    graph = situation.graph
    V = control_matrix(graph.W, graph.kappa)
    holders = sorted(veto_holders(situation))
    found = []
    for at, person in enumerate(graph.people):
        x, share = float(situation.x[at]), float(situation.share[at])
        drag = max(0.0, -share * x)
        reached = [(-ordinal(max(0.0, -float(V[graph.index[d], at]) * x)), d) for d in holders]
        least, holder = min(reached, default=(0.0, ""))
        if drag <= TOLERANCE and -least <= TOLERANCE:
            continue
        found.append(
            Blocker(
                id=person,
                share=share,
                level=situation.level_of(person),
                drag=drag,
                way=Way.OPPOSES if x < 0 else Way.BACKFIRES,
                veto_holder=holder if -least > TOLERANCE else None,
                veto=-least if -least > TOLERANCE else None,
            )
        )
    return tuple(sorted(found, key=lambda b: (-ordinal(b.drag), -(b.veto or 0.0), b.id)))
