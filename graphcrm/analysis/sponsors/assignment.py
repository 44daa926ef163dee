"""Linear assignment: give rows at most one column each so that the total value is greatest (Kuhn 1955).

The shortest-augmenting-path form of the Hungarian method, O(n²·m) with vector steps. Exact for any real values; it stands
here because a query that assigns ten sponsors should not wait for SciPy to load. Tests compare it with SciPy and with trying
every assignment.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Matrix

__all__ = ["assign"]


def assign(value: Matrix) -> tuple[int | None, ...]:
    """The column of each row in an assignment of greatest total value.

    Parameters
    ----------
    value : array, shape (n, m)
        What a pair is worth; ``-inf`` forbids it. A row is left out (None) rather than given a pair worth less than 0.

    Examples
    --------
    >>> assign(np.array([[3.0, 2.0], [3.0, -np.inf], [0.5, 1.0]]))
    (1, 0, None)
    """
    n, m = value.shape
    if not n or not m:
        return tuple(None for _ in range(n))
    # One column of value 0 per row: leaving a row out is always possible, so that forbidding is any loss at all.
    cost = np.zeros((n, m + n))
    cost[:, :m] = np.where(value >= 0, -value, 1.0)
    columns = _cheapest(cost)
    return tuple(int(c) if c < m and value[row, c] >= 0 else None for row, c in enumerate(columns))


def _cheapest(cost: Matrix) -> NDArray[np.int64]:
    """Column of each row in an assignment of least total cost; rows ≤ columns. Index 0 stands for “not yet”."""
    n, m = cost.shape
    row_price, column_price = np.zeros(n + 1), np.zeros(m + 1)
    row_of = np.zeros(m + 1, dtype=np.int64)
    for row in range(1, n + 1):
        row_of[0] = row
        column = 0
        distance = np.full(m + 1, np.inf)
        before = np.zeros(m + 1, dtype=np.int64)
        done = np.zeros(m + 1, dtype=bool)
        while row_of[column]:
            done[column] = True
            here = row_of[column]
            reduced = cost[here - 1] - row_price[here] - column_price[1:]
            closer = ~done[1:] & (reduced < distance[1:])
            distance[1:][closer] = reduced[closer]
            before[1:][closer] = column
            nearest = int(np.where(done, np.inf, distance)[1:].argmin()) + 1
            step = distance[nearest]
            row_price[row_of[done]] += step
            column_price[done] -= step
            distance[~done] -= step
            column = nearest
        while column:
            row_of[column] = row_of[before[column]]
            column = int(before[column])
    result = np.zeros(n, dtype=np.int64)
    for place in range(1, m + 1):
        if row_of[place]:
            result[row_of[place] - 1] = place - 1
    return result
