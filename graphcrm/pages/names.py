"""Names as they are searched for and abbreviated: folded, in pinyin, as initials.

A name may be anything that somebody typed: marks without a letter, invisible characters, an accent on a Chinese character.
So every first letter is taken from what is left after folding, and there may be none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from graphcrm.pages.text import NAMELESS, clean, visible

__all__ = ["fold", "initials", "search_terms"]

#: Letters that Unicode does not decompose into a base letter and an accent; `visual/page/fold.js` has the same.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ς": "σ"}
)


def fold(text: str) -> str:
    """For comparing what was typed with what is written: lower case, no accents, compatibility forms unified.

    Marks and invisible format characters go, whatever they stand on.

    >>> fold("Søren Łukasz Ñandú")
    'soren lukasz nandu'
    """
    plain = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    return "".join(c for c in plain if not _silent(c))


def _silent(c: str) -> bool:
    category = unicodedata.category(c)
    return category[0] == "M" or category == "Cf"


def search_terms(texts: Iterable[str], names: Iterable[str], most: int = 400) -> str:
    """One folded line to search in: the texts, and for Chinese names their pinyin, joined, spaced and as initials.

    >>> search_terms([], ["周晓雯"])
    'zhouxiaowen zhou xiao wen zxw'
    """
    parts = [fold(clean(t, most)) for t in texts if t]
    for name in names:
        short = clean(name, 40)
        if any("\u4e00" <= c <= "\u9fff" for c in short):
            syllables = _syllables(short)
            parts += ["".join(syllables), " ".join(syllables), "".join(s[0] for s in syllables)]
    return " ".join(dict.fromkeys(p for p in parts if p))


def initials(name: str, name_en: str = "") -> str:
    """Two letters or characters for one of our people: of the Latin name, else pinyin initials, else ``?``.

    >>> initials("王芳"), initials("Arun Rao"), initials("\\u0301")
    ('WF', 'AR', '?')
    """
    words = _words(name_en) or _words(name)
    if words and all(w[0].isascii() for w in words):
        return (words[0][0] + (words[-1][0] if len(words) > 1 else words[0][1:2])).upper()
    letters = [w[0] for s in _syllables(clean(name, 12)) for w in _words(s)]
    return "".join(letters[:2]).upper() or NAMELESS


def _words(text: str) -> list[str]:
    """The folded words of a text, letters and digits only; none is empty."""
    bare = ("".join(c for c in word if c.isalnum() and visible(c)) for word in fold(clean(text, 80)).split())
    return [word for word in bare if word]


def _syllables(name: str) -> list[str]:
    """Folded pinyin, one syllable a Chinese character, other runs as they are; none is empty."""
    from pypinyin import lazy_pinyin  # 0.1 s: only when a page is built

    folded = (fold(s).strip() for s in lazy_pinyin(name))
    return [s for s in folded if s]
