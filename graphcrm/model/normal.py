"""One form for all the ways to write the same name or id: what is compared when two may be the same, never what is stored."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["normal", "normal_name"]

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]"
)
_APOSTROPHES = str.maketrans("’‘ʼ`´′＇‐‑‒–—−·•", "'''''''------··")
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
#: Ideographs that are composed, folded and normalised to themselves, as most Chinese names hold nothing else.
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]+")
_BETWEEN_CJK = re.compile(f"(?<=[{_CJK}]) (?=[{_CJK}])")


def normal(text: str) -> str:
    """Without differences of case, width, composition of accents, spaces, apostrophes and invisible characters.

    >>> normal("José\u00a0 DIAZ") == normal("jose\u0301 diaz"), normal("王\u3000伟") == normal("王伟"), normal("O’Neil")
    (True, True, "o'neil")
    """
    if text.isascii():
        return " ".join(text.split()).casefold().replace("`", "'")
    if _IDEOGRAPHS.fullmatch(text):
        return text
    made = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_APOSTROPHES)
    return _BETWEEN_CJK.sub("", " ".join(unicodedata.normalize("NFKC", made.casefold()).split()))


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
