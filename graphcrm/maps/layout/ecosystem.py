"""Positions of organisations: us and our competitors at the left, the customer in the middle, all others at the right.

Each organisation is a block of cards, its own card first, then its people by grade. The customer takes all lines of the
middle; the others stand below each other in columns, one wide (ours is as wide as the left part). Of all numbers of columns
those are taken with which cards come out largest on a usual screen. Positions follow from organisations, grades and ids
only; lines run along streets and alleys as on all maps of cards (`graphcrm.maps.layout.routing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from graphcrm.maps.layout.bands import ASPECT
from graphcrm.maps.layout.grid import Frame, Grid
from graphcrm.maps.layout.plan import Plan
from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.layout.views import CARD, Cell, Layout, Mode, Region, View
from graphcrm.maps.layout.ways import Link
from graphcrm.maps.records.ecosystem import MapFirm
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson

__all__ = ["ecosystem_layout"]

#: Distance of columns of one part and of two parts, least and widest distance of lines, room between a hull and its cards.
_ALLEY, _BETWEEN, _STREET, _WIDEST, _PAD = 48.0, 120.0, 54.0, 96.0, 11.0
#: So much wider are columns set at most to fill a screen.
_FURTHER = 60.0

Block = Mapping[str, Cell]


def ecosystem_layout(model: MapModel) -> Layout:
    """One picture of cards; without organisations that of the people."""
    from graphcrm.maps.layout.routing import routes  # loads NumPy

    if model.ecosystem is None or not model.ecosystem.firms:
        return people_layout(model)
    known = {p.id: p for p in model.people}
    firms = [(known[f.card], _members(f, known)) for f in model.ecosystem.firms if f.card in known]
    _, blocks, parts = min(_choices(firms), key=lambda c: c[0])
    cells = {i: cell for block in blocks for i, cell in block.items()}
    lines, columns = 1 + max(r for r, _ in cells.values()), sum(parts)
    plan = _plan(lines, parts)
    at = {i: (plan.left[c] + CARD[0] / 2, plan.top[r] + CARD[1] / 2) for i, (r, c) in cells.items()}
    frames = tuple(_frame(block, card) for (card, _), block in zip(firms, blocks, strict=True))
    grid = Grid(cells, (0,) * lines, columns, frames)
    on = [k for k, e in enumerate(model.edges) if {e.source, e.target} <= at.keys() and e.source != e.target]
    links = [Link(f"{k:06d}", model.edges[k].source, model.edges[k].target) for k in on]
    drawn = dict(zip(on, routes(links, grid, plan), strict=True))
    hulls = tuple(
        _hull(card.org_category, [at[i] for i in block]) for (card, _), block in zip(firms, blocks, strict=True)
    )
    return Layout(Mode.CARDS, (View("", at, (), hulls, lines=drawn),))


def _members(firm: MapFirm, known: Mapping[str, MapPerson]) -> list[str]:
    """The card of an organisation, then its people by grade."""
    return [firm.card, *sorted((p for p in firm.people if p in known), key=lambda p: (-known[p].grade, p))]


Choice = tuple[tuple[float, int], list[Block], tuple[int, int, int]]


def _choices(firms: Sequence[tuple[MapPerson, list[str]]]) -> Iterator[Choice]:
    """Every division of the columns into left, middle and right, with how large the picture becomes."""
    sellers = [card.outside and card.org_category in ("our_company", "competitor") for card, _ in firms]
    some = any(sellers), not all(s or not card.outside for s, (card, _) in zip(sellers, firms, strict=True))
    for left, middle, right in product(range(1, 4), range(1, 8), range(1, 6)):
        parts = (left * some[0], middle, right * some[1])
        blocks: list[Block] = []
        heights = [[0] * parts[0], [0] * parts[2]]
        for (card, ids), sells in zip(firms, sellers, strict=True):
            if not card.outside:
                blocks.append(_block(ids, 0, parts[0], middle))
                lowest = -(-len(ids) // middle)
                continue
            side, first = (heights[0], 0) if sells else (heights[1], parts[0] + middle)
            wide = parts[0] if card.org_category == "our_company" else 1
            column = 0 if wide > 1 else min(range(len(side)), key=lambda c: (side[c], c))
            top = max(side[column : column + wide])
            blocks.append(_block(ids, top, first + column, wide))
            side[column : column + wide] = [top + -(-len(ids) // wide)] * wide
        rows = max(lowest, *heights[0], *heights[1], 1)
        width = sum(parts) * (CARD[0] + _ALLEY) + 2 * (_BETWEEN - _ALLEY)
        height = rows * (CARD[1] + _STREET)
        yield (max(width / ASPECT, height), sum(parts)), blocks, parts


def _block(ids: Sequence[str], top: int, left: int, wide: int) -> Block:
    return {i: (top + k // wide, left + k % wide) for k, i in enumerate(ids)}


def _frame(block: Block, card: MapPerson) -> Frame:
    """The cells within the hull of an organisation, whose own card names it."""
    rows, columns = zip(*block.values(), strict=True)
    firm = card.org_category, card.name, card.name_en
    return Frame(firm, min(rows), max(rows), min(columns), max(columns), titled=False)


def _plan(lines: int, parts: tuple[int, int, int]) -> Plan:
    """The grid in map units, streets made wider until the picture has the shape of a screen."""
    borders = {parts[0], parts[0] + parts[1]} - {0, sum(parts)}
    columns = sum(parts)
    wide = columns * CARD[0] + (columns - 1) * _ALLEY + len(borders) * (_BETWEEN - _ALLEY)
    missing = (lines * (CARD[1] + _STREET) + _STREET) * ASPECT - wide
    further = min(_FURTHER, max(0.0, missing / (columns + 1)))
    left: list[float] = []
    alleys: list[tuple[float, float]] = []
    x = 0.0
    for column in range(columns):
        alley = (_BETWEEN if column in borders else _ALLEY) + further
        alleys.append((x - alley, x) if not column else (x, x + alley))
        x += alley if column else 0.0
        left.append(x)
        x += CARD[0]
    alleys.append((x, x + _ALLEY + further))
    spare = (x + 2 * _PAD) / ASPECT - lines * CARD[1]
    street = min(_WIDEST, max(_STREET, spare / (lines + 1)))
    top = [street + r * (CARD[1] + street) for r in range(lines)]
    streets = [(r * (CARD[1] + street), r * (CARD[1] + street) + street) for r in range(lines + 1)]
    return Plan(tuple(left), tuple(top), tuple(streets), tuple(alleys), _PAD + 3)


def _hull(category: str, spots: Sequence[tuple[float, float]]) -> Region:
    """The outline round an organisation; its own card names it."""
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    w, h = CARD[0] / 2 + _PAD, CARD[1] / 2 + _PAD
    return Region("", "", category, min(xs) - w, min(ys) - h, max(xs) + w, max(ys) + h)
