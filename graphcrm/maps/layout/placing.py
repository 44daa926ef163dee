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
        #: Who is joined by each line; by the last, which is none, nobody to somebody else.
        self._pairs = np.array([*pairs, (0, 0)])
        self._none = len(pairs)
        self._own: list[list[int]] = [[] for _ in at]
        for line, ends in enumerate(pairs.tolist()):
            for end in ends:
                self._own[end].append(line)
        self._degree = np.array([*map(len, self._own)], dtype=np.int64)
        most = max(self._degree, default=0)
        #: The lines of everybody, made equally many by the last.
        self._lines = np.array([[*own, *[self._none] * (most - len(own))] for own in self._own], dtype=np.int64)
        down, across = cells.T
        self._crossings = Crossings(_WIDE * across + _ASIDE * (down * 7 % 5), _HIGH * down + _ASIDE * (across * 3 % 5))
        #: Between which cells each line is laid, and how many of these a line between any two would cross.
        self._laid = np.zeros(len(self._pairs), dtype=np.int64)
        self._crossed = np.zeros(self._crossings.lines, dtype=np.int64)
        self._lay(np.arange(self._none))
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
            before = [each.copy() for each in (self.at, self._cost, self._laid, self._crossed)]
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
                self.at, self._cost, self._laid, self._crossed = before

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
                if not alone and self._more_of(a, b) >= 0:
                    waiting.append(a)
                    continue
                self._exchange(a, b)
                alone = False
                concerned = {a, b, *self._pairs[[*self._own[a], *self._own[b]]].flatten().tolist()}
                waiting += sorted(concerned - {*waiting})

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

    def _more_of(self, a: int, b: int) -> int:
        return int(self._more(np.array([a]), np.array([b]))[0])

    def _more(self, one: Whole, other: Whole) -> Whole:
        """What it costs in crossings and length if each of one row changes places with that of the other."""
        cost, here, there = self._cost, self.at[one], self.at[other]
        longer = cost[one, there] + cost[other, here] - cost[one, here] - cost[other, there]
        longer += 2 * self._weight[one, other] * self._apart[here, there]
        return np.asarray(_CROSSING * self._more_crossings(one, other) + longer)

    def _exchange(self, a: int, b: int) -> None:
        moved = self._apart[self.at[b]] - self._apart[self.at[a]]
        self._cost += np.outer(self._weight[:, a] - self._weight[:, b], moved)
        self.at[[a, b]] = self.at[[b, a]]
        self._lay(np.array([*{*self._own[a], *self._own[b]}], dtype=np.int64))

    def _lay(self, lines: Whole) -> None:
        """Let these lines run between the cells where their ends are now."""
        laid = self._between(self.at[self._pairs[lines]])
        self._crossed += self._crossings.by(laid).sum(axis=0, dtype=np.int64)
        self._crossed -= self._crossings.by(self._laid[lines]).sum(axis=0, dtype=np.int64)
        self._laid[lines] = laid

    def _between(self, ends: Whole) -> Whole:
        return self._crossings.number[ends[..., 0], ends[..., 1]]

    def _more_crossings(self, one: Whole, other: Whole) -> Whole:
        """How many more lines cross if each of one row changes places with that of the other."""
        whose = [self._lines[who, : self._degree[who].max()] for who in (one, other)]
        wide, lines = whose[0].shape[1], np.concatenate(whose, axis=1)
        ends = self._pairs[lines]
        a, b = one[:, None, None], other[:, None, None]
        mine, theirs = ends == a, ends == b
        stays = (mine[..., 0] | mine[..., 1]) & (theirs[..., 0] | theirs[..., 1])  # a line between the two
        lines[stays] = self._none
        ends = np.where(mine, b, np.where(theirs, a, ends))
        then, now = self._between(self.at[ends]), self._laid[lines]
        then[stays] = now[stays]
        self._compared += lines.size
        # Those laid anew are compared among themselves as they will run, and not as they run now. Lines with a common end do not
        # cross: only those of one with those of the other, both then or both now, and then with now of the same.
        ours = np.arange(lines.shape[1]) < wide
        among = self._crossings.among(np.where(ours, then, now), np.where(ours, now, then))
        sign = np.where(ours[:, None] == ours, np.float32(-1), np.float32(1)).ravel()
        both = among.reshape(len(one), -1).astype(np.float32) @ sign  # whole numbers, and faster than with these
        return np.asarray((self._crossed[then] - self._crossed[now]).sum(axis=1) + both.astype(np.int64))
