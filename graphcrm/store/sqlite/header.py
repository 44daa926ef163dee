"""What the first bytes of a file say, read before SQLite may touch it.

SQLite would create ``-wal`` and ``-shm`` files beside a file that is not ours, take a flipped "write version" for another
journal mode, or a cleared text encoding for a new database. The layout is that of the SQLite file format, section 1.3.

Other programs turn the write-ahead log off, or copy a file without it (``PRAGMA journal_mode = DELETE``, ``VACUUM INTO``): that is
no damage, and whoever writes next turns it on again.
"""

from __future__ import annotations

import struct
import time

from graphcrm.errors import NotAStore, StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.store.damage import damaged
from graphcrm.store.sqlite.faults import unavailable
from graphcrm.store.sqlite.handles import read_start
from graphcrm.store.sqlite.schema import APPLICATION_ID, MARK, PAGE_SIZE

__all__ = ["examine", "without_log"]


MAGIC = b"SQLite format 3\0"
_HEADER = 100
#: "Written and read with a write-ahead log" in the header, and what stands there without one.
_VERSIONS, _LOG, _NO_LOG = 18, b"\x02\x02", b"\x01\x01"
#: Header fields that never change in a file of ours: offset -> bytes.
_FIXED = {
    0: MAGIC,
    16: struct.pack(">H", PAGE_SIZE),
    _VERSIONS: _LOG,
    20: b"\x00\x40\x20\x20",  # no reserved bytes; payload fractions 64, 32, 32
    44: struct.pack(">II", 4, 0),  # schema format; default cache size
    52: struct.pack(">II", 0, 1),  # no auto-vacuum; UTF-8
    64: struct.pack(">II", 0, APPLICATION_ID),
    72: bytes(20),
}
_USER_VERSION = slice(60, 64)
_APPLICATION_ID = slice(68, 72)

_DIRECTORY = Text(
    "{path} 是文件夹或设备，不是工作区文件；请指明其中的文件，或换一个路径",
    "{path} is a folder or a device, not a workspace file; name a file in it, or choose another path",
)
_FOREIGN = Text(
    "{path} 不是 graphcrm 工作区（属于别的程序），未作任何改动；请换一个路径",
    "{path} is not a graphcrm workspace but a file of another program; it was left untouched. Choose another path",
)
_EMPTY = Text(
    "工作区文件是空的（若本来就没有内容，graphcrm init 可把它建成空工作区）",
    "the workspace file is empty (if nothing was ever in it, `graphcrm init` makes an empty workspace of it)",
)
_BROKEN = Text("文件头已损坏（第 {offset} 字节）", "the header of the file is damaged (byte {offset})")
_SHORT = Text("工作区文件被截断", "the workspace file is cut off")


def examine(path: str) -> int:
    """The schema version in the header of a workspace file; anything else about the file raises.

    Raises
    ------
    StoreUnavailable
        It is not a regular file or cannot be read.
    NotAStore
        It carries none of our marks.
    IntegrityError
        It is ours, or was (all zero, or the beginning of a database and no more), and damaged.
    """
    for _ in range(3):  # another process may be making the file longer at this very moment
        try:
            start, size, regular = read_start(path, PAGE_SIZE)
        except IsADirectoryError as error:
            raise StoreUnavailable(_DIRECTORY.format(path=path)) from error
        except OSError as error:
            raise unavailable(path, error) from error
        if not regular:
            raise StoreUnavailable(_DIRECTORY.format(path=path))
        fault = _fault(start, size)
        if fault is None:
            return int.from_bytes(start[_USER_VERSION], "big")
        time.sleep(0.001)
    assert fault is not None
    text, offset = fault
    if text is _FOREIGN:
        raise NotAStore(text.format(path=path))
    raise damaged(text.format(offset=offset), path)


def without_log(path: str) -> bool:
    """Whether the header of a file that was examined says that another program turned its log off."""
    return read_start(path, _HEADER)[0].startswith(_NO_LOG, _VERSIONS)


def _fault(start: bytes, size: int) -> tuple[Text, int] | None:
    if not start:
        return _EMPTY, 0
    ours = start[_APPLICATION_ID] == APPLICATION_ID.to_bytes(4, "big") or MARK in start
    unfinished = len(start) < _HEADER and MAGIC.startswith(start[: len(MAGIC)])
    if not ours and start.strip(b"\0") and not unfinished:
        return _FOREIGN, 0
    for offset, expected in _FIXED.items():
        found = start[offset : offset + len(expected)]
        if found != expected and (offset, found) != (_VERSIONS, _NO_LOG):
            wrong = next(
                (i for i, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), len(found)
            )
            return _BROKEN, offset + wrong
    if size % PAGE_SIZE:
        return _SHORT, size
    return None
