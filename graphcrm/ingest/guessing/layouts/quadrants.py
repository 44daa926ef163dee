"""Grids of power and interest: people in the cells between “High power | Low power” and “Low interest | High interest”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, texts
from graphcrm.ingest.guessing.names import is_person, people_in, written
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key

__all__ = ["quadrants"]

_AXES = ("influence", "interest")
_FEWEST, _MOST = 2, 3
_OF_AXIS = re.compile(r"\s*(?:[(\uff08:\uff1a/–—-]|\s)\s*")
_HAN_LEVEL = re.compile(r"(较?[高低]|中等?)(.{2,6})|(.{2,6}?)(较?[高低]|中等?)")


def quadrants(rows: Body) -> Laid | None:
    """A row for each person of such a grid, with the power and the interest of the cell; None for anything else."""
    lines = [(line, texts(cells)) for line, cells in rows]
    head = next((n for n, (_, cells) in enumerate(lines) if len(_axes(cells)) >= _FEWEST), None)
    if head is None or head > _MOST:
        return None
    across = _axes(lines[head][1])
    names = {axis for axis, _ in across.values()}
    below = [(line, cells, _level(next(filter(None, cells), ""))) for line, cells in lines[head + 1 :] if any(cells)]
    axis: tuple[str, str] | None = None
    made: list[list[Cell]] = []
    numbers: list[int] = []
    sides: set[tuple[str, str]] = set()
    for line, cells, level in below:
        if level is not None:
            axis = level
            sides.add(level)
        if axis is None or axis[0] in names or len(names) > 1:
            return None
        for place, (what, much) in across.items():
            for one in _people(cells[place]) if place < len(cells) and _level(cells[place]) is None else ():
                said = {axis[0]: axis[1], what: much}
                made.append([one, *(said[a] for a in _AXES)])
                numbers.append(line)
    if len(sides) < _FEWEST or not made or not all(is_person(written(str(one)).name) for one, *_ in made):
        return None
    why = Text("权力与利益的方格,每人读作一行", "a grid of power and interest, each person in it read as a row")
    above = tuple(" ".join(filter(None, cells)) for _, cells in lines[:head])
    meant = {"name": "name", **{axis: axis for axis in _AXES}}
    return Laid("quadrants", why, tuple(meant), made, numbers, meant, above)


def _axes(cells: Sequence[str]) -> dict[int, tuple[str, str]]:
    """The columns that are headed by a level of power, or of interest; empty where another heading stands between them."""
    found = {n: level for n, cell in enumerate(cells) if cell and (level := _level(cell))}
    others = [cell for n, cell in enumerate(cells) if cell and n not in found]
    return found if len(others) <= 1 else {}


def _level(label: str) -> tuple[str, str] | None:
    """What a label measures and how much: “High power”, “Interest: low”, “权力高”; None for any other text."""
    if len(label) > 40:
        return None
    if han := _HAN_LEVEL.fullmatch("".join(label.split())):
        return _measured(han[2] or han[3], han[1] or han[4])
    words = [word for word in _OF_AXIS.split(label.strip(" )\uff09")) if word]
    if len(words) < _FEWEST:
        return None
    return _measured(" ".join(words[1:]), words[0]) or _measured(" ".join(words[:-1]), words[-1])


def _measured(what: str, much: str) -> tuple[str, str] | None:
    axis = next((a for a in _AXES if a in meanings_of(heading_key(what))), "")
    return (axis, much) if axis and vocabulary("", "level").get(word_key(much)) else None


def _people(cell: str) -> list[str]:
    """The people of a cell, each with what stands behind the name in brackets."""
    outside = (
        re.split(r"\s*[,;\uff0c\uff1b、\n](?![^()\uff08\uff09]*[)\uff09])\s*", cell)
        if len(cell) <= 2000
        else people_in(cell)
    )
    return [one for one in outside if one]
