"""A folder lends its encoding: what one file leaves open, the others that were written with it settle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from graphcrm.files import reason
from graphcrm.i18n import Text
from graphcrm.ingest.encodings import Undecided, encoding_of
from graphcrm.ingest.files import LIMIT, TEXT, Unreadable, display, opened
from graphcrm.ingest.gathering import Gathering
from graphcrm.spoken import counted

__all__ = ["read_or_tell"]

T = TypeVar("T")


def read_or_tell(gathering: Gathering, path: Path, files: Sequence[Path], read: Callable[[], T]) -> T | None:
    """What `read` gives, by the encoding of the files beside it if its own cannot be told; None for a file that is reported instead."""
    file = display(path)
    gathering.log.files.setdefault(file)
    try:
        return _read_lent(gathering, path, files, read)
    except Unreadable as error:
        gathering.unreadable(file, error)
    except MemoryError:
        gathering.unreadable(file, Unreadable(Text("文件太大，内存不够", "the file is too large for the memory")))
    except OSError as error:
        said = Text("读取失败：{why}", "reading failed: {why}").format(why=reason(error))
        gathering.unreadable(file, Unreadable(said))
    return None


def _read_lent(gathering: Gathering, path: Path, files: Sequence[Path], read: Callable[[], T]) -> T:
    """What `read` gives; where the encoding of the file cannot be told, once more in that of the files beside it.

    Those of `files` that lie in the same folder lend theirs if all that have letters beyond ASCII are plainly in one encoding,
    and it is one of those in which the file can be read. It is told which, and by what. Raises Unreadable where nothing settles it.
    """
    try:
        return read()
    except Undecided as error:
        lenders = _lenders(path, files)
        codec = next(iter(lenders.values()), "")
        if set(lenders.values()) != {codec} or codec not in error.codecs:
            raise
        first = display(next(iter(lenders)))
        gathering.remarks.append(
            Text(
                f"{display(path)} 单独看无法断定编码，按同一文件夹的 {first} 等 {len(lenders)} 个文件读作 {codec}；"
                "不对的话用 --encoding 说明",
                f"the encoding of {display(path)} cannot be told by itself; it was read as {codec}, "
                f"like {counted(len(lenders), 'file')} beside it ({first}). If that is wrong, name it with --encoding",
            )
        )
        before = gathering.hints
        gathering.hints = replace(before, encoding=codec)
        try:
            return read()
        finally:
            gathering.hints = before


def _lenders(path: Path, files: Sequence[Path]) -> dict[Path, str]:
    """The encoding of each other text file of the folder whose encoding shows."""
    found = {}
    for one in files:
        if one == path or one.parent != path.parent or one.suffix.casefold() not in TEXT:
            continue
        try:
            with opened(one, LIMIT["csv"]) as stream:
                codec = encoding_of(stream)
                if codec != "utf-8" or not all(line.isascii() for line in stream):
                    found[one] = codec
        except (Unreadable, OSError):
            continue
    return found
