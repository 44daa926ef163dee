"""Tracks of a street: which of the lines in it runs above which, so that few of them cross and none runs along another.

Channel routing: each line takes a stretch of the street and leaves it at its ends upwards or downwards. Of two lines, one
above the other, those ends cross that leave towards the other within its stretch. The order is improved by moving one line
after the other to its best place (sifting: Matuszewski, Schönfeld and Molitor 1999 for layers); then lines that do not meet share
a track.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

__all__ = ["Stretch", "tracks"]

#: Ends that are nearer to each other than this would lie on one another.
_NEAR = 5.0
_ON_ONE_ANOTHER = 20
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a line takes of a street: its ends as (position, leaves upwards), and from where to where that is."""

    ends: tuple[tuple[float, bool], ...]
    low: float = field(init=False)
    high: float = field(init=False)

    def __post_init__(self) -> None:
        places = [place for place, _ in self.ends]
        object.__setattr__(self, "low", min(places))
        object.__setattr__(self, "high", max(places))


def tracks(stretches: Sequence[Stretch]) -> list[int]:
    """Track of each stretch, 0 on top."""
    order = sorted(range(len(stretches)), key=lambda k: _first_guess(stretches[k]))
    gain = [[0] * len(stretches) for _ in stretches]
    for k, m in combinations(range(len(stretches)), 2):
        if _meet(a := stretches[k], b := stretches[m]):
            gain[k][m] = _crossings(a, b) - _crossings(b, a)
            gain[m][k] = -gain[k][m]
    for _ in range(_ROUNDS):
        before = list(order)
        for k in before:
            order.remove(k)
            order.insert(_best_place(k, order, gain), k)
        if order == before:
            break
    track = [0] * len(stretches)
    for place, k in enumerate(order):
        above = [track[m] for m in order[:place] if _meet(stretches[m], stretches[k])]
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


def _meet(a: Stretch, b: Stretch) -> bool:
    return a.low < b.high + _NEAR and b.low < a.high + _NEAR


def _crossings(upper: Stretch, lower: Stretch) -> int:
    """Crossings if one runs above the other; ends that would lie on one another count as many."""
    count = 0
    for x, up in upper.ends:
        if not up:
            count += lower.low < x < lower.high
            count += _ON_ONE_ANOTHER * sum(u and abs(x - y) < _NEAR for y, u in lower.ends)
    return count + sum(up and upper.low < x < upper.high for x, up in lower.ends)
