"""Which way each line takes: of all ways (`graphcrm.maps.layout.ways`) the shortest.

A bend, a full alley, a crossing and the frame of an organisation in which neither end stands count as detours. Lines are laid one
after the other, then each anew beside all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphcrm.maps.layout.grid import Grid
from graphcrm.maps.layout.traffic import Course, Traffic, strange, trespasses
from graphcrm.maps.layout.ways import Choices, Link, Way

__all__ = ["CROSSING", "Laying"]

_CROWDED = 0.1
#: Lines that an alley takes before others are preferred.
_ROOM = 3
#: A crossing, and a frame of strangers entered, count as a detour of so many columns.
CROSSING = 5.0
_TRESPASS = 200.0
#: So often every line is laid, beside all others.
_ROUNDS = 4


def _far(grid: Grid, link: Link) -> int:
    (r, c), (s, d) = grid.at[link.source], grid.at[link.target]
    return abs(r - s) + abs(c - d)


Choice = tuple[float, float, Course]
"""How long a way is, what it costs beside no other, and the way."""
_NONE: Choice = (0.0, 0.0, Course(()))
_INFINITE = float("inf")


class Laying:
    """Ways laid one after the other, each beside all that are there."""

    def __init__(self, links: Sequence[Link], grid: Grid) -> None:
        self._done = [_NONE] * len(links)
        self._links = links
        self._strange = [strange(grid.frames, (grid.at[link.source], grid.at[link.target])) for link in links]
        self._choices = Choices(grid)
        self._full: dict[tuple[int, int], int] = {}
        self._traffic = Traffic(len(grid.grades), grid.columns)
        self._ways = [self._weighed(self._choices.of(link), k) for k, link in enumerate(links)]
        self._around: dict[int, list[Choice]] = {}
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
        return [course.way for _, _, course in self._done]

    def options(self, k: int) -> list[tuple[float, Way]]:
        """All ways of a link and what each costs beside no other, the cheapest first."""
        ways = [*self._ways[k], *self._around.get(k, ())]
        return sorted(((alone, course.way) for _, alone, course in ways), key=lambda one: one[0])

    def _lay(self, k: int) -> bool:
        """Lay a link, anew if it was laid; whether it keeps its way."""
        before = self._done[k]
        if before is not _NONE:
            self._count(k, -1)
        known = _INFINITE if before is _NONE or k in self._around else self._cost(before)
        best = self._best(self._ways[k], known)
        if trespasses(best[1][2], self._strange[k]):
            if k not in self._around:
                self._around[k] = self._weighed(self._choices.around(self._links[k]), k)
            best = min(best, self._best(self._around[k]), key=lambda one: one[0])
        self._done[k] = best[1]
        self._count(k, 1)
        return best[1] is before

    def _weighed(self, ways: Iterable[tuple[float, Way]], k: int) -> list[Choice]:
        cut = ((length, Course(way)) for length, way in ways)
        return [(far, far + _TRESPASS * trespasses(course, self._strange[k]), course) for far, course in cut]

    def _count(self, k: int, times: int) -> None:
        _, _, course = self._done[k]
        self._traffic.lay(self._links[k].net, course, times)
        for spot in course.alleys:
            self._full[spot] = self._full.get(spot, 0) + times

    def _best(self, choices: Sequence[Choice], known: float = _INFINITE) -> tuple[float, Choice]:
        """The first of the cheapest. One of them costs `known`: what costs more need not be looked at closely."""
        best, limit = (_INFINITE, _NONE), known + 1e-6
        for choice in choices:
            length, alone, course = choice
            if length >= limit:
                break  # crossings make it no shorter
            if alone >= limit:
                continue
            cost = alone + CROSSING * self._traffic.crossings(course, (limit - alone) / CROSSING)
            if cost < best[0] - 1e-9 and (cost := cost + _CROWDED * self._crowd(course)) < best[0] - 1e-9:
                best, limit = (cost, choice), min(limit, cost)
        return best

    def _cost(self, choice: Choice) -> float:
        """What a way costs beside all that are there."""
        _, alone, course = choice
        return alone + CROSSING * self._traffic.crossings(course) + _CROWDED * self._crowd(course)

    def _crowd(self, course: Course) -> int:
        """How many lines too many there are in the alleys of a way, height by height."""
        return sum([lines - _ROOM for spot in course.alleys if (lines := self._full.get(spot, 0)) > _ROOM])
