"""Whom next steps name: who takes them, where they begin with that, “王伟报价；李娜约见”, and with whom they are, “call with Ana”."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from graphcrm.folding import HAN

__all__ = ["named_in_step", "steps_by_taker"]

_BETWEEN = re.compile(r"\s*[;\uff1b\n]\s*")
#: Behind one of several names, and behind a Latin name that goes on.
_AND, _WORD = re.compile(r"\s*(?:[、,，/&+]|和|与|及|and\b|und\b)"), re.compile(r"[\w’'-]")
#: What stands before part of a name: “to Ana”, “w/ Mr Gil”; other words than names begin with a capital, too.
_TOWARDS = re.compile(
    r"(?:\b(?:to|with|for|from|meet|call|visit|invite|ask|brief|mit|an|für|bei|avec|pour|à|chez|con|para|a)|\bw/)"
    r"\s+(?:(?:Dr|Mr|Mrs|Ms|Herrn?|Frau|Mme|M|Sr|Sra)\.?\s+)?([^\W\d_]{3,40})\b(?!-)(?-i:(?!\s+[^\W\da-z_]\w))",
    re.IGNORECASE,
)
#: Letters of part of a name at least.
_SHORTEST = 3
#: Characters of a step in which names are looked for.
_LONGEST = 500


def steps_by_taker(said: str, names: Collection[str]) -> list[tuple[str, str]]:
    """The steps of a text with the one of some names with which each begins; [] unless all begin so.

    >>> steps_by_taker("王伟9月10日前报价；李娜约见", ["王伟", "李娜"]), steps_by_taker("Ana Ruiz to call", ["Ana Ruiz"])
    ([('王伟9月10日前报价', '王伟'), ('李娜约见', '李娜')], [('Ana Ruiz to call', 'Ana Ruiz')])
    >>> steps_by_taker("王伟报价；约见", ["王伟"]), steps_by_taker("王伟、李娜约见", ["王伟"]), steps_by_taker("王伟", ["王伟"])
    ([], [], [])
    """
    parts = [part for part in _BETWEEN.split(said.strip()) if part]
    found = [(part, max((n for n in names if _begins(part, n)), key=len, default="")) for part in parts]
    return found if all(name for _, name in found) else []


def _begins(part: str, name: str) -> bool:
    rest = part.removeprefix(name)
    return 0 < len(rest) < len(part) and not _AND.match(rest) and bool(HAN.search(name) or not _WORD.match(rest))


def named_in_step(said: str, names: Iterable[str]) -> list[str]:
    """Those of some names whom a step names, whole or by a part that is nobody else's; [] where such a part may be of several.

    >>> named_in_step("Send the report to Ana", ["Ana Ruiz", "Luis Gil"]), named_in_step("拜访王伟谈报价", ["王伟", "李娜"])
    (['Ana Ruiz'], ['王伟'])
    >>> named_in_step("Meet Luis Gil with our MD", ["Ana Ruiz", "Luis Gil"]), named_in_step("Call w/ Ana", ["Ana Ruiz", "Ana Sanz"])
    (['Luis Gil'], [])
    >>> named_in_step("Grant access for Ana Lopez", ["Ana Ruiz", "Grant Holt"])
    []
    """
    every, said = tuple(dict.fromkeys(names)), said[:_LONGEST]
    found = [name for name in every if name in said and _whole(said, name)]
    for part in _TOWARDS.findall(said):
        called = _by_part(every).get(part, ())
        if len(called) > 1:
            return []
        found += called
    return [*dict.fromkeys(found)]


@lru_cache(maxsize=4)  # asked of each line of a plan
def _by_part(names: tuple[str, ...]) -> dict[str, list[str]]:
    """The names that have a word among theirs, by that word."""
    parts: dict[str, list[str]] = {}
    for name in names:
        for part in {one for one in name.split() if len(one) >= _SHORTEST and one.isalpha()}:
            parts.setdefault(part, []).append(name)
    return parts


def _whole(said: str, name: str) -> bool:
    """Whether a text has a whole name, of more than one word or in Chinese signs."""
    if HAN.search(name):
        return len(name) > 1 and name in said
    return " " in name and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said))
