"""Who stands on which of the places of a lane: so that lines are short and few of them cross.

First those who have to do with each other come near each other: the sum of all lengths is a quadratic assignment, and the
exchange of two places that shortens it most is made as long as one does (steepest descent; Burkard, Dell'Amico and Martello 2009,
ch. 8). Then everybody in turn is exchanged with whoever of the nearest places saves most crossings of straight lines and length.
All numbers are whole and everything is done in the order of ids, so the same ties give the same places.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from graphcrm.maps.layout.crossings import Crossings
from graphcrm.maps.layout.views import Cell, Room

__all__ = ["placed"]

Whole = npt.NDArray[np.int64]

#: What a line costs for each column sideways, for each line of cards down, and for each other that it crosses.
_SIDEWAYS, _DOWN, _CROSSING = 2, 1, 10
#: Width and height of a cell, and how far cells are out of line, so that of lines along a line of cards those cross that overlap.
_WIDE, _HIGH, _ASIDE = 15, 8, 1
#: So many places are tried for each person, as long as no more lines than these have been laid on trial (half a second).
_NEAREST, _MOST = 12, 500_000
#: So often places are shaken, by so many exchanges at once.
_SHAKES, _AT_ONCE = 48, 4
#: For so many people places are tried in one step.
_TOGETHER = 8


def placed(rooms: Sequence[Room], ties: Mapping[tuple[str, str], int]) -> dict[str, Cell]:
    """A cell for everybody; `ties` says how much each pair has to do with each other."""
    names = sorted(person for people, _ in rooms for person in people)
    number = {person: k for k, person in enumerate(names)}
    cells = [cell for _, places in rooms for cell in places]
    at, room = np.empty(len(cells), dtype=np.int64), np.empty(len(cells), dtype=np.int64)
    first, empty = 0, len(names)
    for k, (people, places) in enumerate(rooms):
        # On an empty place stands nobody in particular, who has nothing to do with anybody and is exchanged like others.
        nobody = range(empty, empty := empty + len(places) - len(people))
        here = [*(number[p] for p in people), *nobody]
        at[here], room[here] = np.arange(first, first := first + len(places)), k
    pairs = np.array([(number[a], number[b]) for a, b in sorted(ties)], dtype=np.int64).reshape(-1, 2)
    weight = np.zeros((len(cells), len(cells)), dtype=np.int64)
    for a, b in ties:
        weight[number[a], number[b]] = weight[number[b], number[a]] = ties[a, b]
    placing = _Placing(np.array(cells, dtype=np.int64).reshape(-1, 2), at, room, pairs, weight)
    placing.shorten()
    placing.uncross(len(names))
    return {person: cells[placing.at[k]] for person, k in number.items()}


class _Placing:
    """Everybody on a cell: `at` says on which."""

    def __init__(self, cells: Whole, at: Whole, room: Whole, pairs: Whole, weight: Whole) -> None:
        self.at, self._room, self._weight = at, room, weight
        self._apart = np.abs(cells[:, None, :] - cells[None, :, :]) @ np.array([_DOWN, _SIDEWAYS])
        self._cost = weight @ self._apart[at]  # of everybody on every cell, as all others stand
        everybody = np.arange(len(at))
        #: Who may change places with whom.
        self._mates = [np.flatnonzero((room == room[a]) & (everybody != a)) for a in everybody]
        #: The lines of everybody, by who is at their other end.
        self._own: list[dict[int, int]] = [{} for _ in at]
        for line, (a, b) in enumerate(pairs.tolist()):
            self._own[a][b] = self._own[b][a] = line
        #: The same as rows to look up with: who is at the other ends, and which lines these are.
        self._others = [np.array([*own], dtype=np.int64) for own in self._own]
        self._lines = [np.array([*own.values()], dtype=np.int64) for own in self._own]
        self._degree = np.array([*map(len, self._own)], dtype=np.int64)
        most = max(self._degree, default=0)
        #: Who is joined to everybody, made equally many by lines to oneself.
        self._joined = np.array([[*own, *[a] * (most - len(own))] for a, own in enumerate(self._own)], dtype=np.int64)
        down, across = cells.T
        self._crossings = Crossings(_WIDE * across + _ASIDE * (down * 7 % 5), _HIGH * down + _ASIDE * (across * 3 % 5))
        #: Between which cells each line is laid, how many of these a line between any two would cross, and how many of each one's.
        self._laid = self._crossings.number[at[pairs[:, 0]], at[pairs[:, 1]]]
        crossed = self._crossings.by(self._laid)
        self._crossed = crossed.sum(axis=0, dtype=np.int64)
        self._by_own = np.array([crossed[lines].sum(axis=0, dtype=np.int16) for lines in self._lines])
        self._compared = 0

    def shorten(self) -> None:
        """Exchange those two whom it shortens lines most, until it shortens them no more."""
        n = len(self.at)
        fixed = np.not_equal.outer(self._room, self._room) | np.tri(n, dtype=bool)
        while n:
            there = self._cost[:, self.at]
            here = np.diag(there)
            gain = there + there.T - here - here[:, None] + 2 * self._weight * self._apart[self.at[:, None], self.at]
            gain[fixed] = 0
            a, b = divmod(int(np.argmin(gain)), n)
            if gain[a, b] >= 0:
                return
            self._exchange(a, b)

    def uncross(self, people: int) -> None:
        """Exchange whoever saves crossings and length by it; then shake some and keep what is better afterwards.

        Iterated local search (Lourenço, Martin and Stützle 2003) by a fixed row of random numbers.
        """
        chance = random.Random(0)  # noqa: S311 - the same places every time, no secret
        movable = [a for a in range(people) if self._own[a] and len(self._mates[a])]
        self._settle(movable)
        for _ in range(_SHAKES):
            if not movable or self._compared >= _MOST:
                return
            before = [each.copy() for each in (self.at, self._cost, self._laid, self._crossed, self._by_own)]
            cost = self._whole()
            shaken: list[int] = []
            for _ in range(_AT_ONCE):
                a = movable[int(len(movable) * chance.random())]
                mates = self._mates[a]
                b = int(mates[int(len(mates) * chance.random())])
                self._exchange(a, b)
                self._compared += int(self._degree[a] + self._degree[b])
                shaken += [a, b]
            self._settle(shaken)
            if self._whole() > cost:
                self.at, self._cost, self._laid, self._crossed, self._by_own = before

    def _whole(self) -> int:
        """What all lines cost: each crossing and each length, which stand with both lines and both ends."""
        length = self._cost[np.arange(len(self.at)), self.at].sum()
        return int(_CROSSING * self._crossed[self._laid].sum() + length) // 2

    def _settle(self, people: Sequence[int]) -> None:
        """Let these people change places, and whoever is concerned by it, until nobody saves anything."""
        waiting = deque(people)
        while waiting and self._compared < _MOST:
            some = [waiting.popleft() for _ in range(min(len(waiting), _TOGETHER))]
            alone = True
            for a, b in self._saving(some):
                # The first is known to save something, the others did before it.
                if not alone:
                    self._compared += int(self._degree[a] + self._degree[b])
                if self._exchange(a, b, anyway=alone):
                    alone = False
                    waiting += sorted({a, b, *self._own[a], *self._own[b]} - {*waiting})
                else:
                    waiting.append(a)

    def _saving(self, people: Sequence[int]) -> list[tuple[int, int]]:
        """Who of these saves something, and by which exchange most.

        Tried are the places on which their lines would be shortest.
        """
        near: list[tuple[int, Whole]] = []
        for a in people:
            if self._own[a] and len(mates := self._mates[a]):
                near.append((a, mates[self._cost[a, self.at[mates]].argsort(kind="stable")[:_NEAREST]]))
        if not near:
            return []
        one = np.repeat([a for a, _ in near], [len(others) for _, others in near])
        more = self._more(one, np.concatenate([others for _, others in near])).tolist()
        best: dict[int, int] = {}
        start = 0
        for a, others in near:
            costs = more[start : (start := start + len(others))]
            if (least := min(costs)) < 0:
                best[a] = int(others[costs.index(least)])
        return [*best.items()]

    def _more(self, one: Whole, other: Whole) -> Whole:
        """What it costs in crossings and length if each of one row changes places with that of the other.

        Of an exchange that saves nothing even if none of the lines that move cross each other, less is told than it costs.
        """
        longer = self._longer(one, other)
        return np.asarray(_CROSSING * self._more_crossings(one, other, -(longer // _CROSSING)) + longer)

    def _longer(self, one: Any, other: Any) -> Any:
        """By how much all lines together become longer if one and other change places, or each of two rows."""
        cost, here, there = self._cost, self.at[one], self.at[other]
        longer = cost[one, there] + cost[other, here] - cost[one, here] - cost[other, there]
        return longer + 2 * self._weight[one, other] * self._apart[here, there]

    def _exchange(self, a: int, b: int, *, anyway: bool = True) -> bool:
        """Let two change places, if it costs less or `anyway`; whether they did."""
        at, crossings, others, lines = self.at, self._crossings, self._others, self._lines
        longer, here, there = self._longer(a, b), at[a], at[b]
        at[a], at[b] = there, here
        # The line between the two stays where it is.
        laid = [crossings.number[at[one]].take(at.take(others[one])) for one in (a, b)]
        changed = [
            crossings.by(then).view(np.int8) - crossings.by(self._laid.take(lines[one])).view(np.int8)
            for one, then in zip((a, b), laid, strict=True)
        ]
        more = [some.sum(axis=0, dtype=np.int16) for some in changed]
        crossed, then = self._crossed + more[0] + more[1], self._laid.copy()
        then[lines[a]], then[lines[b]] = laid
        if not anyway:
            more_crossings = (crossed.take(then).sum() - self._crossed.take(self._laid).sum()) // 2
            if _CROSSING * more_crossings + longer >= 0:
                at[a], at[b] = here, there
                return False
        self._crossed, self._laid = crossed, then
        self._cost += (self._weight[a] - self._weight[b])[:, None] * (self._apart[there] - self._apart[here])
        for one, those, this in zip((a, b), changed, more, strict=True):
            self._by_own[one] += this
            for other, row in zip(others[one].tolist(), those, strict=True):
                self._by_own[other] += row
        return True

    def _more_crossings(self, one: Whole, other: Whole, most: Whole) -> Whole:
        """How many more lines cross if each of one row changes places with that of the other.

        Where it comes to `most` without those that move among each other, these are not counted.
        """
        n, degree = len(one), self._degree
        self._compared += n * int(degree[one].max() + degree[other].max())
        both, partners = np.concatenate((one, other)), np.concatenate((other, one))
        moved, were = self._moved(both, partners)
        # Lines with a common end do not cross: of those laid anew only the one's cross the other's, and none of them those of
        # its own as they run now.
        crossed, own, rows = self._crossed, self._by_own, both[:, None] * self._crossings.lines
        each = (crossed.take(moved) - own.take(rows + moved) - crossed.take(were)).sum(axis=1)
        more = each[:n] + each[n:] + own.take(rows[n:] + were[:n]).sum(axis=1)
        fewer = np.flatnonzero(more < most)
        if len(fewer):
            among = self._crossings.among(moved[fewer], moved[n + fewer]).reshape(len(fewer), -1)
            more[fewer] += among.sum(axis=1, dtype=np.int64)
        return np.asarray(more)

    def _moved(self, one: Whole, other: Whole) -> tuple[Whole, Whole]:
        """Between which cells the lines of each of one row run at the place of that of the other, and where they run now."""
        joined, a, b = self._joined[one, : self._degree[one].max()], one[:, None], other[:, None]
        here, there, far = self.at.take(a), self.at.take(b), self.at.take(joined)
        # A line between the two stays; one to oneself remains one.
        then = np.where(joined == b, here, np.where(joined == a, there, far))
        number, cells = self._crossings.number, len(self.at)
        return number.take(there * cells + then), number.take(here * cells + far)
