"""Betweenness on the strongest paths: who stands strictly inside the best ways from others to others, or to the decision.

    δ_t(v) = Σ_{s ≠ t, v} σ_st(v) / σ_st

σ_st counts the paths of least cost −ln ŵ from s to t, σ_st(v) those of them with v strictly inside; costs that differ by less than
1e-9 are equal, so that equally good paths share a dependency alike (Brandes 2001, 2008; here towards each target at once).

    decision betweenness  DB_v = Σ_d r_d δ_d(v) ÷ Σ_d r_d · #{s ≠ d that reach d}
    betweenness           B_v  = Σ_t δ_t(v) ÷ ((n − 1)(n − 2))

The hops that lie on best paths to one target form a graph without cycles. Paths in it are counted by their number of hops, for
all people and many targets side by side, h times for the h hops of the longest best path.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.paths.paths import EPSILON
from graphcrm.arrays import Ints, Matrix, Vector
from graphcrm.dataclass import dataclass
from graphcrm.steps import steps

__all__ = ["BestPaths", "best_paths_to", "betweenness", "decision_betweenness"]


#: Most hops × targets that are held at a time.
_ROOM = 150_000


@dataclass(frozen=True)
class BestPaths:
    """Best paths to each target of a block, a column per target.

    cost
        ``−ln`` of the best strength, shape (n, targets); infinite without a path, 0 for the target itself.
    dependency
        δ_t(v), shape (n, targets); 0 for the target itself.
    tight
        Which hops lie on a best path, shape (m, targets), over the hops `source` → `sink`.
    """

    targets: Ints
    source: Ints
    sink: Ints
    cost: Matrix
    dependency: Matrix
    tight: NDArray[np.bool_]

    def through(self, person: int, column: int) -> Ints:
        """Everybody one of whose best paths to the target of a column runs strictly through a person."""
        if self.targets[column] == person:
            return np.zeros(0, dtype=np.intp)
        on = self.tight[:, column]
        source, sink = self.source[on], self.sink[on]
        inside = np.zeros(len(self.cost), dtype=bool)
        inside[person] = True
        while True:
            more = inside.copy()
            more[source[inside[sink]]] = True
            if np.array_equal(more, inside):
                inside[person] = False
                return np.flatnonzero(inside)
            inside = more


def best_paths_to(W: Matrix, targets: Sequence[int] | Ints) -> Iterator[BestPaths]:
    """Best paths of everybody to some targets, in blocks of targets.

    Parameters
    ----------
    W : array, shape (n, n)
        ``W[u, v]`` < 1: u moves v. What is not positive is no hop.
    """
    source, sink = np.nonzero(W > 0)
    length = -np.log(W[source, sink])
    every = np.asarray(targets, dtype=np.intp)
    block = max(1, _ROOM // max(1, len(source)))
    for start in steps(range(0, len(every), block)):
        yield _block(len(W), source, sink, length, every[start : start + block])


def betweenness(W: Matrix) -> Vector:
    """B_v of everybody, in [0, 1], shape (n,); 0 for fewer than three people."""
    n = len(W)
    if n < 3:
        return np.zeros(n)
    total = sum((b.dependency.sum(axis=1) for b in best_paths_to(W, range(n))), np.zeros(n))
    return np.asarray(total / ((n - 1) * (n - 2)))


def decision_betweenness(W: Matrix, r: Vector) -> Vector:
    """DB_v of everybody, in [0, 1], shape (n,); 0 for everybody if nobody reaches a decider."""
    inside, reaching = np.zeros(len(W)), 0.0
    for found in best_paths_to(W, np.flatnonzero(r > 0)):
        weight = r[found.targets]
        inside += found.dependency @ weight
        reaching += float((np.isfinite(found.cost).sum(axis=0) - 1) @ weight)
    return inside / reaching if reaching > 0 else inside


def _block(n: int, source: Ints, sink: Ints, length: Vector, targets: Ints) -> BestPaths:
    columns = np.arange(len(targets))
    cost = np.full((n, len(targets)), np.inf)
    cost[targets, columns] = 0.0
    if not len(source):
        return BestPaths(targets, source, sink, cost, np.zeros_like(cost), np.zeros((0, len(targets)), dtype=bool))
    changed = np.zeros(n, dtype=bool)
    changed[targets] = True
    while changed.any():
        hops = np.flatnonzero(changed[sink])
        changed[:] = False
        if len(hops):
            start = source[hops]  # sorted
            first = np.flatnonzero(np.r_[True, start[1:] != start[:-1]])
            movers = start[first]
            nearer = np.minimum.reduceat(length[hops, None] + cost[sink[hops]], first, axis=0)
            np.minimum(nearer, cost[movers], out=nearer)
            changed[movers] = (nearer != cost[movers]).any(axis=1)
            cost[movers] = nearer
    with np.errstate(invalid="ignore"):
        tight = (length[:, None] + cost[sink] <= cost[source] + EPSILON) & np.isfinite(cost[source])
    tight &= source[:, None] != targets[None, :]
    return BestPaths(targets, source, sink, cost, _dependency(cost, targets, source, sink, tight), tight)


def _dependency(cost: Matrix, targets: Ints, source: Ints, sink: Ints, tight: NDArray[np.bool_]) -> Matrix:
    """δ_t(v). Few hops lie on a best path to a target: they are held as pairs of places in the flattened arrays."""
    columns = np.arange(len(targets))
    hop, column = np.nonzero(tight)
    start, end = (which[hop] * len(targets) + column for which in (source, sink))
    step = np.zeros_like(cost)
    step[targets, columns] = 1.0
    ways = step.copy()
    while step.any():
        step = _sums(start, step.ravel()[end], cost)
        ways += step
    reaching = np.isfinite(cost)
    reaching[targets, columns] = False
    step = np.divide(1.0, ways, out=np.zeros_like(ways), where=reaching)
    passed = np.zeros_like(step)
    while True:
        step = _sums(end, step.ravel()[start], cost)
        if not step.any():
            break
        passed += step
    dependency = ways * passed
    dependency[targets, columns] = 0.0
    return dependency


def _sums(places: Ints, values: Vector, like: Matrix) -> Matrix:
    """Values added up by their places in an array of some shape."""
    return np.asarray(np.bincount(places, weights=values, minlength=like.size).reshape(like.shape), dtype=float)
