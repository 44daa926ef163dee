"""Lists of meetings with a column for each side, of which only one says whose: “Teilnehmer Kunde | Teilnehmer Boreal”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graphcrm.folding import HAN
from graphcrm.ingest.guessing.texts.sides import sided
from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = ["called_alike", "companies_of_sides", "company_of", "other_side"]

_OTHER = {"ours": "theirs", "theirs": "ours"}
_WORD = re.compile(r"[\s(\uff08\[:\uff1a–—-]+")
_FEWEST = 2
#: Who has to come to a meeting and who may is said of people of both companies: “Erforderliche Teilnehmer | Optionale Teilnehmer”.
_INVITED = re.compile(
    r"required|optional\w*|mandatory|erforderliche\w*|benötigte\w*|obligatoi?r[ei][so]?|facultati\w*|opzional\w*|opcional\w*"
    r"|necesari\w*|requis\w*|requeridos?|obligatori\w*|vereiste?|verplichte?|optionele|wymagan\w*|internal|external|interne?[rns]?|externe?[rns]?",
    re.IGNORECASE,
)
_OF_A_COMPANY = re.compile(
    r"(?:attendees|participants|present|people|team|teilnehmer|participantes)\s*[-–—:(]", re.IGNORECASE
)


def other_side(
    headings: Sequence[str], meanings: Mapping[int, str], titles: Sequence[str] = ()
) -> Iterator[tuple[int, str]]:
    """The columns that hold those of the other side, with what they mean.

    They are called like the one of the known side, with somebody else's name; where no side is known, the company that a title
    names is the customer.

    >>> list(other_side(["Datum", "Teilnehmer Kunde", "Teilnehmer Boreal"], {0: "date", 1: "theirs"}))
    [(2, 'ours')]
    >>> list(other_side(["Date", "Attendees (Aster)", "Attendees (Boreal)"], {1: "participants"}, ["Aster visits"]))
    [(1, 'theirs'), (2, 'ours')]
    >>> list(other_side(["Date", "Our exec", "Our title"], {1: "ours"}))
    []
    """
    sides = {n: meaning for n, meaning in meanings.items() if meaning in _OTHER}
    free = [n for n, h in enumerate(headings) if h and meanings.get(n, "") in ("", "participants")]
    if len(sides) == 1:
        ((known, side),) = sides.items()
        own = sided(headings[known])
        # “Our title” beside “Our exec” is of the same side
        others = (n for n in free if own is None or (sided(headings[n]) or ("",))[0] != own[0])
        alike = [n for n in others if called_alike(headings[n], headings[known])]
        if len(alike) == 1:  # several begin with a word for what the rows are
            yield alike[0], _OTHER[side]
    elif not sides and (asked := next((n for n in free if meanings.get(n) == "participants"), None)) is not None:
        both = [n for n in free if n == asked or called_alike(headings[n], headings[asked])]
        named = [n for n in both if (rest := _rest(headings[n])) and any(rest in title.casefold() for title in titles)]
        of_units = any(_is_unit(_rest(headings[n])) for n in both)
        if len(both) == _FEWEST and len(named) == 1 and not of_units:
            yield from ((n, "theirs" if n in named else "ours") for n in both)


def companies_of_sides(headings: Sequence[str], places: Sequence[int]) -> dict[int, str]:
    """The company of each of two columns of people that are called alike; empty for any others, and for those of “us” and “them”.

    >>> companies_of_sides(["Date", "Attendees (Aster)", "Attendees (Boreal)"], [1, 2])
    {1: 'Aster', 2: 'Boreal'}
    >>> companies_of_sides(["Aster owner", "Boreal owner"], [0, 1]), companies_of_sides(["客户责任人", "我方责任人"], [0, 1])
    ({0: 'Aster', 1: 'Boreal'}, {})
    >>> companies_of_sides(["Erforderliche Teilnehmer", "Optionale Teilnehmer"], [0, 1])
    {}
    """
    if len(places) != _FEWEST or any(sided(headings[n]) for n in places):
        return {}
    one, other = (headings[n] for n in places)
    found = {n: _behind(headings[n]) for n in places} if called_alike(one, other) and not HAN.search(one) else {}
    found = found or dict(zip(places, _before(one.strip(), other.strip()), strict=True))
    none = any(_is_unit(one) or _INVITED.fullmatch(one) for one in found.values())
    return found if all(found.values()) and not none else {}


def company_of(heading: str) -> str:
    """The company whose people a heading says that it names: “Attendees - Boreal”; "" for any other heading.

    >>> company_of("Attendees - Boreal"), company_of("Attendees - customer"), company_of("Name (English)")
    ('Boreal', '', '')
    """
    behind = _behind(heading)
    named = _OF_A_COMPANY.match(heading.strip()) and not sided(heading) and not _is_unit(behind)
    return behind if named and behind[:1].isupper() else ""


def _before(one: str, other: str) -> tuple[str, str]:
    """What stands before the same word in two headings, “Aster owner” and “Boreal owner”; empty texts for any others."""
    if HAN.search(one) and HAN.search(other):
        end = next((n for n in range(min(len(one), len(other))) if one[-n - 1] != other[-n - 1]), 0)
        return (one[:-end], other[:-end]) if end >= _FEWEST else ("", "")
    (a, _, noun), (b, _, same) = one.rpartition(" "), other.rpartition(" ")
    return (a, b) if noun.casefold() == same.casefold() and a != b else ("", "")


def called_alike(heading: str, other: str) -> bool:
    """Whether two headings say the same of different people."""
    if heading == other:
        return False
    if HAN.search(heading) and HAN.search(other):
        end = next((n for n in range(min(len(heading), len(other))) if heading[-n - 1] != other[-n - 1]), 0)
        return end >= _FEWEST
    return bool(_rest(heading) and _rest(other)) and _first(heading) == _first(other)


def _is_unit(text: str) -> bool:
    """Whether what stands behind is a unit of one company: “Attendees (IT)”, or too short to be a name."""
    return len(text) <= _FEWEST or bool(vocabulary("people", "function").get(word_key(text)))


def _first(heading: str) -> str:
    return _WORD.split(heading.strip().casefold())[0]


def _rest(heading: str) -> str:
    """What stands behind the first word: a company, or a side."""
    return _behind(heading).casefold()


def _behind(heading: str) -> str:
    return heading.strip()[len(_first(heading)) :].strip(" ()\uff08\uff09[]:\uff1a–—-")
