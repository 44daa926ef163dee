"""The columns that the table of a map can have, and the class of what stands in each."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access, Edition

__all__ = ["NETWORK", "PEOPLE", "Column", "column_keys"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading `col.KEY` among the strings, cells by the entry KEY of `CELLS` in ``visual/map/table.js``."""

    key: str
    access: Access = Access.INSIGHT


#: Of every map of people.
PEOPLE = (
    Column("name", Access.OPEN),
    Column("title", Access.OPEN),
    Column("unit", Access.OPEN),
    Column("grade", Access.OPEN),
    Column("role", Access.OPEN),
    Column("org"),
    Column("support"),
    Column("share"),
    Column("rank"),
    Column("coverage"),
    Column("last"),
)


#: Of a network of contacts, of which neither grades nor roles are known.
NETWORK = (
    Column("name", Access.OPEN),
    Column("title", Access.OPEN),
    Column("unit", Access.OPEN),
    Column("place"),
    Column("rank"),
    Column("community"),
    Column("reached"),
)


def column_keys(columns: Sequence[Column], edition: Edition) -> list[str]:
    """What an edition's table shows, in order."""
    return [c.key for c in columns if c.access in edition.admits]
