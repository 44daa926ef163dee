"""Structural equivalence: who stands in the network most nearly where somebody else stands.

The profile of a person is what they give to everybody else and what they take from them; ties between the two that are compared are
left aside (Lorrain & White 1971; Burt 1976; Wasserman & Faust 1994, formula 9.2). The distance is measured against the
largest that profiles of these lengths could have, those that share nobody:

    d(i, j) = √ Σ_{k ≠ i, j} [(w_ik − w_jk)² + (w_ki − w_kj)²]
    equivalence(i, j) = max(0, 1 − d(i, j) / √(|p_i|² + |p_j|²)),     |p_i|² = Σ_{k ≠ i, j} (w_ik² + w_ki²)

1: exchangeable, tie for tie; 0: nobody in common. It knows positions only, not what somebody can do or wants.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["equivalences"]


def equivalences(W: NDArray[np.float64], person: int, *, both_ways: bool) -> NDArray[np.float64]:
    """Equivalence of everybody with one person, each in 0..1.

    Parameters
    ----------
    W : array, shape (n, n), or (n, m) if not `both_ways`
        Weights w ≥ 0.
    both_ways : bool
        What people give and take among themselves, as above. Otherwise what n people give to m others, who are no part of them.

    Returns
    -------
    array, shape (n,)
        ``nan`` for the person, and where neither of the two has a tie to a third.

    Examples
    --------
    >>> equivalences(np.array([[0.8, 0.0], [0.8, 0.0], [0.0, 0.6]]), 0, both_ways=False).round(2).tolist()
    [nan, 1.0, 0.0]
    """
    n = len(W)
    profile = np.hstack([W, W.T]) if both_ways else W
    apart = ((profile - profile[person]) ** 2).sum(axis=1)
    length = (profile**2).sum(axis=1)
    own = np.full(n, length[person])
    if both_ways:
        given, taken = W[:, person], W[person]
        itself = np.diagonal(W)
        # What two people give each other, and themselves, stands in both profiles at their own two places.
        apart = apart - (given - itself[person]) ** 2 - (itself - taken) ** 2
        apart = apart - (taken - itself[person]) ** 2 - (itself - given) ** 2
        mutual = given**2 + taken**2
        length = length - mutual - 2 * itself**2
        own = own - mutual - 2 * itself[person] ** 2
    most = length + own
    with np.errstate(divide="ignore", invalid="ignore"):
        found = 1 - np.sqrt(np.maximum(apart, 0.0)) / np.sqrt(most)
    found[(most <= 1e-12) | (np.arange(n) == person)] = np.nan
    return np.asarray(np.clip(found, 0.0, 1.0))
