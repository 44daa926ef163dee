"""Writing versions, many rows to a statement: a statement for each costs the engine a third more."""

from __future__ import annotations

from functools import cache
from typing import Any

from graphcrm.store.checksums import Checksummed
from graphcrm.store.sqlite.connection import Database

__all__ = ["insert_versions"]

#: Rows that one statement writes.
_TOGETHER = 50
#: Values of a row that are its own; the change and the kind are those of all rows.
_OWN = 7
_INSERT = "INSERT INTO versions VALUES"


def insert_versions(db: Database, change: int, kind: str, part: Checksummed) -> None:
    """Write some rows of one kind."""
    flat: list[Any] = [None] * (_OWN * len(part.texts))
    for place, column in enumerate((part.sequences, *part.columns, part.checksums)):
        flat[place::_OWN] = column
    piece = _OWN * _TOGETHER
    whole = len(flat) - len(flat) % piece
    db.many(_statement(_TOGETHER), ((change, kind, *flat[at : at + piece]) for at in range(0, whole, piece)))
    if rest := flat[whole:]:
        db.execute(_statement(len(rest) // _OWN), (change, kind, *rest))


@cache
def _statement(rows: int) -> str:
    """One that writes so many rows; ``?1`` is the change, ``?2`` the kind.

    >>> _statement(1)
    'INSERT INTO versions VALUES (?3, ?1, ?2, ?4, ?5, ?6, ?7, ?8, ?9)'
    """
    values = []
    for first in range(3, 3 + _OWN * rows, _OWN):
        sequence, *others = (f"?{number}" for number in range(first, first + _OWN))
        values.append(f"({', '.join((sequence, '?1', '?2', *others))})")
    return f"{_INSERT} {', '.join(values)}"
