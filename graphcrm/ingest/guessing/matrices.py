"""Tables of people by people, or by decisions, with marks or levels where a row and a column meet: a row for each such cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import MARKS, MOSTLY, Body, Laid, known_label, level_code, meanings_of, texts
from graphcrm.ingest.guessing.names import written
from graphcrm.ingest.guessing.values import is_date, is_name, is_total
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key

__all__ = ["CELL", "COLUMN", "ROW", "matrix"]

#: The headings that no one wrote: who heads the row, who heads the column, and what stands where they meet.
ROW, COLUMN, CELL = "row", "column", "cell"
_FEWEST, _SAMPLE = 2, 200
_EMPTY = frozenset({"", "-", "–", "—", "/", "\\"})
_LETTERS = frozenset("racidsvpeuthml")
_WORDS = ("level", "declared_level", "roles")


def matrix(headings: Sequence[str], body: Body) -> tuple[Laid, frozenset[int]] | None:
    """The cells of a matrix, and the places of its columns; None for a table without any.

    The first column, or one that holds names, heads the rows. Beside it columns whose heading is nobody's word for anything
    and whose cells are all marks or levels are the matrix, at least two of them.
    """
    width = len(headings)
    named = [n for n, h in enumerate(headings) if h and "name" in meanings_of(heading_key(h))]
    first = named[0] if named else 0
    likely = [n for n in range(width) if n != first and _is_head(headings[n])]
    sample = [[*texts(cells), *[""] * (width - len(cells))] for _, cells in body[:_SAMPLE]]
    likely = [n for n in likely if _meets([cells[n] for cells in sample]) or not any(cells[n] for cells in sample)]
    if len(likely) < _FEWEST:
        return None
    rows = [(line, [*texts(cells), *[""] * (width - len(cells))]) for line, cells in body]
    heads = [cells[first] for _, cells in rows if cells[first]]
    places = [n for n in likely if _meets([cells[n] for _, cells in rows])]
    named_heads = [n for n in places if is_name(written(headings[n]).name)]
    if len(named_heads) < len(places) and len(named_heads) >= _FEWEST:
        places = named_heads  # beside people a count, or something else
    others = [n for n in range(width) if n != first and n not in places and any(cells[n] for _, cells in rows)]
    if (
        len(places) < _FEWEST
        or len(heads) < _FEWEST
        or len(set(heads)) < len(heads)
        or len({headings[n] for n in places}) < len(places)
    ):
        return None
    if others and not (named and len(named_heads) == len(places)):
        return None  # a table with columns of its own, unless people head those that are left
    made: list[list[Cell]] = []
    lines = []
    for line, cells in rows:
        for n in places:
            if cells[first] and cells[n] not in _EMPTY and word_key(cells[n]) not in ("0", "no", "nein", "否", "无"):
                made.append([cells[first], headings[n], cells[n]])
                lines.append(line)
    if len(made) < _FEWEST or (all(str(row[2]).isdigit() for row in made) and len(named_heads) < len(places)):
        return None  # numbers below what is nobody's name are sums
    why = Text(
        "行与列相交处是勾选或级别,每格读作一行",
        "marks or levels where rows and columns meet, read as a row for each cell",
    )
    return Laid("matrix", why, (ROW, COLUMN, CELL), made, lines), frozenset(places)


def _is_head(heading: str) -> bool:
    return bool(heading) and not known_label(heading) and not is_date(heading) and not is_total(heading)


def _meets(cells: Sequence[str]) -> bool:
    """Whether the cells of a column are marks, levels, roles or letters for them."""
    filled = [t for t in cells if t not in _EMPTY]
    return bool(filled) and sum(map(_is_cell, filled)) >= MOSTLY * len(filled)


@lru_cache(maxsize=10_000)
def _is_cell(said: str) -> bool:
    key = word_key(said)
    return key in MARKS or key in _LETTERS or any(level_code(said, vocabulary("", name)) is not None for name in _WORDS)
