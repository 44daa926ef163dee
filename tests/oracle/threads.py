"""Independent routes to the deciders, what cuts them, and what happens when somebody leaves."""

from collections.abc import Iterable
from itertools import combinations
from math import inf

from tests.oracle import scales
from tests.oracle.picture import Picture
from tests.oracle.routes import joined, routes, toward_us
from tests.oracle.shares import Equilibrium, weight_matrix
from tests.oracle.weights import decision_weights

Row = dict[str, object]
Node = tuple[str, str]
SOURCE: Node = ("source", "")


def minimum_cut(room: dict[tuple[Node, Node], float], target: Node) -> tuple[float, set[Node]]:
    """Value of a maximum flow from the source, and the nodes that still could reach the target when it runs.

    Shortest augmenting paths until there is none; `room` holds the capacities and is used up.
    """
    neighbours: dict[Node, set[Node]] = {}
    for a, b in list(room):
        room.setdefault((b, a), 0)
        neighbours.setdefault(a, set()).add(b)
        neighbours.setdefault(b, set()).add(a)
    flow = 0.0
    while True:
        came_from: dict[Node, Node] = {SOURCE: SOURCE}
        queue = [SOURCE]
        for node in queue:
            for follower in sorted(neighbours.get(node, set()) - came_from.keys()):
                if room[(node, follower)] > 0:
                    came_from[follower] = node
                    queue.append(follower)
        if target not in came_from:
            break
        path, node = [], target
        while node != SOURCE:
            path.append((came_from[node], node))
            node = came_from[node]
        step = min(room[hop] for hop in path)
        for a, b in path:
            room[(a, b)] -= step
            room[(b, a)] += step
        flow += step
    near = {target}
    queue = [target]
    for node in queue:
        for before in neighbours.get(node, set()) - near:
            if room[(before, node)] > 0:
                near.add(before)
                queue.append(before)
    return flow, near


class Network:
    """Pruned access graph: ties of at least .30, influence of at least .15."""

    def __init__(self, picture: Picture, gone: Iterable[str] = ()) -> None:
        away = set(gone)
        self.picture = picture
        self.ours = [i for i in picture.ties.our_people if i not in away]
        self.people = [p for p in picture.people if p not in away]
        self.hops = {(i, p) for i in self.ours for p in self.people if picture.ties.strength(i, p) >= scales.ACTIVE} | {
            pair
            for pair, tie in picture.graph.ties.items()
            if set(pair) <= set(self.people) and tie.weight >= scales.THREAD_EDGE
        }
        self.barred = {p for p in self.people if picture.facts.no_intermediary(p)}

    def usable(self, person: str, decider: str) -> bool:
        """May stand on a route to the decider."""
        return person == decider or person in self.ours or person not in self.barred

    def connected(self, decider: str, without: Iterable[str] = ()) -> bool:
        """Can anybody of ours reach the decider when some people are taken out."""
        out = set(without)
        hops = [(u, v) for u, v in self.hops if v not in out and self.usable(v, decider)]
        reached = {i for i in self.ours if i not in out}
        while new := {v for u, v in hops if u in reached} - reached:
            reached |= new
        return decider in reached

    def minimum_cut(self, decider: str, capacity: dict[str, int] | None = None) -> tuple[int, list[str]]:
        """Least total capacity of people whose loss cuts us off, and that cut which lies nearest to the decider."""
        room: dict[tuple[Node, Node], float] = {}
        target = ("in", decider)
        inner = [p for p in [*self.ours, *self.people] if p != decider and self.usable(p, decider)]
        for p in inner:
            room[(("in", p), ("out", p))] = capacity[p] if capacity else 1
        for i in self.ours:
            room[(SOURCE, ("in", i))] = inf
        for u, v in self.hops:
            if u in inner and (v in inner or v == decider):
                room[(("out", u), ("in", v))] = inf
        value, near = minimum_cut(room, target)
        return round(value), sorted(p for p in inner if ("out", p) in near and ("in", p) not in near)

    def threads(self, decider: str) -> int:
        """Number of person-disjoint routes to a decider."""
        return self.minimum_cut(decider)[0]

    def all_minimum_cuts(self, decider: str) -> list[tuple[str, ...]]:
        """Every smallest set of people whose loss cuts us off, by trying all sets in the order of their size."""
        people = sorted(p for p in [*self.ours, *self.people] if p != decider and self.usable(p, decider))
        for size in range(len(people) + 1):
            found = [cut for cut in combinations(people, size) if not self.connected(decider, cut)]
            if found:
                return found
        raise AssertionError("our people together always are a cut")


