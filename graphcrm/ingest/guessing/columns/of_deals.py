"""What lists of people say of the opportunity that a row names, and not of whoever it is about."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.laid import Sheet
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import OF_DEAL

__all__ = ["said_of_deals"]

#: What is said of a deal only if all of its rows say the same: in others somebody's favourite stands.
_SAME = "deal_competitors"


def said_of_deals(sheet: Sheet, taken: Mapping[str, Guess]) -> dict[str, Guess]:
    """The columns without amounts, stages and competitors of nothing, and without competitors that are of each person."""
    deal, rivals = taken.get("opportunity"), taken.get(_SAME)
    if deal is None:
        return {name: g for name, g in taken.items() if not g.meaning.startswith(OF_DEAL)}
    pairs = {(text(row[deal.place]), text(row[rivals.place])) for row in sheet.rows} if rivals else set()
    return {n: g for n, g in taken.items() if g is not rivals or len(pairs) == len({one for one, _ in pairs})}
