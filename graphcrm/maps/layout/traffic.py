"""What already runs where, so that a further line is led where it crosses least and enters no frame of strangers.

Positions are half columns (alley c is 2c, column c is 2c + 1), heights as in `graphcrm.maps.layout.ways`. Where two lines
meet in one street or alley, one of which ends there, it depends on their tracks whether they cross: that counts half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphcrm.maps.layout.grid import Frame
from graphcrm.maps.layout.views import Cell
from graphcrm.maps.layout.ways import Way

__all__ = ["Course", "Met", "Traffic", "strange", "trespasses"]

Passage = tuple[int, int, int]
"""Position of a stretch up or down, or street of a run; from where to where."""
Box = tuple[int, int, int, int]
"""Left, right, top and bottom of a frame: positions of its edges, its first and its last line."""
Whole = NDArray[np.int64]

#: Lines that an alley takes before others are preferred.
_ROOM = 3


class Course:
    """A way, cut into its pieces: stretches up or down, and runs along streets."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.upright: list[Passage] = []
        self.runs: list[Passage] = []
        before = None
        for kind, place, (one, other) in way:
            at = 2 * place + (kind != "alley")
            if before is not None and at != before:
                self.runs.append((one // 2, before, at) if before < at else (one // 2, at, before))
            self.upright.append((at, one, other) if one < other else (at, other, one))
            before = at
        #: Height and position of each end that comes into an alley from the side of a card.
        self.sides = [(v.ends[end], 2 * v.place) for v, end in ((way[0], 0), (way[-1], 1)) if v.kind == "alley"]


class Met(NamedTuple):
    """Where courses meet what is laid, those of all in one row.

    at, first
        Places, of which those of each course begin at `first`: half a line there is a quarter of a crossing; where a line that
        goes on is crossed the place stands twice.
    alleys, first_alley
        The same of places in alleys.
    """

    at: Whole
    first: Whole
    alleys: Whole
    first_alley: Whole


class _Taken(NamedTuple):
    """Places that a course takes, with how many halves of each, at `once` no more than two; and those in alleys, with how often."""

    at: Whole
    halves: Whole
    once: Whole
    alleys: Whole
    often: Whole


class Traffic:
    """The lines laid so far on a grid of so many lines and columns; of the nets, `several` are of more than one line."""

    def __init__(self, lines: int, columns: int, several: Iterable[str]) -> None:
        # Places: stretches up or down by height and position, then runs by position and street; at last one that nobody takes.
        self._wide, self._deep = 2 * columns + 2, lines + 1
        self._along = (2 * lines + 2) * self._wide
        self._nowhere = self._along + self._wide * self._deep
        #: Halves of lines there, what lines of one net share once; and halves of all lines of a net.
        self._halves = self._none()
        self._shared = {net: self._none() for net in several}
        #: Lines in alleys.
        self._lines = self._none()
        self._known: dict[Course, _Taken] = {}
        #: Many courses have the same pieces.
        self._beside, self._across = cache(self._run), cache(self._stretch)

    def lay(self, net: str, course: Course, times: int = 1) -> None:
        """Count a course, or with -1 take it away; what lines of one net share counts once."""
        taken = self._known.get(course) or self._taken(course)
        shared = self._shared.get(net)
        if shared is None:
            self._halves[taken.at] += times * taken.once
        else:
            before = np.minimum(shared[taken.at], 2)
            shared[taken.at] += times * taken.halves
            self._halves[taken.at] += np.minimum(shared[taken.at], 2) - before
        self._lines[taken.alleys] += times * taken.often

    def met(self, courses: Iterable[Course]) -> Met:
        """Where courses will meet what is laid."""
        at: list[int] = []
        alleys: list[int] = []
        first, first_alley = [], []
        for course in courses:
            first.append(len(at))
            first_alley.append(len(alleys))
            for run in course.runs:
                at += self._beside(run)
            for stretch in course.upright:
                places, heights = self._across(stretch)
                at += places
                alleys += heights
            for height, position in course.sides:
                at.append(height * self._wide + position)
        return Met(*map(np.array, (at, first, alleys, first_alley)))

    def weigh(self, met: Met) -> tuple[Whole, Whole]:
        """About how many quarters of a crossing each course has, and how many lines too many there are in its alleys."""
        quarters = np.add.reduceat(self._halves[met.at], met.first)
        crowd = np.add.reduceat(np.maximum(self._lines[met.alleys] - _ROOM, 0), met.first_alley)
        return quarters, crowd

    def _none(self) -> Whole:
        return np.zeros(self._nowhere + 1, dtype=np.int64)

    def _run(self, run: Passage) -> list[int]:
        """Where a run crosses what goes up or down, and in which alleys it ends, where others may."""
        street, low, high = run
        row = 2 * street * self._wide
        passed = range(row + low + 1, row + high)
        return [*passed, *passed, *(row + position for position in (low, high) if position % 2 == 0)]

    def _stretch(self, stretch: Passage) -> tuple[list[int], list[int]]:
        """Where a stretch up or down crosses runs, and in which streets it ends; and the heights of the alley that it takes.

        Of these there is nobody's place at least, so that no course has none.
        """
        position, low, high = stretch
        column = self._along + position * self._deep
        passed = range(column + low // 2 + 1, column + (high + 1) // 2)
        ends = [column + height // 2 for height in {low, high} if height % 2 == 0]
        return [*passed, *passed, *ends], [self._nowhere, *(() if position % 2 else self._heights(stretch))]

    def _heights(self, stretch: Passage) -> range:
        position, low, high = stretch
        return range(low * self._wide + position, high * self._wide + position + 1, self._wide)

    def _taken(self, course: Course) -> _Taken:
        """Two halves of a place where the course goes on, one where it ends or turns."""
        places = [self._heights(stretch) for stretch in course.upright]
        alleys = [self._heights(stretch) for stretch in course.upright if stretch[0] % 2 == 0]
        for street, low, high in course.runs:
            first = self._along + street
            places.append(range(first + low * self._deep, first + high * self._deep + 1, self._deep))
        at, halves = _counted(chain(*places, *(some[1:-1] for some in places)))
        found = self._known[course] = _Taken(at, halves, np.minimum(halves, 2), *_counted(chain(*alleys)))
        return found


def _counted(places: Iterable[int]) -> tuple[Whole, Whole]:
    """Each place once, and how often it is there."""
    counter = Counter(places)
    return np.array([*counter], dtype=np.int64), np.array([*counter.values()], dtype=np.int64)


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
