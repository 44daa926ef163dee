"""Which of the first rows of a sheet or file is the heading: titles, export dates and empty rows stand above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.spoken import joined

__all__ = ["LOOKED_AT", "Knows", "heading_row", "is_comment", "is_comment_row", "passed_over"]

#: Rows that are looked at.
LOOKED_AT = 30
#: Whether a cell is a heading that is known.
Knows = Callable[[str], bool]


def heading_row(rows: Sequence[Sequence[str]], knows: Knows) -> int:
    """Position of the first row with the most known headings; 0 if no row has any.

    >>> heading_row([["Our people"], ["1 June"], ["id", "name"], ["c1", "name"]], {"id", "name"}.__contains__)
    2
    """
    known = [len({cell for cell in row if cell and knows(cell)}) for row in rows[:LOOKED_AT]]
    return known.index(max(known)) if known else 0


def is_comment(first: object, others: Iterable[object]) -> bool:
    """Whether a row is a note, not data: its first cell is a # with a space after it, or begins with # and stands alone.

    >>> is_comment("# c1", ["Ann"]), is_comment("#N/A", ["Ann"]), is_comment("#17", ["Ann"]), is_comment("#N/A", ["", " "])
    (True, False, False, True)
    """
    if not isinstance(first, str):
        return False
    text = first.strip("\ufeff \t\r\n")
    return text.startswith("#") and (
        text[1:2].strip() == "" or not any(str(o).strip() for o in others if o is not None)
    )


def is_comment_row(row: Mapping[int, object]) -> bool:
    """Whether a row of cells by column is a note, or empty."""
    return not row or is_comment(row.get(0, ""), (cell for place, cell in row.items() if place))


def passed_over(place: str, lines: Sequence[int], heading: int) -> Text:
    """What is told when lines above the heading were skipped."""
    named = joined(str(n) for n in lines[:5])
    more = Text(" 等", " and more") if len(lines) > 5 else Text("", "")
    return Text(
        "{place}：标题在第 {heading} 行，其上的第 {named}{more} 行已跳过",
        "{place}: the heading is in line {heading}; above it, line {named}{more} was skipped"
        if len(lines) == 1
        else "{place}: the heading is in line {heading}; above it, lines {named}{more} were skipped",
    ).format(place=place, heading=heading, named=named, more=more)
