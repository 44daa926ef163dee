"""Text as it is compared with what somebody typed: without case and accents, Chinese names in pinyin too.

A name may be anything: marks without a letter, invisible characters, an accent on a Chinese character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from graphcrm.pinyin import read_aloud

__all__ = ["HAN", "fold", "simplified", "spellings", "syllables"]

#: Chinese characters, one or several in a row.
HAN = re.compile(r"[\u3400-\u9fff]+")

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
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    return plain.translate(_SILENT)


class _Silent(dict[int, int | None]):
    """Marks and format characters translate to nothing; what a character is, is looked up once."""

    def __missing__(self, code: int) -> int | None:
        category = unicodedata.category(chr(code))
        return self.setdefault(code, None if category[0] == "M" or category == "Cf" else code)


_SILENT = _Silent()


def syllables(name: str) -> list[str]:
    """Folded pinyin, one syllable a Chinese character, other runs as they are; none is empty."""
    folded = (fold(s).strip() for s in read_aloud(name))
    return [s for s in folded if s]


@lru_cache(maxsize=20_000)  # our own people come back with everybody they know
def spellings(name: str) -> tuple[str, ...]:
    """How a Chinese name is typed in Latin letters: joined, spaced and as initials; nothing for other names.

    >>> spellings("周晓雯"), spellings("Öztürk")
    (('zhouxiaowen', 'zhou xiao wen', 'zxw'), ())
    """
    if not any("\u4e00" <= c <= "\u9fff" for c in name):
        return ()
    found = syllables(name)
    return "".join(found), " ".join(found), "".join(s[0] for s in found)


@cache
def _converter() -> Any:
    from opencc import OpenCC  # 15 ms, and only where a name is Chinese

    return OpenCC("t2s")


@lru_cache(maxsize=200_000)
def simplified(name: str) -> str:
    """A text in simplified characters, one by one as OpenCC's tables have them; for comparing, never for storing.

    >>> simplified("王偉"), simplified("陳大文"), simplified("Wang")
    ('王伟', '陈大文', 'Wang')
    """
    return str(_converter().convert(name)) if HAN.search(name) else name
