"""The N−1 drill: everybody in turn leaves, or turns against us, and what follows is measured.

Whoever of ours or theirs *leaves* is taken out as in :mod:`graphcrm.analysis.resilience.leave_one_out`. Somebody of theirs who
*turns* comes to oppose us (support −1) and stays: the lean falls by exactly ``share_v (x_v + 1)``, their support and their willingness to
carry our concern are lost, the threads stay. (One of ours who changes sides is a departure: the ties go along.)

`decider` is the one to whom our best route suffers most; the others suffer less or not at all. The stand-in is whoever of
those who stay is structurally most equivalent (:mod:`graphcrm.analysis.resilience.equivalence`): among ours by their ties to the
account, among theirs by influence given and taken; nobody whom we may not address is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphcrm.analysis.numbers import TOLERANCE, is_active, ordinal
from graphcrm.analysis.opinion.known_support import fresh_level
from graphcrm.analysis.opinion.scenario import SetSupport, apply
from graphcrm.analysis.paths.access import access_graph
from graphcrm.analysis.paths.disjoint import RouteNet
from graphcrm.analysis.paths.routes import Route, best_route
from graphcrm.analysis.resilience.equivalence import Positions
from graphcrm.analysis.resilience.leave_one_out import Leaving, Side, leave_one_out
from graphcrm.analysis.resilience.threads import thread_net
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import arrows, joined, per_cent, points, signed
from graphcrm.steps import stage, steps

__all__ = ["Drilled", "Event", "StandIn", "drill"]


class Event(Choice):
    """What happens in the drill."""

    LEAVES = "leaves", "离开", "leaves"
    TURNS = "turns", "转为反对", "turns hostile"


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who stands most nearly where somebody stood; `equivalence` in 0..1."""

    id: str
    equivalence: float


@dataclass(frozen=True, slots=True)
class Weakened:
    """Our best route to a decider before and after; `after` is None if none is left."""

    decider: str
    before: Route
    after: Route | None

    @property
    def loss(self) -> float:
        return self.before.strength - (self.after.strength if self.after else 0.0)


@dataclass(frozen=True, slots=True)
class Drilled:
    """What one event costs.

    covered_loss, supportive_loss
        Fall of the shares of the KPI block; negative if they rise.
    lean_change
        ΔΦ.
    threads_change
        Change of the fewest threads to anybody who decides.
    cut_off
        Who decides then (others may, once somebody has left) and is reached by a live thread now and by none then; by id.
    route
        The decider to whom our best route suffers most; None where none does.
    stand_in
        Only for whoever leaves.

    The four measures are None if nobody would be left to decide.
    """

    side: Side
    id: str
    event: Event
    covered_loss: float | None
    supportive_loss: float | None
    lean_change: float | None
    threads_change: int | None
    cut_off: tuple[str, ...]
    route: Weakened | None
    stand_in: StandIn | None

    def sentence(self, snapshot: Snapshot) -> Text:
        """“If {p} leaves: reach −x points, lean …, fewest threads …; the best route to {d} falls from … to … . Stand-in: …”"""
        names = {p: who.name for p, who in snapshot.people.items()}
        if self.covered_loss is None or self.lean_change is None or self.supportive_loss is None:
            return Text("若 {p} 离开，将没有可作决定的人。", "Without {p} nobody is left to decide.").format(
                p=names[self.id]
            )
        moved = (
            (Text("触达{c}", "reach {c}"), -self.covered_loss),
            (Text("支持触达{c}", "supportive reach {c}"), -self.supportive_loss),
            (Text("倾向{c}", "lean {c}"), self.lean_change),
        )
        said = [text.format(c=points(change)) for text, change in moved if abs(change) > 1e-9]
        if self.threads_change:
            change = signed(self.threads_change)
            said.append(Text(f"最少线路 {change}", f"fewest threads {change}"))
        if self.cut_off:
            lost = joined(names[d] for d in self.cut_off)
            said.append(Text("到 {d} 再无有效线路", "no live thread left to {d}").format(d=lost))
        if self.route is not None:
            said.append(self._route(names))
        text = Text("若 {p}{event}：{what}。", "If {p} {event}: {what}.").format(
            p=names[self.id],
            event=self.event.label,
            what=Text("，", ", ").join(said)
            if said
            else Text("触达、倾向、线路均不变", "reach, lean and threads stay as they are"),
        )
        if self.stand_in is not None:
            text += Text("位置最接近者：{s}（相似度 {e}）。", " Most alike in position: {s} (equivalence {e}).").format(
                s=names[self.stand_in.id], e=per_cent(self.stand_in.equivalence)
            )
        return text

    def _route(self, names: dict[str, str]) -> Text:
        assert self.route is not None
        before, after, d = self.route.before, self.route.after, names[self.route.decider]
        if after is None:
            return Text("到 {d} 的路线全失", "no route is left to {d}").format(d=d)
        return Text(
            "到 {d} 的最佳路线由 {a} 降为 {b}（{way}）", "the best route to {d} falls from {a} to {b} ({way})"
        ).format(
            d=d, a=per_cent(before.strength), b=per_cent(after.strength), way=arrows(names[p] for p in after.people)
        )


