"""What a batch of rows changes: each row compared with the version that it follows."""

from __future__ import annotations

from collections.abc import Collection

from graphcrm.dataclass import dataclass
from graphcrm.errors import InputError
from graphcrm.i18n import Text
from graphcrm.model.facts import OPEN, Batch
from graphcrm.store.columns import Columns

__all__ = ["Difference", "compare"]


_TWICE = Text(
    "同一批数据里 {kind} 的同一条记录出现两次而内容不同：{key}（生效日 {day}）。请只保留一条",
    "the same {kind} record stands twice in one batch with different content: {key} (valid from {day}); keep one of them",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a batch changes: the rows to be written, and how many rows are new, different, the same, ended.

    `created` counts keys seen for the first time, `updated` every other row written (`closed` of them give an end to a
    version that had none), `unchanged` the rows that are stored already.
    """

    rows: Batch
    created: int
    updated: int
    unchanged: int
    closed: int


def compare(batch: Batch, live: Columns, day: str, new: Collection[str] = ()) -> Difference:
    """Compare a batch with the live versions of its kind.

    A dated row is compared with the newest live version of the same key and ``valid_from``. An undated row is compared with
    the version in force on `day`: if the key is new it holds since ever, if it differs it holds from `day` on.
    Of an undated row's own dates only the end is looked at. `new` are keys that undated rows of the same change bring: dated
    ones of them are counted as updated.

    Raises
    ------
    InputError
        The same record stands twice in the batch with different content.
    ValueError
        The columns of the batch are not equally long.
    """
    if len({len(column) for column in batch.columns}) > 1:
        raise ValueError(f"columns of batch {batch.kind!r} differ in length")
    return _compare_dated(batch, live, new) if batch.dated else _compare_undated(batch, live, day)


def _compare_dated(batch: Batch, live: Columns, new: Collection[str]) -> Difference:
    distinct = len(set(batch.keys))
    if not len(live) and not new and distinct == len(batch):  # a first import: nothing to compare with, nothing to copy
        return Difference(batch, created=distinct, updated=0, unchanged=0, closed=0)
    rows: dict[tuple[str, str], tuple[str, str, str]] = {}
    columns = zip(batch.keys, batch.valid_from, batch.props, batch.valid_to, batch.observed_at, strict=True)
    for key, start, props, end, observed in columns:
        content = (props, end, observed)
        if rows.setdefault((key, start), content) != content:
            raise _twice(batch.kind, key, start)
    identities = zip(live.keys, live.valid_from, strict=True)
    contents = zip(live.props, live.valid_to, live.observed_at, strict=True)
    stored = dict(zip(identities, contents, strict=True))
    known = {*live.keys, *new}
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
    return _difference(batch.kind, written, len(rows), created, closed)


def _compare_undated(batch: Batch, live: Columns, day: str) -> Difference:
    distinct = len(set(batch.keys))
    if not len(live) and distinct == len(batch):
        never = [OPEN] * distinct
        first = Batch(batch.kind, batch.keys, batch.props, never, batch.valid_to, never)
        return Difference(first, created=distinct, updated=0, unchanged=0, closed=0)
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
    return _difference(batch.kind, written, len(rows), created, closed)


def _difference(
    kind: str, written: list[tuple[str, str, str, str, str]], rows: int, created: int, closed: int
) -> Difference:
    keys, props, starts, ends, seen = zip(*written, strict=True) if written else ((), (), (), (), ())
    return Difference(
        Batch(kind, keys, props, starts, ends, seen),
        created=created,
        updated=len(written) - created,
        unchanged=rows - len(written),
        closed=closed,
    )


def _twice(kind: str, key: str, start: str) -> InputError:
    return InputError(_TWICE.format(kind=kind, key=key.replace("\t", " / "), day=start or "-"))
