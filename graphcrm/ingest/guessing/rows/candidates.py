"""What is offered where a column or a level has to be asked about: what the column may mean, and what its numbers stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.texts.holding import are_companies, are_departments
from graphcrm.model.edges import EdgeKind
from graphcrm.model.levels import ATTITUDES, GRADES, LISTENING
from graphcrm.model.tables import Table

__all__ = ["levels_called", "may_mean"]

#: What says of whom a row speaks, and what a column of a list may be of which nobody knows a word.
_NAMED = frozenset({"name", "last_name", "first_name", "email", "id"})
_OF_SOMEBODY = ("name", "title", "unit", "org", "email", "reports_to", "owner", "stance", "roles", "influence")
#: What a column of people may be beside names.
_IN_SOME_WAY = ("reports_to", "owner", "known_by", "our_sponsor", "influenced_by", "influences", "trusts")


def may_mean(of: Table, meant: Iterable[Sequence[str]], said: Sequence[str]) -> tuple[str, ...]:
    """What a column may mean that says `said`, beside columns that mean what `meant` says."""
    if of.name != "people":
        return tuple(column.name for column in of.columns if column.refs)
    if not any(_NAMED & {*names} for names in meant):
        return _OF_SOMEBODY
    return ("org",) if are_companies(said) else ("unit",) if are_departments(said) else _IN_SOME_WAY


def levels_called(meaning: str, kind: str) -> Mapping[int, Text]:
    """What the numbers of a column of levels stand for, in a table of relations of a `kind`; empty where only the number says it."""
    if meaning == "stance" or (meaning == "level" and kind == EdgeKind.STANCE.value):
        return ATTITUDES
    of_influence = meaning == "level" and kind in ("", EdgeKind.INFLUENCES.value)
    return GRADES if meaning == "grade" else LISTENING if of_influence else {}
