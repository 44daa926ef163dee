"""A corrected copy of a JSON document: one row a line, the members and columns in their order, other values as they are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graphcrm.ingest.correcting import Corrector
from graphcrm.ingest.gathering import Gathering
from graphcrm.ingest.jsonfile import Scanner, refusing, text_of
from graphcrm.model.fields import Field, ListOf
from graphcrm.model.tables import Table

__all__ = ["copy_json"]

#: Told (line, column, before, after) of every text that was corrected.
Told = Callable[[int, str, str, str], None]


class _Word(str):
    """A number or a constant, kept as it is written."""

    __slots__ = ()


class _Object(tuple[tuple[str, Any], ...]):
    """An object with its names in order, also those that stand in it twice."""

    __slots__ = ()


_DECODER = json.JSONDecoder(object_pairs_hook=_Object, parse_int=_Word, parse_float=_Word, parse_constant=_Word)


def copy_json(gathering: Gathering, path: Path, write: Callable[[str], object], told: Told) -> None:
    """Write the copy of a document; raises Unreadable."""
    text, encoding = text_of(path, gathering.hints.encoding)
    with refusing(text):
        if encoding == "utf-8-sig":
            write("\ufeff")
        for piece in _document(gathering, Scanner(text, _DECODER), told):
            write(piece)


def _document(gathering: Gathering, scan: Scanner, told: Told) -> Iterator[str]:
    yield "{"
    comma = ""
    for _ in scan.items("{", "}"):
        name = scan.value()
        scan.take(":")
        yield f"{comma}\n {_dumped(name)}: "
        comma = ","
        of = gathering.table(str(name))
        if of is None or scan.peek() != "[":
            yield _dumped(scan.value())
        else:
            yield from _rows(gathering, scan, of, str(name), told)
    scan.end()
    yield "\n}\n"


def _rows(gathering: Gathering, scan: Scanner, of: Table, source: str, told: Told) -> Iterator[str]:
    correctors: dict[str, tuple[Field, Corrector, Corrector] | None] = {}
    yield "["
    comma = ""
    for _ in scan.items("[", "]"):
        line = scan.line
        row = scan.value()
        if isinstance(row, _Object):
            made = []
            for heading, value in row:
                if heading not in correctors:
                    correctors[heading] = _correctors(gathering, gathering.column(of, heading, source))
                made.append((heading, _value(correctors[heading], value, line, told)))
            row = _Object(made)
        yield f"{comma}\n  {_dumped(row)}"
        comma = ","
    yield "\n ]"


def _correctors(gathering: Gathering, field: Field | None) -> tuple[Field, Corrector, Corrector] | None:
    """For texts of a column, and for the items of its lists."""
    if field is None:
        return None
    parse = gathering.hints.parser(field.parse)
    return field, Corrector(parse), Corrector(parse.one if isinstance(parse, ListOf) else parse)


def _value(of: tuple[Field, Corrector, Corrector] | None, value: Any, line: int, told: Told) -> Any:
    if of is None or isinstance(value, _Word):
        return value
    field, whole, item = of

    def corrected(text: Any, by: Corrector) -> Any:
        if not isinstance(text, str) or isinstance(text, _Word):
            return text
        made = by[text]
        if made != text:
            told(line, field.name, text, made)
        return made

    if isinstance(value, list):
        return [corrected(v, item) for v in value] if isinstance(field.parse, ListOf) else value
    return corrected(value, whole)


def _dumped(value: Any) -> str:
    if isinstance(value, _Word):
        return str(value)
    if isinstance(value, _Object):
        return "{" + ", ".join(f"{_dumped(n)}: {_dumped(v)}" for n, v in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_dumped, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=any("\ud800" <= c <= "\udfff" for c in value))
    return json.dumps(value)
