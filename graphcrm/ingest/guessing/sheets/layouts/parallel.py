"""Several opportunities in a cell, between upright strokes, with the amount, the stage and the day of each in the cells beside it."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import OF_DEAL, heading_key

__all__ = ["parallel"]

_BETWEEN = "|"


def parallel(headings: Sequence[str], body: Body) -> Laid | None:
    """A row for each opportunity of a cell that lists as many as the cells beside it list of what is said of them; None for none."""
    means = [meanings_of(heading_key(h)) for h in headings]
    deal = next((n for n, some in enumerate(means) if "opportunity" in some), None)
    beside = [n for n, some in enumerate(means) if n != deal and any(one.startswith(OF_DEAL) for one in some)]
    if deal is None or not beside or not any(_BETWEEN in text(cells[deal]) for _, cells in body if deal < len(cells)):
        return None
    made: list[list[Cell]] = []
    lines: list[int] = []
    for line, cells in body:
        row = [*cells, *[""] * (len(headings) - len(cells))]
        said = {n: [one.strip() for one in text(row[n]).split(_BETWEEN)] for n in (deal, *beside)}
        several = len(said[deal])
        listed = [n for n in said if len(said[n]) == several > 1]
        alike = len(listed) > 1 and all(n in listed or len(said[n]) == 1 for n in said)
        for each in range(several if alike else 1):
            made.append([said[n][each] if alike and n in listed else cell for n, cell in enumerate(row)])
            lines.append(line)
    why = Text(
        "一格写几个商机，旁边各格按顺序对应",
        "several opportunities in a cell, and beside it what is said of each in the same order",
    )
    return Laid("parallel", why, tuple(headings), made, lines) if len(made) > len(body) else None
