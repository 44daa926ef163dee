"""Reading a file by hand beside SQLite, without dropping SQLite's locks.

POSIX locks belong to the process and the file, not to the handle: closing *any* handle of a file drops every lock that the
process holds on it. So while this process has a connection to a file, a handle of ours on the same file is parked, and
closed together with the last connection.
"""

from __future__ import annotations

import os
import stat
import sys
import threading
from dataclasses import field

from graphcrm.dataclass import dataclass

__all__ = ["FileIdentity", "connected", "disconnected", "read_start", "read_whole"]


FileIdentity = tuple[int, int]

#: A pipe must not make us wait for somebody to write to it.
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(slots=True)
class _Use:
    connections: int = 0
    parked: list[int] = field(default_factory=list)


_lock = threading.Lock()
_in_use: dict[FileIdentity, _Use] = {}


def read_start(path: str, length: int) -> tuple[bytes, int, bool]:
    """The first bytes of a file, its size, and whether it is a regular file (of others nothing is read).

    Raises OSError: the file cannot be opened or read.
    """
    handle = os.open(path, _FLAGS)
    try:
        about = os.fstat(handle)
        regular = stat.S_ISREG(about.st_mode)
        return _read(handle, min(length, about.st_size)) if regular else b"", about.st_size, regular
    finally:
        _release(handle)


def read_whole(path: str) -> bytearray:
    """All bytes of a file.

    Raises OSError: the file cannot be opened or read.
    """
    return bytearray(read_start(path, sys.maxsize)[0])


def _read(handle: int, length: int) -> bytes:
    parts, left = [], length
    while left and (more := os.read(handle, left)):
        parts.append(more)
        left -= len(more)
    return b"".join(parts)


def connected(path: str) -> FileIdentity:
    """Note that a connection to this file is about to be open."""
    about = os.stat(path)
    identity = (about.st_dev, about.st_ino)
    with _lock:
        _in_use.setdefault(identity, _Use()).connections += 1
    return identity


def disconnected(identity: FileIdentity) -> None:
    """Note that a connection was closed; with the last one the parked handles go too."""
    with _lock:
        use = _in_use[identity]
        use.connections -= 1
        if not use.connections:
            del _in_use[identity]
            for handle in use.parked:
                os.close(handle)


def _release(handle: int) -> None:
    about = os.fstat(handle)
    with _lock:
        use = _in_use.get((about.st_dev, about.st_ino))
        if use is None:
            os.close(handle)
        else:
            use.parked.append(handle)
