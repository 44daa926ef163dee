"""Properties as canonical JSON, column by column: the text that :func:`graphcrm.model.facts.canonical` gives for each row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat
from json.encoder import encode_basestring
from typing import Any

__all__ = ["encode", "keys"]


_ESCAPED = frozenset('"\\')


class _Fragments(dict[Any, str]):
    """Each value with what stands before it, ``,"name":`` or ``{"name":``; empty for what canonical JSON leaves out."""

    __slots__ = ("_before",)

    def __init__(self, before: str) -> None:
        super().__init__({None: "", "": "", (): ""})
        self._before = before

    def __missing__(self, value: Any) -> str:
        made = self[value] = self._before + _json(value)
        return made


def _json(value: Any) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ",".join(map(_json, value)) + "]"
    return repr(value)


def encode(columns: Mapping[str, Sequence[Any]], count: int, plain: Collection[str] = ()) -> list[str]:
    """Canonical JSON of every row.

    The values of a column are all of one type (or None), so equal values have equal text and each different value is
    written once. Columns named in `plain` hold ids, in which something seldom needs to be escaped.

    >>> encode({"name": ["周", "林"], "grade": [4, None], "flags": [(), ("left",)]}, 2)
    ['{"grade":4,"name":"周"}', '{"flags":["left"],"name":"林"}']
    """
    if not columns:
        return ["{}"] * count
    parts: list[Iterable[str]] = []
    opened = True  # whether every row has a value in its first column
    for name in sorted(columns):
        values, before = columns[name], f"{',' if parts else '{'}{encode_basestring(name)}:"
        if name in plain and None not in values and "" not in values and _ESCAPED.isdisjoint("".join(values)):
            parts += (repeat(f'{before}"', count), values, repeat('"', count))
            continue
        made: Iterable[str] = map(_Fragments(before).__getitem__, values)
        if not parts:
            made = list(made)
            opened = "" not in made
        parts.append(made)
    if opened:  # joined without a look at each row
        return list(map("".join, zip(*parts, repeat("}", count), strict=True)))
    return [f"{{{''.join(row)[1:]}}}" for row in zip(*parts, strict=True)]


def keys(columns: Sequence[Sequence[Any]], plain: bool = False) -> list[str]:
    """Keys of rows: the key columns joined by tabs, "" for what is missing; white space within a value is one space.

    With `plain` all values are ids or codes, which need no looking at.
    """
    parts: list[Iterable[str]]
    if plain:
        parts = [[v or "" for v in column] if None in column else column for column in columns]
    else:
        parts = [map(_Words().__getitem__, column) for column in columns]
    return list(map("\t".join, zip(*parts, strict=True)))


class _Words(dict[Any, str]):
    __slots__ = ()

    def __missing__(self, value: Any) -> str:
        made = self[value] = _word(value)
        return made


def _word(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else ";".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return text if text.isprintable() else " ".join(text.split())
