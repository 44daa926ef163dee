"""One change set in one transaction: plan against what is stored, write, count, seal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.facts import Batch, ChangeSet, Receipt, canonical
from graphcrm.store.base import AuditEntry, Progress
from graphcrm.store.rule import Columns, Plan, plan, undone_changes
from graphcrm.store.sqlite.chain import Link, append_audit, link_sha256, storable
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.rows import Chunk, RowsHash, sealed
from graphcrm.store.sqlite.seal import Scope, Seal, write_scopes, write_seal
from graphcrm.store.sqlite.state import State, read_columns, verified_chunks

__all__ = ["apply_change"]

_UNKNOWN = Text("没有第 {number} 号变更可以撤销;graphcrm history 列出全部变更", "there is no change {number} to undo")
_UNDONE = Text(
    "第 {number} 号变更已经撤销过了;要恢复它,请撤销那次撤销",
    "change {number} is undone already; to bring it back, undo that undo",
)


def apply_change(
    db: Database, state: State, change: ChangeSet, progress: Progress | None = None, *, dry_run: bool = False
) -> Receipt:
    """Apply a change set inside a transaction of the caller's; with `dry_run` only find out what it would do.

    A withdrawn or restored version counts as updated.

    Raises
    ------
    UsageError
        The change to be undone does not exist or is undone already.
    InputError
        The batches contradict themselves or hold text that cannot be stored.
    IntegrityError
        What the change builds on is damaged.
    """
    number = len(state.links) + 1
    undone = state.undone
    by_kind: dict[str, tuple[int, int, int]] = {}
    if change.undoes is not None:
        _check_undo(state, change.undoes, undone)
        undone_after = undone_changes({**{link.number: link.undoes for link in state.links}, number: change.undoes})
        by_kind.update(_toggled(db, state, undone ^ undone_after))
        undone = undone_after

    batches = _by_kind(change.batches)
    known = [kind for kind in batches if kind in state.scopes]
    live = read_columns(db, state, known, undone) if known else {}
    writer = _Writer(db, state, number, sum(map(len, batches.values())), progress, dry_run)
    closed = 0
    opened = False
    for kind, batch in batches.items():
        step = plan(batch, live.pop(kind, Columns()), change.day)
        if len(step.rows) and not opened and not dry_run:
            opened = True
            _insert(db, _link(change, number))
        writer.write(step, len(batch))
        before = by_kind.get(kind, (0, 0, 0))
        by_kind[kind] = (before[0] + step.created, before[1] + step.updated, before[2] + step.unchanged)
        closed += step.closed

    written = writer.rows > 0 or change.undoes is not None
    totals = [sum(column) for column in zip((0, 0, 0), *by_kind.values(), strict=True)]
    receipt = Receipt(
        change=number if written else None,
        created=totals[0],
        updated=totals[1],
        unchanged=totals[2],
        closed=closed,
        by_kind=by_kind,
    )
    if dry_run:
        return receipt
    seal = state.seal
    if written:
        if not opened:
            _insert(db, _link(change, number))
        seal = writer.finish(change)
    write_seal(db, append_audit(db, seal, _audit_entry(change, receipt)))
    return receipt


class _Writer:
    """Writes the rows of one change and keeps its digest and the totals of the kinds it touches."""

    def __init__(
        self, db: Database, state: State, number: int, total: int, progress: Progress | None, dry_run: bool
    ) -> None:
        self.db = db
        self.state = state
        self.number = number
        self.total = total
        self.progress = progress
        self.dry_run = dry_run
        self.rows = 0
        self._done = 0
        self._scopes: dict[str, Scope] = {}
        self._digest = RowsHash()

    def write(self, step: Plan, given: int) -> None:
        """Write the rows of one kind; `given` is how many rows the caller handed in for it."""
        kind, target = step.rows.kind, self._done + given
        self._report(target - len(step.rows))
        total = 0
        for part in sealed(step.rows, self.number, self.state.seal.sequence + self.rows + 1):
            if not self.dry_run:
                self.db.many("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", part.rows)
            self._digest.add(part.texts)
            self.rows += len(part.texts)
            total += sum(part.checksums)
            self._report(self._done + len(part.texts))
        if len(step.rows):
            before = self.state.scopes.get(kind, Scope(kind, 0, 0, 0))
            self._scopes[kind] = Scope(kind, self.number, before.rows + len(step.rows), before.total + total)
        self._done = target

    def finish(self, change: ChangeSet) -> Seal:
        """Close the change: its digest, its link in the chain, the totals of what it touched."""
        link = replace(_link(change, self.number), rows=self.rows, rows_sha256=self._digest.hexdigest())
        sha256 = link_sha256(self.state.seal.change_sha256, link)
        self.db.execute(
            "UPDATE changes SET rows = ?, rows_sha256 = ?, sha256 = ? WHERE number = ?",
            (link.rows, link.rows_sha256, sha256, link.number),
        )
        seal = replace(
            self.state.seal, sequence=self.state.seal.sequence + self.rows, changes=self.number, change_sha256=sha256
        )
        return write_scopes(self.db, {**self.state.scopes, **self._scopes}, self._scopes, seal)

    def _report(self, done: int) -> None:
        self._done = done
        if self.progress is not None:
            self.progress(done, self.total)


def _link(change: ChangeSet, number: int) -> Link:
    return Link(
        number=number,
        at=storable(change.at),
        day=storable(change.day),
        author=storable(change.author),
        action=storable(change.action),
        undoes=change.undoes,
        rows=0,
        rows_sha256="",
        detail=storable(canonical(change.detail)),
    )


def _insert(db: Database, link: Link) -> None:
    """Write the change before its rows, which refer to it; what is only known at the end follows then."""
    columns = (link.number, link.at, link.day, link.author, link.action, link.undoes)
    db.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, 0, '', ?, '')", (*columns, link.detail))


def _audit_entry(change: ChangeSet, receipt: Receipt) -> AuditEntry:
    """Counts only: the trail of who did what holds no facts about people."""
    counts = {
        "created": receipt.created,
        "updated": receipt.updated,
        "unchanged": receipt.unchanged,
        "closed": receipt.closed,
        "undoes": change.undoes,
    }
    subject = "" if receipt.change is None else f"change {receipt.change}"
    return AuditEntry(change.at, change.author, change.action, subject, canonical(counts))


def _by_kind(batches: Iterable[Batch]) -> dict[str, Batch]:
    """One batch a kind: what is said twice in two batches is said twice."""
    found: dict[str, Batch] = {}
    for batch in batches:
        before = found.get(batch.kind)
        if before is None:
            found[batch.kind] = batch
            continue
        if before.dated != batch.dated:
            raise ValueError(f"batches of {batch.kind!r} are dated and undated in one change set")
        found[batch.kind] = Batch(
            batch.kind,
            [*before.keys, *batch.keys],
            [*before.props, *batch.props],
            [*before.valid_from, *batch.valid_from],
            [*before.valid_to, *batch.valid_to],
            [*before.observed_at, *batch.observed_at],
            batch.dated,
        )
    return found


def _check_undo(state: State, number: int, undone: frozenset[int]) -> None:
    if not 1 <= number <= len(state.links):
        raise UsageError(_UNKNOWN.format(number=number))
    if number in undone:
        raise UsageError(_UNDONE.format(number=number))


def _toggled(db: Database, state: State, changes: frozenset[int]) -> dict[str, tuple[int, int, int]]:
    """How many versions of every kind an undo withdraws or brings back."""
    counts: dict[str, int] = {}

    def count(chunk: Chunk) -> None:
        if changes.isdisjoint(chunk.changes):
            return
        for kind, change in zip(chunk.kinds, chunk.changes, strict=True):
            if change in changes:
                counts[kind] = counts.get(kind, 0) + 1

    verified_chunks(db, state, count)
    return {kind: (0, rows, 0) for kind, rows in sorted(counts.items())}
