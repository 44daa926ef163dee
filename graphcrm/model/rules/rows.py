"""What rules look at: rows as columns, what the store already holds, and the findings that come out."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import Flag, OrgCategory
from graphcrm.model.facts import Batch
from graphcrm.model.normal import normal_name
from graphcrm.model.tables import BY_NAME, TABLES, Table

__all__ = ["NODE_TABLES", "STALE_DAYS", "Breach", "Stored", "TableColumns", "World"]


#: After so many days an attitude counts as unknown, unless a team says otherwise.
STALE_DAYS = 180


class TableColumns:
    """The rows of one table as columns of parsed values; what was not given is None."""

    def __init__(self, of: Table, columns: Mapping[str, list[Any]] | None = None, count: int = 0) -> None:
        self.table = of
        self.columns: dict[str, list[Any]] = dict(columns or {})
        self.count = count
        self._none: list[Any] = []

    def __getitem__(self, name: str) -> list[Any]:
        """The column, all None if nobody gave it: made once, since rules ask for it row by row."""
        if not (column := self.columns.get(name)) and len(self._none) != self.count:
            self._none = [None] * self.count
        return column or self._none

    def __len__(self) -> int:
        return self.count

    def has(self, name: str) -> bool:
        """True if some row gave a value."""
        values = self.columns.get(name, [])
        return values.count(None) < len(values)


@dataclass(frozen=True, slots=True)
class Breach:
    """Rows of one table that break one rule in the same way; `say` makes the sentence for one of them.

    `rows` may be empty: the finding then concerns the import as a whole, and `among` is one of those that it was seen among.
    """

    code: str
    table: str
    rows: Sequence[int]
    column: str
    say: Callable[[int], Text]
    suggest: Callable[[int], Text | None] | None = None
    among: int = 0

    @property
    def is_error(self) -> bool:
        return self.code.startswith("E")


class Stored:
    """The latest version of every fact in the store, read only as far as a rule needs it."""

    def __init__(self, batches: Mapping[str, Batch], today: str) -> None:
        self._batches = batches
        self._today = today
        self._props: dict[str, dict[str, dict[str, Any]]] = {}
        self._others: dict[str, dict[str, dict[str, Any]]] = {}
        self._keys: dict[str, Sequence[str]] = {}

    def batch(self, kind: str) -> Batch:
        """The batch of a kind, empty if there is none."""
        return self._batches.get(kind) or Batch(kind, (), (), (), (), ())

    def keys(self, kind: str) -> Sequence[str]:
        """Keys of the facts that have not ended."""
        if kind not in self._keys:
            batch = self.batch(kind)
            open_ = set(batch.valid_to) <= {""}
            ended = zip(batch.keys, batch.valid_to, strict=True)
            self._keys[kind] = batch.keys if open_ else [k for k, end in ended if not end or end > self._today]
        return self._keys[kind]

    def props(self, kind: str) -> dict[str, dict[str, Any]]:
        """Properties by key."""
        if kind not in self._props:
            batch = self.batch(kind)
            self._props[kind] = dict(zip(batch.keys, batch.decoded(), strict=True))
        return self._props[kind]

    def others(self, kind: str, replaced: Collection[Any]) -> dict[str, dict[str, Any]]:
        """Properties by key, without the facts that the import replaces (always the same ones for one kind)."""
        if kind not in self._others:
            batch = self.batch(kind)
            kept = [(k, p) for k, p in zip(batch.keys, batch.props, strict=True) if k not in replaced]
            read = json.loads("[" + ",".join(p for _, p in kept) + "]")
            self._others[kind] = dict(zip((k for k, _ in kept), read, strict=True))
        return self._others[kind]

    def mentioning(self, kind: str, text: str) -> list[str]:
        """Keys of the facts whose properties contain a text; cheaper than reading all of them."""
        batch = self.batch(kind)
        return [k for k, p in zip(batch.keys, batch.props, strict=True) if text in p]


#: Columns that hold what something is called.
_CALLED = ("name", "name_en", "email", "keys")
#: Tables whose ids name things; one id may not name two of them.
NODE_TABLES = (
    "orgs", "units", "people", "opportunities", "goals", "needs", "actions", "criteria", "products", "promises",
)  # fmt: skip


def _names(said: Any) -> Iterator[str]:
    """A name; an address; of keys of other systems (``system:key``) each with its system and without."""
    if isinstance(said, str):
        yield said
    elif said:
        for key in said:
            yield key
            yield key.partition(":")[2]


class World:
    """The rows of one import together with what is stored: what the workspace would hold afterwards."""

    def __init__(
        self, tables: Mapping[str, TableColumns], stored: Stored, today: str, stale_days: int = STALE_DAYS
    ) -> None:
        self.tables = tables
        self.stored = stored
        self.today = today
        self.stale_days = stale_days
        self._picked: dict[tuple[str, str], Sequence[Any]] = {}

    def rows(self, name: str) -> TableColumns:
        """Rows of a table, none if it is not part of the import."""
        return self.tables[name] if name in self.tables else TableColumns(BY_NAME[name])

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """Kind of node by id; an id that two kinds have belongs to what the store has, then to the first table."""
        kinds: dict[str, str] = {}
        for t in reversed([t for t in TABLES if t.name in NODE_TABLES]):
            if t.name in self.tables:
                kinds.update(dict.fromkeys(filter(None, self.tables[t.name]["id"]), t.kind))
        for t in (t for t in TABLES if t.name in NODE_TABLES):
            kinds.update(dict.fromkeys(self.stored.keys(t.kind), t.kind))
        return kinds

    @cached_property
    def orgs(self) -> dict[str, tuple[str | None, str | None, str | None]]:
        """(category, subtype, parent) by id of organisation."""
        known = {k: (p.get("category"), p.get("subtype"), p.get("parent")) for k, p in self.stored.props("org").items()}
        rows = self.rows("orgs")
        new = zip(rows["id"], rows["category"], rows["subtype"], rows["parent"], strict=True)
        known.update((i, (category, subtype, parent)) for i, category, subtype, parent in new if i)
        return known

    @cached_property
    def employer(self) -> dict[str, str | None]:
        """Organisation by id of person."""
        rows = self.rows("people")
        stored = self.stored.others("person", set(rows["id"]))
        known: dict[str, str | None] = {k: p.get("org") for k, p in stored.items()}
        known.update(zip(rows["id"], rows["org"], strict=True))
        return known

    @cached_property
    def edge_rows(self) -> dict[str, list[int]]:
        """Row numbers of the table ``edges`` by kind of edge."""
        kinds = self.rows("edges")["kind"]
        distinct = sorted(set(kinds) - {None})
        if len(distinct) == 1 and None not in kinds:
            return {distinct[0]: list(range(len(kinds)))}
        groups: dict[str | None, list[int]] = {k: [] for k in [*distinct, None]}
        for row, kind in enumerate(kinds):
            groups[kind].append(row)
        return {k: groups[k] for k in distinct}

    def edge_columns(self, kind: str, *names: str) -> tuple[Sequence[Any], ...]:
        """Columns of the edges of one kind, in the order of `edge_rows`."""
        return tuple(self._edge_column(kind, name) for name in names)

    def _edge_column(self, kind: str, name: str) -> Sequence[Any]:
        if (kind, name) not in self._picked:
            rows, edges = self.edge_rows.get(kind, []), self.rows("edges")
            if len(rows) == len(edges):
                return edges[name]
            if name not in edges.columns or len(rows) < 2:
                self._picked[kind, name] = [edges[name][row] for row in rows]
            else:
                self._picked[kind, name] = itemgetter(*rows)(edges[name])
        return self._picked[kind, name]

    def category(self, person: str) -> str | None:
        """Category of the organisation of a person; None if it is not known."""
        return self.orgs.get(self.employer.get(person) or "", (None, None, None))[0]

    def is_ours(self, person: str) -> bool | None:
        """Whether a person works for us; None if that cannot be told."""
        category = self.category(person)
        return None if category is None else category == OrgCategory.OUR_COMPANY

    @cached_property
    def barred(self) -> frozenset[str]:
        """People of whom nothing may be kept."""
        flag = Flag.DO_NOT_PROCESS.value
        rows = self.rows("people")
        new = {i for i, flags in zip(rows["id"], rows["flags"], strict=True) if flags and flag in flags}
        return frozenset(new | set(self.stored.mentioning("person", f'"{flag}"'))) - {None}

    @cached_property
    def seats(self) -> frozenset[str]:
        """Open seats: posts whose holders are not known; those that were filled until the day of import are none any more."""
        flag = Flag.PLACEHOLDER.value
        rows = self.rows("people")
        new = zip(rows["id"], rows["flags"], rows["left_on"], strict=True)
        known = set(self.stored.mentioning("person", f'"{flag}"')) - set(rows["id"])
        stored = self.stored.props("person") if known else {}
        old = ((i, stored[i].get("flags"), stored[i].get("left_on")) for i in known)
        return frozenset(
            i for i, flags, left in (*new, *old) if i and flag in (flags or ()) and not (left and left <= self.today)
        )

    @cached_property
    def ids_by_name(self) -> dict[str, tuple[str, ...]]:
        """Ids by what things are called (:meth:`called`): name, English name, address, keys of other systems."""
        names: dict[str, dict[str, None]] = {}
        for kind, rows in (
            ("org", self.rows("orgs")),
            ("unit", self.rows("units")),
            ("person", self.rows("people")),
            ("opportunity", self.rows("opportunities")),
        ):
            stored = self.stored.others(kind, set(rows["id"])).items()
            for column in _CALLED:
                known = chain(((k, p.get(column)) for k, p in stored), zip(rows["id"], rows[column], strict=True))
                for one, said in known:
                    for name in _names(said) if one else ():
                        names.setdefault(self.called(name), {})[one] = None
        return {name: tuple(ids) for name, ids in names.items()}

    @staticmethod
    def called(name: str) -> str:
        """A name as it is compared."""
        return normal_name(name)
