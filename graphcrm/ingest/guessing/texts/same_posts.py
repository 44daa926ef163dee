"""Whether two titles may be those of one person: the same post, or the same with words cut short."""

from __future__ import annotations

import re

from graphcrm.folding import HAN

__all__ = ["differ", "elsewhere", "may_be_called"]

#: Letters of a word cut short at least, and its stop.
_SHORTEST = 2
#: Words before a post that make another of it: “Deputy CEO”, “Assistant to the CEO”.
_OTHER = re.compile(
    r"\b(?:deputy|vice|assistant|associate|acting|interim|former|ex|past|stellv\w*|adjointe?|to|of|for|the|der|des|du|del)\b",
    re.IGNORECASE,
)


def differ(title: str, other: str) -> bool:
    """Whether two titles are known of which neither is part of the other, or the other with words cut short.

    >>> differ("CFO", "CFO 财务总监"), differ("Techn. Leiter", "Technischer Leiter"), differ("Techn. Leiter", "Leiter Einkauf")
    (False, False, True)
    """
    one, two = title.casefold(), other.casefold()
    if not (one and two) or one in two or two in one:
        return False
    words = one.split(), two.split()
    return len(words[0]) != len(words[1]) or not all(map(_short_of_each_other, *words))


def may_be_called(title: str, post: str) -> bool:
    """Whether somebody of a title may be called by a shorter post with which it ends, and which is no other post.

    >>> may_be_called("Trust Chair", "Chair"), may_be_called("Deputy Chair", "Chair"), may_be_called("PA to the CEO", "CEO")
    (True, False, False)
    >>> may_be_called("Chair", "Chair"), may_be_called("Armchair", "Chair")
    (False, False)
    """
    before = title.casefold().removesuffix(post.casefold())
    return bool(before.strip()) and before.endswith(" ") and len(before) < len(title) and not _OTHER.search(before)


def elsewhere(title: str, other: str, place: str) -> bool:
    """Whether a Chinese title is that of another post, since what it says before the other is no part of where that one is.

    >>> elsewhere("生产部长", "部长", "生产部"), elsewhere("安环部长", "部长", "生产部"), elsewhere("副总裁", "总裁", "集团")
    (False, True, True)
    """
    long, short = sorted((title, other), key=len, reverse=True)
    before = long.removesuffix(short) if short and HAN.search(long) and long.endswith(short) else ""
    return bool(before) and before not in place


def _short_of_each_other(word: str, other: str) -> bool:
    """Whether a word is another, or that cut short: “techn.” and “technischer”."""
    return word == other or any(
        short.endswith(".") and len(short) > _SHORTEST and long.startswith(short[:-1])
        for short, long in ((word, other), (other, word))
    )