def drill(situation: Situation) -> tuple[Drilled, ...]:
    """Everybody who can leave, and everybody of theirs who can turn against us.

    First who leaves nobody to decide, then those who cut us off from most deciders, then by the largest loss among covered share,
    supportive share and lean, then by that of a route; ties by id. Whoever opposes us already cannot turn, nor can an open seat;
    those without any share still move routes.
    """
    routes = _Routes(situation)
    net = thread_net(situation)
    stand_ins = _StandIns(situation)
    with stage(0, 2):
        leaving = leave_one_out(situation)
    with stage(1, 2):
        found = [_leaving(row, routes, net, stand_ins.of(row.id)) for row in steps(leaving)]
    found += _turning(situation, routes)
    return tuple(sorted(found, key=_gravity))


def _gravity(row: Drilled) -> tuple[object, ...]:
    most = max(row.covered_loss or 0.0, row.supportive_loss or 0.0, -(row.lean_change or 0.0))
    route = row.route.loss if row.route else 0.0
    return (
        row.covered_loss is not None,
        -len(row.cut_off),
        -ordinal(most),
        -ordinal(route),
        row.id,
        row.event.value,
    )


def _leaving(row: Leaving, routes: _Routes, net: RouteNet, stand_in: StandIn | None) -> Drilled:
    cut = (d for d, change in row.by_decider.items() if change < 0 and net.routes_to(d).number + change == 0)
    return Drilled(
        side=row.side,
        id=row.id,
        event=Event.LEAVES,
        covered_loss=row.covered_loss,
        supportive_loss=row.supportive_loss,
        lean_change=row.lean_change,
        threads_change=row.threads_change,
        cut_off=tuple(sorted(cut)),
        route=routes.without(row.id),
        stand_in=stand_in,
    )


def _turning(situation: Situation, routes: _Routes) -> Iterator[Drilled]:
    snapshot, settings = situation.snapshot, situation.snapshot.settings
    for at, person in enumerate(situation.graph.people):
        if snapshot.is_seat(person) or situation.level_of(person) == -1:
            continue
        share = float(situation.share[at])
        supportive = is_active(float(situation.T[at]), settings) and (fresh_level(situation, person) or 0) >= 1
        yield Drilled(
            side=Side.THEIRS,
            id=person,
            event=Event.TURNS,
            covered_loss=0.0,
            supportive_loss=share if supportive else 0.0,
            lean_change=-share * (float(situation.x[at]) + 1),
            threads_change=0 if situation.weights.deciders else None,
            cut_off=(),
            route=routes.if_turned(person),
            stand_in=None,
        )


class _StandIns:
    """Who of those who stay is most equivalent to somebody of ours or theirs."""

    def __init__(self, situation: Situation) -> None:
        graph, snapshot, team = situation.graph, situation.snapshot, situation.team
        self._theirs, self._ours = graph.index, {p: at for at, p in enumerate(team)}
        held = np.zeros((len(team), len(graph.people)))
        for (mine, theirs), tie in situation.ties.by_pair.items():
            if mine in self._ours and theirs in graph.index:
                held[self._ours[mine], graph.index[theirs]] = tie.strength
        self._of_theirs = Positions(np.maximum(graph.W, 0.0), both_ways=True), graph.people
        self._of_ours = Positions(held, both_ways=False), team
        fit_theirs = np.array([snapshot.may_be_target(p) for p in graph.people], dtype=bool)
        fit_ours = np.array([snapshot.works_for_us(p) for p in team], dtype=bool)
        self._fit = {True: fit_ours, False: fit_theirs}

    def of(self, person: str) -> StandIn | None:
        """None if nobody is equivalent at all."""
        ours = person not in self._theirs
        positions, people = self._of_ours if ours else self._of_theirs
        alike = positions.equivalences((self._ours if ours else self._theirs)[person])
        fit = np.flatnonzero(self._fit[ours] & (alike > TOLERANCE)).tolist()
        found = min(((-ordinal(float(alike[at])), people[at], float(alike[at])) for at in fit), default=None)
        return StandIn(*found[1:]) if found else None


class _Routes:
    """Our best route to each decider, and what becomes of it; only those who stand on it can weaken it."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        access = access_graph(situation)
        found = {d: best_route(situation, d, access) for d in situation.weights.deciders}
        self._best = {d: route for d, route in found.items() if route is not None}

    def without(self, person: str) -> Weakened | None:
        hit = [d for d, route in self._best.items() if d != person and person in route.people]
        if not hit:
            return None
        access = access_graph(self._situation, [person])
        return self._worst(Weakened(d, self._best[d], best_route(self._situation, d, access)) for d in hit)

    def if_turned(self, person: str) -> Weakened | None:
        hit = [d for d, route in self._best.items() if person in route.intermediaries]
        if not hit:
            return None
        after = apply(self._situation, [SetSupport(person, -1)])
        access = access_graph(after)
        return self._worst(Weakened(d, self._best[d], best_route(after, d, access)) for d in hit)

    @staticmethod
    def _worst(found: Iterator[Weakened]) -> Weakened | None:
        lost = [w for w in found if w.loss > TOLERANCE]
        return min(lost, key=lambda w: (-ordinal(w.loss), w.decider), default=None)
