"""Do two partitions of the same people agree? Normalised and adjusted mutual information.

    NMI = 2 I(X; Y) / (H(X) + H(Y))
    AMI = (I − E[I]) / (½ (H(X) + H(Y)) − E[I])

E[I] is the mutual information expected of two partitions into circles of the same sizes by chance (hypergeometric; Vinh, Epps & Bailey
2010). NMI rises by chance with the number of circles, so AMI is to be preferred for fewer than a hundred people: 0 is chance, 1
identity.
"""

from __future__ import annotations

from functools import lru_cache
from math import lgamma

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Vector

__all__ = ["adjusted_agreement", "normalised_agreement"]


Ints = NDArray[np.int64]
_NOUGHT = 1e-12


def normalised_agreement(x: Ints, y: Ints) -> float | None:
    """NMI in [0, 1]; None where neither partition tells anybody apart.

    >>> normalised_agreement(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    table = _table(x, y)
    entropies = _entropy(table.sum(axis=1)) + _entropy(table.sum(axis=0))
    return min(1.0, 2 * _information(table) / entropies) if entropies > _NOUGHT else None


def adjusted_agreement(x: Ints, y: Ints) -> float | None:
    """AMI, at most 1; None where chance leaves no room (neither partition tells anybody apart, or both tell everybody apart).

    >>> adjusted_agreement(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
    -0.5
    """
    table = _table(x, y)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    chance = _expected(rows, columns)
    room = (_entropy(rows) + _entropy(columns)) / 2 - chance
    return round((_information(table) - chance) / room, 12) if room > _NOUGHT else None


def _table(x: Ints, y: Ints) -> Ints:
    """How many people are in each pair of circles."""
    _, first = np.unique(x, return_inverse=True)
    _, second = np.unique(y, return_inverse=True)
    width = int(second.max(initial=-1)) + 1
    height = int(first.max(initial=-1)) + 1
    return np.bincount(first * width + second, minlength=height * width).reshape(height, width)


def _entropy(sizes: Ints) -> float:
    p = sizes[sizes > 0] / max(1, sizes.sum())
    return float(-(p * np.log(p)).sum())


def _information(table: Ints) -> float:
    n = max(1, int(table.sum()))
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    i, j = np.nonzero(table)
    cells = table[i, j]
    return float((cells / n * np.log(n * cells / (rows[i] * columns[j]))).sum())


def _expected(rows: Ints, columns: Ints) -> float:
    """E[I] over all pairs of partitions into circles of these sizes: every cell, with every size that it can have by chance."""
    n = int(rows.sum())
    log = _log_factorials(n)
    a, b = (side.ravel() for side in np.meshgrid(rows, columns, indexing="ij"))
    least = np.maximum(1, a + b - n)
    sizes = np.minimum(a, b) - least + 1
    cell = np.repeat(np.arange(len(a)), sizes)
    k = np.arange(len(cell)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + least[cell]
    fixed = log[a] + log[b] + log[n - a] + log[n - b] - log[n]
    a, b = a[cell], b[cell]
    ways = fixed[cell] - log[k] - log[a - k] - log[b - k] - log[n - a - b + k]
    return float((k / n * np.log(n * k / (a * b)) * np.exp(ways)).sum())


@lru_cache(maxsize=8)
def _log_factorials(n: int) -> Vector:
    """ln k! for k = 0..n."""
    return np.array([lgamma(k + 1.0) for k in range(n + 1)])
