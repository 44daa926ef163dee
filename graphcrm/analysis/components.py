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
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    ties = csr_array(W > 0)
    component = connected_components(ties, connection="weak")[1]
    _, first, of = np.unique(component, return_index=True, return_inverse=True)
    tied = (np.diff(ties.indptr) > 0) | (np.bincount(ties.indices, minlength=len(W)) > 0)
    return np.asarray(np.where(tied, first[of], -1), dtype=np.intp)
