"""Names whose vowels have marks as systems without them spell these: “Mueller” for “Müller”."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from graphcrm.ingest.guessing.texts.names import name_key

__all__ = ["spelled_out"]

_SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)


@lru_cache(maxsize=1_000)  # a row looks for the same few again and again
def spelled_out(name: str) -> str:
    """The key of a name whose vowels have marks with a letter for each of these; "" for any other.

    >>> spelled_out("Jürgen Wübbena"), spelled_out("Henrik Sørlie"), spelled_out("José Ruiz")
    ('juergen wuebbena', 'henrik soerlie', '')
    """
    if name.isascii():
        return ""
    plain = unicodedata.normalize("NFC", name)
    spelled = plain.translate(_SPELLED)
    return name_key(spelled) if spelled != plain else ""
