"""Charts written as indented lists: who stands further in reports to the last one above who stands less far in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from graphcrm.folding import simplified
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import (
    MOSTLY,
    USUAL,
    Body,
    Laid,
    LayoutName,
    level_code,
    meanings_of,
    own_column,
    texts,
)
from graphcrm.ingest.guessing.sheets.layouts.chart_lines import (
    IN_BRACKETS_BEHIND,
    is_open_seat,
    is_unit,
    people_of,
    person_of,
    unit_apart,
)
from graphcrm.ingest.guessing.sheets.layouts.matrices import CELL, COLUMN, ROW
from graphcrm.ingest.guessing.sheets.layouts.within_cells import holds_labels
from graphcrm.ingest.guessing.texts.companies import called_as_company
from graphcrm.ingest.guessing.texts.names import is_person, written
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.texts.somebody import is_open_post
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import heading_key, vocabulary
from graphcrm.model.fields import shown

__all__ = ["arrow_column", "arrows", "indented_column", "level_columns", "outline"]

_LEAD = re.compile(r"^[\s\u3000│|├└┣┗─━>–—*•·+-]*")
_MARKS = frozenset(" \t\u3000│|├└┣┗─━>–—*•·+-")
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)[.)、]?\s+(?=\D)")
_ARROW = re.compile(r"([^<>→⇒=]{2,60}?)\s*(?:[-=]+>|→|⇒)\s*([^<>→⇒=]{2,60})")
_ARROWS = re.compile(r"[-=]+>|→|⇒")
_MOVES = re.compile(r"影响|influenc|einfluss|beeinflusst|influye|influencia", re.IGNORECASE)
_LEVEL = re.compile(
    r"(?:level|lvl|l|ebene|stufe|nivel|niveau|tier|layer|n|ceo)[ -]*\d{1,2}|第?[一二三四五六1-6][级层](?:领导|主管|负责人)?",
    re.IGNORECASE,
)
#: What the column of those at the top is called before “N-1” and “N-2”.
_HEAD = re.compile(
    r"head|ceo|lead(?:er)?|top|n|boss|chief|director|leiter(?:in)?|负责人|一把手|主要领导|主管领导", re.IGNORECASE
)
_OPEN_SEATS = Text(
    "没有写职务的空缺席位未导入，其下属的上级留空",
    "open seats that name no post were not imported, and those below them report to nobody that is named",
)
_FEWEST, _LEAST = 3, 2
_DEEPEST = 30


def outline(rows: Body) -> Laid | None:
    """An indented list of people, or of departments, without a heading; None for anything else."""
    lines: list[tuple[int, int, str]] = []
    above: list[str] = []
    left: list[Text] = []
    pairs: list[tuple[int, bool]] = []
    for line, cells in rows:
        filled = [n for n, c in enumerate(cells) if text(c)]
        if not filled or len(filled) > 2 or (len(filled) == 2 and filled[1] != filled[0] + 1):
            return None
        if len(filled) > 1:  # are they people beside each other?
            people = all(is_person(written(t).name) and not is_office(t) for t in map(text, cells) if t)
            pairs.append((filled[0], people))
        if len(filled) > 1 and all(_LEVEL.fullmatch(simplified(text(cells[n]).strip())) for n in filled):
            return None  # a heading of levels
        if len(filled) > 1 and holds_labels(text(cells[filled[1]])):
            return None  # a table with a column of remarks
        # behind a name with its post stands a remark
        whole = len(filled) > 1 and bool(person_of(_bare(text(cells[filled[0]])))[1])
        said = ", ".join(text(cells[n]) for n in (filled[:1] if whole else filled))
        left += [_remark(line, text(cells[n])) for n in filled[1:] if whole]
        raw = cells[filled[0]]
        lines.append((line, _depth(raw if isinstance(raw, str) else said, filled[0]), _bare(said)))
    beside = sum(people for _, people in pairs)
    if beside and (2 * beside > len(pairs) or len({place for place, _ in pairs}) == 1):
        return None  # in a chart, a post may look like a name
    while lines and _titled(lines):
        above.append(lines.pop(0)[2])
    while len(lines) > 1 and lines[-1][0] - lines[-2][0] > 1 and _is_note(lines[-1][2]):
        left.append(_remark(lines[-1][0], lines.pop()[2]))
    laid = _charted(lines, above, "indented", Text("缩进的名单", "an indented list"))
    return replace(laid, left_out=tuple(left)) if laid else None


def _is_note(said: str) -> bool:
    """Whether a line names neither somebody nor a unit: “12 positions, 1 vacant”."""
    name, post = person_of(said)
    return not post and not is_person(name) and not is_unit(said) and not is_open_post(name)


def _remark(line: int, said: str) -> Text:
    return Text(
        f"第 {line} 行的备注未导入：{shown(said, 40)}", f"line {line}: a remark was not imported: {shown(said, 40)}"
    )


def _charted(
    lines: Sequence[tuple[int, int, str]], above: Sequence[str], layout: LayoutName, what: Text
) -> Laid | None:
    """People, or departments, each with a depth, as who belongs below whom; a flat list of people with their titles."""
    people, units = people_of([said for _, _, said in lines]), [""] * len(lines)
    if sum(is_person(name) or is_open_post(name) for name, _ in people) < len(people):
        parts = [unit_apart(said) for _, _, said in lines]
        people, units = people_of([said for _, said in parts]), [unit for unit, _ in parts]
    depths = _levels([depth for _, depth, _ in lines])
    numbers = [n for n, _, _ in lines]
    names = [said for _, _, said in lines]
    left: tuple[Text, ...] = ()
    if len(lines) < _FEWEST or (depths is None and not _is_flat(lines, people)):
        return None
    if depths is None:
        why = Text("没有标题行的名单，姓名后是职务", "a list without a heading, titles behind the names")
        meant, made, layout = {"name": "name", "title": "title"}, [[*one] for one in people], "no heading"
    elif sum(is_person(name) or is_open_post(name) for name, _ in people) >= MOSTLY * len(people):
        why = what + Text("，读作汇报关系", ", read as who reports to whom")
        bosses = list(_parents(depths, [name for name, _ in people]))
        meant = {"name": "name", "title": "title", "reports to": "reports_to"}
        open_seats = {name for name, post in people if is_open_seat(name, post)}
        kept = [n for n, (name, _) in enumerate(people) if name not in open_seats]
        made = [[*people[n], "" if bosses[n] in open_seats else bosses[n]] for n in kept]
        if any(units):
            meant, made = {**meant, "unit": "unit"}, [[*row, units[n]] for row, n in zip(made, kept, strict=True)]
        numbers, left = [numbers[n] for n in kept], (_OPEN_SEATS,) if open_seats else ()
    elif sum(map(is_unit, names)) >= MOSTLY * len(names):
        why = what + Text("，读作上下级部门", " of departments, read as which belongs to which")
        meant = {"name": "name", "parent": "parent"}
        made = [[*one] for one in zip(names, _parents(depths, names), strict=True)]
    elif (mixed := _people_of_units(depths, names, people, units)) is not None:
        why = what + Text("，读作部门及其中的人", ", read as units with their people")
        meant = {"name": "name", "title": "title", "unit": "unit", "reports to": "reports_to"}
        made, numbers = [row for row, _ in mixed], [numbers[n] for _, n in mixed]
    else:
        return None
    return Laid(layout, why, tuple(meant), made, numbers, meant, tuple(above), left)


def _people_of_units(
    depths: Sequence[int], names: Sequence[str], people: Sequence[tuple[str, str]], of: Sequence[str]
) -> list[tuple[list[Cell], int]] | None:
    """Each person of a list of units and people with the last unit and the last person above, and the place; None for any other.

    The unit that a line names before somebody, in `of`, is theirs.

    Whoever stands in a unit without a person above reports to nobody that the list names.
    """
    found: list[tuple[list[Cell], int]] = []
    path: list[tuple[int, str, bool]] = []
    units = others = 0
    at = {depth for depth, name, (_, post) in zip(depths, names, people, strict=True) if not post and is_unit(name)}
    for n, (depth, name, (who, post)) in enumerate(zip(depths, names, people, strict=True)):
        while path and path[-1][0] >= depth:
            path.pop()
        somebody = bool(post) and (is_person(who) or is_open_post(who))
        if somebody:
            unit = of[n] or next((said for _, said, person in reversed(path) if not person), "")
            boss = next((said for _, said, person in reversed(path) if person), "")
            found.append(([who, post, unit, boss], n))
        head = (
            not somebody and depth in at and n + 1 < len(names) and depths[n + 1] > depth
        )  # called like nothing known
        units += not somebody and is_unit(name)
        others += not somebody and not (is_unit(name) or head)
        path.append((depth, who if somebody else name, somebody))
    return found if units and len(found) >= _FEWEST and others <= (1 - MOSTLY) * len(names) else None


def arrows(rows: Body) -> Laid | None:
    """Lines such as “Ruth Ackermann → Peter Lang”: who is tied to whom, as a row for each; None for anything else."""
    lines = [(line, [t for t in map(text, cells) if t]) for line, cells in rows]
    found = [(line, _ties_of(said[0])) for line, said in lines if len(said) == 1]
    ties = [(line, one) for line, some in found for one in some]
    if len(ties) < _LEAST or sum(bool(some) for _, some in found) < MOSTLY * (len(lines) - 1):
        return None
    first = ties[0][0]
    above = tuple(" ".join(said) for line, said in lines if line < first)
    left = [
        Text(f"第 {line} 行未导入", f"line {line} was not imported")
        for line, some in found
        if not some and line > first
    ]
    ends = [(_strength_apart(mover)[0], *_strength_apart(moved)) for _, (mover, moved) in ties]
    usual = USUAL if any(level for *_, level in ends) else "x"
    made: list[list[Cell]] = [[mover, moved, level or usual] for mover, moved, level in ends]
    why = Text("每行是“甲 → 乙”", "each line is “A → B”")
    lines_made = [n for n, _ in ties]
    return Laid("arrows", why, (ROW, COLUMN, CELL), made, lines_made, above=above, left_out=tuple(left))


def _ties_of(said: str) -> list[tuple[str, str]]:
    """The pairs of neighbours in a text such as “王工 → 李总 → 张董”; none in any other."""
    people = [one.strip() for one in _ARROWS.split(said)]
    one_by_one = [f"{a} → {b}" for a, b in pairwise(people)]
    return list(pairwise(people)) if all(map(_ARROW.fullmatch, one_by_one)) else []


def _strength_apart(moved: str) -> tuple[str, str]:
    """Whom somebody moves, and how strongly as brackets behind say: “李娜 (强)”; nobody's strength where they say anything else."""
    found = IN_BRACKETS_BEHIND.fullmatch(moved)
    known = found and level_code(found[2], vocabulary("", "level")) is not None
    return (found[1], found[2]) if found and known else (moved, "")


