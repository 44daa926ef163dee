"""What the array algorithms read of a graph: nodes, and their neighbours row by row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.dataclass import dataclass

__all__ = ["CompressedRows", "unsigned"]


def unsigned(places: NDArray[Any]) -> NDArray[np.uint32]:
    """Places for machine code, to which a place that might count from the end costs a look; 32-bit ones are not copied."""
    return places.view(np.uint32) if places.dtype == np.int32 else places.astype(np.uint32)


@dataclass(frozen=True, eq=False)
class CompressedRows(ABC):
    """Compressed rows: the neighbours of node i are ``indices[indptr[i]:indptr[i + 1]]``, both int32, without repeats.

    An undirected edge stands in both rows, a loop once.
    """

    ids: tuple[Any, ...]
    indptr: NDArray[np.int32]
    indices: NDArray[np.int32]

    @abstractmethod
    def is_directed(self) -> bool:
        """Whether a row holds successors only."""

    @abstractmethod
    def values(self, name: str | None) -> list[Any]:
        """An edge attribute as Python values in the order of `indices`; 1 where an edge lacks it, 1 everywhere for None."""

    def floats(self, name: str | None) -> NDArray[np.float64]:
        """The same values as numbers."""
        return np.array(self.values(name), dtype=np.float64)

    def numbers(self, name: str | None) -> NDArray[Any] | None:
        """The same as int64 or float64 if they are whole numbers that a float holds, or floats, all finite; None if not."""
        values = self.values(name)
        kinds = set(map(type, values))
        if kinds <= {int}:
            return np.array(values, dtype=np.int64) if max(map(abs, values), default=0) < 1 << 53 else None
        column = np.array(values, dtype=np.float64) if kinds == {float} else None
        return column if column is not None and np.isfinite(column).all() else None

    @cached_property
    def index(self) -> dict[Any, int]:
        """Position of a node."""
        return {node: i for i, node in enumerate(self.ids)}

    @cached_property
    def names(self) -> NDArray[np.object_]:
        """The nodes as an array, from which many are taken at once."""
        return np.fromiter(self.ids, dtype=object, count=len(self.ids))

    @cached_property
    def sources(self) -> NDArray[np.int32]:
        """Source of every edge, shape (m,)."""
        return np.repeat(np.arange(len(self.ids), dtype=np.int32), np.diff(self.indptr))

    @cached_property
    def entering(self) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
        """The rows turned round: the edges into node i are ``order[indptr[i]:indptr[i + 1]]``, by their places in `indices`."""
        indptr = np.zeros(len(self.ids) + 1, dtype=np.int32)
        np.cumsum(np.bincount(self.indices, minlength=len(self.ids)), out=indptr[1:])
        return indptr, np.argsort(self.indices, kind="stable")

    def neighbours(self) -> list[list[int]]:
        """The rows as lists, which loops in Python read faster than arrays."""
        return self.by_row(self.indices.tolist())

    def by_row(self, values: list[Any]) -> list[list[Any]]:
        """A column of edges cut into the rows of their sources."""
        ends = self.indptr.tolist()
        return [values[start:end] for start, end in pairwise(ends)]

    def __len__(self) -> int:
        return len(self.ids)
