"""Threads: how many independent routes lead to a decider, and which few people cut all of them.

In the access graph pruned to active ties (T ≥ .30) and clear influence (ŵ ≥ .15) the threads to a decider are the routes
that share nobody (see :mod:`graphcrm.analysis.paths.disjoint`); our own people count, so a direct tie is a thread through the one
who has it. Those who may not be asked to introduce anybody stand on no thread.
"""

from __future__ import annotations

from collections.abc import Collection

from graphcrm.analysis.numbers import at_least, is_active, ordinal
from graphcrm.analysis.paths.access import may_introduce
from graphcrm.analysis.paths.disjoint import RouteNet, fewest_routes
from graphcrm.analysis.paths.routes import RoutePlan, access_routes
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined

__all__ = ["Soundness", "Threads", "cut_off", "min_threads", "soundness", "thread_hops", "thread_net", "threads"]


class Soundness(Choice):
    """What 0, 1, 2, and 3 or more threads mean."""

    NO_ACCESS = "no_access", "无通路"
    SINGLE = "single", "单线", "single-threaded"
    FRAGILE = "fragile", "脆弱"
    SOUND = "sound", "稳固"


def soundness(threads: int) -> Soundness:
    """Meaning of a number of threads.

    >>> soundness(1).label.en
    'single-threaded'
    """
    return tuple(Soundness)[min(threads, 3)]


@dataclass(frozen=True, slots=True)
class Threads:
    """Threads to one decider.

    cut
        The smallest set of people whose loss leaves no thread (of several the nearest to the decider), by id; empty
        without any thread.
    second
        The strongest route (or the missing link) that avoids the cut: what to build next.
    """

    decider: str
    number: int
    cut: tuple[str, ...]
    second: RoutePlan

    @property
    def soundness(self) -> Soundness:
        return soundness(self.number)

    @property
    def proposed(self) -> tuple[str, ...]:
        """People of the proposed further thread, our first mover first; over a missing link if there is no route."""
        if self.second.routes:
            return self.second.routes[0].people
        link = self.second.missing
        return (link.ours, link.contact, self.decider) if link else ()

    def sentence(self, snapshot: Snapshot) -> Text:
        """“To {d} there are only {k} independent threads ({soundness}); cut set: {cut}.”"""
        name = snapshot.people[self.decider].name
        if self.number == 0:
            return Text("没有到 {d} 的有效线路。", "No live thread leads to {d}.").format(d=name)
        few = self.number < 3
        are, threads = ("is", "thread") if self.number == 1 else ("are", "threads")
        return Text(
            f"到 {{d}} {'只有' if few else '有'} {self.number} 条独立线路（{self.soundness.zh}），关键节点：{{cut}}。",
            f"To {{d}} there {are} {'only ' if few else ''}{self.number} independent {threads} ({self.soundness.en}); "
            "cut set: {cut}.",
        ).format(d=name, cut=joined(snapshot.people[p].name for p in self.cut))


def thread_hops(situation: Situation) -> tuple[tuple[str, str], ...]:
    """Hops of the pruned access graph: active ties of ours, and influence of at least .15; sorted."""
    settings = situation.snapshot.settings
    least = settings.threads["influence"]
    hops = [
        pair
        for pair, tie in situation.ties.by_pair.items()
        if pair[1] in situation.graph.index and is_active(tie.strength, settings)
    ]
    hops += [pair for pair, edge in situation.graph.edges.items() if at_least(edge.weight, least)]
    return tuple(sorted(hops))


def thread_net(situation: Situation, gone: Collection[str] = ()) -> RouteNet:
    """The pruned access graph without some people of ours or theirs."""
    snapshot = situation.snapshot
    hops = [hop for hop in thread_hops(situation) if hop[0] not in gone and hop[1] not in gone]
    starts = [p for p in situation.team if p not in gone]
    return RouteNet(hops, starts, [p for p in situation.graph.people if may_introduce(snapshot, p)])


def threads(situation: Situation, at_most: int | None = None) -> tuple[Threads, ...]:
    """Threads to everybody with decision weight, heaviest first (ties by id).

    Deciders to whom no route may be given still have threads; their proposal stays empty.

    Parameters
    ----------
    at_most : int, optional
        Leave out the deciders with more threads; of these no more are counted than shows that they have more.
    """
    net = thread_net(situation)
    deciders = sorted(situation.weights.deciders, key=lambda d: (-ordinal(situation.weight_of(d)), d))
    found = []
    for decider in deciders:
        routes = net.routes_to(decider, None if at_most is None else at_most + 1)
        if at_most is not None and routes.number > at_most:
            continue
        cut = routes.cut()
        second = access_routes(situation, decider, cut, top=1)
        found.append(Threads(decider, routes.number, cut, second))
    return tuple(found)


def min_threads(situation: Situation, gone: Collection[str] = ()) -> int | None:
    """Fewest threads to anybody with decision weight when some people have left; None without deciders."""
    return fewest_routes(thread_net(situation, gone), (d for d in situation.weights.deciders if d not in gone))


#: No id is empty.
_DECISION = ""


def cut_off(situation: Situation) -> tuple[str, ...]:
    """The smallest set of people whose loss cuts us off from everybody who decides, by id; empty where no live thread leads there as it is.

    All deciders are taken for one target in the pruned access graph, so that the set is a minimum cut (Menger 1927); it may hold people
    of ours and of theirs. A decider who is reached is no obstacle on the way to another. Of several smallest sets the one nearest to
    the deciders is given.
    """
    deciders = set(situation.weights.deciders)
    hops = [(u, _DECISION if v in deciders else v) for u, v in thread_hops(situation) if u not in deciders]
    inner = [p for p in situation.graph.people if p not in deciders and may_introduce(situation.snapshot, p)]
    return RouteNet(hops, situation.team, inner).routes_to(_DECISION).cut()
