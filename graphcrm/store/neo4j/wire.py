"""Many rows of properties as one text: to the driver, which is Python, and the server a map of values a row costs ten times as much.

All values are joined by NUL, which no value contains, and taken apart by the statement, which names the columns: with `width`
columns a row, row `i` begins at cell ``i * width``. Only names of our own tables get into a statement, and only letters, digits
and underscores; values never do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

__all__ = ["Packed", "cells", "pack"]


#: From how many rows on it pays that the server has to plan one more statement.
WORTH = 500
#: Between the texts of a list.
_BETWEEN = "\x1f"
#: Type of a column -> how the statement turns its text into a value; an empty text is no value.
_CASTS = {
    str: "nullIf({}, '')",
    int: "toInteger({})",
    float: "toFloat({})",
    bool: "toBoolean({})",
    list: "split(nullIf({}, ''), $between)",
}


class Packed(NamedTuple):
    """Rows as one text: `head` columns of each row first, then its properties.

    Attributes
    ----------
    parameters
        The text and what the statement needs to take it apart, as :func:`cells` gives them.
    literal
        The properties as a map in Cypher, in terms of a list called `cells` and the place `i` at which the row begins.
    """

    parameters: Mapping[str, Any]
    literal: str


def cells(text: str, rows: int, width: int) -> dict[str, Any]:
    """Parameters of a statement that begins with ``WITH split($text, $nul) AS cells UNWIND range(0, $last, $width) AS i``."""
    return {"text": text, "nul": "\0", "between": _BETWEEN, "last": (rows - 1) * width, "width": width}


def pack(heads: Sequence[Sequence[str]], rows: Sequence[Mapping[str, Any]]) -> Packed | None:
    """Pack rows, or None if it does not pay or a column holds several types, or lists of anything but plain texts.

    >>> packed = pack([["a"]] * 500, [{"level": 3, "title": "CFO"}] * 500)
    >>> packed.literal, packed.parameters["last"], packed.parameters["width"]
    ("{`level`: toInteger(cells[i + 1]), `title`: nullIf(cells[i + 2], '')}", 1497, 3)
    """
    if len(rows) < WORTH:
        return None
    names = sorted({name for row in rows for name in row})
    columns: list[list[str]] = [list(column) for column in zip(*heads, strict=True)]
    first = len(columns)
    entries = []
    for place, name in enumerate(names, first):
        values = [row.get(name) for row in rows]
        types = set(map(type, values)) - {type(None)}
        of = types.pop() if len(types) == 1 else None
        if of not in _CASTS or not name.isidentifier() or "" in values:
            return None
        texts = _lists(values) if of is list else list(map(str, values))
        if texts is None:
            return None
        columns.append(["" if v is None else t for v, t in zip(values, texts, strict=True)])
        entries.append(f"`{name}`: {_CASTS[of].format(f'cells[i + {place}]')}")
    text = "\0".join(chain.from_iterable(zip(*columns, strict=True)))
    return Packed(cells(text, len(rows), len(columns)), f"{{{', '.join(entries)}}}")


def _lists(values: Sequence[Sequence[Any] | None]) -> list[str] | None:
    """Lists as texts, or None if one cannot be taken apart again."""
    for value in values:
        if value is not None and not (value and all(isinstance(v, str) and v and _BETWEEN not in v for v in value)):
            return None
    return [_BETWEEN.join(value or ()) for value in values]
