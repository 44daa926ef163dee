"""Tracks of a street: which of the lines in it runs above which, so that few of them cross and none runs along another.

Channel routing: each line takes a stretch of the street and leaves it at its ends upwards or downwards. Of two lines, one
above the other, those ends cross that leave towards the other within its stretch. The order is improved by moving one line
after the other to its best place (sifting: Matuszewski, Schönfeld and Molitor 1999 for layers); then lines that do not meet share
a track.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Stretch", "tracks"]

#: Ends that are nearer to each other than this would lie on one another.
_NEAR = 5.0
_ON_ONE_ANOTHER = 20
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a line takes of a street: its ends as (position, leaves upwards)."""

    ends: tuple[tuple[float, bool], ...]

    @property
    def low(self) -> float:
        return min(x for x, _ in self.ends)

    @property
    def high(self) -> float:
        return max(x for x, _ in self.ends)

    @property
    def middle(self) -> float:
        return sum(x for x, _ in self.ends) / len(self.ends)


def tracks(stretches: Sequence[Stretch], near: float = _NEAR, clash: int = _ON_ONE_ANOTHER) -> list[int]:
    """Track of each stretch, 0 on top.

    Parameters
    ----------
    near, clash
        Ends that are nearer to each other than `near` and leave towards each other count as `clash` crossings.
    """
    order = sorted(range(len(stretches)), key=lambda k: _first_guess(stretches[k]))
    gain = [[_crossings(a, b, near, clash) - _crossings(b, a, near, clash) for b in stretches] for a in stretches]
    for _ in range(_ROUNDS):
        before = list(order)
        for k in before:
            order.remove(k)
            order.insert(_best_place(k, order, gain), k)
        if order == before:
            break
    track = [0] * len(stretches)
    for place, k in enumerate(order):
        above = [track[m] for m in order[:place] if _meet(stretches[m], stretches[k], near)]
        track[k] = max(above, default=-1) + 1
    return track


def _best_place(k: int, order: Sequence[int], gain: Sequence[Sequence[int]]) -> int:
    """Where a line has fewest crossings among the others; of equal places the lowest."""
    total, least, place = 0, 0, 0
    for i, other in enumerate(order):
        total += gain[other][k]
        if total < least:
            least, place = total, i + 1
    return place


def _first_guess(s: Stretch) -> tuple[float, float, float]:
    """Lines that only leave upwards lie high, the long ones lower; those that only leave downwards the other way round."""
    up = sum(1 if u else -1 for _, u in s.ends) / len(s.ends)
    length = s.high - s.low
    return -up, length if up > 0 else -length, s.low


def _meet(a: Stretch, b: Stretch, near: float) -> bool:
    return a.low < b.high + near and b.low < a.high + near


def _crossings(upper: Stretch, lower: Stretch, near: float, clash: int) -> int:
    """Crossings if one runs above the other; ends that would lie on one another count as many."""
    count = 0
    for x, up in upper.ends:
        if not up:
            count += lower.low < x < lower.high
            count += clash * sum(u and abs(x - y) < near for y, u in lower.ends)
    return count + sum(up and upper.low < x < upper.high for x, up in lower.ends)
