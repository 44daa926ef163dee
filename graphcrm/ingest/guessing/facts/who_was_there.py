"""Meetings whose participants of both sides stand in one cell: whose each is, as marks, our columns and the row tell, or one answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.facts.other_side import nobody_of_customers, org_of_sheet
from graphcrm.ingest.guessing.questions import EACH, LEAVE_OUT, Question
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.references.whereabouts import MOST
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.ingest.guessing.texts.brackets import outside_brackets
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.texts.names import name_key, written
from graphcrm.ingest.guessing.texts.people_in_cells import by_company, people_in
from graphcrm.ingest.guessing.texts.sides import OURS, THEIRS
from graphcrm.model.choices import OrgCategory
from graphcrm.model.fields import shown

__all__ = ["who_was_there"]

#: What stands between the people of two sides, each of whom may be several with commas between.
_BETWEEN_SIDES = re.compile(r"\s*[;\uff1b/\uff0f|\n]\s*")
_OTHER = {OURS: THEIRS, THEIRS: OURS}
_SIDES = 2


def who_was_there(row: Row, place: Place, resolver: Resolver) -> list[str]:
    """The people of a cell that names those of both sides; those of theirs are of the organisation that the row names.

    Whose somebody is who is in no list, a mark says behind any of the mentions, “(us)”, or a column of ours. Of two groups in a cell,
    “Ana Ruiz, Eva Sanz / Sam Reed, Kim Lee”, each is of one side. Where a list marks those of one side, all others are of the other;
    somebody alone beside people of ours is one of theirs. Of any others of a row with a customer one question
    asks while no list has anybody of one.
    """
    cell, org = row.get("participants", ""), row.get("org", "")
    if not cell or any(firm or side for firm, side, _ in by_company(cell)):
        return resolver.several(cell, place, of=org)
    marks = _marks(place, resolver)
    people = people_in(cell, resolver.people)
    told = {one: side for one in people if (side := _side(one, marks, resolver))}
    told |= _by_groups(cell, told, resolver.people)
    strangers = [one for one in people if one not in told and _is_stranger(one, resolver)]
    if strangers and (side := _side_of_others(marks, org, strangers, [*told.values()])):
        told |= dict.fromkeys(strangers, side)
    elif strangers and org and nobody_of_customers(resolver):
        told |= _answered(strangers, place, resolver)
    theirs = [
        one
        for one, side in told.items()
        if side == THEIRS and not _known(one, resolver) and _is_stranger(one, resolver)
    ]
    if theirs and not org and nobody_of_customers(resolver):
        answer = org_of_sheet(resolver.asked, place)
        org = "" if answer == LEAVE_OUT else answer
        told |= {} if answer else dict.fromkeys(theirs, LEAVE_OUT)
    return resolver.several(cell, place, of=org, told=told)


def _is_stranger(one: str, resolver: Resolver) -> bool:
    """Whether nothing beside the name tells where somebody is: no mail address, no company, no list that waits for an answer."""
    said = written(one)
    return not (said.email or is_company(one) or resolver.firm_of(one) or resolver.all_wait(one))


def _known(one: str, resolver: Resolver) -> Sequence[str]:
    return resolver.known.find("person", one) or resolver.known.find("person", written(one).name or one)


def _marks(place: Place, resolver: Resolver) -> Mapping[str, str]:
    """The side of each whom a list marks, by name key."""
    source = place.source
    if source.sheet.name not in resolver.marked:
        said = (written(one) for cell in _cells(place) for one in people_in(cell))
        resolver.marked[source.sheet.name] = {name_key(one.name): one.side for one in said if one.side}
    return resolver.marked[source.sheet.name]


def _cells(place: Place) -> list[str]:
    source = place.source
    places = [n for n, names in source.meanings().items() if "participants" in names]
    return list(dict.fromkeys(cell for n in places for cell in source.sheet.said(n)))


def _side(one: str, marks: Mapping[str, str], resolver: Resolver) -> str:
    """The side of somebody whom a mark, a list or a column of ours tells; "" for a stranger."""
    said = written(one)
    key = name_key(said.name or one)
    if side := said.side or marks.get(key, ""):
        return side
    if found := _known(one, resolver):
        orgs = resolver.known.of["person"].org
        return OURS if all(orgs.get(key) in resolver.known.ours for key in found) else THEIRS
    return OURS if key in map(name_key, resolver.our_names()) else ""


def _by_groups(cell: str, told: Mapping[str, str], known: frozenset[str]) -> dict[str, str]:
    """The side of each of two groups of people, of which all whose side is told are of one, and none of the other group's."""
    groups = [people_in(part, known) for part in outside_brackets(_BETWEEN_SIDES, cell) if part.strip()]
    if len(groups) != _SIDES or max(map(len, groups)) < _SIDES:
        return {}
    one, other = ({told[who] for who in group if who in told} for group in groups)
    for side in (OURS, THEIRS):
        if one == {side} and side not in other:
            return dict.fromkeys(groups[0], side) | dict.fromkeys(groups[1], _OTHER[side])
        if other == {side} and side not in one:
            return dict.fromkeys(groups[1], side) | dict.fromkeys(groups[0], _OTHER[side])
    return {}


