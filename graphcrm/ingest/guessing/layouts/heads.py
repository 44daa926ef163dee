"""What heads the columns of a matrix: posts with the names of their holders in the line below, and people of one side."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import OURS as OUR_COMPANY
from graphcrm.ingest.guessing.laid import Body, Laid, known_label, meanings_of, texts
from graphcrm.ingest.guessing.names import is_office, is_person, written
from graphcrm.ingest.guessing.sides import OURS, of_side, side_named
from graphcrm.ingest.guessing.values import is_email
from graphcrm.ingest.guessing.words import heading_key, shapes, word_key

__all__ = ["bare", "ends_named", "names_below", "people_of_tasks"]

_FEWEST = 2
_STROKE = re.compile(r"\s*[/\\\uff0f\uff3c]\s*")
_BEHIND = re.compile(r"\s*[(\uff08].*$")
#: Letters of who does, answers for, is asked about and is told of tasks, and signs between them.
_TASKS = frozenset("racisv /,&+")


def names_below(headings: Sequence[str], body: Body) -> dict[str, str]:
    """The holder of each post that heads a column, as the first line below names them, with the post; {} for any other table.

    >>> names_below(["Task", "CIO", "Buyer"], [(3, ["", "Ana Ruiz", "Luis Gil"]), (4, ["Tender", "A", "R"])])
    {'Ana Ruiz': 'CIO', 'Luis Gil': 'Buyer'}
    """
    said = texts(body[0][1]) if body else []
    filled = [n for n, t in enumerate(said) if t]
    if len(filled) < _FEWEST or 0 in filled or filled[-1] >= len(headings) or not headings[0]:
        return {}
    if any(headings[n] and n not in filled for n in range(1, len(headings))):
        return {}
    names = [bare(said[n]) for n in filled]
    if not all(is_person(name) and not is_office(name) and not is_email(name) for name in names):
        return {}
    if any(not headings[n] or known_label(headings[n]) for n in filled):
        return {}
    return {said[n]: headings[n] for n in filled}


def people_of_tasks(heads: Sequence[str], posts: Mapping[str, str], letters: Collection[str], line: int) -> Laid | None:
    """The people who head the columns of a matrix of tasks, a row for each; None for a matrix of anything else.

    What stands in brackets behind a name and is no post is the company.
    """
    if (
        not all(is_person(bare(head)) or written(head).title for head in heads)
        or not set("".join(map(word_key, letters))) <= _TASKS
    ):
        return None
    made: list[list[Cell]] = []
    for head in heads:
        one = written(head)
        company = "" if one.title else head[len(bare(head)) :].strip(" ()\uff08\uff09")
        company = OUR_COMPANY if side_named(company) == OURS else company
        made.append([bare(head), one.title or posts.get(head, ""), company])
    why = Text("任务表列首的人员", "those who head the columns of a table of tasks")
    meant = {"name": "name", "title": "title", "company": "org"}
    return Laid("people of tasks", why, tuple(meant), made, [line] * len(made), meant)


def bare(head: str) -> str:
    """Who heads a column or a row, without a title or a company in brackets."""
    return _BEHIND.sub("", written(head).name)


def ends_named(corner: str, group: str) -> dict[str, str]:
    """Which end of a relation heads the rows and which the columns, as corner and group of a matrix say it; {} if neither does.

    >>> ends_named("Influencer", "Influenced person"), ends_named("客户人员", "我司人员"), ends_named("Name", "2026")
    ({'row': 'from', 'column': 'to', 'kind': 'INFLUENCES'}, {'row': 'to', 'column': 'from', 'kind': 'KNOWS'}, {})
    >>> ends_named("Kunde / Wir", "")
    {'row': 'to', 'column': 'from', 'kind': 'KNOWS'}
    """
    if len(both := _STROKE.split(corner)) == _FEWEST and not group:
        corner, group = both  # “Customer / us”
    if OURS in (side_named(group), side_named(corner)) or "from" in (of_side(group, "knows"), of_side(corner, "knows")):
        over = side_named(group) == OURS or of_side(group, "knows") == "from"
        return {"row": "to" if over else "from", "column": "from" if over else "to", "kind": "KNOWS"}
    shape = next(one for one in shapes() if one.name == "influence")
    said = [shape.meanings.get(heading_key(one), "") for one in (corner, group)]
    said = [
        one if "name" not in meanings_of(heading_key(label)) else ""
        for one, label in zip(said, (corner, group), strict=True)
    ]
    if set(said) == {"from", "to"}:
        return {"row": said[0], "column": said[1], "kind": "INFLUENCES"}
    return {}
