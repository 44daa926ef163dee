"""Columns that a text takes on a screen, as terminals count them: two for Chinese characters, none for combining marks."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["clusters", "easy", "width"]


_JOINER = "\u200d"
_MODIFIERS = frozenset(map(chr, range(0x1F3FB, 0x1F400)))

#: What almost every answer is made of. The tables of wcwidth take longer to load than such an answer to print, and to build these
#: patterns takes longer than to print an English one, which has none of the wide characters.
_SIGNS = "·×−–—‘’“”…→─≥≤"
_NARROW = str.maketrans(dict.fromkeys(_SIGNS, "-"))
_WIDE = "\u3001-\u3011\u4e00-\u9fff\uff01-\uff60"
_EASY = f"[ -~{_SIGNS}{_WIDE}]*"


def width(text: str) -> int:
    """Columns that a text takes.

    >>> width("王工"), width("e\\u0301"), width("c6")
    (4, 1, 2)
    """
    if _narrow(text):
        return len(text)
    if easy(text):
        return len(text) + len(_pattern(f"[{_WIDE}]").findall(text))
    from wcwidth import wcswidth, wcwidth

    found = wcswidth(text)
    return found if found >= 0 else sum(max(0, wcwidth(char)) for char in text)


def clusters(text: str) -> list[str]:
    """The text cut between characters that do not belong together: marks stay with their letter, joined emoji with each other.

    >>> list(map(ascii, clusters("ne\\u0301e")))
    ["'n'", "'e\\\\u0301'", "'e'"]
    """
    if easy(text):
        return list(text)
    from wcwidth import wcwidth

    found: list[str] = []
    for char in text:
        if found and (wcwidth(char) == 0 or found[-1][-1] == _JOINER or char in _MODIFIERS):
            found[-1] += char
        else:
            found.append(char)
    return found


def easy(text: str) -> bool:
    """Is the width of each character known without a table: letters of ASCII, common signs, Chinese characters?"""
    return _narrow(text) or _pattern(_EASY).fullmatch(text) is not None


def _narrow(text: str) -> bool:
    return text.isprintable() and (text.isascii() or text.translate(_NARROW).isascii())


@cache
def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written)
