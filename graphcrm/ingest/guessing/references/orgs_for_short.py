"""Organisations that one import calls by several names: as a card says it, or as a short name is the beginning of a longer one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import MARKS, UNMARKED
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.references.cores import beginning_of, beginnings, is_branch, is_short_of, spells
from graphcrm.ingest.guessing.references.identities import Known, org_key
from graphcrm.ingest.guessing.references.persons import people_of
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.names import is_person, name_key
from graphcrm.ingest.guessing.words import word_key
from graphcrm.model.fields import shown

__all__ = ["OrgsForShort"]

#: Columns that name organisations, and what such an organisation belongs to, by table.
_COLUMNS = {"people": "org", "interactions": "org", "opportunities": "customer", "units": "org", "orgs": "name"}
_PARENTS = ("parent", "org_parent")
_ENDS = ("from", "to")
_MOST = 12
_UNLIKE = Text(
    "简称与全称不像同一个组织的，简称未采用",
    "short names that share no letters with the full name beside them were left out",
)


class OrgsForShort:
    """Knows what organisations are called in the rows of an import, and which of these names is short for which."""

    def __init__(self, known: Known, asked: Asked) -> None:
        self._known, self._asked = known, asked
        #: The full name of each short one that a row says, by its key.
        self._said: dict[str, str] = {}
        #: Every name of organisations in rows, by its key; those of lists of organisations; and those that others belong to.
        self._names: dict[str, str] = {}
        self._listed: set[str] = set()
        self._parents: dict[str, set[str]] = defaultdict(set)
        #: Keys of the names that one column holds.
        self._columns: list[set[str]] = []
        self._people: dict[str, set[str]] = defaultdict(set)
        self._rows: list[Row] = []
        #: Every name by its key, and what short ones may be the beginning of with that key, in the order of the alphabet.
        self._all: dict[str, str] = {}
        self._begin: list[tuple[str, int, str]] | None = None

    def listen(self, read: Iterable[tuple[Source, Sequence[tuple[Row, int]]]], drafts: Drafts) -> None:
        """Remember what the rows call organisations, and who is where."""
        for source, rows in read:
            table = source.section.of.name if source.section.of is not None else ""
            column = _COLUMNS.get(table, "")
            if table == "edges":  # who is tied to whom is not the same
                self._columns.append({org_key(row[end]) for row, _ in rows for end in _ENDS if row.get(end)})
            if not column:
                continue
            texts = {row[column]: None for row, _ in rows if row.get(column)}
            keys = {org_key(text): text for text in texts}
            self._names |= {key: name for key, name in keys.items() if key not in self._names}
            self._columns.append(set(keys))
            if table == "orgs":
                self._listed |= keys.keys()
            if any(map(source.says, _PARENTS)):
                for row, _ in rows:
                    for above in filter(None, map(row.get, _PARENTS)):
                        self._parents[org_key(above)].add(org_key(row.get(column, "")))
            if source.says("org_called"):
                self._called(rows, column, source, drafts)
            if table == "people":
                self._rows += [row for row, _ in rows]

    def _called(self, rows: Sequence[tuple[Row, int]], column: str, source: Source, drafts: Drafts) -> None:
        for row, line in rows:
            short, full = row.get("org_called", ""), row.get(column, "")
            if short and full and not spells(short, full):
                drafts.leave_out(source.sheet.file, _UNLIKE, line)
            elif short and full and org_key(short) != org_key(full):
                self._said.setdefault(org_key(short), full)

    def in_full(self, text: str, apart: Callable[[], Iterable[str]]) -> str:
        """The organisation that a name nobody bears stands for, if it is short for that of one: said by a row, or asked.

        Whose name alone begins so is proposed, or with whom the same people are; none where a longer name says a place more.
        Nothing is asked of what a list of organisations names, of what stands in one column with the longer name, and of what
        that belongs to; those that are set `apart` are never meant.
        """
        key = org_key(text)
        if key in self._said:
            return self._said[key]
        if key in self._listed:
            return text
        names = self._longer(text)
        others = {*map(org_key, apart())} if names else set()
        names = [name for name in names if org_key(name) not in others][:_MOST]
        return self._ask(text, names) if names else text

    def the_one(self, text: str) -> str:
        """The one organisation that a name of nobody can be short for; the name itself if there is none, or several."""
        key = org_key(text)
        names = [] if key in self._listed or key in self._names else self._longer(text)
        return self._said.get(key) or (names[0] if len(names) == 1 and not is_branch(text, names[0]) else text)

    def _longer(self, text: str) -> list[str]:
        """Names that a text is the beginning of, but for those that stand beside it, or that belong to what it names."""
        key = org_key(text)
        beside = [column for column in self._columns if key in column]
        return [
            self._all[other]
            for other in self._beginning_with(beginning_of(text))
            if is_short_of(text, self._all[other])
            and other not in self._parents.get(key, ())
            and not any(other in column for column in beside)
        ]

    def _beginning_with(self, begin: str) -> list[str]:
        """Keys of the names that have such a beginning, in the order in which they were met."""
        if self._begin is None:
            for name in (*self._known.name.values(), *self._names.values()):
                if not is_person(name.partition(", ")[2]):  # “Company, Contact”, as Odoo writes whose something is
                    self._all.setdefault(org_key(name), name)
            self._begin = sorted(
                (one, n, key) for n, (key, name) in enumerate(self._all.items()) for one in beginnings(name)
            )
        first = bisect_left(self._begin, (begin,)) if begin else len(self._begin)
        behind = (self._begin[at] for at in range(first, len(self._begin)))
        found = {(n, key) for _, n, key in takewhile(lambda one: one[0].startswith(begin), behind)}
        return [key for _, key in sorted(found)]

    def _ask(self, text: str, names: list[str]) -> str:
        shared = {name: len(self._people_of(text) & self._people_of(name)) for name in names}
        best = max(names, key=lambda name: shared[name])
        alone = sum(n == shared[best] for n in shared.values()) == 1
        certain = shared[best] > 0 or (len(names) == 1 and not is_branch(text, best))
        words = Text(
            f"“{shown(text)}”是“{shown(names[0])}”吗？如果是另一个组织，请答“{shown(text)}”",
            f"Is “{shown(text)}” “{shown(names[0])}”? If it is another organisation, answer “{shown(text)}”",
        )
        if len(names) > 1:
            words = Text(
                f"“{shown(text)}”是哪个组织的简称？如果是另一个组织，请答“{shown(text)}”",
                f"Which organisation is “{shown(text)}” short for? If it is another one, answer “{shown(text)}”",
            )
        question = Question(f"short:{text}", words, (*names, text), best if certain and alone else text)
        answer = self._asked.ask(question)
        if len(names) == 1 and word_key(answer) in MARKS:
            return names[0]
        return text if answer == LEAVE_OUT or word_key(answer) in UNMARKED else answer

    def _people_of(self, org: str) -> set[str]:
        """Name keys of those whom rows say to be of an organisation."""
        for row in self._rows:
            if row.get("org"):
                self._people[org_key(row["org"])].update(map(name_key, people_of(row)[0]))
        self._rows = []
        return self._people.get(org_key(org), set())
