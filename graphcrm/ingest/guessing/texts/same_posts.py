"""Whether two titles may be those of one person: the same post, or the same with words cut short."""

from __future__ import annotations

__all__ = ["differ"]

#: Letters of a word cut short at least, and its stop.
_SHORTEST = 2


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


def _short_of_each_other(word: str, other: str) -> bool:
    """Whether a word is another, or that cut short: “techn.” and “technischer”."""
    return word == other or any(
        short.endswith(".") and len(short) > _SHORTEST and long.startswith(short[:-1])
        for short, long in ((word, other), (other, word))
    )
