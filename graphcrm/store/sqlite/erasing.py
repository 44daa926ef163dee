"""The one exception to append-only: rewrite or drop versions, in one transaction with what the store then says about itself.

Afterwards no removed text may be left anywhere in the file or its write-ahead log: pages are overwritten as they are freed
(``secure_delete``), the file is rebuilt, and the log is emptied.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Mapping

from graphcrm.acknowledged import Counting
from graphcrm.errors import StoreBusy, StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.store.base import AuditEntry
from graphcrm.store.planning.erasure import Altered, Rewrite, plan_erasure
from graphcrm.store.sqlite.chain_tables import commit, read_audit
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.faults import said_by
from graphcrm.store.sqlite.schema import Schema
from graphcrm.store.sqlite.state import load, read_state
from graphcrm.store.sqlite.totals_row import read_totals, write_totals
from graphcrm.store.waiting import Patience, telling

__all__ = ["erase"]


_READERS = Text(
    "记录已删除，但另一个进程仍在读取 {path}，旧内容暂留在日志中；请在它结束后运行 graphcrm store check，日志随即清空",
    "the records are erased, but another process still reads {path}, so old content remains in its log;"
    " run `graphcrm store check` when it has finished, which empties the log",
)
_UNSCRUBBED = Text(
    "记录已删除，但 {path} 未能整理（{what}），旧内容可能仍在其日志中；请排除原因后运行 graphcrm store check，日志随即清空",
    "the records are erased, but {path} could not be scrubbed ({what}), so old content may remain in its log; see to the cause and run"
    " `graphcrm store check`, which empties the log",
)
#: What an interruption is told of.
_ERASURE = Text("删除", "the erasure")
_SCRUB = Text(
    "；请运行 graphcrm store check，以清空可能还留有旧内容的日志",
    "; run `graphcrm store check`, which empties the log of old content",
)


def erase(db: Database, schema: Schema, rewrite: Rewrite, entry: AuditEntry, renamed: Mapping[str, str]) -> int:
    """Rewrite or drop versions and scrub the file; returns how many versions were touched.

    If scrubbing was interrupted, whoever opens the file next empties the log; what is freed is overwritten as it is.

    Raises
    ------
    StoreBusy
        Another process keeps reading, so the log cannot be emptied.
    StoreUnavailable
        The disk is full or fails. If that was after the records were erased, the message says so.
    """
    with Counting() as erasing:
        with Counting(lambda: db.committed) as commits, db.writing():
            state = read_state(db, schema)
            read_audit(db, state.totals)
            planned = plan_erasure(state, load(db, state), rewrite, entry, renamed)
            _rewrite(db, planned.altered)
            commit(db, state.totals, planned.outcome, settled=False)
            commits.what, commits.then = _ERASURE, _SCRUB
        erasing.what, erasing.then = _ERASURE, _SCRUB
        _scrub(db)
    return len(planned.altered)


def _scrub(db: Database) -> None:
    try:
        db.patiently("VACUUM")
        with db.writing():
            write_totals(db, read_totals(db))
        _empty_log(db)
    except StoreUnavailable as error:  # its own words would say that nothing was changed
        cause = error.__cause__
        what = said_by(cause) if isinstance(cause, sqlite3.Error) else error.text
        raise StoreUnavailable(_UNSCRUBBED.format(path=db.path, what=what)) from error


def _rewrite(db: Database, altered: Iterable[Altered]) -> None:
    for one in altered:
        if one.props is None:
            db.execute("DELETE FROM versions WHERE sequence = ?", (one.sequence,))
            continue
        columns = (one.key, one.props, one.checksum, one.sequence)
        db.execute("UPDATE versions SET key = ?, props = ?, checksum = ? WHERE sequence = ?", columns)


def _empty_log(db: Database) -> None:
    def waits() -> bool:
        return bool(db.patiently("PRAGMA wal_checkpoint(TRUNCATE)")[0][0])

    if not waits():
        return
    patience = Patience()
    with telling(db.on_wait):
        while waits():
            if not patience.lasts(None):
                raise StoreBusy(_READERS.format(path=db.path))
            time.sleep(0.05)
