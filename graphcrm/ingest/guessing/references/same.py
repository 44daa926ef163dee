"""Whether a row speaks of somebody of whom another row of the same import, or the workspace, speaks already."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain

from graphcrm.ingest.guessing.references.identities import Identities
from graphcrm.ingest.guessing.rows.reading import Row

__all__ = ["same_person"]

#: Letters of a word cut short at least, and its stop.
_SHORTEST = 2


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

    def apart(one: str) -> bool:
        return (bool(key) and one in people.keyed) or (bool(emails) and one in people.mailed and one in rows)

    title, unit = row.get("title", ""), row.get("unit", "")
    only_latin = (
        (one for one in known.find_within("person", latin, org).every if people.name[one] == latin) if latin else ()
    )
    for one in chain(known.find_within("person", name, org).left(bool(key), bool(emails), apart), only_latin):
        if not (unit and _differ(title, rows.get(one, {}).get("title", ""))):
            return one
    return ""


def _differ(title: str, other: str) -> bool:
    """Whether two titles are known of which neither is part of the other, or the other with words cut short.

    >>> _differ("CFO", "CFO 财务总监"), _differ("Techn. Leiter", "Technischer Leiter"), _differ("Techn. Leiter", "Leiter Einkauf")
    (False, False, True)
    """
    one, two = title.casefold(), other.casefold()
    if not (one and two) or one in two or two in one:
        return False
    words = one.split(), two.split()
    return len(words[0]) != len(words[1]) or not all(map(_short_of_each_other, *words))


def _short_of_each_other(word: str, other: str) -> bool:
    """Whether a word is another, or that cut short: “techn.” and “technischer”."""
    return word == other or any(
        short.endswith(".") and len(short) > _SHORTEST and long.startswith(short[:-1])
        for short, long in ((word, other), (other, word))
    )
