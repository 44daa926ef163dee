"""Tables of departments with a column for each post: “部门 | 负责人 | 副职 | 骨干”, “Department | Head | Deputy | Key contacts”.

What somebody is called there may stand right behind: “部门 | 负责人 | 职务 | 人数”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.folding import simplified
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, own_column, texts
from graphcrm.ingest.guessing.texts.brackets import IN_BRACKETS
from graphcrm.ingest.guessing.texts.holding import are_offices
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.sides import OURS, sided
from graphcrm.ingest.guessing.texts.somebody import are_people, is_open_post
from graphcrm.ingest.guessing.values import NOTHING
from graphcrm.ingest.guessing.words import heading_key, shapes

__all__ = ["of_units", "unit_posts"]

#: What heads of departments, their deputies and those below them are called in headings.
_POST = re.compile(
    r"(?:部门|处室|科室|主要)?(?:负责人|领导|正职|副职|一把手|二把手|正手|副手)|(?:业务|技术)?骨干|(?:具体)?经办人?"
    r"|(?-i:[\u3400-\u9fff]){0,4}(?:[部处科局院所厂校行室]长|主任|经理|总监|主管|书记|总工|工程师|专员|秘书|助理)"
    r"|(?:head|deputy|deputy head|department head|head of (?:department|dept)|director|manager|assistant|secretary|second in command)s?"
    r"|(?:abteilungs|bereichs|gruppen)?leit(?:er|erin|ung)|(?:stellvertret(?:er|erin|ung|ende[rs]?)|stv\.? ?(?:leiter|leitung)?|assistenz)",
    re.IGNORECASE,
)
#: Those of a department whom one talks to, which is no post.
_CONTACT = re.compile(
    r"(?:关键|主要|日常|业务)?(?:联系人|对接人|接口人)|(?:key |main )?contacts?|key (?:people|staff)|ansprechpartner(?:in)?|team",
    re.IGNORECASE,
)
#: Columns of lists of people, of which a post is no heading.
_OF_PEOPLE = frozenset({"last_name", "first_name", "email", "title", "stance", "roles"})
#: Who of the management is in charge of a department: the manager of its head, unless it is part of another that has one.
_IN_CHARGE = re.compile(
    r"(?:分管|主管|挂点|联系)(?:院|校|公司|集团|行)?(?:领导|高管|副总|副总经理|副院长|副校长|副行长|总监|老总)"
)
#: “Title of head”, “Head's title”, “负责人职务”, “Funktion des Leiters”.
_TITLE_OF = re.compile(
    r"^(?:job )?(?:title|position|post|titel|funktion|fonction|cargo)\b|(?:\b(?:title|position)|职[务務位称稱])$",
    re.IGNORECASE,
)
_FEWEST, _NAME, _TITLE = 2, "name", "title"
#: What tables of departments say of these alone.
_OF_UNITS = frozenset({"parent", "headcount"})


def of_units(headings: Sequence[str]) -> frozenset[int]:
    """The columns that say of departments what they belong to and how many work there: the table lists them, too."""
    units = next(one for one in shapes() if one.table == "units").meanings
    return frozenset(n for n, h in enumerate(headings) if units.get(heading_key(h)) in _OF_UNITS)


def unit_posts(headings: Sequence[str], body: Body) -> Laid | None:
    """A row for each person with the post that heads the column, and what the row says of all of them; None for any other table."""
    said = [(line, [*texts(cells), *[""] * (len(headings) - len(cells))]) for line, cells in body]
    means = [meanings_of(heading_key(h)) if h else frozenset[str]() for h in headings]
    unit = next((n for n, found in enumerate(means) if "unit" in found), None)
    posts = [n for n, h in enumerate(headings) if n != unit and _is_post(h) and are_people([row[n] for _, row in said])]
    called = {
        n: n + 1 for n in posts if n + 1 < len(headings) and _says_title(headings[n + 1], [r[n + 1] for _, r in said])
    }
    apart = {*posts, *called.values(), *of_units(headings)}
    others = [n for n, h in enumerate(headings) if h and n not in apart]
    lists_people = any(means[n] & _OF_PEOPLE or ("name" in means[n] and n != unit) for n in others)
    if (
        unit is None
        or len(posts) + len(called) < _FEWEST
        or lists_people
        or not any(_POST.fullmatch(_bare(headings[n])) for n in posts)
    ):
        return None
    made: list[list[Cell]] = []
    lines: list[int] = []
    within = _within_others(headings, said, unit)
    for (line, cells), (_, row) in zip(body, said, strict=True):
        above = [n for n in others if line in within and _IN_CHARGE.fullmatch(_bare(headings[n]))]
        of_all = [cells[n] if n < len(cells) and n not in above else "" for n in others]
        for n in posts:
            title = IN_BRACKETS.sub("", headings[n]).strip() if _POST.fullmatch(_bare(headings[n])) else ""
            title = (row[called[n]] if n in called else "") or title
            for one in people_in(row[n]):
                if one.casefold() not in NOTHING and (title or not is_open_post(one)):
                    made.append([one, title, *of_all])
                    lines.append(line)
    named = [headings[n] for n in others]
    name, post = own_column(_NAME, named), own_column(_TITLE, named)
    why = Text(
        "每个部门一行，每个职务一列，下面是人名", "a row for each department and a column of names for each post"
    )
    meant = {name: "name", post: "title"}
    charge = [n for n in others if _IN_CHARGE.fullmatch(_bare(headings[n]))]
    left = [line for line, row in said if line in within and any(row[n] for n in charge)]
    told = (_not_managers(left),) if left else ()
    return Laid("posts of units", why, (name, post, *named), made, lines, meant, left_out=told) if made else None


def _within_others(headings: Sequence[str], said: Sequence[tuple[int, Sequence[str]]], unit: int) -> list[int]:
    """The lines of departments that belong to another one of the table."""
    units = next(one for one in shapes() if one.table == "units").meanings
    parent = next((n for n, h in enumerate(headings) if units.get(heading_key(h)) == "parent"), None)
    every = {row[unit] for _, row in said if row[unit]}
    return [] if parent is None else [line for line, row in said if row[parent] in every - {row[unit]}]


def _not_managers(lines: Sequence[int]) -> Text:
    """That those in charge of departments within others were not taken for the managers of their heads."""
    where = ", ".join(map(str, lines))
    return Text(
        f"下级部门的分管领导不是其负责人的直接上级，未导入（行 {where}）",
        f"who is in charge of a department within another is not the manager of its head and was left out (line {where})",
    )


def _says_title(heading: str, said: Sequence[str]) -> bool:
    titled = "title" in meanings_of(heading_key(heading)) or _TITLE_OF.search(heading)
    return bool(titled) and are_offices([one for one in said if one])


def _bare(heading: str) -> str:
    """A heading without what stands in brackets, in simplified characters."""
    return simplified(IN_BRACKETS.sub("", heading).strip())


def _is_post(heading: str) -> bool:
    """Whether a heading says what those below it are in the department, and not that they are of ours."""
    side = sided(heading)
    bare = _bare(heading)
    return not (side and side[0] == OURS) and bool(_POST.fullmatch(bare) or _CONTACT.fullmatch(bare))
