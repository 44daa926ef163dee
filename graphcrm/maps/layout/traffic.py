"""What already runs where, so that a further line is led where it crosses least and enters no frame of strangers.

Positions are half columns (alley c is 2c, column c is 2c + 1), heights as in `graphcrm.maps.layout.ways`. Where two lines
meet in one street or alley, one of which ends there, it depends on their tracks whether they cross: that counts half.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from graphcrm.maps.layout.grid import Frame
from graphcrm.maps.layout.views import Cell
from graphcrm.maps.layout.ways import Way

__all__ = ["Course", "Traffic"]

Piece = tuple[bool, int, int, int]
"""Whether up or down; its position (else its street); from where to where."""
Unit = tuple[bool, int, int]
"""Whether up or down, height, position."""


@dataclass(frozen=True)
class Course:
    """A way, which is cut into its pieces once for all the times that it is weighed."""

    way: Way

    @cached_property
    def _at(self) -> list[int]:
        return [int(2 * v.where + 1) for v in self.way]

    @cached_property
    def pieces(self) -> list[Piece]:
        """Stretches up or down, then runs along streets."""
        upright = [(True, at, min(v.ends), max(v.ends)) for v, at in zip(self.way, self._at, strict=True)]
        runs = zip(self.way, pairwise(self._at), strict=False)
        return upright + [(False, v.ends[1] // 2, min(pair), max(pair)) for v, pair in runs]

    @cached_property
    def entries(self) -> list[tuple[int, int]]:
        """Height and position of each end that comes into an alley from the side of a card."""
        both = ((self.way[0].ends[0], self._at[0]), (self.way[-1].ends[1], self._at[-1]))
        return [(height, position) for height, position in both if position % 2 == 0]


class Traffic:
    """The lines laid so far on a grid of so many lines and columns."""

    def __init__(self, lines: int, columns: int, frames: Sequence[Frame]) -> None:
        # By height and position: runs along a street, stretches up or down, both in halves: two for one that goes on.
        self._along = [[0] * (2 * columns + 2) for _ in range(2 * lines + 2)]
        self._upright = [[0] * (2 * columns + 2) for _ in range(2 * lines + 2)]
        self._shared: dict[str, Counter[Unit]] = defaultdict(Counter)
        #: Of each street, which positions lie inside a frame.
        self._inside: dict[int, list[tuple[int, int, Frame]]] = defaultdict(list)
        self._frames = frames
        for frame in frames:
            for street in range(frame.top + 1, frame.bottom + 1):
                self._inside[street].append((2 * frame.left, 2 * frame.right + 2, frame))

    def lay(self, net: str, course: Course, times: int = 1) -> None:
        """Count a way, or with -1 take it away; what lines of one net share counts once."""
        shared = self._shared[net]
        for up, place, low, high in course.pieces:
            for at in range(low, high + 1):
                part = 1 if at in (low, high) else 2
                height, position = (at, place) if up else (2 * place, at)
                unit = up, height, position
                before = shared[unit]
                shared[unit] += part * times
                change = min(2, shared[unit]) - min(2, before)
                (self._upright if up else self._along)[height][position] += change

    def crossings(self, course: Course) -> float:
        """About how many lines a way crosses."""
        quarters = 0
        for up, place, low, high in course.pieces:
            if up:
                for height in range(low + low % 2, high + 1, 2):
                    quarters += self._along[height][place] * (2 if low < height < high else 1)
                continue
            row = self._upright[2 * place]
            quarters += 2 * sum(row[low + 1 : high])
            quarters += sum(row[end] for end in (low, high) if end % 2 == 0)
        quarters += sum(self._upright[height][position] for height, position in course.entries)
        return quarters / 4

    def trespasses(self, course: Course, ends: tuple[Cell, Cell]) -> int:
        """How many frames a way enters in which neither of its ends stands."""
        if not self._frames:
            return 0
        found = 0
        for up, place, low, high in course.pieces:
            if not up:
                for left, right, frame in self._inside.get(place, ()):
                    found += low < right and left < high and not _holds(frame, ends)
                continue
            for frame in self._frames:
                between = 2 * frame.left < place < 2 * frame.right + 2
                found += between and low < 2 * frame.bottom + 1 and high > 2 * frame.top + 1 and not _holds(frame, ends)
        return found


def _holds(frame: Frame, ends: tuple[Cell, Cell]) -> bool:
    return any(frame.top <= r <= frame.bottom and frame.left <= c <= frame.right for r, c in ends)
