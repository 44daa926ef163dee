"""Zip archives that may be hostile: sizes, ratios, overlapping entries, checked before anything is inflated."""

from __future__ import annotations

import zipfile
from typing import IO, BinaryIO

from graphcrm.i18n import Text
from graphcrm.ingest.files import PROTECTED, Unreadable

__all__ = ["check_archive", "part"]

_MB = 1024 * 1024
#: Most bytes of one part, and of all parts, after inflating.
_PART, _ALL = 400 * _MB, 1000 * _MB
#: A part above this size must not be compressed better than this.
_SUSPECT, _RATIO = 20 * _MB, 150
#: How spreadsheets compress; what else Python can undo has faults and costs of its own.
_WAYS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENTRIES, _DIRECTORY = 10_000, 4 * _MB


def check_archive(stream: BinaryIO) -> None:
    """Raise Unreadable for an archive that would inflate to something unreasonable; leaves the stream at its start.

    The directory's own size is looked at first, since reading a directory of millions of entries is itself an attack.
    """
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        raise zipfile.BadZipFile("no end of directory")
    entries = int.from_bytes(tail[at + 10 : at + 12], "little")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    if entries > _ENTRIES or directory > _DIRECTORY:
        raise _bomb(Text(f"压缩包目录过大（{entries} 项）", f"its directory is too large ({entries:,} entries)"))
    stream.seek(0)
    with zipfile.ZipFile(stream) as archive:
        infos = sorted(archive.infolist(), key=lambda i: i.header_offset)
    total = sum(i.file_size for i in infos)
    if total > _ALL:
        raise _bomb(Text(f"解压后有 {total // _MB:,} MB", f"it would inflate to {total // _MB:,} MB"))
    end = 0
    names = set()
    for info in infos:
        if info.file_size > _PART or (
            info.file_size > _SUSPECT and info.file_size > _RATIO * max(1, info.compress_size)
        ):
            raise _bomb(
                Text(
                    f"其中一项解压后有 {info.file_size // _MB:,} MB",
                    f"one part would inflate to {info.file_size // _MB:,} MB",
                )
            )
        if info.header_offset < end or info.filename in names:
            raise _bomb(Text("压缩包内的项互相重叠", "its parts overlap"))
        if info.flag_bits & 1:
            raise Unreadable(PROTECTED)
        if info.compress_type not in _WAYS:
            raise _bomb(Text("压缩方式不是电子表格所用的", "it is compressed in a way that no spreadsheet uses"))
        end = info.header_offset + 30 + info.compress_size
        names.add(info.filename)
    stream.seek(0)


def _bomb(detail: Text) -> Unreadable:
    return Unreadable(Text("工作簿过大或可疑：", "the workbook is too large or suspicious: ") + detail)


def part(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """A part of an archive, by name without regard to case."""
    try:
        return archive.open(name)
    except KeyError:
        found = next((n for n in archive.namelist() if n.casefold() == name.casefold()), None)
        if found is None:
            raise KeyError(f"the part {name[:80]} is missing") from None
        return archive.open(found)
