"""Columns of names in lists of people, “Boreal contact”, of which other lists know that they are ours: who looks after whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.columns.heading_readings import BEGINS
from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.laid import ASK
from graphcrm.ingest.guessing.texts.names import name_key, written
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.values import MANY

__all__ = ["ours_elsewhere"]

_WHY = Text("别的表里这些人是我方人员", "other lists have these as people of ours")
#: Whoever of ours is called so beside somebody looks after them; who “met” or “invited” them need not.
_IN_CHARGE = re.compile(
    r".*(?:\b(?:contact|lead|rep|representative|counterpart|responsible)|联系人|对接人|对口人?|接口人|负责人|责任人|窗口)",
    re.IGNORECASE,
)


def ours_elsewhere(found: Sequence[Recognised], ours: Collection[str]) -> list[Recognised]:
    """What was recognised, with such a column, which would be asked about, as that of the owners; `ours` are name keys of our people."""
    return [_with_owners(one, ours) for one in found]


def _with_owners(one: Recognised, ours: Collection[str]) -> Recognised:
    if not one.lists_theirs or one.place("owner") is not None:
        return one
    free = [g for g in one.guesses if g.meaning == ASK and _IN_CHARGE.fullmatch(g.heading.strip())]
    theirs = set() if (name := one.place("name")) is None else _keys(one.sheet.said(name))
    owners = [g for g in free if _are_ours(_keys(one.sheet.said(g.place)), ours, theirs)]
    if len(owners) != 1:
        return one
    made = Guess(owners[0].place, owners[0].heading, "owner", _WHY, BEGINS)
    return replace(one, guesses=tuple(made if g is owners[0] else g for g in one.guesses))


def _keys(cells: Sequence[str]) -> set[str]:
    return {name_key(written(each).name) for cell in cells for each in people_in(cell)}


def _are_ours(named: Collection[str], ours: Collection[str], theirs: Collection[str]) -> bool:
    """Whether most of those who are named are ours, and none is in the list itself."""
    return (
        bool(named) and sum(key in ours for key in named) >= MANY * len(named) and not set(named).intersection(theirs)
    )
