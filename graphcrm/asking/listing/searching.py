"""Finding rows by words: without case and accents, Chinese names by pinyin as well."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from graphcrm.asking.listing.kinds import ListKind
from graphcrm.folding import fold, spellings
from graphcrm.i18n import Text
from graphcrm.snapshot import Snapshot

__all__ = ["matching"]


def matching(
    rows: Iterable[Mapping[str, Any]], kind: ListKind, snapshot: Snapshot, search: str, shown: Container[str]
) -> list[Mapping[str, Any]]:
    """The rows in whose searched columns every word of the search is found; `shown` are the columns that the reader sees."""
    searched = [name for name in kind.searched if name in shown]
    words = fold(search).split()
    pinyin = search.isascii()
    found = []
    for row in rows:
        texts = [text for name in searched for text in _texts(row[name], snapshot)]
        line = " ".join([*map(fold, texts), *(s for text in texts if pinyin for s in spellings(text))])
        if all(word in line for word in words):
            found.append(row)
    return found


def _texts(value: Any, snapshot: Snapshot) -> Sequence[str]:
    """A value's code and labels; of an id also name, English name and title."""
    if value is None:
        return ()
    if isinstance(value, list):
        return [text for one in value for text in _texts(one, snapshot)]
    label = getattr(value, "label", None)
    said = (label.zh, label.en) if isinstance(label, Text) else ()
    person = snapshot.people.get(value)
    if person is not None:
        return (value, person.name, person.name_en, person.title)
    one = snapshot.orgs.get(value) or snapshot.opportunities.get(value)
    if one is not None:
        return (value, one.name, one.name_en)
    unit = snapshot.units.get(value)
    return (value, unit.name) if unit else (str(value), *said)
