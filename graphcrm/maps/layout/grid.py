"""The cell of everybody: a line and a column of a grid, in which lines between people have streets of their own.

Bands stand side by side (`graphcrm.maps.layout.bands`), organisations outside to the right of them, each in a frame that
nobody else enters. Cells depend on grades, units, reporting lines, organisations and ids only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphcrm.maps.layout.bands import Division, bands_of, divided, ranks
from graphcrm.maps.layout.tree import FormalTree, Row, formal_tree
from graphcrm.maps.layout.views import Firm
from graphcrm.maps.records.edges import MapEdge
from graphcrm.maps.records.people import MapPerson

__all__ = ["Cell", "Frame", "Grid", "grid_of"]

Cell = tuple[int, int]
"""Line from the top, column from the left."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The cells of one organisation: first and last line, first and last column; whether its name stands over the first."""

    firm: Firm
    top: int
    bottom: int
    left: int
    right: int
    titled: bool = True

    @property
    def cells(self) -> set[Cell]:
        return {(r, c) for r in range(self.top, self.bottom + 1) for c in range(self.left, self.right + 1)}


@dataclass(frozen=True, slots=True)
class Grid:
    """Who stands where; `grades` of the lines from the top, `columns` in all."""

    at: Mapping[str, Cell]
    grades: tuple[int, ...]
    columns: int
    frames: tuple[Frame, ...]
    boss: Mapping[str, str]


def grid_of(people: Sequence[MapPerson], edges: Sequence[MapEdge]) -> Grid:
    """Give everybody a cell."""
    inside = formal_tree([p for p in people if not p.outside], edges)
    heads, members = bands_of(inside, {p.id: p.unit for p in people})
    row = dict(ranks(inside))
    outside: dict[Firm, list[MapPerson]] = defaultdict(list)
    for p in sorted(people, key=lambda p: (-p.grade, p.id)):
        if p.outside:
            outside[(p.org_category, p.org, p.org_en)].append(p)
    firms = sorted(outside)
    above = Counter(row[i] for i in heads)
    highest = max((p.grade for p in people if p.outside), default=0)
    division = divided(
        [Counter(row[i] for i in band) for band in members],
        [len(outside[firm]) for firm in firms],
        above,
        (5 - highest, 0),
    )
    first: dict[Row, int] = {}
    grades: list[int] = []
    for rank, lines in division.lines.items():
        first[rank] = len(grades)
        grades += [5 - rank[0]] * lines
    below = {rank: line + above[rank] for rank, line in first.items()}

    at: dict[str, Cell] = {}
    for k, band in enumerate(members):
        at |= _set_out(band, row, below, division, k, inside)
    # Who stands over all bands stands over the middle of those who report to him; the lowest first.
    for head in reversed(heads):
        mates = [i for i in heads if row[i] == row[head]]
        under = [at[r][1] for r in inside.reports[head] if r in at]
        at[head] = (first[row[head]] + mates.index(head), (min(under) + max(under)) // 2)
    frames: list[Frame] = []
    for firm, block in zip(firms, division.guests, strict=True):
        left = division.columns + block.left
        at |= {p.id: (block.top + k // block.wide, left + k % block.wide) for k, p in enumerate(outside[firm])}
        bottom = block.top + (len(outside[firm]) - 1) // block.wide
        frames.append(Frame(firm, block.top, bottom, left, left + block.wide - 1))
    return Grid(at, tuple(grades), division.columns + division.beside, tuple(frames), inside.boss)


def _set_out(
    band: Sequence[str], row: Mapping[str, Row], first: Mapping[Row, int], division: Division, k: int, tree: FormalTree
) -> dict[str, Cell]:
    """Cells of a band, rank by rank from the top: each line from left to right, a short one under those they report to."""
    at: dict[str, Cell] = {}
    for rank in sorted({row[i] for i in band}):
        here = [i for i in band if row[i] == rank]
        wide = -(-len(here) // division.deep[rank])
        left = division.starts[rank][k]
        for start in range(0, len(here), wide):
            line = here[start : start + wide]
            wish = [at[b][1] - left if (b := tree.boss.get(i, "")) in at else (wide - 1) / 2 for i in line]
            for i, column in zip(line, _nearest(wish, wide), strict=True):
                at[i] = (first[rank] + start // wide, left + column)
    return at


def _nearest(wish: Sequence[float], wide: int) -> list[int]:
    """Different columns 0 … wide - 1 in the given order, together as near as possible to the wishes."""
    best: list[tuple[float, list[int]]] = [(0.0, [])] * (wide + 1)  # by columns used so far
    for k, target in enumerate(wish):
        now: list[tuple[float, list[int]]] = [(float("inf"), [])] * (wide + 1)
        for c in range(k, wide):
            cost, columns = best[c]
            here = (cost + abs(c - target), [*columns, c])
            now[c + 1] = min(now[c], here, key=lambda t: t[0])
        best = now
    return best[wide][1]
