"""Positions of more people than cards can show: blocks of dots by department and rank, organisations outside beside them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from graphcrm.dataclass import dataclass
from graphcrm.maps.layout.tree import Row, formal_tree, grade_of
from graphcrm.maps.layout.views import Column, Firm, Lane, Region, View
from graphcrm.maps.records.edges import MapEdge
from graphcrm.maps.records.people import MapPerson
from graphcrm.rendering.width import width

__all__ = ["dot_view"]

_PITCH = 38.0
_BLOCK_GAP = 26.0
_LANE_PAD = 32.0
#: The part of a usual screen that the map gets, in pixels.
_SCREEN = (1760.0, 800.0)
#: Names of organisations are written as large as this on that screen, in lines of so many half characters.
_LETTERS, _HALVES = 11.5, 24
_DEPTHS = (2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 20, 22, 24, 28)
#: Organisations outside may reach so much deeper than the customer, if that saves a column.
_DEEPER = (1.0, 1.15)

#: Longer chains of bosses of one lane than companies have are set side by side.
_MOST_STEPS = 11

Spot = tuple[float, float]
Units = dict[str, dict[Row, list[str]]]


@dataclass(frozen=True, slots=True)
class _Picture:
    spots: dict[str, Spot]
    tops: list[float]
    regions: tuple[Region, ...]
    wide: float
    sides: dict[str, Spot]
    """Left and right edge of each department."""

    @property
    def scale(self) -> float:
        return min(_SCREEN[0] / max(self.wide, 1.0), _SCREEN[1] / max(self.tops[-1], 1.0))


def dot_view(people: Sequence[MapPerson], edges: Sequence[MapEdge]) -> View:
    """Rank lanes again, a column of blocks of dots for each department; organisations outside one below the other to the right.

    Who reports to somebody of the same lane stands a row of blocks lower.

    Of all depths of the blocks the one is taken with which dots come out largest on a usual screen.
    """
    tree = formal_tree([p for p in people if not p.outside], edges)
    row = {i: (lane, min(step, _MOST_STEPS)) for i, (lane, step) in tree.row.items()}
    units: Units = defaultdict(lambda: defaultdict(list))
    firms: dict[Firm, list[str]] = defaultdict(list)
    for p in sorted(people, key=lambda p: p.id):
        if p.outside:
            firms[p.org_category, p.org, p.org_en].append(p.id)
        else:
            units[p.unit][row[p.id]].append(p.id)
    rows = sorted({r for blocks in units.values() for r in blocks})
    choices = (_beside(_blocks(units, rows, depth), firms, more) for depth in _DEPTHS for more in _DEEPER)
    best = max(choices, key=lambda one: one.scale)
    places = [lane for lane, _ in rows]
    ends = [places.index(lane) for lane in dict.fromkeys(places)] + [len(rows)]
    lanes = tuple(Lane(grade_of(places[i]), best.tops[i], best.tops[j]) for i, j in pairwise(ends))
    letters = _letters(best.scale)
    english = {p.unit: p.unit_en for p in people if not p.outside}
    columns = tuple(
        Column(unit, english[unit], left - _BLOCK_GAP / 2, right + _BLOCK_GAP / 2, best.tops[-1], round(letters, 1))
        for unit, (left, right) in best.sides.items()
        if unit
    )
    return View("", best.spots, lanes, best.regions, columns=columns)


def _letters(scale: float) -> float:
    """Size of letters in map units that can be read where the map is shown at this scale."""
    return min(40.0, max(10.5, _LETTERS / (0.85 * scale)))


def _blocks(units: Units, rows: Sequence[Row], depth: int) -> _Picture:
    """A column of blocks per department, no block deeper than so many dots; lanes are apart, rows of one lane are not."""
    wide = {u: max(math.ceil(len(ids) / depth) for ids in blocks.values()) for u, blocks in units.items()}
    tops, starts = [0.0], []
    for i, row in enumerate(rows):
        tall = max(math.ceil(len(blocks.get(row, ())) / wide[u]) for u, blocks in units.items())
        before, after = (j in (-1, len(rows)) or rows[j][0] != row[0] for j in (i - 1, i + 1))
        starts.append(tops[-1] + before * _LANE_PAD)
        tops.append(starts[-1] + tall * _PITCH + after * _LANE_PAD)
    spots: dict[str, Spot] = {}
    sides: dict[str, Spot] = {}
    x = 0.0
    for unit in sorted(units):
        for start, row in zip(starts, rows, strict=True):
            for place, person in enumerate(units[unit].get(row, ())):
                down, across = divmod(place, wide[unit])
                spots[person] = x + (across + 0.5) * _PITCH, start + (down + 0.5) * _PITCH
        sides[unit] = x, x + wide[unit] * _PITCH
        x += wide[unit] * _PITCH + _BLOCK_GAP
    return _Picture(spots, tops, (), x, sides)


def _beside(inside: _Picture, firms: dict[Firm, list[str]], deeper: float) -> _Picture:
    """Organisations outside in frames of one width, wide enough for their names, in columns as high as the picture."""
    if not firms:
        return inside
    letters = _letters(inside.scale)
    names = {firm: max(width(firm[1]), width(firm[2])) for firm in firms}
    wide = max(3 * _PITCH, min(_HALVES, max(names.values())) * letters * 0.58 + 16)
    columns = int(wide // _PITCH)
    spots, regions = dict(inside.spots), []
    bottom = max(deeper * inside.tops[-1], 12 * letters)
    x, y = inside.wide + _BLOCK_GAP, 0.0
    for firm in sorted(firms):
        title = letters * (1.3 if names[firm] <= _HALVES else 2.4) + 6
        rows = math.ceil(len(firms[firm]) / columns)
        tall = title + rows * _PITCH + 6
        if y and y + tall > bottom:
            x, y = x + wide + _BLOCK_GAP, 0.0
        free = wide - min(columns, len(firms[firm])) * _PITCH
        for place, person in enumerate(firms[firm]):
            down, across = divmod(place, columns)
            spots[person] = x + free / 2 + (across + 0.5) * _PITCH, y + title + (down + 0.5) * _PITCH
        regions.append(Region(firm[1], firm[2], firm[0], x, y, x + wide, y + tall, round(letters, 1)))
        y += tall + _BLOCK_GAP
    tops = [*inside.tops[:-1], max(inside.tops[-1], *(r.bottom for r in regions))]
    return _Picture(spots, tops, tuple(regions), x + wide, inside.sides)
