"""Other measures of who matters, beside the decision-influence share: what several ways to ask agree on is sure.

    reach index        DII = (I − βW)⁻¹ r,  β = min(½, .85/ρ(W))                     Hubbell 1965; Katz 1953
    PageRank           pr = (1 − α) t + α (M pr + t · dangling),  α = .85            Page & Brin 1998
    out-degree         Σ_v W[u, v]

on ``W[u, v]``, u moves v. PageRank follows influence backwards, from whoever is moved to who moves them (M has columns
``W[u, v] / S_v``), since libraries reward what comes in; mass of people whom nobody moves starts again at t, which is everybody alike
or, personalised, r.

Of the others none is used by default: `hits` (hub score, the principal eigenvector of WWᵀ, unstable with several components), `salsa`
(out-strength within each component of movers and moved, times its part of the movers), `shapley` (SV1 of Michalak et al. 2013:
how likely somebody completes a neighbourhood), `collective_influence` (Morone & Makse 2015: made for large sparse networks, 0 for
leaves).
"""

from __future__ import annotations

import numpy as np

from graphcrm.analysis.components import weak_labels
from graphcrm.arrays import Matrix, Vector

__all__ = ["collective_influence", "hits", "out_degree", "pagerank", "reach_index", "salsa", "shapley"]


_ALPHA = 0.85
_MOST_BETA, _ROOM = 0.5, 0.85
_MANY = 500


def reach_index(W: Matrix, r: Vector) -> Vector:
    """DII, ≥ r, shape (n,); β falls with the spectral radius ρ so that the series converges, ½ where ρ = 0 (nothing goes round).

    >>> reach_index(np.array([[0.0, 0.5], [0, 0]]), np.array([0.0, 1.0])).tolist()
    [0.25, 1.0]
    """
    if not len(W):
        return np.zeros(0)
    radius = _spectral_radius(W)
    beta = min(_MOST_BETA, _ROOM / radius) if radius > 0 else _MOST_BETA
    return np.asarray(np.linalg.solve(np.eye(len(W)) - beta * W, r))


def _spectral_radius(W: Matrix) -> float:
    """Largest absolute eigenvalue; of many people it alone is sought (Arnoldi), all of them take n³."""
    if len(W) >= _MANY:
        from scipy.sparse import csr_array
        from scipy.sparse.linalg import ArpackError, eigs

        try:
            return float(np.abs(eigs(csr_array(W), k=1, v0=np.ones(len(W)), return_eigenvectors=False)).max())
        except ArpackError:  # of networks in which little goes round it may find none
            pass
    return float(np.abs(np.linalg.eigvals(W)).max())


def pagerank(W: Matrix, teleport: Vector | None = None) -> Vector:
    """PageRank of the reversed graph, ≥ 0, sum 1; `teleport` sums to 1, without it everybody alike."""
    n = len(W)
    if not n:
        return np.zeros(0)
    t = np.full(n, 1 / n) if teleport is None else teleport
    moved = W.sum(axis=0)
    M = np.divide(W, moved[None, :], out=np.zeros_like(W), where=moved[None, :] > 0)
    M[:, moved <= 0] = t[:, None]
    return np.asarray(np.linalg.solve(np.eye(n) - _ALPHA * M, (1 - _ALPHA) * t))


def out_degree(W: Matrix) -> Vector:
    """Σ_v W[u, v], ≥ 0."""
    return np.asarray(W.sum(axis=1))


def hits(W: Matrix) -> Vector:
    """Hub score, ≥ 0, sum 1; all 0 without ties."""
    if not W.any():
        return np.zeros(len(W))
    _, vectors = np.linalg.eigh(W @ W.T)
    principal = np.abs(vectors[:, -1])
    return np.asarray(principal / principal.sum())


def salsa(W: Matrix) -> Vector:
    """Hub score, ≥ 0, sum 1; all 0 without ties."""
    n = len(W)
    strength = W.sum(axis=1)
    both = np.zeros((2 * n, 2 * n))
    both[:n, n:] = W
    label = weak_labels(both)[:n]
    score = np.zeros(n)
    movers = int((strength > 0).sum())
    for component in np.unique(label[label >= 0]):
        at = label == component
        score[at] = strength[at] / strength[at].sum() * at.sum() / movers
    return score


def shapley(a: Matrix) -> Vector:
    """``1/(1 + d_i) + Σ_{j ∈ N(i)} 1/(1 + d_j)`` on an undirected graph with degrees d; the values sum to n."""
    joined = (a > 0).astype(float)
    part = 1 / (1 + joined.sum(axis=1))
    return np.asarray(part + joined @ part)


def collective_influence(a: Matrix, radius: int = 2) -> Vector:
    """``(d_i − 1) Σ (d_j − 1)`` over those at exactly `radius` hops on an undirected graph."""
    joined = a > 0
    degree = joined.sum(axis=1).astype(float)
    reached = np.eye(len(a), dtype=bool)
    edge = reached
    for _ in range(radius):
        edge = (edge.astype(np.float32) @ joined.astype(np.float32) > 0) & ~reached
        reached = reached | edge
    return np.asarray((degree - 1) * (edge @ (degree - 1)) * (degree > 0))
