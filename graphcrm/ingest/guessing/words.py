"""The words of other people: what headings mean, and which code a word in a column of levels stands for."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.folding import simplified

__all__ = [
    "EVERY_OTHER", "OF_DEAL", "Shape", "Vocabulary", "contacts_of_one", "heading_key", "known_headings", "said_in_part", "shapes",
    "vocabulary", "word_key",
]  # fmt: skip

#: Data that travels with the code: headings, words, and the mappings of known systems.
MAPPINGS = Path(__file__).resolve().parent.parent / "mappings"
#: Stands in a vocabulary for every word that it does not name.
EVERY_OTHER = "*"

#: Marks before a heading: it means something as a whole only; it means it where no other column does.
_EXACT, _WEAK = "=", "~"
#: Matches no heading.
_NO_HEADING = re.compile(r"(?!)")
_HEADING = re.compile(r"[^\w+/#&]|_")
_REQUIRED = re.compile(r"\((?:必填|required|mandatory|\*)\)")
_ENDS = " \"'“”‘’()[].,:;!。"
_PARTS = re.compile(r"[,\uff0c;\uff1b。()\uff08\uff09]")
#: Blanks, and what joins two words to one: “on-site” is “on site”.
_SPACES = re.compile(r"[\s_]+|(?<=[^\W\d_])-(?=[^\W\d_])")
#: Coloured dots, stars and other pictures, as forms put them before or behind a word: “🟢 支持”, “★ 重点”.
_PICTURES = r"[\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff\ufe0f\s]+"
_PICTURED = re.compile(rf"^{_PICTURES}(?=\w)|(?<=\w){_PICTURES}$")
#: Tables whose columns of one name mean different things.
_KINDS = {
    "interactions": "INTERACTION",
    "opportunities": "OPPORTUNITY",
    **dict.fromkeys(("actions", "needs", "goals"), "ACTION"),
}

#: What lists of people and of meetings say in the same words.
_ALIKE = ("next_step", "org")
_SAYING_ALIKE = ("people", "meetings")

#: Begins the meanings of columns that speak of the opportunity that a row about somebody names.
OF_DEAL = "deal_"

Vocabulary = Mapping[str, str]


@lru_cache(maxsize=100_000)
def heading_key(heading: str) -> str:
    """A heading without case, width, spaces, underscores and punctuation, as headings are compared.

    >>> heading_key(" Account_Name* "), heading_key("Job\\nTitle:"), heading_key("职务(必填)")
    ('accountname', 'jobtitle', '职务')
    """
    plain = heading if heading.isascii() else unicodedata.normalize("NFKC", simplified(heading))
    plain = plain.casefold()
    return plain if plain.isalnum() else _HEADING.sub("", _REQUIRED.sub("", plain))


@lru_cache(maxsize=100_000)
def word_key(word: str) -> str:
    """A word of a list of levels, as words are compared: without case, width, hyphens, doubled spaces, punctuation and pictures
    around it.

    >>> word_key(" Strong  Supporter."), word_key("+++"), word_key("（支持）"), word_key("END_USER"), word_key("🟢 支持")
    ('strong supporter', '+++', '支持', 'end user', '支持')
    >>> word_key("On-site")
    'on site'
    """
    plain = _SPACES.sub(" ", unicodedata.normalize("NFKC", simplified(word)).strip().casefold())
    return _PICTURED.sub("", plain.strip(_ENDS)) or plain


@dataclass(frozen=True, slots=True, eq=False)
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
    exact, inexact, weak
        Keys that mean it as a whole only, all others, and those that mean it where no other column does.
    words
        Keys of headings of one word, without those marked.
    within
        Headings that name first of what the rows are, and then the column: “Contact: Title”.
    """

    name: str
    table: str
    kind: str
    ours: bool
    called: frozenset[str]
    needs: tuple[tuple[str, ...], ...]
    meanings: Mapping[str, str]
    exact: frozenset[str] = frozenset()
    inexact: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    within: re.Pattern[str] = _NO_HEADING


