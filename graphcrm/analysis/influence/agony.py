"""Agony: how much influence runs against the best possible order of people (Gupte et al. 2011; weighted: Tatti 2015, 2017).

    agony = min over ranks r of Σ W[u, v] · max(0, r_u − r_v + 1),   hierarchy = 1 − agony / ΣW

By the duality of linear programs it is the largest circulation that the weights admit, ``max Σ f`` with ``0 ≤ f ≤ W`` and as much
flowing into everybody as out again: what goes round cannot be put in order. The matrix is totally unimodular, so the best ranks are
whole numbers. Small classes cannot be told apart by agony (its resolution limit, Letizia 2018).
"""

from __future__ import annotations

import numpy as np

from graphcrm.arrays import Matrix

__all__ = ["agony", "hierarchy_of"]


def agony(W: Matrix) -> float:
    """Least agony of weights ≥ 0, in 0..ΣW; 0 where nothing goes round, ΣW for a mere cycle.

    >>> agony(np.array([[0.0, 1, 0], [0, 0, 1], [0, 0, 0]])), agony(np.array([[0.0, 1], [1, 0]]))
    (0.0, 2.0)
    """
    if not (W > 0).any():
        return 0.0
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    n = len(W)
    u, v = np.nonzero(W)
    m, tie = len(u), np.arange(len(u))
    signs = np.r_[np.ones(m), -np.ones(m)]
    balance = csr_array((signs, (np.r_[u, v], np.r_[tie, tie])), shape=(n, m))
    room = np.column_stack([np.zeros(m), W[u, v]])
    found = linprog(-np.ones(m), A_eq=balance, b_eq=np.zeros(n), bounds=room, method="highs-ds")
    return max(0.0, -float(found.fun))


def hierarchy_of(W: Matrix) -> float | None:
    """``1 − agony / ΣW`` in [0, 1]; None without ties."""
    total = float(W.sum())
    return 1 - agony(W) / total if total > 0 else None
