"""What the cells of a column hold: people, offices, units, roles, attitudes, currencies, words that stand for codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache, wraps

from graphcrm.folding import HAN, simplified
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import MARKS, UNMARKED
from graphcrm.ingest.guessing.meanings import Meaning
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.texts.heading_senses import is_wanted
from graphcrm.ingest.guessing.texts.names import is_person, name_key, written
from graphcrm.ingest.guessing.texts.offices import is_department, is_office
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.phrases import phrases_in
from graphcrm.ingest.guessing.values import MANY, is_name
from graphcrm.ingest.guessing.words import EVERY_OTHER, Vocabulary, vocabulary, word_key
from graphcrm.model.currencies import CURRENCIES
from graphcrm.model.fields import Field, FieldError, boolean, shown
from graphcrm.model.figures import whole_number
from graphcrm.model.tables import Table

__all__ = [
    "HIGHEST",
    "are_attitudes",
    "are_companies",
    "are_currencies",
    "are_departments",
    "are_levels",
    "are_offices",
    "are_people",
    "are_roles",
    "are_units",
    "begin_as_names",
    "is_yes_or_no",
    "known_words",
    "may_be_people",
    "readable",
    "share_of_people",
]

#: The highest number of a scale of influence that is read as one; of a longer scale nobody says where high begins.
HIGHEST = 5
#: Share of the cells from which on a column is one of offices, or of units.
_MOSTLY = 0.6
#: Cells that are shown with what they are read as.
_EXAMPLES = 7
#: What departments are called where a column speaks of “单位”; a company of its own is none.
_UNIT = re.compile(
    r"(?!.*(?:公司|集团|银行|医院|大学|局)).{1,12}(?:部|处|科|室|办|中心|车间|班组)"
    r"|(?:department|dept\.?|abteilung) .{1,40}|.{1,40} (?:department|dept\.?)",
    re.IGNORECASE,
)
#: Groups of a project, in which people of several departments sit, and of several companies.
_BODY = re.compile(r"项目|小组|工作组|委员会|监理|project|committee|board|steer", re.IGNORECASE)
#: Signs of a rating, and headings that say that there is one.
_SIGNS = frozenset({"+++", "++", "+", "o", "0", "+/-", "-", "--", "---", "–", "−"})
_RATING = re.compile(
    r"\+\s*[/,|]|rating|bewertung|beurteilung|einschätzung|assessment|évaluation|valoración|评价|评级", re.IGNORECASE
)
#: How warm a lead or a tie is; only below a heading that speaks of an attitude it is one.
_WARMTH = frozenset({"hot", "warm", "cold", "cool", "lukewarm", "热", "温", "冷", "heiß", "lau", "kalt"})
#: Lights, which say of anything how it goes; only below a heading that speaks of an attitude they are one.
_LIGHTS = frozenset({
    "green", "amber", "yellow", "red", "绿", "黄", "红", "绿灯", "黄灯", "红灯", "grün", "gelb", "rot", "vert", "jaune", "rouge",
    "verde", "rojo", "🟢", "🟡", "🟠", "🔴",
})  # fmt: skip
#: The progress of something is no attitude.
_OTHERWISE = re.compile(r"progress|risk|health|phase|state|\w ?status|status ?\w|进度|风险", re.IGNORECASE)
#: … unless it is that with us: “Status with us”.
_TO_US = re.compile(
    r"\b(?:with|to|towards?) us\b|\b(?:mit|zu|bei) uns\b|\bavec nous\b|\bcon (?:nosotros|noi)\b", re.IGNORECASE
)
_NONE: Vocabulary = {}


def _told_once(test: Callable[[Sequence[str]], bool]) -> Callable[[Sequence[str]], bool]:
    """A test of the texts of a column that remembers the last columns: each kind of table asks the same of all of them."""
    told = lru_cache(maxsize=200)(test)
    return wraps(test)(lambda texts: told(tuple(texts)))


@_told_once
def are_people(texts: Sequence[str]) -> bool:
    """Whether nearly all cells name people, and not companies, units or posts."""
    said = [written(one) for cell in texts for one in people_in(cell)]
    test = is_name if sum(bool(one.title) for one in said) > len(said) / 2 else is_person  # a post stands behind a name
    good = sum(test(one.name) and not (is_company(one.name) or is_office(one.name)) for one in said)
    return bool(said) and good >= MANY * len(said)


@_told_once
def are_companies(texts: Sequence[str]) -> bool:
    """Whether nearly all cells are what companies and public bodies are called."""
    return bool(texts) and sum(map(is_company, texts)) >= MANY * len(texts)


@_told_once
def may_be_people(texts: Sequence[str]) -> bool:
    """Whether cells name people, perhaps by their last names alone, which may be any words."""
    said = [written(one).name for cell in texts for one in people_in(cell)]
    return are_people(texts) or (
        bool(said) and all(one.replace(" ", "").isalpha() and one[0].isupper() for one in said)
    )


@_told_once
def begin_as_names(texts: Sequence[str]) -> bool:
    """Whether Chinese texts begin with family names, as short words for anything else do not."""
    han = [text for text in texts if HAN.match(text)]
    return sum(map(is_person, han)) >= MANY * len(han)


def share_of_people(texts: Sequence[str], people: frozenset[str]) -> float:
    """The share of cells that name people of whom others speak, too; 0 of fewer than three cells."""
    return _share_of_people(tuple(texts), people)


@lru_cache(maxsize=200)
def _share_of_people(texts: Sequence[str], people: frozenset[str]) -> float:
    hits = sum(all(name_key(p) in people for p in people_in(t, people)) for t in texts)
    return hits / len(texts) if len(texts) >= 3 else 0.0


@_told_once
def are_offices(texts: Sequence[str]) -> bool:
    """Whether most cells say what somebody is in a company, such as “Head of IT” or “采购部经理”."""
    return len(texts) > 1 and sum(map(is_office, texts)) >= _MOSTLY * len(texts)


@_told_once
def are_units(texts: Sequence[str]) -> bool:
    """Whether most of what a column of organisations names is departments, and there are several: “单位” over “设备部”, “总工办”."""
    different = set(texts)
    return len(different) > 1 and sum(bool(_UNIT.fullmatch(simplified(t))) for t in different) >= _MOSTLY * len(
        different
    )


@_told_once
def are_departments(texts: Sequence[str]) -> bool:
    """Whether most cells are what departments are called, at least two different ones: “IT”, “Finance”; and none a group of a project."""
    words = vocabulary("people", "function")
    known = sum(is_department(text) or bool(words.get(word_key(text))) for text in texts)
    if any(map(_BODY.search, texts)):
        return False
    return len(set(texts)) > 1 and known >= _MOSTLY * len(texts)


@_told_once
def are_roles(texts: Sequence[str]) -> bool:
    """Whether all cells are roles in a decision, at least two different ones."""
    words = vocabulary("people", "roles")
    return len({words.get(word_key(t)) for t in texts}) > 1 and all(words.get(word_key(t)) for t in texts)


def are_attitudes(heading: str, texts: Sequence[str]) -> bool:
    """Whether most cells are words for an attitude, and nothing says that it is one to come."""
    words = vocabulary("people", "stance")
    if _RATING.search(heading) and set(texts) <= _SIGNS and {"+", "++"} & set(texts):
        return True
    words = {**words, **phrases_in(texts, words)}
    known = [t for t in texts if len(t) > 1 and words.get(word_key(t)) and word_key(t) not in _WARMTH | _LIGHTS]
    enough = len(known) > 1 and len(known) >= MANY * sum(words.get(word_key(t)) != "" for t in texts)
    return enough and not (is_wanted(heading) or (_OTHERWISE.search(heading) and not _TO_US.search(heading)))


@_told_once
def are_levels(texts: Sequence[str]) -> bool:
    """Whether half of the cells say how much, by a word or by a mark up to ten."""

    def is_level(text: str) -> bool:
        number = whole_number(text)
        return word_key(text) in vocabulary("", "level") or (number is not None and number <= 2 * HIGHEST)

    return 2 * sum(map(is_level, texts)) >= len(texts)


@_told_once
def is_yes_or_no(texts: Sequence[str]) -> bool:
    """Whether all cells are yes or no, or marks for them."""
    keys = {word_key(text) for text in texts}
    return bool(keys & MARKS) and keys <= MARKS | UNMARKED


@_told_once
def are_currencies(texts: Sequence[str]) -> bool:
    """Whether all cells are currencies."""
    return bool(texts) and all(text in CURRENCIES for text in texts)


def known_words(of: Table, found: Meaning, texts: Sequence[str], more: Vocabulary = _NONE) -> tuple[float, Text]:
    """The share of cells whose every word stands for a code, and some of them; `more` are words that the heading explains."""
    if not texts or found.field is None:
        return 0.0, Text("", "")
    words = vocabulary(of.name, found.name) or vocabulary(
        "edges", "declared_level" if found.name == "knows" else found.name
    )
    if found.field.parse is boolean:
        words = vocabulary("", "boolean")
    words = {**words, **more}
    words |= phrases_in(texts, words) if found.name == "stance" else {}
    good = sum(readable(text, words, found.field) for text in texts)
    some = [_read_as(t, words) for t in list(dict.fromkeys(texts))[:_EXAMPLES]]
    return good / len(texts), Text("、".join(some), ", ".join(some))


def _read_as(text: str, words: Vocabulary) -> str:
    """“Board → 5” for a word that stands for a code, the cell itself for anything else."""
    code = words.get(word_key(text))
    told = shown(text, 24)
    return told if code is None or code == text else f"{told} → {code or '–'}"


def readable(text: str, words: Collection[str], field: Field) -> bool:
    """Whether a cell is known words, or values of the column as they stand."""
    if word_key(text) in words or EVERY_OTHER in words:
        return True
    try:
        field.parse(text)
    except FieldError:
        parts = [p for p in re.split(r"[;\uff1b,\uff0c、/]", text) if p.strip()]
        return len(parts) > 1 and all(word_key(p) in words for p in parts)
    return True
