"""How a column is read row by row: what can be told of all of its cells, and of each different one, is told once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Column", "Texts"]


class Texts(dict[str, str]):
    """What the cells of a column say as texts of ours; each different cell is read once."""

    def __init__(self, read: Callable[[str], str]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, said: str) -> str:
        value = self[said] = self._read(said)
        return value


class Column(NamedTuple):
    """How a column is read as one of its meanings.

    beside
        Whether it holds keys beside names.
    amount
        Of a column of amounts, how a cell becomes an amount, the meaning that its currency has, and that.
    """

    place: int
    name: str
    texts: Texts
    beside: bool
    amount: Callable[[str], tuple[str, str, str]] | None
