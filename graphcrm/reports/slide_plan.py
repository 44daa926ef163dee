"""How the blocks of a section are shared out over slides, before any is drawn: as few as hold them, none of them half empty.

The best division is found by dynamic programming over all places at which a slide may end: after a block, or between two rows of a
table. A slide costs 10 and five times the square of the part of it that stays empty; a table that goes on costs 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from graphcrm.dataclass import dataclass

__all__ = ["Item", "Part", "height", "plan"]


#: Cost of a slide, of what stays empty of it, of a table that goes on.
_SLIDE, _EMPTY, _CUT = 10.0, 5.0, 2.0
#: A table goes on once, with so many rows on either slide: rather a slide more than fewer. So it is with what begins a slide without that
#: to which it belongs.
_FEWEST, _FEW, _LONELY, _AGAIN = 4, 15.0, 8.0, 50.0
#: Cost of an inch below the end of a slide: only what has room nowhere goes there.
_OVER = 1000.0


@dataclass(frozen=True, slots=True)
class Item:
    """A block with the lines above it, in inches.

    lead
        Lines that stand above it once.
    fixed
        What every part of it takes besides its rows: title, headings, air below.
    rows
        Heights of its rows; of what cannot be cut, the only one.
    more
        How much taller it is where there is room.
    follows
        It belongs to what stands before it: lines to write on.
    """

    lead: float
    fixed: float
    rows: Sequence[float]
    more: float = 0.0
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of an item on one slide."""

    item: int
    first: int
    past: int


_Place = tuple[int, int]
"""An item, and how many of its rows stand on slides before."""


def plan(items: Sequence[Item], first: float, room: float) -> list[list[Part]]:
    """The parts on each slide, in their order.

    Parameters
    ----------
    items
        What is to be shown.
    first, room
        Inches of the first slide, and of every other.
    """
    end = (len(items), 0)

    @cache
    def best(start: _Place, space: float) -> tuple[float, tuple[_Place, ...]]:
        if start == end:
            return 0.0, ()
        found: list[tuple[float, tuple[_Place, ...]]] = []
        for stop in _stops(items, start):
            parts = list(_parts(items, start, stop))
            tall = height(items, parts)
            if found and tall > space:
                break
            after, ends = best(stop, room)
            found.append((_cost(items, parts, tall, space) + after, (stop, *ends)))
        return min(found)

    starts = [(0, 0)]
    slides = []
    for stop in best((0, 0), first)[1]:
        slides.append(list(_parts(items, starts[-1], stop)))
        starts.append(stop)
    return slides


def height(items: Sequence[Item], parts: Sequence[Part]) -> float:
    """Inches that parts take below each other, at least."""
    return sum(_tall(items[p.item], p) for p in parts)


def _tall(item: Item, part: Part) -> float:
    return (0.0 if part.first else item.lead) + item.fixed + sum(item.rows[part.first : part.past])


def _stops(items: Sequence[Item], start: _Place) -> Iterator[_Place]:
    """Where a slide that begins at `start` may end, the nearest first."""
    for i in range(start[0], len(items)):
        begin = start[1] if i == start[0] else 0
        yield from ((i, row) for row in range(begin + 1, len(items[i].rows)))
        yield i + 1, 0


def _parts(items: Sequence[Item], start: _Place, stop: _Place) -> Iterator[Part]:
    for i in range(start[0], min(stop[0] + 1, len(items))):
        first = start[1] if i == start[0] else 0
        past = len(items[i].rows) if i < stop[0] else stop[1]
        if past > first:
            yield Part(i, first, past)


def _cost(items: Sequence[Item], parts: Sequence[Part], tall: float, space: float) -> float:
    """Of a slide that begins and ends there; a cut is counted where the table goes on."""
    # Lines to write on fill what stays empty of a slide, and are no reason to leave it empty.
    grown = min(space, tall + sum(items[p.item].more for p in parts if not items[p.item].follows))
    cost = _SLIDE + _EMPTY * (max(0.0, space - grown) / space) ** 2 + _OVER * max(0.0, tall - space)
    begin, last = parts[0], parts[-1]
    if begin.first:
        few = min(begin.first, len(items[begin.item].rows) - begin.first) < _FEWEST
        cost += _CUT + _FEW * few + _AGAIN * (last == begin and last.past < len(items[last.item].rows))
    if items[begin.item].follows and begin.item:
        cost += _LONELY
    return cost
