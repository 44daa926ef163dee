"""Titles that say what a list is of and whose: “Lieferanten der Aster AG”, “Contacts du Groupe Vauclair”; and groups of companies."""

from __future__ import annotations

import re

from graphcrm.ingest.guessing.words import heading_key, shapes

__all__ = ["behind_kind", "is_group"]

_OF = re.compile(
    r"(\S.{2,40}?)\s+(?:of|for|der|des|von|vom|für|de la|de los|de las|del|de|du|della|delle|dello|dei|di|van de|van het|van|voor)"
    r"(?: the)?\s+(?=[A-Z\u00c0-\u00de0-9])"
)
_NAME = r"[A-Z\u00c0-\u00de][^\s,;]*"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,3}}"
_GROUP = re.compile(
    rf"(?:Groupe|Grupo|Gruppo|Grupa) {_NAMES}|{_NAMES}[ -](?:Group|Groep|Gruppe|Konzern|Groupe|Gruppo|Grupo)"
)


def behind_kind(title: str) -> str:
    """What stands behind the word for what a list holds and “of”; "" for a title that names no such list.

    >>> behind_kind("Lieferanten der Aster AG"), behind_kind("Key suppliers of Aster Inc."), behind_kind("Bank of Aster Ltd")
    ('Aster AG', 'Aster Inc.', '')
    """
    found = _OF.match(title)
    kinds = {*map(heading_key, (found[1], *found[1].split()))} if found else set[str]()
    return title[found.end() :] if found and any(kinds & shape.called for shape in shapes()) else ""


def is_group(text: str) -> bool:
    """Whether a text is called like a group of companies.

    >>> is_group("Groupe Vauclair"), is_group("Veldkamp Groep"), is_group("Group of users"), is_group("Project Orion")
    (True, True, False, False)
    """
    return bool(_GROUP.fullmatch(text))
