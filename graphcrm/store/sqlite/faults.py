"""Errors of the engine become errors of graphcrm, here and nowhere else."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from graphcrm.errors import GraphcrmError, IntegrityError, StoreBusy, StoreReadOnly, StoreUnavailable
from graphcrm.files import reason
from graphcrm.i18n import Text
from graphcrm.store.damage import damaged, placed

__all__ = ["full", "guarded", "is_busy", "is_full", "read_only", "said_by", "unavailable"]


_ENGINE = Text("存储已损坏（{what}）", "the store is damaged ({what})")
_NOT_UTF8 = Text("有文本不是有效的 UTF-8", "a text is not valid UTF-8")
_BUSY = Text(
    "另一个进程正在写入 {path}，等待后仍未完成；请稍后重试",
    "another process is writing to {path} and did not finish in time; try again later",
)
_FULL = Text(
    "磁盘已满，{path} 没有任何改动；请腾出空间后重试",
    "the disk is full; {path} is as it was before. Free some space and try again",
)
_READ_ONLY = Text(
    "{path} 或其所在文件夹不可写，只能读取；没有任何改动。请检查权限",
    "{path} or its folder cannot be written, only read; nothing was changed. Check the permissions",
)
_CANNOT = Text(
    "无法打开 {path}（{what}）；请检查路径、权限和磁盘空间",
    "cannot open {path} ({what}); check the path, the permissions and the free space",
)
_NO_FOLDER = Text(
    "{path} 所在的文件夹 {folder} 不存在；请先建好它（mkdir），或换一个路径",
    "there is no folder {folder} for {path}; make it first (mkdir), or choose another path",
)
_MEMORY = Text(
    "内存不足，未能读写 {path}；没有任何改动。请关闭其他程序后重试",
    "there is not enough memory for {path}; nothing was changed. Close other programs and try again",
)
_IO = Text(
    "读写 {path} 时出错（{what}）；请检查磁盘{limit}",
    "reading or writing {path} failed ({what}); check the disk{limit}",
)
_LIMIT = Text(
    "，以及文件大小限制（ulimit -f）：现为 {bytes} 字节",
    ", and how large files may be here (ulimit -f): {bytes} bytes at present",
)
_LOCKS = Text(
    "{path} 所在的地方不能锁定文件（{what}），多人同时写入会互相覆盖；没有任何改动。请把文件放到本地磁盘，或改用 Neo4j 工作区"
    "（graphcrm store copy）",
    "the place of {path} cannot lock files ({what}), without which two writers would overwrite each other; nothing was changed. Put the"
    " file on a local disk, or use a workspace on Neo4j (`graphcrm store copy`)",
)
_CLOSED = Text("存储已关闭或被错误使用（{what}）", "the store is closed or was misused ({what})")
_NOTHING = Text("", "")
#: Bytes without which not even the index of the log can be made.
_LEAST_SPACE = 64 * 1024

#: What the engine says in English only.
_ZH = {
    sqlite3.SQLITE_IOERR: "磁盘读写出错", sqlite3.SQLITE_CANTOPEN: "打不开文件", sqlite3.SQLITE_FULL: "磁盘已满",
    sqlite3.SQLITE_CORRUPT: "文件内容已损坏", sqlite3.SQLITE_NOTADB: "不是数据库文件", sqlite3.SQLITE_PROTOCOL: "加锁不成",
    sqlite3.SQLITE_NOLFS: "文件太大", sqlite3.SQLITE_INTERRUPT: "被打断",
}  # fmt: skip
_BUSY_CODES = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_READ_ONLY_CODES = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH})
_UNAVAILABLE_CODES = {
    sqlite3.SQLITE_CANTOPEN: _CANNOT,
    sqlite3.SQLITE_IOERR: _IO,
    sqlite3.SQLITE_NOLFS: _IO,
    sqlite3.SQLITE_PROTOCOL: _LOCKS,
    sqlite3.SQLITE_INTERRUPT: _IO,
}
#: Network folders that know no locks, or no memory that processes share, fail with these.
_LOCK_CODES = frozenset(
    {
        sqlite3.SQLITE_IOERR_LOCK,
        sqlite3.SQLITE_IOERR_RDLOCK,
        sqlite3.SQLITE_IOERR_UNLOCK,
        sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
        sqlite3.SQLITE_IOERR_SHMLOCK,
        sqlite3.SQLITE_IOERR_SHMMAP,
    }
)


def is_busy(error: sqlite3.Error) -> bool:
    """Whether the engine only says that somebody else holds a lock."""
    return _primary(error) in _BUSY_CODES


def is_full(path: str, error: sqlite3.Error) -> bool:
    """Whether an error comes of a disk without room; the engine says so only of some of its files."""
    code = _primary(error)
    return code == sqlite3.SQLITE_FULL or (code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _no_space(path))


def full(path: str) -> StoreUnavailable:
    """The error for writing to a disk without room."""
    return StoreUnavailable(_FULL.format(path=path))


def unavailable(path: str, error: OSError) -> StoreUnavailable:
    """The error for a file that the operating system does not give us."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full(path)
    folder = os.path.dirname(path)
    if error.errno == errno.ENOENT and folder and not os.path.exists(folder):
        return StoreUnavailable(_NO_FOLDER.format(path=path, folder=folder))
    return StoreUnavailable(_CANNOT.format(path=path, what=reason(error)))


