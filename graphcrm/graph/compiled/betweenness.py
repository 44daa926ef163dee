"""Betweenness: lengths from up to 128 sources at a time, in lanes; then, source by source, only the edges of shortest paths."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Floats
from graphcrm.graph.compiled.compiling import compiled
from graphcrm.graph.rows import CompressedRows, unsigned

__all__ = ["dependencies"]


_LANES = 128
#: Of a node that changed in the round before, and in this one.
_BEFORE, _NOW = 1, 2

Places = NDArray[np.uint32]
Lengths = NDArray[Any]


def dependencies(rows: CompressedRows, lengths: Lengths) -> tuple[Floats, Floats]:
    """``Σ σ(s, t | v) ÷ σ(s, t)`` over s, t ≠ v, and the number of pairs of connected nodes of which v is one; shape (n,) each.

    `lengths`, shape (m,), follow ``rows.indices``, are above zero, and none vanishes beside the sum of others; of int32, all paths
    are shorter than 2³⁰.

    Lengths go round in lanes, a source each, until nothing changes: as many rounds as a shortest path has edges at most, so networks
    of people, whose paths are short, are what this is for. Of each source the edges u → v with ``d(u) + length = d(v)`` are then
    listed without a branch, and looked at twice (Brandes 2001): onwards for ``σ(v) = Σ σ(u)``, backwards for
    ``β(u) = Σ (1 ÷ σ(v) + β(v))``, which is σ(s, t | u) ÷ σ(s, t) summed over t and divided by σ(u).

    Costs n · m steps of a few instructions, and memory of 128 lengths a node.
    """
    whole = lengths.dtype == np.int32
    far = np.int32(1 << 30) if whole else np.float64(np.inf)
    entering, order = rows.entering
    leaving = unsigned(rows.indptr), unsigned(rows.sources), unsigned(rows.indices), lengths
    found: tuple[Floats, Floats] = _dependencies(
        *leaving, unsigned(entering), unsigned(rows.sources)[order], lengths[order], far
    )
    return found


@compiled
def _dependencies(
    indptr: Places,
    sources: Places,
    targets: Places,
    lengths: Lengths,
    entering: Places,
    origins: Places,
    before: Lengths,
    far: Any,
) -> Any:
    """Edges row by row (`indptr`, `sources`, `targets`, `lengths`), and by their targets (`entering`, `origins`, `before`)."""
    n, m = len(indptr) - 1, len(targets)
    total, ends = np.zeros(n), np.zeros(n)
    dist, near = np.empty((n, _LANES), dtype=lengths.dtype), np.empty(n, dtype=lengths.dtype)
    start, onward = np.empty(m + 1, dtype=np.uint32), np.empty(m + 1, dtype=np.uint32)
    u, v = np.empty(m, dtype=np.uint32), np.empty(m, dtype=np.uint32)
    waiting, order = np.empty(n, dtype=np.uint32), np.empty(n + 1, dtype=np.uint32)
    ways, beyond, each = np.empty(n), np.empty(n), np.empty(n)
    for first in range(0, n, _LANES):
        used = min(_LANES, n - first)
        _lengths(dist, first, used, entering, origins, before, far)
        for lane in range(used):
            source = first + lane
            for node in range(n):
                near[node] = dist[node, lane]
            _list(near, sources, targets, lengths, start, onward, waiting)
            found = _count(source, indptr, start, onward, waiting, order, ways, u, v)
            for node in range(n):
                beyond[node], each[node] = 0.0, 1 / ways[node]
            for at in range(found):
                edge = found - 1 - at
                beyond[u[edge]] += each[v[edge]] + beyond[v[edge]]
            beyond[source] = 0.0  # nobody stands between himself and others
            reached = 0
            for node in range(n):
                there = near[node] < far
                total[node] += ways[node] * beyond[node]
                ends[node] += there
                reached += there
            ends[source] += reached - 2  # one of a pair with each other node, and none with itself
    return total, ends


@compiled
def _lengths(
    dist: Lengths, first: int, used: int, entering: Places, origins: Places, before: Lengths, far: Any
) -> None:
    """Lengths to all nodes (rows) from `used` sources (lanes), the first of which is `first`; `far` where there is no path."""
    n, kind = len(dist), dist.dtype.type  # numba adds int32 in int64, half as many to an instruction
    lanes = (used + 7) // 8 * 8  # whole instructions
    least, changed = np.empty(_LANES, dtype=dist.dtype), np.zeros(n, dtype=np.uint8)
    dist[:] = far
    for lane in range(used):
        dist[first + lane, lane] = 0
    changed[first : first + used] = _NOW
    while _again(changed):
        for node in range(n):
            if not _any(changed, origins, entering[node], entering[node + 1]):
                continue
            for lane in range(lanes):
                least[lane] = dist[node, lane]
            for edge in range(entering[node], entering[node + 1]):
                origin, hop = origins[edge], before[edge]
                if changed[origin]:
                    for lane in range(lanes):
                        length = kind(dist[origin, lane] + hop)
                        least[lane] = length if length < least[lane] else least[lane]
            differs = False
            for lane in range(lanes):
                differs |= least[lane] != dist[node, lane]
            if differs:
                changed[node] |= _NOW
                for lane in range(lanes):
                    dist[node, lane] = least[lane]


@compiled
def _list(
    near: Lengths, sources: Places, targets: Places, lengths: Lengths, start: Places, onward: Places, waiting: Places
) -> None:
    """The edges of shortest paths, in the order of all edges.

    `onward` gets their targets, `start` how many of them come before each edge, `waiting` how many enter each node.
    """
    kind, steps, one = near.dtype.type, np.uint32(0), np.uint32(1)
    waiting[:] = 0
    for edge in range(len(targets)):
        target = targets[edge]
        start[edge], onward[steps] = steps, target
        on = one if kind(near[sources[edge]] + lengths[edge]) == near[target] else np.uint32(0)
        waiting[target] += on
        steps += on
    start[len(targets)] = steps


@compiled
def _count(
    source: int,
    indptr: Places,
    start: Places,
    onward: Places,
    waiting: Places,
    order: Places,
    ways: Floats,
    u: Places,
    v: Places,
) -> Any:
    """How many shortest paths lead to each node (`ways`), and their edges u → v, no edge before one that leads to it; how many."""
    one, edges, known, at = np.uint32(1), np.uint32(0), np.uint32(1), np.uint32(0)
    ways[:] = 0.0
    ways[source], order[0] = 1.0, source
    while at < known:
        node = order[at]
        many = ways[node]
        for step in range(start[indptr[node]], start[indptr[node + one]]):
            target = onward[step]
            ways[target] += many
            u[edges], v[edges] = node, target
            edges += one
            waiting[target] -= one
            order[known] = target
            known += one if waiting[target] == 0 else np.uint32(0)
        at += one
    return edges


@compiled
def _any(changed: NDArray[np.uint8], nodes: Places, start: int, end: int) -> bool:
    """Whether one of some nodes changed since the last round, or in this one."""
    found = False
    for e in range(start, end):
        found |= changed[nodes[e]] != 0
    return found


@compiled
def _again(changed: NDArray[np.uint8]) -> bool:
    """Begin a round in which those are looked at who follow what changed in the last one; False if nothing did."""
    found = False
    for v in range(len(changed)):
        changed[v] = _BEFORE if changed[v] & _NOW else 0
        found |= changed[v] != 0
    return found
