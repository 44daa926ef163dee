"""The grid in map units."""

from __future__ import annotations

from graphcrm.dataclass import dataclass

__all__ = ["Plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the lines and columns of a grid are, and what is between them.

    left
        Left edge of each column's cards.
    top
        Upper edge of each line's cards.
    streets
        Upper and lower edge of each street; one more than there are lines.
    alleys
        Left and right edge of each alley; one more than there are columns.
    clear
        What stands beside an alley keeps so much of it to itself: the frame of an organisation and a little more.
    """

    left: tuple[float, ...]
    top: tuple[float, ...]
    streets: tuple[tuple[float, float], ...]
    alleys: tuple[tuple[float, float], ...]
    clear: float = 8.0
