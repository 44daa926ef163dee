"""Whether a row speaks of somebody of whom another row of the same import, or the workspace, speaks already."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain

from graphcrm.ingest.guessing.references.identities import Identities
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.ingest.guessing.texts.same_posts import differ

__all__ = ["same_person"]


def same_person(
    known: Identities,
    rows: Mapping[str, Mapping[str, str]],
    row: Row,
    called: tuple[str, str, str],
    emails: Collection[str],
    latin: str = "",
) -> str:
    """The person that a row speaks of: by key, mail address, name within the organisation; "" for somebody new.

    Two rows of one name in one organisation are one person, unless their keys, mail addresses, titles or units differ;
    a title that is part of the other does not: “CFO”, “CFO 财务总监”.

    rows
        The rows of people so far, by id.
    called
        The key, the name and the organisation of whom the row speaks.
    latin
        The name in Latin letters beside a Chinese one: it means those of whom no other name is known.
    """
    key, name, org = called
    people = known.of["person"]
    if key and (found := known.find("person", key)):
        return found[0]
    for email in emails:
        if email in people.emails:
            return people.emails[email]

    namesakes = known.find_within("person", name, org)
    if not namesakes.every and not latin:
        return ""

    def apart(one: str) -> bool:
        return (bool(key) and one in people.keyed) or (bool(emails) and one in people.mailed and one in rows)

    title, unit = row.get("title", ""), row.get("unit", "")
    only_latin = (
        (one for one in known.find_within("person", latin, org).every if people.name[one] == latin) if latin else ()
    )
    for one in chain(namesakes.left(bool(key), bool(emails), apart), only_latin):
        if not (unit and differ(title, rows.get(one, {}).get("title", ""))):
            return one
    return ""
