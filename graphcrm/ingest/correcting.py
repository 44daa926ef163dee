"""One cell written plainly: the same value, or one that can be read where the cell as it stands cannot.

Blanks around it go, and control characters; dates become ISO, labels codes, list separators semicolons, full-width digits
ASCII. What a text says is never touched: two spaces within a name stay two spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graphcrm.ingest.cells import Bad, Memo, clean
from graphcrm.model.fields import DateOf, ListOf, Parser, TextOf
from graphcrm.model.figures import Exact
from graphcrm.model.lists import join_items
from graphcrm.model.normal import folded

__all__ = ["Corrector"]

#: 2026.3.5 and 20260305, which cannot mean another day.
_DATE = re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})|(\d{4})(\d{2})(\d{2})", re.ASCII)
#: What people put between ids and codes, none of which can hold it.
_BETWEEN = re.compile(r"[、,|\n]+")
#: Values of cells in which nothing stands, or nothing that may stay.
_NOTHING: tuple[Any, ...] = (None, "", ())


class Corrector(dict[str, str]):
    """Corrected texts of one column by what stands there; ``corrector[text]`` is `text` itself if nothing is to be done.

    A text that cannot be read, and that none of the corrections makes readable, stays as it is.
    """

    __slots__ = ("_memo", "_parse")

    def __init__(self, parse: Parser) -> None:
        super().__init__()
        self._parse = parse
        self._memo = Memo(parse)

    def __missing__(self, raw: str) -> str:
        made = self[raw] = self._corrected(raw)
        return made

    def _corrected(self, raw: str) -> str:
        if isinstance(raw, Exact):
            return raw.spelled if self._memo.numeric else str(raw)
        value = self._memo[raw]
        if value in _NOTHING:
            return ""
        if not isinstance(value, Bad):
            return _written(value, raw)
        for other in _readings(self._parse, raw):
            value = self._memo[other]
            if value not in _NOTHING and not isinstance(value, Bad):
                return _written(value, other)
        return raw


def _written(value: Any, raw: str) -> str:
    """The plainest text that stands for a value; numbers and truth values as they are, if they are plain already."""
    if isinstance(value, tuple):
        return join_items(map(str, value))
    if isinstance(value, str):
        return str(value)
    plain = raw.strip()
    if plain.isascii() and "," not in plain:
        return plain
    return str(value).lower() if isinstance(value, bool) else repr(value).removesuffix(".0")


def _readings(parse: Parser, raw: str) -> Iterator[str]:
    """Other ways to read a cell that is no text of its own."""
    one = parse.one if isinstance(parse, ListOf) else parse
    if isinstance(one, TextOf):
        return
    if isinstance(parse, ListOf):
        yield _BETWEEN.sub(";", clean(folded(raw)))
    plain = " ".join(clean(folded(raw)).split())
    yield plain
    if isinstance(one, DateOf) and (found := _DATE.fullmatch(plain)):
        yield "-".join(part for part in found.groups() if part)
