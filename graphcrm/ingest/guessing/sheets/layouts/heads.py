"""What heads the columns of a matrix: posts with the names of their holders in the line below, and people of one side."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import OURS as OUR_COMPANY
from graphcrm.ingest.guessing.laid import Body, Laid, known_label, meanings_of, texts
from graphcrm.ingest.guessing.texts.companies import called_as_company
from graphcrm.ingest.guessing.texts.glued import is_called_by_post
from graphcrm.ingest.guessing.texts.names import is_person, unit_in, written
from graphcrm.ingest.guessing.texts.offices import is_office, says_a_post
from graphcrm.ingest.guessing.texts.sides import OURS, of_side, side_named
from graphcrm.ingest.guessing.values import is_email, text
from graphcrm.ingest.guessing.words import heading_key, shapes, vocabulary, word_key

__all__ = [
    "PEOPLE_OF_TASKS", "bare", "companies_over", "ends_named", "headings_in", "names_below", "people_of_tasks", "posts_below",
    "said_of_heads",
]  # fmt: skip

#: The layout of those who head the columns of a table of tasks.
PEOPLE_OF_TASKS: Final = "people of tasks"
_FEWEST = 2
#: Share of the cells of a line that have to be posts.
_MOST = 0.6
#: What lines of a matrix may say of the people at the head of its columns, and what stands behind its word: “Sentiment to us”.
_OF_HEADS = frozenset({"stance", "unit", "email", "reports_to", "owner", "influence"})
_BASE = re.compile(r"(?: to| towards| of| for)? (?:us|our\s.*)$", re.IGNORECASE)
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


def posts_below(parts: Sequence[tuple[str, str]], body: Body) -> dict[str, str]:
    """The post of everybody who heads a column, as the first line below says it, by name; {} for any other table.

    >>> posts_below([("", "Task"), ("", "Ana Ruiz"), ("", "Luis Gil")], [(3, ["", "CIO", "Buyer"]), (4, ["Tender", "A", "R"])])
    {'Ana Ruiz': 'CIO', 'Luis Gil': 'Buyer'}
    """
    said = texts(body[0][1]) if body else []
    filled = [n for n, t in enumerate(said) if t and t not in parts[0]]
    named = [n for n, (_, name) in enumerate(parts) if n and name]
    if len(filled) < _FEWEST or filled != named:
        return {}
    names = [parts[n][1] for n in named]
    people = all(is_person(name) and (not is_office(name) or is_called_by_post(name)) for name in names)
    posts = [said[n] for n in named]
    return dict(zip(names, posts, strict=True)) if people and sum(map(says_a_post, posts)) > _MOST * len(posts) else {}


def companies_over(parts: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The company of everybody who heads a column, as the groups over the names say it, by name; a side of ours stays a word for us.

    >>> companies_over([("", "Task"), ("客户 远航船厂", "王伟"), ("我方 云澜软件", "刘洋"), ("监理 信达监理", "石建平")])
    {'王伟': '远航船厂', '刘洋': '我方', '石建平': '信达监理'}
    """
    kinds, found = vocabulary("orgs", "category"), {}
    for group, name in parts:
        first, _, rest = group.partition(" ")
        if side_named(first) == OURS:
            found[name] = first
        elif rest and (side_named(first) or kinds.get(word_key(first))):
            found[name] = rest.strip()
        elif called_as_company(group):
            found[name] = group
    return found


def headings_in(cells: Sequence[Cell]) -> list[str]:
    """The cells of a line of headings as texts; a post below a name in its cell as one behind it.

    >>> headings_in(["Task", "Ana Ruiz\\nHead of IT", "Job\\ntitle"])
    ['Task', 'Ana Ruiz (Head of IT)', 'Job title']
    """
    return [
        _with_post(text(cell)) if "\n" in text(cell) else one for cell, one in zip(cells, texts(cells), strict=True)
    ]


def _with_post(said: str) -> str:
    lines = [" ".join(line.split()) for line in said.split("\n") if line.strip()]
    if len(lines) == _FEWEST and is_person(lines[0]) and says_a_post(lines[1]) and not is_office(lines[0]):
        return f"{lines[0]} ({lines[1]})"
    return " ".join(lines)


def said_of_heads(headings: Sequence[str], body: Body) -> dict[int, str]:
    """The places of the lines that say something of the people who head the columns, with what each says; {} for any other table.

    >>> said_of_heads(["Task", "Ana Ruiz (CIO)", "Luis Gil"], [(2, ["Tender", "A", "R"]), (3, ["Attitude", "neutral", "for"])])
    {1: 'Attitude'}
    """
    heads = [h for h in headings[1:] if h]
    if len(heads) < _FEWEST or not all(is_person(bare(h)) or written(h).title for h in heads):
        return {}
    labels = ((n, texts(cells[:1])) for n, (_, cells) in enumerate(body))
    return {n: one[0] for n, one in labels if one and meanings_of(heading_key(_BASE.sub("", one[0]))) & _OF_HEADS}


def people_of_tasks(
    heads: Sequence[str],
    posts: Mapping[str, str],
    letters: Collection[str],
    line: int,
    more: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Laid | None:
    """The people who head the columns of a matrix of tasks, a row for each; None for a matrix of anything else.

    What stands in brackets behind a name and is no post is the company, unless the others have a post or a unit there and it is
    not called as companies are: “Judy Wells (Key User)”. `more` is what lines of the matrix say of them, by label.
    """
    if (
        not all(is_person(bare(head)) or written(head).title for head in heads)
        or not set("".join(map(word_key, letters))) <= _TASKS
    ):
        return None
    made: list[list[Cell]] = []
    posted = any(written(head).title or written(head).unit for head in heads)
    for head in heads:
        one = written(head)
        behind = "" if one.title or one.unit else head[len(bare(head)) :].strip(" ()\uff08\uff09")
        company = OUR_COMPANY if OURS in (one.side, side_named(behind)) else behind
        unit = unit_in(head)
        title = "" if one.title and one.title == unit else one.title or posts.get(head, "")
        if posted and company and company != OUR_COMPANY and not called_as_company(company):
            company, title = "", title or company
        made.append([bare(head), title, company, unit, *(said.get(head, "") for said in more.values())])
    why = Text("任务表列首的人员", "those who head the columns of a table of tasks")
    meant = {"name": "name", "title": "title", "company": "org", "department": "unit"}
    return Laid(PEOPLE_OF_TASKS, why, (*meant, *more), made, [line] * len(made), meant)


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
