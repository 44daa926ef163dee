"""Ids must name something that is there (E01), of whom something may be kept (E12); one id names one thing (E03)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from graphcrm.i18n import Text
from graphcrm.model.fields import EVERYBODY, Field, anybody
from graphcrm.model.rules.rows import NODE_TABLES, Breach, TableColumns, World
from graphcrm.model.rules.wording import barred, near, taken, unknown
from graphcrm.model.tables import TABLES

__all__ = ["barred_people", "distinct", "one_id_one_thing", "references"]


#: Columns whose kinds of node depend on the kind of edge.
_ENDS = frozenset({"from", "to"})


def distinct(field: Field, column: list[Any]) -> set[Any]:
    """The different values of a column, those of lists taken singly."""
    values = set(column)
    values.discard(None)
    return set(chain.from_iterable(values)) if field.many else values


def _naming(field: Field, column: list[Any], wanted: set[Any]) -> list[int]:
    if field.many:
        return [i for i, v in enumerate(column) if v and not wanted.isdisjoint(v)]
    return [i for i, v in enumerate(column) if v in wanted]


def references(world: World) -> Iterator[Breach]:
    """E01 for every id that no node of the right kind has, in the import or in the store."""
    kind_of = world.kind_of
    for rows in world.tables.values():
        for field in rows.table.columns:
            if not field.refs or field.name not in rows.columns:
                continue
            if rows.table.name == "edges" and field.name in _ENDS:
                continue
            wanted = distinct(field, rows[field.name]) - ({EVERYBODY} if field.parse is anybody else set())
            bad = {v for v in wanted if kind_of.get(v) not in field.refs and not v.startswith("import:")}
            if bad:
                yield _unknown(world, rows, field, bad)


def _unknown(world: World, rows: TableColumns, field: Field, bad: set[str]) -> Breach:
    column = rows[field.name]

    def first(row: int) -> str:
        value = column[row]
        return next(v for v in value if v in bad) if field.many else str(value)

    return Breach(
        "E01",
        rows.table.name,
        _naming(field, column, bad),
        field.name,
        lambda row: unknown(world, first(row), field.refs),
        lambda row: near(world, first(row), field.refs),
    )


def barred_people(world: World) -> Iterator[Breach]:
    """E12 for every row that names a person who must not be processed, the person's own row included."""
    people = set(world.barred)
    if not people:
        return
    for rows in world.tables.values():
        for field in rows.table.columns:
            own = rows.table.name == "people" and field.name == "id"
            if not (own or field.refs) or field.name not in rows.columns:
                continue
            named = _naming(field, rows[field.name], people & distinct(field, rows[field.name]))
            if named:
                yield Breach("E12", rows.table.name, named, field.name, _about(rows, field, people))


def _about(rows: TableColumns, field: Field, people: set[str]) -> Callable[[int], Text]:
    def say(row: int) -> Text:
        value = rows[field.name][row]
        who = next(v for v in value if v in people) if field.many else value
        return barred(who)

    return say


def one_id_one_thing(world: World) -> Iterator[Breach]:
    """E03 for an id that already names a thing of another kind."""
    seen: dict[str, str] = {}
    for t in TABLES:
        if t.name in NODE_TABLES:
            seen.update((k, t.kind) for k in world.stored.keys(t.kind))
    for t in TABLES:
        if t.name not in NODE_TABLES or t.name not in world.tables:
            continue
        column = world.tables[t.name]["id"]
        clash = {i for i in set(column) & seen.keys() if seen[i] != t.kind}
        if clash:
            rows = [row for row, i in enumerate(column) if i in clash]
            yield Breach("E03", t.name, rows, "id", _taken(column, dict(seen)))
        seen.update(dict.fromkeys(filter(None, column), t.kind))


def _taken(column: list[str], seen: dict[str, str]) -> Callable[[int], Text]:
    def say(row: int) -> Text:
        return taken(column[row], seen[column[row]])

    return say
