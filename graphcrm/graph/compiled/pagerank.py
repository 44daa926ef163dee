"""Power iteration as one loop over the edges of a graph: no matrix is made, and nothing as large as one."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Floats
from graphcrm.graph.compiled.compiling import compiled
from graphcrm.graph.rows import CompressedRows, unsigned

__all__ = ["iterated"]

Places = NDArray[np.uint32]


def iterated(
    rows: CompressedRows,
    weights: Floats,
    inverse: Floats,
    start: Floats,
    spread: Floats,
    rest: Floats,
    alpha: float,
    steps: int,
    limit: float,
) -> Floats:
    """``x ← α·(x·P + x(sinks)·spread) + rest`` until ``|Δ|₁ < limit``; nothing if so many steps do not reach that.

    `inverse` is 1 ÷ the sum of each row's `weights`, 0 of a sink.
    """
    # Vectors are made by NumPy, which asks for large pages of memory.
    ends = unsigned(rows.sources), unsigned(rows.indices)
    x, last, parts = start.copy(), start.copy(), start.copy()
    found: Any = _iterated(*ends, weights, inverse, x, last, parts, spread, rest, alpha, steps, limit)
    return np.asarray(found)


@compiled
def _iterated(
    sources: Places,
    targets: Places,
    weights: Floats,
    inverse: Floats,
    x: Floats,
    last: Floats,
    parts: Floats,
    spread: Floats,
    rest: Floats,
    alpha: float,
    steps: int,
    limit: float,
) -> Any:
    for _ in range(steps):
        x, last = last, x
        lost, change = 0.0, 0.0
        for u in range(len(x)):
            lost += 0.0 if inverse[u] > 0 else last[u]
            parts[u] = alpha * last[u] * inverse[u]
        for v in range(len(x)):
            x[v] = alpha * lost * spread[v] + rest[v]
        for e in range(len(weights)):
            x[targets[e]] += parts[sources[e]] * weights[e]
        for v in range(len(x)):
            change += abs(x[v] - last[v])
        if change < limit:
            return x
    return x[:0]
