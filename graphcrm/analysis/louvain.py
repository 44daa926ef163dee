"""Louvain: a partition of a weighted undirected graph towards the greatest modularity (Blondel et al. 2008).

    Q = Σ_c [ e_c / m − γ (K_c / 2m)² ]

with e_c the weight within a circle, K_c the sum of its members' weights, m the total and γ = 1. People are visited one after the
other, each moves to the neighbouring circle where Q rises most, and whoever has lost a neighbour to another circle is visited again;
then circles are the people of the next round. In random order runs differ by their seed: see
:mod:`graphcrm.analysis.groups.factions` for what is stable.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Ints, Matrix

__all__ = ["louvain", "modularity", "numbered", "partition"]


#: A move must gain this part of the total weight: equal choices are no reason to move.
_GAIN = 1e-12

#: Per node its neighbours with the weights of their ties; ties to itself do not count, as they move with it.
_Neighbours = Sequence[Sequence[tuple[int, float]]]
#: In which order the nodes of these strengths are visited at first.
_Order = Callable[[Sequence[float]], Sequence[int]]


def louvain(a: Matrix, seeds: Sequence[int]) -> NDArray[np.int64]:
    """A partition per seed, shape (seeds, n), circles numbered as they are met; people without a tie stay alone.

    Parameters
    ----------
    a : array, shape (n, n)
        Symmetric weights ≥ 0, zero diagonal.

    >>> two = np.kron(np.eye(2), np.ones((3, 3))) - np.eye(6)
    >>> two[2, 3] = two[3, 2] = 1
    >>> louvain(two, [7]).tolist()
    [[0, 0, 0, 1, 1, 1]]
    """
    rows = [np.flatnonzero(row) for row in a]
    neighbours = [list(zip(near.tolist(), row[near].tolist(), strict=True)) for near, row in zip(rows, a, strict=True)]
    strength: list[float] = a.sum(axis=1).tolist()
    found = np.empty((len(seeds), len(a)), dtype=np.int64)
    for place, seed in enumerate(seeds):
        found[place] = partition(neighbours, strength, _shuffled(seed))
    return found


def _shuffled(seed: int) -> _Order:
    rng = Random(seed)  # noqa: S311 - no secret is made of it

    def order(strength: Sequence[float]) -> Sequence[int]:
        visits = list(range(len(strength)))
        rng.shuffle(visits)
        return visits

    return order


def modularity(a: Matrix, circle: Ints | NDArray[np.int64]) -> float:
    """Q of a partition, in [−½, 1); 0 without ties.

    >>> modularity(np.kron(np.eye(2), np.ones((3, 3))) - np.eye(6), np.array([0, 0, 0, 1, 1, 1]))
    0.5
    """
    total = float(a.sum())
    if total <= 0:
        return 0.0
    size = int(circle.max()) + 1
    members = np.zeros((len(a), size))
    members[np.arange(len(a)), circle] = 1.0
    inside = np.einsum("ic,ij,jc->c", members, a, members, optimize=True)
    weight = members.T @ a.sum(axis=1)
    return float((inside / total - (weight / total) ** 2).sum())


def partition(neighbours: _Neighbours, strength: Sequence[float], order: _Order) -> list[int]:
    """The circle of each node, numbered as they are met; `strength` is the sum of a node's weights, `order` who is visited first."""
    circle = list(range(len(strength)))
    while True:
        moved = numbered(_moved(neighbours, strength, order))
        circle = [moved[place] for place in circle]
        if len(set(moved)) == len(moved):
            return numbered(circle)
        neighbours, strength = _aggregated(neighbours, strength, moved)


def _moved(neighbours: _Neighbours, strength: Sequence[float], order: _Order) -> list[int]:
    """Everybody moved until nobody gains by moving."""
    n, total = len(strength), sum(strength)
    circle, held = list(range(n)), list(strength)
    if total <= 0:
        return circle
    waiting = OrderedDict.fromkeys(order(strength))
    links, least = [0.0] * n, _GAIN * total
    while waiting:
        i, _ = waiting.popitem(last=False)
        here, own = circle[i], strength[i]
        near: list[int] = []
        for j, weight in neighbours[i]:
            there = circle[j]
            if not links[there]:
                near.append(there)
            links[there] += weight
        held[here] -= own
        share = own / total
        best, most = here, links[here] - share * held[here] + least
        for there in near:
            gain = links[there] - share * held[there]
            if gain > most:
                best, most = there, gain
            links[there] = 0.0
        held[best] += own
        if best != here:
            circle[i] = best
            for j, _ in neighbours[i]:
                if circle[j] != best:
                    waiting[j] = None
    return circle


def _aggregated(
    neighbours: _Neighbours, strength: Sequence[float], circle: Sequence[int]
) -> tuple[_Neighbours, Sequence[float]]:
    """Circles as nodes: the ties between two of them added up."""
    size = max(circle) + 1
    between: list[dict[int, float]] = [{} for _ in range(size)]
    total = [0.0] * size
    for i, own in enumerate(circle):
        total[own] += strength[i]
        row = between[own]
        for j, weight in neighbours[i]:
            other = circle[j]
            if other != own:
                row[other] = row.get(other, 0.0) + weight
    return [list(row.items()) for row in between], total


def numbered(circle: Sequence[int]) -> list[int]:
    """Circles renumbered as they are met.

    >>> numbered([7, 2, 7])
    [0, 1, 0]
    """
    number: dict[int, int] = {}
    return [number.setdefault(c, len(number)) for c in circle]
