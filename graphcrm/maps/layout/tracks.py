"""Tracks of a street: which of the lines in it runs above which, so that few of them cross and none runs along another.

Channel routing: each line takes a stretch of the street and leaves it at its ends upwards or downwards. Of two lines, one
above the other, those ends cross that leave towards the other within its stretch. The order is improved by moving one line
after the other to its best place (sifting: Matuszewski, Schönfeld and Molitor 1999 for layers); then lines that do not meet share
a track.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Stretch", "tracks"]

#: Ends that are nearer to each other than this would lie on one another.
_NEAR = 5.0
_ON_ONE_ANOTHER = 20
_ROUNDS = 4


class Stretch(NamedTuple):
    """What a line takes of a street: its ends as (position, leaves upwards)."""

    ends: tuple[tuple[float, bool], ...]

    @property
    def low(self) -> float:
        """Where it begins."""
        return min(self.ends)[0]

    @property
    def high(self) -> float:
        """Where it is over."""
        return max(self.ends)[0]


def tracks(stretches: Sequence[Stretch]) -> list[int]:
    """Track of each stretch, 0 on top."""
    if len(stretches) == 1:
        return [0]
    lows = [s.low for s in stretches]
    low, high = np.array(lows), np.array([s.high for s in stretches])
    order = sorted(range(len(stretches)), key=[*map(_first_guess, stretches, lows, (high - low).tolist())].__getitem__)
    more = _more_below(stretches, low, high).tolist()
    settled: set[int] = set()  # where nobody has moved since they were looked at
    for _ in range(_ROUNDS):
        for k in list(order):
            if k in settled:
                continue
            before = order.index(k)
            place = _best_place(order, more[k])
            if not before <= place <= before + 1:
                order.insert(place - (place > before), order.pop(before))
                settled.clear()
            settled.add(k)
        if len(settled) == len(order):
            break
    meet = ((low[:, None] < high + _NEAR) & (low < high[:, None] + _NEAR)).tolist()
    track = [0] * len(stretches)
    for place, k in enumerate(order):
        met = meet[k]
        track[k] = 1 + max([track[m] for m in order[:place] if met[m]], default=-1)
    return track


def _best_place(order: Sequence[int], more: Sequence[int]) -> int:
    """Before whom a line has fewest crossings, by how many more it has below each other than above it; of equal places the first.

    It has none with itself, so that it may stand in the order meanwhile.
    """
    total = list(accumulate(map(more.__getitem__, order), initial=0))
    return total.index(min(total))


def _first_guess(s: Stretch, low: float, length: float) -> tuple[float, float, float]:
    """Lines that only leave upwards lie high, the long ones lower; those that only leave downwards the other way round."""
    up = sum([1 if u else -1 for _, u in s.ends]) / len(s.ends)
    return -up, length if up > 0 else -length, low


def _more_below(stretches: Sequence[Stretch], low: NDArray[Any], high: NDArray[Any]) -> NDArray[Any]:
    """How many more crossings each has below each other than above it; ends that would lie on one another count as many.

    Below another a line crosses it with those of its ends that leave upwards within the other's stretch, and is crossed by those
    of the other's that leave downwards within its own; above it is the other way round.
    """
    at = np.array([place for s in stretches for place, _ in s.ends])
    up = np.array([1 if u else -1 for s in stretches for _, u in s.ends])
    first = np.cumsum([0, *(len(s.ends) for s in stretches[:-1])])
    within = up[:, None] * ((low < at[:, None]) & (at[:, None] < high))
    of_mine = np.add.reduceat(within, first, axis=0)
    near = np.abs(at[:, None] - at) < _NEAR
    apart = (up[:, None] - up) // 2 * near
    on_one_another = np.add.reduceat(np.add.reduceat(apart, first, axis=0), first, axis=1)
    return np.asarray(of_mine - of_mine.T + _ON_ONE_ANOTHER * on_one_another)
