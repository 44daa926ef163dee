"""What the array algorithms read of a graph: nodes, and their neighbours row by row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Rows"]


@dataclass(frozen=True, eq=False)
class Rows(ABC):
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

    @cached_property
    def index(self) -> dict[Any, int]:
        """Position of a node."""
        return {node: i for i, node in enumerate(self.ids)}

    @cached_property
    def sources(self) -> NDArray[np.int32]:
        """Source of every edge, shape (m,)."""
        return np.repeat(np.arange(len(self.ids), dtype=np.int32), np.diff(self.indptr))

    def neighbours(self) -> list[list[int]]:
        """The rows as lists, which loops in Python read faster than arrays."""
        return self.by_row(self.indices.tolist())

    def by_row(self, values: list[Any]) -> list[list[Any]]:
        """A column of edges cut into the rows of their sources."""
        ends = self.indptr.tolist()
        return [values[start:end] for start, end in pairwise(ends)]

    def __len__(self) -> int:
        return len(self.ids)
