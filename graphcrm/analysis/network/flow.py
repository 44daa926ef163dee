"""Does influence run one way? Reciprocity and trophic incoherence of a bare network."""

from __future__ import annotations

import numpy as np

from graphcrm.analysis.network.ties import Network, sums
from graphcrm.arrays import Floats

__all__ = ["incoherence", "reciprocity"]


def reciprocity(network: Network) -> float | None:
    """Share of the directed ties that are returned, 0..1; None for undirected ties or no ties."""
    if not network.directed or len(network.giver) == 0:
        return None
    there = network.giver * network.size + network.taker
    back = network.taker * network.size + network.giver
    return float(np.isin(there, back).mean())


def incoherence(network: Network) -> float | None:
    """Trophic incoherence F₀ = Σ w(h_v − h_u − 1)² / Σ w of the ties u → v, 0 (strict levels) to 1 (circular).

    The levels solve ``(diag(u) − W − Wᵀ) h = in − out``; the system is symmetric, positive semidefinite and consistent,
    so conjugate gradients from 0 need no treatment of components. None for undirected ties or no ties.

    References
    ----------
    MacKay, Johnson & Sansom 2020, How directed is a directed network?, Royal Society Open Science 7, 201138.
    """
    if not network.directed or len(network.giver) == 0:
        return None
    source, target, size = network.giver, network.taker, network.size
    weight = np.log1p(network.weight) if network.counts else network.weight
    weight = weight / weight.max()
    out, into = sums(source, weight, size), sums(target, weight, size)

    def apply(h: Floats) -> Floats:
        """(diag(u) − W − Wᵀ) h."""
        drop = weight * (h[target] - h[source])
        return sums(target, drop, size) - sums(source, drop, size)

    levels = np.zeros(size)
    rest = into - out
    step, error = rest.copy(), float(rest @ rest)
    goal = 1e-20 * error
    for _ in range(2 * size):
        if error <= goal or error == 0:
            break
        image = apply(step)
        length = error / float(step @ image)
        levels += length * step
        rest = rest - length * image
        error, before = float(rest @ rest), error
        step = rest + error / before * step
    return float((weight * (levels[target] - levels[source] - 1) ** 2).sum() / weight.sum())
