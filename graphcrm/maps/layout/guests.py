"""Organisations outside the customer: a block of cells each, one below the other in columns to the right of the customer.

They have ranks of their own, so the lanes of the customer do not say how high they stand: they fill the columns from the top.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.dataclass import dataclass

__all__ = ["Block", "stacked"]


@dataclass(frozen=True, slots=True)
class Block:
    """First line, first column (of those to the right of the customer), columns."""

    top: int
    left: int
    wide: int


def stacked(sizes: Sequence[int], lines: int) -> tuple[tuple[Block, ...], int]:
    """A block for so many people each, none higher than so many lines, and how many columns they take.

    Each stands below the first that has room and is as wide.
    """
    blocks: list[Block] = []
    columns: list[tuple[int, int, int]] = []  # first column, columns, lines taken
    taken = 0
    for size in sizes:
        wide = -(-size // lines)
        high = -(-size // wide)
        for k, (left, width, used) in enumerate(columns):
            if width == wide and used + high <= lines:
                columns[k] = left, width, used + high
                blocks.append(Block(used, left, wide))
                break
        else:
            columns.append((taken, wide, high))
            blocks.append(Block(0, taken, wide))
            taken += wide
    return tuple(blocks), taken
