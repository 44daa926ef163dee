"""Rows of a store kept apart by whom they concern, as compressed text: a tenth of what they take as objects.

Blocks of rows lie one behind the other in a shelf, which is memory while it is small and then a file without a name in the folder for
temporary files (``$TMPDIR``): nobody else can open it, and it is gone with the process, however that ends.
"""

from __future__ import annotations

import weakref
import zlib
from array import array
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile, gettempdir
from typing import NamedTuple

from graphcrm.errors import StoreUnavailable
from graphcrm.files import reason
from graphcrm.i18n import Text

__all__ = ["Cell", "Row", "Shelf"]


#: Bytes of text that are compressed at once, and how much: the fastest, because every row passes here once each way.
_ROOM = 8_192
_LEVEL = 1
#: Bytes of blocks that a shelf holds in memory.
_IN_MEMORY = 8 << 20

_NO_ROOM = Text(
    "临时文件夹 {folder} 写入失败（{what}）；请腾出空间，或用 TMPDIR 指定另一个文件夹",
    "writing to the folder for temporary files {folder} failed ({what}); free some space, or name another folder in TMPDIR",
)


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


class Shelf:
    """Blocks of bytes, by the place at which they begin."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  (closed when the shelf is no longer used)
        self._end = 0
        weakref.finalize(self, self._file.close)

    def put(self, block: bytes) -> int:
        """Lay a block down, and say where the next one begins.

        Raises StoreUnavailable: there is no room for it.
        """
        try:
            self._file.seek(self._end)
            self._file.write(block)
        except OSError as error:
            raise StoreUnavailable(_NO_ROOM.format(folder=gettempdir(), what=reason(error))) from error
        self._end += len(block)
        return self._end

    def get(self, start: int, end: int) -> bytes:
        """The block between two places."""
        self._file.seek(start)
        return self._file.read(end - start)


class Cell:
    """Some rows, in the order in which they were added; blocks of them lie in a shelf that many cells share."""

    __slots__ = ("_blocks", "_shelf", "_tail")

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._blocks = array("Q")
        self._tail = bytearray()

    def add(self, text: bytes, named: bytes) -> None:
        """Add a row: its columns joined by NUL, which none contains, and the numbers that it names."""
        self._tail += b"%b\0%b\0" % (text, named)
        if len(self._tail) >= _ROOM:
            block = zlib.compress(self._tail, _LEVEL)
            end = self._shelf.put(block)
            self._blocks.extend((end - len(block), end))
            self._tail = bytearray()

    def rows(self) -> Iterator[Row]:
        """All rows."""
        places = zip(self._blocks[::2], self._blocks[1::2], strict=True)
        packed = (zlib.decompress(self._shelf.get(*place)) for place in places)
        for block in (*packed, bytes(self._tail)):
            columns: Iterable[str] = iter(block.decode().split("\0"))
            yield from map(Row, *[columns] * len(Row._fields))
