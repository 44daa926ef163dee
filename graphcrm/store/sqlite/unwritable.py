"""Reading a file that may not be written: on a read-only medium, of somebody else, in a folder where nothing may be created, on a
disk without room for what SQLite puts beside it.

A file with a write-ahead log is normally read with the help of two files beside it, which SQLite creates and locks. Where it
may not, there are two ways, and which one is safe depends on whether anybody may be writing at this moment:

- The log and its index are there: somebody else has the file open, or was killed. SQLite reads them together, read-only, under
  the writer's locks.
- No log, or an empty one: everything stands in the file itself. It is read into memory as a whole, and once more if it changed
  meanwhile; so a writer who comes later disturbs nobody, and is noticed before the next reading. (SQLite's own ``immutable``
  would go on reading the file while it is rewritten.)

A log with content but without its index can be read by neither without writing; leaving it out would lose committed changes.
"""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from graphcrm.errors import StoreBusy, StoreReadOnly
from graphcrm.i18n import Text
from graphcrm.store.sqlite.faults import unavailable
from graphcrm.store.sqlite.handles import read_whole

__all__ = ["Signature", "connect_unwritable", "may_write", "signature"]


#: What tells one state of a file from another: device, inode, size, moment of writing, size of the log (-1: none).
Signature = tuple[int, int, int, int, int]

_ATTEMPTS = 100
_PAUSE = 0.05
#: Nanoseconds within which a file system may give two writes the same moment.
_TICK = 50_000_000
#: "Written and read with a write-ahead log" in the header, and what a database in memory has instead.
_VERSIONS, _WITHOUT_LOG = slice(18, 20), b"\x01\x01"

_LOG = Text(
    "{path} 旁有未并入的日志 {log}，而该文件只能读取；请由有写入权限的人打开一次（例如 graphcrm store check）",
    "{path} has a log beside it ({log}) that has not been merged, and may only be read; somebody who may write has to open it once"
    " (for instance `graphcrm store check`)",
)
_MOVING = Text(
    "{path} 正被不断写入，未能读到一个完整的状态；请稍后重试",
    "{path} is being written all the time and could not be read as a whole; try again later",
)


def may_write(path: str) -> bool:
    """Whether this process may write the file, and what SQLite needs beside it."""
    folder = os.path.dirname(os.path.abspath(path))
    beside = [f"{path}-wal", f"{path}-shm"]
    return _writable(path) and (_writable(folder) or all(map(_writable, beside)))


def signature(path: str) -> Signature:
    """What tells this state of the file from another.

    Raises StoreUnavailable: it cannot be looked at any more.
    """
    try:
        about = os.stat(path)
        return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, _size(f"{path}-wal")
    except OSError as error:
        raise unavailable(path, error) from error


def connect_unwritable(path: str, timeout: float, *, no_room: bool) -> tuple[sqlite3.Connection, Signature | None]:
    """A connection that reads; with the signature of the file if it reads an image of it.

    no_room
        The disk has no room for an index, so that one that is there for an empty log is none.

    Raises
    ------
    StoreReadOnly
        There is a log that cannot be read without writing.
    StoreBusy
        The file does not come to rest.
    """
    log, index = f"{path}-wal", f"{path}-shm"
    for _ in range(_ATTEMPTS):
        before = signature(path)
        if os.path.exists(log) and os.path.exists(index) and not (no_room and before[-1] == 0):
            address = f"{Path(path).absolute().as_uri()}?mode=ro"
            return sqlite3.connect(address, uri=True, timeout=timeout, isolation_level=None), None
        if before[-1] > 0:
            raise StoreReadOnly(_LOG.format(path=path, log=log))
        if 0 <= time.time_ns() - before[3] < _TICK:
            time.sleep(_PAUSE)
            continue
        try:
            image = read_whole(path)
        except OSError as error:
            raise unavailable(path, error) from error
        if signature(path) == before:
            return _in_memory(image), before
        time.sleep(_PAUSE)
    raise StoreBusy(_MOVING.format(path=path))


def _in_memory(image: bytearray) -> sqlite3.Connection:
    image[_VERSIONS] = _WITHOUT_LOG
    raw = sqlite3.connect(":memory:", isolation_level=None)
    try:
        raw.deserialize(image)
        raw.execute("PRAGMA query_only = ON")
    except BaseException:
        raw.close()
        raise
    return raw


def _writable(path: str) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except FileNotFoundError:
        return -1
