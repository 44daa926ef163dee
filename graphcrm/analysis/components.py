"""Weak components: who hangs together by ties, whichever way they run."""

from __future__ import annotations

import numpy as np

from graphcrm.arrays import Ints, Matrix

__all__ = ["weak_labels"]


def weak_labels(W: Matrix) -> Ints:
    """Weak component of everybody, shape (n,), by its first member; −1 for people without a tie.

    >>> weak_labels(np.array([[0.0, 0, 1], [0, 0, 0], [0, 0, 0]])).tolist()
    [0, -1, 0]
    """
    joined = (W > 0) | (W.T > 0)
    label = np.full(len(W), -1, dtype=np.intp)
    for first in np.flatnonzero(joined.any(axis=1)):
        reached = np.array([first]) if label[first] < 0 else np.array([], dtype=np.intp)
        while len(reached):
            label[reached] = first
            reached = np.flatnonzero(joined[reached].any(axis=0) & (label < 0))
    return label
