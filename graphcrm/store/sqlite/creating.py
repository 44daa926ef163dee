"""A new store appears complete or not at all, and never in place of something else."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from dataclasses import replace

from graphcrm.errors import StoreUnavailable, UsageError
from graphcrm.i18n import Text
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.faults import guarded, unavailable
from graphcrm.store.sqlite.schema import APPLICATION_ID, PAGE_SIZE, Schema
from graphcrm.store.sqlite.totals_row import write_totals
from graphcrm.store.totals import EMPTY
from graphcrm.temporary import remove_forgotten, unused_name

__all__ = ["create", "put_in_place", "temporary_beside"]


#: What a file system says that has no way to flush a folder.
_NO_FLUSH = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})
_EXISTS = Text("{path} 已存在，不会覆盖；请换一个名字", "{path} exists and is never overwritten; choose another name")
_LEFTOVER = Text(
    "{path} 不在，却留有它的日志 {log}；请先恢复备份，或把日志移走",
    "{path} is not there but its log {log} is; restore a backup, or move the log away first",
)
_UNFINISHED = Text(
    "{path} 未能写完；请检查磁盘及其剩余空间，再试一次",
    "{path} could not be written to its end; check the disk and its free space, and try again",
)


def create(path: str, schema: Schema, *, over_empty: bool = False) -> None:
    """Make an empty store at `path`. If somebody else makes one at the same time, theirs stays.

    Parameters
    ----------
    over_empty
        There is a file without content at `path`, which the store takes the place of.

    Raises
    ------
    StoreUnavailable
        No permission, no such folder, disk full; or the log of a lost store lies there, which SQLite would take for ours.
    """
    log = f"{path}-wal"
    if os.path.exists(log):
        raise StoreUnavailable(_LEFTOVER.format(path=path, log=log))
    with temporary_beside(path) as temporary:
        with contextlib.closing(Database(temporary)) as db, guarded(path):
            db.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {schema.version}")
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("BEGIN IMMEDIATE")
            for table in schema.tables:
                db.execute(table)
            write_totals(db, replace(EMPTY, schema=schema.version))
            db.execute("COMMIT")
        with contextlib.suppress(UsageError):
            put_in_place(temporary, path, replace_existing=over_empty)


@contextlib.contextmanager
def temporary_beside(path: str) -> Iterator[str]:
    """An empty file with an unused name in the same folder; removed at the end with whatever SQLite put beside it."""
    folder = os.path.dirname(path)
    remove_forgotten(folder or ".")
    temporary = os.path.join(folder, unused_name())
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise unavailable(path, error) from error
    try:
        yield temporary
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):  # what is done is done; whoever makes the next file removes what is left
                os.unlink(temporary + ending)


def put_in_place(temporary: str, path: str, *, replace_existing: bool = False) -> None:
    """Give a finished file its name, durably, unless the name is taken by anything that is not to be replaced.

    Raises
    ------
    UsageError
        The name is taken.
    StoreUnavailable
        The file system refuses, or has refused to merge the log of the file when it was closed, of which nothing is said then.
    """
    try:
        log = f"{temporary}-wal"
        if os.path.exists(log) and os.path.getsize(log):
            raise StoreUnavailable(_UNFINISHED.format(path=path))
        _flush(temporary)
        try:
            if replace_existing:
                os.replace(temporary, path)
            else:
                os.link(temporary, path)  # unlike a rename, this fails if the name is taken
                with contextlib.suppress(OSError):
                    os.unlink(temporary)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            os.replace(temporary, path)
        _flush_folder(path, made=not replace_existing)
    except FileExistsError as error:
        raise UsageError(_EXISTS.format(path=path)) from error
    except OSError as error:
        raise unavailable(path, error) from error


def _flush_folder(path: str, *, made: bool) -> None:
    """Make a name durable; one that was `made` and cannot be is taken away again, so that what failed has left nothing."""
    try:
        _flush(os.path.dirname(os.path.abspath(path)))
    except OSError as error:
        if error.errno in _NO_FLUSH:
            return
        if made:
            with contextlib.suppress(OSError):
                os.unlink(path)
        raise


def _flush(path: str) -> None:
    if os.name == "nt" and os.path.isdir(path):
        return  # folders cannot be flushed there
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
