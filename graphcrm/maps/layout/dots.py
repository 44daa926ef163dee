"""Positions of more people than cards can show: blocks of dots by department and rank."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from graphcrm.maps.layout.views import Firm, Lane, View, region_round
from graphcrm.maps.records.people import MapPerson

__all__ = ["dot_view"]

_PITCH = 38.0
_BLOCK_GAP = 26.0
_LANE_PAD = 32.0
_SCREEN_RATIO = 2.1
#: A dot with its name below.
_DOT = (30, 40)
#: Least columns of an organisation outside: so wide is its name.
_FIRM_COLUMNS = 3
_FIRM_WIDTH = _FIRM_COLUMNS * _PITCH + _BLOCK_GAP - 6


def dot_view(people: Sequence[MapPerson]) -> View:
    """Rank lanes again, a block of dots for each department and, to the right, for each organisation outside."""
    spots, tops, frames = _columns(people)
    grades = sorted({p.grade for p in people}, reverse=True)
    lanes = tuple(Lane(g, tops[i], tops[i + 1]) for i, g in enumerate(grades))
    regions = tuple(region_round(firm, [spots[i] for i in ids], _DOT, _FIRM_WIDTH) for firm, ids in frames)
    return View("", spots, lanes, regions)


def _columns(
    people: Sequence[MapPerson],
) -> tuple[dict[str, tuple[float, float]], list[float], list[tuple[Firm, list[str]]]]:
    """Set people out as dots: a column of blocks per department, a lane per grade.

    Returns
    -------
    tuple
        Centre of each person; the edges of the lanes from the top, one more than there are grades; the people of each
        organisation outside the customer, under (category, name, English name).
    """
    blocks: dict[tuple[bool, str, str, str], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for p in sorted(people, key=lambda p: p.id):
        key = (True, p.org_category, p.org, p.org_en) if p.outside else (False, "", p.unit, "")
        blocks[key][p.grade].append(p.id)
    grades = sorted({p.grade for p in people}, reverse=True)
    best: tuple[float, dict[str, tuple[float, float]], list[float]] | None = None
    for depth in (2, 3, 4, 6, 8, 12, 16, 24):
        spots: dict[str, tuple[float, float]] = {}
        wide = {
            k: max(_FIRM_COLUMNS if k[0] else 1, *(math.ceil(len(ids) / depth) for ids in rows.values()))
            for k, rows in blocks.items()
        }
        tall = {g: max(math.ceil(len(rows.get(g, ())) / wide[k]) for k, rows in blocks.items()) for g in grades}
        tops = [0.0]
        for g in grades:
            tops.append(tops[-1] + tall[g] * _PITCH + 2 * _LANE_PAD)
        x = 0.0
        for key in sorted(blocks):
            for i, g in enumerate(grades):
                here = blocks[key].get(g, ())
                free = max(0, wide[key] - len(here)) / 2 if key[0] else 0.0
                for place, person in enumerate(here):
                    down, across = divmod(place, wide[key])
                    spots[person] = (x + (free + across + 0.5) * _PITCH, tops[i] + _LANE_PAD + (down + 0.5) * _PITCH)
            x += wide[key] * _PITCH + _BLOCK_GAP
        misfit = abs(math.log(x / tops[-1] / _SCREEN_RATIO)) if people else 0.0
        if best is None or misfit < best[0]:
            best = misfit, spots, tops
    assert best is not None
    frames = [((k[1], k[2], k[3]), [i for g in grades for i in blocks[k].get(g, ())]) for k in sorted(blocks) if k[0]]
    return best[1], best[2], frames
