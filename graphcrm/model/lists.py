"""Lists in one cell: items between semicolons, and how an item says a semicolon itself.

Both widths of the semicolon separate. Backslashes mean something only directly before one: each pair of them is one
backslash, and one left over makes the semicolon part of the item. Everywhere else a backslash is a backslash, so that paths
stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphcrm.i18n import Text

__all__ = ["LIST_FORM", "join_items", "split_items"]


#: How a list is written, for templates and messages.
LIST_FORM = Text(
    "列表各项用分号分隔（全角也可）；项内的分号写作 \\；或 \\；",
    "items of a list are separated by ; (or its full-width form); a semicolon within an item is written \\;",
)

#: A separator and the run of backslashes before it, looked at once however long it is.
_MARK = re.compile(r"(?<!\\)(\\*+)([;\uff1b])")
_LAST = re.compile(r"(?<!\\)\\+\Z")


def split_items(cell: str) -> list[str]:
    r"""The items of a cell, without blanks around them; empty ones are left out.

    >>> split_items(r"a; b\; c；C:\temp；d\\;e")
    ['a', 'b; c', 'C:\\temp', 'd\\', 'e']
    """
    if "\\" not in cell:
        items = cell.replace("\uff1b", ";").split(";")
    else:
        items, held, done = [], "", 0
        for mark in _MARK.finditer(cell):
            slashes = len(mark[1])
            held += cell[done : mark.start()] + "\\" * (slashes // 2)
            done = mark.end()
            if slashes % 2:
                held += mark[2]
            else:
                items.append(held)
                held = ""
        items.append(held + cell[done:])
    return [item for item in map(str.strip, items) if item]


def join_items(items: Iterable[str]) -> str:
    r"""The cell that :func:`split_items` reads as these items.

    >>> join_items(["a", "b; c", "C:\\temp", "d\\", "e"])
    'a;b\\; c;C:\\temp;d\\\\;e'
    """
    *before, last = [_MARK.sub(r"\1\1\\\2", item) for item in items] or [""]
    return ";".join([*(_LAST.sub(lambda m: m[0] * 2, item) for item in before), last])
