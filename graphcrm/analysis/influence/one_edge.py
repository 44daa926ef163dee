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


@dataclass(frozen=True)
class OneEdge:
    """The change of one weight of a situation's graph, for any pair of its people."""

    situation: Situation

    @cached_property
    def _inverse(self) -> Matrix:
        graph = self.situation.graph
        return np.asarray(np.linalg.inv(np.diag(graph.kappa + np.abs(graph.W).sum(axis=0)) - graph.W.T))

    def gains(self, u: Ints, v: Ints, to: Floats) -> Floats:
        """ΔΦ if the weight u → v of some pairs, each alone, became that of `to`; 0 where u is v.

        Parameters
        ----------
        u, v : int array
            Places in the graph, of the same shape: a large account has a hundred times more pairs of people than anybody asks about.
        to : array
            The weight of each pair.
        """
        graph, y, inverse = self.situation.graph, self.situation.y, self._inverse
        weight, other = graph.W[u, v], u != v
        a, b = (np.abs(to) - np.abs(weight)) * other, (to - weight) * other
        reach = self.situation.share / graph.kappa
        moved = a * y[v] - b * y[u]
        return np.asarray(-reach[v] * moved / (1 + a * np.diag(inverse)[v] - b * inverse[u, v]))

    def shares(self, u: int, v: int, to: float) -> Vector:
        """Everybody's share if the weight u → v became `to`; u and v are places in the graph."""
        graph, share, inverse = self.situation.graph, self.situation.share, self._inverse
        a, b = abs(to) - abs(graph.W[u, v]), to - graph.W[u, v]
        scale = share[v] / graph.kappa[v] / (1 + a * inverse[v, v] - b * inverse[u, v])
        return np.asarray(share - scale * (a * inverse[v] - b * inverse[u]) * graph.kappa)
