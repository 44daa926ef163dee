"""Headings that say the surname first, “Nazwisko i imię”, “Name, Vorname”, and names as they stand below them without a comma."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from graphcrm.folding import fold
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Question
from graphcrm.ingest.guessing.texts.names import name_key
from graphcrm.model.fields import shown

__all__ = ["order_of_names", "turned"]

_SURNAME_FIRST = re.compile(
    r"(?:nom|nachname|familienname|name|apellidos?|cognome|nazwisko|achternaam|surname|last name|family name)"
    r"[\s,;/&+]+(?:(?:und|and|et|y|e|i|en)\s+)?"
    r"(?:prénoms?|vornamen?|nombres?|nome|imię|imiona|voornaam|(?:first|given) names?)\s*:?",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(r"([^\W\d_][\w’'-]+)\s+([^\W\d_][\w’'-]*\.?)")
_PAIR = 2
#: What surnames of several words begin with.
_PARTICLES = frozenset({
    "van", "von", "vom", "zu", "de", "den", "der", "het", "'t", "te", "ten", "ter", "la", "le", "du", "des", "di", "del", "della", "da",
})  # fmt: skip
_OF_MAIL = re.compile(r"[._-]")


def says_surname_first(heading: str) -> bool:
    """Whether a heading names the surname and then the given name.

    >>> [says_surname_first(one) for one in ("Nazwisko i imię", "Name, Vorname", "Imię i nazwisko", "Nombre y apellidos", "Name")]
    [True, True, False, False, False]
    """
    return bool(_SURNAME_FIRST.fullmatch(heading.strip()))


def turned(name: str) -> str:
    """The name with the given name first; as it is where more than two words leave the surname open, or capitals tell it.

    Of more than two words capitals, or what noble and Dutch names begin with, say which are the surname.

    >>> turned("Pawlak Jan"), turned("Jean DUPONT"), turned("García López Ana"), turned("Frau Keller"), turned("Ruiz, Ana")
    ('Jan Pawlak', 'Jean DUPONT', 'García López Ana', 'Frau Keller', 'Ruiz, Ana')
    >>> turned("VAN DEN BROECK Annelies"), turned("MERCIER Jeanne Marie"), turned("van der Meer Joris"), turned("Jan van der Meer")
    ('Annelies VAN DEN BROECK', 'Jeanne Marie MERCIER', 'Joris van der Meer', 'Jan van der Meer')
    """
    if (words := name.split()) and len(words) > _PAIR and (many := _surname(words)):
        return " ".join((*words[many:], *words[:many]))
    found = _TWO_WORDS.fullmatch(name.strip())
    if found is None or len(name_key(name).split()) < len(name_key(f"{found[2]} {found[1]}").split()):
        return name
    surname, given = found[1], found[2]
    return name if given.isupper() and len(given) > 2 and not surname.isupper() else f"{given} {surname}"


def _surname(words: Sequence[str]) -> int:
    """How many words at the beginning of a name of several are the surname, as capitals or particles say; 0 where nothing does."""
    capitals = sum(1 for _ in takewhile(lambda word: word.isupper() and len(word) > 1, words))
    if capitals:
        return capitals if not any(map(str.isupper, words[capitals:])) else 0
    particles = sum(1 for _ in takewhile(lambda word: word.casefold() in _PARTICLES, words))
    return particles + 1 if particles and len(words) == particles + _PAIR else 0


def given_first(names: Iterable[tuple[str, str]]) -> bool:
    """Whether mail addresses beside names, “jan.pawlak@”, tell of most of them that the given name stands first, whatever is said.

    >>> given_first([("Jan Pawlak", "jan.pawlak@x.pl")]), given_first([("Pawlak Jan", "jan.pawlak@x.pl"), ("Nowak Anna", "")])
    (True, False)
    """
    told = [(fold(name).split(), _OF_MAIL.split(fold(mail.partition("@")[0]))) for name, mail in names if "@" in mail]
    same = sum(words == parts for words, parts in told)
    return same > sum(words[::-1] == parts for words, parts in told)


def order_of_names(sheet: str, heading: str, names: Sequence[str], mails: Sequence[str]) -> Question | None:
    """Whether names are to be turned as their heading says, which they are until somebody says otherwise; None if none is to be."""
    turning = [name for name in names if turned(name) != name] if says_surname_first(heading) else []
    if not turning or given_first(zip(names, mails, strict=False)):
        return None
    name = turning[0]
    words = Text(
        f"“{shown(sheet)}”的“{shown(heading)}”姓在前：“{shown(name)}”记作“{shown(turned(name))}”吗？yes：是",
        f"“{shown(heading)}” of “{shown(sheet)}” says the surname first: is “{shown(name)}” {shown(turned(name))}? yes: it is",
    )
    return Question(f"names:{sheet}", words, ("yes", LEAVE_OUT), "yes", len(turning), open=False)
