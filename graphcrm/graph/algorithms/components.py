"""Connected components of a directed graph."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphcrm.graph.rows import CompressedRows

__all__ = ["strong_components", "weak_components"]


def weak_components(rows: CompressedRows) -> Iterator[list[int]]:
    """Nodes that are joined in any direction, components by their first node."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    n = len(rows)
    if n == 0:
        return
    matrix = csr_array((np.ones(len(rows.indices), dtype=np.int8), rows.indices, rows.indptr), shape=(n, n))
    _, labels = connected_components(matrix, directed=True, connection="weak")
    found: dict[int, list[int]] = {}
    for node, label in enumerate(labels.tolist()):
        found.setdefault(label, []).append(node)
    yield from found.values()


def strong_components(rows: CompressedRows) -> Iterator[list[int]]:
    """Nodes that reach each other, a component after all those that it reaches.

    Depth first from each node in turn, neighbours in order. A node's `low` is the earliest node of the path that it is
    known to reach; one that reaches none before itself closes a component. Source: Tarjan 1972.
    """
    n = len(rows)
    targets, ends = rows.indices.tolist(), rows.indptr.tolist()
    upto = ends[:-1]  # next neighbour to look at
    seen = [0] * n  # 1, 2, … in the order of discovery
    low = [0] * n
    open_ = [False] * n
    waiting: list[int] = []
    count = 0
    for start in range(n):
        if seen[start]:
            continue
        path = [start]
        while path:
            node = path[-1]
            if not seen[node]:
                count += 1
                seen[node] = low[node] = count
                open_[node] = True
                waiting.append(node)
            for at in range(upto[node], ends[node + 1]):
                onward = targets[at]
                if not seen[onward]:
                    upto[node] = at  # looked at again on the way back, when its low is known
                    path.append(onward)
                    break
                if open_[onward]:
                    low[node] = min(low[node], low[onward])
            else:
                path.pop()
                if low[node] == seen[node]:
                    component: list[int] = []
                    while not component or component[-1] != node:
                        component.append(waiting.pop())
                        open_[component[-1]] = False
                    yield component
