"""Routes that share nobody: maximum flow with one unit per person, and the minimum cut nearest to the target.

The largest number of person-disjoint routes equals the smallest number of people whose loss interrupts all of them (Menger
1927). Every person is split into an arrival and a departure joined by an arc of capacity one; hops have room for any number.
Of several minimum cuts the one nearest to the target is unique whatever flow was found (Ford & Fulkerson 1962).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator


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

    def routes_to(self, target: str) -> DisjointRoutes:
        """As many disjoint routes to a person as there are."""
        return DisjointRoutes(self, target)


class DisjointRoutes:
    """A largest set of routes to a target; `number` is how many there are."""

    def __init__(self, net: RouteNet, target: str) -> None:
        self._net = net
        self._sink = 2 * net.index[target] if target in net.index else -1
        self._flow: dict[tuple[int, int], int] = {}
        self.number = 0
        while self._sink >= 0 and self._augment(self._flow):
            self.number += 1

    def cut(self) -> tuple[str, ...]:
        """The smallest set of people without whom nobody reaches the target, nearest to it; sorted by id."""
        if self.number == 0:
            return ()
        near = self._toward(self._flow)
        return tuple(p for i, p in enumerate(self._net.people) if 2 * i + 1 in near and 2 * i not in near)

    def people(self) -> frozenset[str]:
        """Everybody inside the routes; whoever is not among them can leave without any loss."""
        return frozenset(self._net.people[a // 2] for (a, b), units in self._flow.items() if units and _inside(a, b))

    def number_without(self, person: str) -> int:
        """Number of disjoint routes left when a person (not the target) has left: at most one fewer."""
        at = self._net.index.get(person)
        if at is None or not self._flow.get((2 * at, 2 * at + 1)):
            return self.number
        flow = dict(self._flow)
        route = list(self._through(2 * at))
        for arc in route:
            flow[arc] -= 1
        lost = any(b == self._sink for _, b in route)
        return self.number - lost + (1 if lost and self._augment(flow, closed=2 * at) else 0)

    def _through(self, node: int) -> Iterator[tuple[int, int]]:
        """Arcs of the route through a node, on to the target and back to the start (or once around a circle)."""
        here = node
        while here != self._sink:
            after = next(b for b in self._net.forward[here] if self._flow.get((here, b), 0) > 0)
            yield here, after
            here = after
            if here == node:
                return
        here = node
        while here != self._net.source:
            before = next(a for a in self._net.backward[here] if self._flow.get((a, here), 0) > 0)
            yield before, here
            here = before

    def _toward(self, flow: dict[tuple[int, int], int], closed: int = -1) -> dict[int, int]:
        """From which nodes the residual graph leads to the target, each with its next node; ends when the source is met.

        Searching backwards meets one of ours after few people, and without success only those near the target.
        """
        net = self._net
        toward = {self._sink: self._sink, closed: closed}
        queue = [self._sink]
        for node in queue:
            for a in net.backward[node]:
                if a not in toward and not (_inside(a, node) and flow.get((a, node))):
                    toward[a] = node
                    queue.append(a)
            for b in net.forward[node]:
                if b not in toward and flow.get((node, b)):
                    toward[b] = node
                    queue.append(b)
            if net.source in toward:
                break
        return toward

    def _augment(self, flow: dict[tuple[int, int], int], closed: int = -1) -> bool:
        """Send one more unit along a shortest way in the residual graph; False if there is none."""
        toward = self._toward(flow, closed)
        node = self._net.source
        if node not in toward:
            return False
        while node != self._sink:
            onward = toward[node]
            if flow.get((onward, node)):
                flow[onward, node] -= 1
            else:
                flow[node, onward] = flow.get((node, onward), 0) + 1
            node = onward
        return True


def _inside(a: int, b: int) -> bool:
    """Whether an arc joins arrival and departure of one person."""
    return b == a + 1 and a % 2 == 0
