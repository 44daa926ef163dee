"""How a picture is divided: so many columns, and on each rank as many lines of cards as its people then need.

Of all numbers of columns that is taken with which cards come out largest on a usual screen, so a small account fills it and a
large one does not become a strip; cards that are large enough anyway stand in as few lines as they can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphcrm.dataclass import dataclass
from graphcrm.maps.layout.guests import Block, stacked
from graphcrm.maps.layout.tree import Row
from graphcrm.maps.layout.views import CARD

__all__ = ["ASPECT", "COLUMN_GAP", "ROW_GAP", "Division", "divided"]

#: Least distance of cards, side by side and one above the other: lines run there.
COLUMN_GAP, ROW_GAP = 44, 37
#: Width to height of the part of a screen that the map gets.
ASPECT = 2.1
#: Height of that part in map units with which cards are large enough.
ENOUGH = 845.0
_MOST_COLUMNS = 18
#: Lines that a picture gets at most for organisations outside alone.
_MOST_FURTHER = 9


@dataclass(frozen=True, slots=True)
class Division:
    """How a picture is divided.

    columns
        For the customer's people; those of organisations outside stand to the right.
    guests, beside
        The block of each organisation outside, and how many columns they take.
    lines
        Lines of cards of each rank that has any, from the top. The last rank has further ones if organisations outside need
        them.
    """

    columns: int
    guests: tuple[Block, ...]
    beside: int
    lines: Mapping[Row, int]


def divided(people: Mapping[Row, int], guests: Sequence[int], rank: Row) -> Division:
    """The division with the largest cards; of equal ones that with the fewest lines, then the fewest columns.

    Parameters
    ----------
    people
        How many stand on each rank.
    guests
        People of each organisation outside.
    rank
        Where organisations outside stand if they are all there is.
    """
    alone = bool(guests) and not people
    choices = [
        _with_columns(people, guests, rank, columns, further)
        for further in range(alone, _MOST_FURTHER if guests else 1)
        for columns in (range(1, _MOST_COLUMNS + 1) if people else (0,))
    ]
    return min(choices, key=lambda d: (-round(_largeness(d), 9), sum(d.lines.values()), d.columns))


def _with_columns(people: Mapping[Row, int], guests: Sequence[int], rank: Row, columns: int, further: int) -> Division:
    lines = {row: -(-n // columns) for row, n in sorted(people.items())} or {rank: 0}
    lines[max(lines)] += further
    blocks, beside = stacked(guests, sum(lines.values()))
    return Division(columns, blocks, beside, {row: n for row, n in lines.items() if n})


def _largeness(d: Division) -> float:
    """Scale at which the whole is seen on a screen of height 1, as far as it helps."""
    columns, lines = max(1, d.columns + d.beside), max(1, sum(d.lines.values()))
    return min(ASPECT / (columns * (CARD[0] + COLUMN_GAP)), 1 / (lines * (CARD[1] + ROW_GAP)), 1 / ENOUGH)
