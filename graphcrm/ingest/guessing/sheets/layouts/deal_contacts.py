"""Reports of opportunities that say of the contact of each what post and role they have: “Contact: Title”, “Contact Role”, 联系人职务."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, texts
from graphcrm.ingest.guessing.texts.holding import are_people
from graphcrm.ingest.guessing.words import heading_key, shapes

__all__ = ["contacts_of_deals"]

_OF_CONTACT = re.compile(
    r"(?:primary |main )?(?:contact|person|kontakt|ansprechpartner)\s*[:\uff1a-]?\s*(.+)|主?(?:要)?联系人\s*的?[:\uff1a-]?\s*(.+)",
    re.IGNORECASE,
)
#: What is said of the contact, and what says that the rows are opportunities.
_TOLD = ("title", "roles", "unit", "email")
_OF_DEALS, _FEWEST = frozenset({"amount", "stage", "due"}), 2


def contacts_of_deals(headings: Sequence[str], body: Body) -> Laid | None:
    """A row for the contact of each opportunity with what the report says of them; None for a list that says nothing of contacts."""
    deals, people = ({s.name: s.meanings for s in shapes()}[name] for name in ("opportunities", "people"))
    means = [deals.get(heading_key(h), "") for h in headings]
    if not {"name", "contact"} <= {*means} or len(_OF_DEALS & {*means}) < _FEWEST:
        return None
    who = means.index("contact")
    told: dict[str, int] = {}
    for place, heading in enumerate(headings):
        said = _OF_CONTACT.fullmatch(heading.strip())
        meant = people.get(heading_key(said[1] or said[2]), "") if said and not means[place] else ""
        if meant in _TOLD:
            told.setdefault(meant, place)
    rows = [(line, [*texts(cells), *[""] * (len(headings) - len(cells))]) for line, cells in body]
    if not told or not are_people([row[who] for _, row in rows if row[who]]):
        return None
    if who + 1 < len(headings) and not means[who + 1] and people.get(heading_key(headings[who + 1])) == "title":
        told.setdefault("title", who + 1)  # right behind the contact a “Title” is theirs
    places = {"name": who, **told, "opportunity": means.index("name")}
    places |= {"org": means.index("customer")} if "customer" in means else {}
    made: list[list[Cell]] = [[row[n] for n in places.values()] for _, row in rows if row[who]]
    lines = [line for line, row in rows if row[who]]
    why = Text("商机的联系人及其职务、角色", "the contacts of opportunities, with their posts and roles")
    return Laid("contacts of opportunities", why, tuple(places), made, lines, {name: name for name in places})
