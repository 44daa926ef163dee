"""How Chinese is read: pinyin without tones, from a table of characters, and of phrases in which one is read otherwise.

The table has tens of thousands of characters, and whoever asks asks about a few names. So it stays text in which they are found.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

__all__ = ["read_aloud"]


def read_aloud(text: str) -> list[str]:
    """One syllable a Chinese character; what stands between them as it is, run by run.

    >>> read_aloud("重庆银行"), read_aloud("重要"), read_aloud("周CIO 办")
    (['chong', 'qing', 'yin', 'hang'], ['zhong', 'yao'], ['zhou', 'CIO ', 'ban'])
    """
    found: list[str] = []
    at = begin = 0
    while at < len(text):
        said = next((said for phrase, said in _readings(text[at]) if text.startswith(phrase, at)), ())
        if said:
            if begin < at:
                found.append(text[begin:at])
            found += said
            begin = at + len(said)
        at += len(said) or 1
    return [*found, text[begin:]] if begin < len(text) else found


@cache
def _readings(character: str) -> Sequence[tuple[str, Sequence[str]]]:
    """The phrases that begin with a character, longest first, then the character itself, each with its syllables."""
    characters, phrases = _table()
    at = -1 if character.isascii() else characters.find(character)
    if at < 0:
        return ()
    line = characters.rfind("\n", 0, at) + 1
    alone = character, [characters[line : characters.index(" ", line)]]
    first, last = phrases.find(f"\n{character}"), phrases.rfind(f"\n{character}")
    if first < 0:
        return (alone,)
    lines = phrases[first + 1 : phrases.index("\n", last + 1)].split("\n")
    several = [(phrase, said.split()) for phrase, _, said in (line.partition(" ") for line in lines)]
    return [*sorted(several, key=lambda one: -len(one[0])), alone]


@cache
def _table() -> tuple[str, str]:
    """Lines of ``syllable characters``, and of ``phrase syllables``, those of one first character together."""
    _, characters, phrases = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split("\n\n")
    return characters, f"\n{phrases}"
