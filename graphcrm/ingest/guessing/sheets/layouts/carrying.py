"""What is written once for several rows: cells that hold for the empty ones below; and tables beside each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, known_label, meanings_of, texts
from graphcrm.ingest.guessing.sheets.layouts.over_groups import GROUPS
from graphcrm.ingest.guessing.values import is_number, text
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.model.fields import shown

__all__ = ["carried", "side_by_side", "without_dittos"]

#: What each row of a table speaks of: without one of these a band of columns is no table of its own.
_KEYS = frozenset({"name", "last_name", "first_name", "from", "person", "date"})
_EMPTY_SHARE, _OTHERS, _MOST_BANDS, _SAMPLE = 0.3, 2, 12, 200
#: What stands for the cell above.
_DITTO = frozenset(
    {
        "〃",
        "″",
        "''",
        '"',
        "“",
        "”",
        "„",
        '-"-',
        "-〃-",
        "々",
        "同上",
        "上同",
        "ditto",
        "ditto.",
        "dito",
        "dto.",
        "dto",
        "idem",
        "id.",
        "same as above",
    }
)
_BEGINS = frozenset(letter for mark in _DITTO for letter in (mark[0], mark[0].upper()))
#: A group with the number of its rows behind.
_COUNTED = re.compile(r"(.+?)\s*[(\uff08](\d{1,9})[)\uff09]")


def carried(headings: Sequence[str], body: Body) -> Laid | None:
    """The first columns, where a value is written for the first row of a group only, filled in below; None if none is so.

    Of such a column the first cell is filled, no two cells that follow each other are equal, and many are empty; or each says how
    many rows its group has. Behind one column of groups another has groups within them: its cells are empty only where those of the
    first are, and none holds for the next group.
    """
    if not any(meanings_of(heading_key(h)) & GROUPS for h in headings[:3]):
        return None
    rows = [[*cells, *[""] * (len(headings) - len(cells))] for _, cells in body]
    done: list[str] = []
    began = [False] * len(rows)  # where a group of the column before begins
    for place, heading in enumerate(headings):
        column = [" ".join(text(row[place]).split()) for row in rows]
        if all(is_number(t) for t in column if t) and not done:
            continue  # numbers of rows
        filled = [t for t in column if t]
        empty = len(column) - len(filled)
        certain = _are_counted(filled, len(column))
        if not meanings_of(heading_key(heading)) & GROUPS or not column or not column[0] or not (empty or certain):
            break
        lone = [row for row, t in zip(rows, column, strict=True) if not t]
        others = sum(n != place and any(text(row[n]) for row in rows) for n in range(len(headings)))
        within = bool(done) and all(said or not first for said, first in zip(column, began, strict=True))
        few = empty < _EMPTY_SHARE * len(column) and not within
        if not certain and (few or any(a == b for a, b in pairwise(filled))):
            break
        if any(sum(bool(text(c)) for c in row) < min(_OTHERS, others) for row in lone):
            break
        above, counted = "", all(map(_COUNTED.fullmatch, filled))
        for row, said, first in zip(rows, column, began, strict=True):
            above = "" if first else above
            above = (_COUNTED.sub(r"\1", said) if counted else said) or above
            row[place] = above
        began = [bool(said) or first for said, first in zip(column, began, strict=True)]
        done.append(heading)
    if not done:
        return None
    names = "、".join(map(shown, done)), ", ".join(map(shown, done))
    why = Text(
        f"“{names[0]}”只写在每组的第一行，下面的空格同上",
        f"“{names[1]}” is written once a group; empty cells below hold the same",
    )
    return Laid("carried down", why, tuple(headings), rows, [line for line, _ in body])


def without_dittos(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The rows of a table, each as wide as the others, with what stands above in place of the marks that say so: “〃”, “ditto”, “同上”.

    >>> without_dittos([["Aster AG", "IT"], ["〃", "ditto"], ["〃", ""]])
    [['Aster AG', 'IT'], ['Aster AG', 'IT'], ['Aster AG', '']]
    """
    made = [[*row] for row in rows]
    for n in range(len(made[0]) if made else 0):
        marks = {cell for cell in {row[n] for row in made} if _is_ditto(cell)}
        for above, row in pairwise(made) if marks else ():
            if row[n] in marks:
                row[n] = above[n]
    return made


def _is_ditto(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.lstrip()[:1] in _BEGINS and cell.strip().casefold() in _DITTO


def _are_counted(filled: Sequence[str], rows: int) -> bool:
    """Whether each cell says how many rows its group has, as reports do: “Aster AG (3)”.

    >>> _are_counted(["Aster AG (2)", "Calder (1)"], 3), _are_counted(["Aster (2)", "Calder"], 3), _are_counted(["Aster (2024)"], 3)
    (True, False, False)
    """
    counts = [int(found[2]) for one in filled if (found := _COUNTED.fullmatch(one))]
    return len(counts) == len(filled) and sum(counts) == rows


def side_by_side(rows: Sequence[tuple[int, list[Cell]]]) -> tuple[list[list[tuple[int, list[Cell]]]], Text] | None:
    """The bands of a sheet whose tables stand beside each other with an empty column between; None for a sheet that has none."""
    if len({n for _, cells in rows[:_SAMPLE] for n, c in enumerate(cells) if text(c)}) == max(
        (len(cells) for _, cells in rows[:_SAMPLE]), default=0
    ):
        return None  # no column is empty
    said = [texts(cells) for _, cells in rows]
    width = max(map(len, said), default=0)
    used = {n for cells in said for n, t in enumerate(cells) if t}
    bands: list[list[int]] = []
    for n in sorted(used):
        if bands and bands[-1][-1] == n - 1:
            bands[-1].append(n)
        else:
            bands.append([n])
    tables = [_is_table(said, band) for band in bands]
    if (
        not 1 < len(bands) <= _MOST_BANDS
        or width < 3
        or not (all(tables) or (any(tables) and _are_titled(said, bands)))
    ):
        return None
    why = Text("几张表左右并排，以空列隔开", "tables beside each other, an empty column between them")
    parts = []
    for band in bands:
        cut = [(line, cells[band[0] : band[-1] + 1]) for line, cells in rows]
        parts.append([(line, cells) for line, cells in cut if any(map(text, cells))])
    return parts, why


def _is_table(said: Sequence[Sequence[str]], band: Sequence[int]) -> bool:
    """Whether a band has a line of known headings, and among them what each row speaks of."""
    for cells in said[:40]:
        heads = [cells[n] for n in band if n < len(cells) and cells[n]]
        known = [h for h in heads if known_label(h)]
        if len(known) >= 2 and 2 * len(known) >= len(heads):
            means = [meanings_of(heading_key(h)) for h in known]
            return any(some & _KEYS and "owner" not in some for some in means)  # who of us it is, is no record
    return False


def _are_titled(said: Sequence[Sequence[str]], bands: Sequence[Sequence[int]]) -> bool:
    """Whether a line holds a title over each band and nothing else, and the bands are of different lengths: they are no one table."""
    cut = [[[n for n in band if n < len(cells) and cells[n]] for band in bands] for cells in said]
    titled = any(all(places == band[:1] for places, band in zip(one, bands, strict=True)) for one in cut[:40])
    return titled and len({sum(bool(one[n]) for one in cut) for n in range(len(bands))}) > 1
