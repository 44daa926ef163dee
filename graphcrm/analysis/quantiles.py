"""Where numbers lie: their median, and between which two of them nine tenths lie.

They are those of `statistics` and numpy to the last bit, which load fractions, decimals and masked arrays first, for a tenth of a
cold start's libraries.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["ENDS", "interval", "median"]

#: The quantiles at both ends of an interval.
ENDS = (0.05, 0.95)


def median(values: Iterable[float]) -> float:
    """The middle one of at least one number, or what is halfway between both middle ones.

    >>> median([3, 1, 2]), median([4, 1, 3, 2])
    (2, 2.5)
    """
    ordered = sorted(values)
    place = len(ordered) // 2
    return ordered[place] if len(ordered) % 2 else (ordered[place - 1] + ordered[place]) / 2


def interval(draws: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """5 % and 95 % quantile along the first axis."""
    last = len(draws) - 1
    places = [min(int(last * end), last - 1 if last else 0) for end in ENDS]
    ordered = np.partition(draws, sorted({at for place in places for at in (place, min(place + 1, last))}), axis=0)
    low, high = (
        _between(ordered[place], ordered[min(place + 1, last)], last * end - place)
        for place, end in zip(places, ENDS, strict=True)
    )
    return low, high


def _between(one: NDArray[Any], other: NDArray[Any], part: float) -> NDArray[Any]:
    """From the nearer of both, so that rounding never leads past it."""
    gap = np.asarray(other - one)
    return np.asarray(other - gap * (1 - part) if part >= 0.5 else one + gap * part)
