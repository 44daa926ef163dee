"""Which way each line takes: of all ways (`graphcrm.maps.layout.ways`) the shortest.

A bend, a full alley, a crossing and the frame of an organisation in which neither end stands count as detours. Lines are laid one
after the other, then each anew beside all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphcrm.maps.layout.grid import Grid
from graphcrm.maps.layout.traffic import Course, Met, Traffic, strange, trespasses
from graphcrm.maps.layout.ways import Choices, Link, Way

__all__ = ["CROSSING", "Laying"]

_CROWDED = 0.1
#: A crossing, and a frame of strangers entered, count as a detour of so many columns.
CROSSING = 5.0
_TRESPASS = 200.0
#: So often every line is laid, beside all others.
_ROUNDS = 4
#: Costs that differ by less are the same but for roundings.
_SAME = 1e-9


def _far(grid: Grid, link: Link) -> int:
    (r, c), (s, d) = grid.at[link.source], grid.at[link.target]
    return abs(r - s) + abs(c - d)


class _Weighed(NamedTuple):
    """Courses that a line may take, the shortest first; what each costs beside no other, and where they meet others."""

    courses: Sequence[Course]
    alone: NDArray[Any]
    met: Met


class Laying:
    """Ways laid one after the other, each beside all that are there."""

    def __init__(self, links: Sequence[Link], grid: Grid) -> None:
        self._links = links
        self._strange = [strange(grid.frames, (grid.at[link.source], grid.at[link.target])) for link in links]
        self._choices = Choices(grid)
        several = [net for net, lines in Counter(link.net for link in links).items() if lines > 1]
        self._traffic = Traffic(len(grid.grades), grid.columns, several)
        self._ways = [self._weighed(self._choices.of(link), k) for k, link in enumerate(links)]
        self._around: dict[int, _Weighed] = {}
        self._laid: dict[int, Course] = {}
        order = sorted(
            range(len(links)), key=lambda k: (_far(grid, links[k]), links[k].net, links[k].source, links[k].target)
        )
        kept = 0
        for k in order * _ROUNDS:
            kept = kept + 1 if self._lay(k) else 0
            if kept >= len(order) - 1:
                break  # beside what is laid now, each would take the same way again

    @property
    def done(self) -> list[Way]:
        """The way of each link, in the order given."""
        return [self._laid[k].way for k in range(len(self._links))]

    def options(self, k: int) -> list[tuple[float, Way]]:
        """All ways of a link and what each costs beside no other, the cheapest first."""
        some = [self._ways[k], *([self._around[k]] if k in self._around else ())]
        ways = [
            (alone, course.way)
            for choices in some
            for alone, course in zip(choices.alone.tolist(), choices.courses, strict=True)
        ]
        return sorted(ways, key=lambda one: one[0])

    def _lay(self, k: int) -> bool:
        """Lay a link, anew if it was laid; whether it keeps its way."""
        net, before = self._links[k].net, self._laid.get(k)
        if before is not None:
            self._traffic.lay(net, before, -1)
        cost, course = self._best(self._ways[k])
        if trespasses(course, self._strange[k]):
            if k not in self._around:
                self._around[k] = self._weighed(self._choices.around(self._links[k]), k)
            cost, course = min((cost, course), self._best(self._around[k]), key=lambda one: one[0])
        self._laid[k] = course
        self._traffic.lay(net, course)
        return course is before

    def _weighed(self, ways: Sequence[tuple[float, Way]], k: int) -> _Weighed:
        courses = [Course(way) for _, way in ways]
        alone = [
            far + _TRESPASS * trespasses(course, self._strange[k])
            for (far, _), course in zip(ways, courses, strict=True)
        ]
        return _Weighed(courses, np.array(alone), self._traffic.met(courses))

    def _best(self, choices: _Weighed) -> tuple[float, Course]:
        """The first of the cheapest."""
        quarters, crowd = self._traffic.weigh(choices.met)
        costs = choices.alone + CROSSING / 4 * quarters + _CROWDED * crowd
        best = int((costs < costs.min() + _SAME).argmax())
        return float(costs[best]), choices.courses[best]
