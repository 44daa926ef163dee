"""Strongest paths: the product of weights along a path, and the k strongest simple paths in order.

The strength of a path is ``π(P) = Π ŵ(e)``, a plausibility product and not a probability of success. The strongest path
is the shortest with cost ``−ln ŵ``; the k strongest simple ones follow by Yen's (1971) deviations in Lawler's (1972)
form, in which the remaining paths are kept as a partition, so that no path is found twice. Distances are relaxed for
all people at once and can be limited in hops: a walk of least cost never repeats a person, as every weight is below 1.

Paths of equal strength come in the order of their people. Costs that differ by less than `EPSILON` are equal: the same
factors multiplied in another order must not change an answer.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Mask, Matrix, Vector
from graphcrm.i18n import Text

__all__ = [
    "EPSILON",
    "PRODUCT",
    "Hops",
    "best_next",
    "best_strengths",
    "k_best_paths",
    "path_costs",
    "path_strength",
    "trace",
]


Path = tuple[int, ...]

#: Costs closer than this are equal; strengths then agree to nine digits.
EPSILON = 1e-9
_DIGITS = 9
#: What to know of every strength that is shown.
PRODUCT = Text(
    "强度是可信程度的乘积，不是成功概率", "strength is a product of plausibilities, not a probability of success"
)


def path_costs(weights: Matrix) -> Matrix:
    """``−ln ŵ`` where ŵ > 0, infinite elsewhere (counter-influence carries nobody's view and is no hop)."""
    costs = np.full(weights.shape, np.inf)
    there = weights > 0
    costs[there] = -np.log(weights[there])
    return costs


def path_strength(weights: Matrix, path: Sequence[int]) -> float:
    """``Π ŵ`` along a path, in [0, 1]; 1 for a path of one person.

    >>> round(path_strength(np.array([[0.0, 0.5, 0], [0, 0, 0.4], [0, 0, 0]]), (0, 1, 2)), 3)
    0.2
    """
    return math.prod(float(weights[u, v]) for u, v in pairwise(path))


def best_strengths(weights: Matrix) -> Matrix:
    """Best path strength from everybody (row) to everybody (column), 1 on the diagonal, 0 without a path.

    Floyd–Warshall on products, O(n³); weights must lie below one.
    """
    best = np.where(weights > 0, weights, 0.0)
    np.fill_diagonal(best, 1.0)
    for middle in range(len(best)):
        np.maximum(best, np.outer(best[:, middle], best[middle]), out=best)
    return best


class Hops:
    """The hops of a cost matrix one by one: of a hundred pairs of people in a large account three have one.

    costs : array, shape (n, n)
        ``costs[u, v]`` > 0 of a hop u→v, infinite where there is none.
    """

    def __init__(self, costs: Matrix) -> None:
        self.__dict__["costs"] = costs
        source, target = np.nonzero(costs < np.inf)
        self._list(len(costs), source, target, costs[source, target])

    @classmethod
    def listed(cls, size: int, source: NDArray[np.intp], target: NDArray[np.intp], cost: Vector) -> Hops:
        """Hops among `size` people that are known one by one, each pair at most once."""
        found, order = cls.__new__(cls), np.argsort(source * size + target)
        found._list(size, source[order], target[order], cost[order])
        return found

    def _list(self, size: int, source: NDArray[np.intp], target: NDArray[np.intp], cost: Vector) -> None:
        self.size, self._source, self._target, self._cost = size, source, target, cost
        self._starts = np.flatnonzero(np.diff(source, prepend=-1))
        self._movers = source[self._starts]

    @cached_property
    def _bounds(self) -> list[int]:
        bounds: list[int] = np.searchsorted(self._source, np.arange(self.size + 1)).tolist()
        return bounds

    def onward(self, person: int) -> tuple[NDArray[np.intp], Vector]:
        """To whom the hops of a person lead, in their order, and what each costs."""
        here = slice(self._bounds[person], self._bounds[person + 1])
        return self._target[here], self._cost[here]

    @cached_property
    def costs(self) -> Matrix:
        """``costs[u, v]``, infinite where there is no hop."""
        costs = np.full((self.size, self.size), np.inf)
        costs[self._source, self._target] = self._cost
        return costs

    def distances(self, targets: NDArray[np.intp]) -> Matrix:
        """Least cost from everybody (row) to each of some targets (column), infinite where there is no path."""
        columns = np.arange(len(targets))
        now = np.full((self.size, len(targets)), np.inf)
        now[targets, columns] = 0.0
        for _ in range(self.size - 1 if len(self._movers) else 0):
            later = np.full_like(now, np.inf)
            later[self._movers] = np.minimum.reduceat(self._cost[:, None] + now[self._target], self._starts)
            later[targets, columns] = 0.0
            if (later == now).all():
                break
            now = later
        return now

    def relaxed(self, target: int, most: int | None = None, blocked: Mask | None = None) -> list[Vector]:
        """Least cost from everybody to `target` with at most 0, 1, 2 … hops, infinite where it is out of reach.

        Parameters
        ----------
        target
            Whose distances are wanted.
        most
            Most hops; without it as many as make a difference. The list ends early where more hops change nothing.
        blocked : boolean array, shape (n,), optional
            People who may start a path but not stand inside one.
        """
        now = np.full(self.size, np.inf)
        now[target] = 0.0
        tables = [now]
        for _ in range((self.size - 1 if most is None else most) if len(self._movers) else 0):
            later = np.full(self.size, np.inf)
            onward = self._cost + _open(now, target, blocked)[self._target]
            later[self._movers] = np.minimum.reduceat(onward, self._starts)
            later[target] = 0.0
            if np.array_equal(later, now):
                break
            tables.append(later)
            now = later
        return tables


def _open(distances: Vector, target: int, blocked: Mask | None) -> Vector:
    """Distances as seen by a predecessor: blocked people lead nowhere, unless they are the target."""
    if blocked is None:
        return distances
    seen = np.where(blocked, np.inf, distances)
    seen[target] = distances[target]
    return seen


def best_next(costs: Matrix, target: int) -> tuple[Vector, NDArray[np.intp]]:
    """Least cost from everybody to `target`, and the next person on the best path (−1: none, or the target itself).

    Following it from a person gives the first of that person's best paths in the order of people, so that all of them
    together are a tree into the target.
    """
    distances = Hops(costs).relaxed(target)[-1]
    tight = costs + distances[None, :] <= distances[:, None] + EPSILON
    following = np.where(np.isfinite(distances), tight.argmax(axis=1), -1)
    following[target] = -1
    return distances, following


def trace(following: NDArray[np.intp], start: int) -> Path:
    """The path that `best_next` describes, from `start` to the target."""
    path = [start]
    while following[path[-1]] >= 0:
        path.append(int(following[path[-1]]))
    return tuple(path)


def k_best_paths(
    hops: Hops, source: int, target: int, most: int | None = None, blocked: Mask | None = None
) -> Iterator[Path]:
    """Simple paths from `source` to `target`, strongest first, equal ones in the order of people.

    Parameters
    ----------
    hops
        The hops that there are, listed once for any number of searches.
    most, blocked
        As for `Hops.relaxed`.

    Yields
    ------
    tuple of int
        Each path once; nothing if there is none or if `source` is `target`.

    Notes
    -----
    One relaxation, and at most one more per person on the path before for each further path whose deviation comes back to it.
    """
    if source == target:
        return
    search = _Deviations(hops, target, hops.size - 1 if most is None else most, blocked)
    queue: list[tuple[float, Path, int, frozenset[int]]] = []

    def push(prefix: Path, banned: frozenset[int]) -> None:
        found = search.best(prefix, banned)
        if found is not None:
            cost, path = found
            heapq.heappush(queue, (round(cost, _DIGITS), path, len(prefix), banned))

    push((source,), frozenset())
    while queue:
        _, path, fixed, banned = heapq.heappop(queue)
        yield path
        for length in range(fixed, len(path)):
            taken = frozenset((path[length],))
            push(path[:length], banned | taken if length == fixed else taken)


class _Deviations:
    """Best path that starts with a given prefix and does not go on to certain people."""

    def __init__(self, hops: Hops, target: int, most: int, blocked: Mask | None) -> None:
        self.hops = hops
        self.target = target
        self.most = most
        self.blocked = np.zeros(hops.size, dtype=bool) if blocked is None else blocked
        self._anywhere = self._onward(most - 1, self.blocked)

    def best(self, prefix: Path, banned: frozenset[int]) -> tuple[float, Path] | None:
        """Cost and path, None if there is none within the hops.

        The best of all ways on is looked up first: where it does not come back to the prefix, closing the prefix to it would
        leave it the best, and the first of equal ones.
        """
        left = self.most - (len(prefix) - 1)
        if left < 1:
            return None
        found = self._along(prefix, banned, left, self._anywhere)
        if found is not None and len(set(found[1])) < len(found[1]):
            closed = self.blocked.copy()
            closed[list(prefix)] = True
            found = self._along(prefix, banned, left, self._onward(left - 1, closed))
        return found

    def _onward(self, most: int, closed: Mask) -> list[Vector]:
        """Distances with at most 0, 1 … `most` hops, as predecessors see them; the closed lead nowhere."""
        return [_open(t, self.target, closed) for t in self.hops.relaxed(self.target, most, closed)]

    def _along(
        self, prefix: Path, banned: frozenset[int], left: int, onward: list[Vector]
    ) -> tuple[float, Path] | None:
        """The way that these distances show, and its cost; None if there is none."""
        least, step = self._next(prefix[-1], onward[min(left - 1, len(onward) - 1)], banned)
        if not math.isfinite(least):
            return None
        path = [*prefix, step]
        left -= 1
        while path[-1] != self.target:
            left -= 1
            path.append(self._next(path[-1], onward[min(left, len(onward) - 1)])[1])
        spent = sum(self._cost(u, v) for u, v in pairwise(prefix))
        return spent + least, tuple(path)

    def _next(self, person: int, onward: Vector, banned: frozenset[int] = frozenset()) -> tuple[float, int]:
        """What the best way on from a person costs, infinite without any, and to whom it leads, the first of equal ones."""
        targets, costs = self.hops.onward(person)
        total = costs + onward[targets]
        for one in banned:
            total[targets == one] = np.inf
        least = float(total.min(initial=np.inf))
        return least, int(targets[(total <= least + EPSILON).argmax()]) if len(targets) else -1

    def _cost(self, u: int, v: int) -> float:
        targets, costs = self.hops.onward(u)
        return float(costs[targets == v][0])
