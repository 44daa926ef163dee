"""Writing versions, many rows to a statement: a statement for each costs the engine a third more."""

from __future__ import annotations

from functools import cache
from typing import Any

from graphcrm.store.checksums import Checksummed
from graphcrm.store.sqlite.connection import Database

__all__ = ["insert_versions"]

#: Rows that one statement writes.
_TOGETHER = 50
#: Values of a row.
_WIDTH = 9
_INSERT = "INSERT INTO versions VALUES"


def insert_versions(db: Database, change: int, kind: str, part: Checksummed) -> None:
    """Write some rows of one kind."""
    n = len(part.texts)
    flat: list[Any] = [None] * (_WIDTH * n)
    for place, column in enumerate((part.sequences, [change] * n, [kind] * n, *part.columns, part.checksums)):
        flat[place::_WIDTH] = column
    piece = _WIDTH * _TOGETHER
    whole = len(flat) - len(flat) % piece
    db.many(_statement(_TOGETHER), (tuple(flat[at : at + piece]) for at in range(0, whole, piece)))
    if rest := flat[whole:]:
        db.execute(_statement(len(rest) // _WIDTH), tuple(rest))


@cache
def _statement(rows: int) -> str:
    """One that writes so many rows.

    >>> _statement(1)
    'INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'
    """
    row = f"({', '.join('?' * _WIDTH)})"
    return f"{_INSERT} {', '.join([row] * rows)}"
