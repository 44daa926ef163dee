"""The words of other people: what headings mean, and which code a word in a column of levels stands for."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from graphcrm.folding import simplified

__all__ = ["EVERY_OTHER", "Shape", "Vocabulary", "heading_key", "known_headings", "shapes", "vocabulary", "word_key"]

#: Data that travels with the code: headings, words, and the mappings of known systems.
MAPPINGS = Path(__file__).resolve().parent.parent / "mappings"
#: Stands in a vocabulary for every word that it does not name.
EVERY_OTHER = "*"

#: Marks before a heading: it means something as a whole only; it means it where no other column does.
_EXACT, _WEAK = "=", "~"
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_HEADING = re.compile(r"[^\w+/#&]|_")
_ENDS = " \"'“”‘’()[].,:;!。"
_SPACES = re.compile(r"\s+")
#: Tables whose columns of one name mean different things.
_KINDS = {"interactions": "INTERACTION", "opportunities": "OPPORTUNITY"}

Vocabulary = Mapping[str, str]


@lru_cache(maxsize=100_000)
def heading_key(heading: str) -> str:
    """A heading without case, width, spaces, underscores and punctuation, as headings are compared.

    >>> heading_key(" Account_Name* "), heading_key("Job\\nTitle:"), heading_key("职务(必填)")
    ('accountname', 'jobtitle', '职务')
    """
    plain = re.sub(
        r"[((](必填|required|mandatory|\*)[))]", "", unicodedata.normalize("NFKC", simplified(heading)).casefold()
    )
    return _HEADING.sub("", plain)


@lru_cache(maxsize=100_000)
def word_key(word: str) -> str:
    """A word of a list of levels, as words are compared: without case, width, doubled spaces and punctuation around it.

    >>> word_key(" Strong  Supporter."), word_key("+++"), word_key("（支持）"), word_key("END_USER")
    ('strong supporter', '+++', '支持', 'end user')
    """
    plain = _SPACES.sub(" ", unicodedata.normalize("NFKC", simplified(word)).strip().casefold().replace("_", " "))
    return plain.strip(_ENDS) or plain


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of table as people keep it.

    table, kind, ours
        Our table, for relations the kind of edge that every row is, and whether its people are ours.
    called
        Names of sheets and files that announce it, as keys.
    needs
        Of each group of meanings at least one has to be there.
    meanings
        What a heading means, by its key.
    exact, weak
        Keys that mean it as a whole only, and those that mean it where no other column does.
    """

    name: str
    table: str
    kind: str
    ours: bool
    called: frozenset[str]
    needs: tuple[tuple[str, ...], ...]
    meanings: Mapping[str, str]
    exact: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()


@cache
def shapes() -> tuple[Shape, ...]:
    """Every kind of table that is recognised, in the order in which they go before one another."""
    made = []
    for name, section in _data("headings").items():
        meanings: dict[str, str] = {}
        columns = dict(section["columns"])
        if "owner" in columns and name not in ("people", "actions"):  # who of ours looks after deals and companies
            columns["owner"] = [*columns["owner"], *_data("headings")["people"]["columns"]["owner"]]
        marked: dict[str, set[str]] = {_EXACT: set(), _WEAK: set()}
        for meaning, headings in columns.items():
            for heading in (meaning.replace("_", " "), *headings):
                key = heading_key(heading.lstrip(_EXACT + _WEAK))
                meanings.setdefault(key, meaning)
                if heading[0] in marked:
                    marked[heading[0]].add(key)
        made.append(
            Shape(
                name,
                section["table"],
                section.get("kind", ""),
                section.get("ours", False),
                frozenset(map(heading_key, section["called"])),
                tuple(map(tuple, section["needs"])),
                meanings,
                frozenset(marked[_EXACT]),
                frozenset(marked[_WEAK]),
            )
        )
    return tuple(made)


@cache
def known_headings() -> frozenset[str]:
    """The keys of every heading that is known to mean something."""
    return frozenset(key for shape in shapes() for key in shape.meanings)


@cache
def vocabulary(table: str, meaning: str) -> Vocabulary:
    """The code of each known word of a column, by the word's key; empty for columns that hold no such words."""
    known = _data("words")
    meaning = {"org_category": "category", "interest": "level"}.get(meaning, meaning)
    section = known.get(meaning, {})
    if meaning in ("kind", "status"):
        section = section.get(_KINDS.get(table, ""), {})
    return as_vocabulary(section)


def as_vocabulary(section: Mapping[str, Any]) -> Vocabulary:
    """``{code: [words]}`` the other way round."""
    return {word_key(word): code for code, words in section.items() for word in words}


@cache
def _data(name: str) -> dict[str, Any]:
    with (MAPPINGS / f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)
