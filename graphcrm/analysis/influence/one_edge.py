"""What one influence more or less does to the lean and to everybody's share.

If the weight u → v alone becomes another, row v of ``M = K + D − Wᵀ`` changes by ``a e_v − b e_u`` with a the rise of ``|W[u, v]|`` and
b that of ``W[u, v]`` (the same where no weight is negative), so that both follow by the rule of Sherman & Morrison (1950); with
``G = M⁻¹`` and ``rᵀ G = share / κ``:

    Φ'     = Φ     − (share_v / κ_v) (a y_v − b y_u)       / (1 + a G[v, v] − b G[u, v])
    share' = share − (share_v / κ_v) (a G[v] − b G[u]) · κ / (1 + a G[v, v] − b G[u, v])
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from graphcrm.analysis.situation import Situation
from graphcrm.arrays import Floats, Ints, Matrix, Vector
from graphcrm.dataclass import dataclass

__all__ = ["OneEdge"]


@dataclass(frozen=True)
class OneEdge:
    """The change of one weight of a situation's graph, for any pair of its people, or of the people at some places.

    Of a large account few pairs are asked about, and the rows of G of their people are soon solved for; all of them are not.
    """

    situation: Situation
    places: Ints | None = None

    @cached_property
    def _rows(self) -> Matrix:
        """Rows of G of the places."""
        graph = self.situation.graph
        system = np.diag(graph.kappa + np.abs(graph.W).sum(axis=0)) - graph.W.T
        if self.places is None:
            return np.asarray(np.linalg.inv(system))
        return np.asarray(np.linalg.solve(system.T, np.eye(len(system))[:, self.places]).T)

    @cached_property
    def _row(self) -> Ints:
        """Which of the rows is that of a place."""
        rows = np.arange(len(self.situation.graph.people))
        if self.places is not None:
            rows[self.places] = np.arange(len(self.places))
        return rows

    def gains(self, u: Ints, v: Ints, to: Floats) -> Floats:
        """ΔΦ if the weight u → v of some pairs, each alone, became that of `to`; 0 where u is v.

        Parameters
        ----------
        u, v : int array
            Places in the graph, of the same shape: a large account has a hundred times more pairs of people than anybody asks about.
        to : array
            The weight of each pair.
        """
        graph, y, G, row = self.situation.graph, self.situation.y, self._rows, self._row
        weight, other = graph.W[u, v], u != v
        a, b = (np.abs(to) - np.abs(weight)) * other, (to - weight) * other
        reach = self.situation.share / graph.kappa
        moved = a * y[v] - b * y[u]
        return np.asarray(-reach[v] * moved / (1 + a * G[row[v], v] - b * G[row[u], v]))

    def bounds(self, u: Ints, v: Ints, to: Floats) -> tuple[Floats, Floats]:
        """Between which two numbers `|gains|` lies, known without G; of counter-influence nothing is known beforehand.

        Without any, M is a diagonally dominant M-matrix by κ, also after the change, so that ``0 ≤ G[v, v] − G[u, v] ≤ 1/κ_v`` before
        and after it. What is added moves the lean by less than its first order, what is taken away by more, and by at most
        ``1 + |a|/κ_v`` times.
        """
        graph, y = self.situation.graph, self.situation.y
        if graph.W.min(initial=0.0) < 0:
            return np.zeros(u.shape), np.full(u.shape, np.inf)
        rise, kappa = to - graph.W[u, v], graph.kappa[v]
        first = np.abs(self.situation.share[v] / kappa * rise * (y[v] - y[u]))
        times = 1 + np.abs(rise) / kappa
        added = rise > 0
        return np.where(added, first / times, first), np.where(added, first, first * times)

    def shares(self, u: int, v: int, to: float) -> Vector:
        """Everybody's share if the weight u → v became `to`; u and v are places in the graph."""
        graph, share, G, row = self.situation.graph, self.situation.share, self._rows, self._row
        a, b = abs(to) - abs(graph.W[u, v]), to - graph.W[u, v]
        scale = share[v] / graph.kappa[v] / (1 + a * G[row[v], v] - b * G[row[u], v])
        return np.asarray(share - scale * (a * G[row[v]] - b * G[row[u]]) * graph.kappa)
