"""The version rule: which version of a fact counts on a day, and what a batch of rows changes.

Pure functions over columns, shared by every store. The rule itself stands in :mod:`graphcrm.model.facts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graphcrm.errors import InputError
from graphcrm.i18n import Text
from graphcrm.model.facts import OPEN, Batch

__all__ = ["Columns", "Plan", "counting", "plan", "undone_changes"]

_TWICE = Text(
    "同一批数据里 {kind} 的同一条记录出现两次而内容不同:{key}(生效日 {day})。请只保留一条",
    "the same {kind} record stands twice in one batch with different content: {key} (valid from {day}); keep one of them",
)


@dataclass(slots=True)
class Columns:
    """Versions of one kind as equally long columns, in the order in which they were written."""

    keys: list[str] = field(default_factory=list)
    props: list[str] = field(default_factory=list)
    valid_from: list[str] = field(default_factory=list)
    valid_to: list[str] = field(default_factory=list)
    observed_at: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.keys)

    def picked(self, kind: str, positions: Sequence[int]) -> Batch:
        """The rows at `positions` as a batch."""
        columns = (self.keys, self.props, self.valid_from, self.valid_to, self.observed_at)
        keys, props, starts, ends, seen = ([column[i] for i in positions] for column in columns)
        return Batch(kind, keys, props, starts, ends, seen)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch changes: the rows to be written, and how many rows are new, different, the same, ended.

    `created` counts keys seen for the first time, `updated` every other row written (`closed` of them give an end to a
    version that had none), `unchanged` the rows that are stored already.
    """

    rows: Batch
    created: int
    updated: int
    unchanged: int
    closed: int


def undone_changes(undoes: Mapping[int, int | None]) -> frozenset[int]:
    """Numbers of the changes that are withdrawn, from ``{number: the earlier change it undoes}``.

    An undo that is itself undone withdraws nothing. A change only undoes earlier ones, so the newest is judged first.

    >>> sorted(undone_changes({1: None, 2: 1, 3: 2}))
    [2]
    """
    undone: set[int] = set()
    for number in sorted(undoes, reverse=True):
        target = undoes[number]
        if target is not None and number not in undone:
            undone.add(target)
    return frozenset(undone)


def counting(columns: Columns, as_of: str | None) -> list[int]:
    """Positions of the versions that count on `as_of`, sorted by key; `columns` holds live versions only.

    `as_of` None: the latest version of every key, ended ones included.
    """
    starts, ends = columns.valid_from, columns.valid_to
    seen: Iterable[int] = range(len(columns))
    if as_of is not None:
        pairs = zip(starts, columns.observed_at, strict=True)
        seen = [i for i, (start, observed) in enumerate(pairs) if start <= as_of and observed <= as_of]
    keys = columns.keys
    if len(set(keys)) == len(keys):  # one version each, as after a first import
        chosen = sorted(seen, key=keys.__getitem__)
    else:
        # A stable sort keeps the order of writing among equal starts, and a later entry of a dict replaces an earlier
        # one: what stays for a key is its greatest (valid_from, sequence).
        ordered = sorted(seen, key=starts.__getitem__)
        latest = dict(zip(map(keys.__getitem__, ordered), ordered, strict=True))
        chosen = [latest[key] for key in sorted(latest)]
    if as_of is None:
        return chosen
    return [i for i in chosen if ends[i] == OPEN or as_of < ends[i]]


def plan(batch: Batch, live: Columns, day: str) -> Plan:
    """Compare a batch with the live versions of its kind.

    A dated row is compared with the newest live version of the same key and ``valid_from``. An undated row is compared with
    the version in force on `day`: if the key is new it holds since ever, if it differs it holds from `day` on.
    Of an undated row's own dates only the end is looked at.

    Raises
    ------
    InputError
        The same record stands twice in the batch with different content.
    ValueError
        The columns of the batch are not equally long.
    """
    columns = (batch.keys, batch.props, batch.valid_from, batch.valid_to, batch.observed_at)
    if len({len(column) for column in columns}) > 1:
        raise ValueError(f"columns of batch {batch.kind!r} differ in length")
    return _plan_dated(batch, live) if batch.dated else _plan_undated(batch, live, day)


def _plan_dated(batch: Batch, live: Columns) -> Plan:
    distinct = len(set(batch.keys))
    if not len(live) and distinct == len(batch):  # a first import: nothing to compare with, nothing to copy
        return Plan(batch, created=distinct, updated=0, unchanged=0, closed=0)
    rows: dict[tuple[str, str], tuple[str, str, str]] = {}
    columns = zip(batch.keys, batch.valid_from, batch.props, batch.valid_to, batch.observed_at, strict=True)
    for key, start, props, end, observed in columns:
        content = (props, end, observed)
        if rows.setdefault((key, start), content) != content:
            raise _twice(batch.kind, key, start)
    identities = zip(live.keys, live.valid_from, strict=True)
    contents = zip(live.props, live.valid_to, live.observed_at, strict=True)
    stored = dict(zip(identities, contents, strict=True))
    known = set(live.keys)
    written: list[tuple[str, str, str, str, str]] = []
    created = closed = 0
    for (key, start), content in rows.items():
        before = stored.get((key, start))
        if before == content:
            continue
        props, end, observed = content
        written.append((key, props, start, end, observed))
        if key not in known:
            known.add(key)
            created += 1
        elif before is not None and end != OPEN and before[1] == OPEN:
            closed += 1
    return _planned(batch.kind, written, len(rows), created, closed)


def _plan_undated(batch: Batch, live: Columns, day: str) -> Plan:
    distinct = len(set(batch.keys))
    if not len(live) and distinct == len(batch):
        never = [OPEN] * distinct
        first = Batch(batch.kind, batch.keys, batch.props, never, batch.valid_to, never)
        return Plan(first, created=distinct, updated=0, unchanged=0, closed=0)
    rows: dict[str, tuple[str, str]] = {}
    for key, props, end in zip(batch.keys, batch.props, batch.valid_to, strict=True):
        if rows.setdefault(key, (props, end)) != (props, end):
            raise _twice(batch.kind, key, OPEN)
    known = set(live.keys)
    started = [i for i, start in enumerate(live.valid_from) if start <= day]
    started.sort(key=live.valid_from.__getitem__)
    in_force = {live.keys[i]: (live.props[i], live.valid_to[i]) for i in started}
    written: list[tuple[str, str, str, str, str]] = []
    created = closed = 0
    for key, content in rows.items():
        before = in_force.get(key)
        if before == content:
            continue
        props, end = content
        written.append((key, props, day if key in known else OPEN, end, OPEN))
        created += key not in known
        closed += before is not None and end != OPEN and before[1] == OPEN
    return _planned(batch.kind, written, len(rows), created, closed)


def _planned(kind: str, written: list[tuple[str, str, str, str, str]], rows: int, created: int, closed: int) -> Plan:
    keys, props, starts, ends, seen = zip(*written, strict=True) if written else ((), (), (), (), ())
    return Plan(
        Batch(kind, keys, props, starts, ends, seen),
        created=created,
        updated=len(written) - created,
        unchanged=rows - len(written),
        closed=closed,
    )


def _twice(kind: str, key: str, start: str) -> InputError:
    return InputError(_TWICE.format(kind=kind, key=key.replace("\t", " / "), day=start or "-"))
