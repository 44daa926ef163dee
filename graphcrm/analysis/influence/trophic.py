"""Trophic levels of a directed graph: does what flows through it run one way? (MacKay, Johnson & Sansom 2020)

With ``u_v = Σ_in + Σ_out`` and ``v_v = Σ_in − Σ_out`` the levels h solve, in each weak component,

    (diag(u) − W − Wᵀ) h = v,   shifted so that min h = 0

and are as near as the ties allow to rising by one along every tie. What is left over is the incoherence

    F₀ = Σ W[u, v] (h_v − h_u − 1)² / Σ W   in [0, 1]

below .3 a clear hierarchy, above .7 circular. SpringRank (De Bacco et al. 2018) with α = 0 and ℓ = 1 is the same system with the sign
turned, so there is no second implementation. NetworkX' `trophic_levels` raises where nobody is without a superior.
"""

from __future__ import annotations

import numpy as np

from graphcrm.analysis.components import weak_labels
from graphcrm.arrays import Matrix, Vector

__all__ = ["incoherence", "trophic_levels", "upstream_tiers"]


def trophic_levels(W: Matrix) -> Vector:
    """h of everybody, ≥ 0, shape (n,); not-a-number for people without a tie.

    The system of a component is singular by a constant only, and consistent: with one person held at 0 it is regular.

    Parameters
    ----------
    W : array, shape (n, n)
        Weights ≥ 0, ``W[u, v]`` from u to v, zero diagonal.

    >>> trophic_levels(np.array([[0.0, 1, 0], [0, 0, 1], [0, 0, 0]])).round(6).tolist()
    [0.0, 1.0, 2.0]
    """
    into, out = W.sum(axis=0), W.sum(axis=1)
    system = np.diag(into + out) - W - W.T
    label = weak_labels(W)
    levels = np.full(len(W), np.nan)
    for component in np.unique(label[label >= 0]):
        at = np.flatnonzero(label == component)
        h = np.zeros(len(at))
        h[1:] = np.linalg.solve(system[np.ix_(at[1:], at[1:])], (into - out)[at[1:]])
        levels[at] = h - h.min()
    return levels


def upstream_tiers(W: Matrix) -> Vector:
    """``max h − h`` within each component: the higher, the further upstream, as high grades are; not-a-number without a tie."""
    levels, label = trophic_levels(W), weak_labels(W)
    tiers = np.full(len(W), np.nan)
    for component in np.unique(label[label >= 0]):
        at = label == component
        tiers[at] = levels[at].max() - levels[at]
    return tiers


def incoherence(W: Matrix) -> float | None:
    """F₀ in [0, 1]: 0 where every tie rises by one level, 1 where all goes round; None without ties."""
    total = float(W.sum())
    if total <= 0:
        return None
    u, v = np.nonzero(W)
    levels = trophic_levels(W)
    return float((W[u, v] * (levels[v] - levels[u] - 1) ** 2).sum() / total)
