"""Lists of people that say of each whom they look after: “Covers” over customers' names makes it a list of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.columns.heading_readings import SAME
from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.laid import MOSTLY
from graphcrm.ingest.guessing.texts.names import name_key, written
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.sides import THEIRS, side_named
from graphcrm.ingest.guessing.texts.titles import org_of_titles, titles
from graphcrm.ingest.guessing.words import heading_key, shapes

__all__ = ["ours_who_cover"]

_WHY = Text("列出的是别的表里的客户", "names customers of other lists")
#: Those headings for whom ours look after that say it anywhere: “Contacts” and “Responsible for” may stand in lists of theirs, too.
_COVERS = frozenset(map(heading_key, (
    "covers", "looks after", "coverage", "覆盖对象", "覆盖客户", "负责客户", "对口客户", "跟进客户", "负责联系人", "betreut", "atiende a",
)))  # fmt: skip


def ours_who_cover(found: Sequence[Recognised]) -> list[Recognised]:
    """What was recognised, with lists of people who look after those of other lists, or their organisations, as lists of ours."""
    return [_as_ours(one, [other for other in found if other is not one]) for one in found]


def _as_ours(one: Recognised, others: Sequence[Recognised]) -> Recognised:
    place = next((n for n, h in enumerate(one.sheet.headings) if heading_key(h) in _COVERS), None)
    if place is None or not one.lists_theirs:
        return one
    title, _ = org_of_titles(titles(one.sheet), frozenset())
    theirs = {name_key(name) for other in others for name in _customers(other)}
    own = {name_key(written(name).name) for n in _places(one, "name") for name in one.sheet.said(n)}
    cells = one.sheet.said(place)
    told = [cell for cell in cells if any(name_key(written(p).name) in theirs - own for p in (cell, *people_in(cell)))]
    if not told or len(told) < MOSTLY * len(cells) or name_key(title) in theirs or _is_theirs(one):
        return one
    shape = next(s for s in shapes() if s.table == "people" and s.ours)
    guess = Guess(place, one.sheet.headings[place], "looks_after", _WHY, SAME)
    return replace(one, shape=shape, guesses=tuple(guess if g.place == place else g for g in one.guesses))


def _is_theirs(one: Recognised) -> bool:
    return any(side_named(title) == THEIRS for title in (*one.sheet.above[-1:], one.sheet.name))


def _places(one: Recognised, *names: str) -> list[int]:
    return [place for name in names if (place := one.place(name)) is not None]


def _customers(one: Recognised) -> set[str]:
    """The people of a list that is not ours, and the organisations that it names, in a column or its title."""
    if one.of is None or one.of.name not in ("people", "orgs") or (one.shape and one.shape.ours):
        return set()
    cells = [cell for n in _places(one, "name", "org") for cell in one.sheet.said(n)]
    org, _ = org_of_titles(titles(one.sheet), frozenset())
    return {written(part).name for cell in cells for part in (cell, *people_in(cell))} | ({org} if org else set())
