"""Properties as canonical JSON, column by column: the text that :func:`graphcrm.model.facts.canonical` gives for each row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat
from json.encoder import encode_basestring
from typing import Any

__all__ = ["encode", "keys"]


_ESCAPED = frozenset('"\\')


class _Fragments(dict[Any, str]):
    """``"name":value`` by value, between two texts; `lead` alone for what canonical JSON leaves out."""

    __slots__ = ("_after", "_before")

    def __init__(self, name: str, lead: str, before: str, after: str) -> None:
        super().__init__({None: lead, "": lead, (): lead})
        self._before = f"{lead}{before}{encode_basestring(name)}:"
        self._after = after

    def __missing__(self, value: Any) -> str:
        made = self[value] = f"{self._before}{_json(value)}{self._after}"
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
    names = sorted(columns)
    ids = {name for name in names if name in plain and _as_they_are(columns[name])}
    # Commas follow what stands before the first column that every row has, and precede what comes after it.
    full = next((name for name in names if name in ids or _in_every_row(columns[name])), None)
    if full is None:
        return [f"{{{row[:-1]}}}" for row in _rows(columns, names, count, ids, "")]
    return _rows(columns, names, count, ids, full)


def _rows(
    columns: Mapping[str, Sequence[Any]], names: Sequence[str], count: int, ids: Collection[str], full: str
) -> list[str]:
    """The rows as JSON; where no column is `full`, without braces and with a comma at the end."""
    parts: list[Iterable[str]] = []
    lead, passed = "{" if full else "", False
    for name in names:
        before, after = (",", "") if passed else ("", "" if name == full else ",")
        passed = passed or name == full
        if name in ids:
            parts += (repeat(f'{lead}{before}{encode_basestring(name)}:"', count), columns[name])
            lead = f'"{after}'
        else:
            parts.append(map(_Fragments(name, lead, before, after).__getitem__, columns[name]))
            lead = ""
    parts.append(repeat(f"{lead}}}" if full else lead, count))
    return list(map("".join, zip(*parts, strict=True)))


def _as_they_are(values: Sequence[Any]) -> bool:
    """Whether these are ids in which nothing has to be escaped."""
    return None not in values and "" not in values and _ESCAPED.isdisjoint("".join(values))


def _in_every_row(values: Sequence[Any]) -> bool:
    return None not in values and "" not in values and () not in values


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