def read_only(path: str) -> StoreReadOnly:
    """The error for writing what may only be read."""
    return StoreReadOnly(_READ_ONLY.format(path=path))


def said_by(error: sqlite3.Error) -> Text:
    """What the engine says is wrong."""
    said = str(error)
    return Text(_ZH.get(_primary(error), said), said)


@contextmanager
def guarded(path: str) -> Iterator[None]:
    """Translate what SQLite and the decoding of its rows can raise, and say of damage where it is.

    Whatever does not speak of locks, space, permission or the disk is damage: the statements are ours and tested, so the
    engine fails on them only if the file is not what it should be.
    """
    try:
        yield
    except IntegrityError as error:
        raise placed(error, path) from error.__cause__
    except GraphcrmError:
        raise
    except sqlite3.Error as error:
        raise _translated(path, error) from error
    except MemoryError as error:
        raise StoreUnavailable(_MEMORY.format(path=path)) from error
    except (UnicodeDecodeError, OverflowError) as error:
        raise damaged(_ENGINE.format(what=type(error).__name__), path) from error


def _translated(path: str, error: sqlite3.Error) -> GraphcrmError:
    code = _primary(error)
    if code in _BUSY_CODES:
        return StoreBusy(_BUSY.format(path=path))
    if is_full(path, error):
        return full(path)
    if _extended(error) in _LOCK_CODES:
        return StoreUnavailable(_LOCKS.format(path=path, what=said_by(error)))
    if code in _READ_ONLY_CODES:
        return read_only(path)
    if code in _UNAVAILABLE_CODES and _extended(error) != sqlite3.SQLITE_IOERR_SHORT_READ:
        said = _UNAVAILABLE_CODES[code].format(path=path, what=said_by(error), limit=_limit())
        return StoreUnavailable(said)
    if isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError):
        return StoreUnavailable(_CLOSED.format(what=str(error)))
    # Without a code it is the decoding of a text that failed, and the message would quote the text.
    return damaged(_ENGINE.format(what=said_by(error) if code else _NOT_UTF8), path)


def _limit() -> Text:
    """A clause about how large files may be, where that is limited: the engine calls a write beyond it an error of the disk."""
    try:
        from resource import RLIM_INFINITY, RLIMIT_FSIZE, getrlimit
    except ImportError:  # not on Windows
        return _NOTHING
    limit = getrlimit(RLIMIT_FSIZE)[0]
    return _NOTHING if limit == RLIM_INFINITY else _LIMIT.format(bytes=f"{limit:,}")


def _no_space(path: str) -> bool:
    import shutil

    try:
        return shutil.disk_usage(os.path.dirname(os.path.abspath(path))).free < _LEAST_SPACE
    except OSError:
        return False


def _extended(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0) or 0)


def _primary(error: sqlite3.Error) -> int:
    return _extended(error) & 0xFF
