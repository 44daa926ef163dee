"""Current-flow betweenness: who carries what spreads along all ways, not only the best ones (Newman 2005).

For one unit of current from s to t through the undirected graph with conductances a and potentials p

    I_v = ½ Σ_w a_vw |p_v − p_w|

averaged over the pairs of others, on the largest component. NetworkX' function of this name refuses directed and disconnected graphs.
"""

from __future__ import annotations

import numpy as np

from graphcrm.analysis.components import weak_labels
from graphcrm.arrays import Matrix, Vector

__all__ = ["current_flow_betweenness"]


#: Most ties × people that are held at a time.
_ROOM = 1_000_000


def current_flow_betweenness(a: Matrix) -> Vector:
    """I of everybody, in [0, 1], shape (n,); not-a-number outside the largest component (of equal ones the first).

    Per tie the sum of |p_v − p_w| over all pairs is a sum of differences of sorted potentials, so no pair is visited: O(m n log n).

    Parameters
    ----------
    a : array, shape (n, n)
        Symmetric weights ≥ 0, zero diagonal.

    >>> path = np.diag([1.0, 1.0], 1) + np.diag([1.0, 1.0], -1)
    >>> current_flow_betweenness(path).round(6).tolist()
    [0.0, 1.0, 0.0]
    """
    found = np.full(len(a), np.nan)
    label = weak_labels(a)
    if not (label >= 0).any():
        return found
    components, sizes = np.unique(label[label >= 0], return_counts=True)
    at = np.flatnonzero(label == components[sizes.argmax()])
    n = len(at)
    if n < 3:
        found[at] = 0.0
        return found
    inner = a[np.ix_(at, at)]
    potential = np.linalg.pinv(np.diag(inner.sum(axis=1)) - inner, hermitian=True)
    u, v = np.nonzero(np.triu(inner))
    passed = np.zeros(n)
    weight = 2 * np.arange(n) - (n - 1)
    block = max(1, _ROOM // n)
    for start in range(0, len(u), block):
        x, y = u[start : start + block], v[start : start + block]
        drop = inner[x, y][:, None] * (potential[x] - potential[y])
        total = np.sort(drop, axis=1) @ weight
        for end in (x, y):
            # Pairs with the person at one end are none of its own to carry.
            own = np.abs(drop - drop[np.arange(len(x)), end][:, None]).sum(axis=1)
            np.add.at(passed, end, (total - own) / 2)
    found[at] = passed / ((n - 1) * (n - 2) / 2)
    return found