def arrow_column(headings: Sequence[str], body: Body) -> Laid | None:
    """A table with a column of “A → B” whose heading says that A influences B, as a column for each; None without any."""
    for place, heading in enumerate(headings):
        if not _MOVES.search(heading):
            continue
        filled = list(filter(None, texts([cells[place] for _, cells in body if place < len(cells)])))
        if len(filled) < _LEAST or not all(map(_ARROW.fullmatch, filled)):
            continue
        mover, moved = own_column("influencer", headings), own_column("influenced", headings)
        made: list[list[Cell]] = []
        for _, cells in body:
            padded = [*cells, *[""] * (len(headings) - len(cells))]
            ends = _ARROW.fullmatch(" ".join(text(padded[place]).split()))
            made.append([*padded, *((ends[1].strip(), ends[2].strip()) if ends else ("", ""))])
        why = Text("一列写“甲 → 乙”", "a column of “A → B”")
        heads = (*(h if n != place else "" for n, h in enumerate(headings)), mover, moved)
        for row in made:
            row[place] = ""
        return Laid("arrows in a column", why, heads, made, [n for n, _ in body], {mover: "from", moved: "to"})
    return None


def _is_flat(lines: Sequence[tuple[int, int, str]], people: Sequence[tuple[str, str]]) -> bool:
    """Whether lines are names, most of them with a title behind."""
    names, titled = sum(is_person(name) for name, _ in people), sum(bool(title) for _, title in people)
    return names >= MOSTLY * len(lines) and titled >= MOSTLY * len(lines)


