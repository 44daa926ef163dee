"""Which pairs are worth comparing: those that share a name in some form, a mail address, a key, or most of a name.

Every record is put under some keys; only records under the same key are compared, so that a workspace costs its size and not
its square. Keys of which half the workspace would be the bearer (a given name in a large organisation) are left aside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graphcrm.identity.spelt import Spelt
from graphcrm.model.records import Person

__all__ = ["pairs_worth_comparing"]

#: The most records under a key that is shared by chance, and under one that hardly is.
_LOOSE, _TIGHT = 25, 400
_SHORTEST, _LONGEST = 7, 40


def pairs_worth_comparing(
    people: Iterable[Person], names: Mapping[str, tuple[Spelt, ...]]
) -> Iterator[tuple[str, str]]:
    """Pairs of ids, each once, the smaller id first."""
    tight: dict[tuple[str, ...], list[str]] = defaultdict(list)
    loose: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for person in people:
        for key in dict.fromkeys(_tight(person, names[person.id])):
            tight[key].append(person.id)
        for key in dict.fromkeys(_loose(person, names[person.id])):
            loose[key].append(person.id)
    seen: set[tuple[str, str]] = set()
    for blocks, most in ((tight, _TIGHT), (loose, _LOOSE)):
        for ids in blocks.values():
            if not 1 < len(ids) <= most:
                continue
            for n, one in enumerate(ids):
                for other in ids[n + 1 :]:
                    pair = (one, other) if one < other else (other, one)
                    if pair not in seen:
                        seen.add(pair)
                        yield pair


def _tight(person: Person, names: tuple[Spelt, ...]) -> Iterator[tuple[str, ...]]:
    if person.email:
        yield "mail", person.email.casefold()
    for key in person.keys:
        yield "key", key
    for name in names:
        yield "name", " ".join(sorted(name.words)) or name.key
        for family, given in name.readings:
            yield "sound", family, given
        if not name.chinese and _SHORTEST <= len(name.key) <= _LONGEST:
            # Names within one letter of each other share one that lacks a letter.
            yield "near", name.key
            for n in range(len(name.key)):
                yield "near", name.key[:n] + name.key[n + 1 :]


def _loose(person: Person, names: tuple[Spelt, ...]) -> Iterator[tuple[str, ...]]:
    for name in names:
        if name.chinese:
            for place, character in enumerate(name.given):
                yield "han", person.org, name.family, str(place), character
        elif name.words:
            first, *others = name.words
            for other in others:
                yield "words", first, other
            if others:
                yield "initial", name.family, first[0], person.org
                yield "given", first, person.org
