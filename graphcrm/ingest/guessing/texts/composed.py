"""Headings put together of known words: “最近一次拜访的日期”, “Date of most recent visit” say when somebody was met last.

Lists of whole headings end somewhere; of the words that people make them of there are few. A heading is read this way only where
nothing of it is left over, so that one more word (“下次拜访日期”) leaves it to the other readings.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import permutations

from graphcrm.ingest.guessing.words import MAPPINGS, heading_key

__all__ = ["composed"]

#: Characters of the longest heading of known words, and how many words that say nothing stand beside each other. Whatever stands in
#: a cell is asked, and an expression with repetitions without end would take for ever over some of it.
_LONGEST, _ASIDES = 48, 3


def composed(heading: str, shape: str) -> str:
    """What a heading of known words means in a shape of table; "" if a word is strange or one is missing.

    >>> composed("最近一次拜访的日期", "people"), composed("Date of most recent visit", "people"), composed("下次拜访日期", "people")
    ('last_met', 'last_met', '')
    """
    key = heading_key(heading)
    if len(key) > _LONGEST:
        return ""
    return next((meaning for meaning, pattern in _patterns().get(shape, {}).items() if pattern.fullmatch(key)), "")


@cache
def _patterns() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """For each shape, a pattern of the keys that mean something."""
    shapes = tomllib.loads((MAPPINGS / "composed.toml").read_text(encoding="utf-8"))
    between = f"(?:{_one_of(shapes.pop('between'))}){{0,{_ASIDES}}}"
    return {
        shape: {meaning: _pattern([*map(_one_of, groups)], between) for meaning, groups in meanings.items()}
        for shape, meanings in shapes.items()
    }


def _pattern(groups: Sequence[str], between: str) -> re.Pattern[str]:
    """A word of each group, in any order."""
    return re.compile("|".join(between + between.join(order) + between for order in permutations(groups)))


def _one_of(words: Iterable[str]) -> str:
    """Any of some words; nothing at all, if "" is one of them."""
    return f"(?:{'|'.join(sorted({*map(heading_key, words)}, key=len, reverse=True))})"