def indented_column(headings: Sequence[str], body: Body) -> Laid | None:
    """A table whose names are indented by whom they report to, with a column that says it; None where a column does already."""
    if any(_means(h, "reports_to") or _means(h, "parent") for h in headings):
        return None
    place = next((n for n, h in enumerate(headings) if _means(h, "name")), None)
    if place is None:
        return None
    raws = [cells[place] if place < len(cells) else "" for _, cells in body]
    said = [raw if isinstance(raw, str) else "" for raw in raws]
    if len(said) < _FEWEST or not all(said) or not any(t[:1] in _MARKS or t[0].isdigit() for t in said[1:]):
        return None
    depths = _levels([_depth(t, 0) for t in said])
    if depths is None:
        return None
    names = [_bare(t) for t in said]
    column = own_column("reports to", headings)
    rows = []
    for (_, cells), name, boss in zip(body, names, _parents(depths, names), strict=True):
        padded = [*cells, *[""] * (len(headings) - len(cells))]
        padded[place] = name
        rows.append([*padded, boss])
    why = Text("姓名按汇报关系缩进", "the names are indented by whom they report to")
    return Laid("indented", why, (*headings, column), rows, [n for n, _ in body], {column: "reports_to"})


def level_columns(headings: Sequence[str], body: Body) -> Laid | None:
    """A chart with a column for each level: whoever stands further right reports to the last one to the left; None without any.

    A title in a column of its own is that of the one who stands furthest right in a row.
    """
    levels = [n for n, h in enumerate(headings) if _LEVEL.fullmatch(simplified(h.strip()))]
    if levels and levels[0] and _HEAD.fullmatch(simplified(headings[levels[0] - 1].strip())):
        levels.insert(0, levels[0] - 1)
    if len(levels) < _LEAST:
        return None
    titles = [n for n, h in enumerate(headings) if h and _means(h, "title") and n not in levels]
    unit = next((n for n, h in enumerate(headings) if _means(h, "unit") or _means(h, "function")), len(headings))
    lines: list[tuple[int, int, str]] = []
    units: list[Cell] = []
    path: list[str] = []
    for line, cells in ((line, texts(cells)) for line, cells in body):
        filled = [(depth, cells[n]) for depth, n in enumerate(levels) if n < len(cells) and cells[n]]
        for depth, said in filled:
            if path[depth : depth + 1] != [said]:
                path[depth:] = [*[""] * (depth - len(path)), said]
                post = [cells[n] for n in titles if n < len(cells) and cells[n]] if depth == filled[-1][0] else []
                lines.append((line, depth, ", ".join((said, *post))))
                units.append(cells[unit] if unit < len(cells) else "")
    laid = _charted(lines, (), "level columns", Text("每个层级一列的名单", "a column for each level"))
    if laid is None or not any(units) or "unit" in laid.meant or "name" not in laid.meant or "parent" in laid.meant:
        return laid
    if len(units) > len(laid.rows):
        units = [of for (_, _, said), of in zip(lines, units, strict=True) if not is_open_seat(*person_of(said))]
    rows = [[*row, of] for row, of in zip(laid.rows, units, strict=True)]
    return replace(laid, headings=(*laid.headings, "unit"), rows=rows, meant={**laid.meant, "unit": "unit"})


