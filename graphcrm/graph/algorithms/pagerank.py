"""PageRank by power iteration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from graphcrm.arrays import Vector
from graphcrm.graph.compiled.compiling import loops
from graphcrm.graph.rows import CompressedRows

__all__ = ["pagerank"]


#: What SciPy takes for a graph, and in all steps for an edge.
_SECONDS, _EDGE = 1e-4, 1e-7


def pagerank(
    rows: CompressedRows,
    weights: Vector,
    alpha: float,
    personalization: Mapping[Any, float] | None,
    max_iter: int,
    tol: float,
    nstart: Mapping[Any, float] | None,
    dangling: Mapping[Any, float] | None,
) -> Vector | None:
    """``x ← α·(x·P + x(sinks)·d) + (1 − α)·p`` until ``|Δ|₁ < N · tol``; None if `max_iter` steps do not reach that.

    P is the row-normalised weight matrix, p the teleport vector, d where the mass of nodes without outgoing weight goes (p
    unless `dangling` says otherwise). Mappings may leave nodes out (0) and name unknown ones (ignored).

    Raises
    ------
    ZeroDivisionError
        `personalization` sums to zero.
    NotImplementedError
        A weight that is not a number from zero up, or a sum beyond all numbers: results depend on the order of adding.

    Source: Page, Brin, Motwani, Winograd 1999; Langville and Meyer 2005.
    """
    if not (weights >= 0).all() or not np.isfinite(2 * weights.sum()):
        raise NotImplementedError("a weight that is not a number from zero up")
    n = len(rows)
    x = np.full(n, 1.0 / n) if nstart is None else _shares(rows, nstart)
    teleport = np.full(n, 1.0 / n) if personalization is None else _column(rows, personalization)
    if personalization is not None:
        if teleport.sum() == 0:
            raise ZeroDivisionError("the personalization values sum to zero")
        teleport /= teleport.sum()
    spread = teleport if dangling is None else _shares(rows, dangling)
    inverse = np.bincount(rows.sources, weights=weights, minlength=n).astype(float)
    np.divide(1.0, inverse, out=inverse, where=inverse != 0)
    rest = (1 - alpha) * teleport
    fast = loops("pagerank", _SECONDS + _EDGE * len(rows.indices))
    if fast is not None:
        found: Vector = fast.iterated(rows, weights, inverse, x, spread, rest, alpha, max_iter, n * tol)
        return found if len(found) else None
    from scipy.sparse import csr_array

    sinks = np.flatnonzero(inverse == 0)
    moved = csr_array((inverse[rows.sources] * weights, rows.indices, rows.indptr), shape=(n, n)).T
    for _ in range(max_iter):
        last, x = x, np.asarray(moved @ x, dtype=np.float64)
        # In place: of large graphs, every array that is made anew costs as much as the sum in it.
        x += last[sinks].sum() * spread
        x *= alpha
        x += rest
        if np.abs(np.subtract(x, last, out=last), out=last).sum() < n * tol:
            return x
    return None


def _column(rows: CompressedRows, values: Mapping[Any, float]) -> Vector:
    return np.array([values.get(node, 0) for node in rows.ids], dtype=float)


def _shares(rows: CompressedRows, values: Mapping[Any, float]) -> Vector:
    column = _column(rows, values)
    return np.asarray(column / column.sum(), dtype=np.float64)
