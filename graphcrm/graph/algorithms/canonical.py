"""An order of the nodes of a labelled graph that does not depend on what they are called, and who is like whom.

Whatever is drawn at random is handed out in this order, so that renaming people or permuting rows changes no number.

Colour refinement (Weisfeiler & Lehman 1968) tells nodes apart by their own colour and, again and again, by those of their
neighbours. Nodes that still look the same are one `cell`. Those with exactly the same neighbours are interchangeable and may
stand in any order; of others one is singled out and the colours are refined anew, as in nauty (McKay 1981): the first of
those whose singling out gives the least colouring. Two nodes that differ and yet give the same colouring every time (in
strongly regular graphs, say) would be ordered by their place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from graphcrm.arrays import Ints
from graphcrm.dataclass import dataclass

__all__ = ["Canonical", "canonical", "fingerprints"]


Hashes = NDArray[np.uint64]

#: Most arcs looked at to tell apart what looks the same; beyond it the rest is ordered by place.
_MOST_WORK = 3_000_000


@dataclass(frozen=True)
class Canonical:
    """`order`: nodes in canonical order; `cell`: number of the cell of each node, equal for nodes that look the same."""

    order: Ints
    cell: Ints


def fingerprints(values: Iterable[object]) -> Hashes:
    """A number for each value, equal for equal values, the same in every process: made of the value's ``repr``."""
    made = [int.from_bytes(hashlib.blake2b(repr(v).encode(), digest_size=8).digest(), "big") for v in values]
    return np.array(made, dtype=np.uint64)


def canonical(colour: Hashes, source: Ints, target: Ints, label: Hashes) -> Canonical:
    """Canonical order and cells of a directed graph.

    Parameters
    ----------
    colour : array, shape (n,)
        What is known of each node by itself, as `fingerprints`.
    source, target, label : arrays, shape (m,)
        Arcs, and what is known of each.

    >>> path = canonical(np.ones(3, dtype=np.uint64), np.array([0, 1]), np.array([1, 2]), np.ones(2, dtype=np.uint64))
    >>> len(set(path.cell.tolist()))
    3
    """
    graph = _Arcs(len(colour), source, target, _mixed(label))
    found = graph.refined(_mixed(colour))
    _, cell = np.unique(found, return_inverse=True)
    found = graph.refined(_twins_apart(found, graph))
    work = _MOST_WORK
    while work > 0:
        values, count = np.unique(found, return_counts=True)
        if len(values) == len(found):
            break
        members = np.flatnonzero(found == values[count > 1][0])
        tried = [graph.refined(_singled_out(found, int(node))) for node in members]
        found = min(tried, key=lambda colours: np.sort(colours).tolist())
        work -= len(members) * (len(source) + len(found))
    return Canonical(np.argsort(found, kind="stable"), cell.astype(np.intp).reshape(-1))


@dataclass(frozen=True)
class _Arcs:
    n: int
    source: Ints
    target: Ints
    label: Hashes

    def refined(self, colour: Hashes) -> Hashes:
        """Colours that no longer tell more nodes apart when neighbours are looked at; each holds its whole history."""
        cells = _cells(colour)
        while True:
            colour = _mixed(colour * np.uint64(3) + self.neighbourhood(colour))
            now = _cells(colour)
            if now == cells:
                return colour
            cells = now

    def neighbourhood(self, colour: Hashes) -> Hashes:
        """The multiset of labelled neighbours of each node, told from one another by `colour`."""
        into, out = np.zeros(self.n, dtype=np.uint64), np.zeros(self.n, dtype=np.uint64)
        np.add.at(into, self.target, _mixed(self.label ^ colour[self.source]))
        np.add.at(out, self.source, _mixed(self.label ^ colour[self.target]))
        return _mixed(into) + out


def _cells(colour: Hashes) -> int:
    """How many different colours: ``np.unique`` by itself would load masked arrays first, for a tenth of a cold start's numpy."""
    ordered = np.sort(colour)
    return int((ordered[1:] != ordered[:-1]).sum()) + bool(len(ordered))


def _twins_apart(colour: Hashes, graph: _Arcs) -> Hashes:
    """Number the nodes that have the same colour and the very same neighbours."""
    places = _mixed(np.arange(graph.n, dtype=np.uint64))
    _, twin = np.unique(np.stack([colour, graph.neighbourhood(places)]), axis=1, return_inverse=True)
    order = np.argsort(twin.reshape(-1), kind="stable")
    ordered = twin.reshape(-1)[order]
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(order) else order
    number = np.empty(graph.n, dtype=np.uint64)
    number[order] = np.arange(graph.n) - np.repeat(first, np.diff(np.r_[first, graph.n]))
    return _mixed(colour ^ _mixed(number))


def _singled_out(colour: Hashes, node: int) -> Hashes:
    changed = colour.copy()
    changed[node] = _mixed(colour[node : node + 1] + np.uint64(1))[0]
    return changed


def _mixed(values: Hashes) -> Hashes:
    """A well-stirred number for each number (the finaliser of splitmix64: Steele, Lea & Flood 2014)."""
    z = values.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(z ^ (z >> np.uint64(31)), dtype=np.uint64)
