"""Juries: lists of those who evaluate bids, who come from several organisations and have to stay independent of every bidder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import MARKS
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.ingest.guessing.words import word_key
from graphcrm.model.choices import Flag, OrgCategory
from graphcrm.model.fields import shown

__all__ = ["ask_about_juries", "jury_in"]

#: Juries of tenders, whose independence the law protects; and those that any company may have.
_OF_TENDERS = re.compile(
    r"评标(?:委员会|专家|小组|委员)|评审专家|评委|磋商小组|谈判小组|\bjury|\b(?:bid|tender) evaluat|vergabe(?:gremium|kommission)"
    r"|commission d['’]appel d['’]offres|mesa de contratación",
    re.IGNORECASE,
)
_OF_ANYBODY = re.compile(
    r"评审委员会|评审小组|\bevaluation (?:panel|committee|board)|(?:bewertungs|auswahl)(?:gremium|kommission)"
    r"|comité d['’]évaluation|comité de evaluación",
    re.IGNORECASE,
)
#: The most characters of a line above a table that names it; longer ones tell something.
_LONGEST = 60


def jury_in(texts: Sequence[str]) -> str:
    """The answer that is safe to the question whether those below stay independent, where a title names a jury; "" for any other list.

    >>> jury_in(["评标委员会名单"]), jury_in(["Bewertungsgremium – Los 2"]), jury_in(["Steering committee"])
    ('yes', '-', '')
    """
    short = [text for text in texts if len(text) <= _LONGEST]
    found = "yes" if any(map(_OF_TENDERS.search, short)) else ""
    return found or (LEAVE_OUT if any(map(_OF_ANYBODY.search, short)) else "")


def ask_about_juries(
    people: Mapping[str, dict[str, str]],
    facts: Sequence[tuple[Row, Place, list[str]]],
    resolver: Resolver,
    asked: Asked,
    but: Collection[str] = (),
) -> None:
    """Ask of each list of a jury whether its members must stay independent, and what those are who only send experts into it.

    `but` are organisations that were asked about.
    """
    members: dict[str, list[str]] = {}
    juries: dict[str, str] = {}
    for _, place, keys in facts:
        sheet = place.source.sheet
        if jury := jury_in((sheet.name, *sheet.above)):
            juries[sheet.name] = jury
            members.setdefault(sheet.name, []).extend(key for key in keys if key in people)
    for name, jury in juries.items():
        known = list(dict.fromkeys(members[name]))
        if known and word_key(asked.ask(_independent(name, jury, len(known)))) in MARKS:
            for key in known:
                flags = (*people[key].get("flags", "").split(";"), Flag.INDEPENDENCE_REQUIRED.value)
                people[key]["flags"] = ";".join(dict.fromkeys(filter(None, flags)))
        _ask_about_employers(Counter(resolver.known.of["person"].org[key] for key in known), resolver, asked, but)


def _independent(sheet: str, proposal: str, members: int) -> Question:
    words = Text(
        f"“{shown(sheet)}”里的评委是否须保持独立（不得争取、宴请或请托）？",
        f"Must the members of the jury “{shown(sheet)}” stay independent (nobody is to win them over or to entertain them)?",
    )
    return Question(f"independent:{sheet}", words, ("yes", LEAVE_OUT), proposal, members, open=False)


def _ask_about_employers(people: Counter[str], resolver: Resolver, asked: Asked, but: Collection[str]) -> None:
    """Ask about every organisation of a jury that nothing calls a customer, but of the one most of whose people sit in it."""
    most = max(people.values(), default=0)
    for key in (key for key in people if key in resolver.assumed and key not in but and people[key] < most):
        name = resolver.known.of["org"].name[key]
        words = Text(
            f"“{shown(name)}”派人参加评审，名单没有写类别：它是什么？",
            f"“{shown(name)}” sends somebody into the jury, and no sheet says its category: what is it?",
        )
        possible = tuple(one.value for one in (OrgCategory.OTHER, OrgCategory.CUSTOMER, OrgCategory.PARTNER))
        answer = asked.ask(Question(f"category:{name}", words, possible, possible[0], people[key], open=False))
        if answer in possible:
            resolver.orgs[key]["category"] = answer
