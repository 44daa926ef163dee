"""Shortest paths from up to 128 sources at a time: a lane each, so that one instruction of the processor serves many sources."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Floats
from graphcrm.graph.compiled.compiling import compiled
from graphcrm.graph.rows import CompressedRows

__all__ = ["dependencies"]

_LANES = 128
#: Of a node that changed in the round before, and in this one.
_BEFORE, _NOW = 1, 2

Ints = NDArray[np.int32]
Lengths = NDArray[Any]


def dependencies(rows: CompressedRows, lengths: Lengths) -> tuple[Floats, Floats]:
    """``Σ σ(s, t | v) ÷ σ(s, t)`` over s, t ≠ v, and the number of pairs of connected nodes of which v is one; shape (n,) each.

    `lengths` are above zero and none vanishes beside the sum of others; of int32, all paths are shorter than 2³⁰.

    All three passes go round until nothing changes: lengths, ``σ(v) = Σ σ(u)`` and ``δ(u) = Σ σ(u) · (1 + δ(v)) ÷ σ(v)`` over the
    edges u → v of shortest paths (Brandes 2001). They take as many rounds as a shortest path has edges at most, so
    networks of people, whose paths are short, are what this is for.
    """
    whole = lengths.dtype == np.int32
    far = np.int32(1 << 30) if whole else np.float64(np.inf)
    entering, order = rows.entering
    before = rows.sources[order], lengths[order]
    found: tuple[Floats, Floats] = _dependencies(rows.indptr, rows.indices, lengths, entering, *before, far)
    return found


@compiled
def _dependencies(
    indptr: Ints, indices: Ints, lengths: Lengths, entering: Ints, sources: Ints, before: Lengths, far: Any
) -> Any:
    n = len(indptr) - 1
    total, ends = np.zeros(n), np.zeros(n)
    dist, least = np.empty((n, _LANES), dtype=lengths.dtype), np.empty(_LANES, dtype=lengths.dtype)
    ways, beyond, each = np.empty((n, _LANES)), np.empty((n, _LANES)), np.empty((n, _LANES))
    sums = np.empty(_LANES)
    changed = np.zeros(n, dtype=np.uint8)
    for first in range(0, n, _LANES):
        used = min(_LANES, n - first)
        lanes = (used + 7) // 8 * 8  # whole instructions
        dist[:], ways[:] = far, 0.0
        for lane in range(used):
            dist[first + lane, lane], ways[first + lane, lane] = 0, 1.0

        changed[first : first + used] = _NOW
        while _again(changed):
            for v in range(n):
                if not _any(changed, sources, entering[v], entering[v + 1]):
                    continue
                for lane in range(lanes):
                    least[lane] = dist[v, lane]
                for e in range(entering[v], entering[v + 1]):
                    u = sources[e]
                    if changed[u]:
                        hop = before[e]
                        for lane in range(lanes):
                            length = dist[u, lane] + hop
                            least[lane] = length if length < least[lane] else least[lane]
                differs = False
                for lane in range(lanes):
                    differs |= least[lane] != dist[v, lane]
                if differs:
                    changed[v] |= _NOW
                    for lane in range(lanes):
                        dist[v, lane] = least[lane]

        changed[first : first + used] = _NOW
        while _again(changed):
            for v in range(n):
                if not _any(changed, sources, entering[v], entering[v + 1]):
                    continue
                sums[:] = 0.0
                if first <= v < first + used:
                    sums[v - first] = 1.0
                for e in range(entering[v], entering[v + 1]):
                    u, hop = sources[e], before[e]
                    for lane in range(lanes):
                        sums[lane] += ways[u, lane] if dist[u, lane] + hop == dist[v, lane] else 0.0
                differs = False
                for lane in range(lanes):
                    differs |= sums[lane] != ways[v, lane]
                if differs:
                    changed[v] |= _NOW
                    for lane in range(lanes):
                        ways[v, lane] = sums[lane]

        for v in range(n):
            for lane in range(lanes):
                beyond[v, lane] = 0.0
                each[v, lane] = 1 / ways[v, lane] if ways[v, lane] > 0 else 0.0
        changed[:] = _NOW
        while _again(changed):
            for v in range(n - 1, -1, -1):
                if not _any(changed, indices, indptr[v], indptr[v + 1]):
                    continue
                sums[:] = 0.0
                for e in range(indptr[v], indptr[v + 1]):
                    w, hop = indices[e], lengths[e]
                    for lane in range(lanes):
                        on = dist[v, lane] + hop == dist[w, lane]
                        sums[lane] += ways[v, lane] * each[w, lane] if on else 0.0
                differs = False
                for lane in range(lanes):
                    differs |= sums[lane] != beyond[v, lane]
                if differs:
                    changed[v] |= _NOW
                    for lane in range(lanes):
                        beyond[v, lane] = sums[lane]
                        each[v, lane] = (1 + sums[lane]) / ways[v, lane] if ways[v, lane] > 0 else 0.0

        for lane in range(used):
            beyond[first + lane, lane], ways[first + lane, lane] = 0.0, 0.0  # nobody stands between himself and others
        sums[:] = 0.0
        for v in range(n):
            reached, parts = 0, each[v, :8]
            parts[:] = 0.0
            for start in range(0, lanes, 8):
                for lane in range(8):
                    there = ways[v, start + lane] > 0
                    sums[start + lane] += there
                    reached += there
                    parts[lane] += beyond[v, start + lane]
            ends[v] += reached
            total[v] += parts.sum()
        ends[first : first + used] += sums[:used]
    return total, ends


@compiled
def _any(changed: NDArray[np.uint8], nodes: Ints, start: int, end: int) -> bool:
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
