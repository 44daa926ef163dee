"""Exports with a column for each label of a tie, as HubSpot writes them: “Associated Deal IDs (Decision maker)” is a role in that deal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, texts
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key

__all__ = ["associations"]

_LABELLED = re.compile(r"Associated (?P<what>Contact|Deal)(?P<keys> IDs)? \((?P<label>[^()]{1,60})\)", re.IGNORECASE)
#: What names a record of each kind, and its key.
_ROWS = {"deal": frozenset({"dealname"}), "contact": frozenset({"firstname", "lastname", "email"})}
_KEYS = ("recordid", "hsobjectid", "id")
_OTHER = {"contact": "deal", "deal": "contact"}
_HEADS = ("Contact ID", "Deal ID", "Association Label")


def associations(headings: Sequence[str], body: Body) -> tuple[Laid, frozenset[int]] | None:
    """A row for each role that a label gives somebody in a deal, and the places of the columns; None for a table without any.

    The rows are deals or contacts, by what names them; labels that are no role in a decision (“Former employer”) are left where
    they are, and so are those of contacts of a company, who have a role in no deal by it. Of keys and names the keys count.
    """
    places = {heading_key(heading): n for n, heading in reversed([*enumerate(headings)])}
    key = next((places[one] for one in _KEYS if one in places), None)
    roles = vocabulary("people", "roles")
    found = [(n, one) for n, heading in enumerate(headings) if (one := _LABELLED.fullmatch(heading.strip()))]
    found = [
        (n, one)
        for n, one in found
        if roles.get(word_key(one["label"])) and _ROWS[_OTHER[one["what"].casefold()]] & places.keys()
    ]
    by_key = [(n, one) for n, one in found if one["keys"]]
    if key is None or not by_key:
        return None
    made: list[list[Cell]] = []
    lines: list[int] = []
    for line, row in body:
        cells = [*texts(row), *[""] * (len(headings) - len(row))]
        for n, one in by_key:
            for other in filter(None, map(str.strip, cells[n].split(";"))):
                ends = [cells[key], other] if one["what"].casefold() == "deal" else [other, cells[key]]
                made.append([*ends, one["label"]])
                lines.append(line)
    if not made:
        return None
    why = Text("标签说明了在商机里的角色", "labels of associations say who has which role in a deal")
    meant = dict(zip(_HEADS, ("person", "opportunity", "roles"), strict=True))
    return Laid("associations", why, _HEADS, made, lines, meant), frozenset(n for n, _ in found)
