"""Cells that hold what others put into columns: “reports to: Ana Ruiz; attitude: neutral”, “CIO/IT” below “Title/Department”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, own_column, texts
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.texts.labelled import LABELLED
from graphcrm.ingest.guessing.texts.offices import is_department, is_office
from graphcrm.ingest.guessing.words import heading_key, shapes
from graphcrm.model.fields import shown
from graphcrm.spoken import joined

__all__ = ["holds_labels", "labels_within", "lines_of_one", "names_two", "two_in_one"]

_PIECES = re.compile(r"\s*[;\uff1b\n。]\s*|[,\uff0c]\s*(?=[^,\uff0c:\uff1a;\uff1b]{1,30}[:\uff1a])")
_BETWEEN = re.compile(r"\s*[/\uff0f|]\s*")
#: Between the headings of two columns in one, and between their cells where those have another sign than a stroke.
_AND = re.compile(r"\s*[/\uff0f|&+]\s*|及|和|与| and | und | et | y ", re.IGNORECASE)
_SIGNS = (_BETWEEN, re.compile(r"\s*[-–—]\s*"), re.compile(r"\s*[,\uff0c、·]\s*"))
#: A department, or a side, and the post behind it; the longest department, since one may be part of another.
_UNIT_POST = re.compile(
    r"(?P<unit>[^\s/\uff0f]*(?:部|处|科|室|司|局|办|院|中心|车间|会|厂|公司|集团|我方|客户))[\s/\uff0f·:\uff1a-]*(?P<post>(?!长)\S{2,12})"
)
#: Labels that a remark about somebody may have; a name, a key or a day in a remark may be anybody's and of anything.
_SAID = frozenset({
    "title", "unit", "grade", "email", "reports_to", "dotted_to", "owner", "known_by", "knows", "stance", "roles", "influence",
    "influenced_by", "influences", "trusts", "last_met", "next_step",
})  # fmt: skip
#: What two columns in one may be.
_TWO = frozenset({"name", "title", "unit", "org", "roles", "owner", "email"})
_FEWEST = 2
#: Cells of which it is told that they were not taken apart.
_TOLD = 10
#: Share of the cells from which on a column holds two things, the others one of them.
_MANY = 0.7


def labels_within(headings: Sequence[str], body: Body) -> Laid | None:
    """A table of people with a column of labelled remarks, as a column for each label; None for one without."""
    if not any(_of_people(h) in ("name", "last_name") for h in headings):
        return None
    for place, heading in enumerate(headings):
        if _of_people(heading) in _SAID | {"name", "last_name"}:
            continue
        filled = list(filter(None, texts([cells[place] for _, cells in body if place < len(cells)])))
        if len(filled) < _FEWEST:
            continue
        said = {cell: _labelled(cell) for cell in dict.fromkeys(filled)}
        if 2 * sum(bool(said[cell][0]) for cell in filled) < len(filled):
            continue
        free = {_of_people(h) for h in headings}
        named = {m: label for found, _ in said.values() for m, (label, _) in found.items() if m not in free}
        if not named:
            continue
        heads = [*headings]
        for meaning, label in named.items():
            named[meaning] = own_column(label, heads)
            heads.append(named[meaning])
        rows = [(line, texts(cells) + [""] * (len(headings) - len(cells))) for line, cells in body]
        made: list[list[Cell]] = []
        for _, cells in rows:
            found, rest = said.get(cells[place], ({}, cells[place]))
            own = [found[m][1] if m in found else "" for m in named]
            made.append([*cells[:place], rest, *cells[place + 1 :], *own])
        why = Text("一列里写“标题：值”：", "a column holds labels with their values: ") + joined(list(named.values()))
        meant = {column: meaning for meaning, column in named.items()}
        return Laid("labels within", why, tuple(heads), made, [line for line, _ in rows], meant)
    return None


def holds_labels(cell: str) -> bool:
    """Whether a cell has a remark with a label that a column about people may have."""
    return bool(_labelled(cell)[0])


def two_in_one(headings: Sequence[str], body: Body) -> Laid | None:
    """A table with two columns in one, such as “Title/Department”, as two; None for one without."""
    for place, heading in enumerate(headings):
        parts, meant = _two_of(heading)
        if not parts:
            continue
        if set(meant) & {_of_people(h) for h in headings if h != heading}:
            continue
        rows = [(line, texts(cells) + [""] * (len(headings) - len(cells))) for line, cells in body]
        said = [cell for cell in dict.fromkeys(cells[place] for _, cells in rows) if cell]
        cut = next((found for sign in _SIGNS if (found := _cut(said, sign, meant))), None) or _units_and_posts(
            said, meant
        )
        if cut is None:
            continue
        held = [both[meant.index("org")] for both in cut.values() if len(both) == len(parts)] if "org" in meant else []
        # “远东航运/航运部” below “公司/部门”
        firms = "unit" in meant or any(map(is_company, said)) or not any(map(is_department, held))
        meant = ["unit" if one == "org" and not firms else one for one in meant]
        columns = [own_column(part, headings) for part in parts]
        made: list[list[Cell]] = []
        neither: list[str] = []
        for _, cells in rows:
            both = cut.get(cells[place], [])
            both = both if len(both) == len(parts) else _one_of_both(cells[place], meant)
            neither += [] if any(both) or not cells[place] else [shown(cells[place], 40)]
            made.append([*cells[:place], "", *cells[place + 1 :], *both])
        why = Text(f"“{shown(heading)}”一列写了两项", f"“{shown(heading)}” holds two things in one column")
        heads = (*(h if n != place else "" for n, h in enumerate(headings)), *columns)
        left = Text(
            f"“{shown(heading)}”里分不出两项的未导入：", f"“{shown(heading)}” holds neither for certain, left out: "
        )
        told = (left + joined([*dict.fromkeys(neither)][:_TOLD]),) if neither else ()
        lines, of = [line for line, _ in rows], dict(zip(columns, meant, strict=True))
        return Laid("two in one", why, heads, made, lines, of, left_out=told)
    return None


def lines_of_one(headings: Sequence[str], body: Body) -> Laid | None:
    """A table whose cells of names have the post on a line below, as slides do, with a column for it; None for one without.

    What stands there is a post if the heading says so (“Name / Funktion”), or if most of the second lines are posts: people below
    each other stay several people. A third line, or a second one that is a department, is the unit.
    """
    place = next((n for n, h in enumerate(headings) if _of_people(_AND.split(h.strip())[0]) == "name"), None)
    if place is None:
        return None
    said = [[one.strip() for one in _lines(cells[place])] if place < len(cells) else [""] for _, cells in body]
    below = [lines[1] for lines in said if len(lines) > 1]
    told = _two_of(headings[place])[1] in (["name", "title"], ["name", "unit"])
    posts = sum(is_office(one) or is_department(one) for one in below)
    if not below or not (told or posts >= _MANY * len(below)) or {"title", "unit"} & {*map(_of_people, headings)}:
        return None
    both = [_post_and_unit(lines[1:]) for lines in said]
    names = [own_column(name, headings) for name in ("title", "department")]
    rows = [[*cells, *[""] * (len(headings) - len(cells))] for _, cells in body]
    made: list[list[Cell]] = [
        [*cells[:place], lines[0], *cells[place + 1 :], *two]
        for cells, lines, two in zip(rows, said, both, strict=True)
    ]
    why = Text("姓名下一行是职务", "the post stands on a line below the name")
    meant = dict(zip(names, ("title", "unit"), strict=True)) | {headings[place]: "name"}
    return Laid("lines of one", why, (*headings, *names), made, [line for line, _ in body], meant)


def _lines(cell: Cell) -> list[str]:
    """The lines of a cell that hold anything; one empty one for an empty cell."""
    return [line for line in str(cell or "").splitlines() if line.strip()] or [""]


def _post_and_unit(lines: Sequence[str]) -> tuple[str, str]:
    """What the lines below a name say: the post, and the department, of which either may be missing."""
    units = [one for one in lines if is_department(one) and not (one is lines[0] and is_office(one))]
    units = units or [*lines[1:2]]
    return ", ".join(one for one in lines if one not in units), ", ".join(units)


def names_two(heading: str) -> bool:
    """Whether a heading names two columns in one: “Title/Department”, “单位及职务”."""
    return bool(_two_of(heading)[0])


def _two_of(heading: str) -> tuple[list[str], list[str]]:
    """The two columns that a heading names, and what each means; two empty lists for any other."""
    parts = _AND.split(heading.strip())
    meant = [_of_people(part) for part in parts]
    good = len(parts) == len(set(meant)) == _FEWEST and set(meant) <= _TWO
    return (parts, meant) if good else ([], [])


def _one_of_both(cell: str, meant: Sequence[str]) -> list[str]:
    """A cell that holds one of a company, a department and a post alone, at its place; at none what may be anything else."""
    firm = "org" in meant and is_company(cell)
    one = "org" if firm else "unit" if is_department(cell) else "title" if is_office(cell) else ""
    return [cell if name == one else "" for name in meant]


def _units_and_posts(cells: Sequence[str], meant: Sequence[str]) -> dict[str, list[str]] | None:
    """The department and the post of each cell that writes them in one, as “成本部 总监” or “财务司副处长”; None where most do not.

    Whose side somebody is on may stand in place of the department.
    """
    if set(meant) not in ({"title", "unit"}, {"title", "org"}):
        return None
    found = {cell: _UNIT_POST.fullmatch(cell) for cell in cells}
    cut = {cell: [one["unit"], one["post"]] for cell, one in found.items() if one and is_office(one["post"])}
    alone = sum(cell not in cut and (is_office(cell) or is_department(cell)) for cell in cells)
    if not cut or len(cut) + alone * ("unit" in meant) < _MANY * len(cells):
        return None
    first = meant.index("title") == 1
    return {cell: both if first else both[::-1] for cell, both in cut.items()}


def _cut(cells: Sequence[str], sign: re.Pattern[str], meant: Sequence[str]) -> dict[str, list[str]] | None:
    """The two parts of each cell; None where most have others, or a name would be cut that has such a sign within."""
    cut = {cell: sign.split(cell) for cell in cells}
    good = sum(len(one) == len(meant) for one in cut.values())
    if not cut or good < _MANY * len(cut) or ("name" in meant and sign is not _BETWEEN):
        return None
    return cut


def _labelled(cell: str) -> tuple[dict[str, tuple[str, str]], str]:
    """What a remark says by labels that are known, by meaning, with the label; and what is left of it."""
    found: dict[str, tuple[str, str]] = {}
    rest: list[str] = []
    for piece in _PIECES.split(cell):
        one = LABELLED.fullmatch(piece)
        meaning = _of_people(one[1]) if one else ""
        if one and meaning in _SAID and meaning not in found:
            found[meaning] = (one[1].strip(), one[2].strip())
        elif piece:
            rest.append(piece)
    return found, "; ".join(rest)


@cache
def _people() -> dict[str, str]:
    return dict(next(shape.meanings for shape in shapes() if shape.name == "people"))


def _of_people(heading: str) -> str:
    """What a heading means in a table of people; "" for nothing."""
    key = heading_key(heading)
    return _people().get(key, "") if meanings_of(key) else ""