def _side_of_others(marks: Mapping[str, str], org: str, strangers: Sequence[str], sides: Sequence[str]) -> str:
    """The side of strangers: not the one that a list marks; the customer's that the row names for one alone beside ours."""
    if len(marked := {*marks.values()}) == 1:
        return _OTHER[marked.pop()]
    return THEIRS if org and len(strangers) == 1 and {*sides} == {OURS} else ""


def _answered(strangers: Sequence[str], place: Place, resolver: Resolver) -> dict[str, str]:
    """The side of strangers as one answer for their list tells it; nothing for those who are asked about one by one."""
    asked, sheet = resolver.asked, place.source.sheet.name
    if any(asked.answer(f"person:{name_key(one)}") for one in strangers):
        return {}
    answer = asked.once(f"sides:{sheet}", lambda: _question(sheet, place, resolver))
    if answer in ("", LEAVE_OUT):
        return dict.fromkeys(strangers, LEAVE_OUT)
    if answer == EACH:
        return {}
    if answer == OrgCategory.OUR_COMPANY.value:
        return dict.fromkeys(strangers, OURS)
    ours = {*map(name_key, people_in(answer, resolver.people))}
    return {one: OURS if name_key(one) in ours else THEIRS for one in strangers}


def _question(sheet: str, place: Place, resolver: Resolver) -> Question:
    marks = _marks(place, resolver)
    names = dict.fromkeys(
        written(one).name or one
        for cell in _cells(place)
        for one in people_in(cell, resolver.people)
        if not _side(one, marks, resolver) and _is_stranger(one, resolver)
    )
    some = [*names][:MOST]
    words = Text(
        f"“{shown(sheet)}”的参会人（如“{shown('、'.join(some), 60)}”）不在任何名单里，也没有写属于哪一方：哪些是我方的？"
        f"写出姓名，用分号隔开，其余算该行客户的人；填 {EACH} 逐个询问",
        f"Those at the meetings of “{shown(sheet)}” (such as “{shown(', '.join(some), 60)}”) are in no list, and nothing says of which "
        f"side they are: which are ours? Write the names with semicolons between, the others are of the row's customer; {EACH} has "
        "them asked about one by one",
    )
    all_of = {
        OrgCategory.CUSTOMER.value: Text("都是客户的人", "all are of the customer"),
        OrgCategory.OUR_COMPANY.value: Text("都是我方的人", "all are ours"),
    }
    return Question(f"sides:{sheet}", words, (*all_of, *some, EACH, LEAVE_OUT), words=all_of)
