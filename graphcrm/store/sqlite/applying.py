"""One change set in one transaction: plan it against what is stored, write its rows, commit."""

from __future__ import annotations

from functools import cache
from typing import Any

from graphcrm.model.facts import ChangeSet, Receipt
from graphcrm.store.base import Progress
from graphcrm.store.checksums import Checksummed
from graphcrm.store.planning.change import PlannedChange, kinds_needed, plan_change
from graphcrm.store.sqlite.chain_tables import add_link, commit, read_audit
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.state import load
from graphcrm.store.state import State
from graphcrm.store.totals import RunningTotals

__all__ = ["apply_change", "insert_versions"]


def apply_change(
    db: Database, state: State, change: ChangeSet, progress: Progress | None = None, *, dry_run: bool = False
) -> Receipt:
    """Apply a change set inside a transaction of the caller's; with `dry_run` only find out what it would do."""
    planned = plan_change(change, state, load(db, state, kinds_needed(change)))
    written = _write(db, planned, progress, dry_run=dry_run)
    if not dry_run:
        read_audit(db, state.totals)  # no entry is added to a trail that is damaged
        commit(db, state.totals, planned.outcome(written))
    return planned.receipt


def _write(db: Database, planned: PlannedChange, progress: Progress | None, *, dry_run: bool) -> RunningTotals:
    """Write the change and its rows, which refer to it; a dry run only looks whether they could be stored."""
    if planned.written and not dry_run:
        add_link(db, planned.link)
    totals = RunningTotals(planned.state.scopes, planned.number)
    done = planned.given - planned.rows  # what is stored already needs no writing
    _report(progress, done, planned.given)
    for kind, part in planned.checksummed():
        if not dry_run:
            insert_versions(db, planned.number, kind, part)
        totals.add(kind, part.texts, part.checksums)
        done += len(part.texts)
        _report(progress, done, planned.given)
    return totals


def _report(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None and total:
        progress(done, total)


#: Rows that one statement writes.
_TOGETHER = 50
#: Values of a row beside its change and kind, which all rows of a statement have in common.
_WIDTH = 7
_INSERT = "INSERT INTO versions VALUES"


def insert_versions(db: Database, change: int, kind: str, part: Checksummed) -> None:
    """Write some rows of one kind."""
    flat: list[Any] = [None] * (_WIDTH * len(part.texts))
    for place, column in enumerate((part.sequences, *part.columns, part.checksums)):
        flat[place::_WIDTH] = column
    piece = _WIDTH * _TOGETHER
    whole = len(flat) - len(flat) % piece
    db.many(_statement(_TOGETHER), ((change, kind, *flat[at : at + piece]) for at in range(0, whole, piece)))
    if rest := flat[whole:]:
        db.execute(_statement(len(rest) // _WIDTH), (change, kind, *rest))


@cache
def _statement(rows: int) -> str:
    """One that writes so many rows.

    >>> _statement(2)
    'INSERT INTO versions VALUES (?3, ?1, ?2, ?4, ?5, ?6, ?7, ?8, ?9), (?10, ?1, ?2, ?11, ?12, ?13, ?14, ?15, ?16)'
    """
    firsts = range(3, 3 + _WIDTH * rows, _WIDTH)
    own = (", ".join(f"?{n}" for n in range(first + 1, first + _WIDTH)) for first in firsts)
    values = (f"(?{first}, ?1, ?2, {more})" for first, more in zip(firsts, own, strict=True))
    return f"{_INSERT} {', '.join(values)}"
