"""Where people are, by the lists of a book that say it: those of a sheet of which nothing is certain are the same people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.texts.names import name_key, written
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.titles import org_of_titles, titles
from graphcrm.ingest.guessing.values import text
from graphcrm.model.tables import BY_NAME

__all__ = ["home_of", "homes"]

#: People of a sheet from which on, and their share, whose organisation is that of all others.
_FEWEST, _MANY = 2, 1 / 3


def homes(found: Sequence[Recognised]) -> dict[str, str]:
    """The organisation of each person of lists that say it for certain, by name key: in a column, or in a title."""
    told: dict[str, str] = {}
    for one in found:
        if one.of is not BY_NAME["people"] or (one.shape and one.shape.ours):
            continue
        place = one.place("org")
        titled, certain = org_of_titles(titles(one.sheet)) if place is None else ("", False)
        for row, key in zip(one.sheet.rows, _keys(one), strict=True):
            org = titled if certain else text(row[place]) if place is not None else ""
            if key and org:
                told.setdefault(key, org)
    return told


def _keys(one: Recognised) -> Iterable[str]:
    """The name key of each row."""
    places = [one.place("name")] if one.place("name") is not None else [one.place("first_name"), one.place("last_name")]
    for row in one.sheet.rows:
        yield name_key(" ".join(text(row[n]) for n in places if n is not None))


def home_of(names: Iterable[str], told: Mapping[str, str]) -> str | None:
    """The organisation of a third of some people at least, and of all of whom others `told` one; "" if these are of several.

    None where others tell it of fewer.

    >>> told = {"ana ruiz": "Aster", "luis gil": "Aster", "eva sanz": "Other"}
    >>> home_of(["Ana Ruiz", "Luis Gil", "Jan Ott"], told), home_of(["Ana Ruiz", "Luis Gil", "Eva Sanz"], told)
    ('Aster', '')
    >>> home_of(["Ana Ruiz", "Jan Ott"], told) is None
    True
    """
    people = [written(one) for name in names for one in people_in(name)]
    known = [org for one in people if (org := told.get(name_key(one.name)) or told.get(name_key(one.other_name)))]
    if len(known) < max(_FEWEST, _MANY * len(people)):
        return None
    return known[0] if len(set(known)) == 1 else ""