def _means(heading: str, meaning: str) -> bool:
    return meaning in meanings_of(heading_key(heading))


def _depth(raw: str, place: int) -> int:
    """How far in a text stands: its column first, then its number, else what stands before it."""
    if numbered := _NUMBERED.match(raw.strip()):
        return numbered[1].count(".")
    lead = _LEAD.match(raw)
    return place * 100 + len((lead[0] if lead else "").expandtabs(4))


def _bare(said: str) -> str:
    return _NUMBERED.sub("", _LEAD.sub("", said)).strip()


def _levels(depths: Sequence[int]) -> list[int] | None:
    """Depths as levels 0, 1, 2 …; None where there is only one, or the first is not the least."""
    steps = sorted(set(depths))
    if not 1 < len(steps) <= _DEEPEST or depths[0] != steps[0]:
        return None
    return [steps.index(d) for d in depths]


def _titled(lines: Sequence[tuple[int, int, str]]) -> bool:
    """Whether the first line is a title: nobody's name, or like one without a post where everybody below has one."""
    name, post = person_of(lines[0][2])
    if called_as_company(name):
        return True
    if is_person(name):
        below = [person_of(said)[1] for _, _, said in lines[1:]]
        return not post and len(below) >= _FEWEST and all(below)
    return not is_unit(lines[0][2]) and not (post and is_open_post(name))


def _parents(depths: Iterable[int], names: Sequence[str]) -> Iterator[str]:
    """The last name above each that stands less far in; "" for the top."""
    path: list[tuple[int, str]] = []
    for depth, name in zip(depths, names, strict=True):
        while path and path[-1][0] >= depth:
            path.pop()
        yield path[-1][1] if path else ""
        path.append((depth, name))
