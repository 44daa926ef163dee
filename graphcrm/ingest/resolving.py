"""References by name: where an id belongs and a name stands, the id of the one thing that is called so.

A name, an English name, a business address and a key of another system stand for an id if exactly one thing of the right kind
has them; they are compared as people read them (:mod:`graphcrm.model.normal`). What was taken so is told. Whatever names
several things, or none, stays, and the rules say what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from graphcrm.i18n import Text
from graphcrm.ingest.gathering import Gathered, Gathering
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.fields import EVERYBODY, Field, shown
from graphcrm.model.rules import World
from graphcrm.model.rules.references import distinct

__all__ = ["resolve"]

_ENDS = frozenset({"from", "to"})
#: What people put between the names of a list.
_BETWEEN = re.compile(r"\s*[、,\uff0c/|\n]\s*")
_EXAMPLES = 3


def resolve(gathering: Gathering, world: World) -> None:
    """Put ids in the place of names, in every column that refers to something."""
    for rows in gathering.tables.values():
        for of in rows.table.columns:
            if of.refs and of.name in rows.columns:
                _column(gathering, world, rows, of)


def _column(gathering: Gathering, world: World, rows: Gathered, of: Field) -> None:
    values, kind_of = rows.columns[of.name], world.kind_of
    odd = {
        v
        for v in distinct(of, values)
        if kind_of.get(v) not in of.refs and v != EVERYBODY and not v.startswith("import:")
    }
    if not odd:
        return
    found: dict[tuple[str, str], dict[str, str]] = {}
    kinds_of_edge = rows["kind"] if rows.table.name == "edges" and of.name in _ENDS else None
    for row, value in enumerate(values):
        named = value if of.many else (value,)
        if value is None or odd.isdisjoint(named):
            continue
        kinds = of.refs if kinds_of_edge is None else _allowed(kinds_of_edge[row], of)
        made = tuple(_ids(named, odd, world.ids_by_name, kind_of, kinds, of.many))
        if made != tuple(named):
            values[row] = tuple(dict.fromkeys(made)) if of.many else made[0]
            place = rows.part(row).file, rows.called(row, of.name)
            found.setdefault(place, {}).setdefault("; ".join(named), "; ".join(made))
    gathering.remarks += (_told(*place, names) for place, names in found.items())


def _allowed(kind: str | None, of: Field) -> tuple[str, ...]:
    if kind is None:
        return of.refs
    rule = EDGE_RULES[EdgeKind(kind)]
    return rule.source if of.name == "from" else rule.target


def _ids(
    named: Any,
    odd: set[str],
    names: Mapping[str, tuple[str, ...]],
    kind_of: Mapping[str, str],
    kinds: tuple[str, ...],
    many: bool,
) -> Iterator[str]:
    for one in named:
        if one not in odd:
            yield one
            continue
        whole = _one(one, names, kind_of, kinds)
        parts = _BETWEEN.split(one) if many and whole is None else []
        several = [p if kind_of.get(p) in kinds else _one(p, names, kind_of, kinds) for p in parts if p]
        if len(several) > 1 and None not in several:
            yield from filter(None, several)
        else:
            yield whole or one


def _one(
    name: str, names: Mapping[str, tuple[str, ...]], kind_of: Mapping[str, str], kinds: tuple[str, ...]
) -> str | None:
    called = [i for i in names.get(World.called(name), ()) if kind_of.get(i) in kinds]
    return called[0] if len(called) == 1 else None


def _told(file: str, column: str, found: Mapping[str, str]) -> Text:
    some = [f"{shown(name)} → {shown(to)}" for name, to in list(found.items())[:_EXAMPLES]]
    more = Text(" 等", " …") if len(found) > _EXAMPLES else Text("", "")
    said = Text(
        f"{file}：{column} 里的名称已按唯一对应写成编号：{'、'.join(some)}",
        f"{file}: {column} names people or things by name; each is the only one called so: {', '.join(some)}",
    )
    return said + more
