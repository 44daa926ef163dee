"""Leave-one-out: what changes when one person leaves, theirs or ours.

For somebody of the influence graph: the change of the lean Φ, of the covered share and of the threads when the graph
loses that person and the decision weights are made anew from those who stay, in account context opportunity by
opportunity: whoever decides one of them alone leaves it to the grades, and the others' votes in theirs are what they were.
For one of ours: the covered share and the threads that go with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.influence.decision_weights import decision_weights
from graphcrm.analysis.influence.departure import Departures
from graphcrm.analysis.numbers import is_active, ordinal
from graphcrm.analysis.opinion.known_support import fresh_level, share_where
from graphcrm.analysis.resilience.bow_tie import Handover, contact_losses, handovers, heirs
from graphcrm.analysis.resilience.threads import thread_net
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.graph.influence import InfluenceGraph
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, points, signed
from graphcrm.steps import steps

__all__ = ["Leaving", "Side", "leave_one_out"]


class Side(Choice):
    OURS = "ours", "我方", "ours"
    THEIRS = "theirs", "客户侧", "theirs"


@dataclass(frozen=True, slots=True)
class Leaving:
    """What changes when `id` leaves.

    covered_loss, supportive_loss
        Covered share, and that of the KPI block's `supportive`, before minus after; negative if it rises.
    lean_change
        ΔΦ in −2..2; 0 for our people.
    threads_change
        Change of the fewest threads to anybody who decides.
    by_decider
        Change of the threads to each who decides then, where there is one.
    handovers
        Heir of each contact that one of ours holds alone.

    The first four are None if nobody decides.
    """

    side: Side
    id: str
    covered_loss: float | None
    supportive_loss: float | None
    lean_change: float | None
    threads_change: int | None
    by_decider: Mapping[str, int]
    handovers: tuple[Handover, ...]

    @property
    def handover_to(self) -> tuple[str, ...]:
        """Proposed heirs, the one with the weightiest contact first."""
        return tuple(heirs(self.handovers))

    def sentence(self, snapshot: Snapshot) -> Text:
        """“If {p} leaves: reach −x points, lean …, fewest threads … (by decider: …)”"""
        name = snapshot.people[self.id].name
        if self.covered_loss is None or self.lean_change is None:
            return Text("若 {p} 离开，将没有可作决定的人。", "Without {p} nobody is left to decide.").format(p=name)
        fewest = "0" if self.threads_change is None else signed(self.threads_change)
        threads = Text(f"最少线路 {fewest}", f"fewest threads {fewest}")
        if fewest == "0":
            threads = Text("最少线路不变", "fewest threads unchanged")
        if self.by_decider:
            one = Text("{d} {change}", "{d} {change}")
            each = joined(one.format(d=snapshot.people[d].name, change=signed(c)) for d, c in self.by_decider.items())
            threads += Text("（按决策者：{each}）", " (by decider: {each})").format(each=each)
        moves = Text("", "")
        if self.side is Side.THEIRS:
            moves = Text("倾向{lean}，", "lean {lean}, ").format(lean=points(self.lean_change))
        return Text(
            "若 {p} 离开：触达{covered}，{moves}{threads}。", "If {p} leaves: reach {covered}, {moves}{threads}."
        ).format(p=name, covered=points(-self.covered_loss), moves=moves, threads=threads)


def leave_one_out(situation: Situation) -> tuple[Leaving, ...]:
    """Those of ours who are tied to the account, then everybody of the influence graph, by descending covered loss, ties by id.

    Left out are open seats: a post does not leave.
    """
    threads = _ThreadChanges(situation)
    rows = [*_ours(situation, threads), *_theirs(situation, threads)]
    return tuple(sorted(rows, key=lambda r: (r.side is Side.THEIRS, -ordinal(r.covered_loss or 0.0), r.id)))


def _ours(situation: Situation, threads: _ThreadChanges) -> Iterator[Leaving]:
    for loss in contact_losses(situation, situation.team):
        fewest, by_decider = threads.without(loss.ours, situation.weights.deciders)
        supportive = share_where(situation, (p for p in loss.contacts if (fresh_level(situation, p) or 0) >= 1))
        yield Leaving(Side.OURS, loss.ours, loss.loss, supportive, 0.0, fewest, by_decider, handovers(situation, loss))


def _theirs(situation: Situation, threads: _ThreadChanges) -> Iterator[Leaving]:
    graph = situation.graph
    if not graph.people:
        return
    covers = is_active(situation.T, situation.snapshot.settings).astype(float)
    supports = covers * [(fresh_level(situation, p) or 0) >= 1 for p in graph.people]
    departures = Departures(graph.W, graph.kappa)
    for at, person in enumerate(steps(graph.people)):
        if graph.snapshot.is_seat(person):
            continue
        weights = _weights_without(situation, at)
        if weights is None:
            yield Leaving(Side.THEIRS, person, None, None, None, None, {}, ())
            continue
        share = departures.share(at, weights)
        covered, supportive = (float((situation.share - share) @ who) for who in (covers, supports))
        change = float(share @ situation.x) - situation.lean
        fewest, by_decider = threads.without(person, [graph.people[d] for d in np.flatnonzero(weights)])
        yield Leaving(Side.THEIRS, person, covered, supportive, change, fewest, by_decider, ())


def _weights_without(situation: Situation, at: int) -> NDArray[np.float64] | None:
    """Decision weights of those who stay, 0 for whoever leaves; None if nobody is left to decide."""
    weights = situation.r.copy()
    if weights[at] > 0:
        graph = situation.graph
        # Weights come from roles and grades, not from who moves whom.
        stay = InfluenceGraph(
            graph.snapshot, graph.context, graph.options, tuple(p for p in graph.people if p != graph.people[at]), {}
        )
        weights = np.insert(decision_weights(stay).r, at, 0.0)
    return weights if weights.any() else None


class _ThreadChanges:
    """Threads with and without somebody; only people on the routes found can make a difference."""

    def __init__(self, situation: Situation) -> None:
        self._net = thread_net(situation)
        self._before = min((self._net.routes_to(d).number for d in situation.weights.deciders), default=None)

    def without(self, person: str, deciders: Iterable[str]) -> tuple[int | None, Mapping[str, int]]:
        """Change of the fewest threads to any of the deciders who stay, and of the threads to each where there is one."""
        routes = {d: self._net.routes_to(d) for d in deciders}
        after = {d: found.number_without(person) for d, found in routes.items()}
        if self._before is None or not after:
            return None, {}
        changed = {d: after[d] - found.number for d, found in routes.items()}
        return min(after.values()) - self._before, {d: change for d, change in changed.items() if change}
