"""Whom a row of a list calls by the family name alone, with an initial or with the post, where another list has the whole name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from graphcrm.folding import HAN, simplified
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import MARKS
from graphcrm.ingest.guessing.questions import Asked, Question
from graphcrm.ingest.guessing.references.identities import Identities
from graphcrm.ingest.guessing.references.persons import people_of
from graphcrm.ingest.guessing.references.whereabouts import Place
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.glued import NICKNAME, SHORT
from graphcrm.ingest.guessing.texts.names import name_key, written
from graphcrm.ingest.guessing.texts.names_for_short import short_for
from graphcrm.ingest.guessing.texts.same_posts import differ
from graphcrm.ingest.guessing.words import word_key
from graphcrm.model.fields import shown

__all__ = ["InFull", "is_short", "whole_names_first"]

#: Words of a name with an initial: “R. Menon”.
_PAIR = 2
#: A letter alone, as an initial is, one word, a form of address or a Chinese character: without any of these no name is short.
_MAY_BE_SHORT = re.compile(
    rf"(?<!\w)[^\W\d_](?!\w)|^\s*[^\W\d_]+\s*$|^(?:Hr|Herrn?|Fr|Frau|Mrs?|Ms|Mme|Mlle|Monsieur|Madame|Dr|Prof|Sra?)\b|{HAN.pattern}"
)
#: Letters of a family name that stands alone, at least.
_LETTERS = 3
#: People of an organisation among whom such a name is looked for.
_MOST = 2_000


def is_short(name: str) -> bool:
    """Whether a name is a family name alone, with an initial or with a post: “Menon”, “Mr Menon”, “R. Menon”, “王总”.

    >>> is_short("R. Menon"), is_short("王总"), is_short("老李"), is_short("Rajiv Menon"), is_short("王秀兰")
    (True, True, True, False, False)
    >>> is_short("Menon"), is_short("Hr. Keller"), is_short("Mrs Menon"), is_short("Dr. Ana Ruiz"), is_short("R2")
    (True, True, True, False, False)
    """
    if not _MAY_BE_SHORT.search(name):
        return False
    if HAN.search(name):
        plain = simplified(name)
        return bool(SHORT.fullmatch(plain) or NICKNAME.fullmatch(plain))
    alone = name_key(name).split()
    if len(alone) == 1:
        return len(alone[0]) >= _LETTERS and alone[0].isalpha()
    words = [word.rstrip(".") for word in name.split()]
    return len(words) == _PAIR and min(map(len, words)) == 1 < max(map(len, words)) and all(map(str.isalpha, words))


def whole_names_first(
    read: Iterable[tuple[Source, Sequence[tuple[Row, int]]]], table: str
) -> Iterator[tuple[Row, Place]]:
    """The rows of all sheets of a table, those of people who are named for short behind the others."""
    behind: list[tuple[Row, Place]] = []
    for source, rows in read:
        if source.section.of is None or source.section.of.name != table:
            continue
        for row, line in rows:
            if table == "people" and _names_for_short(row):
                behind.append((row, Place(source, line)))
            else:
                yield row, Place(source, line)
    yield from behind


def _names_for_short(row: Row) -> bool:
    """Whether a row names one person, and by a short name."""
    said = row.get("name", "") or " ".join(filter(None, (row.get("first_name"), row.get("last_name"))))
    if not _MAY_BE_SHORT.search(said) or len(said.split()) > _PAIR + 1:
        return False
    texts, _ = people_of(row)
    return len(texts) == 1 and is_short(written(texts[0]).name or texts[0])


class InFull:
    """Finds whose whole name stands in another list than a short one that may mean nobody else; what is found is asked."""

    def __init__(self, known: Identities, asked: Asked) -> None:
        self._known, self._asked = known, asked
        #: The sheets that have rows of each, by id; by organisation the key of each whole name of whom an import has rows.
        self._sheets: dict[str, set[str]] = defaultdict(set)
        self._of: dict[str, dict[str, str]] = defaultdict(dict)

    def note(self, person: str, org: str, place: Place) -> None:
        """Remember that a sheet has a row of somebody."""
        self._sheets[person].add(place.source.sheet.name)
        if not is_short(name := self._known.of["person"].name[person]):
            self._of[org][person] = name_key(name)

    def person(
        self,
        name: str,
        row: Row,
        org: str,
        emails: Collection[str],
        rows: Mapping[str, Mapping[str, str]],
        place: Place,
    ) -> str:
        """The one of an organisation whom a short name in a row can only mean, if it is said so; "" for any other.

        Whose title is another, or who has another key or address, is another; in one list both names are two people unless
        they have the same title.
        """
        part = short_for(name) if is_short(name) else None
        if part is None or len(self._of[org]) > _MOST:
            return ""
        people, title = self._known.of["person"], row.get("title", "")
        family = [one for one, key in self._of[org].items() if part.search(key)]
        found = [
            one
            for one in family
            if not differ(title, rows[one].get("title", ""))
            and not (row.get("id") and one in people.keyed)
            and not (emails and one in people.mailed)
        ]
        same = [one for one in found if title and word_key(title) == word_key(rows[one].get("title", ""))]
        found = same or (
            [one for one in found if place.source.sheet.name not in self._sheets[one]] if len(family) == 1 else []
        )
        return found[0] if len(found) == 1 and self._are_one(name, org, found[0], rows) else ""

    def _are_one(self, name: str, org: str, one: str, rows: Mapping[str, Mapping[str, str]]) -> bool:
        """What was answered to whether the short name means somebody; that it does is proposed."""
        full, where = self._known.of["person"].name[one], self._known.of["org"].name[org]
        post = shown(rows[one].get("title", ""))
        beside = Text(f"（{post}）", f" ({post})") if post else Text("", "")
        words = Text(
            f"“{shown(where)}”的“{shown(name)}”就是“{shown(full)}”",
            f"Is “{shown(name)}” of “{shown(where)}” “{shown(full)}”",
        )
        question = Question(
            f"same:{name} @ {where}", words + beside + Text("吗？", "?"), ("yes", "no"), "yes", open=False
        )
        return word_key(self._asked.ask(question)) in MARKS
