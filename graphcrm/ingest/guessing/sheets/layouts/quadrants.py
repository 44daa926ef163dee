"""Grids of power and interest, or of power and attitude: people between “High power | Low power” and “Low interest | High interest”,
between “High influence | Low influence” and “For us | Neutral | Against us”, or below “Keep satisfied”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.folding import simplified
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, texts
from graphcrm.ingest.guessing.texts.glued import NICKNAME, SHORT
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.somebody import can_be_somebody, is_named
from graphcrm.ingest.guessing.values import NOTHING, text
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.model.fields import shown

__all__ = ["quadrants"]

_AXES = ("influence", "interest")
_ATTITUDE = "stance"
_FEWEST, _MOST, _MOST_CELLS = 2, 3, 5000
#: The parts of such a grid, with the power and the interest of the people there.
_QUADRANTS = {
    "close": ("high", "high"),
    "satisfied": ("high", "low"),
    "informed": ("low", "high"),
    "watched": ("low", "low"),
}
#: What stands before a colon, a bracket or the end of a line.
_LABEL = re.compile(r"\s*([^\n:\uff1a(\uff08]{2,30}?)\s*(?:[(\uff08][^()\uff08\uff09]*[)\uff09]\s*)?(?:[\n:\uff1a]|$)")
#: What an axis is called that in other tables may be whatever somebody wants.
_ALSO = {"影响": "influence", "利益": "interest", "利害": "interest", "利益相关": "interest"}
#: Between the names of two axes in the corner of a grid: “影响力\\态度”, “Influence / Attitude”.
_CORNER = re.compile(r"\s*[/\\|×↓→\uff0f\n]\s*")
#: What a title says of the axes: “Influence (vertical) × Interest (horizontal)”.
_WAYS = (
    re.compile(r"(\w+)\s*[(\uff08](?:vertical|rows?|y|senkrecht|vertikal|纵轴|纵向|行)[)\uff09]", re.IGNORECASE),
    re.compile(r"(\w+)\s*[(\uff08](?:horizontal|columns?|x|waagerecht|waagrecht|横轴|横向|列)[)\uff09]", re.IGNORECASE),
)
#: Lines of a sheet with the texts of their cells.
Lines = Sequence[tuple[int, list[str]]]
_OF_AXIS = re.compile(r"\s*(?:[(\uff08:\uff1a/–—-]|\s)\s*")
_HAN_LEVEL = re.compile(r"(较?[高低]|中等?)(.{2,6})|(.{2,6}?)(较?[高低]|中等?)")


def quadrants(rows: Body) -> Laid | None:
    """A row for each person of such a grid, with the power and the interest of the cell; None for anything else."""
    if sum(len(cells) for _, cells in rows) > _MOST_CELLS:
        return None
    lines = [(line, [*map(text, cells)]) for line, cells in rows]
    return _between_axes(lines) or _below_labels(lines)


def _between_axes(lines: Lines) -> Laid | None:
    """A grid whose lines and columns are called by a level of power and of interest."""
    said = [" ".join(filter(None, cells)) for _, cells in lines[: _MOST + 1]]
    head = next((n for n, (_, cells) in enumerate(lines) if len(_axes(cells, said[:n])) >= _FEWEST), None)
    if head is None or head > _MOST:
        return None
    across = _axes(lines[head][1], said[:head])
    names = {axis for axis, _ in across.values()}
    measured, _ = _axes_named(lines[head][1][0], said[:head])
    below = [
        (line, cells, _level(next(filter(None, cells), ""), measured))
        for line, cells in lines[head + 1 :]
        if any(cells)
    ]
    axis: tuple[str, str] | None = None
    made: list[list[Cell]] = []
    numbers: list[int] = []
    told: list[Text] = []
    sides: set[tuple[str, str]] = set()
    for line, cells, level in below:
        if level is not None:
            axis = level
            sides.add(level)
        if axis is None or axis[0] in names or len(names) > 1:
            return None
        for place, cell in enumerate(cells):
            if not cell or _level(cell, measured) or _axis(cell):
                continue
            for one in _labelled(cell)[1]:
                if place not in across or not _is_somebody(one):
                    told += _of_nobody(line, one)
                    continue
                made.append([one, axis[1], across[place][1]])
                numbers.append(line)
    if len(sides) < _FEWEST or not made or len(told) > len(made):
        return None
    above = tuple(" ".join(filter(None, texts(cells))) for _, cells in lines[:head])
    assert axis is not None
    return _laid(made, numbers, above, told, axes=(axis[0], *names))


def _laid(
    made: list[list[Cell]],
    numbers: list[int],
    above: tuple[str, ...],
    told: Sequence[Text] = (),
    axes: Sequence[str] = _AXES,
) -> Laid:
    why = Text("权力与利益的方格，每人读作一行", "a grid of power and interest, each person in it read as a row")
    if _ATTITUDE in axes:
        why = Text("影响力与态度的方格，每人读作一行", "a grid of power and attitude, each person in it read as a row")
    meant = {"name": "name", **{axis: axis for axis in axes}}
    return Laid("quadrants", why, tuple(meant), made, numbers, meant, above, tuple(told))


def _below_labels(lines: Lines) -> Laid | None:
    """A grid whose parts are called by what to do with the people below, such as “Manage closely”, each once."""
    above: list[str] = []
    told: list[Text] = []
    made: list[list[Cell]] = []
    numbers: list[int] = []
    named: dict[int, str] = {}
    seen: list[str] = []
    for line, cells in lines:
        for place, cell in enumerate(cells):
            label, people = _labelled(cell)
            if label:
                named[place] = label
                seen.append(label)
            elif cell and not seen:
                above.append(" ".join(cell.split()))
            for one in people if place in named else ():
                if not _is_somebody(one):
                    told += _of_nobody(line, one)
                    continue
                made.append([one, *_QUADRANTS[named[place]]])
                numbers.append(line)
    filled = sum(len(_labelled(cell)[1]) for _, cells in lines for n, cell in enumerate(cells) if n in named)
    if len(seen) < _FEWEST or len(set(seen)) < len(seen) or not made or 2 * len(made) < filled:
        return None
    return _laid(made, numbers, tuple(above), told)


def _is_somebody(said: str) -> bool:
    """Whether a text in a part of the grid is somebody's name, and neither a team, an open post nor a remark."""
    name = written(said).name
    called = simplified(name)  # “王总”, “老周”
    return (is_named(said) and can_be_somebody(name)) or bool(SHORT.fullmatch(called) or NICKNAME.fullmatch(called))


