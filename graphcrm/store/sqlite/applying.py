"""One change set in one transaction: plan against what is stored, write, count, seal."""

from __future__ import annotations

from dataclasses import replace

from graphcrm.model.facts import ChangeSet, Receipt
from graphcrm.store.base import Progress
from graphcrm.store.chains import Link, link_sha256
from graphcrm.store.changing import audit_entry, batch_by_kind, link_of, refuse_overtaken, withdrawn_after
from graphcrm.store.rule import Columns, Plan, plan
from graphcrm.store.sealing import Chunk, sealed
from graphcrm.store.sqlite.chain import append_audit
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.seal import Seal, write_scopes, write_seal
from graphcrm.store.sqlite.state import State, read_columns, verified_chunks
from graphcrm.store.totals import RunningTotals

__all__ = ["apply_change"]


def apply_change(
    db: Database, state: State, change: ChangeSet, progress: Progress | None = None, *, dry_run: bool = False
) -> Receipt:
    """Apply a change set inside a transaction of the caller's; with `dry_run` only find out what it would do.

    A withdrawn or restored version counts as updated.

    Raises
    ------
    StoreChanged
        It was made for a store with other changes.
    UsageError
        The change to be undone does not exist or is undone already.
    InputError
        The batches contradict themselves or hold text that cannot be stored.
    IntegrityError
        What the change builds on is damaged.
    """
    number = len(state.links) + 1
    by_kind: dict[str, tuple[int, int, int]] = {}
    refuse_overtaken(change, state.links)
    undone = withdrawn_after(change, state.links)
    if change.undoes is not None:
        by_kind.update(_toggled(db, state, state.undone ^ undone))

    batches = batch_by_kind(change.batches)
    known = [kind for kind in batches if kind in state.scopes]
    live = read_columns(db, state, known, undone) if known else {}
    writer = _Writer(db, state, number, sum(map(len, batches.values())), progress, dry_run)
    closed = 0
    opened = False
    for kind, batch in batches.items():
        step = plan(batch, live.pop(kind, Columns()), change.day)
        if len(step.rows) and not opened and not dry_run:
            opened = True
            _insert(db, link_of(change, number))
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
            _insert(db, link_of(change, number))
        seal = writer.finish(change)
    write_seal(db, append_audit(db, seal, audit_entry(change, receipt)))
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
        self._done = 0
        self._totals = RunningTotals(state.scopes, number)

    def write(self, step: Plan, given: int) -> None:
        """Write the rows of one kind; `given` is how many rows the caller handed in for it."""
        kind, target = step.rows.kind, self._done + given
        self._report(target - len(step.rows))
        for part in sealed(step.rows, self.number, self.state.seal.sequence + self.rows + 1):
            if not self.dry_run:
                self.db.many("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", part.rows)
            self._totals.add(kind, part.texts, part.checksums)
            self._report(self._done + len(part.texts))
        self._done = target

    @property
    def rows(self) -> int:
        """Rows written so far."""
        return self._totals.rows

    def finish(self, change: ChangeSet) -> Seal:
        """Close the change: its digest, its link in the chain, the totals of what it touched."""
        link = replace(link_of(change, self.number), rows=self.rows, rows_sha256=self._totals.sha256)
        sha256 = link_sha256(self.state.seal.change_sha256, link)
        self.db.execute(
            "UPDATE changes SET rows = ?, rows_sha256 = ?, sha256 = ? WHERE number = ?",
            (link.rows, link.rows_sha256, sha256, link.number),
        )
        seal = replace(
            self.state.seal, sequence=self.state.seal.sequence + self.rows, changes=self.number, change_sha256=sha256
        )
        scopes = self._totals.scopes
        return write_scopes(self.db, {**self.state.scopes, **scopes}, scopes, seal)

    def _report(self, done: int) -> None:
        self._done = done
        if self.progress is not None:
            self.progress(done, self.total)


def _insert(db: Database, link: Link) -> None:
    """Write the change before its rows, which refer to it; what is only known at the end follows then."""
    columns = (link.number, link.at, link.day, link.author, link.action, link.undoes)
    db.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, 0, '', ?, '')", (*columns, link.detail))


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
