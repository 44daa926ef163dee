"""Lists of people in words that nobody knows: told by one column of names, and asked about column by column."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.laid import ASK, Sheet, known_label
from graphcrm.ingest.guessing.texts.holding import are_people
from graphcrm.ingest.guessing.values import MANY, Look

__all__ = ["asked_of_all"]

#: Columns and rows from which on it is a list, and the share of its headings up to which nobody knows its words.
_COLUMNS, _ROWS, _KNOWN = 3, 3, 1 / 3
_WHY = Text(
    "像一份人员名单（这一列或旁边一列是人名），但标题没有认出：逐列询问",
    "it looks like a list of people by one column of names, but its headings say nothing that is known: each is asked about",
)


def asked_of_all(sheet: Sheet, looks: Sequence[Look]) -> tuple[Guess, ...] | None:
    """Every column of words as one to be asked about; None unless one column, and no other, names somebody else in each row.

    Nothing is made of such a list before it is said which column has the names. Numbers, days and what is written in one row
    only are left.
    """
    heads = [heading for heading in sheet.headings if heading]
    if len(heads) < _COLUMNS or len(sheet.rows) < _ROWS or sum(map(known_label, heads)) > _KNOWN * len(heads):
        return None
    names = [n for n in range(len(sheet.headings)) if _names_each(sheet, looks[n], n)]
    if len(names) != 1:
        return None
    asked = [
        heading and one.filled > 1 and max(one.number, one.date) < MANY
        for heading, one in zip(sheet.headings, looks, strict=True)
    ]
    left = Text("没有认出", "not recognised")
    return tuple(
        Guess(n, heading, ASK if asked[n] else "", _WHY if asked[n] else left)
        for n, heading in enumerate(sheet.headings)
    )


def _names_each(sheet: Sheet, seen: Look, place: int) -> bool:
    said = sheet.said(place)
    return bool(sheet.headings[place]) and len({*said}) == len(sheet.rows) and seen.name >= MANY and are_people(said)
