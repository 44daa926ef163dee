"""Lists of meetings that say of whoever was met what they are: the people of such a list, beside the meetings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.holding import are_offices, are_people
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, texts
from graphcrm.ingest.guessing.people_in_cells import people_in
from graphcrm.ingest.guessing.words import heading_key, shapes

__all__ = ["people_met"]

_BETWEEN = re.compile(r"\s*[;\uff1b、\n]\s*|\s*[,\uff0c]\s+|[\uff0c]")


def people_met(headings: Sequence[str], body: Body) -> Laid | None:
    """A row for each person of theirs with the post that stands in the column behind; None for a list without such a column.

    As many posts as people go to them in their order; other numbers are of nobody.
    """
    meetings = next(one for one in shapes() if one.table == "interactions").meanings
    means = [meetings.get(heading_key(h), "") for h in headings]
    place = means.index("theirs") if "theirs" in means and "date" in means else len(headings)
    named = (n for n, h in enumerate(headings) if n != place and {"name", "last_name"} & meanings_of(heading_key(h)))
    if place + 1 >= len(headings) or means[place + 1] or next(named, None) is not None:
        return None
    rows = [(line, [*texts(cells), *[""] * (len(headings) - len(cells))]) for line, cells in body]
    both = [(line, people_in(cells[place]), _BETWEEN.split(cells[place + 1])) for line, cells in rows if cells[place]]
    posts = [post for _, _, some in both for post in some if post]
    if not are_offices(posts) or not are_people([one for _, people, _ in both for one in people]):
        return None
    made: list[list[Cell]] = []
    lines: list[int] = []
    for line, people, some in both:
        for n, one in enumerate(people):
            made.append([one, some[n] if len(some) == len(people) else ""])
            lines.append(line)
    why = Text("被拜访的人及其职务", "those who were met, with their posts")
    return Laid("people met", why, ("name", "title"), made, lines, {"name": "name", "title": "title"})
