"""Columns that say more than one thing: how somebody opposes besides that they do, a role behind an attitude, how a stage ended."""

from __future__ import annotations

import re

from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.texts.holding import are_offices
from graphcrm.ingest.guessing.texts.leanings import leaning_in
from graphcrm.ingest.guessing.texts.roles_beside import roles_beside
from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = ["KINDS_OF_THIRD_PARTIES", "RIVALS", "attitudes_of_roles", "meanings_within", "names_rivals"]

#: What a column of categories says of third parties, too.
KINDS_OF_THIRD_PARTIES = {"category": "subtype", "org_category": "org_subtype"}

#: What a column of roles in a decision says of whoever is of a competitor, as keys of words.
RIVALS = frozenset(map(word_key, (
    "competitor", "competitors", "competition", "rival", "wettbewerber", "mitbewerber", "concurrent", "competidor", "konkurrent",
    "concorrente", "竞争对手", "竞争者", "竞争方", "友商", "对手",
)))  # fmt: skip

_BETWEEN = re.compile(r"\s*[;\uff1b,\uff0c、/\n|]\s*")


def names_rivals(one: Recognised) -> bool:
    """Whether a column of roles says of somebody whose company stands beside it that this is a competitor: “Competitor”, “竞争对手”."""
    place = one.place("roles")
    if place is None or one.place("org") is None or one.place("org_category") is not None:
        return False
    return not RIVALS.isdisjoint(map(word_key, one.sheet.said(place)))


def attitudes_of_roles(one: Recognised) -> dict[str, str]:
    """The attitude of each cell of a column of roles, where some say that somebody is against us, “Blocker”, and no column says more."""
    place = one.place("roles")
    if place is None or one.place("stance") is not None or not one.is_of("people"):
        return {}
    roles, attitudes = vocabulary("people", "roles"), vocabulary("people", "stance")
    cells = {word_key(cell): map(word_key, _BETWEEN.split(cell)) for cell in one.sheet.said(place)}
    said = {
        cell: "-1" if any(roles.get(w) and attitudes.get(w) == "-1" for w in words) else ""
        for cell, words in cells.items()
    }
    return said if any(said.values()) else {}


def meanings_within(one: Recognised, name: str, place: int) -> tuple[str, ...]:
    """The meanings of a column: “enemy” says how somebody opposes besides that they do, “closed lost” how a stage ended.

    Where no column says what kind of contact it was, its channel does: “Visit”, “Phone”.
    """
    if name == "stance":
        how, said = vocabulary("people", "stance_subtype"), one.sheet.said(place)
        subtype = ("stance_subtype",) if any(how.get(word_key(t)) for t in said) else ()
        known = vocabulary("people", name)
        leans = ("leans_to",) if any(leaning_in(one) for one in said if word_key(one) not in known) else ()
        return ("stance", *subtype, *leans, *(("roles",) if any(map(roles_beside, said)) else ()))
    if name == "roles" and names_rivals(one):
        return ("roles", "org_category")
    if name == "roles" and attitudes_of_roles(one):
        return ("roles", "stance")
    if name == "grade" and one.place("title") is None and are_offices(one.sheet.said(place)):
        return ("grade", "title")
    if name == "role" and one.place("title") is None and are_offices(said := one.sheet.said(place)):
        words = vocabulary("people", "role")
        return ("role", "title") if all(word_key(t) in words for t in said) else ("title",)
    kind = KINDS_OF_THIRD_PARTIES.get(name, "")
    if kind and one.place(kind) is None:
        known = vocabulary("orgs", "subtype")
        if any(word_key(t) in known for t in one.sheet.said(place)):
            return (name, kind)
    if name == "tier" and one.place("category") is None:
        tiers, kinds = vocabulary("orgs", name), vocabulary("orgs", "category")
        if any(word_key(t) in kinds and word_key(t) not in tiers for t in one.sheet.said(place)):
            return (name, "category")
    if name in ("stage", "deal_stage") and one.place(status := name.replace("stage", "status")) is None:
        ends = vocabulary("opportunities", "status")
        if any(ends.get(word_key(t)) in ("won", "lost", "dropped") for t in one.sheet.said(place)):
            return (name, status)
    if name == "channel" and one.place("kind") is None:
        kinds = vocabulary("interactions", "kind")
        if any(word_key(t) in kinds for t in one.sheet.said(place)):
            return ("kind", name)
    return (name,) if name else ()