def _of_nobody(line: int, said: str) -> list[Text]:
    """What is told of a text that names nobody; nothing of one that stands for an empty cell."""
    if said.casefold() in NOTHING:
        return []
    return [
        Text(
            f"第 {line} 行不像人名，未导入：{shown(said)}",
            f"line {line} is nobody's name and was not imported: {shown(said)}",
        )
    ]


def _labelled(cell: str) -> tuple[str, list[str]]:
    """The part of the grid that a cell begins with, "" for none, and the people behind it.

    >>> _labelled("Keep satisfied\\nRuth Fox (CFO)"), _labelled("重点管理：王伟、李娜"), _labelled("Monitor Smith")
    (('satisfied', ['Ruth Fox (CFO)']), ('close', ['王伟', '李娜']), ('', ['Monitor Smith']))
    """
    found = _LABEL.match(cell)
    quadrant = vocabulary("", "quadrant").get(word_key(found[1]), "") if found else ""
    return (quadrant, _people(cell[found.end() :])) if found and quadrant else ("", _people(cell))


def _axes(cells: Sequence[str], above: Sequence[str]) -> dict[int, tuple[str, str]]:
    """The columns that are headed by a level of power, of interest or an attitude; empty where another heading stands between them."""
    _, measured = _axes_named(cells[0], above) if cells else ("", "")
    found = {n: level for n, cell in enumerate(cells) if cell and (level := _level(cell, measured))}
    others = [cell for n, cell in enumerate(cells) if cell and n not in found]
    return found if len(others) <= 1 else {}


def _axes_named(corner: str, above: Sequence[str]) -> tuple[str, str]:
    """What the levels measure down and across where they do not say it, as the corner of a grid or a title names it; "" if neither does.

    Of two in a corner the first stands beside the lines; one beside the attitude is of whichever are levels.

    >>> _axes_named("Influence \\\\ Interest", []), _axes_named("影响力\\\\态度", []), _axes_named("", ["Low and high"])
    (('influence', 'interest'), ('influence', 'influence'), ('', ''))
    >>> _axes_named("", ["Interest (horizontal) × Influence (vertical)"])
    ('influence', 'interest')
    """
    named = [axis for part in _CORNER.split(corner) if (axis := _axis(part))]
    if named:
        return named[0], named[-1]
    said = " ".join(above)
    down, across = (next((axis for found in way.finditer(said) if (axis := _axis(found[1]))), "") for way in _WAYS)
    return (down, across) if down and across else ("", "")


def _level(label: str, measured: str = "") -> tuple[str, str] | None:
    """What a label measures and how much: “High power”, “Interest: low”, “权力高”, “For us”; None for any other text.

    A level alone, such as “High”, is one of what is `measured`, if anything is.
    """
    if len(label) > 40:
        return None
    for one in (label, label.removesuffix("s"), label.lstrip("高强较")):  # “Supporters”, “高支持”
        if vocabulary("people", _ATTITUDE).get(word_key(one)):
            return _ATTITUDE, one
    if measured and vocabulary("", "level").get(word_key(label)):
        return measured, label
    if han := _HAN_LEVEL.fullmatch("".join(label.split())):
        return _measured(han[2] or han[3], han[1] or han[4])
    words = [word for word in _OF_AXIS.split(label.strip(" )\uff09")) if word]
    if len(words) < _FEWEST:
        return None
    return _measured(" ".join(words[1:]), words[0]) or _measured(" ".join(words[:-1]), words[-1])


def _measured(what: str, much: str) -> tuple[str, str] | None:
    axis = _axis(what)
    return (axis, much) if axis and vocabulary("", "level").get(word_key(much)) else None


def _axis(what: str) -> str:
    return next((a for a in _AXES if a in meanings_of(heading_key(what))), _ALSO.get(what, ""))


def _people(cell: str) -> list[str]:
    """The people of a cell, each with what stands behind the name in brackets."""
    outside = (
        re.split(r"\s*[,;\uff0c\uff1b、\n](?![^()\uff08\uff09]*[)\uff09])\s*", cell)
        if len(cell) <= 2000
        else people_in(cell)
    )
    return [one for one in outside if one]
