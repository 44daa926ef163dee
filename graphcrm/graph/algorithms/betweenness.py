"""Betweenness: the share of shortest paths on which a node stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from heapq import heappop, heappush
from typing import Any, TypeAlias

import numpy as np

from graphcrm.graph.compiled.compiling import loops
from graphcrm.graph.rows import CompressedRows

__all__ = ["betweenness"]


#: What the loops in Python take for a source and a node or an edge.
_SECONDS = 2e-7

#: Nodes nearest first; per node its predecessors on shortest paths, and the number of these paths.
Search: TypeAlias = tuple[list[int], list[list[int]], list[float]]


def betweenness(rows: CompressedRows, weight: str | None, normalized: bool, endpoints: bool) -> list[float]:
    """``c(v) = Σ σ(s, t | v) ÷ σ(s, t)`` over ordered pairs s ≠ t; `weight` names their lengths, None counts hops.

    With `endpoints` a path counts for its ends too. `normalized` divides by the number of pairs, N·(N − 1) with N = n, or n − 1
    without the ends; otherwise an undirected graph counts each pair once (halves the sum).

    Raises NotImplementedError: a length that is not above zero, where the number of shortest paths is not defined.

    Source: Brandes 2001, 2008.
    """
    n = len(rows)
    total = _compiled(rows, weight, endpoints)
    if total is None:
        total = _summed(rows, weight, endpoints)
    others = n if endpoints else n - 1
    if others < 2:
        return total
    scale = 1 / (others * (others - 1)) if normalized else 1 if rows.is_directed() else 1 / 2
    return [value * scale for value in total]


def _compiled(rows: CompressedRows, weight: str | None, endpoints: bool) -> list[float] | None:
    """The sums by machine code, where that pays and lengths are plain numbers of which none vanishes beside a path; else None."""
    n = len(rows)
    fast = loops("betweenness", _SECONDS * n * (n + len(rows.indices)))
    column = None if fast is None else rows.numbers(weight)
    if fast is None or column is None or not len(column):
        return None
    least, most = float(column.min()), float(column.max()) * n
    if not least > 0 or most >= least * 2.0**52:
        return None
    whole = column.dtype != np.float64 and most < 2**30
    inside, ends = fast.dependencies(rows, column.astype(np.int32 if whole else np.float64))
    found: list[float] = (inside + ends if endpoints else inside).tolist()
    return found


def _summed(rows: CompressedRows, weight: str | None, endpoints: bool) -> list[float]:
    n = len(rows)
    neighbours = rows.neighbours()
    search: Callable[[int], Search] = partial(_by_hops, neighbours)
    if weight is not None:
        search = partial(_by_length, neighbours, rows.by_row(rows.values(weight)))
    total = [0.0] * n
    for source in range(n):
        _add(total, source, *search(source), endpoints)
    return total


def _by_hops(neighbours: list[list[int]], source: int) -> Search:
    n = len(neighbours)
    before: list[list[int]] = [[] for _ in range(n)]
    paths = [0.0] * n
    paths[source] = 1.0
    depth = [-1] * n
    depth[source] = 0
    order = [source]
    for node in order:
        deeper, ways = depth[node] + 1, paths[node]
        for onward in neighbours[node]:
            if depth[onward] < 0:
                depth[onward] = deeper
                order.append(onward)
            if depth[onward] == deeper:
                paths[onward] += ways
                before[onward].append(node)
    return order, before, paths


def _by_length(neighbours: list[list[int]], lengths: list[list[Any]], source: int) -> Search:
    n = len(neighbours)
    before: list[list[int]] = [[] for _ in range(n)]
    paths = [0.0] * n
    paths[source] = 1.0
    best: dict[int, Any] = {source: 0}
    settled = [False] * n
    order = []
    found = 0
    queue: list[tuple[Any, int, int]] = [(0, 0, source)]
    while queue:
        near, _, node = heappop(queue)
        if settled[node]:
            continue
        settled[node] = True
        order.append(node)
        for onward, hop in zip(neighbours[node], lengths[node], strict=True):
            far = near + hop
            if settled[onward]:
                if far <= best[onward]:
                    raise NotImplementedError("a length that is not above zero")
            elif onward not in best or far < best[onward]:
                best[onward] = far
                paths[onward] = paths[node]
                before[onward] = [node]
                found += 1
                heappush(queue, (far, found, onward))
            elif far == best[onward]:
                paths[onward] += paths[node]
                before[onward].append(node)
    return order, before, paths


def _add(
    total: list[float], source: int, order: list[int], before: list[list[int]], paths: list[float], endpoints: bool
) -> None:
    """Add what the paths from one source count for each node."""
    at_ends = 1 if endpoints else 0
    total[source] += at_ends * (len(order) - 1)
    beyond = [0.0] * len(total)
    for node in reversed(order[1:]):
        each = (1 + beyond[node]) / paths[node]
        for earlier in before[node]:
            beyond[earlier] += paths[earlier] * each
        total[node] += beyond[node] + at_ends
