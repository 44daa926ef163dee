"""Names of tables, each only once: it is by its name that a mapping, and a question, means a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from graphcrm.ingest.guessing.laid import Sheet
from graphcrm.ingest.guessing.sheets.grids import Grid

__all__ = ["Naming"]


class Naming:
    """Tells apart what has one name: a second “Sheet1”, of b.xlsx, is “Sheet1 (b)”, a second table “Plan”, of sheet May, “Plan (May)”.

    `known` are the names of a mapping's sections, none of which is to be missed: what it does not tell apart keeps its name.
    """

    def __init__(self, known: Collection[str] | None = None) -> None:
        self._known = known
        self._grids: set[str] = set()
        self._sheets: set[str] = set()

    def grid(self, grid: Grid) -> Grid:
        """A sheet of a file; its tables begin with its name."""
        name = self._apart(grid.name, Path(grid.file.partition("#")[0]).stem, self._grids)
        return replace(grid, name=name)

    def sheet(self, sheet: Sheet, grid: Grid) -> Sheet:
        """A table of a sheet."""
        return replace(sheet, name=self._apart(sheet.name, grid.name, self._sheets))

    def _apart(self, name: str, behind: str, seen: set[str]) -> str:
        if name in seen:
            wanted = next(one for one in _others(name, behind) if one not in seen)
            name = wanted if self._means(wanted) else name
        seen.add(name)
        return name

    def _means(self, name: str) -> bool:
        return self._known is None or any(one == name or one.startswith(f"{name} (") for one in self._known)


def _others(name: str, behind: str) -> Iterator[str]:
    if behind != name:
        yield f"{name} ({behind})"
    yield from (f"{name} ({n})" for n in count(2))
