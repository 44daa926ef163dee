"""Tracks of a street: which of the lines in it runs above which, so that few of them cross and none runs along another.

Channel routing: each line takes a stretch of the street and leaves it at its ends upwards or downwards. Of two lines, one
above the other, those ends cross that leave towards the other within its stretch. The order is improved by exchanging
neighbours while that lowers the number of crossings (as in Sugiyama, Tagawa and Toda 1981 for layers); then lines that do not
meet share a track.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Stretch", "tracks"]

#: Ends that are nearer to each other than this would lie on one another.
_NEAR = 5.0
_ON_ONE_ANOTHER = 20


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


def tracks(stretches: Sequence[Stretch]) -> list[int]:
    """Track of each stretch, 0 on top."""
    order = sorted(range(len(stretches)), key=lambda k: _first_guess(stretches[k]))
    gain = [[_crossings(a, b) - _crossings(b, a) for b in stretches] for a in stretches]
    for _ in range(len(order)):
        moved = False
        for i in range(len(order) - 1):
            if gain[order[i]][order[i + 1]] > 0:
                order[i], order[i + 1] = order[i + 1], order[i]
                moved = True
        if not moved:
            break
    track = [0] * len(stretches)
    for place, k in enumerate(order):
        above = [track[m] for m in order[:place] if _meet(stretches[m], stretches[k])]
        track[k] = max(above, default=-1) + 1
    return track


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
