"""Titles that say what a list is of and whose: “Lieferanten der Aster AG”, “Contacts du Groupe Vauclair”; and groups of companies."""

from __future__ import annotations

import re

from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.words import heading_key, shapes

__all__ = ["behind_kind", "is_group"]

_OF = re.compile(
    r"(\S.{2,40}?)\s+(?:of|for|der|des|von|vom|für|de la|de los|de las|del|de|du|della|delle|dello|dei|di|van de|van het|van|voor)"
    r"(?: the)?\s+(?=[A-Z\u00c0-\u00de0-9])"
)
#: Words of a name for a list behind which whose it is may stand with nothing between.
_SEVERAL, _LONGEST = 2, 4
#: What may stand between both.
_BETWEEN = " –—-:/|"
_NAME = r"[A-Z\u00c0-\u00de][^\s,;]*"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,3}}"
_GROUP = re.compile(
    rf"(?:Groupe|Grupo|Gruppo|Grupa) {_NAMES}|{_NAMES}[ -](?:Group|Groep|Gruppe|Konzern|Groupe|Gruppo|Grupo)"
)


def behind_kind(title: str) -> str:
    """What stands behind the word for what a list holds and “of”; "" for a title that names no such list.

    Behind a name for a list of several words a company may stand with nothing between; one word may begin its own name.

    >>> behind_kind("Lieferanten der Aster AG"), behind_kind("Key suppliers of Aster Inc."), behind_kind("Bank of Aster Ltd")
    ('Aster AG', 'Aster Inc.', '')
    >>> behind_kind("Buying Center Aster Foods GmbH"), behind_kind("Contact Energy Ltd"), behind_kind("Contact Roles Ltd")
    ('Aster Foods GmbH', '', '')
    >>> behind_kind("Stakeholder map – Aster Foods AG")
    'Aster Foods AG'
    """
    found = _OF.match(title)
    kinds = {*map(heading_key, (found[1], *found[1].split()))} if found else set[str]()
    if found and any(kinds & shape.called for shape in shapes()):
        return title[found.end() :]
    words = title.split()
    behind = {n: " ".join(words[n:]).lstrip(_BETWEEN) for n in range(_SEVERAL, min(_LONGEST, len(words) - 2) + 1)}
    called = {n for n in behind if any(heading_key(" ".join(words[:n])) in shape.called for shape in shapes())}
    return next((behind[n] for n in sorted(called) if is_company(behind[n])), "")


def is_group(text: str) -> bool:
    """Whether a text is called like a group of companies.

    >>> is_group("Groupe Vauclair"), is_group("Veldkamp Groep"), is_group("Group of users"), is_group("Project Orion")
    (True, True, False, False)
    """
    return bool(_GROUP.fullmatch(text))
