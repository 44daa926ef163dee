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

__all__ = ["Positions"]


Floats = NDArray[np.float64]


class Positions:
    """Profiles of people, of which each is compared with all others in as many steps as there are ties.

    Parameters
    ----------
    W : array, shape (n, n), or (n, m) if not `both_ways`
        Weights w ≥ 0.
    both_ways : bool
        What people give and take among themselves, as above. Otherwise what n people give to m others, who are no part of them.

    Examples
    --------
    >>> Positions(np.array([[0.8, 0.0], [0.8, 0.0], [0.0, 0.6]]), both_ways=False).equivalences(0).round(2).tolist()
    [nan, 1.0, 0.0]
    """

    def __init__(self, W: Floats, *, both_ways: bool) -> None:
        self._n, self._both_ways = len(W), both_ways
        profile = np.hstack([W, W.T]) if both_ways else np.asarray(W)
        if both_ways:  # what somebody gives to themselves is no tie to a third
            at = np.arange(self._n)
            profile[at, at] = profile[at, self._n + at] = 0.0
        self._profile = profile
        self._who, self._column = np.nonzero(profile)
        self._weight = profile[self._who, self._column]
        self._length = self._added(self._weight**2)
        self._number = self._added(np.ones(len(self._who)))

    def equivalences(self, person: int) -> Floats:
        """Equivalence of everybody with one person, each in 0..1.

        Returns
        -------
        array, shape (n,)
            ``nan`` for the person, and where neither of the two has a tie to a third.
        """
        mine = self._profile[person]
        theirs, here = self._weight, mine[self._column]
        own, length = np.full(self._n, self._length[person]), self._length
        number = np.full(self._n, self._number[person])
        if self._both_ways:
            # What two people give each other stands in both profiles, and counts in neither.
            mutual = np.vstack([mine[: self._n], mine[self._n :]])
            own, length = own - (mutual**2).sum(axis=0), length - (mutual**2).sum(axis=0)
            number = number - (mutual > 0).sum(axis=0)
            theirs = np.where(self._column % self._n == person, 0.0, theirs)
        shared = (here > 0) & (theirs > 0)
        apart = self._added((theirs - here * shared) ** 2)
        # A difference of sums would leave a speck where nothing is left.
        alone = own - self._added(here**2 * shared)
        apart += np.where(number > self._added(shared), np.maximum(alone, 0.0), 0.0)
        most = length + own
        with np.errstate(divide="ignore", invalid="ignore"):
            found = 1 - np.sqrt(apart) / np.sqrt(most)
        found[(most <= 1e-12) | (np.arange(self._n) == person)] = np.nan
        return np.asarray(np.clip(found, 0.0, 1.0))

    def _added(self, values: NDArray[np.generic]) -> Floats:
        """Values of ties added up by the person in whose profile they stand."""
        return np.bincount(self._who, weights=values, minlength=self._n).astype(float)
