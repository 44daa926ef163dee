"""Names and sentences made fit for a page: cleaned, shortened, and found again by search."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from graphcrm.rendering.width import clusters, width

__all__ = ["clean", "fold", "initials", "search_terms", "shorten"]

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


def clean(text: str, most: int = 2000) -> str:
    """Text without control characters, bidi controls and lone surrogates, at most `most` characters long."""
    kept = (
        " " if c in "\t\n\r" else c
        for c in text[: most * 2]
        if c in "\t\n\r" or (c not in _BIDI and unicodedata.category(c) not in ("Cc", "Cs"))
    )
    out = " ".join("".join(kept).split(" ")).strip()
    return out if len(out) <= most else out[: most - 1] + "…"


def shorten(text: str, columns: int) -> str:
    """At most `columns` wide, cut between characters that belong together, with an ellipsis if anything was cut.

    >>> shorten("Director, Security Architecture", 20)
    'Director, Security…'
    """
    text = clean(text[: columns * 8 + 8], columns * 8)
    if width(text) <= columns:
        return text
    kept = ""
    for cluster in clusters(text):
        if width(kept + cluster) > columns - 1:
            break
        kept += cluster
    return kept.rstrip(" ,，、-") + "…"


def fold(text: str) -> str:
    """For comparing what was typed with what is written: lower case, no accents, compatibility forms unified.

    >>> fold("Søren Łukasz Ñandú")
    'soren lukasz nandu'
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(c for c in plain if not unicodedata.combining(c))


def search_terms(texts: Iterable[str], names: Iterable[str], most: int = 400) -> str:
    """One folded line to search in: the texts, and for Chinese names their pinyin, joined, spaced and as initials.

    >>> search_terms([], ["周晓雯"])
    'zhouxiaowen zhou xiao wen zxw'
    """
    from pypinyin import lazy_pinyin  # 0.1 s: only when a page is built

    parts = [fold(clean(t, most)) for t in texts if t]
    for name in names:
        short = clean(name, 40)
        if any("\u4e00" <= c <= "\u9fff" for c in short):
            syllables = [fold(s) for s in lazy_pinyin(short) if s.strip()]
            parts += ["".join(syllables), " ".join(syllables), "".join(s[0] for s in syllables)]
    return " ".join(dict.fromkeys(p for p in parts if p))


def initials(name: str, name_en: str = "") -> str:
    """Two letters or characters for one of our people: of the Latin name, else pinyin initials.

    >>> initials("王芳"), initials("Arun Rao")
    ('WF', 'AR')
    """
    words = fold(clean(name_en or name, 80)).split()
    if words and all(w[0].isascii() for w in words):
        letters = words[0][0] + (words[-1][0] if len(words) > 1 else words[0][1:2])
        return letters.upper()
    from pypinyin import lazy_pinyin

    return "".join(s[0] for s in lazy_pinyin(clean(name, 12)) if s.strip())[:2].upper()
