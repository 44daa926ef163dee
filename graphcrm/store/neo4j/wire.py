"""Many rows of properties as one text each: to the driver and the server a text costs a tenth of a map of values.

A row's values are joined by NUL, which no value contains, and taken apart by the statement, which names the columns. Only names
of our own tables get into a statement, and only letters, digits and underscores; values never do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["Packed", "pack"]

#: From how many rows on it pays that the server has to plan one more statement.
WORTH = 500
#: Type of a column -> how the statement turns its text into a value; an empty text is no value.
_CASTS = {str: "nullIf({}, '')", int: "toInteger({})", float: "toFloat({})", bool: "toBoolean({})"}


class Packed:
    """Rows as texts: `head` columns of each row first, then its properties.

    Attributes
    ----------
    texts
        One text a row.
    literal
        The properties as a map in Cypher, in terms of a list called `row`.
    """

    __slots__ = ("literal", "texts")

    def __init__(self, texts: list[str], literal: str) -> None:
        self.texts = texts
        self.literal = literal


def pack(heads: Sequence[Sequence[str]], rows: Sequence[Mapping[str, Any]]) -> Packed | None:
    """Pack rows, or None if it does not pay or a column holds lists or several types.

    >>> packed = pack([["a"]] * 500, [{"level": 3, "title": "CFO"}] * 500)
    >>> packed.literal, packed.texts[0].split("\\0")
    ("{`level`: toInteger(row[1]), `title`: nullIf(row[2], '')}", ['a', '3', 'CFO'])
    """
    if len(rows) < WORTH:
        return None
    names = sorted({name for row in rows for name in row})
    columns: list[list[str]] = [list(column) for column in zip(*heads, strict=True)]
    first = len(columns)
    entries = []
    for i, name in enumerate(names, first):
        values = [row.get(name) for row in rows]
        types = set(map(type, values)) - {type(None)}
        cast = _CASTS.get(types.pop()) if len(types) == 1 else None
        if cast is None or not name.isidentifier() or "" in values:
            return None
        columns.append(["" if v is None else v if isinstance(v, str) else repr(v) for v in values])
        entries.append(f"`{name}`: {cast.format(f'row[{i}]')}")
    return Packed(list(map("\0".join, zip(*columns, strict=True))), f"{{{', '.join(entries)}}}")
