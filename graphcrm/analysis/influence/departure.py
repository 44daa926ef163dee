"""Shares after one person has left, for everybody in turn, from one matrix inverse.

With ``M = K + D − Wᵀ`` and ``G = M⁻¹`` the system without v is M without its row and column v, with the diagonal of each
person u whom v moved lowered by |W[v, u]|. The first is a change of rank one, ``H = G − G[:, v] G[v, :] / G[v, v]``, the
second one of rank |U| for the people U whom v moved (Woodbury):

    M'⁻¹ = H + H[:, U] (diag(1 / |W[v, U]|) − H[U, U])⁻¹ H[U, :]
"""

from __future__ import annotations

import numpy as np

from graphcrm.arrays import Matrix, Vector

__all__ = ["Departures"]


class Departures:
    """Shares of a graph that loses one person at a time.

    Parameters
    ----------
    W : array, shape (n, n)
        ``W[u, v]``: u moves v; zero diagonal.
    kappa : array, shape (n,)
        Stubbornness, > 0.
    """

    def __init__(self, W: Matrix, kappa: Vector) -> None:
        self._moved = np.abs(W)
        self._kappa = kappa
        self._inverse = np.linalg.inv(np.diag(kappa + self._moved.sum(axis=0)) - W.T)
        self._weighed: dict[bytes, Vector] = {}

    def share(self, person: int, weights: Vector) -> Vector:
        """Shares without a person, shape (n,), 0 for that person.

        Parameters
        ----------
        weights : array, shape (n,)
            Decision weights of those who stay, sum 1, 0 for whoever leaves.
        """
        G = self._inverse
        out, into = G[person], G[:, person]
        moved = np.flatnonzero(self._moved[person])
        weighed = self._weigh(weights)
        rest = weighed - (weights @ into) * out / G[person, person]
        if len(moved):
            rows = G[moved] - np.outer(into[moved], out) / G[person, person]
            columns = weighed[moved] - (weights @ into) * out[moved] / G[person, person]
            middle = np.diag(1 / self._moved[person, moved]) - rows[:, moved]
            rest = rest + np.linalg.solve(middle.T, columns) @ rows
        share = np.asarray(self._kappa * rest)
        share[person] = 0.0
        return share

    def _weigh(self, weights: Vector) -> Vector:
        """``weights @ G``, once for everybody without whom the weights are the same."""
        key = weights.tobytes()
        if key not in self._weighed:
            self._weighed[key] = weights @ self._inverse
        return self._weighed[key]
