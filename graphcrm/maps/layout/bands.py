"""Branches side by side: how many columns a picture has, and where on a rank each branch stands.

Each branch of the organisation is a band. On a rank its people stand in one block, as many lines deep as the rank has and just
wide enough; the blocks of a rank keep the order of the bands and stand as near to the middle of their band as the others let
them, so that somebody's people are found below. Of all numbers of columns the one is taken with which cards come out largest
on a usual screen: a small account fills it, a large one does not become a strip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphcrm.maps.layout.guests import Block, stacked
from graphcrm.maps.layout.tree import FormalTree, Row
from graphcrm.maps.layout.views import CARD

__all__ = ["ASPECT", "COLUMN_GAP", "ROW_GAP", "Division", "bands_of", "divided", "ranks"]

#: Least distance of cards, side by side and one above the other: lines run there.
COLUMN_GAP, ROW_GAP = 28, 37
#: Width to height of the part of a screen that the map gets.
ASPECT = 2.1
_MOST_BANDS = 12
#: A branch with more than half of all people is divided further while there are no more bands than this.
_FEW_BANDS = 6
_MOST_COLUMNS = 18
#: More steps of one grade above each other than this are set side by side.
_MOST_STEPS = 3
#: Lines that a picture gets at most for organisations outside alone.
_MOST_FURTHER = 9

Lanes = Mapping[Row, int]
"""How many people a band has on each rank."""


@dataclass(frozen=True, slots=True)
class Division:
    """How a picture is divided.

    columns
        For the customer's people; those of organisations outside stand to the right.
    guests, beside
        The block of each organisation outside, and how many columns they take.
    lines
        Lines of cards of each rank that has any, from the top: one for each who stands above all bands, then those of the
        bands. The last rank has further ones if organisations outside need them.
    deep
        How many of these lines the bands have.
    starts
        First column of the block of each band on a rank.
    """

    columns: int
    guests: tuple[Block, ...]
    beside: int
    lines: Mapping[Row, int]
    deep: Mapping[Row, int]
    starts: Mapping[Row, tuple[int, ...]]


def ranks(tree: FormalTree) -> dict[str, Row]:
    """The row of everybody; long chains within a grade are cut short."""
    return {i: (rank, min(step, _MOST_STEPS)) for i, (rank, step) in tree.row.items()}


def bands_of(tree: FormalTree, unit: Mapping[str, str]) -> tuple[list[str], list[list[str]]]:
    """Those who stand above all bands, from the top, and the people of each band, from left to right.

    The tree is cut below whoever has everybody under them; people without a line of their own, and reports without reports,
    share a band with their like. No more bands than a screen has room for: the smallest neighbours are put together.
    """
    heads: list[str] = []
    level = list(tree.roots)
    while len(chiefs := [i for i in level if i in tree.reports]) == 1:
        heads += chiefs
        level = [i for i in level if i not in chiefs] + list(tree.reports[chiefs[0]])
    bands = [[i, *_drawn(tree, i)] for i in chiefs]
    everybody = len(heads) + sum(map(len, bands))
    while bands and len(bands) < _FEW_BANDS and 2 * len(largest := max(bands, key=len)) > everybody:
        parts = [[i, *_drawn(tree, i)] for i in tree.reports.get(largest[0], ())]
        if len(parts) < 2:
            break
        parts[len(parts) // 2].insert(0, largest[0])  # the chief stands over the middle of his people
        at = bands.index(largest)
        bands[at : at + 1] = parts
    alone: dict[str, list[str]] = defaultdict(list)
    for i in level:
        if i not in tree.reports:
            alone["" if heads else unit.get(i, "")].append(i)
    bands += [alone[u] for u in sorted(alone)]
    while len(bands) > _MOST_BANDS:
        at = min(range(len(bands) - 1), key=lambda k: (len(bands[k]) + len(bands[k + 1]), k))
        bands[at : at + 2] = [bands[at] + bands[at + 1]]
    return heads, bands


def _drawn(tree: FormalTree, top: str) -> Iterator[str]:
    """Everybody below somebody, branch by branch."""
    todo = list(reversed(tree.reports.get(top, ())))
    while todo:
        person = todo.pop()
        yield person
        todo.extend(reversed(tree.reports.get(person, ())))


def divided(bands: Sequence[Lanes], guests: Sequence[int], above: Mapping[Row, int], rank: Row) -> Division:
    """The division with the largest cards; of equal ones that with the fewest columns.

    Parameters
    ----------
    bands
        People on each rank.
    guests
        People of each organisation outside.
    above
        How many stand over all bands on each rank, each on a line of his own.
    rank
        Where organisations outside stand if they are all there is.
    """
    best: tuple[float, Division] | None = None
    least = max((sum(b.get(r, 0) > 0 for b in bands) for r in {r for b in bands for r in b}), default=0)
    alone = bool(guests) and not above and not any(bands)
    for further in range(alone, _MOST_FURTHER if guests else 1):
        for columns in range(least, max(least, _MOST_COLUMNS) + 1):
            found = _with_columns(
                bands, guests, {**above, rank: further} if alone else above, columns, further * (not alone)
            )
            size = _largeness(columns + found.beside, sum(found.lines.values()))
            if best is None or size > best[0] + 1e-9:
                best = size, found
    assert best is not None
    return best[1]


def _with_columns(
    bands: Sequence[Lanes], guests: Sequence[int], above: Mapping[Row, int], columns: int, further: int
) -> Division:
    deep: dict[Row, int] = {}
    for row in sorted({r for b in bands for r in b}):
        here = [b.get(row, 0) for b in bands]
        deep[row] = 1
        while sum(-(-n // deep[row]) for n in here) > columns:
            deep[row] += 1
    lines = {row: above.get(row, 0) + deep.get(row, 0) for row in sorted({*above, *deep})}
    if lines:
        lines[max(lines)] += further
    blocks = {row: [-(-b.get(row, 0) // n) for b in bands] for row, n in deep.items()}
    return Division(columns, *stacked(guests, sum(lines.values())), lines, deep, _starts(blocks, columns, len(bands)))


def _starts(blocks: Mapping[Row, Sequence[int]], columns: int, bands: int) -> dict[Row, tuple[int, ...]]:
    """Each block near the middle of its band; bands share the width by their widest blocks."""
    widest = [max(widths[k] for widths in blocks.values()) for k in range(bands)]
    middle, passed = [], 0
    for w in widest:
        middle.append((passed + w / 2) / max(1, sum(widest)) * columns)
        passed += w
    starts: dict[Row, tuple[int, ...]] = {}
    for row, widths in blocks.items():
        at: list[int] = []
        end = 0
        for k, w in enumerate(widths):
            at.append(max(end, round(middle[k] - w / 2)))
            end = at[-1] + w
        limit = columns
        for k in reversed(range(bands)):
            at[k] = min(at[k], limit - widths[k])
            limit = at[k]
        starts[row] = tuple(at)
    return starts


def _largeness(columns: int, lines: int) -> float:
    """Scale at which the whole is seen on a screen of height 1."""
    return min(ASPECT / (max(1, columns) * (CARD[0] + COLUMN_GAP)), 1 / (max(1, lines) * (CARD[1] + ROW_GAP)))
