"""An account's facts, cut out of those of a day: what is computed of them is what the whole workspace would say of the account.

An account owns its tree of customers, their units, opportunities and people, and the people of third parties, suppliers and
partners who are tied to one of its people. Its part holds

* every fact that names any of these,
* of everybody and everything else that such a fact names, who or what it is: the record itself, where it belongs,
* our own organisations, competitors and the team's rules (cadence, stage plan, calendar, products), which concern every account,
* the ties of a network as a whole, because the level of one depends on the weights of all.

So somebody who is tied to two accounts stands in both parts, and a part is as large as its account, however many others there are.
It may hold more than is needed, never less: what counts is decided by the analysis, on the part as on the whole.

The store is read twice: once for who belongs to whom, once to lay every version into the cells of those whom it names. All of it is
verified before the first account is handed out. Cells are compressed and lie in a file when they are many.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain

from graphcrm.dataclass import dataclass
from graphcrm.errors import StoreBusy
from graphcrm.i18n import Text
from graphcrm.model.facts import Batch
from graphcrm.model.fields import EVERYBODY
from graphcrm.portfolio.cells import Cell, Row, Shelf
from graphcrm.portfolio.counted import Counted
from graphcrm.portfolio.outline import EVERYWHERE, MEMBERSHIP, READ, RECORDS, Outline, props_of, trimmed
from graphcrm.store.base import Store
from graphcrm.store.checksums import Chunk
from graphcrm.store.state import State

__all__ = ["Part", "Parts"]


#: Kinds that are the team's own rules.
_RULES = frozenset({"cadence", "stage_plan", "calendar", "product"})
#: Kinds by which somebody outside is tied to the people of an account.
_NEAR = frozenset({"influences", "trusts", "tie"})
#: So many records share a cell, and of so many cells the rows are kept at hand: neighbours are asked for together.
_TOGETHER, _AT_HAND = 64, 256
#: How often the store is read again because somebody changed it between the two readings.
_ATTEMPTS = 5
#: The texts among the values of canonical JSON without escapes; names of columns are followed by a colon.
_TEXTS = re.compile(r'[:,\[]"([^"\\]*)"(?=[,\]}])')

_CHANGING = Text(
    "读取期间工作区不断被修改；请稍后再试",
    "the workspace was changed again and again while it was read; try again later",
)


@dataclass(frozen=True, slots=True)
class Part:
    """The facts of one account; the same facts have the same digest, whatever else the workspace holds."""

    account: str
    batches: Mapping[str, Batch]

    @property
    def digest(self) -> str:
        """SHA-256 over every fact, in the order of the store."""
        found = hashlib.sha256()
        for kind in sorted(self.batches):
            b = self.batches[kind]
            texts = (kind, str(len(b)), *chain(*b.columns), "")
            found.update("\0".join(texts).encode("utf-8", "surrogatepass"))
        return found.hexdigest()


class Parts:
    """Cuts out accounts; a part costs what its account costs. Made by :meth:`read`."""

    def __init__(self, outline: Outline, as_of: str, state: State) -> None:
        self._outline = outline
        self._counted = Counted(as_of, state.undone)
        self._counts = b""
        #: Facts and records by the places of those whom they name, those of all accounts, and networks by their type.
        cell = partial(Cell, Shelf())
        self._facts: defaultdict[str | int, Cell] = defaultdict(cell)
        self._for_all = cell()
        self._networks: defaultdict[str, Cell] = defaultdict(cell)
        #: Records and memberships of those who belong to no account, neighbours together.
        self._others: defaultdict[int, Cell] = defaultdict(cell)
        #: By organisation, people outside who are named with one of its people, and in which version.
        self._near: defaultdict[str | int, list[tuple[int, int]]] = defaultdict(list)
        self._at_hand = lru_cache(_AT_HAND)(self._recorded)

    @classmethod
    def read(cls, store: Store, as_of: str, chosen: Callable[[Mapping[str, Batch]], Collection[str]]) -> Parts:
        """Read a store as of a day; `chosen` says of which accounts, from the batches of organisations and those in them.

        Raises
        ------
        IntegrityError
            Anything of it is damaged.
        StoreBusy
            Others changed it again and again between the two readings.
        """
        for _ in range(_ATTEMPTS):
            (batches,), first = store.read_days([as_of], READ, trimmed)
            outline = Outline(batches, chosen(batches))
            del batches
            made: list[tuple[Parts, State]] = []

            def begin(
                state: State, outline: Outline = outline, made: list[tuple[Parts, State]] = made
            ) -> Callable[[Chunk], None]:
                made.append((cls(outline, as_of, state), state))
                return made[-1][0]._add

            store.scan(begin)
            parts, second = made[-1]
            if first.totals.change_sha256 == second.totals.change_sha256:
                parts._counts = parts._counted.sequences(second.totals.last_sequence)
                del parts._counted
                return parts
        raise StoreBusy(_CHANGING)

    def part(self, account: str) -> Part:
        """The facts of an account."""
        tree, members = self._outline.tree(account), self._outline.members
        near = {who for org in tree for version, who in self._near.get(org, ()) if self._counts[version]}
        places: list[str | int] = [*tree, *near]
        cells = [self._facts[place] for place in places if place in self._facts]
        rows = {row.sequence: row for cell in (*cells, self._for_all) for row in self._counting(cell)}
        networks = {props_of(row.props).get("type", "") for row in rows.values() if row.kind == "tie"}
        rows |= {row.sequence: row for name in networks for row in self._counting(self._networks[name])}
        known = set().union(*(members[org] for org in tree))
        todo = near.union(*(row.names for row in rows.values())) - known
        while todo:
            added = [row for one in todo for row in self._at_hand(self._shelf(one)).get(one, ())]
            rows |= {row.sequence: row for row in added}
            known |= todo
            # Of those who are only named, the people they report to do not matter, but where they belong does.
            todo = {
                one
                for row in added
                for own, *named in (row.names,)
                for one in named
                if one not in known and (own in near or not self._outline.is_person[one])
            }
        return Part(account, _as_batches(rows.values()))

    def _add(self, chunk: Chunk) -> None:
        """Lay versions into the cells of those whom they name."""
        self._counted.add(chunk)
        numbers, places = self._outline.numbers, self._outline.places
        for at, (kind, key, props, text) in enumerate(
            zip(chunk.kinds, chunk.keys, chunk.props, chunk.texts, strict=True)
        ):
            words = _words(props)
            named = list(dict.fromkeys([numbers[word] for word in words if word in numbers]))
            own = _own(kind, key, props, numbers)
            if own is not None:
                named = [own, *(one for one in named if one != own)]
            said = b" ".join([b"%d" % one for one in named])
            where = {place for one in named for place in places[one]}
            if own is not None and isinstance(shelf := self._shelf(own), int):
                self._others[shelf].add(text, said)
            for place in where:
                self._facts[place].add(text, said)
            if kind in _NEAR:
                outside = [one for one in named if one in self._outline.outside]
                for place in where if outside else ():
                    self._near[place] += [(chunk.sequences[at], one) for one in outside]
            if kind == "tie":
                self._networks[props_of(props).get("type", "")].add(text, said)
            elif _is_for_all(kind, props) or not (
                named or props_of(props)
            ):  # whose one is that says nothing is not known
                self._for_all.add(text, said)

    def _counting(self, cell: Cell) -> Iterator[Row]:
        return (row for row in cell.rows() if self._counts[int(row.sequence)])

    def _shelf(self, one: int) -> str | int:
        """Where a record lies: with an organisation to which it belongs, else with its neighbours."""
        return next((p for p in self._outline.places[one] if isinstance(p, str)), one // _TOGETHER)

    def _recorded(self, shelf: str | int) -> dict[int, list[Row]]:
        """Records and memberships that lie somewhere, by the number of whose they are."""
        found: dict[int, list[Row]] = {}
        for row in self._counting(self._facts[shelf] if isinstance(shelf, str) else self._others[shelf]):
            if row.kind in RECORDS or row.kind == MEMBERSHIP:
                found.setdefault(row.names[0], []).append(row)
        return found


def _words(props: str) -> Iterable[str]:
    """Every text within the values of a JSON object."""
    return _TEXTS.findall(props) if "\\" not in props else _nested(props_of(props))


def _nested(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _nested(one)
    elif isinstance(value, list):
        for one in value:
            yield from _nested(one)


def _own(kind: str, key: str, props: str, numbers: Mapping[str, int]) -> int | None:
    """The number of whose record or membership it is, if it is one."""
    if kind in RECORDS:
        return numbers.get(key)
    return numbers.get(props_of(props).get("from", "")) if kind == MEMBERSHIP else None


def _is_for_all(kind: str, props: str) -> bool:
    if kind == "org":
        return props_of(props).get("category") in EVERYWHERE
    return kind in _RULES or (kind == "asked" and props_of(props).get("about") == EVERYBODY)


def _as_batches(rows: Iterable[Row]) -> dict[str, Batch]:
    """Rows as a store gives them: a batch a kind, sorted by key."""
    kinds: dict[str, list[Row]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    found = {}
    for kind in sorted(kinds):
        _, _, _, keys, starts, ends, seen, props, _ = zip(*sorted(kinds[kind], key=lambda row: row.key), strict=True)
        found[kind] = Batch(kind, keys, props, starts, ends, seen)
    return found
