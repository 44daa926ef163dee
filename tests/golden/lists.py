"""Every list of the sample account, kept in ``lists.txt``: all rows, those of each account and edition, and what searches find.

``python -m tests.golden.lists`` writes it anew. That is a decision: read what has changed before it is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphcrm.asking.listing.kinds import LISTS
from graphcrm.asking.values import jsonable
from graphcrm.edition import Edition
from tests.maps.huayue import AS_OF, workspace

__all__ = ["PLACE", "lists"]

PLACE = Path(__file__).parent / "lists.txt"

#: Words that people look for: names in either script, ids, labels of codes, parts of words, other cases.
_WORDS = ("王工", "wang", "C6", "bank", "技术", "u1", "客户", "2026", "nobody")


def lists() -> str:
    """Rows in full, and what of them is found in other ways by its place."""
    return "\n".join(line for kind in LISTS for line in _of(kind)) + "\n"


def _of(kind: str) -> Iterator[str]:
    every = _rows(kind)
    yield f"{kind}: {_line([column.name for column in LISTS[kind].query.contract[0]])}"
    yield from (f" {at} {row}" for at, row in enumerate(every))
    asked: list[dict[str, str]] = [{"account": "HY"}, {"account": "HYL"}, *({"search": word} for word in _WORDS)]
    for one in (*asked, {"account": "HY", "search": "u1"}, {"as_of": "2025-12-31"}, {"top": "2"}):
        found = _rows(kind, **one)
        yield f" {_line(one)} {' '.join(str(every.index(row)) if row in every else row for row in found)}"
    for edition in Edition:
        shown = LISTS[kind].query.admitted(edition)[0]
        yield f" {edition.code} {_line([column.name for column in shown])}"


def _rows(kind: str, **asked: str) -> list[str]:
    return [_line([*map(jsonable, row.values())]) for row in workspace().list(kind, **{"as_of": AS_OF, **asked}).rows]


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    PLACE.write_text(lists(), encoding="utf-8", newline="\n")
