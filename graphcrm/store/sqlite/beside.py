"""What lies beside a workspace file, looked at before SQLite may bring it into the file.

SQLite takes any log with the file's name for the file's own, and merges it when the last connection closes. One that was left
behind by another state of the file (a backup was copied over the file after a crash, say) would silently replace newer pages
by older ones. So a log with content is first read by a connection that can merge nothing, and must continue what the file
itself says: every transaction adds an entry to the audit trail, so the trail with the log has the file's last entry in it.
"""

from __future__ import annotations

import os
import stat
from contextlib import closing, suppress

from graphcrm.errors import GraphcrmError, IntegrityError, StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.store.damage import damaged
from graphcrm.store.sqlite.chain_tables import read_audit
from graphcrm.store.sqlite.connection import ALONE, LOOKING, Database, OnWait
from graphcrm.store.sqlite.faults import guarded, unavailable
from graphcrm.store.sqlite.header import without_log
from graphcrm.store.sqlite.schema import Schema
from graphcrm.store.sqlite.state import read_state, verified_chunks
from graphcrm.store.sqlite.totals_row import read_totals

__all__ = ["examine_beside"]


_STRANGE = Text(
    "{name} 不是普通文件，而 {path} 需要这个名字；请把它移走",
    "{name} is not an ordinary file, and {path} needs that name; move it away",
)
_JOURNAL = Text(
    "{path} 旁有别的程序留下的回滚日志 {name}，打开会把它写进工作区；请先移走它，再运行 graphcrm store check",
    "beside {path} lies a rollback journal that another program left ({name}), which opening would write into the workspace;"
    " move it away, then run `graphcrm store check`",
)
_UNDER_WAY = Text(
    "另一个程序关闭了 {path} 的预写日志，并且正在写入它，或写到一半中断了（旁有 {name}）；请在那个程序里完成并关闭它，再运行"
    " graphcrm store check，或恢复备份",
    "another program has turned off the write-ahead log of {path} and is writing into it, or stopped halfway ({name} lies beside it);"
    " finish and close it there, then run `graphcrm store check`, or restore a backup",
)
_LOG = Text(
    "与旁边的日志 {log} 不相符（{what}）；没有并入任何内容。若该文件是从备份恢复的，请把日志移走",
    "it does not fit together with the log {log} beside it ({what}); nothing was merged. If the file was restored from a backup,"
    " move the log away",
)
_NOT_NEXT = Text("日志不是这个文件的后续", "the log does not go on from this file")


def examine_beside(path: str, schema: Schema, on_wait: OnWait | None) -> None:
    """Look at the log, its index and any journal beside a file that was examined itself.

    Raises
    ------
    StoreUnavailable
        Something else has one of their names, or a journal of another program lies there.
    IntegrityError
        The log belongs to another file or to another state of this one, or is damaged with it; nothing was merged.
    """
    waiting = {ending: _length(path, ending) for ending in ("-wal", "-shm", "-journal")}
    if waiting["-journal"]:
        said = _UNDER_WAY if without_log(path) else _JOURNAL
        raise StoreUnavailable(said.format(path=path, name=f"{path}-journal"))
    if not waiting["-wal"]:
        return
    number, sha256 = _end_of_trail(path)
    with closing(Database(path, on_wait, way=LOOKING)) as db:
        try:
            with db.reading():
                stored = read_totals(db).schema
                known = schema if stored == schema.version else schema.older(stored)
                if known is None:
                    return  # whoever opens the file refuses it
                state = read_state(db, known)
                read_audit(db, state.totals)
                verified_chunks(db, state, lambda chunk: None)
                same = db.execute("SELECT sha256 FROM audit WHERE number = ?", (number,)).fetchone()
                if number and same != (sha256,):
                    raise damaged(_NOT_NEXT)
        except IntegrityError as error:
            raise damaged(_LOG.format(log=f"{path}-wal", what=error.what), path) from error


def _length(path: str, ending: str) -> int:
    try:
        about = os.lstat(path + ending)
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise unavailable(path, error) from error
    if not stat.S_ISREG(about.st_mode):
        raise StoreUnavailable(_STRANGE.format(name=path + ending, path=path))
    return about.st_size


def _end_of_trail(path: str) -> tuple[int, str]:
    """Number and digest of the last audit entry that the file itself has; (0, "") where only the log can tell.

    A log is merged page by page: where that was cut short, the file's own record may be half-written.
    """
    with suppress(GraphcrmError), closing(Database(path, way=ALONE)) as db, guarded(path):
        totals = read_totals(db)
        return totals.audits, totals.audit_sha256
    return 0, ""
