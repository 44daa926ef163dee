"""Whom the rows of a sheet are about, where that is not who its heading says: customers who are people, those met, respondents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.columns.heading_readings import SAME, readings
from graphcrm.ingest.guessing.laid import Sheet
from graphcrm.ingest.guessing.texts.glued import is_called_by_post
from graphcrm.ingest.guessing.texts.heading_senses import asks_for_advice
from graphcrm.ingest.guessing.texts.holding import are_offices, are_people, share_of_people
from graphcrm.ingest.guessing.texts.names import is_person, name_key
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.sides import is_us
from graphcrm.ingest.guessing.values import MANY, Look
from graphcrm.ingest.guessing.words import Shape, heading_key

__all__ = ["of_customers", "of_main_contacts", "of_people_met", "of_respondents"]

#: Headings about the one contact that a list of companies has of each.
_MAIN_CONTACT = re.compile(r"(?:primary|main)[ _]contact[ _]|hauptansprechpartner[ _:-]|主联系人", re.IGNORECASE)


def of_customers(sheet: Sheet, looks: Sequence[Look], shape: Shape, taken: dict[str, Guess]) -> dict[str, Guess]:
    """Of a list whose customers are people with a post: “客户名称” is their name where beside it stands where they are, as WeCom
    exports them, or where it holds people's names.
    """
    who = taken.get("org")
    if shape.table != "people" or who is None or "title" not in taken or taken.keys() & {"name", "last_name"}:
        return taken
    for place, heading in enumerate(sheet.headings):
        firm = next(iter(readings(place, heading, shape)), None)
        if place != who.place and firm and looks[place].filled and firm.meaning == "org" and "客户" in who.heading:
            return taken | {"name": replace(who, meaning="name"), "org": firm}
    said = sheet.said(who.place)
    with_post = taken["title"].place == who.place + 1 and any(map(is_us, sheet.headings))
    with_post = with_post and (
        are_offices(sheet.said(who.place + 1)) or sheet.headings.count(taken["title"].heading) > 1
    )
    if with_post and not shape.ours and are_people(said):
        why = who.reason + Text("，旁边是职务，另一列是我方的人", "; a post stands beside, and a column of ours")
        return {m: g for m, g in taken.items() if m != "org"} | {"name": replace(who, meaning="name", reason=why)}
    if shape.ours or not said or not all(HAN.match(t) and is_person(t) for t in said):
        return taken
    why = who.reason + Text("，值是人名", "; its values are people's names")
    return {m: g for m, g in taken.items() if m != "org"} | {"name": replace(who, meaning="name", reason=why)}


def of_people_met(sheet: Sheet, shape: Shape, taken: dict[str, Guess], people: frozenset[str]) -> dict[str, Guess]:
    """Of a list of meetings whose customers are people of whom another sheet tells: they were met, “客户” over “梁静、萧芳”."""
    who = taken.get("org")
    if shape.table != "interactions" or who is None or taken.keys() & {"theirs", "participants"}:
        return taken
    said = sheet.said(who.place)
    by_post = bool(said) and all(
        is_called_by_post(one) or name_key(one) in people for text in said for one in people_in(text)
    )
    if not by_post and share_of_people(said, people) < MANY:
        return taken
    why = who.reason + Text("，值是人名", "; its values are people's names")
    return {m: g for m, g in taken.items() if m != "org"} | {"theirs": replace(who, meaning="theirs", reason=why)}


def of_respondents(sheet: Sheet, shape: Shape, taken: dict[str, Guess]) -> dict[str, Guess]:
    """Of a survey that asks people whom they ask for advice: each row is about whoever filled it in."""
    who = taken.get("reported_by")
    asked = [n for n, h in enumerate(sheet.headings) if asks_for_advice(h) and are_people(sheet.said(n))]
    if shape.table != "people" or who is None or not asked or taken.keys() & {"name", "last_name"}:
        return taken
    why = Text("问卷里各人答自己听谁的", "a survey in which all say whom they listen to")
    kept = {m: g for m, g in taken.items() if m != "reported_by" and g.place not in asked}
    said = {f"influenced_by+{n}": Guess(n, sheet.headings[n], "influenced_by", why, SAME) for n in asked}
    return kept | said | {"name": replace(who, meaning="name", reason=why)}


def of_main_contacts(sheet: Sheet, shape: Shape, taken: dict[str, Guess]) -> dict[str, Guess]:
    """Of a list of companies that says of each who is its main contact: the name of a row is that of the company.

    The key of a row is the company's, too, and nobody's of those who are listed.
    """
    row, theirs = taken.get("name"), [g for g in taken.values() if _MAIN_CONTACT.match(g.heading)]
    if shape.table != "people" or "org" in taken or row is None or row in theirs or len(theirs) < 2:
        return taken
    why = Text("其余的列说的是主要联系人", "the other columns are about its main contact")
    kept = {name: g for name, g in taken.items() if name != "id" or g in theirs}
    kept["org"] = replace(row, meaning="org", reason=why)
    names = (
        n
        for n, h in enumerate(sheet.headings)
        if _MAIN_CONTACT.match(h) and shape.meanings.get(heading_key(h)) == "name"
    )
    place = next(names, None)
    if place is None:
        del kept["name"]
    else:
        kept["name"] = replace(row, place=place, heading=sheet.headings[place])
    return kept
