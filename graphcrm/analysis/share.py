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
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["BackwardPath", "backward_paths", "control_matrix", "equilibrium", "influence_share"]

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]


def _system(W: Matrix, kappa: Vector) -> Matrix:  # noqa: N803
    system = -W.T.copy()
    system[np.diag_indices_from(system)] += kappa + np.abs(W).sum(axis=0)
    return system


def influence_share(W: Matrix, r: Vector, kappa: Vector) -> Vector:  # noqa: N803
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


def equilibrium(W: Matrix, x: Vector, kappa: Vector) -> Vector:  # noqa: N803
    """Equilibrium opinions y, shape (n,), each within the range of x."""
    if not len(x):
        return np.zeros(0)
    return np.asarray(np.linalg.solve(_system(W, kappa), kappa * x), dtype=np.float64)


def control_matrix(W: Matrix, kappa: Vector) -> Matrix:  # noqa: N803
    """V, shape (n, n): row v says whose priors v's equilibrium opinion is made of; rows sum to 1 for non-negative W."""
    if not len(kappa):
        return np.zeros((0, 0))
    return np.asarray(np.linalg.solve(_system(W, kappa), np.diag(kappa)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class BackwardPath:
    """One way in which `nodes[0]` reaches the decider `nodes[-1]`; `contribution` is its part of the share (0..1)."""

    nodes: tuple[int, ...]
    contribution: float


def backward_paths(
    W: Matrix,  # noqa: N803
    r: Vector,
    kappa: Vector,
    person: int,
    k: int = 4,
    longest: int = 8,
) -> Sequence[BackwardPath]:
    """The k simple paths that carry most of a person's share.

    A path from decider d back to u contributes ``r_d · Π step · stop_u`` with step = W[u, v]/(κ_v + S_v) and
    stop = κ_u/(κ_u + S_u). Best-first search from u forwards; ties by the path itself. Paths through cycles belong to the
    share as well but explain nothing, so only simple paths are listed: together they explain at most the whole share.
    """
    total = kappa + np.abs(W).sum(axis=0)
    stop = float(kappa[person] / total[person])
    targets = [np.flatnonzero(row > 0) for row in W]
    ceiling = float(r.max(initial=0.0))
    queue: list[tuple[float, tuple[int, ...], float]] = [(-stop * ceiling, (person,), stop)]
    found: list[BackwardPath] = []
    seen = 0
    while queue and seen < 20_000:
        bound, nodes, weight = heapq.heappop(queue)
        seen += 1
        if len(found) >= k and -bound <= sorted((p.contribution for p in found), reverse=True)[k - 1]:
            break
        last = nodes[-1]
        if r[last] > 0:
            found.append(BackwardPath(nodes, weight * float(r[last])))
        if len(nodes) <= longest:
            for step in targets[last]:
                if step not in nodes:
                    onward = weight * float(W[last, step] / total[step])
                    heapq.heappush(queue, (-onward * ceiling, (*nodes, int(step)), onward))
    return sorted(found, key=lambda p: (-p.contribution, p.nodes))[:k]
