"""Power iteration in one loop, for graphs so small that making a matrix takes longer than multiplying it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcrm.graph.compiled.compiling import compiled

__all__ = ["iterated"]

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


@compiled
def iterated(
    entering: Ints,
    sources: Ints,
    shares: Floats,
    start: Floats,
    sinks: NDArray[np.int64],
    spread: Floats,
    rest: Floats,
    alpha: float,
    steps: int,
    limit: float,
) -> Floats:
    """``x ← α·(x·P + x(sinks)·spread) + rest`` until ``|Δ|₁ < limit``; nothing if so many steps do not reach that."""
    x, last = start.copy(), start.copy()
    for _ in range(steps):
        x, last = last, x
        lost, change = 0.0, 0.0
        for sink in sinks:
            lost += last[sink]
        for v in range(len(x)):
            arriving = 0.0
            for e in range(entering[v], entering[v + 1]):
                arriving += shares[e] * last[sources[e]]
            x[v] = alpha * (arriving + lost * spread[v]) + rest[v]
            change += abs(x[v] - last[v])
        if change < limit:
            return x
    return x[:0]
