"""Opening files that may be anything: what kind they are, and how large."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from graphcrm.dataclass import dataclass
from graphcrm.files import reason
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.parsing import NotParsed, not_utf8, parse_toml

__all__ = [
    "LIMIT",
    "PROTECTED",
    "TEXT",
    "Unreadable",
    "display",
    "has_apostrophes",
    "is_encrypted",
    "is_simple",
    "opened",
    "signature",
    "toml_in",
    "unparsed",
]

_MB = 1024 * 1024
#: Largest file that is read, in bytes, by format.
LIMIT = {"csv": 300 * _MB, "json": 150 * _MB, "xlsx": 100 * _MB, "toml": 5 * _MB}
#: Endings of text files, whose encoding is a matter of recognition.
TEXT = frozenset({".csv", ".tsv", ".txt"})
_CHUNK = 256 * 1024
_CHECK_PATH = Text("请检查路径与权限", "Check the path and the permissions")
_LONG_LINE = 16 * 1024
#: What is said of a workbook that only a password opens.
PROTECTED = Text(
    "工作簿用密码加密，读不了；请用密码打开，去掉密码（文件 → 信息 → 保护工作簿）后另存为 .xlsx",
    "the workbook is encrypted with a password and cannot be read; open it with the password, take the password away "
    "(File → Info → Protect Workbook), and save it as .xlsx",
)
#: The stream of a container that holds an encrypted workbook ([MS-OFFCRYPTO] 2.3.4.4).
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: The first records of an encrypted .xls: BOF (of Excel 97 on, of 5 and 95), perhaps WriteProtect, FilePass ([MS-XLS] 2.1.7.20.3).
_FILE_PASS = re.compile(rb"\x09\x08(?:\x10\0.{16}|\x08\0.{8})(?:\x86\0\0\0)?\x2f\0", re.DOTALL)


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
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)  # a folder cannot even be opened as a stream
        raise Unreadable(Text("不是普通文件", "this is not an ordinary file"), suggestion=_CHECK_PATH)
    with open(handle, "rb") as stream:
        if status.st_size == 0:
            raise Unreadable(Text("文件是空的", "the file is empty"))
        if status.st_size > limit:
            size, most = status.st_size // _MB, limit // _MB
            raise Unreadable(
                Text(
                    f"文件有 {size:,} MB，最多 {most} MB；请拆分成几个文件，或用 CSV 格式",
                    f"the file has {size:,} MB; at most {most} MB are read. Split it, or use CSV",
                )
            )
        yield stream


def _why(error: OSError | ValueError) -> Text:
    if isinstance(error, FileNotFoundError):
        return Text("没有这个文件", "there is no such file")
    if isinstance(error, PermissionError):
        return Text("没有读取权限", "it may not be read: permission denied")
    return Text("无法打开：{why}", "it cannot be opened: {why}").format(why=reason(error))


def toml_in(path: Path) -> dict[str, Any]:
    """What a TOML file holds; raises Unreadable."""
    with opened(path, LIMIT["toml"]) as stream:
        try:
            data = stream.read()
        except OSError as error:
            raise Unreadable(Text("无法读取：{why}", "it cannot be read: {why}").format(why=reason(error))) from error
    try:
        return parse_toml(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise unparsed("TOML", not_utf8(data, error)) from error
    except NotParsed as error:
        raise unparsed("TOML", error) from error


def unparsed(form: str, fault: NotParsed) -> Unreadable:
    """A file that should be TOML, JSON or XML and is none, with the line."""
    said = Text("不是有效的 {form}：", "this is not valid {form}: ").format(form=form)
    return Unreadable(said + fault.text, fault.line)


#: The first record of an .xls without a container, as Excel 2 to 4 wrote it and some programs still do ([MS-XLS] 2.4.21).
_BARE = re.compile(rb"\x09[\0\x02\x04][\x04\x06]\0|\x09\x08[\x08\x10]\0")


def signature(head: bytes) -> str:
    """Format by the first bytes: zip, ole (old files of Office), pdf, text."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") or _BARE.match(head):
        return "ole"
    return "pdf" if head.startswith(b"%PDF") else "text"


def is_encrypted(stream: BinaryIO) -> bool:
    """Whether a container of Office files holds one that only a password opens; the stream is left at its beginning."""
    stream.seek(0)
    found, tail = False, b""
    while not found and (chunk := stream.read(_CHUNK)):
        both = tail + chunk
        found = _ENCRYPTED in both or _FILE_PASS.search(both) is not None
        tail = both[-len(_ENCRYPTED) :]
    stream.seek(0)
    return found


def is_simple(stream: BinaryIO) -> bool:
    """Whether a text file has no quotes and no long lines, so that every line is a row of moderate size."""
    simple = True
    while simple and (chunk := stream.read(_CHUNK)):
        simple = b'"' not in chunk and not _has_long_line(chunk)
    stream.seek(0)
    return simple


def _has_long_line(chunk: bytes) -> bool:
    """Whether so many bytes follow each other without an end of line; looks backwards from the end of each stretch of that length."""
    begin = 0
    while begin + _LONG_LINE <= len(chunk):
        begin = chunk.rfind(b"\n", begin, begin + _LONG_LINE) + 1
        if not begin:
            return True
    return False


def has_apostrophes(stream: BinaryIO) -> bool:
    """Whether there is an apostrophe at all, as stands before a text that a spreadsheet would take for a formula."""
    found = False
    while not found and (chunk := stream.read(_CHUNK)):
        found = b"'" in chunk
    stream.seek(0)
    return found


def display(path: Path) -> str:
    """A path as it may be printed."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "?" for c in text) if len(text) <= 500 else shown(text)
