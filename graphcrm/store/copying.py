"""Moving a workspace from one store to another, either way: its whole history, every version, and the audit trail.

The original is read once, from a backup of it, so it may go on being written meanwhile. Into a file that is not there yet the
backup itself is the copy. Into any other store the changes are applied again in order (:mod:`graphcrm.store.replaying`). Every
change carries a digest of its rows and of the change before it, so what a store already has of the original is known by its
chain: a copy that was interrupted goes on where it stopped, changes that were made since are brought after, and a store with a
history of its own is refused.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import zip_longest

from graphcrm.acknowledged import Counting
from graphcrm.configuration import on_server
from graphcrm.dataclass import dataclass
from graphcrm.errors import IntegrityError, StoreError, UsageError
from graphcrm.i18n import Text
from graphcrm.model.facts import Batch, Change
from graphcrm.store import open_store, shown_address
from graphcrm.store.base import AuditEntry, Progress, Store
from graphcrm.store.checksums import Chunk
from graphcrm.store.replaying import Replay, Written, replay, unmarked
from graphcrm.store.sqlite.opening import open_database
from graphcrm.store.sqlite.schema import CURRENT
from graphcrm.store.sqlite.state import read_state, verified_chunks
from graphcrm.temporary import own_folder

__all__ = ["Copied", "copy_store"]


#: Days on which snapshots are compared, at most.
_DAYS = 5
_SAME = Text("两处是同一个工作区：{where}", "both are the same workspace: {where}")
_OTHER = Text(
    "{where} 里是另一份数据（从第 {number} 号改动起不同）；未作任何改动。请复制到一个空的或新的工作区",
    "{where} holds something else (it differs from change {number} on); it was left untouched. Copy to a new or empty workspace",
)
_AHEAD = Text(
    "{where} 已有 {theirs} 次改动，多于来源的 {ours} 次；未作任何改动。若要反方向复制，请对调两个地址",
    "{where} has {theirs} changes, more than the {ours} of the original; it was left untouched. To copy the other way, swap the"
    " addresses",
)
_WRITTEN = Text(
    "复制期间有人写入了 {where}；请停止写入，换一个空的工作区重新复制",
    "somebody else wrote to {where} during the copy; stop that and copy to an empty workspace",
)
#: What an interruption is told of, on the way and when all is there.
_PART = Text("已复制到 {where} 的内容", "what was copied to {where}")
_GOES_ON = Text("；再次运行同一命令，会接着复制并核对", "; the same command goes on from there and verifies it")
_COPY = Text("{where} 的副本", "the copy at {where}")
_HISTORY = Text("副本与来源的改动链不一致（第 {number} 号）", "the chains of changes differ (at change {number})")
_SNAPSHOT = Text("副本与来源在 {day} 的快照不一致（{kind}）", "the snapshots of {day} differ ({kind})")
_LATEST = Text("最新", "the latest day")
#: Detail of the audit entry for taking away what stood in for erased rows.
_ERASED = '{"stand_ins":"erased again"}'


@dataclass(frozen=True, slots=True)
class Copied:
    """What is there now: changes, versions, entries of the audit trail; how many changes were there before; days compared.

    unnoted
        Why the original's own audit trail does not mention the copy (it may be read by somebody who may not write to it).
    """

    changes: int
    versions: int
    entries: int
    already: int
    days: tuple[str, ...]
    unnoted: Text | None = None


@dataclass(frozen=True, slots=True)
class _Original:
    """A consistent copy of the original, open, and everything that it says."""

    store: Store
    changes: Sequence[Change]
    rows: Mapping[int, Written]
    last_sequence: int
    audit: Sequence[AuditEntry]


def copy_store(source: str, target: str, entry: AuditEntry, *, progress: Progress | None = None) -> Copied:
    """Copy the workspace at one address to another, or bring a copy up to date; verified before it is reported as done.

    Parameters
    ----------
    entry
        Goes into both audit trails when the copy is complete; into the original's if that may be written.

    Raises
    ------
    UsageError
        Both are the same, or the target holds something else; it was left untouched.
    IntegrityError
        The original is damaged, or the copy is not equal to it.
    StoreError
        One of them cannot serve.
    """
    if _same(source, target):
        raise UsageError(_SAME.format(where=shown_address(source)))
    with open_store(source) as original:
        fresh = not on_server(target) and not os.path.lexists(target)
        where = shown_address(target)
        with Counting(lambda: fresh and os.path.lexists(target)) as counting:
            if fresh:
                counting.what, counting.then = _PART.format(where=where), _GOES_ON
                original.backup(target)
            with _frozen(original) as frozen, open_store(target, create=True) as copy:
                done = _bring(frozen, copy, where, progress, counting)
                if fresh or done.already < done.changes:
                    copy.audit(entry)
            try:
                original.audit(entry)
            except StoreError as error:
                done = replace(done, unnoted=error.text)
            if counting.what is not None:
                counting.what = _COPY.format(where=where)
    return replace(done, already=0) if fresh else done


def _same(source: str, target: str) -> bool:
    if on_server(source) or on_server(target):
        return shown_address(source) == shown_address(target)
    if os.path.exists(source) and os.path.exists(target):
        return os.path.samefile(source, target)
    return os.path.realpath(source) == os.path.realpath(target)


@contextmanager
def _frozen(original: Store) -> Iterator[_Original]:
    """The original as it is now, in a folder that only this user can read and that is removed afterwards."""
    with own_folder() as folder:
        path = str(folder / "original.graphcrm")
        original.backup(path)
        rows, last_sequence = _read_rows(path)
        with open_store(path) as store:
            yield _Original(store, store.history()[0], rows, last_sequence, store.audit())


def _read_rows(path: str) -> tuple[dict[int, Written], int]:
    """The rows of an embedded store by change, and the highest sequence that it ever gave."""
    rows: dict[int, Written] = {}

    def gather(chunk: Chunk) -> None:
        for i, change in enumerate(chunk.changes):
            rows.setdefault(change, Written()).take(chunk, i)

    with closing(open_database(path, CURRENT, create=False, on_wait=None)) as db, db.reading():
        state = read_state(db, CURRENT)
        verified_chunks(db, state, gather)
    return rows, state.totals.last_sequence


def _bring(original: _Original, copy: Store, where: str, progress: Progress | None, counting: Counting) -> Copied:
    """Apply what the copy lacks, and compare."""
    days = _days(original.rows.values())
    versions = sum(map(len, original.rows.values()))
    ours = [change.sha256 for change in original.changes]
    theirs = [change.sha256 for change in copy.history()[0]]
    if len(theirs) > len(ours) and theirs[: len(ours)] == ours:
        raise UsageError(_AHEAD.format(where=where, theirs=len(theirs), ours=len(ours)))
    given = replay(original.changes, original.rows, original.last_sequence)
    as_original = theirs == ours[: len(theirs)]
    if not as_original and theirs != list(given.sha256[: len(theirs)]):
        pairs = zip_longest(theirs, ours)
        number = next(i for i, (one, other) in enumerate(pairs, 1) if one != other)
        raise UsageError(_OTHER.format(where=where, number=number))
    if len(theirs) < len(ours):
        counting.what, counting.then = _PART.format(where=where), _GOES_ON
    _append(original, given, copy, len(theirs), where, progress, counting)
    if given.marked and not (as_original and len(theirs) == len(ours)):
        last = original.changes[-1]
        copy.erase(unmarked, AuditEntry(last.at, last.author, "store copy", "", _ERASED))
    _compare(original, copy, days)
    return Copied(len(ours), versions, len(original.audit), len(theirs), days)


def _append(
    original: _Original,
    given: Replay,
    copy: Store,
    already: int,
    where: str,
    progress: Progress | None,
    counting: Counting,
) -> None:
    """Apply the changes that are missing and add the entries of the audit trail that are missing, in their order.

    A store writes an entry of its own for every change that it applies, so those of the original are not added.
    """
    there = Counter(copy.audit())
    places = {f"change {number}": number for number in range(1, len(given.changes) + 1)}
    total = sum(len(batch) for change in given.changes[already:] for batch in change.batches)
    done = 0

    def apply_up_to(number: int) -> None:
        nonlocal already, done
        while already < number:
            change = given.changes[already]
            receipt = copy.apply(change, progress=_shifted(progress, done, total))
            counting.counts = lambda: True
            if receipt.change != already + 1:
                raise UsageError(_WRITTEN.format(where=where))
            done += sum(map(len, change.batches))
            already += 1

    for entry in original.audit:
        place = places.get(entry.subject)
        if place is not None and given.changes[place - 1].action == entry.action:
            apply_up_to(place)
        elif there[entry] > 0:
            there[entry] -= 1
        else:
            copy.audit(entry)
    apply_up_to(len(given.changes))


def _shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    return None if progress is None else lambda done, _: progress(before + done, total)


def _days(rows: Iterable[Written]) -> tuple[str, ...]:
    """Days on which something begins, ends or is seen: the first, the last, and some between."""
    found: set[str] = set()
    for written in rows:
        found.update(written.valid_from, written.valid_to, written.observed_at)
    days = sorted(found - {""})
    if len(days) <= _DAYS:
        return tuple(days)
    return tuple(days[i * (len(days) - 1) // (_DAYS - 1)] for i in range(_DAYS))


def _compare(original: _Original, copy: Store, days: Iterable[str]) -> None:
    """Compare chains, which cover every version, and snapshots, which cover the rule that picks them.

    Raises IntegrityError: they differ.
    """
    for ours, theirs in zip_longest(original.changes, copy.history()[0]):
        if ours != theirs:
            raise IntegrityError(_HISTORY.format(number=(ours or theirs).number))
    for day in (None, *days):
        expected, found = original.store.read(day), copy.read(day)
        for kind in sorted(expected.keys() | found.keys()):
            if _columns(expected.get(kind)) != _columns(found.get(kind)):
                raise IntegrityError(_SNAPSHOT.format(day=day or _LATEST, kind=kind))


def _columns(batch: Batch | None) -> list[list[str]]:
    return [] if batch is None else [list(column) for column in batch.columns]
