"""What rests on a change: later ones that carry on what it said or name what nothing but it records, and ids left loose without it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any

from graphcrm.dataclass import dataclass
from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import Batch
from graphcrm.model.fields import EVERYBODY
from graphcrm.model.rules.rows import NODE_TABLES
from graphcrm.model.tables import BY_NAME, TABLES
from graphcrm.store.columns import Columns, Stored, counting, sort_in
from graphcrm.store.undoing import is_undo, undone_after

if TYPE_CHECKING:
    from graphcrm.model.facts import ChangeSet
    from graphcrm.store.base import Store
    from graphcrm.store.checksums import Chunk
    from graphcrm.store.state import State

__all__ = ["Resting", "resting_on"]

_RECORDS = frozenset(BY_NAME[name].kind for name in NODE_TABLES)
_RELATIONS = frozenset(kind.kind for kind in EdgeKind)
#: Kinds of fact that are judgements of a day: a later one stands by itself.
_JUDGED = _RELATIONS | {table.kind for table in TABLES if any(field.name == "valid_from" for field in table.columns)}


@dataclass(frozen=True)
class Resting:
    """What an undo or a redo does to what stands beside it.

    withdrawn
        The changes that it withdraws.
    later
        Changes made after those, which stand and rest on them, or on one another.
    loose
        Ids that records name once the step is done, and nothing records.
    """

    withdrawn: tuple[int, ...]
    later: tuple[int, ...]
    loose: tuple[str, ...]


def resting_on(store: Store, step: ChangeSet) -> Resting:
    """What rests on the changes that an undo or a redo would withdraw.

    A later change rests on an earlier one if it names a record that would be there no longer, or carries on what the earlier said of
    the same fact: a version is a whole row, so that withdrawing the earlier would show nowhere. What both say anew does not count,
    nor does a judgement of another day, which stands by itself.

    Raises
    ------
    UsageError
        There is no such change, or it is withdrawn already.
    """
    found: dict[str, Stored] = {}
    states: list[State] = []

    def begin(state: State) -> Callable[[Chunk], None]:
        found.clear()
        states[:] = [state]
        return lambda chunk: sort_in(chunk, found)

    store.scan(begin)
    links, before = states[0].links, states[0].undone
    if step.after not in (None, len(links)):
        return Resting((), (), ())  # others wrote meanwhile: the store refuses the step, unless it is made anew
    after = undone_after(links, step.undoes)
    withdrawn = {n for n in after - before if not is_undo(links[n - 1])}
    recorded, _ = _standing(found, before)
    known, named = _standing(found, after)
    loose = tuple(sorted(named.keys() - known))
    later: set[int] = set()
    reached = withdrawn
    while reached:
        lost = {n for name in (recorded & named.keys()) - known for n in named[name]}
        reached = {n for n in lost | _carried_on(found, reached, before) if n > min(withdrawn)} - withdrawn - later
        later |= reached
        known, named = _standing(found, after | later) if reached else (known, named)
    return Resting(tuple(sorted(withdrawn)), tuple(sorted(later)), loose)


def _standing(found: Mapping[str, Stored], undone: Set[int]) -> tuple[set[str], dict[str, set[int]]]:
    """Ids that are recorded while these changes are withdrawn, and ids that records name, with the changes that wrote those."""
    known: set[str] = set()
    named: dict[str, set[int]] = {}
    for kind, stored in found.items():
        live = [i for i, change in enumerate(stored.changes) if change not in undone]
        columns = stored.columns.at(live)
        at = counting(columns, None)
        batch = columns.picked(kind, at)
        if kind in _RECORDS:
            known.update(batch.keys)
        for i, names in zip(at, _names(batch), strict=True):
            for name in names:
                named.setdefault(name, set()).add(stored.changes[live[i]])
    for name in [n for n in named if n in ("", EVERYBODY) or n.startswith("import:")]:
        del named[name]
    return known, named


def _names(batch: Batch) -> Iterator[list[str]]:
    """The ids that each row names: the ends of a relation, and whatever columns hold ids of other records."""
    relation = batch.kind in _RELATIONS
    tables = [t for t in TABLES if t.kind == batch.kind or (relation and t.name == "edges")]
    refs = {field.name for table in tables for field in table.columns if field.refs}
    for key, row in zip(batch.keys, batch.decoded() if refs else [{}] * len(batch), strict=True):
        values = [row[name] for name in refs & row.keys()]
        ids = [v for value in values if value for v in ([value] if isinstance(value, str) else value)]
        yield [*(key.split("\t")[:2] if relation else ()), *ids]


def _carried_on(found: Mapping[str, Stored], changes: Set[int], undone: Set[int]) -> set[int]:
    """Later changes that stand, and repeat of a fact what one of these said anew of it."""
    reached: set[int] = set()
    for kind, stored in found.items():
        touched = stored.keys_of(changes)
        lives: dict[str, list[int]] = {}
        for i, key in enumerate(stored.columns.keys if touched else ()):
            if key in touched and stored.changes[i] not in undone:
                lives.setdefault(key, []).append(i)
        starts = stored.columns.valid_from
        for life in lives.values():
            life.sort(key=starts.__getitem__)
            for at, i in enumerate(life):
                following = [n for n in life[at + 1 :] if kind not in _JUDGED or starts[n] == starts[i]]
                if stored.changes[i] in changes and following:
                    said = _row(stored.columns, i)
                    old = _row(stored.columns, life[at - 1]) if at else {}
                    new = {name for name in said.keys() | old.keys() if said.get(name) != old.get(name)}
                    new -= {name for name in new if name.removesuffix("_en") in new - {name}}  # goes with its original
                    for n in following:
                        row = _row(stored.columns, n)
                        new = {name for name in new if row.get(name) == said.get(name)}
                        reached.update([stored.changes[n]] if new else [])
    return reached


def _row(columns: Columns, at: int) -> dict[str, Any]:
    """What a version says, and until when."""
    return {**json.loads(columns.props[at]), "valid_to": columns.valid_to[at]}
