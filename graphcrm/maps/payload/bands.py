"""Fractions as a page says them: whole per cents and bands, never a decimal. The bounds are those of the analyses."""

from __future__ import annotations

import math

from graphcrm.analysis.bands import SHARE_BANDS, TIE_BANDS
from graphcrm.analysis.numbers import at_least

__all__ = ["percent", "power", "tie_band"]

#: The band B, 5–15 %, is wide: its upper half has a dot of its own.
_UPPER_B = 0.10


def percent(part: float) -> str:
    """A fraction as whole per cent; what is above nothing but rounds to it says so.

    >>> percent(.2777), percent(.004), percent(0)
    ('28%', '<1%', '0%')
    """
    return "<1%" if 0 < part < 0.01 else f"{math.floor(part * 100 + 0.5)}%"


def power(share: float | None) -> int | None:
    """Power dots 1..5 from the share: the bands D, C, A and, in two halves, B.

    >>> [power(s) for s in (.005, .03, .07, .12, .3)]
    [1, 2, 3, 4, 5]
    """
    if share is None:
        return None
    limits = [_UPPER_B, *(low for low, _, _ in SHARE_BANDS if low > 0)]
    return 1 + sum(at_least(share, limit) for limit in limits)


def tie_band(strength: float | None) -> int | None:
    """0 none, 1 weak, 2 moderate, 3 strong.

    >>> [tie_band(t) for t in (.05, .1, .3, .6)]
    [0, 1, 2, 3]
    """
    return None if strength is None else sum(at_least(strength, low) for low, _, _ in TIE_BANDS if low > 0)
