"""Charts drawn in cells: a box with a name and a post for each person, the box of a manager over those of the people below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid
from graphcrm.ingest.guessing.sheets.layouts.chart_lines import is_unit, person_of
from graphcrm.ingest.guessing.texts.names import Written, is_person, written
from graphcrm.ingest.guessing.texts.offices import ends_as_department, is_office
from graphcrm.ingest.guessing.texts.somebody import is_open_post
from graphcrm.ingest.guessing.values import is_name, text
from graphcrm.ingest.guessing.words import vocabulary, word_key
from graphcrm.model.fields import shown
from graphcrm.spoken import joined

__all__ = ["Merged", "boxes"]

_LINES = re.compile(r"\s*\n\s*")
#: People from which on such a sheet is a chart, titles above it, and cells up to which one is looked at.
_FEWEST, _TITLES, _MOST = 3, 2, 5000
#: Share of the boxes in which somebody has to stand.
_FILLED = 0.75
#: Signs that only point from a box to those below.
_DOWNWARDS = "↓⇓▼↙↘⬇ "
_PAIR = 2
#: Other boxes that are told, and how much of each.
_TOLD, _SHOWN = 10, 30

#: The areas of merged cells: first line and column, last line and column.
Merged = Sequence[tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True)
class _Box:
    """A person with a post, at a line, over some columns."""

    name: str
    post: str
    unit: str
    line: int
    left: int
    right: int


def boxes(rows: Body, merged: Merged = ()) -> Laid | None:
    """A row for each box with whoever stands in the box above; None for a sheet that is no such chart.

    Above is the box of the level before that spans the column, or the only one there. Where neither tells, nobody is named.
    """
    if sum(len(cells) for _, cells in rows) > _MOST:
        return None
    widths = {(top, left): right for top, left, _, right in merged}
    levels: list[list[_Box]] = []
    above: list[str] = []
    others: list[str] = []
    heads: dict[int, str] = {}
    for line, cells in rows:
        said = {n: t for n, c in enumerate(cells) if (t := text(c)).strip(_DOWNWARDS)}
        if posts_or_units := _posts(said) or (_units(said) if levels else {}):
            heads = posts_or_units  # the names stand in the line below
            continue
        found = {
            n: _Box(*one, line, n, widths.get((line, n), n))
            for n, t in said.items()
            if (one := _person(t, heads.get(n, "")))
        }
        heads = {}
        if found:
            levels.append([*found.values()])
        if levels:
            others += [t for n, t in said.items() if n not in found]
        else:
            above += said.values()
    people = [box for level in levels for box in level]
    if (
        len(people) < _FEWEST
        or len(above) > _TITLES
        or len(levels[0]) > 1
        or max(map(len, levels)) == 1
        or len(people) < _FILLED * (len(people) + len(others))
        or not any(box.post or box.unit for box in people)
    ):
        return None
    made: list[list[Cell]] = []
    lines: list[int] = []
    untold = 0
    for level, over in zip(levels, [[], *levels], strict=False):
        for box in level:
            boss = _above(box, over)
            untold += not boss and bool(over)
            made.append([box.name, box.post, box.unit, boss])
            lines.append(box.line)
    left = [
        Text(
            f"有 {untold} 人上方是谁看不出来，未导入汇报关系",
            f"of {untold} people it cannot be seen whose box is above theirs",
        )
    ] * bool(untold)
    if others:
        named = joined([shown(said, _SHOWN) for said in others[:_TOLD]])
        left.append(Text("不像人的方框未导入：", "boxes that look like nobody were not imported: ") + named)
    why = Text("方框组织图，读作汇报关系", "a chart of boxes, read as who reports to whom")
    meant = {"name": "name", "title": "title", "unit": "unit", "reports to": "reports_to"}
    return Laid("boxes", why, tuple(meant), made, lines, meant, tuple(above), tuple(left))


def _above(box: _Box, over: Sequence[_Box]) -> str:
    """Who stands above a box: whose box spans its column, else the only one of the level before, else the one that is much nearer."""
    found = [one.name for one in over if one.left <= box.left <= one.right] or [one.name for one in over]
    if len(found) > 1 and all(one.left == one.right for one in over):  # set apart by empty cells
        near = sorted(over, key=lambda one: abs(one.left - box.left))
        if 2 * abs(near[0].left - box.left) < abs(near[1].left - box.left):
            return near[0].name
    return found[0] if len(found) == 1 else ""


def _posts(said: dict[int, str]) -> dict[int, str]:
    """The posts of a line that holds nothing else, by column."""
    plain = all("\n" not in t and is_office(t) and not _person(t) for t in said.values())
    return said if said and plain else {}


def _units(said: dict[int, str]) -> dict[int, str]:
    """The units of a line that holds nothing else, by column."""
    return said if said and all("\n" not in t and is_unit(t) and not _person(t) for t in said.values()) else {}


def _person(said: str, over: str = "") -> tuple[str, str, str] | None:
    """Name, post and unit of a box on several lines, of one line that says more, or of a name under either; None for anything else.

    >>> _person("总经理\\n王伟"), _person("Ana Ruiz\\nIT department\\nHead of IT"), _person("财务部\\n(空缺)"), _person("王伟")
    (('王伟', '总经理', ''), ('Ana Ruiz', 'Head of IT', 'IT department'), ('(空缺)', '', '财务部'), None)
    >>> _person("信息部 王伟"), _person("王伟（信息部）"), _person("王伟", "信息部"), _person("王伟", "总经理")
    (('王伟', '', '信息部'), ('王伟', '', '信息部'), ('王伟', '', '信息部'), ('王伟', '总经理', ''))
    """
    lines = [part for part in _LINES.split(said) if part]
    if len(lines) == 1:
        one = written(said)
        if not (one.title or one.unit):
            one = Written(*person_of(said))
        unit = one.unit or next((part for part in (one.title, over) if ends_as_department(part)), "")
        post = next((part for part in (one.title, over) if part and part != unit), "")
        return (one.name, post, unit) if is_person(one.name) and not is_office(one.name) and (post or unit) else None
    units = [part for part in lines if is_unit(part)]
    posts = [part for part in lines if part not in units and is_office(part)]
    names = [part for part in lines if part not in units and part not in posts]
    if not names and len(lines) == _PAIR:  # a name may end as a post does: “董事长 | 应天长”
        names = [part for part in posts if is_person(part) and not vocabulary("people", "grade").get(word_key(part))]
        posts = [part for part in posts if part not in names]
    if len(names) != 1 or not (units or posts) or not (is_name(written(names[0]).name) or is_open_post(names[0])):
        return None
    return names[0], "".join(posts[:1]), "".join(units[:1])