def min_threads(picture: Picture, gone: Iterable[str] = ()) -> int | None:
    """Fewest threads to any decider; None without deciders."""
    network = Network(picture, gone)
    r = decision_weights(picture.facts, network.people)
    return min((network.threads(d) for d in network.people if r[d] > 0), default=None)


def covered_without(picture: Picture, ours: str) -> float:
    """Covered share without one of our people."""
    return sum(picture.share[p] for p in picture.people if picture.ties.best(p, without=ours) >= scales.ACTIVE)


def losses(picture: Picture) -> dict[str, float]:
    """Covered share that is lost when one of our people goes."""
    return {i: picture.covered() - covered_without(picture, i) for i in picture.ties.our_people}


def bow_tie(picture: Picture) -> float | None:
    """Greatest loss over covered share; None when nothing is covered."""
    covered = picture.covered()
    return max(losses(picture).values()) / covered if covered > 0 else None


def model_without(picture: Picture, person: str) -> Equilibrium:
    """Equilibrium without one person, decision weights made anew from those who stay."""
    people = [p for p in picture.people if p != person]
    weights = {pair: tie.weight for pair, tie in picture.graph.ties.items()}
    r = decision_weights(picture.facts, people)
    return Equilibrium(people, weight_matrix(people, weights), picture.model.kappa, r)


def single_threads(picture: Picture) -> list[Row]:
    """Rows of the query single-threads."""
    network = Network(picture)
    rows: list[Row] = []
    for decider in picture.deciders:
        threads, cut = network.minimum_cut(decider)
        second = routes(picture, decider, avoid=cut, top=1)
        rows.append(
            {
                "decider": decider,
                "threads": threads,
                "cut_set": cut,
                "proposed_second_thread": joined(second[0][0]) if second else None,
            }
        )
    return rows


def bus_factor(picture: Picture) -> list[Row]:
    """What if this person leaves: those of ours with a tie to the account, everybody in the influence graph."""
    base_threads = min_threads(picture)
    base_lean = picture.model.lean(picture.x)
    rows: list[Row] = []

    def change(person: str) -> int | None:
        after = min_threads(picture, [person])
        return None if after is None or base_threads is None else after - base_threads

    for ours, loss in losses(picture).items():
        if not any(tied(picture, ours, p) for p in picture.people):
            continue
        rows.append(_row(picture, "ours", ours, loss, 0.0, change(ours)))
    for p in picture.people:
        if picture.facts.seat(p):
            continue  # a post does not leave
        model = model_without(picture, p)
        covered = sum(model.share[q] for q in model.people if picture.tie[q] >= scales.ACTIVE)
        lean = model.lean(picture.x)
        rows.append(_row(picture, "theirs", p, picture.covered() - covered, lean - base_lean, change(p)))
    return rows


def tied(picture: Picture, ours: str, person: str) -> bool:
    """A tie of any strength, or a contact however long ago."""
    return picture.ties.strength(ours, person) > 0 or picture.ties.last_contact(ours, person) is not None


def _row(picture: Picture, side: str, p: str, loss: float, lean: float, threads: int | None) -> Row:
    return {
        "side": side,
        "id": p,
        "name": picture.facts.name(p),
        "covered_loss": loss,
        "lean_change": lean,
        "threads_change": threads,
    }


def hold(picture: Picture, person: str) -> float:
    """What it would cost a competitor of ours to neutralise a person, between .25 and 4: ours, whoever is asked about."""
    if person not in picture.people:
        return scales.OUR_HOLD
    us = picture.facts.us
    rival = max(0, picture.facts.rival_support(person, us) or 0)
    return min(4.0, max(0.25, 1.0 + (toward_us(picture, person) or 0) - rival))


def cheapest_cut(picture: Picture, decider: str) -> tuple[float, list[str]]:
    """Cheapest set of people a competitor would have to neutralise to leave us without a route to the decider."""
    network = Network(picture)
    capacity = {p: round(1000 * hold(picture, p)) for p in [*network.ours, *network.people]}
    value, cut = network.minimum_cut(decider, capacity)
    return value / 1000, cut
