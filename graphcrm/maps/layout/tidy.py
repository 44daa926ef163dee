"""A tidy tree on rank rows: who stands in which column.

Layered tree drawing after Reingold and Tilford (1981): the subtrees of a boss are set side by side as closely as their
outlines allow, the boss stands over the middle of them. Here the level is not the depth but the rank row, leaf siblings
of one row are stacked into columns, and the line from the boss down to a report keeps its own free column.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from graphcrm.maps.layout.tree import FormalTree

__all__ = ["Columns", "columns"]


@dataclass(slots=True)
class _Block:
    """A placed group: column and stack level of its people, and its outline per row index."""

    head: float = 0.0
    at: dict[str, tuple[float, int]] = field(default_factory=dict)
    outline: dict[int, tuple[float, float]] = field(default_factory=dict)

    def shift(self, by: float) -> None:
        self.head += by
        self.at = {i: (x + by, level) for i, (x, level) in self.at.items()}
        self.outline = {r: (lo + by, hi + by) for r, (lo, hi) in self.outline.items()}

    def cover(self, row: int, left: float, right: float) -> None:
        lo, hi = self.outline.get(row, (left, right))
        self.outline[row] = (min(lo, left), max(hi, right))


@dataclass(frozen=True, slots=True)
class Columns:
    """Result: column (may be fractional) and level within a stack of each person; outline per row index; stacked people."""

    at: Mapping[str, tuple[float, int]]
    outline: Mapping[int, tuple[float, float]]
    stacked: frozenset[str]

    @property
    def width(self) -> float:
        """Number of columns used."""
        if not self.outline:
            return 0.0
        return max(hi for _, hi in self.outline.values()) - min(lo for lo, _ in self.outline.values()) + 1


def columns(tree: FormalTree, row: Mapping[str, int], group: Mapping[str, Hashable], tall: int) -> Columns:
    """Set the forest in columns.

    Parameters
    ----------
    tree
        Who stands under whom.
    row
        Index of the row of each person, 0 on top.
    group
        What people without any line have in common if they are stacked together (their unit).
    tall
        Most people in one stack, 1 or more.
    """
    stacked: set[str] = set()
    done: dict[str, _Block] = {}
    for person in _bottom_up(tree):
        reports = tree.reports.get(person, ())
        block = _side_by_side(_blocks(reports, done, row, {}, tall, stacked), row[person])
        xs = [block.at[r][0] for r in reports]
        block.head = (min(xs) + max(xs)) / 2 if xs else 0.0
        if row[person] in block.outline:  # a report of higher rank than the boss has people of the boss's own row below
            block.head = max(block.head, block.outline[row[person]][1] + 1)
        block.at[person] = (block.head, 0)
        block.cover(row[person], block.head, block.head)
        done[person] = block
    forest = _side_by_side(_blocks(tree.roots, done, row, group, tall, stacked), None)
    left = min((lo for lo, _ in forest.outline.values()), default=0.0)
    forest.shift(-left)
    return Columns(forest.at, forest.outline, frozenset(stacked))


def _bottom_up(tree: FormalTree) -> list[str]:
    order: list[str] = []
    todo = list(tree.roots)
    while todo:
        person = todo.pop()
        order.append(person)
        todo.extend(tree.reports.get(person, ()))
    return order[::-1]


def _blocks(
    people: Sequence[str],
    done: Mapping[str, _Block],
    row: Mapping[str, int],
    group: Mapping[str, Hashable],
    tall: int,
    stacked: set[str],
) -> list[tuple[int, _Block]]:
    """The subtrees of siblings, leaf siblings of one row and group put together into stacks; each with its top row."""
    leaves: dict[Hashable, list[str]] = defaultdict(list)
    for person in people:
        if len(done[person].at) == 1:
            leaves[(row[person], group.get(person))].append(person)
    blocks: list[tuple[int, _Block]] = []
    for person in people:
        if len(done[person].at) > 1:
            blocks.append((row[person], done[person]))
            continue
        mates = leaves[(row[person], group.get(person))]
        place = mates.index(person)
        if place % tall:
            continue
        stack = mates[place : place + tall]
        block = _Block(at={mate: (0.0, level) for level, mate in enumerate(stack)})
        block.cover(row[person], 0.0, 0.0)
        if len(stack) > 1:
            stacked.update(stack)
        blocks.append((row[person], block))
    return blocks


def _side_by_side(blocks: Sequence[tuple[int, _Block]], boss_row: int | None) -> _Block:
    """Move each block to the right until it is one column clear of those before it; lines from the boss count as taken."""
    merged = _Block()
    for top, block in blocks:
        if boss_row is not None:
            for between in range(boss_row + 1, top):
                block.cover(between, block.head, block.head)
        clear = [merged.outline[r][1] + 1 - lo for r, (lo, _) in block.outline.items() if r in merged.outline]
        block.shift(max(clear, default=0.0))
        merged.at.update(block.at)
        for r, (lo, hi) in block.outline.items():
            merged.cover(r, lo, hi)
    return merged
