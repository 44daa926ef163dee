"""How somebody stands inside the organisation, which headings call “political”: no party and no conviction."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphcrm.ingest.guessing.words import vocabulary, word_key
from graphcrm.ingest.headings import is_private

__all__ = ["is_about_private_life"]

_POLITICAL = re.compile(
    r"political (?:status|structure|standing|power|influence)|politischer (?:status|einfluss)|statut politique",
    re.IGNORECASE,
)


def is_about_private_life(heading: str, cells: Iterable[str]) -> bool:
    """Whether a column is about private life: its heading says so, and its cells are not only words for how influential people are.

    >>> is_about_private_life("Political Status", ["Inner Circle", "Outside"])
    False
    >>> is_about_private_life("Political Status", ["CPC member", ""]), is_about_private_life("Religion", ["high"])
    (True, True)
    """
    if not is_private(heading):
        return False
    known = vocabulary("people", "influence")
    words = {word_key(cell) for cell in cells if cell.strip()}
    return not (words and _POLITICAL.fullmatch(heading.strip()) and words <= known.keys())
