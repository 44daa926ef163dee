"""Rows of a store kept apart by whom they concern, as compressed text: a tenth of what they take as objects."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["Cell", "Row"]

#: Bytes of text that are compressed at once, and how much: the fastest, because every row passes here once each way.
_ROOM = 8_192
_LEVEL = 1


class Row(NamedTuple):
    """A version as the store has it, all columns text, and the numbers of the records that it names."""

    sequence: str
    change: str
    kind: str
    key: str
    valid_from: str
    valid_to: str
    observed_at: str
    props: str
    named: str

    @property
    def names(self) -> list[int]:
        """Numbers of the records that it names."""
        return [int(number) for number in self.named.split()]


class Cell:
    """Some rows, in the order in which they were added."""

    __slots__ = ("_packed", "_tail")

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._tail = bytearray()

    def add(self, text: bytes, named: bytes) -> None:
        """Add a row: its columns joined by NUL, which none contains, and the numbers that it names."""
        self._tail += b"%b\0%b\0" % (text, named)
        if len(self._tail) >= _ROOM:
            self._packed.append(zlib.compress(self._tail, _LEVEL))
            self._tail.clear()

    def rows(self) -> Iterator[Row]:
        """All rows."""
        for block in (*map(zlib.decompress, self._packed), bytes(self._tail)):
            columns: Iterable[str] = iter(block.decode().split("\0"))
            yield from map(Row, *[columns] * len(Row._fields))
