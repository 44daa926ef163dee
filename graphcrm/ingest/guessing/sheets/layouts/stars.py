"""Levels drawn as stars or dots, “★★★☆☆”, “***”, “●●○”, “4★”: they are counted, and hollow ones say how many there can be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, own_column
from graphcrm.ingest.guessing.texts.names import is_person
from graphcrm.ingest.guessing.values import NOTHING, text
from graphcrm.spoken import joined

__all__ = ["stars"]

_DRAWN = re.compile(r"([★⭐✪✭✰🌟*\uff0a●⬤■]\ufe0f?\s*){1,10}([☆✩⚝○◯□]\ufe0f?\s*){0,9}|([☆✩⚝○◯□]\ufe0f?\s*){2,10}")
_COUNTED = re.compile(r"(\d|10)\s*(?:★|⭐\ufe0f?|颗?星|stars?|Sterne?)", re.IGNORECASE)
_FULL, _HOLLOW = re.compile(r"[★⭐✪✭✰🌟*\uff0a●⬤■]"), re.compile(r"[☆✩⚝○◯□]")
_SCALED = re.compile(r"\d\s*\D{1,4}\s*\d")
#: How many stars there can be where no hollow ones tell: as few as hold the most that there are.
_USUAL = (3, 5, 10)


def stars(headings: Sequence[str], body: Body) -> Laid | None:
    """A table whose columns of stars hold numbers, under headings with their scale; None for one without such a column.

    A single star in each filled cell is a mark and no level, unless it stands among columns of people, of which others have more.
    """
    said = {
        n: {text(cells[n]) for _, cells in body if n < len(cells)} - {""}
        for n, heading in enumerate(headings)
        if heading
    }
    found = {place: scale for place, cells in said.items() if (scale := _scale(cells))}
    if not found:
        return None
    people = {place for place in said if is_person(headings[place])}
    if more := [found[place][0] for place in people & found.keys()]:
        found |= {n: (max(more), dict.fromkeys(said[n], "1")) for n in people - found.keys() if _are_single(said[n])}
    named = [*headings]
    for place, (most, _) in found.items():
        if not (_SCALED.search(headings[place]) or is_person(headings[place])):  # beside people how they stand to each
            named[place] = own_column(f"{headings[place]} (1-{most})", named)
    rows: list[list[Cell]] = [
        [found[n][1].get(text(cell), cell) if n in found else cell for n, cell in enumerate(cells)] for _, cells in body
    ]
    heads = joined([headings[n] for n in found])
    why = Text("星号或圆点按个数读作数字：", "stars or dots are counted, and read as numbers: ") + heads
    return Laid("stars", why, tuple(named), rows, [line for line, _ in body])


def _are_single(said: set[str]) -> bool:
    return bool(said) and all(
        _DRAWN.fullmatch(one) and len(_FULL.findall(one)) == 1 and not _HOLLOW.search(one) for one in said
    )


def _scale(said: set[str]) -> tuple[int, dict[str, str]] | None:
    """How many stars there can be, and the number of each different cell; None where a cell holds anything else.

    >>> _scale({"★★★☆☆", "★☆☆☆☆"}) == (5, {"★★★☆☆": "3", "★☆☆☆☆": "1"}), _scale({"★", ""}), _scale({"***", "*", "n/a"})[0]
    (True, None, 3)
    """
    cells = {cell for cell in said if cell and cell.casefold() not in NOTHING}
    drawn = {cell for cell in cells if _DRAWN.fullmatch(cell)}
    counted = {cell: found[1] for cell in cells if (found := _COUNTED.fullmatch(cell))}
    if not cells or len(drawn) + len(counted) < len(cells):
        return None
    full = any(map(_FULL.search, drawn))
    numbers = counted | {c: str(len((_FULL if full else _HOLLOW).findall(c))) for c in drawn}
    totals = (
        {len(_FULL.findall(c)) + len(_HOLLOW.findall(c)) for c in drawn} if any(map(_HOLLOW.search, drawn)) else {0}
    )
    most = max(*map(int, numbers.values()), *(totals if full else {0}))
    if most < 2 or (drawn and not full and len(totals) == 1):
        return None
    return next(n for n in (*_USUAL, most) if n >= most), numbers
