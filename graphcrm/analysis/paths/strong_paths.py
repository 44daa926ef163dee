"""Every simple path into somebody that is strong enough, strongest first.

Best-first search backwards from the target. A path that is made longer at its start only loses strength, as every weight is
below one, so what leaves the queue is the strongest path that is left, and nothing below the limit is ever looked at.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.numbers import at_least, ordinal

__all__ = ["strong_paths"]


def strong_paths(weights: NDArray[np.float64], target: int, least: float) -> Iterator[tuple[int, ...]]:
    """Simple paths that end at `target` with ``π = Π ŵ ≥ least``, strongest first, equal ones in the order of people.

    Parameters
    ----------
    weights : array, shape (n, n)
        ``weights[u, v]`` < 1 of a hop u→v; what is not positive is no hop.
    least : float
        Weakest strength, above 0.

    Notes
    -----
    O(log k) for each of the k paths into the people of the paths found. There may be very many in a dense graph: take as many
    as are of use.

    Examples
    --------
    >>> list(strong_paths(np.array([[0, 0.5, 0.1], [0, 0, 0.4], [0, 0, 0]]), 2, 0.15))
    [(1, 2), (0, 1, 2)]
    """
    entering = [
        [(int(u), float(weights[u, v])) for u in np.flatnonzero(weights[:, v] > 0)] for v in range(len(weights))
    ]
    queue: list[tuple[float, tuple[int, ...], float]] = [(-1.0, (target,), 1.0)]
    while queue:
        _, path, strength = heapq.heappop(queue)
        if len(path) > 1:
            yield path
        for u, weight in entering[path[0]]:
            longer = strength * weight
            if u not in path and at_least(longer, least):
                heapq.heappush(queue, (-ordinal(longer), (u, *path), longer))
