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
    n = len(W)
    joined = (W > 0) | (W.T > 0)
    label = np.where(joined.any(axis=1), np.arange(n), -1)
    while True:
        near = np.where(joined, label[None, :], n).min(axis=1, initial=n)
        lower = np.where(label >= 0, np.minimum(label, near), -1)
        if np.array_equal(lower, label):
            return np.asarray(label, dtype=np.intp)
        label = lower
