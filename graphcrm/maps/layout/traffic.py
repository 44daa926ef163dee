"""What already runs where, so that a further line is led where it crosses least and enters no frame of strangers.

Positions are half columns (alley c is 2c, column c is 2c + 1), heights as in `graphcrm.maps.layout.ways`. Where two lines
meet in one street or alley, one of which ends there, it depends on their tracks whether they cross: that counts half.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from graphcrm.maps.layout.grid import Frame
from graphcrm.maps.layout.views import Cell
from graphcrm.maps.layout.ways import Way

__all__ = ["Course", "Traffic", "strange", "trespasses"]

Piece = tuple[bool, int, int, int]
"""Whether up or down; its position (else its street); from where to where."""
Passage = tuple[int, int, int]
"""Position of a stretch up or down, or street of a run; from where to where."""
Box = tuple[int, int, int, int]
"""Left, right, top and bottom of a frame: positions of its edges, its first and its last line."""
Passed = tuple[int, int, int, list[int]]
"""Position of a stretch up or down; the streets that it passes, from and up to; those in which it ends."""
Unit = tuple[bool, int, int]
"""Whether up or down, height, position."""


class Course:
    """A way, which is cut into its pieces once for all the times that it is weighed."""

    def __init__(self, way: Way) -> None:
        self.way = way
        #: Stretches up or down, what they cross, and runs along streets.
        self.upright: list[Passage] = []
        self.passed: list[Passed] = []
        self.runs: list[Passage] = []
        before = None
        for kind, place, (one, other) in way:
            at = 2 * place + (kind != "alley")
            if before is not None and at != before:
                self.runs.append((one // 2, before, at) if before < at else (one // 2, at, before))
            low, high = (one, other) if one < other else (other, one)
            self.upright.append((at, low, high))
            self.passed.append((at, low // 2 + 1, (high + 1) // 2, [e // 2 for e in {low, high} if e % 2 == 0]))
            before = at

    @cached_property
    def units(self) -> Counter[Unit]:
        """The way in halves: two for a place where it goes on, one where it ends or turns."""
        counted: Counter[Unit] = Counter()
        pieces: list[Piece] = [(True, *piece) for piece in self.upright]
        pieces += [(False, *piece) for piece in self.runs]
        for up, place, low, high in pieces:
            for at in range(low, high + 1):
                counted[(True, at, place) if up else (False, place, at)] += 1 if at in (low, high) else 2
        return counted

    @cached_property
    def entries(self) -> list[tuple[int, int]]:
        """Height and position of each end that comes into an alley from the side of a card."""
        both = ((self.way[0].ends[0], self.upright[0][0]), (self.way[-1].ends[1], self.upright[-1][0]))
        return [(height, position) for height, position in both if position % 2 == 0]

    @cached_property
    def alleys(self) -> list[tuple[int, int]]:
        """The alleys that it takes, and the heights of each."""
        return [(v.place, height) for v in self.way if v.kind == "alley" for height in v.heights]


class Traffic:
    """The lines laid so far on a grid of so many lines and columns."""

    def __init__(self, lines: int, columns: int) -> None:
        # Runs along a street, by position and street, and stretches up or down, by height and position, both in halves.
        self._along = [[0] * (lines + 1) for _ in range(2 * columns + 2)]
        self._upright = [[0] * (2 * columns + 2) for _ in range(2 * lines + 2)]
        self._shared: dict[str, Counter[Unit]] = defaultdict(Counter)

    def lay(self, net: str, course: Course, times: int = 1) -> None:
        """Count a way, or with -1 take it away; what lines of one net share counts once."""
        shared = self._shared[net]
        for unit, parts in course.units.items():
            before = shared[unit]
            shared[unit] = now = before + parts * times
            change = (now if now < 2 else 2) - (before if before < 2 else 2)
            up, height, position = unit
            if up:
                self._upright[height][position] += change
            else:
                self._along[position][height] += change

    def crossings(self, course: Course, most: float = float("inf")) -> float:
        """About how many lines a way crosses; counted no further when they are more than `most`."""
        quarters = 0
        for street, low, high in course.runs:
            row = self._upright[2 * street]
            quarters += 2 * sum(row[low + 1 : high])
            if low % 2 == 0:
                quarters += row[low]
            if high % 2 == 0:
                quarters += row[high]
        if quarters > 4 * most:
            return quarters / 4
        for place, first, stop, ends in course.passed:
            column = self._along[place]
            if first < stop:
                quarters += 2 * sum(column[first:stop])
            for street in ends:
                quarters += column[street]
        for height, position in course.entries:
            quarters += self._upright[height][position]
        return quarters / 4


def trespasses(course: Course, strange: Sequence[Box]) -> int:
    """How many pieces of a way run through frames."""
    found = 0
    for left, right, top, bottom in strange:
        for street, low, high in course.runs:
            found += top < street <= bottom and low < right and left < high
        for place, low, high in course.upright:
            found += left < place < right and low < 2 * bottom + 1 and high > 2 * top + 1
    return found


def strange(frames: Iterable[Frame], ends: tuple[Cell, Cell]) -> list[Box]:
    """The frames in which neither end of a line stands."""
    return [
        (2 * f.left, 2 * f.right + 2, f.top, f.bottom)
        for f in frames
        if not any(f.top <= r <= f.bottom and f.left <= c <= f.right for r, c in ends)
    ]
