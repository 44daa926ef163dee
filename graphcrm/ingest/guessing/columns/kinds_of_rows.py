"""What the rows of a list are, by what its columns say: people with their posts, companies; and whether keys in it are theirs."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.columns.heading_readings import SAME
from graphcrm.ingest.guessing.laid import Sheet, meanings_of
from graphcrm.ingest.guessing.texts.holding import are_attitudes, are_offices, are_people
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import Shape, heading_key

__all__ = ["is_of_companies", "names_post_holders", "tells_of_people", "without_other_keys"]

#: What lists of people say of each, and plans of what is to be done never.
_OF_SOMEBODY = frozenset({"title", "unit", "email", "stance", "roles", "knows", "reports_to", "influence"})
#: What lists of companies say of each.
_OF_COMPANIES = frozenset({"org_industry", "org_region", "org_parent", "org_tier", "org_category"})
#: Headings of lights, which in plans say how something goes.
_LIGHTS = frozenset({"rag", "ragstatus", "ampel", "红绿灯"})


def tells_of_people(sheet: Sheet, guesses: Sequence[Guess]) -> bool:
    """Whether a column says of somebody what lists of people say, and plans of what is to be done never."""
    left = (g for g in guesses if not g.meaning)
    return any(
        (_OF_SOMEBODY & meanings_of(heading_key(g.heading)) and heading_key(g.heading) not in _LIGHTS)
        or are_attitudes(g.heading, sheet.said(g.place))
        for g in left
    )


def names_post_holders(sheet: Sheet, guesses: Sequence[Guess]) -> bool:
    """Whether the names are people's, and a column that was not taken says which post each holds."""
    posts = (g for g in guesses if not g.meaning and "title" in meanings_of(heading_key(g.heading)))
    if not any(are_offices(sheet.said(g.place)) for g in posts):
        return False
    name = next((g for g in guesses if g.meaning == "name"), None)
    return name is not None and are_people(sheet.said(name.place))


def is_of_companies(sheet: Sheet, guesses: Sequence[Guess]) -> bool:
    """Whether each row tells several things of another company, and of people only who is tied to it: “Associated Contact”."""
    taken = {g.meaning: g for g in guesses}
    org, name = taken.get("org"), taken.get("name")
    if org is None or org.sure < SAME or name is None or name.sure >= SAME or _OF_SOMEBODY & taken.keys():
        return False
    companies = sheet.said(org.place)
    return len(_OF_COMPANIES & taken.keys()) > 1 and len(companies) == len(sheet.rows) == len(set(companies))


def without_other_keys(sheet: Sheet, shape: Shape, taken: dict[str, Guess]) -> dict[str, Guess]:
    """What headings say of a list of people, or of actions, without keys that are of something else.

    1, 2, 3 … over a list of actions, or one that names somebody in several rows, number its rows; keys that
    stand beside several names are of their companies.
    """
    key, name = taken.get("id"), taken.get("type" if shape.table == "actions" else "name")
    if shape.table not in ("people", "actions") or key is None or name is None:
        return taken
    names = sheet.said(name.place)
    keys = [text(cell) for cell in sheet.column(key.place)]
    running = keys == [str(n + 1) for n in range(len(sheet.rows))]
    numbers = running and (shape.table == "actions" or len(set(names)) < len(names))
    if numbers or (shape.table == "people" and _of_several(keys, sheet.column(name.place))):
        return {m: g for m, g in taken.items() if m != "id"}
    return taken


def _of_several(keys: Sequence[str], names: Sequence[Cell]) -> bool:
    """Whether at least half of the keys stand in rows of several names."""
    beside: dict[str, set[str]] = {}
    for key, name in zip(keys, names, strict=True):
        if key and (said := text(name)):
            beside.setdefault(key, set()).add(said)
    return bool(beside) and 2 * sum(len(said) > 1 for said in beside.values()) >= len(beside)
