"""Open seats: they are theirs, not ours (E03), and what only a person can have is told (W18)."""

from __future__ import annotations

from collections.abc import Iterator

from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.rules.rows import Breach, World
from graphcrm.model.rules.wording import fixed

__all__ = ["said_of_seats", "seats_are_theirs"]


#: Ends of edges at which a person stands, not a post: who has an attitude, whom we know, whom we sponsor.
_PERSONAL_EDGES = (
    (EdgeKind.STANCE, "from"),
    (EdgeKind.KNOWS, "from"),
    (EdgeKind.KNOWS, "to"),
    (EdgeKind.SPONSORS, "to"),
)
#: Columns of other tables that name a person, not a post.
_PERSONAL_COLUMNS = (
    ("interactions", "participants"),
    ("assessments", "person"),
    ("needs", "holder"),
    ("positions", "person"),
)


def seats_are_theirs(world: World) -> Iterator[Breach]:
    """E03 for an open seat of our own: who works for us is known."""
    ids = world.rows("people")["id"]
    ours = {seat for seat in world.seats if world.is_ours(seat)}
    rows = [row for row, i in enumerate(ids) if i in ours]
    if rows:
        sentence = fixed(
            "待确认席位只用于客户等外部组织，我方人员须具名",
            "an open seat is a post of theirs; our own people have names",
        )
        yield Breach("E03", "people", rows, "flags", sentence)


def said_of_seats(world: World) -> Iterator[Breach]:
    """W18 for what only a person can have, such as a stance, a contact or a need, of an open seat: nobody is known who has it."""
    seats = world.seats
    if not seats:
        return
    edges = world.rows("edges")
    for kind, end in _PERSONAL_EDGES:
        hit = [row for row in world.edge_rows.get(kind, ()) if edges[end][row] in seats]
        if hit:
            yield _finding("edges", hit, end, {row: edges[end][row] for row in hit})
    for table, column in _PERSONAL_COLUMNS:
        values = world.rows(table)[column]
        about = {
            row: min(named)
            for row, value in enumerate(values)
            if value and (named := seats.intersection(value if isinstance(value, tuple) else (value,)))
        }
        if about:
            yield _finding(table, sorted(about), column, about)


def _finding(table: str, rows: list[int], column: str, about: dict[int, str]) -> Breach:
    return Breach(
        "W18",
        table,
        rows,
        column,
        lambda row: Text(
            f"“{shown(about[row])}”是待确认席位，这一条属于个人，说明不了将来由谁担任",
            f"“{shown(about[row])}” is an open seat; this belongs to a person and tells nothing of whoever will hold it",
        ),
    )
