"""What settles where everybody passes on to others what arrives: by sweeps in which each person's new value counts at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Floats, Ints
from graphcrm.graph.compiled.compiling import compiled

__all__ = ["settled"]


@compiled
def settled(
    ends: Ints, other: NDArray[np.uint32], part: Floats, own: float, start: Floats, rate: float, tolerance: float
) -> Floats:
    """x, shape (n,), of ``x_v = own + Σ part_e · x_other(e)`` over the edges e of row v, ``ends[v − 1] ≤ e < ends[v]``.

    `part` ≥ 0, and what one person passes on sums to at most `rate` < 1, so that the distance to x in L1 is at most
    rate ÷ (1 − rate) times what a sweep changed; at most `tolerance`, or a thousand sweeps. The sweeps are Gauss and Seidel's: about
    half as many as if all values were changed together, O(n + m) each.
    """
    x = start.copy()
    for _ in range(1000):
        change, first = 0.0, 0
        for v in range(len(x)):
            total = own
            for e in range(first, ends[v]):
                total += part[e] * x[other[e]]
            first = ends[v]
            change += abs(total - x[v])
            x[v] = total
        if change * rate <= tolerance * (1 - rate):
            break
    return x
