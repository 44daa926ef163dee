"""Columns of units within units, such as “一级部门 | 二级部门” or “Division | Department | Team”: one column, the way down to the last."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from graphcrm.folding import simplified
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, own_column, texts
from graphcrm.ingest.guessing.texts.names import is_person
from graphcrm.spoken import joined

__all__ = ["WITHIN", "unit_levels"]

#: Stands between a unit and one within it.
WITHIN = " › "
_FEWEST = 2
_BODY = r"(?:部门|单位|机构|组织|科室|department|dept\.?|unit|org(?:anization|anisation)?|abteilung|bereich|departamento|área|service)"
_DEPTH = r"(?:第?(?P<{0}>[一二三四五六1-6])[级层]|(?:level|lvl|l|ebene|nivel|niveau)?[ -]*(?P<{0}n>[1-6]))"
_NUMBERED = re.compile(
    rf"{_DEPTH.format('a')}[ -]*{_BODY}|{_BODY}\s*[(\uff08-]?\s*{_DEPTH.format('b')}\s*[)\uff09]?", re.IGNORECASE
)
#: The same without what is on the levels, which may be people, too: “Level 1”, “一级”.
_BARE = re.compile(_DEPTH.format("a") + r"|(?:层级|级别)\s*(?P<b>[一二三四五六1-6])", re.IGNORECASE)
#: What units of each size are called; a table that has columns of two sizes goes from the largest down.
_SIZES = (
    r"division|business unit|bu|事业部|板块|中心|处级|geschäftsbereich|bereich|división",
    r"department|dept\.?|部门|部|部级|abteilung|departamento",
    r"team|section|sub-?department|科室|处室|小组|班组|组|课级?|科级|组级|gruppe|equipo|équipe",
)
_DIGITS = {said: n for n, said in enumerate("一二三四五六", 1)}


def unit_levels(headings: Sequence[str], body: Body) -> Laid | None:
    """The table with one column in place of those of units within units; None for one without such columns, in this order.

    A unit that is written once for several rows holds for those below it that say a smaller one.
    """
    depths = {n: depth for n, h in enumerate(headings) if (depth := _depth(h))}
    if len(depths) < _FEWEST:
        depths = {n: size for n, h in enumerate(headings) if (size := _size(h))}
    if len(depths) < _FEWEST:
        bare = {n: depth for n, h in enumerate(headings) if (depth := _depth(h, _BARE))}
        depths = bare if _hold_units(body, bare) else {}
    places = list(depths)
    if len(places) < _FEWEST or [depths[n] for n in places] != sorted(set(depths.values())):
        return None
    path: list[str] = []
    made: list[list[Cell]] = []
    for _, cells in body:
        said = texts(cells)
        own = [said[n] if n < len(said) else "" for n in places]
        last = max((n for n, one in enumerate(own) if one), default=-1)
        first = next((n for n, one in enumerate(own) if one), 0)
        own[:first] = path[:first]
        path = own[: last + 1]
        padded = [*cells, *[""] * (len(headings) - len(cells))]
        made.append([*(c for n, c in enumerate(padded) if n not in depths), WITHIN.join(filter(None, path))])
    column = own_column("unit", headings)
    heads = (*(h for n, h in enumerate(headings) if n not in depths), column)
    why = Text("各级部门各占一列，读作一列：", "a column for each level of units, read as one: ")
    why += joined([headings[n] for n in places])
    return Laid("unit levels", why, heads, made, [line for line, _ in body], {column: "unit"})


def _hold_units(body: Body, places: Collection[int]) -> bool:
    """Whether the cells of some columns are words, and few of them names of people, who may be on levels, too."""
    said = {one for _, cells in body for n, one in enumerate(texts(cells)) if one and n in places}
    words = all(len(one) > 1 and any(map(str.isalpha, one)) for one in said)
    return words and sum(map(is_person, said)) * 2 < len(said)


def _depth(heading: str, written: re.Pattern[str] = _NUMBERED) -> int:
    """How far down the units of a column are: 2 for “二级部门”, “Department level 2”; 0 for any other."""
    found = written.fullmatch(heading.strip())
    said = next(filter(None, found.groups()), "") if found else ""
    return _DIGITS.get(said) or int(said or 0)


def _size(heading: str) -> int:
    return next(
        (n for n, words in enumerate(_SIZES, 1) if re.fullmatch(words, simplified(heading.strip()), re.IGNORECASE)), 0
    )
