"""Sheets of our own workbook as rows of their tables: names of columns translated, fixed columns added, aids taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from graphcrm.ingest.heading_row import LOOKED_AT, Knows, heading_row, is_comment_row
from graphcrm.ingest.sheet import Cell, Cells
from graphcrm.model.dates import recounted
from graphcrm.model.sheets import Sheet

__all__ = ["TableRows"]

_Row = tuple[int, dict[int, Cell]]


class TableRows:
    """The rows of a sheet as those of its table.

    A column whose heading begins with ``#`` is there for whoever fills in the sheet (the name beside an id) and is left out, so
    that a row which holds nothing else is none. Whatever stands beyond the last heading stays beyond it.
    """

    def __init__(self, sheet: Cells, narrow: Sheet | None, knows: Knows, dated: Knows) -> None:
        self._sheet, self._narrow, self._knows, self._dated = sheet, narrow, knows, dated

    @property
    def hidden(self) -> Sequence[int]:
        return self._sheet.hidden

    @property
    def merged(self) -> Sequence[str]:
        return self._sheet.merged

    def __iter__(self) -> Iterator[_Row]:
        return self._recounted() if self._sheet.from_1904 else self._rows()

    def _recounted(self) -> Iterator[_Row]:
        """The rows of a workbook that counts days from 1904, with days that have lost their format as every reader counts them."""
        places: set[int] = set()
        for line, row in self._rows():
            if heading := {place for place, cell in row.items() if isinstance(cell, str) and self._dated(cell)}:
                places = heading
            yield line, {p: recounted(c) if p in places and isinstance(c, str) else c for p, c in row.items()}

    def _rows(self) -> Iterator[_Row]:
        rows = iter(self._sheet)
        first = list(islice(rows, LOOKED_AT))
        candidates = [(line, row) for line, row in first if not is_comment_row(row)]
        if not candidates:
            yield from chain(first, rows)
            return
        texts = [[cell for cell in row.values() if isinstance(cell, str)] for _, row in candidates]
        at, heading = candidates[heading_row(texts, self._is_heading)]
        aids = frozenset(place for place, cell in heading.items() if _marked(cell))
        fixed = self._narrow.fixed if self._narrow else {}
        if not aids and not self._narrow:
            yield from chain(first, rows)
            return
        width = max(heading) + 1
        for line, row in chain(first, rows):
            if line < at or is_comment_row(row):
                yield line, row
            elif line == at:
                named = {place: self._code(cell) for place, cell in row.items() if place not in aids}
                yield line, named | _beyond(width, fixed)
            else:
                kept = {place: cell for place, cell in row.items() if place not in aids}
                moved = {place if place < width else place + len(fixed): cell for place, cell in kept.items()}
                if moved:
                    yield line, moved | _beyond(width, fixed.values())

    def _is_heading(self, cell: str) -> bool:
        return self._knows(cell) or (self._narrow is not None and self._narrow.code(cell) is not None)

    def _code(self, heading: Cell) -> Cell:
        return (self._narrow.code(heading) if self._narrow and isinstance(heading, str) else None) or heading


def _marked(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.lstrip().startswith("#")


def _beyond(width: int, cells: Iterable[str]) -> dict[int, Cell]:
    return dict(enumerate(cells, width))
