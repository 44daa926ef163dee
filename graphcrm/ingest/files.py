"""Opening files that may be anything: what kind they are, how large, and in which encoding."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graphcrm.i18n import Text
from graphcrm.model.fields import shown

__all__ = ["LIMIT", "Unreadable", "display", "encoding_of", "is_simple", "opened", "signature"]

_MB = 1024 * 1024
#: Largest file that is read, in bytes, by format.
LIMIT = {"csv": 300 * _MB, "json": 150 * _MB, "xlsx": 100 * _MB}
#: Longest line, in bytes.
_LONGEST_LINE = _MB
_CHUNK = 256 * 1024
_CHECK_PATH = Text("请检查路径与权限", "Check the path and the permissions")
_LONG_LINE = 16 * 1024


@dataclass
class Unreadable(Exception):
    """A file, or the rest of it, cannot be read; `line` is where, `code` mostly E15."""

    text: Text
    line: int | None = None
    column: str = ""
    code: str = "E15"
    suggestion: Text | None = None


@contextmanager
def opened(path: Path, limit: int) -> Iterator[BinaryIO]:
    """An ordinary file of reasonable size, open for reading; never waits for a pipe or a device."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise Unreadable(_why(error), suggestion=_CHECK_PATH) from error
    with open(handle, "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(Text("不是普通文件", "this is not an ordinary file"), suggestion=_CHECK_PATH)
        if status.st_size == 0:
            raise Unreadable(Text("文件是空的", "the file is empty"))
        if status.st_size > limit:
            size, most = status.st_size // _MB, limit // _MB
            raise Unreadable(
                Text(
                    f"文件有 {size:,} MB,最多 {most} MB;请拆分成几个文件,或用 CSV 格式",
                    f"the file has {size:,} MB; at most {most} MB are read. Split it, or use CSV",
                )
            )
        yield stream


def _why(error: OSError | ValueError) -> Text:
    if isinstance(error, FileNotFoundError):
        return Text("没有这个文件", "there is no such file")
    if isinstance(error, PermissionError):
        return Text("没有读取权限", "it may not be read: permission denied")
    detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Text(f"无法打开:{detail}", f"it cannot be opened: {detail}")


def signature(head: bytes) -> str:
    """Format by the first bytes: zip, ole, pdf, text."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    return "pdf" if head.startswith(b"%PDF") else "text"


def encoding_of(stream: BinaryIO, lines_matter: bool = True) -> str:
    """Encoding of a text file, strictly: UTF-8 (with or without mark), UTF-16 with mark, else GB18030.

    The whole file is looked at; the stream is left at its beginning. Raises Unreadable, with the line, for a file in
    which encodings are mixed, which holds NUL or other binary bytes, or a line of more than 1 MB.
    """
    head = stream.read(4)
    stream.seek(0)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _checked(stream, "utf-16", text_only=False)
    _look_for_binary(stream, lines_matter)
    if head.startswith(b"\xef\xbb\xbf"):
        return _checked(stream, "utf-8-sig")
    try:
        return _checked(stream, "utf-8")
    except Unreadable as not_utf8:
        try:
            _checked(stream, "gb18030")
        except Unreadable:
            raise Unreadable(
                Text(
                    "既不是 UTF-8 也不是 GB18030 编码(从这一行起);请另存为 UTF-8",
                    "from this line on it is neither UTF-8 nor GB18030; save it as UTF-8",
                ),
                not_utf8.line,
            ) from None
        _refuse_mixture(stream)
        return "gb18030"


def _checked(stream: BinaryIO, encoding: str, text_only: bool = True) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    stream.seek(0)
    try:
        while chunk := stream.read(_CHUNK):
            text = decoder.decode(chunk)
            if not text_only and "\0" in text:
                raise Unreadable(Text("文件含有 NUL 字符", "the file contains NUL characters"), line)
            line += text.count("\n") if not text_only else 0
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        # The decoder may still hold bytes of the chunk before, so the place is counted from the start of the file.
        stop = stream.tell() - len(error.object) + error.start
        stream.seek(0)
        raise Unreadable(
            Text(f"不是有效的 {encoding.upper()} 文本", f"the text is not valid {encoding.upper()}"),
            1 + sum(b.count(b"\n") for b in _until(stream, stop)),
        ) from error
    stream.seek(0)
    return encoding


def _until(stream: BinaryIO, stop: int) -> Iterator[bytes]:
    while stop > 0 and (chunk := stream.read(min(_CHUNK, stop))):
        stop -= len(chunk)
        yield chunk


def is_simple(stream: BinaryIO) -> bool:
    """Whether a text file has no quotes and no long lines, so that every line is a row of moderate size."""
    simple = True
    while simple and (chunk := stream.read(_CHUNK)):
        simple = b'"' not in chunk and max(map(len, chunk.split(b"\n"))) < _LONG_LINE
    stream.seek(0)
    return simple


def _look_for_binary(stream: BinaryIO, lines_matter: bool) -> None:
    line, open_line = 1, 0
    while chunk := stream.read(_CHUNK):
        nul = chunk.find(b"\0")
        if nul >= 0:
            line += chunk.count(b"\n", 0, nul)
            raise Unreadable(Text("文件含有 NUL 字节", "the file contains NUL bytes"), line)
        line += chunk.count(b"\n")
        last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        open_line = open_line + len(chunk) if last < 0 else len(chunk) - last
        if lines_matter and open_line > _LONGEST_LINE:
            raise Unreadable(Text("有一行超过 1 MB", "a line is longer than 1 MB"), line)
    stream.seek(0)


def _refuse_mixture(stream: BinaryIO) -> None:
    """Raise if a text that reads as GB18030 is partly UTF-8, or is not Chinese at all.

    UTF-8 Chinese reads as GB18030 too, but as characters that GB 2312 does not have; a byte above 127 that never has a
    neighbour above 127 is a letter of a Western encoding.
    """
    stream.seek(0)
    data = stream.read()
    stream.seek(0)
    for run in re.finditer(rb"(?<![\x80-\xff])(?:[\xe2-\xef][\x80-\xbf]{2}){2,}(?![\x80-\xff])", data):
        try:
            run.group().decode("gb2312")
        except UnicodeDecodeError:
            line = 1 + data.count(b"\n", 0, run.start())
            raise Unreadable(
                Text(
                    "文件混用了两种编码(这一行是 UTF-8,别处不是)",
                    "the file mixes encodings: this line is UTF-8, others are not",
                ),
                line,
            ) from None
    western = re.search(rb"[A-Za-z][\xc0-\xff][a-z]", data)
    if western and not re.search(rb"[\x80-\xff]{2}|[\x81-\xfe][0-9][\x81-\xfe][0-9]", data):
        line = 1 + data.count(b"\n", 0, western.start())
        raise Unreadable(Text("编码无法识别;请另存为 UTF-8", "the encoding is not known; save the file as UTF-8"), line)


def display(path: Path) -> str:
    """A path as it may be printed."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "?" for c in text) if len(text) <= 500 else shown(text)
