"""Names as they are searched for and abbreviated: folded, in pinyin, as initials.

A name may be anything that somebody typed: marks without a letter, invisible characters, an accent on a Chinese character.
So every first letter is taken from what is left after folding, and there may be none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from graphcrm.folding import fold, spellings, syllables
from graphcrm.pages.text import NAMELESS, clean, visible

__all__ = ["fold", "initials", "search_terms"]

_CODE = re.compile(r"[A-Z]\d{1,3}")


def search_terms(texts: Iterable[str], names: Iterable[str]) -> str:
    """One folded line to search in: the texts, and for Chinese names their pinyin, joined, spaced and as initials.

    >>> search_terms([], ["周晓雯"])
    'zhouxiaowen zhou xiao wen zxw'
    """
    parts = [fold(clean(t, 400)) for t in texts if t]
    for name in names:
        parts += spellings(clean(name, 40))
    return " ".join(dict.fromkeys(p for p in parts if p))


@lru_cache(maxsize=20_000)  # our people stand on the card of everybody they know
def initials(name: str, name_en: str = "") -> str:
    """Two letters or characters for one of our people: of the Latin name, else pinyin initials, else ``?``.

    A code that stands for a name (``P07``) is short enough.

    >>> initials("王芳"), initials("Arun Rao"), initials("\\u0301"), initials("P07")
    ('WF', 'AR', '?', 'P07')
    """
    if _CODE.fullmatch(name):
        return name
    words = _words(name_en) or _words(name)
    if words and all(w[0].isascii() for w in words):
        return (words[0][0] + (words[-1][0] if len(words) > 1 else words[0][1:2])).upper()
    letters = [w[0] for s in syllables(clean(name, 12)) for w in _words(s)]
    return "".join(letters[:2]).upper() or NAMELESS


def _words(text: str) -> list[str]:
    """The folded words of a text, letters and digits only; none is empty."""
    bare = ("".join(c for c in word if c.isalnum() and visible(c)) for word in fold(clean(text, 80)).split())
    return [word for word in bare if word]
