"""Text as it is compared with what somebody typed: without case and accents, Chinese names in pinyin too.

A name may be anything: marks without a letter, invisible characters, an accent on a Chinese character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

__all__ = ["HAN", "fold", "is_chinese", "read_aloud", "simplified", "spellings", "syllables"]


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
    parted = (phrase.partition(" ") for phrase in phrases.get(character, ()))
    several = [(phrase, said.split()) for phrase, _, said in parted]
    return [*sorted(several, key=lambda one: -len(one[0])), alone]


@cache
def _table() -> tuple[str, Mapping[str, Sequence[str]]]:
    """Lines of ``syllable characters``, and of ``phrase syllables`` by the first character."""
    _, characters, phrases = Path(__file__).with_name("pinyin.txt").read_text(encoding="utf-8").split("\n\n")
    found: dict[str, list[str]] = {}
    for line in phrases.splitlines():
        found.setdefault(line[0], []).append(line)
    return characters, found


def is_chinese(text: str) -> bool:
    """Whether a text is Chinese throughout, so that a page in English has to say so.

    >>> is_chinese("共同制定三年路线图"), is_chinese("周CIO"), is_chinese("2026-06-30")
    (True, False, False)
    """
    return HAN.search(text) is not None and not any("a" <= letter.lower() <= "z" for letter in text)