@cache
def shapes() -> tuple[Shape, ...]:
    """Every kind of table that is recognised, in the order in which they go before one another."""
    made = []
    for name, section in _data("headings").items():
        meanings: dict[str, str] = {}
        columns = dict(section["columns"])
        if "owner" in columns and name not in ("people", "actions"):  # who of ours looks after deals and companies
            columns["owner"] = [*columns["owner"], *_data("headings")["people"]["columns"]["owner"]]
        if "customer" in columns:  # what a person's organisation is called, a deal's may be
            columns["customer"] = [*columns["customer"], *_data("headings")["people"]["columns"]["org"]]
        marked: dict[str, set[str]] = {_EXACT: set(), _WEAK: set()}
        words: set[str] = set()
        for meaning, headings in columns.items():
            for heading in (meaning.replace("_", " "), *headings):
                key = heading_key(heading.lstrip(_EXACT + _WEAK))
                meanings.setdefault(key, meaning)
                if key.isalpha() and heading[0] not in marked and " " not in heading:
                    words.add(key)
                if heading[0] in marked:
                    marked[heading[0]].add(key)
        for other in _SAYING_ALIKE if name in _SAYING_ALIKE else ():
            for meaning in _ALIKE:
                for heading in _data("headings")[other]["columns"][meaning]:
                    key = heading_key(heading.lstrip(_EXACT + _WEAK))
                    if key not in meanings:
                        meanings[key] = meaning
                        marked[_WEAK if heading[0] == _WEAK else _EXACT].add(key)
        # as lists of opportunities say it, in whole headings; whose owner “Owner” is, the table tells
        for meaning in [m for m in columns if m.startswith(OF_DEAL) and m != f"{OF_DEAL}owner"]:
            for heading in _data("headings")["opportunities"]["columns"][meaning.removeprefix(OF_DEAL)]:
                key = heading_key(heading.lstrip(_EXACT + _WEAK))
                if meanings.setdefault(key, meaning) == meaning:
                    marked[_WEAK if heading[0] == _WEAK else _EXACT].add(key)
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
                tuple(key for key in meanings if key not in marked[_EXACT]),
                frozenset(marked[_WEAK]),
                frozenset(words),
                _within(section.get("objects", ())),
            )
        )
    return tuple(made)


def _within(objects: Sequence[str]) -> re.Pattern[str]:
    """Headings that begin with one of some words for an object and a sign that sets it apart."""
    if not objects:
        return _NO_HEADING
    return re.compile(rf"(?:{'|'.join(map(re.escape, objects))})\s*(?::|\uff1a| - )\s*(.+)", re.IGNORECASE)


@cache
def known_headings() -> frozenset[str]:
    """The keys of every heading that is known to mean something; those of buyers are posts, too, in columns of titles: “Einkäufer”."""
    return frozenset(key for shape in shapes() for key, meaning in shape.meanings.items() if meaning != "buyer")


@cache
def contacts_of_one(heading: str) -> bool:
    """Whether a heading says since when somebody is a contact, so that all of the list are contacts of one of ours."""
    return heading_key(heading) in {heading_key(one) for one in _data("headings")["people"]["since"]}


@cache
def vocabulary(table: str, meaning: str) -> Vocabulary:
    """The code of each known word of a column, by the word's key; empty for columns that hold no such words."""
    known = _data("words")
    if meaning.startswith(OF_DEAL):
        table, meaning = "opportunities", meaning.removeprefix(OF_DEAL)
    if meaning == "next_status":
        table, meaning = "actions", "status"
    if meaning == "last_kind":
        table, meaning = "interactions", "kind"
    meaning = {"org_category": "category", "org_subtype": "subtype", "org_tier": "tier", "interest": "level"}.get(
        meaning, meaning
    )
    meaning = "org_subtype" if meaning == "subtype" and table != "edges" else meaning
    section = known.get(meaning, {})
    if meaning in ("kind", "status"):
        section = section.get(_KINDS.get(table, ""), {})
    return as_vocabulary(section)


def said_in_part(key: str, words: Vocabulary) -> str | None:
    """The code of the one known word among the parts of a text, as in “held; budget of 3 m”; None if what is left says another.

    >>> words = {"支持": "2", "反对": "-1", "held": ""}
    >>> said_in_part("held; budget of 3 m", words), said_in_part("支持(预算紧)", words), said_in_part("支持,但反对涨价", words)
    ('', '2', None)
    """
    parts = [part.strip() for part in _PARTS.split(key)]
    said = [part for part in parts if part in words]
    if len(parts) == len(said) or len({words[part] for part in said}) != 1:
        return None
    code = words[said[0]]
    others = (part for part in parts if part not in words)
    return None if any(words[w] != code for other in others for w in words if len(w) > 1 and w in other) else code


def as_vocabulary(section: Mapping[str, Any]) -> Vocabulary:
    """``{code: [words]}`` the other way round."""
    return {word_key(word): code for code, words in section.items() for word in words}


@cache
def _data(name: str) -> dict[str, Any]:
    with (MAPPINGS / f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)
