"""Routes that share nobody: maximum flow with one unit per person, and the minimum cut nearest to the target.

The largest number of person-disjoint routes equals the smallest number of people whose loss interrupts all of them (Menger
1927). Every person is split into an arrival and a departure joined by an arc of capacity one; hops have room for any number.
Of several minimum cuts the one nearest to the target is unique whatever flow was found (Ford & Fulkerson 1962).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

__all__ = ["DisjointRoutes", "RouteNet", "fewest_routes"]


class RouteNet:
    """Hops between people, with those at whom a route may start and those who may stand inside one.

    Parameters
    ----------
    hops : iterable of (str, str)
        Directed hops.
    starts : iterable of str
        Where routes may start; each start may stand inside a route as well.
    inner : collection of str
        People who may stand inside a route. Others can only be its end.
    """

    def __init__(self, hops: Iterable[tuple[str, str]], starts: Iterable[str], inner: Collection[str]) -> None:
        pairs = sorted(dict.fromkeys(hops))  # those that come in order stay in order
        self.starts = tuple(sorted(set(starts)))
        self.people = tuple(sorted({p for pair in pairs for p in pair} | set(self.starts)))
        self.index = {p: i for i, p in enumerate(self.people)}
        self._found: dict[tuple[str, int | None], DisjointRoutes] = {}
        passable = set(inner) | set(self.starts)
        #: Arrival of person i is node 2i, departure 2i + 1; the last node is where all routes start.
        self.source = 2 * len(self.people)
        self.forward: list[list[int]] = [[] for _ in range(self.source + 1)]
        self.backward: list[list[int]] = [[] for _ in range(self.source + 1)]
        for p in self.people:
            if p in passable:
                self._arc(2 * self.index[p], 2 * self.index[p] + 1)
        for p in self.starts:
            self._arc(self.source, 2 * self.index[p])
        for u, v in pairs:
            if u != v and u in passable:
                a, b = 2 * self.index[u] + 1, 2 * self.index[v]
                self.forward[a].append(b)
                self.backward[b].append(a)

    def _arc(self, a: int, b: int) -> None:
        self.forward[a].append(b)
        self.backward[b].append(a)

    def routes_to(self, target: str, most: int | None = None) -> DisjointRoutes:
        """As many disjoint routes to a person as there are, or as many as are asked for."""
        if (target, most) not in self._found:
            self._found[target, most] = DisjointRoutes(self, target, most)
        return self._found[target, most]


def fewest_routes(net: RouteNet, targets: Iterable[str]) -> int | None:
    """Fewest disjoint routes to any of some people; None of nobody. Of each no more are sought than the fewest so far."""
    fewest = None
    for target in targets:
        fewest = net.routes_to(target, fewest).number
    return fewest


class DisjointRoutes:
    """A largest set of routes to a target; `number` is how many there are, or `most` if that is reached."""

    def __init__(self, net: RouteNet, target: str, most: int | None = None) -> None:
        self._net = net
        self._sink = 2 * net.index[target] if target in net.index else -1
        self._flow = _Flow()
        self.number = 0
        while self._sink >= 0 and self.number != most and self._augment(self._flow):
            self.number += 1

    def cut(self) -> tuple[str, ...]:
        """The smallest set of people without whom nobody reaches the target, nearest to it; sorted by id."""
        if self.number == 0:
            return ()
        near = self._toward(self._flow)
        return tuple(p for i, p in enumerate(self._net.people) if 2 * i + 1 in near and 2 * i not in near)

    def number_without(self, person: str) -> int:
        """Number of disjoint routes left when a person (not the target) has left: at most one fewer."""
        at = self._net.index.get(person)
        if at is None or 2 * at not in self._flow.out:
            return self.number
        flow = self._flow.copy()
        route = list(self._through(2 * at))
        for arc in route:
            flow.change(*arc, -1)
        lost = any(b == self._sink for _, b in route)
        return self.number - lost + (1 if lost and self._augment(flow, closed=2 * at) else 0)

    def _through(self, node: int) -> Iterator[tuple[int, int]]:
        """Arcs of the route through a node, on to the target and back to the start (or once around a circle)."""
        here = node
        while here != self._sink:
            after = next(iter(self._flow.out[here]))
            yield here, after
            here = after
            if here == node:
                return
        here = node
        while here != self._net.source:
            before = next(a for a in self._net.backward[here] if here in self._flow.out.get(a, ()))
            yield before, here
            here = before

    def _toward(self, flow: _Flow, closed: int = -1) -> dict[int, int]:
        """From which nodes the residual graph leads to the target, each with its next node; ends when the source is met.

        Searching backwards meets one of ours after few people, and without success only those near the target.
        """
        net, out = self._net, flow.out
        toward = {self._sink: self._sink, closed: closed}
        queue = [self._sink]
        for node in queue:
            departure = node % 2  # to which only the arrival leads, with room for one
            for a in net.backward[node]:
                if a not in toward and not (departure and a in out):
                    toward[a] = node
                    queue.append(a)
            for b in out.get(node, ()):
                if b not in toward:
                    toward[b] = node
                    queue.append(b)
            if net.source in toward:
                break
        return toward

    def _augment(self, flow: _Flow, closed: int = -1) -> bool:
        """Send one more unit along a shortest way in the residual graph; False if there is none."""
        toward = self._toward(flow, closed)
        node = self._net.source
        if node not in toward:
            return False
        while node != self._sink:
            onward = toward[node]
            if node in flow.out.get(onward, ()):
                flow.change(onward, node, -1)
            else:
                flow.change(node, onward, 1)
            node = onward
        return True


class _Flow:
    """Units on the arcs out of each node; only nodes and arcs that carry any are listed."""

    def __init__(self, out: dict[int, dict[int, int]] | None = None) -> None:
        self.out = {} if out is None else out

    def copy(self) -> _Flow:
        return _Flow({a: dict(arcs) for a, arcs in self.out.items()})

    def change(self, a: int, b: int, by: int) -> None:
        """Send more, or less, from a to b."""
        arcs = self.out.setdefault(a, {})
        arcs[b] = arcs.get(b, 0) + by
        if not arcs[b]:
            del arcs[b]
        if not arcs:
            del self.out[a]
