"""One form for all the ways to write the same name or id: what is compared when two may be the same, never what is stored."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = ["UNSEEN", "folded", "normal", "normal_name"]


#: Characters of which nobody sees anything, for a class of a pattern.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{UNSEEN}]")
_APOSTROPHES = str.maketrans("’‘ʼ`´′＇‐‑‒–—−·•", "'''''''------··")
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
#: First and last of the ideographs that are composed, folded and normalised to themselves: most Chinese names hold nothing else.
_IDEOGRAPHS = "\u4e00", "\u9fff"


def folded(text: str) -> str:
    """Full-width forms as plain ones, before a number or a day is read; with ², ① or ½ in it a text stays as it is.

    Such a figure is no digit of the number beside it: it points to a footnote, or counts items.

    >>> folded("５００，０"), folded("500²"), folded("3①")
    ('500,0', '500²', '3①')
    """
    if text.isascii() or any(unicodedata.category(c) == "No" for c in text):
        return text
    return unicodedata.normalize("NFKC", text)


def normal(text: str) -> str:
    """Without differences of case, width, composition of accents, spaces, apostrophes and invisible characters.

    >>> normal("José\u00a0 DIAZ") == normal("jose\u0301 diaz"), normal("王\u3000伟") == normal("王伟"), normal("O’Neil")
    (True, True, "o'neil")
    """
    if text.isascii():
        return " ".join(text.split()).casefold().replace("`", "'")
    first, last = _IDEOGRAPHS
    if first <= min(text) and max(text) <= last:
        return text
    made = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_APOSTROPHES)
    words = unicodedata.normalize("NFKC", made.casefold()).split()
    return _between_cjk().sub("", " ".join(words)) if len(words) > 1 else "".join(words)


@cache
def _between_cjk() -> re.Pattern[str]:
    """Blanks between characters that are written without; compiled when one is met, since so many characters take 3 ms."""
    return re.compile(f"(?<=[{_CJK}]) (?=[{_CJK}])")


def normal_name(name: str) -> str:
    """The same for the name of a person, which may be written with the family name first and a comma.

    >>> normal_name("Diaz, Jose"), normal_name("jose diaz")
    ('jose diaz', 'jose diaz')
    """
    made = normal(name)
    if made.count(",") != 1:
        return made
    family, given = (part.strip() for part in made.split(","))
    return f"{given} {family}" if family and given else made
