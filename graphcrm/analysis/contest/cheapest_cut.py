"""The cheapest cut: which people a competitor would have to neutralise, at the least cost, to leave us without a route.

Over the threads to a decider (:mod:`graphcrm.analysis.resilience.threads`) every person costs

    hold(v) = clamp(1 + support_us − max(0, support_c), .25, 4)

(unknown: 0), one of ours 1.5, the decider can never be taken. The minimum cut (Ford & Fulkerson 1962) is the cheapest set; costs are
counted in whole thousandths, so that no rounding chooses among cuts. Of several cheapest sets the one nearest to the decider is
told, as for the threads. For our own resilience: support is that toward us also where another vendor is asked about, and each row says
where a route around the cut could be built.
"""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.analysis.numbers import ordinal
from graphcrm.analysis.paths.disjoint import RouteNet
from graphcrm.analysis.paths.routes import RoutePlan, access_routes
from graphcrm.analysis.resilience.threads import thread_net
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import arrows, decimal, joined

__all__ = ["CutLine", "cheapest_cut", "cut_lines", "hold"]


_THOUSANDTHS = 1000


@dataclass(frozen=True, slots=True)
class CutLine:
    """The cheapest cut to one decider.

    cost
        Sum of the holds of the cut set; 0 where no route leads to the decider at all.
    cut
        Ids, sorted; empty without any route.
    around
        The strongest route that meets nobody of the cut, or the cheapest missing link; None where nothing is proposed: people who
        must stay independent and third parties are left alone.
    """

    decider: str
    cost: float
    cut: tuple[str, ...]
    around: RoutePlan | None

    @property
    def countermeasure(self) -> tuple[str, ...]:
        """People of the proposed route, our first mover first; empty if there is none."""
        if self.around is None:
            return ()
        if self.around.routes:
            return self.around.routes[0].people
        link = self.around.missing
        return (link.ours, link.contact, self.decider) if link else ()

    def sentence(self, snapshot: Snapshot) -> Text:
        """“If a competitor won {cut} (least cost {c}), all our routes to {d} would break; build {route}.”"""
        people = snapshot.people
        if not self.cut:
            said = Text(
                "我方没有到 {d} 的有效线路，无可切断", "No live route of ours leads to {d}; there is nothing to cut"
            )
        else:
            said = Text(
                "对手若争取 {cut}（成本最低 {c}），我们到 {d} 的路径将全部中断",
                "If a competitor neutralised {cut} (at the least cost, {c}), all our routes to {d} would break",
            )
        route = Text("", "")
        if self.countermeasure:
            named = arrows(people[p].name for p in self.countermeasure)
            route = Text("；建议补建 {named}", "; build {named}").format(named=named)
        return (
            said.format(cut=joined(people[p].name for p in self.cut), c=decimal(self.cost), d=people[self.decider].name)
            + route
            + Text("。", ".")
        )


def hold(situation: Situation, person: str) -> float:
    """What it costs to neutralise a person of the graph or one of ours, .25..4."""
    rules = situation.snapshot.settings.contest
    if person not in situation.graph.index:
        return rules["hold_ours"]
    rival = max(0, situation.against_us.get(person, 0))
    return min(rules["hold_most"], max(rules["hold_least"], 1.0 + situation.toward_us.get(person, 0) - rival))


def cut_lines(situation: Situation) -> tuple[CutLine, ...]:
    """The cheapest cut to everybody with decision weight, heaviest first, ties by id."""
    net = thread_net(situation)
    costs = {p: round(_THOUSANDTHS * hold(situation, p)) for p in net.people}
    found = []
    for decider in sorted(situation.weights.deciders, key=lambda d: (-ordinal(situation.weight_of(d)), d)):
        cost, cut = cheapest_cut(net, decider, costs)
        around = None
        if _may_propose(situation.snapshot, decider):
            around = access_routes(situation, decider, cut, top=1)
        found.append(CutLine(decider, cost / _THOUSANDTHS, cut, around))
    return tuple(found)


def _may_propose(snapshot: Snapshot, person: str) -> bool:
    return not snapshot.is_independent(person) and snapshot.category(person) != OrgCategory.THIRD_PARTY


def cheapest_cut(net: RouteNet, target: str, costs: Mapping[str, int]) -> tuple[int, tuple[str, ...]]:
    """Least total cost of people without whom nobody reaches the target, and those people, nearest to it.

    Augmenting paths, each a shortest one (Edmonds & Karp 1972), backwards from the target, since that meets one of ours soon.

    Parameters
    ----------
    net : RouteNet
    target : str
    costs : mapping of id to int
        Of everybody who may stand on a route; ≥ 1.
    """
    if target not in net.index:
        return 0, ()
    sink = 2 * net.index[target]
    room = {(2 * at, 2 * at + 1): costs[p] for at, p in enumerate(net.people) if 2 * at + 1 in net.forward[2 * at]}
    flow: dict[tuple[int, int], int] = {}
    total = 0
    while True:
        toward = _toward(net, sink, room, flow)
        if net.source not in toward:
            break
        arcs, node = [], net.source
        while node != sink:
            arcs.append((node, toward[node]))
            node = toward[node]
        pushed = min(left for arc in arcs if (left := _left(arc, room, flow)) is not None)
        for a, b in arcs:
            if flow.get((b, a)):
                flow[b, a] -= pushed
            else:
                flow[a, b] = flow.get((a, b), 0) + pushed
        total += pushed
    if not total:
        return 0, ()
    return total, tuple(p for at, p in enumerate(net.people) if 2 * at + 1 in toward and 2 * at not in toward)


def _left(arc: tuple[int, int], room: Mapping[tuple[int, int], int], flow: Mapping[tuple[int, int], int]) -> int | None:
    """What may still pass from one node to the next, None for anything: what flows against it, else the room that is left.

    No two nodes are joined both ways, so that a flow against the step is all that the step could take back.
    """
    a, b = arc
    against = flow.get((b, a), 0)
    if against:
        return against
    return room[arc] - flow.get(arc, 0) if arc in room else None


def _toward(
    net: RouteNet, sink: int, room: Mapping[tuple[int, int], int], flow: Mapping[tuple[int, int], int]
) -> dict[int, int]:
    """From which nodes something may still pass to the sink, each with its next node; ends when the source is met."""
    toward = {sink: sink}
    queue = [sink]
    for node in queue:
        for a in net.backward[node]:
            if a not in toward and ((a, node) not in room or room[a, node] > flow.get((a, node), 0)):
                toward[a] = node
                queue.append(a)
        for b in net.forward[node]:
            if b not in toward and flow.get((node, b), 0) > 0:
                toward[b] = node
                queue.append(b)
        if net.source in toward:
            break
    return toward
