"""What our own company is called, as lists tell it: by one of our people, or by owners who stand among the people of an export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphcrm.ingest.guessing.references.identities import KEY
from graphcrm.ingest.guessing.references.persons import people_of
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.names import name_key
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.model.tables import BY_NAME

__all__ = ["our_company_in"]


def our_company_in(read: Iterable[tuple[Source, Sequence[tuple[Row, int]]]]) -> str:
    """The only company that a list of our people names, else the only one of those who own people; "" if several or none."""
    lists = [(source, rows) for source, rows in read if source.section.of is BY_NAME["people"]]
    for source, rows in lists:
        names = {row["org"] for row, _ in rows if row.get("org")} if source.section.ours else set()
        if len(names) == 1:
            return names.pop()
    said = [row for _, some in lists for row, _ in some]
    cells = {row["owner"] for row in said if row.get("owner")}
    owners = {name_key(one) for cell in cells for one in people_in(cell) if not KEY.fullmatch(one)}
    if not owners:
        return ""
    works = (row["org"] for row in said if row.get("org") and any(name_key(t) in owners for t in people_of(row)[0]))
    found = dict.fromkeys(works)
    return next(iter(found)) if len(found) == 1 else ""
