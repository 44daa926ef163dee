"""Headings that are abbreviated: “Vorges.”, “Betr.” stand for known ones that begin so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from graphcrm.ingest.guessing.words import heading_key

__all__ = ["written_out"]

#: One word, at least three letters of it, with a full stop behind.
_SHORT = re.compile(r"[^\W\d_]{3,12}\.")


def written_out(heading: str, meanings: Mapping[str, str], words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The meanings of those known `words` that begin like an abbreviation, that of most words first, each with its shortest word.

    >>> known = {"abteilung": "unit", "betreuer": "owner", "betreuung": "owner", "betreff": "summary"}
    >>> [*written_out("Abt.", known, known)], [*written_out("Betr.", known, known)], [*written_out("Abt", known, known)]
    ([('unit', 'abteilung')], [('owner', 'betreuer'), ('summary', 'betreff')], [])
    """
    if not _SHORT.fullmatch(heading.strip()):
        return
    key = heading_key(heading)
    begun = sorted((word for word in words if word.startswith(key) and word != key), key=lambda word: (len(word), word))
    for meaning, _ in Counter(meanings[word] for word in begun).most_common():
        yield meaning, next(word for word in begun if meanings[word] == meaning)
