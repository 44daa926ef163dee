"""One term of the field: its name in both languages, what it means, and what else people call it."""

from __future__ import annotations

import re
import unicodedata

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text

__all__ = ["Term", "plain"]


@dataclass(frozen=True, slots=True)
class Term:
    """A term: its name as a heading shows it, what it means, and the other words under which people look for it."""

    name: Text
    meaning: Text
    also: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that it answers to."""
        return (self.name.zh, self.name.en, *self.also)


def plain(word: str) -> str:
    """A word without case, accents, width and punctuation; Greek letters and Chinese stay.

    >>> plain("Bow-Tie"), plain("ŵ"), plain("Ｐ(top 5)")
    ('bow tie', 'w', 'p top 5')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", bare.casefold()).strip()
