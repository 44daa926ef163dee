"""Decision-influence share: who really moves a decision, and by how much.

The equilibrium opinion of v is a weighted mean of v's own prior and of the opinions that v listens to
(Friedkin & Johnsen 1990):

    y_v = (κ_v x_v + Σ_u W[u, v] y_u) / (κ_v + S_v),   S_v = Σ_u W[u, v]
    (K + D − Wᵀ) y = K x,   V = (K + D − Wᵀ)⁻¹ K,   share = Vᵀ r,   Φ = shareᵀ x = rᵀ y

V is non-negative with unit row sums, so shares are non-negative and sum to one on every graph: each row is strictly
diagonally dominant by κ_v > 0. V[v, u] is the probability that tracing v's opinion backwards ends at u. κ→0 for everybody is
DeGroot (1974). With signed weights D sums absolute values; shares may then be negative ("counter-influence").
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np

from graphcrm.arrays import Matrix, Vector
from graphcrm.dataclass import dataclass

__all__ = ["BackwardPath", "BackwardPaths", "control_matrix", "equilibrium", "influence_share"]


_MOST_STEPS = 50_000


def _system(W: Matrix, kappa: Vector) -> Matrix:
    system = np.negative(W.T, order="C")
    np.einsum("ii->i", system)[:] += kappa + np.abs(W).sum(axis=0)
    return system


def influence_share(W: Matrix, r: Vector, kappa: Vector) -> Vector:
    """Share of each person in the decision.

    Parameters
    ----------
    W : array, shape (n, n)
        ``W[u, v]`` in [0, .85] (or signed): u moves v; zero diagonal.
    r : array, shape (n,)
        Decision weights, ≥ 0, sum 1.
    kappa : array, shape (n,)
        Stubbornness, > 0.

    Returns
    -------
    array, shape (n,)
        ``Vᵀ r``: ≥ 0 and sum 1 for non-negative W. Without edges it equals r.

    Examples
    --------
    The decider listens to one adviser who is always followed half as much as to himself:

    >>> influence_share(np.array([[0.0, 0.0], [0.5, 0.0]]), np.array([1.0, 0.0]), np.ones(2)).round(3)
    array([0.667, 0.333])
    """
    if not len(r):
        return np.zeros(0)
    return np.asarray(kappa * np.linalg.solve(_system(W, kappa).T, r), dtype=np.float64)


def equilibrium(W: Matrix, x: Vector, kappa: Vector) -> Vector:
    """Equilibrium opinions y, shape (n,), each within the range of x."""
    if not len(x):
        return np.zeros(0)
    return np.asarray(np.linalg.solve(_system(W, kappa), kappa * x), dtype=np.float64)


def control_matrix(W: Matrix, kappa: Vector) -> Matrix:
    """V, shape (n, n): row v says whose priors v's equilibrium opinion is made of; rows sum to 1 for non-negative W."""
    if not len(kappa):
        return np.zeros((0, 0))
    return np.asarray(np.linalg.solve(_system(W, kappa), np.diag(kappa)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class BackwardPath:
    """One way in which `nodes[0]` reaches the decider `nodes[-1]`; `contribution` is its part of the share (0..1)."""

    nodes: tuple[int, ...]
    contribution: float


class BackwardPaths:
    """The simple paths that carry a person's share, best first.

    A path from u to the decider d contributes ``r_d · Π step · stop_u`` with step = W[u, v]/(κ_v + S_v) and
    stop = κ_u/(κ_u + S_u). Best-first search from u with the best possible continuation as its bound; ties by the path itself.
    Paths through cycles belong to the share as well but explain nothing, so only simple paths are listed: together they explain
    at most the whole share. What cannot reach the k-th best of the paths that were met is not looked at.
    """

    def __init__(self, W: Matrix, r: Vector, kappa: Vector) -> None:
        total = kappa + np.abs(W).sum(axis=0)
        self._stop: list[float] = (kappa / total).tolist()
        self._r: list[float] = r.tolist()
        steps = np.maximum(W, 0) / total[None, :]
        bound = r.astype(float)
        while len(bound):
            better = np.maximum(bound, (steps * bound[None, :]).max(axis=1))
            if np.allclose(better, bound, rtol=1e-12, atol=0):
                break
            bound = better
        bound = bound * (1 + 1e-9)
        self._start: list[float] = bound.tolist()
        #: Of everybody the steps on, the most promising first: to whom, step, bound there.
        self._steps = [_promising(row, bound) for row in steps]
        self._found: dict[tuple[int, int, int], Sequence[BackwardPath]] = {}

    def best(self, person: int, k: int = 4, longest: int = 8) -> Sequence[BackwardPath]:
        """The k best paths of a person with at most `longest` hops; fewer where there are fewer."""
        if (person, k, longest) not in self._found:
            self._found[person, k, longest] = self._search(person, k, longest)
        return self._found[person, k, longest]

    def _search(self, person: int, k: int, longest: int) -> Sequence[BackwardPath]:
        queue: list[tuple[float, tuple[int, ...], float]] = []
        heapq.heappush(queue, (-self._stop[person] * self._start[person], (person,), self._stop[person]))
        found: list[BackwardPath] = []
        #: The k largest contributions of all paths that came into the queue, the least of them first.
        met = [0.0] * max(1, k)
        for _ in range(_MOST_STEPS):
            if not queue or queue[0][0] == 0 or (len(found) >= k and -queue[0][0] < found[k - 1].contribution):
                break
            _, nodes, weight = heapq.heappop(queue)
            last = nodes[-1]
            if self._r[last] > 0:
                found.append(BackwardPath(nodes, weight * self._r[last]))
                found.sort(key=lambda p: (-p.contribution, p.nodes))
            if len(nodes) <= longest:
                for v, step, bound in self._steps[last]:
                    on = weight * step
                    if on * bound <= met[0]:
                        break
                    if v in nodes:
                        continue
                    heapq.heappush(queue, (-on * bound, (*nodes, v), on))
                    if on * self._r[v] > met[0]:
                        heapq.heapreplace(met, on * self._r[v])
        return found[:k]


def _promising(row: Vector, bound: Vector) -> list[tuple[int, float, float]]:
    targets = np.flatnonzero(row)
    targets = targets[np.argsort(-(row[targets] * bound[targets]), kind="stable")]
    return list(zip(targets.tolist(), row[targets].tolist(), bound[targets].tolist(), strict=True))
